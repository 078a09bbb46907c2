"""What a front end shows: one frozen picture of the exercise, with every label and number already in words."""

from typing import Literal

from ccdrill.model.events import Judgement
from ccdrill.model.ids import ChoiceId, ExhibitId, InjectId
from ccdrill.model.value import Value

Asks = Literal["role", "records", "where", "reason", "confidence"]
OWN_WORDS = "Something else: say it in your own words"
"""What stands below the choices of a team, as number 0."""
Tone = Literal["good", "bad", "missed", "open", "plain"]


class ExhibitView(Value, frozen=True, kw_only=True):
    """Something on the table."""

    id: ExhibitId
    """For the command that opens it."""
    letter: str
    """The key that opens it."""
    kind: str
    """What sort of paper."""
    title: str
    """What it says on it."""
    body: str
    """The text."""
    is_new: bool
    """Whether nobody has looked at it yet."""
    is_here: bool = False
    """Whether it belongs to the situation that is played now."""
    is_untold: bool = False
    """Whether it came after the last outcome: while that is read, nobody knows of it."""


class OptionView(Value, frozen=True, kw_only=True):
    """A choice that is offered now."""

    number: int
    """The key that picks it, from 1."""
    id: ChoiceId
    """For the command that takes it."""
    text: str
    """What it says."""


class AnswerView(Value, frozen=True, kw_only=True):
    """One answer that can be picked for a prompt."""

    key: str
    """The key that picks it."""
    id: str
    """For the command."""
    title: str
    """What it says."""


class PromptView(Value, frozen=True, kw_only=True):
    """One thing that is asked beside the choice: the same whichever choice that is, so that it gives nothing away."""

    asks: Asks
    """Which."""
    label: str
    """In one word."""
    help: str
    """In a few words."""
    answers: tuple[AnswerView, ...] = ()
    """What can be picked; empty for free text."""
    picks_many: bool = False
    """Whether several may be picked."""
    most: int = 1
    """How many may be picked."""


class MessageView(Value, frozen=True, kw_only=True):
    """An inject that arrived, or a timeout that fired."""

    id: InjectId | None = None
    """Which inject; None for a timeout."""
    clock: str
    """When, by the story's clock."""
    sender: str
    """From whom and how, such as `Floor manager, phone`."""
    text: str
    """What it says."""
    is_untold: bool = False
    """Whether it arrived after the last outcome, which does not tell it."""


class MeterView(Value, frozen=True, kw_only=True):
    """A gauge that people in the story could read."""

    label: str
    """Its name."""
    value: str
    """With its unit."""
    trend: str = ""
    """How it moved with the last step, in a word; empty: it did not."""


class LineView(Value, frozen=True, kw_only=True):
    """One line of what happened so far."""

    clock: str
    """When, by the story's clock."""
    text: str
    """What."""
    kind: Literal["state", "decision", "message", "note"]
    """What sort of line; a note is what only the facilitator's console tells."""
    is_untold: bool = False
    """Whether it happened after the last outcome: while that is read, nobody knows of it."""


class SeatView(Value, frozen=True, kw_only=True):
    """A role and who plays it."""

    title: str
    """The role."""
    player: str
    """Who plays it; empty: nobody said."""
    is_vacant: bool = False
    """Whether it is known that nobody does, so that the facilitator does."""


class RemarkView(Value, frozen=True, kw_only=True):
    """What the procedure says of a decision, right after it."""

    tone: Tone
    """Whether it went as written, otherwise, was left out for good, or was passed over and may still be done."""
    text: str
    """In one sentence."""
    about: str = ""
    """The step or the prohibition, by its id; empty: none."""


class DecisionView(Value, frozen=True, kw_only=True):
    """A decision that stands, with what was asked beside it and what was answered."""

    seq: int
    """Of the decision."""
    choice: str
    """What was chosen."""
    option: OptionView
    """The choice as it was offered."""
    prompts: tuple[PromptView, ...] = ()
    """What is asked beside it."""
    judgement: Judgement = Judgement()
    """What was answered."""
    reason: str = ""
    """Why, as typed."""
    is_written_in: bool = False
    """Whether no choice says it: the team said it in its own words."""
    mapped: tuple[str, ...] = ()
    """The actions that the facilitator took these words for, as people call them."""
    unanswered: tuple[str, ...] = ()
    """What was asked and not answered yet, by the label of its prompt."""


