"""What a debrief teaches beside its findings: where the loss lies, what would have been, and how sure people were. Values only."""

from ccdrill.model.value import Value


class Share(Value, frozen=True, kw_only=True):
    """A part of the procedure, and what was lost in it."""

    label: str
    """Which part."""
    weight: str
    """What it is worth, in units of weight; empty: nothing of it is a step."""
    lost: str
    """What was lost in it, in points of 100."""
    kept: str
    """How much of it was kept, in percent of its weight; empty: it has none."""


class Breakdown(Value, frozen=True, kw_only=True):
    """The loss, looked at in one way."""

    by: str
    """In which way: objective, phase, pillar or role."""
    shares: tuple[Share, ...]
    """Part by part, in the order of the procedure."""


class Compared(Value, frozen=True, kw_only=True):
    """One thing, as it was and as it would have been."""

    label: str
    """What."""
    actual: str
    """As it was."""
    otherwise: str
    """As it would have been."""


class Otherwise(Value, frozen=True, kw_only=True):
    """What would have been, had the team followed the procedure from the start. By this scenario's assumptions."""

    score: str
    """The best score that can be had, in whole points; empty: the search was cut short."""
    ending_title: str = ""
    """Which ending that comes to."""
    ending_kind: str = ""
    """How that ending turns out."""
    consequences: tuple[Compared, ...] = ()
    """The meters at the end."""
    times: tuple[Compared, ...] = ()
    """When critical steps and outside duties were done."""
    path: tuple[str, ...] = ()
    """What is chosen on the way, each with its time."""


class TurningPoint(Value, frozen=True, kw_only=True):
    """A decision, by what it left to be had."""

    decision: int
    """Its event."""
    clock: str
    """When it was taken."""
    situation: str
    """Where."""
    choice: str
    """What was chosen."""
    before: str
    """The best score that could still be had before it, in whole points; empty: not exhausted."""
    after: str
    """The same after it."""
    cost: str
    """What it cost, in points; empty: nothing, or not exhausted."""
    below: str = ""
    """What of the cost lies below 0, where no score goes; empty: nothing."""
    instead: str
    """What was best chosen there; empty: just that, or not known."""

    @property
    def words(self) -> str:
        """What it cost, in a sentence or two."""
        return (
            f"It cost {self.cost} points: {self.before} of 100 could still be had before it, {self.after} after it."
            f"{self.floor}"
        )

    @property
    def floor(self) -> str:
        """Why it cost more than what could be had has fallen by, to follow another sentence; empty: it did not."""
        if not self.below:
            return ""
        which = "All" if self.below == self.cost else self.below
        return f" {which} of these points lie below 0, where no score goes."


class SureRow(Value, frozen=True, kw_only=True):
    """One decision, and how sure the team was of it."""

    decision: int
    """Its event."""
    clock: str
    """When it was taken."""
    choice: str
    """What was chosen."""
    sure: str
    """How sure, in words."""
    was_right: bool
    """Whether it cost nothing."""


class Sure(Value, frozen=True, kw_only=True):
    """How sure the team was, against how right. Beside the score, never part of it; of no single person."""

    line: str
    """In one sentence."""
    brier: str
    """The Brier score, 0 (best) to 1; empty below ten answers: a figure would say more than is known."""
    rows: tuple[SureRow, ...]
    """Sure and wrong first."""
    unknown: int
    """Answers left out, because what the decision cost is not known."""
