"""From run to trace (docs/the-score.md, "From run to trace"): the deeds of the decisions that stand, with who, records and place."""

from itertools import pairwise

from msgspec.structs import replace

from ccdrill.model.events import InjectHeld, InjectSent, Judgement, LedOn
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Acted
from ccdrill.model.ids import RecordId
from ccdrill.model.scenario import Scenario, acts_of, branches_of
from ccdrill.model.walks import choice_of, doable_actions, story_length
from ccdrill.scoring.deciding import Answered, deeds_of_decision
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import Circumstances, score_trace
from ccdrill.scoring.trace import Deed, Trace
from ccdrill.session.run.run import Run, Stretch


def frame_exercise(exercise: Exercise) -> Frame:
    """What the exercise's procedure asks for in its scenario and scope."""
    scenario = exercise.scenario
    return frame_procedure(
        exercise.procedure,
        exercise.vocabulary.roles,
        scenario.case,
        doable=doable_actions(scenario),
        scope=exercise.drill.scope,
    )


def score_run(exercise: Exercise, run: Run) -> Score:
    """The score of the run as it stands."""
    frame = frame_exercise(exercise)
    return score_trace(
        frame, trace_run(exercise, run, frame), exercise.vocabulary, _circumstances(exercise, run, frame)
    )


def cut_words(exercise: Exercise, run: Run) -> str:
    """What kept something from the team, such as `ended early`; empty: nothing did."""
    parts = ["ended early"] * run.is_cut_short + ["led on by hand"] * bool(led_on(exercise, run))
    return " and ".join(parts)


def led_on(exercise: Exercise, run: Run) -> tuple[Stretch, ...]:
    """Where the facilitator led the story on, past what choices lead to: then not all was the team's to do or to leave."""
    return tuple(stretch for before, stretch in pairwise(run.stretches) if _skips(exercise.scenario, before, stretch))


def trace_run(exercise: Exercise, run: Run, frame: Frame) -> Trace:
    """The deeds of every decision that stands, in order, and the moments that came."""
    deeds: list[Deed] = []
    for stretch in run.decisions:
        deeds += _deeds(exercise, run, frame, stretch, len(deeds) + 1)
    situation = run.situation
    return Trace(
        deeds=tuple(deeds),
        moments=situation.moments,
        begins=exercise.scenario.begins,
        ends=situation.now,
        lasts=story_length(exercise.scenario),
    )


def _deeds(exercise: Exercise, run: Run, frame: Frame, stretch: Stretch, seq: int) -> tuple[Deed, ...]:
    """The deeds of one decision that stands, numbered from `seq`."""
    acts = [(one.action, one.t) for one in stretch.outcome.happenings if isinstance(one, Acted)]
    judgement = stretch.judgement or Judgement()
    answered = _answered(exercise, judgement, _left(exercise, stretch, judgement))
    deeds = deeds_of_decision(
        frame, acts, answered, vacant=run.vacant_at(stretch.entry.seq), seq=seq, decision=stretch.entry.seq
    )
    return tuple(replace(deed, is_mapped=stretch.written is not None) for deed in deeds)


def _left(exercise: Exercise, stretch: Stretch, judgement: Judgement) -> tuple[RecordId, ...]:
    """The records that a decision leaves: those of the choice. What was written in leaves what was ticked, for the facilitator maps it."""
    choice = choice_of(exercise.scenario, stretch.choice)
    return choice.records if choice is not None else judgement.records or ()


def _answered(exercise: Exercise, judgement: Judgement, leaves: tuple[RecordId, ...]) -> Answered:
    """What the drill asked and the people said. Who plays alone need not say so; records left open were not left."""
    drill = exercise.drill
    roles = (judgement.roles or ()) if "role" in drill.ask else None
    ticked = (judgement.records or ()) if "records" in drill.ask else ()
    records = tuple(record for record in ticked if record in leaves)
    return Answered(
        roles=roles if drill.plays is None else (drill.plays,),
        records=records if "records" in drill.ask else None,
        not_left=tuple(record for record in ticked if record not in leaves),
        place=judgement.where if "where" in drill.ask else None,
    )


def _circumstances(exercise: Exercise, run: Run, frame: Frame) -> Circumstances:
    offered = {
        step
        for key in run.offered()
        if (choice := choice_of(exercise.scenario, key)) is not None
        for act in acts_of(choice)
        if (step := frame.performer.get(act.action)) is not None
    }
    is_cut = bool(cut_words(exercise, run))
    withheld = {step for step in frame.required if step not in offered} if is_cut else set()
    return Circumstances(withheld=withheld, offered=offered, objectives=exercise.drill.objectives)


def _skips(scenario: Scenario, before: Stretch, stretch: Stretch) -> bool:
    """Whether the facilitator led the story where no choice that could be taken leads: what lies between was skipped."""
    event = stretch.entry.event
    if isinstance(event, InjectSent | InjectHeld):
        return scenario.injects[event.inject].goto is not None
    if isinstance(event, LedOn):
        return True
    written = stretch.written
    if written is None or written.goto is None:
        return False
    choices = (choice_of(scenario, key) for key in before.outcome.offered)
    ways = {branch.to for choice in choices if choice is not None for branch in branches_of(choice.goto)}
    return written.goto not in {before.outcome.state, *ways}
