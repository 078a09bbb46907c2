"""Typed texts on their way into events: what an event says of each, what stands beside the chain, and what people must be told."""

from collections.abc import Callable, Sequence

from ccdrill.model.machine import Chance
from ccdrill.model.text_ref import TextRef
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.ports import Beside, KeptText
from ccdrill.session.run.typed import Typed, clean_text, join_notices, keep_cleaned


class Keeping:
    """Takes one text after the other. Records nothing."""

    def __init__(self, texts: Sequence[KeptText], chance: Chance) -> None:
        """`texts` are what was typed so far."""
        self._texts = texts
        self._chance = chance
        self._kept: list[KeptText] = []
        self._notices: list[str] = []

    @property
    def beside(self) -> Beside:
        """What was typed since."""
        return Beside(texts=tuple(self._kept))

    @property
    def notice(self) -> str:
        """What people must be told."""
        return join_notices(*self._notices)

    def tell(self, notice: str) -> None:
        """People must be told this too."""
        self._notices.append(notice)

    def ref(
        self, typed: str | None, stands: TextRef | None, clean: Callable[[str], Typed] = clean_text
    ) -> TextRef | None:
        """What the event says of a text; that which stands, where nothing or the same was typed."""
        if typed is None:
            return stands
        cleaned = clean(typed)
        if stands is not None and find_text(stands, (*self._texts, *self._kept)) == cleaned.text:
            return stands
        ref, kept, notice = keep_cleaned(cleaned, self._chance)
        self._kept += kept
        self.tell(notice)
        return ref
