"""What happens: a breach as a state machine. Says nothing about what is right; the procedure does."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, field

from ccdrill.model.condition import Condition
from ccdrill.model.ids import (
    ActionId,
    CaseKey,
    ChoiceId,
    ExhibitId,
    FlagName,
    InjectId,
    MeterName,
    MomentId,
    PlaceId,
    RecordId,
    ScenarioId,
    StateId,
    Word,
)
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime
from ccdrill.model.value import Value

Pillar = Literal["policy", "procedure", "protection", "practice"]
Phase = Literal["prepare", "detect", "declare", "contain", "analyse", "notify", "eradicate", "recover", "learn"]
Text = Annotated[str, Meta(min_length=1)]
CaseValue = bool | int | str | tuple[str, ...]
Names = Mapping[Word, Text]


class Variant(Value, frozen=True, kw_only=True):
    """One of several texts: the first whose condition holds is shown."""

    text: Text
    """What is shown."""
    when: Condition | None = None
    """Left out: always. Only the last of a list may leave it out."""


Words = str | tuple[Variant, ...]
"""A text, or a list of texts by condition."""


class Meter(Value, frozen=True, kw_only=True):
    """A number that shows consequences."""

    label: Text
    """What people read beside the number."""
    start: Fraction = Fraction(0)
    """Its value at the start."""
    min: Fraction | None = None
    """It never falls below this."""
    max: Fraction | None = None
    """It never rises above this."""
    unit: str = ""
    """Printed behind the number; a sign of money such as £ before it."""
    better: Literal["lower", "higher"] = "lower"
    """Which way is good."""
    shown: Literal["live", "facilitator", "debrief"] = "debrief"
    """Who sees it during play: what nobody in the story could know is a truth, not a gauge."""


class Drift(Value, frozen=True, kw_only=True):
    """A consequence that runs on while nobody stops it."""

    meter: MeterName
    """The meter that moves."""
    per_hour: Fraction
    """How much in an hour of exercise time; may be negative."""
    while_: Condition | None = field(name="while", default=None)
    """It runs only while this holds; left out: always."""


class Fact(Value, frozen=True, kw_only=True):
    """An answer that the facilitator may give to a question that the story does not ask."""

    about: Text
    """The question, in a few words."""
    answer: Text
    """The truth."""
    known_from: StateId | None = None
    """Nobody in the story can know it before this state."""


class Exhibit(Value, frozen=True, kw_only=True):
    """Something to look at. Looking is free, recorded, and changes nothing."""

    id: ExhibitId
    """Its name in the record of the run."""
    kind: Literal["log", "mail", "transcript", "record", "note", "chat", "list", "diagram"] = "note"
    """What sort of paper it is."""
    title: Text
    """What the participants see on the table."""
    body: Text
    """The text, line by line; pages hold 18 lines of 76."""


SENTENCES = ("ask", "hints", "watch_for")
"""The lists of notes whose items are sentences."""


class Facilitation(Value, frozen=True, kw_only=True):
    """What the facilitator says, asks, hints and watches for. Never on the big screen."""

    say: str = ""
    """One sentence to open the talk with."""
    ask: tuple[Text, ...] = ()
    """Questions that the participants may see too."""
    hints: tuple[Text, ...] = ()
    """Given one by one when the talk is stuck."""
    watch_for: tuple[Text, ...] = ()
    """What an observer should note."""
    minutes: Annotated[int, Meta(ge=1, le=240)] | None = None
    """How long the talk should take."""


class Act(Value, frozen=True, kw_only=True):
    """An action of a choice, with its own instant."""

    action: ActionId
    """What is done."""
    after: Duration | None = None
    """How long after the decision; left out: when `takes` has passed."""


class Branch(Value, frozen=True, kw_only=True):
    """One target of several: the first whose condition holds after the effects is taken."""

    to: StateId
    """A state or an ending."""
    when: Condition | None = None
    """Left out: always. Only the last of a list may leave it out."""


if TYPE_CHECKING:
    Goto = StateId | tuple[Branch, ...]
else:  # trap: msgspec 0.22 frees memory that is not its own for a union of a text with a pattern and an array
    Goto = str | tuple[Branch, ...]


class Choice(Value, frozen=True, kw_only=True):
    """A response that can be chosen."""

    text: Text
    """What the participants read, in up to two lines."""
    when: Condition | None = None
    """Offered only while this holds."""
    once: bool = False
    """Offered until it was taken."""
    takes: Duration = Duration(0)
    """Exercise time until the team can decide again."""
    does: tuple[ActionId | Act, ...] = ()
    """The actions that it does, at the end of `takes` unless they say `after`."""
    records: tuple[RecordId, ...] = ()
    """The records that it leaves."""
    where: tuple[PlaceId, ...] = ()
    """Where it can be done."""
    set: Mapping[Word, Setting] = field(default_factory=dict)
    """Flags and meters that it sets."""
    add: Mapping[MeterName, Fraction] = field(default_factory=dict)
    """What it adds to meters."""
    marks: tuple[MomentId, ...] = ()
    """Moments that happen with it."""
    goto: Goto | None = None
    """Where it leads; left out: the run stays."""
    outcome: Words = ""
    """What the participants see happen."""


class AnywhereChoice(Choice, frozen=True, kw_only=True):
    """A choice beside a state's own, wherever it applies: parallel tracks, late repairs."""

    in_: tuple[StateId, ...] = field(name="in", default=())
    """The states that offer it; left out: all."""


