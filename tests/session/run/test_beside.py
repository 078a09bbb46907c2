"""What stands beside the chain: changed, swapped, foreign and planted names and texts are found; what is erased is not missed."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import Entry, Opened
from ccdrill.model.ids import ObjectiveId, PersonId, RoleId, RunId, Subject
from ccdrill.session.deciding.commands import (
    AgreeAction,
    Amend,
    Answers,
    ConfirmRating,
    CutShort,
    OpenOptions,
    SeatRole,
    TakeBack,
    WriteNote,
)
from ccdrill.session.deciding.team import seat_team
from ccdrill.session.run.beside import check_beside, typed_names
from ccdrill.session.run.chain import START, keep_text, open_links, seal_entry
from ccdrill.session.run.ports import Beside, KeptName, StoredRun
from ccdrill.session.session import Session
from ccdrill.session.stored import open_stored, prove
from ccdrill.store.archive import pack, unpack
from tests.builders import build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide


def begin() -> tuple[Stage, Session]:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    seats = (("leader", "Ann"), ("telephony", "Ann"), ("telephony", "Ben"))
    return stage, stage.begin(seat_team(stage.exercise, seats, name="Team B"))


def play() -> StoredRun:
    """A run of two people, one of them in two roles, with a text in every place that takes one."""
    stage, session = begin()
    session.handle(OpenOptions())
    decide(session, "escalate", reason="by the book")
    session.handle(TakeBack(reason="too soon"))
    decide(session, "escalate")
    session.handle(Amend(decision=session.run.seq, answers=Answers(reason="said later")))
    session.handle(WriteNote(text="nobody rang"))
    session.handle(CutShort(reason="time is up"))
    return stage.store.read(session.run.opened.run)


@pytest.fixture(scope="module")
def stored() -> StoredRun:
    return play()


def without_seals(stored: StoredRun) -> StoredRun:
    """The run as it was recorded before names were sealed."""
    previous, links = START, []
    for entry in open_links(stored.links):
        event = entry.event
        if isinstance(event, Opened):
            event = replace(event, seats=tuple(replace(seat, name=None) for seat in event.seats))
        links.append(seal_entry(replace(entry, event=event), previous))
        previous = links[-1].seal
    names = tuple(replace(one, salt="") for one in stored.beside.names)
    return replace(stored, links=tuple(links), beside=replace(stored.beside, names=names))


def with_names(stored: StoredRun, *names: KeptName) -> StoredRun:
    return replace(stored, beside=replace(stored.beside, names=names))


def test_a_run_is_proved_with_all_that_stands_beside_it(stored: StoredRun) -> None:
    assert len(stored.beside.texts) == 5
    assert [one.name for one in stored.beside.names] == ["Ann", "Ben"]
    assert prove(stored).unproved == ()


def test_no_name_can_be_guessed_from_the_chain_alone(stored: StoredRun) -> None:
    salts = [one.salt for one in stored.beside.names]
    assert len(set(salts)) == 2
    assert not any(salt.encode() in link.body for salt in salts for link in stored.links)


CHANGES: dict[str, Callable[[KeptName, KeptName], tuple[KeptName, ...]]] = {
    "a letter": lambda ann, ben: (replace(ann, name="Anne"), ben),
    "an accent": lambda ann, ben: (ann, replace(ben, name="Bén")),
    "names swapped": lambda ann, ben: (replace(ann, name=ben.name), replace(ben, name=ann.name)),
    "names and salts swapped": lambda ann, ben: (replace(ann, person=ben.person), replace(ben, person=ann.person)),
    "one name for both": lambda ann, ben: (ann, replace(ann, person=ben.person)),
    "another salt": lambda ann, ben: (replace(ann, salt="z" * 20), ben),
    "no salt": lambda ann, ben: (replace(ann, salt=""), ben),
    "no name": lambda ann, ben: (replace(ann, name=""), ben),
    "somebody else": lambda ann, ben: (ann, ben, KeptName(person=PersonId("p-9"), name="Cy", salt="z")),
    "somebody else, unsealed": lambda ann, ben: (ann, ben, KeptName(person=PersonId("p-9"), name="Cy")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_name_that_is_not_the_one_that_was_given_is_found(stored: StoredRun, change: str) -> None:
    changed = with_names(stored, *CHANGES[change](*stored.beside.names))
    with pytest.raises(DamagedRun, match=r"name of somebody|somebody who does not take part") as found:
        open_stored(changed)
    assert "erase RUN --names" in found.value.hint
    open_stored(with_names(changed))


def test_a_person_whose_seats_disagree_can_bear_no_name(stored: StoredRun) -> None:
    entry = open_links(stored.links)[0]
    assert isinstance(entry.event, Opened)
    first, second, *others = entry.event.seats
    seats = (first, replace(second, name=None), *others)
    forged: Entry = replace(entry, event=replace(entry.event, seats=seats))
    with pytest.raises(DamagedRun, match="name of somebody"):
        open_stored(replace(stored, links=(seal_entry(forged, START),), beside=Beside(names=stored.beside.names)))


@pytest.mark.parametrize("place", range(5))
def test_a_text_that_was_changed_beside_the_chain_is_found(stored: StoredRun, place: int) -> None:
    kept = stored.beside.texts[place]
    for changed in (replace(kept, text=f"{kept.text}."), replace(kept, salt="tlas")):
        texts = (*stored.beside.texts[:place], changed, *stored.beside.texts[place + 1 :])
        with pytest.raises(DamagedRun, match="somebody typed"):
            open_stored(replace(stored, beside=replace(stored.beside, texts=texts)))


def test_a_text_that_nobody_typed_in_the_run_is_found(stored: StoredRun) -> None:
    ann = stored.beside.names[0]
    for planted in (keep_text("Bob did it", "salt"), keep_text(ann.name, ann.salt)):
        texts = (*stored.beside.texts, planted)
        with pytest.raises(DamagedRun, match="nobody typed"):
            open_stored(replace(stored, beside=replace(stored.beside, texts=texts)))


def test_what_was_erased_leaves_a_good_run_and_is_counted(stored: StoredRun) -> None:
    assert prove(replace(stored, beside=Beside())).unproved == (
        "2 of 2 names erased or missing",
        "5 of 5 typed texts erased or missing",
    )
    one_less = replace(stored.beside, names=stored.beside.names[1:], texts=stored.beside.texts[1:])
    assert prove(replace(stored, beside=one_less)).unproved == (
        "1 of 2 names erased or missing",
        "1 of 5 typed texts erased or missing",
    )


def test_a_run_without_names_and_texts_misses_none() -> None:
    stage = Stage()
    session = stage.begin()
    assert prove(stage.store.read(session.run.opened.run)).unproved == ()


def test_names_that_an_earlier_build_recorded_are_read_and_called_unsealed(stored: StoredRun) -> None:
    earlier = without_seals(stored)
    assert prove(earlier).unproved == ("names not sealed: recorded by a ccdrill that did not seal them yet",)
    renamed = with_names(earlier, replace(earlier.beside.names[0], name="Anne"), *earlier.beside.names[1:])
    open_stored(renamed)
    assert prove(with_names(earlier)).unproved == ("2 of 2 names erased or missing",)


def test_who_takes_a_role_over_in_a_run_of_an_earlier_build_is_sealed_and_the_run_still_opens() -> None:
    stage, session = begin()
    run = session.run.opened.run
    earlier = without_seals(stage.store.read(run))
    stage.store.delete(run)
    stage.store.create(earlier)
    stage.resume(session).handle(SeatRole(role=RoleId("payments"), players=("Ann",)))
    after = stage.store.read(run)
    open_stored(after)
    assert [bool(one.salt) for one in after.beside.names if one.name == "Ann"] == [False, True]


@pytest.mark.parametrize("odd", [{"salt": "x"}, {"person": PersonId("p-9")}])
def test_what_no_earlier_build_recorded_is_found_in_its_runs(stored: StoredRun, odd: dict[str, Any]) -> None:
    earlier = without_seals(stored)
    with pytest.raises(DamagedRun, match=r"name of somebody|somebody who does not take part"):
        open_stored(with_names(earlier, replace(earlier.beside.names[0], **odd)))


def test_names_and_salts_go_through_an_exported_file_and_an_earlier_run_keeps_its_bytes(stored: StoredRun) -> None:
    data = pack(stored)
    assert unpack(data, "it") == stored
    assert b"ccdrill/run/v2" in data
    earlier = pack(without_seals(stored))
    assert b"ccdrill/run/v1" in earlier
    assert b'"salt"' not in earlier[earlier.index(b'"names"') :]
    assert unpack(earlier, "it") == without_seals(stored)


def test_who_takes_in_what_another_terminal_recorded_finds_a_changed_name() -> None:
    stage, session = begin()
    other = stage.resume(session)
    session.handle(OpenOptions())
    run = RunId(session.run.opened.run)
    kept = stage.store.read(run)
    ann, ben = kept.beside.names
    stage.store.runs[run] = with_names(kept, replace(ann, name="Anne"), ben)
    with pytest.raises(DamagedRun, match="name of somebody"):
        other.refresh()
    assert other.view().seats[0].player == "Ann"


def test_a_planted_reference_in_a_teams_name_makes_no_text_belong_to_the_run() -> None:
    stage = Stage()
    planted = keep_text("Bob did it", "salt")
    session = stage.begin(msgspec.structs.replace(seat_team(stage.exercise, ()), name=f'"digest":"{planted.digest}"'))
    with pytest.raises(DamagedRun, match="nobody typed"):
        check_beside(session.run, Beside(texts=(planted,)))


def test_typed_names_are_those_of_all_owners_and_evaluators_whatever_was_said_later(stored: StoredRun) -> None:
    stage, session = begin()
    session.handle(CutShort(reason="time is up"))
    for owner in ("Ann Lee", "Bo Lee"):
        session.handle(AgreeAction(about=Subject("step:divert"), what="Script it", owner=owner))
    session.handle(ConfirmRating(objective=ObjectiveId("stop"), grade="P", reason="I saw it", evaluator="Eve Roe"))
    found = stage.store.read(session.run.opened.run)
    names = typed_names(found)
    assert {one.text for one in found.beside.texts if one.digest in names} == {"Ann Lee", "Bo Lee", "Eve Roe"}
    assert {one.text for one in found.beside.texts if one.digest not in names} == {
        "time is up",
        "Script it",
        "I saw it",
    }
    assert typed_names(stored) == frozenset()


def test_of_a_chain_that_is_broken_nothing_tells_which_texts_are_names(stored: StoredRun) -> None:
    with pytest.raises(DamagedRun) as found:
        typed_names(replace(stored, links=stored.links[1:]))
    assert "Erase the typed texts too" in found.value.hint
