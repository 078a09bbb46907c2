"""A stored run, read back: chain, what stands beside it and pinned content must all be as they were recorded."""

from ccdrill.authoring.decoding.load import load_text
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.model.afterwards import Afterword
from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import (
    ExhibitOpened,
    FacilitatorNamed,
    HandsCounted,
    MinutesGiven,
    Noted,
    Opened,
    Paused,
    PeopleCounted,
    Resumed,
)
from ccdrill.model.exercise import Exercise
from ccdrill.model.privacy import holds_card_number
from ccdrill.model.value import Value
from ccdrill.session.replay import replay
from ccdrill.session.run.beside import check_beside, unproved
from ccdrill.session.run.chain import open_links
from ccdrill.session.run.pinned import LoadText, check_pinned, unpin
from ccdrill.session.run.ports import StoredRun
from ccdrill.session.run.run import Run, fold
from ccdrill.session.run.trace import score_run

_QUOTED = 60
"""Characters that are said at most of what a run calls itself."""
_BESIDE_THE_PLAY = (
    Noted
    | HandsCounted
    | MinutesGiven
    | PeopleCounted
    | FacilitatorNamed
    | ExhibitOpened
    | Paused
    | Resumed
    | Afterword
)
"""What changes neither score nor course."""


class Proof(Value, frozen=True, kw_only=True):
    """That a run is good."""

    seals: tuple[str, ...]
    """Those of its links, in order. Each stands for all events up to its own."""
    played: int
    """The last event that says something of the play: behind it there are only notes, counted hands, given minutes, counted people, who leads, looks, pauses, and what was agreed."""
    unproved: tuple[str, ...]
    """What the proof says nothing about, in words."""


def open_stored(stored: StoredRun, load: LoadText = load_text) -> tuple[Exercise, Run]:
    """What was played, and how it stands. Raises DamagedRun, which then bears the run's id, and BadContent."""
    try:
        return _open(stored, load)
    except DamagedRun as error:
        error.run = stored.run
        raise


def _open(stored: StoredRun, load: LoadText) -> tuple[Exercise, Run]:
    run = fold(open_links(stored.links))
    if run.opened.run != stored.run:
        raise DamagedRun(
            f"the run calls itself '{as_one_line(run.opened.run, _QUOTED)}', but it is kept as '{stored.run}'",
            "Export it again from where it was played.",
        )
    check_beside(run, stored.beside)
    return unpin(run.opened, stored.contents, load), run


def check_private(stored: StoredRun) -> None:
    """Whether nothing that people typed holds what looks like a card number. Raises DamagedRun.

    For a run from elsewhere that is good: one that ccdrill recorded holds none, and none may get in with a forged one.
    """
    opened = open_links(stored.links[:1])[0].event
    typed = [one.text for one in stored.beside.texts] + [one.name for one in stored.beside.names]
    if any(holds_card_number(one) for one in (*typed, opened.team if isinstance(opened, Opened) else "")):
        raise DamagedRun(
            "a name or a typed text of the run holds what looks like a payment card number",
            "Have it erased where the run was played, with 'ccdrill runs erase', and export it again.",
        )


def prove(stored: StoredRun) -> Proof:
    """Everything that can be proved of a run, wherever it comes from. Raises DamagedRun, BadContent.

    All that `open_stored` asks; content that could be played here; outcomes that the rules give when it is played again.
    """
    exercise, run = open_stored(stored)
    check_pinned(run.opened, stored.contents)
    replay(exercise, run)
    score_run(exercise, run)
    return Proof(
        seals=tuple(link.seal for link in stored.links),
        played=max(entry.seq for entry in run.entries if not isinstance(entry.event, _BESIDE_THE_PLAY)),
        unproved=unproved(run, stored.beside),
    )
