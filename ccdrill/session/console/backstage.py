"""What the facilitator's console shows beside the View: notes, what choices would do, what comes by itself, log, plan, score.

None of it may stand on the big screen.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from ccdrill.engine.situation import Situation
from ccdrill.model.events import CutShort, Entry
from ccdrill.model.happenings import Entered
from ccdrill.model.value import Value
from ccdrill.scoring.result import rounded
from ccdrill.session.console.coming import ComingView, coming
from ccdrill.session.console.journal import journal
from ccdrill.session.console.notes import NotesView, notes_on
from ccdrill.session.console.prospects import ProspectView, prospects
from ccdrill.session.run.ledger import Stamped
from ccdrill.session.run.ports import Beside
from ccdrill.session.run.run import Run
from ccdrill.session.run.trace import score_run
from ccdrill.session.showing.feedback import remarks_on
from ccdrill.session.showing.present import Presenter
from ccdrill.session.telling.view import LineView, RemarkView, View


class Backstage(Value, frozen=True, kw_only=True):
    """Everything that only the facilitator sees."""

    notes: NotesView
    """On the situation."""
    prospects: tuple[ProspectView, ...]
    """What would come of each choice."""
    coming: tuple[ComingView, ...]
    """What comes by itself."""
    journal: tuple[LineView, ...]
    """What was recorded, oldest first."""
    remarks: tuple[RemarkView, ...]
    """What the procedure says of the last decision."""
    planned: tuple[int, int]
    """By how many minutes of play the situation was meant to be opened, and to be decided; the same: nobody planned."""


def backstage(
    presenter: Presenter, run: Run, situation: Situation, passed: Sequence[Stamped], beside: Beside
) -> Backstage:
    """Of a run at a situation, which it comes to by the time `passed` since its last entry; `beside` are its names and texts."""
    view = presenter.view(run, situation, beside)
    return Backstage(
        notes=notes_on(presenter.exercise, run, situation) or NotesView(title=view.title),
        prospects=prospects(presenter, run, situation, passed),
        coming=coming(presenter.telling, presenter.program, situation, run.held) if not run.is_over else (),
        journal=journal(presenter, run, beside, view),
        remarks=remarks_on(presenter.exercise, run, run.decisions[-1]) if run.decisions else (),
        planned=_planned(presenter, run, view),
    )


def score_if_ended(presenter: Presenter, run: Run, situation: Situation) -> str:
    """The score of what was played, of 100, if the exercise ended here."""
    ended = replace(run, entries=[*run.entries], stretches=[*run.stretches])
    if not run.is_over:
        ended.take(Entry(seq=run.seq + 1, utc=run.entries[-1].utc, t=situation.now, event=CutShort()))
    score = score_run(presenter.exercise, ended)
    return rounded(score.played if score.played is not None else score.score)


def _planned(presenter: Presenter, run: Run, view: View) -> tuple[int, int]:
    """By the minutes that are planned for each situation that was come to, and those that were given besides, of all that stands."""
    states, usual = presenter.exercise.scenario.states, presenter.exercise.drill.agenda.decision
    minutes = [
        states[one.state].facilitator.minutes or usual
        for stretch in run.stretches
        for one in stretch.outcome.happenings
        if isinstance(one, Entered) and one.state in states
    ]
    whole = sum(minutes) + sum(given for _, given in run.minutes_given)
    return (whole, whole) if run.is_over else (whole - view.minutes, whole)
