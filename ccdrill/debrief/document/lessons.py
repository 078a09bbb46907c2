"""What a debrief teaches beside its findings: what to put right, where the loss lies, what would have been, how sure people were."""

from collections.abc import Sequence
from typing import Literal

from ccdrill.debrief.document.agreed import AgreedAction, Said, without_proof
from ccdrill.model.value import Value

Cost = Literal["nothing", "records", "points"]
UNKNOWN = "?"
"""Stands wherever something is not known; what cost nothing has another sign."""
_FIRST = 3
"""Rows of a plan that are named where there is room for the most important alone."""


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
    """Part by part, in the order of the procedure; phases in that of a response."""


class Compared(Value, frozen=True, kw_only=True):
    """One thing, as it was and as it would have been."""

    label: str
    """What."""
    actual: str
    """As it was."""
    otherwise: str
    """As it would have been."""

    def told(self) -> str:
        """Both in one line, to be read aloud too."""
        return f"{self.label}: {self.actual} in this run, {self.otherwise} that way"


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
    beyond: str = ""
    """What of this run it can't be compared with, in a sentence; empty: all of it was made of the story's own choices."""


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
    """The best score that could still be had before it, in points; empty: not exhausted."""
    after: str
    """The same after it."""
    cost: str
    """What it cost, in points; empty: nothing, or not exhausted."""
    below: str = ""
    """What of the cost lies below 0, where no score goes; empty: nothing."""
    instead: str
    """What was best chosen there, in quotes, one after the other up to what leads on; empty: just that, or not known."""

    @property
    def is_known(self) -> bool:
        """Whether what it cost is known."""
        return bool(self.before and self.after)

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


def unknown_words(turns: Sequence[TurningPoint]) -> str:
    """What `?` means, and what it leaves open; empty: what every decision cost is known."""
    unknown = sum(not one.is_known for one in turns)
    if not unknown:
        return ""
    whose = f"{unknown} of {len(turns)} decisions" if len(turns) > 1 else "the decision"
    open_ = "; one of them may have cost most" if len(turns) > 1 else ""
    return f"what {whose} cost is not known, for the search was not exhausted there{open_}."


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
    cost: Cost
    """What it cost: nothing; points, but only for records that nobody ticked; points for what was chosen."""

    @property
    def was_right(self) -> bool:
        """Whether what was chosen cost nothing: how sure people are is said of that, not of what they ticked."""
        return self.cost != "points"

    @property
    def words(self) -> str:
        """What it cost."""
        return {"nothing": "cost nothing", "records": "cost points for its records", "points": "cost points"}[self.cost]


class Sure(Value, frozen=True, kw_only=True):
    """How sure the team was, against how right. Beside the score, never part of it; of no single person."""

    line: str
    """In one sentence."""
    brier: str
    """The Brier score, 0 (best) to 1; empty below ten answers whose cost is known: it would say more than is known."""
    no_brier: str = ""
    """Why there is no Brier score although enough was answered; empty: there is one, or there were too few answers."""
    rows: tuple[SureRow, ...]
    """Sure and wrong first."""
    unknown: int
    """Answers left out, because what the decision cost is not known."""

    @property
    def unknown_words(self) -> str:
        """What was left out; empty: nothing."""
        if not self.unknown:
            return ""
        more = "more decision" if self.unknown == 1 else "more decisions"
        return f"{UNKNOWN} {self.unknown} {more}: what {'it' if self.unknown == 1 else 'they'} cost is not known."


class Improvement(Value, frozen=True, kw_only=True):
    """What is to be put right about one step or prohibition: a row of the improvement plan."""

    findings: tuple[str, ...]
    """The findings that it comes from, by id."""
    what: str
    """What is to be done otherwise."""
    belongs_to: str
    """Whose it is by the procedure; empty: the procedure does not say, for the team says that it was missing."""
    is_critical: bool
    """Whether one of the findings is a critical failure."""
    points: str
    """What they cost together, of 100, with one decimal."""
    about: str
    """step:ID, rule:ID, action:ID, or gap:NUMBER for what the team says was missing. It stays the same, as no finding's number does."""
    refs: tuple[str, ...] = ()
    """Outside sources that the step or the prohibition names."""
    sources: str = ""
    """The same in words: titles and editions, each with its places; empty: it names none."""
    agreed: AgreedAction | None = None
    """What was agreed to be done; None: nothing yet."""
    said: Said | None = None
    """What the team makes of it; None: nothing yet."""

    @property
    def is_gap(self) -> bool:
        """Whether it is something that the team says was missing."""
        return self.about.startswith("gap:")

    @property
    def cost(self) -> str:
        """What its findings cost together, in words; of a gap, where it comes from."""
        return "from the hot wash" if self.is_gap else f"{self.points} points" if self.findings else "no finding"

    @property
    def is_agreed(self) -> bool:
        """Whether people agreed anything about it."""
        return self.agreed is not None or self.said is not None


def agreed_words(plan: Sequence[Improvement]) -> str:
    """How far people have come with the plan; empty: nothing was agreed."""
    actions = [one.agreed for one in plan if one.agreed is not None]
    if not any(one.is_agreed for one in plan):
        return ""
    done = sum(one.done is not None for one in actions)
    which = f", {'and it is' if len(actions) == 1 else f'{done} of them'} done" if done else ""
    which += without_proof(done, sum(one.done is not None and not one.done.proof for one in actions))
    open_ = sum(one.done is None and not one.is_whole for one in actions)
    lacking = f"; {open_} {'lacks' if open_ == 1 else 'lack'} an owner or a date" if open_ else ""
    rows = f"{len(plan)} {'row' if len(plan) == 1 else 'rows'}"
    return f"{len(actions) or 'none'} of {rows} {'has' if len(actions) == 1 else 'have'} an action{which}{lacking}"


def first_of(plan: Sequence[Improvement]) -> tuple[Improvement, ...]:
    """The most important rows of what was lost."""
    return tuple(one for one in plan if one.findings)[:_FIRST]


class Coverage(Value, frozen=True, kw_only=True):
    """An outside source that the procedure names, and how what answers to it went."""

    source: str
    """Which, as the procedure refers to it."""
    title: str = ""
    """The same in words: title and edition; empty: it is declared nowhere."""
    place: str = ""
    """Where in it; empty: all of it is meant, or it is declared nowhere."""
    about: str = ""
    """What stands there, where the source is said to want all of several things; else empty."""
    steps: tuple[str, ...]
    """The steps that name it, and the broken prohibitions, by id; empty: none, though the source wants it too."""
    how: str
    """How they went, in words."""


class Cited(Value, frozen=True, kw_only=True):
    """An outside source that the report names, as the procedure or the vocabulary describes it."""

    id: str
    """What stands before the colon of a reference."""
    title: str
    """What people call it."""
    version: str
    """Which edition; may be empty."""
    date: str
    """When it was published or came into force, in words; may be empty."""
    publisher: str
    """Who publishes it; may be empty."""
    url: str
    """Where it can be found; may be empty."""
    note: str
    """What else a reader must know; may be empty."""

    @property
    def words(self) -> str:
        """All of it, in a sentence or two."""
        head = " ".join(part for part in (self.title, self.version) if part)
        told = ", ".join(part for part in (head, self.date, self.publisher) if part)
        return " ".join(part for part in (f"{told}.", self.note, self.url) if part)
