"""Opens the two front ends, screens and lines, on what is wired; and says whether there is a terminal for screens.

What a call does not need is not imported, as in `bootstrap`.
"""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from ccdrill.collector import rouse_collector
from ccdrill.model.errors import BUG, INTERRUPTED
from ccdrill.model.readable import readable

if TYPE_CHECKING:
    from ccdrill.bootstrap import House
    from ccdrill.debrief.document.document import Debrief
    from ccdrill.debrief.listing.summary import Summary
    from ccdrill.model.exercise import Exercise
    from ccdrill.practice.sitting import Sitting
    from ccdrill.session.deciding.team import Team
    from ccdrill.session.session import Session


def play_plain(house: "House", session: "Session") -> bool:
    """Plays in lines on standard input and output; True when the exercise is over. Answers that no person types are piped.

    Raises CcdrillError when it is left in another way than by `quit`.
    """
    from ccdrill.plain.play import play
    from ccdrill.plain.typed import typed_lines

    answers = typed_lines(sys.stdin, every=1.0 if session.exercise.drill.pace else None)
    return play(
        session,
        answers,
        lambda line: print(line, flush=True),
        lambda: _debrief(session),
        house.called,
        is_piped=not _is_terminal(sys.stdin),
    )


def _debrief(session: "Session") -> "Debrief":
    from ccdrill.debrief.build import debrief_session

    return debrief_session(session)


def practise_plain(sitting: "Sitting", go_on: str) -> None:
    """Practises in lines on standard input and output. Raises CcdrillError when it is left in another way than by `q`."""
    from ccdrill.plain.practice import practise
    from ccdrill.plain.typed import typed_lines

    practise(
        sitting,
        typed_lines(sys.stdin),
        lambda line: print(line, flush=True),
        go_on,
        is_piped=not _is_terminal(sys.stdin),
    )


def run_screens(
    house: "House",
    *,
    exercise: "Exercise | None" = None,
    team: "Team | None" = None,
    session: "Session | None" = None,
    is_console: bool = False,
    sitting: "Sitting | None" = None,
    notice: str = "",
) -> int:
    """Opens the screens: at the library, at the briefing of an exercise, in a session, at the console of one, or in a sitting.

    `notice` is told where practice begins. Returns the exit code.
    """
    from ccdrill.tui.app import CcdrillApp

    app = CcdrillApp(
        house,
        exercise=exercise,
        team=team,
        session=session,
        is_console=is_console,
        sitting=sitting,
        notice=notice,
        fits_terminal=True,
    )
    app.when_ready = rouse_collector
    # Textual's own report of a bug prints the values of variables, and what people typed is among them.
    app._print_error_renderables = app._exit_renderables.clear  # type: ignore[method-assign]  # noqa: SLF001
    app.run()
    if app.bug is not None:
        from ccdrill.crash import write_crash_file

        _say(write_crash_file(app.bug))
        return BUG
    if app.last_run is not None:
        _say(_go_on(house.called, house.summary(app.last_run), is_console=is_console))
    if app.sitting is not None and app.sitting.judged:
        _say(_judged(house.called, app.sitting.person.name))
    if app.was_interrupted:
        return INTERRUPTED
    return 0 if app.was_left else app.return_code or 0


def _say(text: str) -> None:
    """Narration, on standard error; lost when the terminal has gone away."""
    with suppress(OSError, ValueError):
        print(readable(text), file=sys.stderr, flush=True)


def _go_on(called: str, summary: "Summary", *, is_console: bool) -> str:
    """What can be done with a run whose screens were closed."""
    if summary.status == "unfinished" and is_console:
        return f"The run is kept. Open its console again with: {called} console {summary.run}"
    if summary.status == "unfinished":
        return f"The run is kept. Go on with: {called} resume {summary.run}"
    return f"The run is kept. Its debrief: {called} debrief {summary.run}"


def _judged(called: str, name: str) -> str:
    """Where what was judged can be read again."""
    from ccdrill.creating import quoted

    who = f" --as {quoted(name)}" if name else ""
    return f"What was judged is kept. All of it: {called} practice --results{who}"


def has_terminal() -> bool:
    """Whether screens can be drawn: a terminal on both sides, and one that knows more than lines."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return False
    term = os.environ.get("TERM")
    return term != "dumb" if term is not None else sys.platform == "win32"


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is one; it may be closed, or not there at all."""
    return stream is not None and not stream.closed and stream.isatty()
