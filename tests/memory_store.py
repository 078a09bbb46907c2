"""A store that keeps runs in memory: what the contract asks, and a fake for tests of sessions. Implements `RunStore`."""

from collections.abc import Collection, Sequence

import msgspec

from ccdrill.model.errors import StaleRun, StoreError, UnknownName
from ccdrill.model.ids import RunId
from ccdrill.session.run.ports import Beside, Link, Sign, StoredRun


class MemoryStore:
    """Forgets everything with the process. `is_full` makes every write fail, as a full disk does."""

    def __init__(self) -> None:
        self.runs: dict[RunId, StoredRun] = {}
        self.signs_of: dict[RunId, dict[str, Sign]] = {}
        self.beats = 0
        self.is_full = False

    def create(self, stored: StoredRun) -> None:
        self._require_room()
        if stored.run in self.runs:
            raise StoreError(f"there is a run '{stored.run}' already", "")
        self.runs[stored.run] = stored

    def append(self, run: RunId, seen: int, links: Sequence[Link], beside: Beside) -> None:
        self._require_room()
        stored = self.read(run)
        if self.head(run) != seen:
            raise StaleRun("the run moved on in another terminal", "Look at what is new, then do it again.")
        self.runs[run] = msgspec.structs.replace(
            stored,
            links=(*stored.links, *links),
            beside=Beside(
                texts=tuple(sorted((*stored.beside.texts, *beside.texts), key=lambda one: one.digest)),
                names=tuple(sorted((*stored.beside.names, *beside.names), key=lambda one: one.person)),
            ),
            beat=None,
        )

    def read(self, run: RunId) -> StoredRun:
        if run not in self.runs:
            raise UnknownName(f"there is no run '{run}'")
        return self.runs[run]

    def head(self, run: RunId) -> int:
        return self.read(run).links[-1].seq

    def beat(self, run: RunId, seen: int, t: int) -> None:
        self._require_room()
        self.beats += 1
        if self.head(run) == seen:
            self.runs[run] = msgspec.structs.replace(self.runs[run], beat=t)

    def attend(self, run: RunId, sign: Sign, *, takes_over: bool) -> bool:
        self._require_room()
        self.read(run)
        signs = self.signs_of.setdefault(run, {})
        if not takes_over and sign.post in signs and signs[sign.post].terminal != sign.terminal:
            return False
        signs[sign.post] = sign
        return True

    def signs(self, run: RunId) -> tuple[Sign, ...]:
        self.read(run)
        return tuple(sign for _, sign in sorted(self.signs_of.get(run, {}).items()))

    def run_ids(self, last: int = -1, beginning: str = "") -> tuple[RunId, ...]:
        found = tuple(run for run in reversed(self.runs) if run.startswith(beginning))
        return found[: None if last < 0 else last]

    def delete(self, run: RunId) -> None:
        self.read(run)
        del self.runs[run]
        self.signs_of.pop(run, None)

    def erase(self, run: RunId, *, texts: bool, names: bool, also: Collection[str] = ()) -> int:
        stored = self.read(run)
        kept = tuple(one for one in stored.beside.texts if not texts and one.digest not in also)
        left = Beside(texts=kept, names=() if names else stored.beside.names)
        self.runs[run] = msgspec.structs.replace(stored, beside=left)
        return len(stored.beside.texts) + len(stored.beside.names) - len(left.texts) - len(left.names)

    def _require_room(self) -> None:
        if self.is_full:
            raise StoreError("the disk is full", "Make room.")
