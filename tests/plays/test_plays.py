"""Whole drills, played through the program in plain mode: how they end, and what they cost to the last fraction."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from ccdrill.authoring.decoding.load import load_text
from ccdrill.authoring.library.library import Library
from ccdrill.bootstrap import House
from ccdrill.debrief import build
from ccdrill.debrief.hindsight.hindsight import Hindsight, look_back
from ccdrill.debrief.recorded.recorded import open_recorded
from ccdrill.debrief.telling.render import render
from ccdrill.model.events import Decided, TakenBack
from ccdrill.model.exercise import Exercise
from ccdrill.plain.readable import spoken
from ccdrill.scoring.result import Item, Score
from ccdrill.session.run.run import Run
from ccdrill.session.run.trace import score_run
from ccdrill.settings import Settings
from tests.cli.program import Done, Program
from tests.plays.scripts import SCRIPTS, Script
from tests.plays.worked_out import PLAYS, WEIGHT, Loss, Play


@dataclass(frozen=True)
class Played:
    """A script that was played, and the debrief that the program wrote of it."""

    script: Script
    done: Done
    told: dict[str, Any]
    exercise: Exercise
    run: Run
    score: Score
    hindsight: Hindsight

    @property
    def worked_out(self) -> Play:
        return PLAYS[self.script.name]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The commands, away from everybody's home, with no library but the shipped one."""
    folder = tmp_path_factory.mktemp("plays")
    (folder / "empty").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CCDRILL_LIBRARY", "CCDRILL_THEME", "CCDRILL_TEAM", "CCDRILL_PLAIN"):
            patch.delenv(name, raising=False)
        patch.setenv("CCDRILL_DATA", str(folder / "data"))
        patch.setenv("CCDRILL_CONFIG", str(folder / "settings.toml"))
        patch.setattr(build, "look_back", looking_back_once())
        yield Program(folder, folder / "empty")


def looking_back_once() -> Callable[[Exercise, Run], Hindsight]:
    """Looks back at an equal run only once: it takes a second, and the lines, the document and a test here ask for it."""
    last: list[tuple[Exercise, Run, Hindsight]] = []

    def look(exercise: Exercise, run: Run) -> Hindsight:
        if not last or last[-1][:2] != (exercise, run):
            last[:] = [(exercise, run, look_back(exercise, run))]
        return last[-1][2]

    return look


@pytest.fixture(scope="module")
def play(program: Program) -> Callable[[str], Played]:
    """Plays a script by its name, once for all that is asked of it."""
    return cache(lambda name: played_through(program, SCRIPTS[name]))


@pytest.fixture(scope="module", params=SCRIPTS)
def played(request: pytest.FixtureRequest, play: Callable[[str], Played]) -> Played:
    """Each script in turn."""
    return play(request.param)


def played_through(program: Program, script: Script) -> Played:
    """Plays it to its end and reads what was stored."""
    done = program("run", script.drill, "--plain", typed=script.text)
    assert (done.code, done.err) == (0, "")
    house = House(Settings(data=program.folder / "data"))
    try:
        recorded = open_recorded(house.store.read(house.find_run(done.run)), read_once)
    finally:
        house.close()
    exercise, run = recorded.exercise, recorded.run
    told = json.loads(render(build.build_debrief(recorded), "json"))
    return Played(script, done, told, exercise, run, score_run(exercise, run), build.look_back(exercise, run))


read_once = cache(load_text)
"""Many plays hold the same texts."""


def loss_of(item: Item) -> Loss:
    return Loss(item.kind, item.step or item.rule or " ".join(item.actions), item.cost, item.is_critical)


NOT_EXHAUSTED = {"ivr-team-worst"}
"""So much can still be repaired there, and in so many ways, that the search gives up, and says so."""


def test_looking_back_tells_what_each_decision_cost_to_the_last_fraction(played: Played) -> None:
    found = played.hindsight
    assert found.best is not None
    assert found.best.score == 100
    assert played.exercise.scenario.endings[found.best.end.state].kind == "good"
    costs = [turn.regret for turn in found.turns if turn.regret is not None]
    assert all(cost >= 0 for cost in costs)
    if played.script.name not in NOT_EXHAUSTED:
        assert len(costs) == len(found.turns)
        assert sum(costs) == 100 - played.score.raw
    assert [turn.decision for turn in found.turns] == [one.entry.seq for one in played.run.decisions]


def test_every_script_is_worked_out_and_nothing_else_is() -> None:
    assert set(SCRIPTS) == set(PLAYS)


def test_it_ends_and_costs_as_was_worked_out_by_hand(played: Played) -> None:
    expected, score = played.worked_out, played.score
    weight = WEIGHT[played.script.drill]
    lost = sum((loss.cost for loss in expected.losses), Fraction(0))
    assert played.run.situation.state == expected.ending
    assert played.exercise.scenario.endings[expected.ending].kind == expected.how
    assert [loss_of(item) for item in score.items] == list(expected.losses)
    assert (score.weight, score.lost) == (weight, lost)
    assert score.raw == 100 * (1 - lost / weight)
    assert score.score == max(Fraction(0), score.raw)


