"""Which deed performed which step, and when each step was due."""

from functools import cached_property

from ccdrill.engine.calendar import due
from ccdrill.model.ids import MomentId, RecordId, StepId
from ccdrill.model.procedure import anchor_step
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.trace import Deed, Trace


class Deeds:
    """A trace seen through a frame."""

    def __init__(self, frame: Frame, trace: Trace) -> None:
        """What was asked for, and what was done."""
        self.frame = frame
        self.trace = trace

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

    def not_left(self, step: StepId) -> frozenset[RecordId]:
        """What was ticked for the step though nothing that was chosen leaves such a record."""
        return frozenset().union(*(deed.not_left for deed in self.of_step.get(step, [])))

    @cached_property
    def due(self) -> dict[StepId, int | None]:
        """D for every step that counts: the last second in time, or None when no clock runs or it never started.

        None too for optional steps whose clock can't be read. Raises NoCalendar for business days without the date of the
        start; `Frame.on_business_days` tells whether that can be.
        """
        found: dict[StepId, int | None] = {}
        unread: set[StepId] = set()
        optional = [step for step in self.frame.steps if step in self.frame.exercised.difference(self.frame.required)]
        for step in (*self.frame.required, *optional):
            chain: list[StepId] = []
            start: StepId | None = step
            while start is not None and start not in found:
                chain.append(start)
                start = anchor_step(self.frame.steps[start])
            is_optional, is_unread = not self.frame.steps[step].required, start in unread
            for one in reversed(chain):
                is_unread = is_optional and (is_unread or not self._is_readable(one))
                unread |= {one} if is_unread else set()
                found[one] = None if is_unread else self._limit(one, found)
        return found

    def _is_readable(self, step: StepId) -> bool:
        """Whether a step counts, and the calendar that its deadline needs is known."""
        deadline = self.frame.steps[step].deadline
        needs_date = deadline is not None and deadline.within.business_days is not None
        return step in self.frame.exercised and not (needs_date and self.trace.begins is None)

    def _limit(self, step: StepId, found: dict[StepId, int | None]) -> int | None:
        """D of a step, once that of the step that starts its clock is found."""
        deadline = self.frame.steps[step].deadline
        if deadline is None:
            return None
        kind, _, name = deadline.from_.partition(":")
        anchor: int | None = 0
        if kind == "moment":
            anchor = self.trace.moments.get(MomentId(name))
        elif kind == "step":
            anchor = self._step_anchor(StepId(name), found)
        return due(anchor, deadline.within, self.trace.begins) if anchor is not None else None

    def _step_anchor(self, step: StepId, found: dict[StepId, int | None]) -> int:
        """`min(t_x, D_x)`; 0 when x was left out: that must not switch off the clocks that it starts."""
        if step not in self.first:
            return 0
        done, limit = self.first[step].t, found[step]
        return done if limit is None else min(done, limit)
