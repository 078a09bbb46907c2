"""When each step can be done at the soonest by a play that keeps the procedure's order, whatever else it does."""

from collections.abc import Iterator
from operator import itemgetter

from ccdrill.model.ids import StepId
from ccdrill.model.procedure import Prohibition, actions_of, gate_step
from ccdrill.rehearsal.best.soonest import Soonest, Times
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.survey.earliest import Earliest
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.scoring.frame import Frame


def orderly_in(table: Table, frame: Frame) -> "Orderly":
    """What a frame asks for in order, in one table."""
    soonest = Soonest(table, frame)
    return Orderly(soonest, Earliest(soonest.possible), frame)


class Orderly:
    """The answers for one table from its start, in seconds."""

    def __init__(self, soonest: Soonest, earliest: Earliest, frame: Frame) -> None:
        """`soonest` asks for no condition, `earliest` for what conditions wait for: no play is sooner than either."""
        self._soonest, self._earliest, self._frame = soonest, earliest, frame
        self._known: dict[StepId, tuple[int, StepId | None]] = {}
        self._after: dict[tuple[StepId, int], Times] = {}
        self.alone: Times = soonest.from_start(earliest.start)
        """When each step can be done at the soonest, in order or not; steps that can't be done are missing."""

    def soonest(self, step: StepId) -> int:
        """When the step can be done in order; NEVER: not at all."""
        return self._look(step)[0]

    def waits_for(self, step: StepId) -> StepId | None:
        """The step that must come first and makes it so late; None: none does. Of several after which it can't be, one that can be done in order."""
        return self._look(step)[1]

    def too_late_for(self, step: StepId, due: int) -> StepId | None:
        """The step that must come first and that no play does in order until another one is due; None: it is not for that."""
        first = self.waits_for(step)
        is_late = first is not None and self.alone.get(step, NEVER) <= due < self.soonest(first) < NEVER
        return first if is_late else None

    def gate(self, step: StepId) -> tuple[int, Prohibition | None]:
        """When the step can be done once a rule no longer forbids it that does so until another step, and which rule; the latest."""
        actions = set(actions_of(self._frame.steps[step]))
        latest: tuple[int, Prohibition | None] = (0, None)
        for rule in self._frame.prohibitions:
            first = gate_step(rule)
            is_gate = first in self._frame.steps and first != step and not rule.roles and rule.since is None
            if first is not None and is_gate and actions == {rule.action}:
                latest = max(
                    latest,
                    (self._after_doing(first, self.alone.get(first, NEVER)).get(step, NEVER), rule),
                    key=itemgetter(0),
                )
        return latest

    def _look(self, step: StepId) -> tuple[int, StepId | None]:
        found = self._known.get(step)
        if found is None:
            late, waits_for = self.alone.get(step, NEVER), None
            needed = sorted(self._frame.before[step] & set(self._frame.required))
            for first in sorted(needed, key=lambda one: self.soonest(one) >= NEVER):
                after = self._after_doing(first, self.soonest(first)).get(step, NEVER)
                if after > late:
                    late, waits_for = after, first
            found = self._known[step] = late, waits_for
        return found

    def _after_doing(self, first: StepId, at: int) -> Times:
        """When each step can be done at the soonest in plays in which `first` was done before it, and not before that second itself."""
        found = self._after.get((first, at))
        if found is None:
            doing = list(self._doing(first, at))
            times = dict(self._soonest.onward(doing, self._earliest.start))
            for row, start in doing:
                acts = self._soonest.acts_of(row)
                done = min(after for step, after in acts if step == first)
                for step, after in acts:
                    if after >= done:
                        times[step] = min(times.get(step, NEVER), start + after)
            found = self._after[first, at] = times
        return found

    def _doing(self, first: StepId, at: int) -> Iterator[tuple[Row, int]]:
        """The choices that do a step, each with when it can be taken at the soonest to have done it at that second."""
        for row in self._soonest.rows():
            done = [after for step, after in self._soonest.acts_of(row) if step == first]
            start = self._earliest.start(row)
            if done and max(start, at) < NEVER:
                yield row, max(start, at - max(done))
