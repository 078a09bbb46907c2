"""What a report tells of the run itself: decisions, what arrived, what it came to, and the truth behind it."""

from typing import Literal

from ccdrill.model.value import Value


class DecisionRow(Value, frozen=True, kw_only=True):
    """One decision of the team."""

    seq: int
    """Its event."""
    clock: str
    """When it was taken, by the story's clock."""
    situation: str
    """Where."""
    choice: str
    """What was chosen."""
    took: str
    """How long it took, in words."""
    who: str
    """Who acted, if it was asked."""
    records: str
    """What was recorded, if it was asked."""
    where: str
    """Where it was done, if it was asked."""
    confidence: str
    """How sure they were, if it was asked."""
    reason: str
    """Why, as typed."""
    thought: str
    """Real time from the options to the decision."""
    is_taken_back: bool = False
    """Whether it was undone."""
    taken_back_because: str = ""
    """Why, as typed; may be empty."""
    amended: str = ""
    """When, in UTC, what was asked with it was last answered or changed after its outcome; empty: never."""


class Consequence(Value, frozen=True, kw_only=True):
    """A meter, from start to end."""

    label: str
    """What it counts."""
    start: str
    """With its unit."""
    end: str
    """With its unit."""
    verdict: Literal["better", "worse", "unchanged"]
    """Which way it went."""


class Truth(Value, frozen=True, kw_only=True):
    """What was really going on."""

    about: str
    """The question."""
    answer: str
    """The truth."""


class HintRow(Value, frozen=True, kw_only=True):
    """A hint that was taken."""

    clock: str
    """When, by the story's clock."""
    situation: str
    """Where."""
    number: int
    """Which of the situation's hints, from 1."""
    of: int
    """How many it has."""
    text: str
    """What it says."""

    @property
    def where(self) -> str:
        """The situation, and which of its hints where it has several."""
        return f"{self.situation} ({self.number} of {self.of})" if self.of > 1 else self.situation


class Line(Value, frozen=True, kw_only=True):
    """Something with its time."""

    clock: str
    """By the story's clock."""
    text: str
    """What."""