class Timeout(Value, frozen=True, kw_only=True):
    """What happens when a state is left undecided for too long."""

    after: Duration
    """Exercise time since the state was entered."""
    text: Words = ""
    """What the participants see happen."""
    set: Mapping[Word, Setting] = field(default_factory=dict)
    """Flags and meters that it sets."""
    add: Mapping[MeterName, Fraction] = field(default_factory=dict)
    """What it adds to meters."""
    marks: tuple[MomentId, ...] = ()
    """Moments that happen with it."""
    goto: Goto | None = None
    """Where it leads; left out: the run stays and this timeout is spent."""


class State(Value, frozen=True, kw_only=True):
    """A situation."""

    phase: Phase
    """For console and debrief only: on the big screen it would hint."""
    title: Text
    """What the participants call it."""
    question: Text
    """What they are asked."""
    narrative: Words
    """What they know, in up to nine lines of 74."""
    exhibits: tuple[Exhibit, ...] = ()
    """What lies on the table from here on."""
    facilitator: Facilitation = Facilitation()
    """The private notes."""
    opens: StoryTime | None = None
    """The clock moves on to this point on entry, never back."""
    marks: tuple[MomentId, ...] = ()
    """Moments that happen on entry, after `opens`."""
    choices: Mapping[ChoiceId, Choice] = field(default_factory=dict)
    """The responses, in the order shown."""
    timeout: Timeout | None = None
    """What happens when nobody decides."""


class Inject(Value, frozen=True, kw_only=True):
    """A message that arrives once, by time or by condition."""

    text: Text
    """What it says."""
    from_: str = field(name="from", default="")
    """Who it comes from."""
    channel: Literal["phone", "mail", "chat", "person", "alert", "letter", "social", "news"] = "phone"
    """How it comes."""
    at: StoryTime | None = None
    """It arrives at this point; a `when` beside it is asked then, once."""
    when: Condition | None = None
    """It arrives when this becomes true."""
    after: Duration | None = None
    """So long after `when` became true, if it held throughout."""
    set: Mapping[Word, Setting] = field(default_factory=dict)
    """Flags and meters that it sets."""
    add: Mapping[MeterName, Fraction] = field(default_factory=dict)
    """What it adds to meters."""
    marks: tuple[MomentId, ...] = ()
    """Moments that happen with it."""
    goto: Goto | None = None
    """Where it moves the run, at that instant."""


class Ending(Value, frozen=True, kw_only=True):
    """A final state."""

    kind: Literal["good", "mixed", "bad"]
    """How it turned out."""
    title: Text
    """What the participants call it."""
    narrative: Words
    """How it ends."""


class Scenario(Value, frozen=True, kw_only=True):
    """A breach, as a state machine in exercise time."""

    schema: Literal["ccdrill/scenario/v1"]
    """The format of this file."""
    id: ScenarioId
    """Its name; the file's name without `.yaml`."""
    title: Text
    """What people call it."""
    version: Text
    """Of the content."""
    summary: Text
    """One or two sentences for the library; gives nothing away."""
    teaches: tuple[Pillar, ...] = ()
    """The pillars it exercises."""
    topics: tuple[Text, ...] = ()
    """Words to find it by."""
    notes: str = ""
    """For authors and assessors: what it is based on, and what is invented."""
    names: Names = field(default_factory=dict)
    """Fictional names for `{name}` in the texts; a drill may override them."""
    case: Mapping[CaseKey, CaseValue] = field(default_factory=dict)
    """Constant truths; they decide which steps of a procedure apply."""
    begins: StoryStart
    """The story's first instant, with its UTC offset."""
    meters: Mapping[MeterName, Meter] = field(default_factory=dict)
    """Numbers that show consequences."""
    flags: Mapping[FlagName, bool] = field(default_factory=dict)
    """Booleans of the situation, with their values at the start."""
    drift: tuple[Drift, ...] = ()
    """Consequences that run on."""
    facts: tuple[Fact, ...] = ()
    """The truth sheet."""
    start: StateId
    """The first state."""
    states: Mapping[StateId, State]
    """The situations."""
    anywhere: Mapping[ChoiceId, AnywhereChoice] = field(default_factory=dict)
    """Choices beside the states' own."""
    injects: Mapping[InjectId, Inject] = field(default_factory=dict)
    """Messages by time or condition, in file order."""
    endings: Mapping[StateId, Ending]
    """The final states."""


def acts_of(choice: Choice) -> tuple[Act, ...]:
    """The choice's actions, the short form spelled out."""
    return tuple(act if isinstance(act, Act) else Act(action=act) for act in choice.does)


def branches_of(goto: Goto | None) -> tuple[Branch, ...]:
    """The targets in the order tried; empty when the run stays."""
    if goto is None:
        return ()
    return (Branch(to=goto),) if isinstance(goto, str) else goto
