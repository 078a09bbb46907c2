"""What a report tells of the run itself: who played it, what was decided, what arrived, what it came to, and the truth behind it."""

from typing import Literal

from ccdrill.model.quoting import quoted
from ccdrill.model.value import Value


class Facts(Value, frozen=True, kw_only=True):
    """The exercise overview."""

    run: str
    """The run's id."""
    drill: str
    """The drill's title."""
    mode: str
    """Team or solo."""
    marking: str
    """Such as Confidential; may be empty."""
    scenario: str
    """Title and version."""
    summary: str = ""
    """What happens in it, in short."""
    procedure: str
    """Title and version."""
    document: str
    """The document behind the procedure."""
    section: str = ""
    """Where in it; may be empty."""
    is_model: bool
    """Whether the procedure is a model one, not an organisation's."""
    team: str
    """What the team calls itself; may be empty."""
    head_count: int
    """How many took part, at the end; 0: not counted."""
    most_heads: int = 0
    """How many took part when there were most of them; 0: not counted."""
    seats: tuple[str, ...]
    """Who played which role."""
    vacant: int = 0
    """How many of these roles nobody played but the facilitator."""
    facilitator: str = ""
    """Who led it: as it was said after the end, else while it was played, with who did later since when; may be empty."""
    organisation: str
    """Who exercised; may be empty."""
    sponsor: str
    """Who asked for it; may be empty."""
    location: str
    """Where; may be empty."""
    contact: str
    """Whom to ask; may be empty."""
    scope: str
    """Type and limits; may be empty."""
    approved: str = ""
    """When and by whom the document was approved, and when reviewed; may be empty."""
    began: str
    """When play began, in UTC."""
    ended: str
    """When play came to its end, in UTC; of an unfinished run: when the last event was recorded."""
    last: str = ""
    """When the last event was recorded, in UTC."""
    story: str
    """From when to when the story ran, and its UTC offset, which every clock of it has."""
    rules: int
    """The version of the scoring rules."""
    program: str = ""
    """The version of the program that it was begun with."""
    contents: tuple[str, ...] = ()
    """What was played: kind, id (the vocabulary has none), version, and the SHA-256 of its text."""
    seal: str
    """The seal of the chain's last entry: it stands for every event of the run."""
    is_finished: bool
    """Whether the run came to its end."""


class DecisionRow(Value, frozen=True, kw_only=True):
    """One decision of the team."""

    seq: int
    """Its event."""
    clock: str
    """When it was taken, by the story's clock."""
    situation: str
    """Where."""
    choice: str
    """What was chosen; what the team said, where it decided in its own words."""
    is_written_in: bool = False
    """Whether the team decided in its own words: no choice said it."""
    mapped: str = ""
    """The actions that the facilitator took these words for; empty: none, so nothing of it is scored."""
    led_to: str = ""
    """The situation or ending to which the facilitator led the story with it; empty: it stayed, or a choice says where."""
    moved_as: str = ""
    """The choice as which it moved the gauges, by the facilitator's word; empty: it moved none by itself, or is a choice."""
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
    hands: str = ""
    """How many were for each choice before it was taken, the one that was taken first; empty: no hands were counted."""
    is_taken_back: bool = False
    """Whether it was undone."""
    taken_back_because: str = ""
    """Why, as typed; may be empty."""
    amended: str = ""
    """When, in UTC, what was asked with it was last answered or changed after its outcome; empty: never."""

    @property
    def found_by(self) -> str:
        """When and where it was taken, and how sure people were: so that they find it among the others."""
        return f"{self.clock}, {self.situation}{f' ({self.confidence})' if self.confidence else ''}"

    @property
    def taken_as(self) -> str:
        """What the facilitator made of the team's own words; empty: a choice of the story."""
        if not self.is_written_in:
            return ""
        what = f"taken by the facilitator as: {self.mapped}" if self.mapped else "taken as a note, not scored"
        where = f"; led to {quoted(self.led_to)}" if self.led_to else ""
        gauges = f"; gauges moved as by {quoted(self.moved_as)}" if self.moved_as else ""
        return f"in the team's own words, {what}{where}{gauges}"


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


class HandRow(Value, frozen=True, kw_only=True):
    """Something that the facilitator did to the story by hand."""

    clock: str
    """When, by the story's clock."""
    text: str
    """What, such as: Led on to "The acquirer"."""
    reason: str
    """Why, as typed; may be empty."""
    is_taken_back: bool = False
    """Whether it was undone."""

    @property
    def words(self) -> str:
        """What, why, and whether it stands."""
        why = f": {self.reason}" if self.reason else ""
        return f"{self.text}{' (taken back)' if self.is_taken_back else ''}{why}"


class Line(Value, frozen=True, kw_only=True):
    """Something with its time."""

    clock: str
    """By the story's clock."""
    text: str
    """What."""
