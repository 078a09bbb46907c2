"""What can be filled in of who led an exercise that is over. Pure: a debrief in; lines, and what is to be recorded, out."""

from collections.abc import Sequence

from ccdrill.debrief.document.document import Debrief
from ccdrill.session.deciding.commands import Agree, SayWhoLed
from ccdrill.tui.paint import MUTED, TITLE, Line, lines_of
from ccdrill.tui.sheet import Field

_LED = "led"
_BECOMES = "The debrief names them on its first page, and where they sign. Several names with commas."


class LedSheet:
    """Who led the exercise, where nobody said it while it was played, or not so."""

    title = "Who led it"
    begins_at = _LED
    leads = True

    def __init__(self, debrief: Debrief) -> None:
        """`debrief` is that of a team's run that is over."""
        self._debrief = debrief

    def emptied(self) -> "LedSheet":
        """The same: somebody leads every exercise."""
        return self

    def words(self, width: int, at: str) -> list[Line]:  # noqa: ARG002  # a sheet's
        """What becomes of it."""
        return [
            *lines_of("Who led the exercise?", width, TITLE),
            *lines_of(_BECOMES, width, MUTED),
        ]

    def fields(self) -> Sequence[Field]:
        """One line."""
        return (Field(id=_LED, label="Facilitator", value=self._debrief.facts.facilitator),)

    def why_not(self, field: str) -> str:  # noqa: ARG002  # a sheet's
        """Nothing is in the way."""
        return ""

    def asks_why(self, field: str) -> str:  # noqa: ARG002  # a sheet's
        """Nobody need give a reason."""
        return ""

    def asked(self, field: str, typed: str) -> Agree:  # noqa: ARG002  # a sheet's
        """It stands in place of what was said while it was played."""
        return SayWhoLed(who=typed)
