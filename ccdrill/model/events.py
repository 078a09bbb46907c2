"""What a run is made of. Everything that a run is can be folded from its events; people and free text stand beside them.

Events say what was put in and what it came to, never how it is judged: scores are computed from them.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from ccdrill.model.afterwards import Afterword
from ccdrill.model.exercise import Kind
from ccdrill.model.form import MOST_HEADS
from ccdrill.model.ids import (
    ActionId,
    ChoiceKey,
    DrillId,
    ExhibitId,
    InjectId,
    PersonId,
    PlaceId,
    RecordId,
    RoleId,
    RunId,
    StateId,
)
from ccdrill.model.outcome import Outcome
from ccdrill.model.text_ref import TextRef
from ccdrill.model.value import Recorded

Hands = Annotated[int, Meta(ge=1, le=MOST_HEADS)]
"""People who raised a hand for a choice."""
Confidence = Annotated[int, Meta(ge=1, le=4)]
"""1 a guess, 2 leaning, 3 fairly sure, 4 certain."""
MOST_AWAY = 100 * 365 * 86_400
"""Seconds: nobody comes back to a run after a hundred years."""


class Pin(Recorded, frozen=True, kw_only=True):
    """Which content the run is played with."""

    kind: Kind
    """What sort of file it was."""
    id: str
    """The id in it."""
    version: str
    """The version in it, or an empty text."""
    sha256: str
    """Of its text in UTF-8, hexadecimal."""


class Seat(Recorded, frozen=True, kw_only=True):
    """Who plays which role."""

    role: RoleId
    """The role."""
    person: PersonId | None = None
    """Whose name stands beside the chain; None when nobody plays it: the facilitator does."""
    name: TextRef | None = None
    """Their name; None when nobody plays it, and in runs that were recorded before names were sealed."""


class Facilitator(Recorded, frozen=True, kw_only=True):
    """Who leads the exercise."""

    person: PersonId
    """Whose name stands beside the chain."""
    name: TextRef
    """Their name."""


class Judgement(Recorded, frozen=True, kw_only=True):
    """What was asked with a decision, beside the choice. None and empty: not asked, or not answered yet."""

    roles: tuple[RoleId, ...] | None = None
    """Who acts, in the order named."""
    records: tuple[RecordId, ...] | None = None
    """What was recorded; empty: asked, and nothing was."""
    where: PlaceId | None = None
    """Where it was done."""
    reason: TextRef | None = None
    """Why."""
    confidence: Confidence | None = None
    """How sure."""


class Opened(Recorded, frozen=True, kw_only=True, tag="opened"):
    """A run began."""

    rules: int
    """The version of engine and scoring semantics."""
    ccdrill: str
    """The version of the program."""
    run: RunId
    """The run's id."""
    drill: DrillId
    """Which drill."""
    team: str
    """What the team calls itself."""
    head_count: int = 0
    """How many take part; 0: not counted."""
    seats: tuple[Seat, ...] = ()
    """Who plays which role."""
    content: tuple[Pin, ...]
    """What is played, pinned."""
    outcome: Outcome
    """Where the story starts."""


class Decided(Recorded, frozen=True, kw_only=True, tag="decided"):
    """The team took a choice."""

    choice: ChoiceKey
    """Which."""
    judgement: Judgement = Judgement()
    """What else was asked."""
    real_ms: int = 0
    """Milliseconds of real time since the choices were shown: reported, never scored."""
    outcome: Outcome
    """What it came to."""


class WrittenIn(Recorded, frozen=True, kw_only=True, tag="written-in"):
    """The team decided something that no choice says, and the facilitator said what that is in the story."""

    text: TextRef
    """What the team does, in its own words."""
    does: tuple[ActionId, ...] = ()
    """The actions that it comes to; empty: none that anybody has a name for."""
    takes: Annotated[int, Meta(ge=0)] = 0
    """Seconds of exercise time until the team can decide again."""
    goto: StateId | None = None
    """The state or ending that it leads to; None: the run stays."""
    like: ChoiceKey | None = None
    """The choice of the situation as which it moves meters and flags, and in nothing else; None: it moves none."""
    judgement: Judgement = Judgement()
    """What else was asked."""
    real_ms: int = 0
    """Milliseconds of real time since the choices were shown: reported, never scored."""
    outcome: Outcome
    """What it came to."""


class Amended(Recorded, frozen=True, kw_only=True, tag="amended"):
    """What was asked with an earlier decision was answered, or changed, later."""

    decision: int
    """The seq of the decision."""
    judgement: Judgement
    """All of it, as it stands now."""


class TimePassed(Recorded, frozen=True, kw_only=True, tag="time-passed"):
    """Exercise time ran on while nobody acted, and something happened."""

    outcome: Outcome
    """What it came to."""


class LedOn(Recorded, frozen=True, kw_only=True, tag="led-on"):
    """The facilitator led the story on by hand, without a decision: past what lay between, or to where it should stand."""

    to: StateId
    """The state or ending."""
    reason: TextRef
    """Why."""
    outcome: Outcome
    """What it came to."""


