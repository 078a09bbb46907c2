"""What a drill can come to against its procedure: the best play, and at each step that it must lose, why nobody can do better."""

from collections.abc import Iterator
from dataclasses import dataclass

from ccdrill.authoring.document import Document
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.locate import Path
from ccdrill.engine.calendar import span_label
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.step import Step, begin, decide, pass_time
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Acted, Marked
from ccdrill.model.ids import MomentId, StepId
from ccdrill.rehearsal.best import BestPlay, Lookout
from ccdrill.rehearsal.listing import WAITED, Play
from ccdrill.rehearsal.soonest import Soonest
from ccdrill.rehearsal.standing import Standing
from ccdrill.rehearsal.survey import Survey
from ccdrill.rehearsal.tabulate import build_table
from ccdrill.scoring.deciding import deeds_of_decision
from ccdrill.scoring.frame import Frame, doable_actions, frame_procedure
from ccdrill.scoring.result import Item, Score, rounded
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace

_BUDGET = 20_000
_UNTRIED = "; every play was tried that waits until something happens, not every length of waiting"
"""What is listed and not proved: at a pace people may think for any length of time."""
_CODES = {
    "omitted": ("step-out-of-reach", "id"),
    "order": ("order-impossible", "after"),
    "late": ("deadline-impossible", "deadline"),
    "role": ("role-impossible", "responsible"),
    "evidence": ("record-impossible", "evidence"),
    "place": ("place-impossible", "where"),
}
"""What to call a loss that the best play can't avoid, and the key of the step that it is about."""


@dataclass(frozen=True)
class Prospect:
    """A drill's best play, if the search for it came to an end."""

    exercise: Exercise
    """What is played."""
    frame: Frame
    """What the procedure asks for there."""
    best: BestPlay | None
    """The best play; None: not exhausted."""
    score: Score | None
    """Its score."""

    @property
    def play(self) -> Play:
        """The best play, choice by choice."""
        return tuple(move.key or WAITED for move in self.best.moves) if self.best is not None else ()


def lookout_of(exercise: Exercise) -> Lookout:
    """What looks for the best plays of a checked drill."""
    scenario = exercise.scenario
    frame = frame_procedure(
        exercise.procedure,
        exercise.vocabulary.roles,
        scenario.case,
        doable=doable_actions(scenario),
        scope=exercise.drill.scope,
    )
    return Lookout(build_table(compile_scenario(scenario)), frame, exercise.drill)


def look_ahead(exercise: Exercise) -> Prospect:
    """The best play of a checked drill, scored. W is above 0."""
    lookout = lookout_of(exercise)
    frame = lookout.frame
    step = begin(lookout.table.program, lookout.mover)
    standing = lookout.losses.extend(Standing(), (), _marks(step))
    best = lookout.best_play(step.situation, standing, _BUDGET)
    if best is None:
        return Prospect(exercise, frame, None, None)
    return Prospect(exercise, frame, best, score_trace(frame, _trace(lookout, best, step), exercise.vocabulary))


def _marks(step: Step) -> list[tuple[MomentId, int]]:
    return [(one.moment, one.t) for one in step.outcome.happenings if isinstance(one, Marked)]


def _trace(lookout: Lookout, best: BestPlay, step: Step) -> Trace:
    """The best play's trace, by the engine itself."""
    program, deeds = lookout.table.program, list[Deed]()
    for number, move in enumerate(best.moves, start=1):
        taken = (
            decide(program, lookout.mover, step.situation, move.choice)
            if move.choice is not None
            else pass_time(program, lookout.mover, step.situation, move.until)
        )
        assert taken is not None, "the best play takes what is offered"
        step = taken
        acts = [(one.action, one.t) for one in step.outcome.happenings if isinstance(one, Acted)]
        deeds += deeds_of_decision(lookout.frame, acts, move.answered, vacant=(), seq=len(deeds) + 1, decision=number)
    return Trace(deeds=tuple(deeds), moments=best.end.moments, begins=program.scenario.begins)


