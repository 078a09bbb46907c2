"""A run from elsewhere is proved: what its events say must be what the rules give from its own content.

Whoever forges a run can seal it anew; so every forgery here is a well-sealed chain.
"""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from ccdrill.model import events
from ccdrill.model.afterwards import LedBy
from ccdrill.model.errors import BadContent, DamagedRun
from ccdrill.model.events import Entry, Judgement
from ccdrill.model.exercise import Content
from ccdrill.model.ids import ChoiceId, RoleId, RunId
from ccdrill.model.rules import RULES
from ccdrill.model.text_ref import TextRef
from ccdrill.session.deciding.commands import (
    AgreeAction,
    Amend,
    AnswerQuestion,
    Answers,
    ConfirmRating,
    CountHands,
    CountPeople,
    CountStatement,
    CutShort,
    Dispose,
    GiveMinutes,
    MarkDone,
    NameDoubt,
    NameGap,
    OpenExhibit,
    OpenOptions,
    Pause,
    Reopen,
    Resume,
    SeatRole,
    TakeBack,
    TakeHint,
    Tick,
    WriteNote,
    WriteRemark,
)
from ccdrill.session.run.chain import START, content_digest, open_links, seal_entry
from ccdrill.session.run.ports import Beside, StoredRun
from ccdrill.session.run.trace import score_run
from ccdrill.session.stored import open_stored, prove
from ccdrill.session.telling.telling import FACILITATOR
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide, paced

replace = msgspec.structs.replace


@pytest.fixture
def stored() -> StoredRun:
    """A run with every kind of event that somebody who plays alone records: 1 opened, 2 exhibit, 3 time, 4 decided, 5 amended, 6 noted, 7 time, 8 paused, 9 resumed,
    10 decided, 11 taken back, 12 hint, 13 cut short, 14 action agreed, 15 rating confirmed, 16 disposed,
    17 doubt named, 18 gap named, 19 action agreed about it, 20 question answered,
    21 statement counted, 22 remark written, 23 action done, 24 action reopened.
    """
    stage = paced(TINY_SCENARIO.replace("facilitator: {say: What", "facilitator: {hints: [Think.], say: What"))
    session = stage.begin()
    session.handle(OpenExhibit(exhibit=session.view().exhibits[0].id))
    stage.clock.pass_seconds(60)
    decide(session, "escalate", confidence=3)
    session.handle(Amend(decision=4, answers=Answers(roles=("leader",), records=("ticket",))))
    session.handle(WriteNote(text="note"))
    stage.clock.pass_seconds(600)
    session.handle(Tick())
    session.handle(Pause())
    session.handle(Resume())
    decide(session, "divert")
    session.handle(TakeBack(reason="why not"))
    session.handle(TakeHint())
    session.handle(CutShort())
    session.handle(AgreeAction(about="step:divert", what="Write it down", owner="Ann", due="2027-01-31"))
    session.handle(ConfirmRating(objective="stop", grade="S", reason="It was under way", evaluator="Eve"))
    session.handle(Dispose(about="rule:no-power-off", disposition="deliberate", reason="It was on fire"))
    session.handle(NameDoubt(decision=4))
    session.handle(NameGap(gap=2, what="Nobody knew the number"))
    session.handle(AgreeAction(about="gap:2", what="Put it on the wall"))
    session.handle(AnswerQuestion(question="know", answer="partly", why="By luck"))
    session.handle(CountStatement(statement="built", counts=(0, 0, 1, 0, 0)))
    session.handle(WriteRemark(kind="other", remark=1, text="Good coffee"))
    session.handle(MarkDone(about="step:divert", day="", proof="Ticket 4711", checked_by="Eve"))
    session.handle(Reopen(about="step:divert", reason="It was removed"))
    return stage.store.read(session.run.opened.run)


def reseal(stored: StoredRun, change: Callable[[list[Entry]], Any]) -> StoredRun:
    """The run with its entries changed and the whole chain sealed anew."""
    entries = list(open_links(stored.links))
    change(entries)
    previous, links = START, []
    for entry in entries:
        links.append(seal_entry(entry, previous))
        previous = links[-1].seal
    return replace(stored, links=tuple(links))


def swap(seq: int, **fields: Any) -> Callable[[list[Entry]], None]:
    """Changes fields of one event, or of its entry for `t` and `utc`."""

    def change(entries: list[Entry]) -> None:
        entry = entries[seq - 1]
        own = {name: value for name, value in fields.items() if name in ("t", "utc")}
        inner = {name: value for name, value in fields.items() if name not in own}
        entries[seq - 1] = replace(entry, **own, event=replace(entry.event, **inner))

    return change


def outcome(seq: int, **fields: Any) -> Callable[[list[Entry]], None]:
    def change(entries: list[Entry]) -> None:
        event = entries[seq - 1].event
        entries[seq - 1] = replace(entries[seq - 1], event=replace(event, outcome=replace(event.outcome, **fields)))

    return change


