"""Who else has a run open, told by signs of life; and what big screen and console say to each other with them.

All of it stands beside the record: whatever is shown, to whom and by whom, changes nothing of what a run is.
"""

import datetime as dt
from contextlib import suppress
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from ccdrill.model.errors import CcdrillError
from ccdrill.model.ids import ExhibitId, RunId
from ccdrill.model.value import Value
from ccdrill.session.run.ports import Post, Sign
from ccdrill.session.run.world import World

T = TypeVar("T", bound=Value)
What = Literal["story", "options", "outcome", "meanwhile", "ending", "exhibit", "hint", "recap", "blank", "debrief"]
"""What stands on the big screen: one thing at a time."""
Page = Annotated[int, Meta(ge=0, le=999)]
"""From 0. No text that is shown has so many."""
ALIVE = 4_000
"""Milliseconds after its last sign for which a terminal is taken to be there: some signs may come late, one may be lost."""
EVERY = 1.0
"""Seconds between two signs that say the same."""
_GONE = ""
"""What a terminal says that has left: its sign tells until when it was there."""


class Ran(Value, frozen=True, kw_only=True):
    """Real seconds by the watches of a terminal, from which one that joins it goes on: they knew when an outcome had been read."""

    talked: Annotated[int, Meta(ge=0)]
    """For which the situation was talked about."""
    played: Annotated[int, Meta(ge=0)]
    """For which the run was played."""


class Shows(Value, frozen=True, kw_only=True):
    """What the console has the big screen show."""

    seq: int
    """The last entry that it speaks of: the big screen shows nothing of later ones before it is told how."""
    what: What
    """Which one thing."""
    exhibit: ExhibitId | None = None
    """Which exhibit."""
    page: Page = 0
    """How often somebody went on in it: page by page, where it has several."""
    is_reading: bool = False
    """Whether the last outcome is read still: then nobody in the room knows of what follows it."""
    ran: Ran | None = None
    """For a big screen that is opened beside it."""
    stays: bool = False
    """Whether the console has only come, and the room keeps what stands there: it may have moved on since the console looked."""


class Seen(Value, frozen=True, kw_only=True):
    """What the big screen says of itself."""

    what: What
    """What stands on it."""
    page: Page = 0
    """As told by the console last."""
    is_more: bool = False
    """Whether there is more of it than the screen has shown yet."""
    is_small: bool = False
    """Whether its window is too small to show anything."""
    ran: Ran | None = None
    """For a console that joins it; None: it does not count them."""
    is_led: bool = False
    """Whether nothing changes there but by what a console says."""


class Attendance:
    """A terminal's place at a run. It tells the time by the clock that it was given, and never waits."""

    def __init__(self, world: World, run: RunId, post: Post) -> None:
        """Says nothing yet."""
        self.terminal = world.chance.token(8)
        """What it is called among terminals."""
        self._world = world
        self._run = run
        self._post = post
        self._said = ""
        self._when = 0.0

    def say(self, what: Value, *, takes_over: bool = False) -> bool:
        """Gives a sign of life: at once when it says something new, else when it is time for one.

        False when another terminal has the post by now; `takes_over` takes it. Raises StoreError, UnknownName.
        """
        says, now = msgspec.json.encode(what).decode(), self._world.clock.monotonic()
        if says == self._said and now - self._when < EVERY:
            return True
        sign = Sign(post=self._post, terminal=self.terminal, at=_milliseconds(self._world), says=says)
        if not self._world.store.attend(self._run, sign, takes_over=takes_over):
            self._said = ""
            return False
        self._said, self._when = says, now
        return True

    def hear(self, kind: type[T]) -> T | None:
        """What the other post says; None when nobody is there, or it says what can't be understood. Raises StoreError."""
        for sign in _alive(self._world, self._run):
            if sign.post != self._post:
                try:
                    return msgspec.json.decode(sign.says, type=kind)
                except (msgspec.MsgspecError, ValueError):
                    return None
        return None

    def leave(self) -> None:
        """Says that it goes, and when: the other need not wait to know it. Where that can't be said, its last sign grows old."""
        was_here, self._said = bool(self._said), ""
        if was_here:
            with suppress(CcdrillError):
                gone = Sign(post=self._post, terminal=self.terminal, at=_milliseconds(self._world), says=_GONE)
                self._world.store.attend(self._run, gone, takes_over=False)


def is_attended(world: World, run: RunId, terminal: str = "") -> bool:
    """Whether a terminal other than this one has the run open. Raises StoreError, UnknownName."""
    return any(sign.terminal != terminal for sign in _alive(world, run))


def is_shown(world: World, run: RunId) -> bool:
    """Whether a big screen shows the run now. Raises StoreError, UnknownName."""
    return any(sign.post == "screen" for sign in _alive(world, run))


def open_until(world: World, run: RunId) -> dt.datetime | None:
    """When a terminal was last known to have the run open; None where none says so, or the signs can't be read."""
    signs: list[int] = []
    with suppress(CcdrillError):
        signs = [sign.at for sign in world.store.signs(run)]
    if not signs:
        return None
    return dt.datetime.fromtimestamp(max(0, min(_milliseconds(world), max(signs))) / 1000, dt.UTC)


def _alive(world: World, run: RunId) -> list[Sign]:
    """The signs of terminals that are there. A clock that was set since is no sign of anybody."""
    now = _milliseconds(world)
    return [sign for sign in world.store.signs(run) if sign.says != _GONE and abs(now - sign.at) <= ALIVE]


def _milliseconds(world: World) -> int:
    return round(world.clock.utc().timestamp() * 1000)
