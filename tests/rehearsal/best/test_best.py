"""The best play: its losses are the score's, nothing that anybody plays beats it, and it can be played."""

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from unittest.mock import ANY

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step, begin, decide, offers
from ccdrill.model.drill import Drill
from ccdrill.model.happenings import Acted, Marked
from ccdrill.model.ids import ChoiceId, DrillId, ProcedureId, ScenarioId
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Choice, Scenario
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.rehearsal.best import best
from ccdrill.rehearsal.best.best import Lookout
from ccdrill.rehearsal.best.harm import better_endings
from ccdrill.rehearsal.best.looked_up import Forecast
from ccdrill.rehearsal.best.soonest import NOTHING
from ccdrill.rehearsal.best.standing import Losses, Standing
from ccdrill.rehearsal.walk.bridge import load
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from ccdrill.scoring.deciding import Answered, deeds_of_decision
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.builders import read
from tests.rehearsal.strategies import exercises
from tests.scoring.strategies import BEGINS, PLACES, RECORDS, ROLES, frames, traces

WORDS = Vocabulary(schema="ccdrill/vocabulary/v1")
BUDGET = 300


def marks_of(step: Step) -> list[tuple[str, int]]:
    return [(one.moment, one.t) for one in step.outcome.happenings if isinstance(one, Marked)]


class Game:
    """An exercise being played against the engine, with deeds and standing side by side."""

    def __init__(self, table: Table, frame: Frame, drill: Drill, lookout: Lookout | None = None) -> None:
        self.table, self.frame, self.drill = table, frame, drill
        self.lookout = lookout or Lookout(table, frame, drill)
        self.mover = MachineMover(table.program)
        step = begin(table.program, self.mover)
        self.situation: Situation = step.situation
        self.deeds: list[Deed] = []
        self.decisions = 0
        self.standing = self.lookout.losses.extend(Standing(), (), marks_of(step))

    def choose(self, choice: str, answered: Answered) -> None:
        step = decide(self.table.program, self.mover, self.situation, choice)
        assert step is not None
        acts = [(one.action, one.t) for one in step.outcome.happenings if isinstance(one, Acted)]
        self.decisions += 1
        deeds = deeds_of_decision(
            self.frame, acts, answered, vacant=(), seq=len(self.deeds) + 1, decision=self.decisions
        )
        self.deeds += deeds
        self.standing = self.lookout.losses.extend(self.standing, deeds, marks_of(step))
        self.situation = step.situation

    def play(self, hand: "Hand") -> None:
        offered = offers(self.table.program, self.situation)
        offer = offered[hand.number % len(offered)]
        self.choose(offer.id, said(self.drill, offer.choice, hand))

    def forecast(self) -> Forecast:
        return self.lookout.forecast(self.situation, self.standing, BUDGET)

    def raw(self) -> Fraction:
        """Without the floor at 0, below which no difference would show."""
        begins = self.table.program.scenario.begins
        trace = Trace(deeds=tuple(self.deeds), moments=self.situation.moments, begins=begins)
        return score_trace(self.frame, trace, WORDS).raw


@given(frames(), st.data())
def test_at_the_end_the_bound_is_the_loss_and_before_it_never_more(frame: Frame, data: st.DataObject):
    trace = data.draw(traces(frame))
    losses = Losses(frame, BEGINS)
    at_once = dict.fromkeys(frame.steps, 0)
    lost = score_trace(frame, trace, WORDS).lost
    standing, marked = Standing(), sorted(trace.moments.items(), key=lambda one: one[1])
    for deed in trace.deeds:
        marks = [(moment, t) for moment, t in marked if t <= deed.t]
        standing = losses.extend(standing, (deed,), marks)
        assert losses.bound(standing, deed.t, at_once) <= lost * losses.scale
    standing = losses.extend(standing, (), marked)
    assert losses.bound(standing, 1 << 40, NOTHING) == lost * losses.scale


@dataclass(frozen=True)
class Hand:
    """What people do at a decision: which choice, and what they say beside it if they are asked."""

    number: int
    roles: tuple[str, ...]
    records: tuple[str, ...]
    place: str | None


def said(drill: Drill, choice: Choice, hand: Hand) -> Answered:
    """As a run is read: records that are asked for and not ticked were not left."""
    return Answered(
        roles=hand.roles if "role" in drill.ask else None,
        records=tuple(one for one in hand.records if one in choice.records) if "records" in drill.ask else None,
        place=hand.place if "where" in drill.ask else None,
    )


a_hand = st.builds(
    Hand,
    number=st.integers(0, 9),
    roles=st.lists(st.sampled_from(ROLES), unique=True, max_size=2).map(tuple),
    records=st.lists(st.sampled_from(RECORDS), unique=True).map(tuple),
    place=st.none() | st.sampled_from(PLACES),
)
hands = st.lists(a_hand, min_size=1, max_size=5)


