"""The lines of all runs: worked out once, and kept until something is added to a run."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from ccdrill.authoring.decoding import load
from ccdrill.bootstrap import House
from ccdrill.debrief import build
from ccdrill.debrief.listing import summarise
from ccdrill.debrief.listing.run_result import SHAPE, RunResult
from ccdrill.debrief.listing.summaries import Summaries
from ccdrill.debrief.listing.summary import Summary
from ccdrill.model.errors import UnknownName
from ccdrill.model.ids import ChoiceId, ObjectiveId, RunId, Subject
from ccdrill.model.rules import RULES
from ccdrill.session.deciding import commands
from ccdrill.session.session import Session, Team
from ccdrill.settings import Settings
from tests.builders import FakeChance, FakeClock, write_library
from tests.store.rows import change

T = TypeVar("T")


@pytest.fixture
def house(tmp_path: Path) -> House:
    from ccdrill.session.run.world import World

    house = House(Settings(data=tmp_path / "data", library=(write_library(tmp_path / "library"),)))
    house.world = World(store=house.store, clock=FakeClock(), chance=FakeChance())
    return house


def begin(house: House, count: int) -> list[Session]:
    exercise = house.exercise("tiny-drill")
    return [house.begin(exercise, Team(name=f"Team {number}")) for number in range(count)]


def runs_of(sessions: list[Session]) -> list[RunId]:
    return [session.run.opened.run for session in sessions]


def test_what_is_agreed_after_the_end_changes_no_line(house: House):
    session = begin(house, 1)[0]
    session.handle(commands.CutShort())
    before = house.summaries()
    session.handle(commands.AgreeAction(about=Subject("step:divert"), what="Script it", due="2027-01-31"))
    session.handle(commands.ConfirmRating(objective=ObjectiveId("stop"), grade="P", reason="I saw it"))
    assert house.summaries() == before
    assert house.summary(session.run.opened.run) == before[0]


def test_every_run_is_listed_the_last_begun_first(house: House):
    sessions = begin(house, 3)
    sessions[1].handle(commands.CutShort(reason=""))
    listed = house.summaries()
    assert [one.run for one in listed] == [*reversed(runs_of(sessions))]
    assert [one.team for one in listed] == ["Team 2", "Team 1", "Team 0"]
    assert [one.status for one in listed] == ["unfinished", "ended", "unfinished"]


def test_a_line_is_worked_out_again_only_when_something_was_added(house: House, monkeypatch: pytest.MonkeyPatch):
    sessions = begin(house, 3)
    before = house.summaries()
    worked_out: list[str] = []
    original = summarise.summarise
    monkeypatch.setattr(
        summarise, "summarise", lambda recorded: (worked_out.append(recorded.run.opened.run), original(recorded))[1]
    )
    assert house.summaries() == before
    assert worked_out == []
    sessions[0].handle(commands.Decide(choice=ChoiceId("escalate")))
    assert house.summaries()[-1].decided == 1
    assert worked_out == runs_of(sessions[:1])
    assert house.summary(runs_of(sessions)[0]).decided == 1
    assert len(worked_out) == 1


def test_the_texts_that_runs_share_are_read_once_for_all_of_them(house: House, monkeypatch: pytest.MonkeyPatch):
    begin(house, 5)
    read: list[str] = []
    original = load.load_text
    monkeypatch.setattr(load, "load_text", lambda text, file, kind: (read.append(text), original(text, file, kind))[1])
    house.summaries()
    assert read
    assert len(read) == len(set(read))


def test_a_line_that_was_kept_of_another_run_is_worked_out_anew(house: House, tmp_path: Path):
    begin(house, 2)
    before = house.summaries()
    house.close()
    change(tmp_path / "data", "UPDATE summary SET body = (SELECT body FROM summary LIMIT 1)")
    assert house.summaries() == before


def forge(house: House, run: RunId, old: str, new: str) -> None:
    """Keeps something else of a run, as ccdrill keeps it: what only working it out anew finds."""
    kept = house.store.summary(run, RULES)
    assert kept is not None and old.encode() in kept
    house.store.keep_summary(run, house.store.read(run).links[-1].seal, RULES, kept.replace(old.encode(), new.encode()))


def test_a_line_that_was_changed_is_never_shown(house: House, tmp_path: Path):
    runs = runs_of(begin(house, 2))
    before = house.summaries()
    house.close()
    change(tmp_path / "data", "UPDATE summary SET body = CAST(replace(body, 'Team 1', 'Team 7') AS BLOB)")
    assert house.summary(runs[1]) == before[0]
    assert house.summaries() == before
    assert house.renew_summaries(runs) == ()


@pytest.mark.parametrize(
    "cut",
    [
        "DELETE FROM link WHERE seq = 2",
        "UPDATE link SET seal = 'x' WHERE seq = 2",
        "UPDATE run SET head = 1, seal = (SELECT seal FROM link WHERE run = id AND seq = 1)",
    ],
)
def test_a_line_is_not_shown_of_a_run_that_does_not_end_as_it_did(house: House, tmp_path: Path, cut: str):
    session = begin(house, 1)[0]
    session.handle(commands.CutShort())
    (before,) = house.summaries()
    house.close()
    change(tmp_path / "data", cut)
    (now,) = house.summaries()
    assert before.status == "ended"
    assert now.status != "ended"


def test_only_the_last_runs_are_listed_when_only_they_are_asked_for(house: House):
    begin(house, 3)
    assert house.summaries(2) == house.summaries()[:2]
    assert [one.team for one in house.summaries(2)] == ["Team 2", "Team 1"]


def test_a_forged_line_is_told_once_and_put_right(house: House):
    runs = runs_of(begin(house, 2))
    before = house.summaries()
    assert house.renew_summaries(runs) == ()
    forge(house, runs[1], "Team 1", "Team 7")
    assert house.summaries()[0].team == "Team 7"
    assert house.renew_summaries(runs) == (runs[1],)
    assert house.summaries() == before
    assert house.renew_summaries(runs) == ()


@pytest.mark.parametrize("broken", [b'{"\xa3": 1}', b'{"x": ' + b"[" * 100_000, b"{", b"\xff"])
def test_a_kept_line_that_is_broken_is_worked_out_anew(house: House, tmp_path: Path, broken: bytes):
    begin(house, 1)
    before = house.summaries()
    house.close()
    change(tmp_path / "data", "UPDATE summary SET body = ?", broken)
    assert house.summaries() == before


def test_a_damaged_run_is_told_though_its_line_was_kept(house: House, tmp_path: Path):
    runs = runs_of(begin(house, 2))
    house.summaries()
    house.close()
    change(tmp_path / "data", "UPDATE run SET head = 'x' WHERE id = ?", runs[0])
    assert [one.status for one in house.summaries()] == ["unfinished", "damaged"]


def test_a_run_that_somebody_deletes_meanwhile_is_left_out(house: House, monkeypatch: pytest.MonkeyPatch):
    first, second, left = runs_of(begin(house, 3))
    leaving = [first]

    def before_one_goes(asked: Callable[..., T]) -> Callable[..., T]:
        def listed(*args: object) -> T:
            found = asked(*args)
            while leaving:
                house.store.delete(leaving.pop())
            return found

        return listed

    monkeypatch.setattr(house.store, "summaries", before_one_goes(house.store.summaries))
    monkeypatch.setattr(house.store, "summary", before_one_goes(house.store.summary))
    with pytest.raises(UnknownName):
        house.summary(first)
    leaving.append(second)
    assert [one.run for one in house.summaries()] == [left]


def over(house: House, count: int) -> list[RunId]:
    """Runs that the facilitator ended."""
    sessions = begin(house, count)
    for session in sessions:
        session.handle(commands.CutShort())
    return runs_of(sessions)


def results_of(house: House, runs: list[RunId]) -> list[RunResult | Summary]:
    return list(Summaries(house.store).results(runs))


def test_a_run_is_looked_back_on_once_for_all_results(house: House, monkeypatch: pytest.MonkeyPatch):
    runs = over(house, 3)
    assert Summaries(house.store).lacking(runs) == 3
    before = results_of(house, runs)
    assert [one.run for one in before] == runs
    assert {type(one) for one in before} == {RunResult}
    monkeypatch.setattr(build, "look_back", lambda *_: pytest.fail("it was looked back on again"))
    assert Summaries(house.store).lacking(runs) == 0
    assert results_of(house, runs) == before


def test_a_run_that_was_debriefed_need_not_be_looked_back_on_for_results(house: House):
    runs = over(house, 2)
    before = results_of(house, runs)
    for run in runs:
        house.store.keep_summary(run, "", RULES, b"")
    house.debrief(runs[0], without_names=True)
    assert Summaries(house.store).lacking(runs) == 2
    house.debrief(runs[0])
    assert Summaries(house.store).lacking(runs) == 1
    assert results_of(house, runs) == before


def test_the_debrief_of_a_run_that_is_not_over_keeps_nothing_for_results(house: House):
    runs = runs_of(begin(house, 1))
    house.debrief(runs[0])
    assert Summaries(house.store).lacking(runs) == 1


def test_lists_are_the_same_before_and_after_results_were_asked_for(house: House):
    runs = over(house, 2)
    before = house.summaries()
    results_of(house, runs)
    assert house.summaries() == before


def test_what_is_agreed_later_is_in_the_results(house: House):
    session = begin(house, 1)[0]
    session.handle(commands.CutShort())
    runs = runs_of([session])
    assert [one.agreed for one in results_of(house, runs)] == [()]
    session.handle(commands.AgreeAction(about=Subject("step:divert"), what="Script it", due="2027-01-31"))
    assert [one.agreed[0].due for one in results_of(house, runs)] == ["2027-01-31"]


def test_results_of_another_shape_are_worked_out_anew(house: House):
    runs = over(house, 1)
    before = results_of(house, runs)
    forge(house, runs[0], f'"shape":{SHAPE}', f'"shape":{SHAPE - 1}')
    assert Summaries(house.store).lacking(runs) == 1
    assert house.renew_summaries(runs) == (), "what can't be read says nothing"
    assert results_of(house, runs) == before


def test_what_an_older_ccdrill_kept_for_lists_is_worked_out_anew(house: House, tmp_path: Path):
    runs = over(house, 1)
    before = house.summaries(), results_of(house, runs)
    house.close()
    line = msgspec.json.encode(
        {name: value for name, value in msgspec.to_builtins(before[0][0]).items() if name != "drill_id"}
    )
    change(tmp_path / "data", "UPDATE summary SET body = ?", line)
    assert (house.summaries(), results_of(house, runs)) == before


def test_forged_results_are_told_once_and_put_right(house: House):
    runs = over(house, 2)
    before = results_of(house, runs)
    forge(house, runs[1], '"score":"0"', '"score":"100"')
    assert results_of(house, runs) != before
    assert house.renew_summaries(runs) == (runs[1],)
    assert house.renew_summaries(runs) == ()
    assert results_of(house, runs) == before


def test_results_that_were_changed_are_never_shown(house: House, tmp_path: Path):
    runs = over(house, 1)
    before = results_of(house, runs)
    house.close()
    change(tmp_path / "data", """UPDATE summary SET body = CAST(replace(body, '"score":"0"', '"score":"9"') AS BLOB)""")
    assert Summaries(house.store).lacking(runs) == 1
    assert results_of(house, runs) == before


def test_a_run_that_is_not_over_or_damaged_adds_its_line(house: House, tmp_path: Path):
    unfinished, damaged = begin(house, 1)[0].run.opened.run, over(house, 1)[0]
    house.close()
    change(tmp_path / "data", "UPDATE run SET head = 'x' WHERE id = ?", damaged)
    found = results_of(house, [unfinished, damaged])
    assert [(one.run, one.status) for one in found] == [(unfinished, "unfinished"), (damaged, "damaged")]


def test_no_typed_text_stays_behind_when_it_is_erased(house: House, tmp_path: Path):
    session = begin(house, 1)[0]
    session.handle(commands.CutShort(reason="The hour was over."))
    session.handle(commands.AgreeAction(about=Subject("step:divert"), what="Script the diversion", owner="Ann Lee"))
    run = session.run.opened.run
    results_of(house, [run])
    assert set(Summaries(house.store).typed(run).values()) == {"The hour was over.", "Script the diversion", "Ann Lee"}
    house.store.erase(run, texts=True, names=True)
    house.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert [text for text in (b"Ann Lee", b"Script the diversion", b"The hour") if text in kept] == []
    assert Summaries(house.store).typed(run) == {}
