"""What people type, made fit to be kept: readable characters, a sane length, no card numbers; and what to tell them."""

import re

from ccdrill.model.machine import Chance
from ccdrill.model.privacy import REMOVED, remove_card_numbers
from ccdrill.model.readable import UNREADABLE
from ccdrill.model.text_ref import TextRef
from ccdrill.model.value import Value
from ccdrill.session.run.chain import keep_text
from ccdrill.session.run.ports import MAX_NAME, MAX_TEXT, Beside, KeptText


class Typed(Value, frozen=True, kw_only=True):
    """A typed text as it may be kept."""

    text: str
    """Without what may not be kept."""
    notice: str = ""
    """What the person must be told about it; empty: nothing was changed that they could miss."""


def clean_text(text: str) -> Typed:
    """A reason, a note: line ends and tabs stay."""
    return _clean(text, MAX_TEXT)


def clean_name(name: str) -> Typed:
    """The name of a person or a team: one line."""
    return _clean(" ".join(name.split()), MAX_NAME)


def keep_typed(text: str, chance: Chance) -> tuple[TextRef | None, Beside, str]:
    """What an event says of a typed text, what stands beside the chain, and what to tell the person."""
    ref, kept, notice = keep_cleaned(clean_text(text), chance)
    return ref, Beside(texts=kept), notice


def keep_cleaned(typed: Typed, chance: Chance) -> tuple[TextRef | None, tuple[KeptText, ...], str]:
    """The same of a text or a name that is fit to be kept already, with the text by itself."""
    if not typed.text:
        return None, (), typed.notice
    kept = keep_text(typed.text, chance.token(20))
    return TextRef(digest=kept.digest), (kept,), typed.notice


def join_notices(*notices: str) -> str:
    """Several notices as one, each once."""
    return " ".join(dict.fromkeys(notice for notice in notices if notice))


def _clean(text: str, limit: int) -> Typed:
    """Cut twice: once so that looking for numbers stays quick, once to the limit, so that no cut hides half of one, or makes one."""
    readable = re.sub(UNREADABLE, "", text).strip()
    without, removed = remove_card_numbers(readable[: 2 * limit])
    cut, made = remove_card_numbers(without[:limit])
    kept = cut[:limit].rstrip()
    return Typed(
        text=kept,
        notice=join_notices(
            f"A number that looked like a payment card was replaced by {REMOVED}. Never type one here."
            if removed or made
            else "",
            f"Only the first {limit} characters were kept."
            if len(without) > limit or len(readable) > 2 * limit
            else "",
        ),
    )