class InjectSent(Recorded, frozen=True, kw_only=True, tag="inject-sent"):
    """The facilitator had a message arrive by hand, before its time or though nothing called for it."""

    inject: InjectId
    """Which."""
    reason: TextRef | None = None
    """Why."""
    outcome: Outcome
    """What it came to."""


class InjectHeld(Recorded, frozen=True, kw_only=True, tag="inject-held"):
    """The facilitator held a message back: it no longer comes by itself."""

    inject: InjectId
    """Which."""
    reason: TextRef | None = None
    """Why."""
    outcome: Outcome
    """What it came to."""


class OptionsOpened(Recorded, frozen=True, kw_only=True, tag="options-opened"):
    """The facilitator showed the choices after the talk."""


class ExhibitOpened(Recorded, frozen=True, kw_only=True, tag="exhibit-opened"):
    """Somebody looked at an exhibit."""

    exhibit: ExhibitId
    """Which."""


class HintTaken(Recorded, frozen=True, kw_only=True, tag="hint-taken"):
    """Somebody let themselves be helped on. Reported, never scored."""

    state: StateId
    """In which situation."""
    hint: int
    """Which of its hints, from 1: they are taken in order, each once."""


class Paused(Recorded, frozen=True, kw_only=True, tag="paused"):
    """Exercise time was stopped."""

    why: Literal["asked", "interrupted", "real-event"] = "asked"
    """By somebody, because the program was not running, or because something real happened."""
    away: Annotated[int, Meta(ge=0, le=MOST_AWAY)] = 0
    """Real seconds before it for which nobody had the run open, where that is known: they were not played."""


class Resumed(Recorded, frozen=True, kw_only=True, tag="resumed"):
    """Exercise time runs again."""


class TakenBack(Recorded, frozen=True, kw_only=True, tag="taken-back"):
    """A decision, or what the facilitator did by hand, was undone, with what time brought with it. The log keeps it."""

    decision: int
    """Its seq."""
    reason: TextRef | None = None
    """Why."""


class CutShort(Recorded, frozen=True, kw_only=True, tag="cut-short"):
    """The facilitator ended the exercise before its ending."""

    reason: TextRef | None = None
    """Why."""


class Noted(Recorded, frozen=True, kw_only=True, tag="noted"):
    """Somebody wrote something down."""

    text: TextRef
    """What."""


class HandsCounted(Recorded, frozen=True, kw_only=True, tag="hands-counted"):
    """The facilitator counted a show of hands before a decision: how many, never whose. The last count of a decision stands."""

    hands: Mapping[ChoiceKey, Hands]
    """For each choice that anybody was for."""


class MinutesGiven(Recorded, frozen=True, kw_only=True, tag="minutes-given"):
    """The facilitator gave more minutes to a situation than were planned for it. The plan moves; nothing is scored by it."""

    minutes: int
    """How many; less than none: so many of them were taken back."""


class PeopleCounted(Recorded, frozen=True, kw_only=True, tag="people-counted"):
    """Somebody joined or left: how many take part from now on, never who."""

    people: Annotated[int, Meta(ge=1, le=MOST_HEADS)]
    """How many."""


class Seated(Recorded, frozen=True, kw_only=True, tag="seated"):
    """A role was taken over, or left. What was decided before stays with whoever played it then."""

    seats: Annotated[tuple[Seat, ...], Meta(min_length=1)]
    """Who plays the role from now on; one seat without a person: nobody."""


class FacilitatorNamed(Recorded, frozen=True, kw_only=True, tag="facilitator-named"):
    """Who leads the exercise from now on was said. Nothing is scored by it."""

    people: Annotated[tuple[Facilitator, ...], Meta(min_length=1)]
    """One, or several who lead it together."""


Event = (
    Opened
    | Decided
    | WrittenIn
    | Amended
    | TimePassed
    | LedOn
    | InjectSent
    | InjectHeld
    | OptionsOpened
    | ExhibitOpened
    | HintTaken
    | Paused
    | Resumed
    | TakenBack
    | CutShort
    | Noted
    | HandsCounted
    | MinutesGiven
    | PeopleCounted
    | Seated
    | FacilitatorNamed
    | Afterword
)
ByHand = LedOn | InjectSent | InjectHeld
"""What the facilitator does to the story. Never an action of the team."""
MOVES = (Opened, Decided, WrittenIn, TimePassed, LedOn, InjectSent, InjectHeld)
"""The events that bear an outcome."""


class Entry(Recorded, frozen=True, kw_only=True):
    """One link of a run's chain."""

    seq: int
    """From 1, without gaps."""
    utc: str
    """When it was recorded, in UTC, ISO 8601 with milliseconds."""
    t: int
    """Exercise time in seconds from the start, when it was recorded."""
    who: PersonId | None = None
    """Who did it, if that is known."""
    event: Event
    """What happened."""
