"""A recorded run as debriefs and lists read it: folded, with its content and what stands beside its chain."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ccdrill.authoring.decoding.load import load_text
from ccdrill.model.exercise import Exercise
from ccdrill.session.run.beside import named_in
from ccdrill.session.run.pinned import LoadText
from ccdrill.session.run.ports import Beside, StoredRun
from ccdrill.session.run.run import Run
from ccdrill.session.stored import open_stored

if TYPE_CHECKING:
    from ccdrill.session.session import Session


LEFT_OUT, NAME_LEFT_OUT = "(left out)", "(name left out)"
"""In place of what somebody typed, and of what was asked for as a name."""


class RecordedRun:
    """A run with its content and what stands beside its chain: what a debrief is made from."""

    def __init__(self, exercise: Exercise, run: Run, beside: Beside, seal: str) -> None:
        """`seal` is that of the chain's last entry."""
        self.exercise = exercise
        self.run = run
        self.beside = beside
        self.seal = seal

    def without_names(self) -> "RecordedRun":
        """The same without anybody's name, the team's included, and without what people typed, for that may hold one."""
        run = replace(self.run, opened=replace(self.run.opened, team=""))
        named = named_in(entry.event for entry in self.run.entries)
        names = tuple(replace(one, name=NAME_LEFT_OUT) for one in self.beside.names)
        texts = tuple(
            replace(one, text=NAME_LEFT_OUT if one.digest in named else LEFT_OUT) for one in self.beside.texts
        )
        return RecordedRun(self.exercise, run, replace(self.beside, names=names, texts=texts), self.seal)


def recorded_so_far(session: "Session") -> RecordedRun:
    """The run of a session, as it stands now."""
    return RecordedRun(session.exercise, session.run, session.beside, session.seal)


def open_recorded(stored: StoredRun, load: LoadText = load_text) -> RecordedRun:
    """A stored run, read back. Raises DamagedRun, BadContent."""
    exercise, run = open_stored(stored, load)
    return RecordedRun(exercise, run, stored.beside, stored.links[-1].seal)
