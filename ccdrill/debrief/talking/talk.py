"""The talk after the end: one run that is over, its debrief, and what people agree while they look at it. Draws nothing."""

import datetime as dt

from ccdrill.debrief.build import agreed_anew, debrief_session
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.recorded.recorded import recorded_so_far
from ccdrill.model.errors import StaleRun
from ccdrill.session.deciding.commands import Agree
from ccdrill.session.session import Session


class Talk:
    """What stands, and a way to add to it."""

    def __init__(self, session: Session, debrief: Debrief) -> None:
        """`debrief` is that of the session's run."""
        self._session = session
        self.debrief = agreed_anew(debrief, recorded_so_far(session))
        """With all that was agreed so far."""

    @property
    def today(self) -> dt.date:
        """The day in UTC, for what only whoever looks now can know: what is overdue."""
        return self._session.today

    def agree(self, asked: Agree) -> str:
        """Records it at once. What the people must be told about what they typed; empty: nothing.

        Raises CcdrillError. When another terminal was quicker, the debrief then has what was agreed there.
        """
        try:
            notice = self._session.agree([asked]).notice
        except StaleRun:
            self.debrief = debrief_session(self._session)
            raise
        self.debrief = agreed_anew(self.debrief, recorded_so_far(self._session))
        return notice

    def look(self) -> Debrief:
        """The debrief, with what other terminals recorded since. Raises UnknownName, DamagedRun, StoreError."""
        if self._session.refresh():
            self.debrief = debrief_session(self._session)
        return self.debrief