@settings(max_examples=2 * settings.default.max_examples)
@given(exercises(), hands)
def test_the_best_play_is_one_and_nothing_beats_it(exercise: tuple[Table, Frame, Drill], hand: list[Hand]):
    """One lookout for both laws: to make its proof is most of the work."""
    lookout = Lookout(*exercise)
    no_play_beats_the_best_one(Game(*exercise, lookout), hand)
    the_best_play_can_be_played_and_scores_what_it_says(Game(*exercise, lookout), hand)


def no_play_beats_the_best_one(game: Game, hand: list[Hand]) -> None:
    best = game.forecast()
    assume(best.raw is not None)
    previous = best.raw
    for one in hand:
        if game.situation.is_ended:
            break
        game.play(one)
        best = game.forecast()
        if best.raw is None:
            assert best.count >= BUDGET or not game.situation.is_ended
            return
        assert best.raw <= previous
        previous = best.raw
    if game.situation.is_ended:
        assert game.raw() == previous


def the_best_play_can_be_played_and_scores_what_it_says(game: Game, hand: list[Hand]) -> None:
    for one in hand[:2]:
        if not game.situation.is_ended:
            game.play(one)
    play = game.lookout.best_play(game.situation, game.standing, BUDGET)
    event(f"{'no' if play is None else 'a'} best play")
    if play is None:
        return
    for move in play.moves:
        game.choose(move.choice, move.answered)
    assert game.situation == play.end
    assert game.situation.is_ended
    assert max(Fraction(0), game.raw()) == play.score
    assert game.forecast().raw == game.raw()


@given(exercises())
def test_no_play_that_scores_as_much_ends_better_than_is_said(exercise: tuple[Table, Frame, Drill]):
    game = Game(*exercise)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best, "_MOST_ENDS", 1)
        play = game.lookout.best_play(game.situation, game.standing, BUDGET)
    assume(play is not None and play.is_best_kind)
    lookout, scenario = game.lookout, game.table.program.scenario
    better = {game.table.index[name] for name in better_endings(scenario, play.end.state)}
    event(f"{len(better)} endings are of a better kind")
    start = Walker(game.table)
    load(start, game.situation)
    open_nodes, looked_at = deque([best._Node(start, game.standing)]), 0
    while open_nodes and looked_at < 400:
        node, looked_at = open_nodes.popleft(), looked_at + 1
        if not node.walker.is_ended:
            open_nodes.extend(lookout.onward(node))
        elif node.walker.state in better:
            assert 100 * (1 - Fraction(lookout.bound(node), lookout.losses.total)) < play.score


FORK = """
schema: ccdrill/scenario/v1
id: fork
title: Fork
version: "1"
summary: Something is lost on the way to a fork, and something more at it.
begins: 2026-03-02T09:00+00:00
start: gate
states:
  gate: {phase: detect, title: Gate, question: In?, narrative: A gate., choices: {go: {text: Go, does: [divert], goto: fork}}}
  fork:
    phase: detect
    title: Fork
    question: Where?
    narrative: A fork.
    choices:
      short: {text: The short way, takes: 1m, does: [isolate], goto: home}
      long: {text: The long way, takes: 2m, does: [report], goto: home}
endings: {home: {kind: good, title: Home, narrative: Over.}}
"""
ASKED = """
schema: ccdrill/procedure/v1
id: asked
title: Asked
version: "1"
source: {document: Plan}
steps: [{id: report, do: Report, weight: 3}, {id: isolate, do: Isolate, weight: 2}]
prohibited: [{id: no-divert, action: divert, cost: 1, why: It hurts.}]
"""


def small_drill(ask: tuple[str, ...] = ()) -> Drill:
    return Drill(
        schema="ccdrill/drill/v1",
        id=DrillId("small"),
        title="Small",
        scenario=ScenarioId("fork"),
        procedure=ProcedureId("asked"),
        mode="team",
        minutes=10,
        ask=ask,
    )


def test_what_a_search_has_learnt_does_not_mislead_the_next_one():
    table = build_table(compile_scenario(read(FORK, Scenario)))
    frame = frame_procedure(read(ASKED, Procedure), {}, {}, doable=None, not_exercised=())
    game = Game(table, frame, small_drill())
    assert game.forecast().score == 40  # a fifth is lost at the gate, two at the fork
    game.choose("go", Answered())
    assert game.forecast() == Forecast(Fraction(40), ChoiceId("long"), ANY, ANY)


