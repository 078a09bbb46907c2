"""From run to trace (SCORING.md, "From run to trace"): the deeds of the decisions that stand, with who, records and place."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass

from ccdrill.model.events import Judgement
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Acted
from ccdrill.model.ids import ActionId, ChoiceId, ChoiceKey, RecordId, RoleId, StateId, StepId
from ccdrill.model.scenario import Choice, Scenario, acts_of
from ccdrill.scoring.frame import Frame, doable_actions, frame_procedure
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import Circumstances, score_trace
from ccdrill.scoring.trace import Deed, Trace
from ccdrill.session.run import Run, Stretch


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


def trace_run(exercise: Exercise, run: Run, frame: Frame) -> Trace:
    """The deeds of every decision that stands, in order, and the moments that came."""
    deeds: list[Deed] = []
    for stretch in run.decisions:
        deeds += _Reader(exercise, run, frame, len(deeds)).deeds(stretch)
    return Trace(deeds=tuple(deeds), moments=run.situation.moments, begins=exercise.scenario.begins)


def choice_of(scenario: Scenario, key: ChoiceKey) -> Choice | None:
    """The choice that a run remembers by `key`."""
    state, slash, name = key.partition("/")
    if not slash:
        return scenario.anywhere.get(ChoiceId(key))
    found = scenario.states.get(StateId(state))
    return found.choices.get(ChoiceId(name)) if found is not None else None


@dataclass(frozen=True)
class _Reader:
    """Reads one decision. `before` deeds stand in the trace already."""

    exercise: Exercise
    run: Run
    frame: Frame
    before: int

    def deeds(self, stretch: Stretch) -> list[Deed]:
        choice = choice_of(self.exercise.scenario, stretch.choice or ChoiceKey(""))
        judgement = stretch.judgement or Judgement()
        asked = self.exercise.drill.ask
        acted = [happening for happening in stretch.outcome.happenings if isinstance(happening, Acted)]
        found: list[Deed] = []
        for action, t in self._in_order(acted):
            role = self._role(action, judgement, len(acted))
            found.append(
                Deed(
                    seq=self.before + len(found) + 1,
                    t=t,
                    action=action,
                    role=role,
                    is_vacant=role in self.run.vacant,
                    evidence=_records(judgement, choice) if "records" in asked else None,
                    place=judgement.where if "where" in asked else None,
                    decision=stretch.entry.seq,
                )
            )
        return found

    def _role(self, action: ActionId, judgement: Judgement, count: int) -> RoleId | None:
        """The first named role that is responsible for the action's step or a deputy, else the first named."""
        if self.exercise.drill.plays is not None:
            return self.exercise.drill.plays
        named = (judgement.roles or ())[:count] if "role" in self.exercise.drill.ask else ()
        step = self.frame.performer.get(action)
        if step is not None:
            for role in named:
                if self.frame.may_act(role, step):
                    return role
        return named[0] if named else None

    def _in_order(self, acted: list[Acted]) -> list[tuple[ActionId, int]]:
        """By instant; at one instant in an order that the closure allows, ties by step id, then what performs no step."""
        found: list[tuple[ActionId, int]] = []
        for t in sorted({one.t for one in acted}):
            together = [one.action for one in acted if one.t == t]
            found += [(action, t) for action in _closure_order(together, self.frame.performer, self.frame.before)]
        return found


def _closure_order(
    actions: list[ActionId], performer: Mapping[ActionId, StepId], before: Mapping[StepId, frozenset[StepId]]
) -> list[ActionId]:
    steps = {performer[action] for action in actions if action in performer}
    waiting = {step: before[step] & steps for step in steps}
    ready = [step for step, first in waiting.items() if not first]
    heapq.heapify(ready)
    ordered: list[StepId] = []
    while ready:
        step = heapq.heappop(ready)
        ordered.append(step)
        for other, first in waiting.items():
            if step in first:
                waiting[other] = first - {step}
                if not waiting[other]:
                    heapq.heappush(ready, other)
    place = {step: index for index, step in enumerate(ordered)}
    return sorted(actions, key=lambda action: place[performer[action]] if action in performer else len(place))


def _records(judgement: Judgement, choice: Choice | None) -> tuple[RecordId, ...]:
    """What was ticked and the choice leaves; an answer left open says that nothing was recorded."""
    return tuple(record for record in judgement.records or () if choice is not None and record in choice.records)


def _circumstances(exercise: Exercise, run: Run, frame: Frame) -> Circumstances:
    offered = {
        step
        for key in run.offered()
        if (choice := choice_of(exercise.scenario, key)) is not None
        for act in acts_of(choice)
        if (step := frame.performer.get(act.action)) is not None
    }
    withheld = {step for step in frame.required if step not in offered} if run.is_cut_short else set()
    return Circumstances(withheld=withheld, offered=offered, objectives=exercise.drill.objectives)