def test_its_comments_say_how_it_ends(played: Played) -> None:
    assert played.worked_out.ending in played.script.said
    promised = re.search(r"[Ss]cores (\d+)", played.script.said)
    if promised is not None or not played.score.items:
        assert promised is not None
        assert Fraction(promised[1]) == played.score.score


def test_it_is_understood_line_by_line(played: Played) -> None:
    out = played.done.out
    for complaint in ("NOT UNDERSTOOD:", "NOT POSSIBLE:", "NOT DONE:", "TOO MANY:", "Dropped"):
        assert complaint not in out
    assert out.index("THE END (") < out.index("DEBRIEF: ") < out.index("SCORE: ")


def test_its_debrief_tells_the_same_story(played: Played) -> None:
    expected, told = played.worked_out, played.told
    findings = [*told["critical"], *told["differed"]]
    assert told["numbers"]["exact"] == str(played.score.score)
    assert told["ending_kind"] == expected.how
    assert [one["id"] for one in findings] == [f"F{number}" for number in range(1, len(findings) + 1)]
    assert sorted((one["kind"], Fraction(one["cost"])) for one in findings) == sorted(
        (loss.kind, loss.cost) for loss in expected.losses
    )
    assert {one["citation"]["step"] for one in told["critical"]} == {
        loss.subject for loss in expected.losses if loss.is_critical
    }
    every_step = {row["step"] for row in told["timeline"]}
    assert {one["step"] for one in told["kept"]} == every_step - {loss.subject for loss in expected.losses}


def test_lines_and_document_tell_every_finding_in_the_same_sentence(played: Played) -> None:
    """But for records that are all that is missing from a step: the lines tell them with the step."""
    printed = " ".join(played.done.out.split())
    with_the_step = {one["step"]: one["missing"] for one in played.told["unrecorded"]}
    assert not any(one["not_left"] for one in played.told["unrecorded"])
    for one in (*played.told["critical"], *played.told["differed"]):
        step = (one["citation"] or {}).get("step")
        if one["kind"] == "evidence" and step in with_the_step:
            assert f"nobody ticked: {with_the_step[step]}. {one['points']} points." in printed
        else:
            assert " ".join(one["sentence"].split()) in printed


def test_its_findings_can_be_read_aloud(played: Played) -> None:
    procedure, words = played.exercise.procedure, played.exercise.vocabulary
    ids = {one.id for one in (*procedure.steps, *procedure.prohibited)}
    ids |= {*words.actions, *words.records, *words.roles, *words.places, *words.moments}
    for item in played.score.items:
        sentence = item.sentence
        assert sentence == spoken(sentence).strip()
        assert sentence.startswith('"')
        assert sentence.endswith(".")
        assert sentence.count('"') % 2 == 0
        assert not re.search(r"\.\.|  | [,.]|[,;:][,;:]|None|[{}\[\]<>_|]", sentence), sentence
        assert not set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", sentence)) & ids, sentence


@pytest.mark.parametrize("drill", WEIGHT)
def test_the_expert_scores_exactly_100_and_ends_well(play: Callable[[str], Played], drill: str) -> None:
    expert = play(f"{drill}-expert")
    assert (expert.score.score, expert.score.items) == (Fraction(100), ())
    assert expert.exercise.scenario.endings[expert.run.situation.state].kind == "good"
    assert (expert.score.not_exercised, expert.score.withheld) == ((), ())
    assert {rating.grade for rating in expert.score.ratings} == {"P"}


def test_what_was_taken_back_costs_nothing_and_stays_in_the_record(play: Callable[[str], Played]) -> None:
    played = play("ivr-solo-taken-back")
    events = [type(entry.event) for entry in played.run.entries]
    assert (events.count(Decided), events.count(TakenBack)) == (8, 2)
    assert played.score.score == 100
    assert [one["is_taken_back"] for one in played.told["decisions"]].count(True) == 2


@pytest.mark.parametrize(("name", "is_offered"), [("reset-solo-offered-number", False), ("reset-solo-named", True)])
def test_to_name_somebody_is_offered_to_nobody_who_would_own_up(
    play: Callable[[str], Played], name: str, is_offered: bool
) -> None:
    assert ("who pressed the button" in play(name).done.out) is is_offered


@pytest.mark.parametrize("drill", WEIGHT)
def test_every_choice_of_the_drill_is_taken_in_some_play(drill: str) -> None:
    scenario = Library(()).exercise(drill).scenario
    choices = {choice for state in scenario.states.values() for choice in state.choices} | set(scenario.anywhere)
    typed = {line for script in SCRIPTS.values() if script.drill == drill for line in script.lines}
    assert choices <= typed


@pytest.mark.parametrize("drill", WEIGHT)
def test_every_ending_of_the_drill_is_reached_in_some_play(drill: str) -> None:
    scenario = Library(()).exercise(drill).scenario
    reached = {play.ending for name, play in PLAYS.items() if name.startswith(drill)}
    assert reached == set(scenario.endings)
