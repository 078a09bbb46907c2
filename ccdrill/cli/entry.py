"""The way in and out of the process: whatever a command raises ends in words and a documented exit code."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from ccdrill.collector import rest_collector
from ccdrill.model.errors import BUG, INTERRUPTED, USAGE, CcdrillError

if TYPE_CHECKING:
    import click

_NO_CLOCK = "the clock of this machine shows a time before the year 1678 or after 2261, which can't be read"


def entry_point(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and ends the process. Nobody ever sees a traceback."""
    try:
        code = _called(arguments)
    except KeyboardInterrupt:  # before the command could hear it, or when it was over
        code = _interrupted()
    sys.exit(code)


def script() -> NoReturn:
    """`ccdrill` itself: the process ends with the command, and what stands in memory is not taken down piece by piece.

    By then the command has closed what it opened, and its output is sent. Who asks the process to end (SIGTERM; SIGHUP where
    the terminal was closed) gets what Ctrl+C gets, also where Ctrl+C is ignored, as in a script's background: the terminal is
    given back, and it is said how to go on.
    """
    rest_collector()  # before anything heavy is imported
    for asked in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
        if asked is not None and signal.getsignal(asked) is signal.SIG_DFL:
            signal.signal(asked, signal.default_int_handler)
    sys.unraisablehook = _end_if_interrupted
    try:
        entry_point()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else BUG)


def _end_if_interrupted(lost: "sys.UnraisableHookArgs") -> None:
    """Ends the process where an interrupt came in a callback, from which Python raises nothing: it would tell a traceback and go on.

    That is anywhere, also in the middle of an import, so nothing is closed, and no more said than needs no module.
    """
    if issubclass(lost.exc_type, KeyboardInterrupt):
        with suppress(OSError):
            os.write(2, b"Interrupted.\n")
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(lost)


def _called(arguments: Sequence[str] | None) -> int:
    """Imports come inside, where an interrupt is heard: they take longer than most commands."""
    from ccdrill.cli.printing import say
    from ccdrill.cli.program import main
    from ccdrill.cli.streams import prepare_streams, settle_streams

    prepare_streams()
    given = None if arguments is None else list(arguments)
    code = guarded(lambda: main.main(args=given, prog_name="ccdrill", standalone_mode=False))
    refused = settle_streams()
    if refused is not None and not isinstance(refused, BrokenPipeError) and not code:
        code = USAGE
        say(f"ccdrill: standard output can't be written: {refused.strerror}")
    return code


def guarded(command: Callable[[], object]) -> int:
    """The exit code of a command, whatever it raised."""
    import click

    from ccdrill.cli.printing import say
    from ccdrill.cli.program import OutputClosed

    try:
        code = command()
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except click.ClickException as error:
        return _show(error)
    except CcdrillError as error:
        return _explain(error)
    except OutputClosed:
        return 0
    except OSError as error:
        say(f"ccdrill: the system refuses: {error}")
        return USAGE
    except Exception as error:  # noqa: BLE001  # the last resort: every bug ends in a crash file
        from ccdrill.crash import write_crash_file
        from ccdrill.system import is_clock_readable

        if not is_clock_readable():
            return _explain(CcdrillError(_NO_CLOCK, "Set the date of this machine, then try again."))

        say(write_crash_file(error))
        return BUG
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    from ccdrill.cli.printing import say

    say("Interrupted.")
    return INTERRUPTED


def _explain(error: CcdrillError) -> int:
    from ccdrill.cli.printing import fitted, report_lines, say
    from ccdrill.model.errors import BadContent, DamagedRun

    if isinstance(error, BadContent):
        for line in report_lines(error.diagnostics, sys.stderr):
            say(line)
    from ccdrill.model.privacy import hide_card_numbers

    damaged = f"run '{error.run}' is damaged: " if isinstance(error, DamagedRun) and error.run else ""
    say(fitted(hide_card_numbers(f"ccdrill: {damaged}{error.message}"), "  ", sys.stderr))
    if error.hint:
        say(fitted(hide_card_numbers(f"  {error.hint}"), "  ", sys.stderr))
    return error.exit_code


def _show(error: "click.ClickException") -> int:
    """What click says of a call that it does not understand; what was typed there may be anything."""
    from io import StringIO

    from ccdrill.cli.printing import say
    from ccdrill.model.privacy import hide_card_numbers

    shown = StringIO()
    error.show(shown)
    say(hide_card_numbers(shown.getvalue().rstrip("\n")))
    return error.exit_code
