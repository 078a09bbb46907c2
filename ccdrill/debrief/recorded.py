"""A recorded run as debriefs and lists read it: folded, with its content and what stands beside its chain."""

from ccdrill.authoring.load import load_text
from ccdrill.model.exercise import Exercise
from ccdrill.session.pinned import LoadText
from ccdrill.session.ports import Beside, StoredRun
from ccdrill.session.run import Run
from ccdrill.session.stored import open_stored


class RecordedRun:
    """A run with its content and what stands beside its chain: what a debrief is made from."""

    def __init__(self, exercise: Exercise, run: Run, beside: Beside, seal: str) -> None:
        """`seal` is that of the chain's last entry."""
        self.exercise = exercise
        self.run = run
        self.beside = beside
        self.seal = seal


def open_recorded(stored: StoredRun, load: LoadText = load_text) -> RecordedRun:
    """A stored run, read back. Raises DamagedRun, BadContent."""
    exercise, run = open_stored(stored, load)
    return RecordedRun(exercise, run, stored.beside, stored.links[-1].seal)
