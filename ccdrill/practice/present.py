"""A sitting as it is shown: the message, what can be looked at and judged, and what can be typed."""

from collections.abc import Iterator

from ccdrill.model.confidence import CONFIDENCE
from ccdrill.model.deck import Channel, Deck, Item, shown_at_once
from ccdrill.practice.looking import looks_of, span
from ccdrill.practice.view import (
    AnswerView,
    FieldView,
    KeyView,
    LookView,
    MessageView,
    RouteView,
    Stage,
    SureView,
)

CHANNELS: dict[Channel, str] = {
    "e-mail": "E-mail",
    "sms": "Text message",
    "voice": "Call",
    "webchat": "Web chat",
    "team-chat": "Team chat",
    "ticket": "Ticket",
}
ANSWERS = (
    AnswerView(key="1", id="report", title="Report it"),
    AnswerView(key="2", id="verify", title="Verify by a known route"),
    AnswerView(key="3", id="use", title="Use it as usual"),
    AnswerView(key="4", id="leave", title="Leave it: junk, no report"),
)
SURENESS = tuple(SureView(key=str(sure), sure=sure, title=title) for sure, title in enumerate(CONFIDENCE, start=1))
_QUESTION, _HOW_SURE = "What do you do with it?", "How sure are you?"


def message_view(item: Item, looked: frozenset[str], *, is_judged: bool) -> MessageView:
    """A message as its reader sees it; once it is judged, with all that looking tells. Its names are filled in."""
    return MessageView(
        channel=CHANNELS[item.channel],
        fields=tuple(_fields(item)),
        body=item.body.strip("\n"),
        looks=tuple(
            LookView(
                letter=look.letter,
                text=look.text,
                asks=look.asks,
                found=look.found if is_judged or look.id in looked else "",
                is_looked_at=look.id in looked,
            )
            for look in looks_of(item)
        ),
        note=item.note.strip(),
    )


def _fields(item: Item) -> Iterator[FieldView]:
    labels = (
        ("From", item.from_.name),
        ("Came in by" if item.channel == "ticket" else "Number shown", shown_at_once(item)),
        ("To", item.to),
        ("Received", item.received),
        ("Subject", item.subject),
    )
    return (FieldView(label=label, text=text.strip()) for label, text in labels if text.strip())


def routes_view(deck: Deck) -> tuple[RouteView, ...]:
    """What the people of the deck know. Its names are filled in."""
    return tuple(RouteView(what=one.what, how=one.how) for one in deck.routes)


def keys_at(stage: Stage, message: MessageView | None, *, is_last: bool) -> tuple[KeyView, ...]:
    """What can be typed."""
    routes, leave = KeyView(key="k", does="the routes you know"), KeyView(key="q", does="leave; what is judged is kept")
    match stage:
        case "message":
            letters = [look.letter for look in message.looks] if message is not None else []
            looks = KeyView(key=span(letters), does="look closer, as often as you like")
            return (KeyView(key="1-4", does="judge the message"), *([looks] if letters else []), routes, leave)
        case "feedback":
            return KeyView(key="enter", does="to the end" if is_last else "the next message"), routes, leave
        case "end":
            return (KeyView(key="enter", does="close"),)


def question_at(stage: Stage) -> tuple[str, str]:
    """What is asked of the message, and then of how sure one is; nothing where nothing is to be judged."""
    return (_QUESTION, _HOW_SURE) if stage == "message" else ("", "")
