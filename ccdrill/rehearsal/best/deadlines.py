"""When the steps of a play are due, as far as its deeds and moments have settled it, and until when the clock makes a difference.

The deadlines of docs/the-score.md, asked in the middle of a play: a clock may not have begun yet.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from ccdrill.engine.calendar import due
from ccdrill.model.ids import MomentId, StepId
from ccdrill.model.procedure import Step
from ccdrill.rehearsal.best.soonest import Times
from ccdrill.scoring.frame import Frame

Done = Mapping[StepId, int]
"""When each step was first done, in seconds from the start."""
Moments = Mapping[MomentId, int]
"""When each moment happened, in seconds from the start."""


class Deadlines:
    """Answers for one frame."""

    def __init__(self, frame: Frame, begins: dt.datetime | None) -> None:
        """`begins` is the start with its UTC offset, for business days."""
        self._frame = frame
        self._begins = begins
        self._anchor = {step.id: _anchor(step) for step in frame.steps.values()}
        self._anchors = {name for kind, name in self._anchor.values() if kind == "step"}
        self.moments = {name for kind, name in self._anchor.values() if kind == "moment"}
        """Those that start clocks."""
        self._due = cache(self._due_after)

    def limit(self, done: Done, moments: Moments, name: StepId, soonest: Times) -> int | None:
        """The latest D that the step can still have; None: none, as far as is known."""
        kind, anchor = self._anchor[name]
        if kind == "start":
            return self._due(name, 0)
        if kind == "moment":
            begun = moments.get(MomentId(anchor))
            return None if begun is None else self._due(name, begun)
        if kind == "step":
            begun = self._anchored(done, moments, StepId(anchor), soonest)
            return None if begun is None else self._due(name, begun)
        return None

    def matters(self, done: Done, moments: Moments, name: StepId, soonest: Times) -> bool:
        """Whether the second at which a step was done can still make a difference."""
        return name in self._anchors or self._is_open(done, moments, name, soonest)

    def horizon(self, done: Done, moments: Moments) -> int | None:
        """The second from which on no step is more or less late for what the clock says; None: there may be none such."""
        latest = 0
        for name in self._frame.required:
            settled = self._settled(done, moments, name)
            if settled is None:
                return None
            deadline = self._frame.steps[name].deadline
            grace = (deadline.grace if deadline is not None else None) or 1
            latest = max((latest, *(limit + grace for limit in settled)))
        return latest

    def _settled(self, done: Done, moments: Moments, name: StepId) -> list[int] | None:
        """Every D that the step may have by a clock that has begun, or later ones; None: there may be others that hang on the day."""
        begun = self._begun(done, moments, name)
        deadline = self._frame.steps[name].deadline
        if begun is None or (None in begun and deadline is not None and deadline.within.business_days is not None):
            return None
        return [self._due(name, at) for at in begun if at is not None]

    def _begun(self, done: Done, moments: Moments, name: StepId) -> list[int | None] | None:
        """When the step's clock may have begun; None among them: later than now. None: that hangs on the day."""
        kind, anchor = self._anchor[name]
        if kind == "start":
            return [0]
        if kind == "moment":
            return [moments.get(MomentId(anchor))]
        if kind != "step":
            return []
        at = done.get(StepId(anchor))
        if at is not None:
            return [at]  # or sooner, where it was late itself
        settled = self._settled(done, moments, StepId(anchor))
        return None if settled is None else [0, None, *settled]

    def _anchored(self, done: Done, moments: Moments, anchor: StepId, soonest: Times) -> int | None:
        """When the clock that a step starts began, at the latest; None: not known yet."""
        own = self.limit(done, moments, anchor, soonest)
        at = done.get(anchor)
        if at is not None:
            return at if own is None else min(at, own)
        return own if anchor in soonest else 0

    def _due_after(self, name: StepId, anchor: int) -> int:
        deadline = self._frame.steps[name].deadline
        assert deadline is not None, "it has an anchor"
        return due(anchor, deadline.within, self._begins)

    def _is_open(self, done: Done, moments: Moments, name: StepId, soonest: Times) -> bool:
        kind, anchor = self._anchor[name]
        if kind == "moment":
            return anchor not in moments
        if kind != "step":
            return False
        step = StepId(anchor)
        is_pending = step not in done and step in soonest
        return is_pending or self._is_open(done, moments, step, soonest)


def _anchor(step: Step) -> tuple[str, str]:
    """The kind and name of what starts the step's clock."""
    kind, _, name = step.deadline.from_.partition(":") if step.deadline is not None else ("", "", "")
    return kind, name
