"""Which deed performed which step, and when each step was due."""

from dataclasses import dataclass
from functools import cached_property

from ccdrill.engine.calendar import due
from ccdrill.model.ids import MomentId, RecordId, StepId
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.trace import Deed, Trace


@dataclass(frozen=True)
class Deeds:
    """A trace seen through a frame."""

    frame: Frame
    """What was asked for."""
    trace: Trace
    """What was done."""

    @cached_property
    def of_step(self) -> dict[StepId, list[Deed]]:
        """The deeds that perform each step, whether the step applies or not: the first one and its repeats."""
        found: dict[StepId, list[Deed]] = {}
        for deed in self.trace.deeds:
            step = self.frame.performer.get(deed.action)
            if step is not None:
                found.setdefault(step, []).append(deed)
        return found

    @cached_property
    def first(self) -> dict[StepId, Deed]:
        """The first deed that performs each step, whether the step applies or not."""
        return {step: deeds[0] for step, deeds in self.of_step.items()}

    @cached_property
    def performed(self) -> dict[StepId, Deed]:
        """P, by the deed that performed it: the steps that count and were done."""
        return {step: deed for step, deed in self.first.items() if step in self.frame.exercised}

    def evidence(self, step: StepId) -> frozenset[RecordId] | None:
        """The records of the first deed and of later ones that add some; None when none was asked for."""
        deeds = self.of_step.get(step, [])
        asked = [deed.evidence for deed in deeds if deed.evidence is not None and (deed is deeds[0] or deed.evidence)]
        return frozenset().union(*asked) if asked else None

    @cached_property
    def due(self) -> dict[StepId, int | None]:
        """D for every step that must be done: the last second in time, or None when no clock runs or it never started.

        Optional steps are there too if the date of the start is known. Raises NoCalendar for business days without one;
        `Frame.on_business_days` tells whether that can be.
        """
        found: dict[StepId, int | None] = {}
        for step in self.frame.required if self.trace.begins is None else self.frame.exercised:
            self._due(step, found)
        return found

    def _due(self, step: StepId, found: dict[StepId, int | None]) -> int | None:
        if step in found:
            return found[step]
        deadline = self.frame.steps[step].deadline
        anchor: int | None = None
        if deadline is not None:
            kind, _, name = deadline.from_.partition(":")
            if kind == "start":
                anchor = 0
            elif kind == "moment":
                anchor = self.trace.moments.get(MomentId(name))
            else:
                anchor = self._step_anchor(StepId(name), found)
        found[step] = (
            due(anchor, deadline.within, self.trace.begins) if deadline is not None and anchor is not None else None
        )
        return found[step]

    def _step_anchor(self, step: StepId, found: dict[StepId, int | None]) -> int:
        """`min(t_x, D_x)`; 0 when x was left out: that must not switch off the clocks that it starts."""
        limit = self._due(step, found)
        if step not in self.first:
            return 0
        done = self.first[step].t
        return done if limit is None else min(done, limit)
