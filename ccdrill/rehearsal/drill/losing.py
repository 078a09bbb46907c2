"""A loss of the best play, told at its line of the procedure: how much it is, why nobody can do better, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint
from ccdrill.authoring.reading.locate import Path
from ccdrill.engine.calendar import span_label
from ccdrill.model.diagnostics import Cause
from ccdrill.model.ids import StepId
from ccdrill.model.kept_back import kept_back
from ccdrill.model.procedure import Prohibition, gate_step
from ccdrill.rehearsal.drill.full_score import LEAST_SHOWN, untried
from ccdrill.rehearsal.drill.impossible import Impossible
from ccdrill.rehearsal.drill.orderly import Orderly
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.scoring.idle_rules import told_as_shut
from ccdrill.scoring.order import Pair
from ccdrill.scoring.result import Item, rounded

if TYPE_CHECKING:
    from ccdrill.rehearsal.drill.trials import Trials

CODES = {
    "omitted": ("step-out-of-reach", "id"),
    "order": ("order-impossible", "after"),
    "late": ("deadline-impossible", "deadline"),
    "role": ("role-impossible", "responsible"),
    "evidence": ("record-impossible", "evidence"),
    "place": ("place-impossible", "where"),
}
"""What to call a loss that the best play can't avoid, and the key of the step that it is about."""


