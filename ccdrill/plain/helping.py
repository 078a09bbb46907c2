"""What helps on in a situation: hints, given one by one, and the facilitator's notes, after saying whom they are for."""

from collections.abc import Callable, Iterable
from typing import Literal

from ccdrill.plain import lines
from ccdrill.session.console.notes import ALONE, COVER
from ccdrill.session.deciding.commands import TakeHint
from ccdrill.session.session import Session
from ccdrill.session.telling.view import View


class Helper:
    """Knows whether it was said for whom the notes are."""

    def __init__(self, session: Session, show: Callable[[Iterable[str]], None]) -> None:
        """`show` prints lines."""
        self._session = session
        self._show = show
        self.begin_anew()

    def begin_anew(self) -> None:
        """In another situation it must be said again for whom the notes are."""
        self._has_said_for_whom = False

    def help(self, word: Literal["hint", "facilitator"], view: View) -> None:
        """A hint, or the notes."""
        self._show(self._hint(view) if word == "hint" else self._notes(view))

    def _hint(self, view: View) -> Iterable[str]:
        """The next one; after the last, the last again."""
        after = self._session.handle(TakeHint()) if view.hints else view
        return list(lines.hints(after))[-1:] or ("HINT: there is none here.",)

    def _notes(self, view: View) -> Iterable[str]:
        found = self._session.notes()
        if found is None:
            why = ALONE if view.mode == "solo" else "The exercise is over: there are no notes any more."
            return (lines.folded(f"FACILITATOR: {why}"),)
        if self._has_said_for_whom:
            return lines.notes(found)
        self._has_said_for_whom = True
        return (lines.folded(f"FACILITATOR: {COVER} The word facilitator, typed again, shows the notes."),)