def check_prospect(
    drill_document: Document, procedure_document: Document, prospect: Prospect, survey: Survey
) -> tuple[Diagnostic, ...]:
    """What keeps the procedure from being followed to 100 in this drill, at its lines."""
    return _Check(drill_document, procedure_document, prospect, survey).run()


class _Check:
    def __init__(
        self, drill_document: Document, procedure_document: Document, prospect: Prospect, survey: Survey
    ) -> None:
        self.in_drill, self.in_procedure = Findings(drill_document), Findings(procedure_document)
        self.prospect = prospect
        self.frame = prospect.frame
        self.survey = survey
        self.place = {step.id: index for index, step in enumerate(self.frame.procedure.steps)}

    def run(self) -> tuple[Diagnostic, ...]:
        score = self.prospect.score
        if score is None and any(state >= self.survey.table.endings for state in self.survey.states):
            message = f"not decided: the best score. The search stopped after {_BUDGET:,} situations"
            self.in_drill.shown(
                ("procedure",), "best-not-decided", message, "Look longer with: ccdrill rehearse.", severity="note"
            )
        elif score is not None and score.items:
            message = f"the best play of this drill scores only {rounded(score.score, 1)} of 100{self._untried()}"
            cure = "See what it must lose, in the procedure."
            self.in_drill.shown(("procedure",), "best-below-100", message, cure, self.prospect.play, at_key=False)
        lost = score.items if score is not None else ()
        for item in lost:
            self._item(item)
        named = {item.step for item in lost if item.kind == "omitted"}
        for step in self._out_of_reach():
            if step not in named:
                self._out_of_reach_at(step, "no play of this drill ever does it")
        return (*self.in_drill.sorted(), *self.in_procedure.sorted())

    def _item(self, item: Item) -> None:
        drill = self.prospect.exercise.drill.id
        if item.rule is not None:
            index = next(index for index, rule in enumerate(self.frame.procedure.prohibited) if rule.id == item.rule)
            message = f"in '{drill}' even the best play breaks this: {item.sentence}"
            self.in_procedure.shown(
                ("prohibited", index), "gate-contradicts", message, "Open the gate sooner, or drop it.", at_key=False
            )
        elif item.step is not None and item.kind == "omitted":
            self._out_of_reach_at(item.step, "even the best play leaves it out")
        elif item.step is not None:
            code, key = _CODES[item.kind]
            message = f"in '{drill}' even the best play loses {rounded(item.points, 1)} points here: {item.sentence}"
            cure = f"{self._soonest(item.step)}Change the scenario, or what the step asks for."
            asks = (
                item.pairs[0][1] if item.pairs else item.step
            )  # the one whose `after` was not kept, whoever is charged
            self.in_procedure.shown(("steps", self.place[asks], key), code, message, cure)

    def _out_of_reach_at(self, step: StepId, reason: str) -> None:
        message = f"in '{self.prospect.exercise.drill.id}' this step is out of reach: {reason}{self._untried()}"
        path: Path = ("steps", self.place[step], "id")
        cure = "Let a choice that can be taken do it, or leave it out of the drill's scope."
        self.in_procedure.shown(path, "step-out-of-reach", message, cure, at_key=False)

    def _out_of_reach(self) -> Iterator[StepId]:
        """Steps that count and that no choice which can be taken performs."""
        possible = {
            self.frame.performer.get(action)
            for rows in self.survey.table.rows
            for row in rows
            if self.survey.can_take(row.offer.key) is not False
            for action in (*row.effect.acts, *(action for _, action in row.early))
        }
        return (step for step in self.frame.steps if step in self.frame.exercised and step not in possible)

    def _untried(self) -> str:
        """What was not tried: at a pace people may think for any length of time."""
        return _UNTRIED if self.prospect.exercise.drill.pace and self.survey.hangs_on_waiting else ""

    def _soonest(self, step: StepId) -> str:
        table = self.survey.table
        times = Soonest(table, self.frame).times(table.index[table.program.scenario.start], 0)
        return f"It can't be done before {span_label(times[step])} after the start. " if step in times else ""