class Losing:
    """Tells of the losses of one drill's best play, among the findings of its procedure."""

    def __init__(
        self, findings: Findings, prospect: Prospect, survey: Survey, orderly: Orderly, cannot: Iterable[Impossible]
    ) -> None:
        """`cannot`: what no play can give, for any length of waiting."""
        self._findings = findings
        self._prospect = prospect
        self._frame = prospect.frame
        self._survey = survey
        self._orderly = orderly
        self._lost = prospect.score.items if prospect.score is not None else ()
        self._proved = {(one.path[:2], one.code) for one in cannot}
        self._place = {step.id: index for index, step in enumerate(prospect.frame.procedure.steps)}
        self.shut: Mapping[StepId, tuple[Cause, ...]] = {}
        """Steps that no play does, each with where that is told: what is forbidden until then always is."""

    @cached_property
    def trials(self) -> "Trials":
        """What is tried to see what a loss hangs on."""
        from ccdrill.rehearsal.drill.trials import Trials  # few best plays lose what may hang on something else

        return Trials(self._prospect)

    def tell(self, item: Item, hangs_on: tuple[Cause, ...] = ()) -> tuple[Cause, ...]:
        """Tells of a loss of the best play, and what it `hangs_on`. Where: nothing if it is not lost at a place of its own."""
        drill = self._prospect.exercise.drill.id
        if item.rule is not None:
            rules = self._frame.procedure.prohibited
            index, rule = next((index, rule) for index, rule in enumerate(rules) if rule.id == item.rule)
            first = self._frame.performer.get(rule.action)
            if first in kept_back(rule, self._frame.procedure):  # that is told without playing
                told = Complaint(("prohibited", index, "until"), "gate-contradicts", "", "")
                return self._findings.document.causes([told])
            return self.causes([self._contradicts(index, f"even the best play breaks this: {item.sentence}", hangs_on)])
        if item.step is not None and item.kind == "omitted":
            return self.causes([self._omitted(item.step, hangs_on)])
        if item.step is not None:
            code, key = CODES[item.kind]
            loses = (
                f"loses {_points_of(item)} points here" if item.points else "fails here, at no cost"
            )  # what is critical is listed
            # whose `after` was not kept, whoever is charged
            asks = self.direct(item)[0][1] if item.pairs else item.step
            gate, soonest = self._gate(item), self._soonest(item)
            cure = gate or f"{soonest}Change the scenario, or what the step asks for."
            path: Path = ("steps", self._place[asks], key)
            message = f"in '{drill}' even the best play {loses}: {item.sentence}"
            if not gate and not soonest and (item.kind != "role" or self._prospect.exercise.drill.plays is None):
                message = self._as_tried(message, path, code)
            shown = self._findings.shown(path, code, message, cure, because=self._late_before(item) or hangs_on)
            return self.causes([shown])
        return ()

    def at(self, step: StepId, key: str) -> Path:
        """Where the procedure says something of a step."""
        return ("steps", self._place[step], key)

    def out_of_order(self, item: Item, step: StepId) -> Complaint:
        """Tells of an order that is broken to do a step in time, at that step's deadline."""
        path, code = self.at(step, "deadline"), CODES["late"][0]
        loses = f"keeps this only out of order, and loses {_points_of(item)} points by that: {item.sentence}"
        message = self._as_tried(f"in '{self._prospect.exercise.drill.id}' even the best play {loses}", path, code)
        cure = "Ask for less, start the clock later, or drop the 'after' of the order."
        return self._findings.shown(path, code, message, cure)

    def direct(self, item: Item) -> Sequence[Pair]:
        """The pairs of an order that was not kept in which the second step names the first; all, where none does."""
        direct = [(first, late) for first, late in item.pairs if first in self._frame.steps[late].after]
        return direct or item.pairs

    def out_of_reach(self, step: StepId, reason: str, because: tuple[Cause, ...] = ()) -> Complaint:
        """Tells of a step that is not done, and for what `reason`; `because`: what that follows from."""
        beside = "" if because else untried(self._prospect, self._survey)  # it is as sure as what it follows from
        message = f"in '{self._prospect.exercise.drill.id}' the step '{step}' is out of reach: {reason}{beside}"
        path: Path = ("steps", self._place[step], "id")
        cure = "Let a choice that can be taken do it, or leave it out of the drill's scope."
        return self._findings.shown(path, "step-out-of-reach", message, cure, at_key=False, because=because)

    def causes(self, told: Iterable[Complaint | None]) -> tuple[Cause, ...]:
        """Where something is told in the procedure; nothing if a part of it is not."""
        complaints = list(told)
        kept = [one for one in complaints if one is not None and one in self._findings.complaints]
        return self._findings.document.causes(kept) if len(kept) == len(complaints) else ()

    def _late_before(self, item: Item) -> tuple[Cause, ...]:
        """Where it is told that a step is late which must come first, and can't be done before this one is due."""
        if item.kind != "late" or item.step is None or item.due is None:
            return ()
        first = self._orderly.too_late_for(item.step, item.due)
        late = next((one for one in self._lost if one.kind == "late" and one.step == first), None)
        if first is None or late is None or late.due is None or self._orderly.soonest(first) <= late.due:
            return ()
        path = ("steps", self._place[first], "deadline")
        told = Complaint(path, "deadline-impossible", "", "", at_key=True)
        return self._late_before(late) or self._findings.document.causes([told])

    def _contradicts(self, rule: int, reason: str, hangs_on: tuple[Cause, ...]) -> Complaint:
        path: Path = ("prohibited", rule)
        message = self._as_tried(f"in '{self._prospect.exercise.drill.id}' {reason}", path, "gate-contradicts")
        found = self._frame.procedure.prohibited[rule]
        is_gate = found.until or found.since
        cure = "Open the gate sooner, or drop it." if is_gate else "Open the gate (until), or drop it."
        shut = told_as_shut(found, self._frame, self._prospect.exercise.scenario)
        because = self._findings.document.causes([shut]) if shut is not None else self._why_shut(found) or hangs_on
        return self._findings.shown(path, "gate-contradicts", message, cure, at_key=False, because=because)

    def _why_shut(self, rule: Prohibition) -> tuple[Cause, ...]:
        """Where it is told that the step is never done until which it forbids."""
        gate = gate_step(rule)
        if gate is None:
            return ()
        if gate in self._frame.not_exercised():
            told = Complaint(("steps", self._place[gate], "id"), "step-not-offered", "", "")
            return self._findings.document.causes([told])
        return self.shut.get(gate, ())

    def _as_tried(self, message: str, path: Path, code: str) -> str:
        """What is said of the best play, with what was not tried: unless that is known of every play."""
        beside = "" if (path[:2], code) in self._proved else untried(self._prospect, self._survey)
        return message.removesuffix(".") + beside if beside else message

    def _omitted(self, step: StepId, hangs_on: tuple[Cause, ...]) -> Complaint:
        """A step that the best play leaves out: because a rule forbids what does it, or because nothing can."""
        from ccdrill.rehearsal.drill.for_rule import left_out_for  # few best plays leave out a step

        rule = left_out_for(step, self._prospect, self.trials)
        if rule is not None:
            message = f"even the best play leaves out the step '{step}' rather than break this"
            return self._contradicts(rule, message, hangs_on)
        return self.out_of_reach(step, "even the best play leaves it out", hangs_on)

    def _gate(self, item: Item) -> str:
        """What to do where a step is late only because a rule forbids it until another step."""
        if item.kind != "late" or item.step is None or item.due is None or self._soonest(item):
            return ""
        open_at, gate = self._orderly.gate(item.step)
        if gate is None or open_at <= item.due:
            return ""
        never = "at all" if open_at >= NEVER else f"before {span_label(open_at)} after the start"
        forbids = f"'{gate.id}' forbids it until '{gate_step(gate)}', after which no play does it {never}"
        return f"{forbids}. Open that gate sooner, or ask for less."

    def _soonest(self, item: Item) -> str:
        """How soon a step that is late can be done at all, if never in time; else the best play has better to do."""
        soonest = self._orderly.alone.get(item.step) if item.step is not None else None
        if item.kind != "late" or item.step is None or soonest is None or item.due is None:
            return ""
        if soonest > item.due:
            return f"No play does it before {span_label(soonest)} after the start. "
        in_order, first = self._orderly.soonest(item.step), self._orderly.waits_for(item.step)
        if first is None or not item.due < in_order < NEVER:
            return ""
        return (
            f"After '{first}', which must come first, no play does it before {span_label(in_order)} after the start. "
        )


def _points_of(item: Item) -> str:
    """What a loss costs, so that it never looks like nothing."""
    return str(rounded(item.points, 1)) if item.points >= LEAST_SHOWN else "less than 0.1"