def test_a_run_that_was_played_is_proved(stored: StoredRun) -> None:
    prove(stored)
    kinds = {type(entry.event) for entry in open_links(stored.links)}
    assert kinds == set(events.Event.__args__) - {
        events.OptionsOpened,
        events.HandsCounted,
        events.MinutesGiven,
        events.PeopleCounted,
        events.Seated,
        events.FacilitatorNamed,
        LedBy,
        events.WrittenIn,
        *events.ByHand.__args__,
    }, "all but what only a team records"


def test_a_proof_names_the_last_event_of_the_play_whatever_is_put_down_looked_at_and_paused_behind_it() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin()
    session.handle(OpenOptions())
    session.handle(WriteNote(text="note"))
    session.handle(CountHands(hands={ChoiceId("retry"): 2}))
    session.handle(GiveMinutes(minutes=5))
    session.handle(CountPeople(people=3))
    session.handle(SeatRole(role=FACILITATOR, players=("Fay",)))
    session.handle(OpenExhibit(exhibit=session.view().exhibits[0].id))
    session.handle(Pause())
    session.handle(Resume())
    assert prove(stage.store.read(session.run.opened.run)).played == 2
    assert session.run.seq == 10


@pytest.mark.parametrize(
    ("change", "event"),
    [
        (outcome(1, state="contain"), 1),
        (outcome(1, meters={}), 1),
        (outcome(1, offered=()), 1),
        (swap(1, drill="another"), 1),
        (swap(1, ccdrill="0" * 41), 1),
        (swap(1, seats=(events.Seat(role=RoleId("nobody")),)), 1),
        (swap(1, head_count=-1), 1),
        (swap(1, head_count=10_000), 1),
        (swap(1, head_count=10**30), 1),
        (swap(1, utc="2026-02-30T09:00:00.000Z"), 1),
        (swap(1, utc="0001-01-01T00:00:00.000Z"), 1),
        (swap(14, utc="2026-11-23T24:00:00.000Z"), 14),
        (swap(14, utc="9999-99-99T99:99:99.999Z"), 14),
        (swap(4, real_ms=-1), 4),
        (swap(4, real_ms=10**18), 4),
        (swap(1, team="T" * 121), 1),
        (outcome(3, now=0), 3),
        (outcome(4, state="held", is_ended=True), 4),
        (outcome(4, happenings=()), 4),
        (outcome(4, now=5), 4),
        (swap(4, choice="contain/divert"), 4),
        (swap(4, choice="nowhere/nothing"), 4),
        (swap(4, choice="escalate"), 4),
        (swap(4, judgement=Judgement(roles=("nobody",))), 4),
        (swap(4, judgement=Judgement(where="moon")), 4),
        (swap(5, judgement=Judgement(records=("papyrus",))), 5),
        (swap(5, decision=1), 5),
        (swap(11, decision=4), 11),
        (swap(11, t=0), 11),
        (swap(12, hint=0), 12),
        (swap(12, hint=2), 12),
        (swap(12, state="third-caller"), 12),
        (swap(12, state="nowhere"), 12),
        (swap(1, t=-1), 1),
        (swap(6, t=10**12), 6),
        (swap(6, t=0), 6),
        (swap(6, utc="yesterday"), 6),
        (swap(6, utc="\x1b[31m2026-01-01"), 6),
        (lambda entries: entries.append(replace(entries[12], seq=25)), 25),
        (lambda entries: entries.append(replace(entries[-1], seq=25, event=events.ExhibitOpened(exhibit="none"))), 25),
        (lambda entries: entries.append(replace(entries[3], seq=25, t=entries[-1].t)), 25),
        (lambda entries: entries.append(replace(entries[0], seq=25)), 25),
        (lambda entries: entries.__setitem__(12, replace(entries[5], seq=13, t=entries[12].t)), 14),
        (swap(14, about="step:nothing"), 14),
        (swap(14, what=None), 14),
        (swap(14, due="2027-02-30"), 14),
        (swap(14, due="1999-01-01"), 14),
        (swap(15, objective="nothing"), 15),
        (swap(15, reason=None), 15),
        (swap(15, grade=None), 15),
        (swap(16, about="rule:nothing"), 16),
        (swap(16, disposition=None), 16),
        (swap(16, about="gap:2"), 16),
        (swap(17, decision=10), 17),
        (swap(17, decision=1), 17),
        (swap(17, words=TextRef(digest="0" * 64)), 17),
        (swap(18, gap=1), 19),
        (swap(18, what=None), 19),
        (swap(20, answer=None), 20),
        (swap(21, counts=(0, 0, 0, 0, 0)), 21),
        (swap(23, day="2027-01-01"), 23),
        (swap(23, day="1999-01-01"), 23),
        (swap(23, day="2026-11-31"), 23),
        (swap(23, about="step:report"), 23),
        (swap(24, about="gap:2"), 24),
        (lambda entries: entries.__setitem__(23, replace(entries[23], event=replace(entries[13].event, due=None))), 24),
    ],
)
def test_an_event_that_can_not_have_come_about_so_is_found(
    stored: StoredRun, change: Callable[[list[Entry]], Any], event: int
) -> None:
    """Typed texts are erased before: an event that no longer speaks of its own would leave one over, which is found first."""
    with pytest.raises(DamagedRun, match=f"event {event} of the run can't"):
        prove(reseal(replace(stored, beside=Beside()), change))


