"""The talk after the end: one run that is over, its debrief, and what people agree while they look at it. Draws nothing."""

from ccdrill.debrief.build import agreed_anew, build_debrief
from ccdrill.debrief.document import Debrief
from ccdrill.debrief.recorded import RecordedRun
from ccdrill.model.errors import StaleRun
from ccdrill.session.commands import Agree
from ccdrill.session.session import Session


class Talk:
    """What stands, and a way to add to it."""

    def __init__(self, session: Session, debrief: Debrief) -> None:
        """`debrief` is that of the session's run."""
        self._session = session
        self.debrief = agreed_anew(debrief, self._recorded())
        """With all that was agreed so far."""

    def agree(self, asked: Agree) -> str:
        """Records it at once. What the people must be told about what they typed; empty: nothing.

        Raises CcdrillError. When another terminal was quicker, the debrief then has what was agreed there.
        """
        try:
            notice = self._session.agree([asked]).notice
        except StaleRun:
            self.debrief = build_debrief(self._recorded())
            raise
        self.debrief = agreed_anew(self.debrief, self._recorded())
        return notice

    def look(self) -> Debrief:
        """The debrief, with what other terminals recorded since. Raises UnknownName, DamagedRun, StoreError."""
        if self._session.refresh():
            self.debrief = build_debrief(self._recorded())
        return self.debrief

    def _recorded(self) -> RecordedRun:
        session = self._session
        return RecordedRun(session.exercise, session.run, session.beside, session.seal)
