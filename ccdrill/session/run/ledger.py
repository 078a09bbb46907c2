"""The open end of a run's chain: seals events, appends them to the store, folds them in; takes in what others appended."""

from collections.abc import Sequence

from ccdrill.model.errors import StaleRun
from ccdrill.model.events import Entry, Event
from ccdrill.model.ids import RunId
from ccdrill.model.machine import utc_stamp
from ccdrill.session.run.beside import check_beside
from ccdrill.session.run.chain import open_links, seal_entries
from ccdrill.session.run.ports import Beside
from ccdrill.session.run.run import Run, fold
from ccdrill.session.run.world import World

Stamped = tuple[Event, int]
"""An event, and the exercise time at which it is recorded, in seconds from the start."""
_NOTHING = Beside()


class Ledger:
    """One run as this process knows it. What `run` and `beside` hold is on disk."""

    def __init__(self, world: World, run: Run, beside: Beside, seal: str) -> None:
        """`seal` is that of the last link."""
        self.run = run
        self.beside = beside
        self.seal = seal
        self._world = world
        self._beaten: int | None = None

    @property
    def id(self) -> RunId:
        """Of the run."""
        return self.run.opened.run

    def record(self, events: Sequence[Stamped], beside: Beside = _NOTHING) -> None:
        """Appends events, all or none, then folds them in.

        Raises StaleRun, after taking in what was missed, when another terminal was quicker; StoreError when nothing can be
        written. Nothing is recorded then.
        """
        utc = utc_stamp(self._world.clock.utc())
        entries = [
            Entry(seq=seq, utc=utc, t=t, event=event) for seq, (event, t) in enumerate(events, start=self.run.seq + 1)
        ]
        links = seal_entries(entries, self.seal)
        try:
            self._world.store.append(self.id, self.run.seq, links, beside)
        except StaleRun:
            self.refresh()
            raise
        for entry in entries:
            self.run.take(entry)
        self.beside = Beside(texts=(*self.beside.texts, *beside.texts), names=(*self.beside.names, *beside.names))
        self.seal = links[-1].seal
        self._beaten = None

    def refresh(self) -> bool:
        """Takes in what other terminals recorded; True if there was anything. Raises UnknownName, DamagedRun, StoreError."""
        if self._world.store.head(self.id) == self.run.seq:
            return False
        stored = self._world.store.read(self.id)
        run = fold(open_links(stored.links))
        check_beside(run, stored.beside)
        self.run = run
        self.beside = stored.beside
        self.seal = stored.links[-1].seal
        self._beaten = None
        return True

    def beat(self, t: int) -> None:
        """Notes that exercise time has come to `t`, at most once for each second of it. Raises StoreError."""
        if t != self._beaten and t > self.run.t:
            self._world.store.beat(self.id, self.run.seq, t)
            self._beaten = t