@pytest.mark.parametrize(("asked", "loss"), [(("records",), Fraction(3, 20) * 3 / 2), ((), 0)])
def test_a_record_that_no_choice_leaves_is_lost_from_the_start_where_it_is_asked_for(
    asked: tuple[str, ...], loss: Fraction
):
    story = FORK.replace("does: [report]", "does: [report], records: [ticket]")
    asking = ASKED.replace("do: Report,", "do: Report, evidence: [ticket, call-note],")
    table = build_table(compile_scenario(read(story, Scenario)))
    frame = frame_procedure(read(asking, Procedure), {}, {}, doable=None, not_exercised=())
    losses = Lookout(table, frame, small_drill(asked)).losses
    assert losses.bound(Standing(), 0, dict.fromkeys(frame.steps, 0)) == loss * losses.scale


@pytest.mark.parametrize(("gate", "first", "second"), [("until", "proof", "alarm"), ("since", "alarm", "proof")])
def test_a_moment_that_only_a_prohibition_asks_for_makes_a_difference(gate: str, first: str, second: str):
    way = "{{text: Go, marks: [{}], goto: fork}}"
    story = FORK.replace(
        "{go: {text: Go, does: [divert], goto: fork}}",
        f"{{first: {way.format(first)}, second: {way.format(second)}}}",
    )
    gated = ASKED.replace("action: divert", f'action: report, {gate}: "moment:alarm"')
    frame = frame_procedure(read(gated, Procedure), {}, {}, doable=None, not_exercised=())
    assert Game(build_table(compile_scenario(read(story, Scenario))), frame, small_drill()).forecast().score == 60


def test_what_it_costs_to_break_a_rule_once_more_hangs_on_whether_it_was_broken_before():
    """Who did it after the alarm has paid already; who did it before pays for doing it again. Their ways meet at the same second."""
    gate = "{go: {text: Go, does: [divert], goto: fork}}"
    way = "{{phase: detect, title: W, question: W?, narrative: W., choices: {{go: {{text: Go, takes: 1m, {}}}}}}}"
    story = FORK.replace(
        gate,
        "{before: {text: Before, takes: 1m, goto: quiet}, after: {text: After, takes: 1m, marks: [alarm], goto: loud}}",
    ).replace("does: [", "does: [divert, ")
    ways = (
        ("quiet", "does: [divert], goto: rings"),
        ("loud", "does: [divert], goto: rang"),
        ("rings", "marks: [alarm], goto: fork"),
        ("rang", "goto: fork"),
    )
    story = story.replace("states:", "\n  ".join(("states:", *(f"{name}: {way.format(on)}" for name, on in ways))))
    asked = ASKED.replace("action: divert", 'action: divert, since: "moment:alarm"')
    frame = frame_procedure(read(asked, Procedure), {}, {}, doable=None, not_exercised=())
    game = Game(build_table(compile_scenario(read(story, Scenario))), frame, small_drill())
    assert game.forecast().score == 40
    for choice in ("after", "go", "go"):
        game.choose(choice, Answered())
        assert game.forecast().score == 40


@pytest.mark.parametrize(
    "again", ["takes: 10m", "does: [dither]", "does: [divert]", "takes: 10m, does: [dither, divert]"]
)
@pytest.mark.parametrize(
    "clock",
    [
        "",
        "deadline: {from: start, within: 1h}",
        'deadline: {from: "step:report", within: 1h, grace: 1h}',
        'deadline: {from: "moment:alarm", within: 2h}',
    ],
)
def test_going_round_in_circles_is_given_up_when_it_makes_no_difference_any_more(again: str, clock: str):
    story = FORK.replace(
        "choices:\n      short:", f"marks: [alarm]\n    choices:\n      again: {{text: Again, {again}}}\n      short:"
    )
    asked = ASKED.replace("do: Isolate,", f"do: Isolate, {clock}{clock and ','}")
    frame = frame_procedure(read(asked, Procedure), {}, {}, doable=None, not_exercised=())
    assert Game(build_table(compile_scenario(read(story, Scenario))), frame, small_drill()).forecast().score == 40


def test_where_no_play_ends_none_is_looked_for():
    story = FORK.replace("goto: home", "goto: fork")
    frame = frame_procedure(read(ASKED, Procedure), {}, {}, doable=None, not_exercised=())
    game = Game(build_table(compile_scenario(read(story, Scenario))), frame, small_drill())
    assert game.forecast() == Forecast(None, None, None, count=1)


@pytest.mark.parametrize(("gate", "score"), [("since", 60), ("until", 40)])
@pytest.mark.parametrize("again", ["does: [divert]", "takes: 1m, does: [divert]"])
def test_doing_again_what_a_moment_may_yet_forbid_or_allow_is_given_up(gate: str, score: int, again: str):
    story = FORK.replace("choices:\n      short:", f"choices:\n      again: {{text: Again, {again}}}\n      short:")
    asked = ASKED.replace("action: divert", f'action: divert, max_count: 2, {gate}: "moment:alarm"')
    frame = frame_procedure(read(asked, Procedure), {}, {}, doable=None, not_exercised=())
    assert Game(build_table(compile_scenario(read(story, Scenario))), frame, small_drill()).forecast().score == score