@pytest.mark.parametrize(
    ("answers", "times"), [(Judgement(roles=("leader",), records=("ticket",)), 1), (Judgement(), 2)]
)
def test_ratings_are_scored_once_however_many_are_confirmed_and_anew_when_an_answer_was_changed(
    stored: StoredRun, monkeypatch: pytest.MonkeyPatch, answers: Judgement, times: int
) -> None:
    scored = []

    def score(*given: Any) -> Any:
        scored.append(given)
        return score_run(*given)

    def go_on(entries: list[Entry]) -> None:
        rating = entries[14].event
        for event in (*[rating] * 20, events.Amended(decision=4, judgement=answers), *[rating] * 20):
            entries.append(replace(entries[-1], seq=len(entries) + 1, event=event))

    monkeypatch.setattr("ccdrill.session.deciding.agreeing.score_run", score)
    prove(reseal(stored, go_on))
    assert len(scored) == times


def test_content_that_was_changed_is_found_though_the_chain_is_whole(stored: StoredRun) -> None:
    for index, content in enumerate(stored.contents):
        contents = list(stored.contents)
        contents[index] = replace(content, text=content.text + "\n")
        with pytest.raises(DamagedRun, match="missing or changed"):
            open_stored(replace(stored, contents=tuple(contents)))


def test_content_that_the_run_does_not_name_is_refused(stored: StoredRun) -> None:
    extra = Content(kind="drill", id="other", version="", text="id: other\n")
    with pytest.raises(DamagedRun, match="not those"):
        prove(replace(stored, contents=(*stored.contents, extra)))


def test_content_under_another_name_is_refused(stored: StoredRun) -> None:
    renamed = replace(stored.contents[1], id="innocent")
    with pytest.raises(DamagedRun, match="not those"):
        prove(replace(stored, contents=(stored.contents[0], renamed, *stored.contents[2:])))


def test_a_run_that_is_kept_under_another_id_is_refused(stored: StoredRun) -> None:
    with pytest.raises(DamagedRun, match="calls itself"):
        open_stored(replace(stored, run=RunId("another1")))


def with_scenario(stored: StoredRun, text: str) -> StoredRun:
    """A run that was sealed with another text of its scenario."""
    old = stored.contents[1]
    new = replace(old, text=text)
    contents = (stored.contents[0], new, *stored.contents[2:])

    def change(entries: list[Entry]) -> None:
        opened = entries[0].event
        assert isinstance(opened, events.Opened)
        pins = tuple(
            replace(pin, sha256=content_digest(new)) if pin.kind == "scenario" else pin for pin in opened.content
        )
        entries[0] = replace(entries[0], event=replace(opened, content=pins))

    return replace(reseal(stored, change), contents=contents)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "[" * 5000,
        "a: &a [x]\nb: [*a, *a]\n",
        TINY_SCENARIO.replace("goto: contain", "goto: nowhere"),
        TINY_SCENARIO.replace("start: third-caller", "start: nowhere"),
        TINY_SCENARIO.replace("does: [escalate]", "does: [unheard-of]"),
        TINY_SCENARIO.replace("schema: ccdrill/scenario/v1", "schema: ccdrill/drill/v1"),
    ],
)
def test_hostile_or_broken_content_is_refused_with_its_diagnostics(stored: StoredRun, text: str) -> None:
    with pytest.raises((BadContent, DamagedRun)):
        prove(with_scenario(stored, text))


def test_a_run_of_a_newer_ccdrill_says_to_update(stored: StoredRun) -> None:
    with pytest.raises(DamagedRun) as refused:
        prove(reseal(stored, swap(1, rules=RULES + 1)))
    assert "Update" in refused.value.hint


@pytest.mark.parametrize("rules", [0, -1])
def test_rules_that_never_were_are_refused(stored: StoredRun, rules: int) -> None:
    with pytest.raises(DamagedRun, match="never were"):
        prove(reseal(stored, swap(1, rules=rules)))


def test_a_run_of_earlier_rules_is_taken_as_it_was_recorded(stored: StoredRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccdrill.session.replay.RULES", RULES + 1)
    monkeypatch.setattr("ccdrill.session.run.pinned.RULES", RULES + 1)
    prove(stored)


def test_a_check_that_was_added_later_does_not_take_an_old_run_from_its_people(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage()
    session = stage.begin()

    def refuse(*_: object) -> object:
        raise AssertionError("content of a run of ours is not checked again")

    for check in ("check_scenario", "check_procedure", "check_drill", "check_fit"):
        monkeypatch.setattr(f"ccdrill.session.run.pinned.{check}", refuse)
    assert stage.resume(session).view().title == '"It asked me twice"'
