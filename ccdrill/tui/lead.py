"""What a console has a big screen show, and what it knows of it, as a value. Pure: what was said and heard in, words out."""

from msgspec.structs import replace

from ccdrill.model.value import Value
from ccdrill.session.attending import Ran, Seen, Shows, What
from ccdrill.session.telling.view import ExhibitView
from ccdrill.tui.moves import Phase

_NAMES: dict[What, str] = {
    "story": "SITUATION",
    "options": "OPTIONS",
    "outcome": "OUTCOME",
    "meanwhile": "MESSAGES",
    "ending": "ENDING",
    "hint": "HINT",
    "recap": "SO FAR",
    "blank": "BLANK",
    "debrief": "DEBRIEF",
}


class Lead(Value, frozen=True, kw_only=True):
    """What the room is to see: the phase of the exercise, or something over it."""

    phase: Phase = "story"
    """Situation, options, outcome or ending."""
    over: What | None = None
    """What is shown over that; None: nothing."""
    exhibit: ExhibitView | None = None
    """The one that was shown last."""
    page: int = 0
    """How often somebody went on in it."""
    seen: Seen | None = None
    """What the big screen said last; None: nobody shows the run."""

    @property
    def what(self) -> What:
        """The one thing that is to be seen."""
        return self.over or self.phase

    @property
    def is_followed(self) -> bool:
        """Whether the big screen shows what it was told last."""
        if self.seen is None or self.seen.page != self.page:
            return False
        return self.seen.what == self.what or (self.seen.what == "meanwhile" and self.what == "story")

    @property
    def is_more(self) -> bool:
        """Whether the big screen has more of it."""
        return self.seen is not None and self.is_followed and self.seen.is_more

    def at(self, phase: Phase) -> "Lead":
        """With nothing over another phase."""
        return Lead(phase=phase, seen=self.seen)

    def covered(self, what: What | None) -> "Lead":
        """With something over the phase, or with nothing."""
        return replace(self, over=what, page=0)

    def with_exhibit(self, exhibit: ExhibitView) -> "Lead":
        """With another exhibit to be shown."""
        return replace(self, exhibit=exhibit)

    def hearing(self, seen: Seen | None) -> "Lead":
        """With what the big screen says now."""
        return replace(self, seen=seen)

    def turned(self, by: int) -> "Lead":
        """So many pages on."""
        return replace(self, page=max(0, self.page + by))

    def shows(self, seq: int, ran: Ran | None = None, *, stays: bool = False) -> Shows:
        """What is said to the big screen; `seq`: the last entry that is spoken of; the rest as it is said there."""
        paper = self.exhibit.id if self.exhibit is not None and self.over == "exhibit" else None
        return Shows(
            seq=seq,
            what=self.what,
            exhibit=paper,
            page=self.page,
            is_reading=self.phase == "outcome",
            ran=ran,
            stays=stays,
        )

    @property
    def words(self) -> str:
        """What the room sees."""
        if self.over == "debrief":
            return _NAMES["debrief"]
        if self.seen is None:
            return "nobody shows this run"
        if self.seen.is_small:
            return "its window is too small"
        what = self.seen.what if self.is_followed else self.what
        name = f"EXHIBIT {self.exhibit.letter}" if what == "exhibit" and self.exhibit else _NAMES.get(what, "")
        return f"{name}, more below" if self.is_more else name