class OutcomeView(DecisionView, frozen=True, kw_only=True):
    """What the last decision came to."""

    text: str
    """What the participants see happen."""
    is_told: bool = False
    """Whether no author wrote it: whoever leads tells what comes of the team's own words."""
    took: str
    """How long it took, in words; empty: no time."""
    until: str
    """The story's clock when it was done."""
    when: str
    """What the story's clock showed then."""
    messages: tuple[MessageView, ...] = ()
    """What arrived until then."""
    gauges: tuple[MeterView, ...] = ()
    """Every gauge as it stood then."""
    meters: tuple[MeterView, ...] = ()
    """Those of them that moved."""
    remarks: tuple[RemarkView, ...] = ()
    """What the procedure says, when the drill tells after each decision."""


class EndingView(Value, frozen=True, kw_only=True):
    """How it ended."""

    kind: Literal["good", "mixed", "bad", "cut short"]
    """How it turned out."""
    title: str
    """What people call it."""
    text: str
    """How it ends."""


class View(Value, frozen=True, kw_only=True):
    """Everything that a front end shows of a running exercise."""

    run: str
    """The run's id."""
    seq: int
    """Of the last entry: two views of one seq differ only by the clock."""
    drill: str
    """The drill's title."""
    scenario: str
    """The scenario's title."""
    team: str
    """What the team calls itself."""
    mode: Literal["team", "solo"]
    """Who plays."""
    marking: str
    """Such as Confidential."""
    clock: str
    """Now, as what happened is told: `Mon 10:31`, with the date in a long story."""
    when: str
    """What the story's clock shows, with the date from the first day to the last: `Mon 2 Mar 10:31`."""
    decided: int
    """How many decisions stand."""
    title: str
    """Of the situation."""
    question: str
    """What is asked."""
    narrative: str
    """What the participants know."""
    minutes: int = 0
    """How long the talk should take; 0: nobody said."""
    talk: tuple[str, ...]
    """Questions to talk about before the options open."""
    hints: tuple[str, ...] = ()
    """What may help when the talk is stuck."""
    hints_taken: int = 0
    """How many of them were taken: the first ones."""
    messages: tuple[MessageView, ...]
    """What arrived since the last decision was begun, oldest first."""
    exhibits: tuple[ExhibitView, ...]
    """What lies on the table, in the order it came."""
    options: tuple[OptionView, ...]
    """What can be chosen now, whether it is shown or not."""
    is_options_open: bool
    """Whether the options are shown."""
    hands: tuple[int, ...] = ()
    """How many are for each of the options, in their order; empty: nobody counted."""
    prompts: tuple[PromptView, ...]
    """What is asked beside a choice, in the order asked."""
    meters: tuple[MeterView, ...]
    """The gauges."""
    so_far: tuple[LineView, ...]
    """What happened, oldest first."""
    has_moved_on: bool
    """Whether something has happened since it began."""
    people: int = 0
    """How many take part; 0: not counted."""
    seats: tuple[SeatView, ...]
    """Who plays what: every role of a team drill, the same whether anybody said or not."""
    facilitator: str = ""
    """Who leads it; empty: nobody was named."""
    facilitator_title: str = ""
    """What people call that."""
    decisions: tuple[DecisionView, ...] = ()
    """The decisions that stand, oldest first."""
    outcome: OutcomeView | None
    """What the last decision came to; None before the first."""
    ending: EndingView | None
    """How it ended; None while it runs."""
    is_paced: bool
    """Whether thinking takes exercise time."""
    is_paused: bool
    """Whether exercise time stands still."""
    is_stopped: bool = False
    """Whether that is because something real has happened: then nothing is played."""
    last_done: str
    """What an undo takes back: a choice, or what the facilitator did by hand, in words; empty: nothing."""
    was_by_hand: bool = False
    """Whether that is no decision."""
    notice: str = ""
    """What the person must be told about the last command, such as a number that was removed."""

    @property
    def can_take_back(self) -> bool:
        """Whether there is anything to undo."""
        return bool(self.last_done)

    @property
    def can_write_in(self) -> bool:
        """Whether the team may decide in its own words now: where choices are offered, and a facilitator hears it."""
        return self.mode == "team" and bool(self.options)

    @property
    def asked(self) -> tuple[object, ...]:
        """What is asked of people: as long as it stays the same, so do the answers that they were about to give."""
        return self.decided, self.title, self.is_options_open, tuple(one.id for one in self.options), self.ending
