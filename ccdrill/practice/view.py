"""What a front end shows of a sitting: one frozen picture, with every label and number already in words."""

from typing import Literal

from ccdrill.model.deck import Answer
from ccdrill.model.value import Value

Stage = Literal["message", "feedback", "end"]
"""A message waits to be judged, was judged and is explained, or the sitting is over."""
Tone = Literal["good", "fair", "bad"]
"""A right answer, one that does no harm though another is right, or one that does harm."""


class FieldView(Value, frozen=True, kw_only=True):
    """One line above a message."""

    label: str
    """Such as `From`."""
    text: str
    """What it says."""


class LookView(Value, frozen=True, kw_only=True):
    """Something that can be looked at more closely before judging. Looking is free and recorded."""

    letter: str
    """The key that does it."""
    text: str
    """What is looked at, such as `Restore my mailbox`."""
    asks: str
    """What looking tells, such as `where it leads`."""
    found: str = ""
    """What it told; empty: nobody looked yet. Once the message is judged it always stands here."""
    is_looked_at: bool = False
    """Whether the person looked before judging."""


class MessageView(Value, frozen=True, kw_only=True):
    """The message, as its reader sees it."""

    channel: str
    """How it came: `E-mail`, `Text message`, `Call`, `Web chat`, `Team chat`, `Ticket`."""
    fields: tuple[FieldView, ...]
    """What stands above it: from, to, received, subject, as far as the channel has them."""
    body: str
    """What is written, or said by who calls, line by line."""
    looks: tuple[LookView, ...] = ()
    """What can be looked at more closely: sender, links, attachments."""
    note: str = ""
    """What else one sees."""


class RouteView(Value, frozen=True, kw_only=True):
    """A way that is known to be safe."""

    what: str
    """What it is for."""
    how: str
    """How it is gone."""


class AnswerView(Value, frozen=True, kw_only=True):
    """Something that can be done with the message."""

    key: str
    """The key that picks it, 1 to 4."""
    id: Answer
    """For `judge`."""
    title: str
    """In a few words."""


class SureView(Value, frozen=True, kw_only=True):
    """How sure one can be."""

    key: str
    """The key that picks it, 1 to 4."""
    sure: int
    """For `judge`, 1 to 4."""
    title: str
    """In a word or two."""


class CueView(Value, frozen=True, kw_only=True):
    """A red flag of the message."""

    name: str
    """What the Phish Scale calls it, in plain words."""
    quote: str
    """The words of the message that show it; empty: it is not in words."""
    why: str
    """Why it is one."""


class FeedbackView(Value, frozen=True, kw_only=True):
    """What a judgement came to. Nothing in it blames anybody."""

    tone: Tone
    """How the answer went; `verdict` says the same in words."""
    verdict: str
    """What the message was, and how the answer went, in one or two sentences."""
    next_time: str = ""
    """What to look at next time, in a sentence that stands behind these words; empty: the answer was right."""
    judged: str
    """What was answered, and how sure, in a sentence."""
    best: str
    """What is right here, the best first, in sentences that stand behind a label."""
    difficulty: str = ""
    """How hard it was to tell, where that can be said; empty: it can't."""
    decisive: CueView | None = None
    """Of a phish: what decides, first of all."""
    because: str = ""
    """Of an honest message: what decides."""
    others_title: str = ""
    """What stands above the others: `Other red flags`, or `What argued the other way`; empty: there are none."""
    others: tuple[CueView, ...] = ()
    """The other red flags."""
    route: RouteView
    """The safe route here."""
    point: str
    """What to take along."""


class FigureView(Value, frozen=True, kw_only=True):
    """One number of a page."""

    label: str
    """What is counted."""
    value: str
    """In words: `4 of 5`, `1.2 (0.3 to 2.1)`."""
    note: str = ""
    """What it means, in a few words; empty: the label says it."""


class SectionView(Value, frozen=True, kw_only=True):
    """A part of a page."""

    title: str
    """What stands above it."""
    texts: tuple[str, ...] = ()
    """Sentences, each a paragraph, above the figures."""
    figures: tuple[FigureView, ...] = ()
    """Numbers, a line each."""


class PageView(Value, frozen=True, kw_only=True):
    """The page at the end of a sitting, and the one of all results."""

    title: str
    """What stands above it all."""
    lead: str
    """The most important in one or two sentences."""
    sections: tuple[SectionView, ...]
    """Its parts, in the order read; the last says what practice does not prove."""


class OpeningView(Value, frozen=True, kw_only=True):
    """What is told before the first message."""

    summary: str
    """Who the person is in it, and what comes in."""
    rules: tuple[str, ...]
    """How long it takes, what is asked, what is kept: one or two sentences each."""


class KeyView(Value, frozen=True, kw_only=True):
    """What a key does now; plain lines take it as a word."""

    key: str
    """A digit, a letter, or `enter`."""
    does: str
    """In a few words."""


class PracticeView(Value, frozen=True, kw_only=True):
    """Everything that a front end shows of a sitting."""

    stage: Stage
    """Which of its three pictures this is."""
    deck: str
    """The deck's title."""
    person: str
    """Who practises; empty: nobody said."""
    place: str
    """Where in the sitting: `Message 3 of 10`; at the end `10 of 10 judged`."""
    number: int
    """The message's number in this sitting, from 1; at the end the number of those judged."""
    count: int
    """How many messages the sitting has."""
    message: MessageView | None = None
    """The message that is judged, or was just judged; None at the end."""
    question: str
    """What is asked now; at the end empty."""
    answers: tuple[AnswerView, ...] = ()
    """What can be done with the message, in the order of the keys. The same for every message."""
    sure_question: str = ""
    """What is asked after the answer was picked."""
    sureness: tuple[SureView, ...] = ()
    """How sure one can be."""
    feedback: FeedbackView | None = None
    """What the judgement came to; only while it is explained."""
    page: PageView | None = None
    """What the sitting came to; only at the end."""
    routes: tuple[RouteView, ...]
    """What the person knows: shown on `k` at any time."""
    keys: tuple[KeyView, ...]
    """What can be typed now, the most needed first."""
