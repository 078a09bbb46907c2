"""How lines are left in another way than by the word for it: the answers end, nobody reads any more, somebody presses Ctrl+C."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ccdrill.model.errors import INTERRUPTED, CcdrillError


class AnswersEnded(CcdrillError):
    """The answers ended before the exercise did. Nothing is lost."""


class Refused(CcdrillError):
    """An answer from a file or a pipe that can't be taken: what follows it would mean something else. Nothing is lost."""


class NobodyReads(CcdrillError):
    """What is printed reaches nobody any more. Nothing is lost."""


class Interrupted(CcdrillError):
    """Somebody pressed Ctrl+C. Nothing is lost."""

    exit_code = INTERRUPTED


class Left(Exception):  # no error: the person asked for it
    """The person leaves."""


@contextmanager
def left_in_order(leave: Callable[[], object], go_on: str) -> Iterator[None]:
    """Calls `leave` when what happens inside is left early, and says how to go on with it.

    Raises AnswersEnded and Refused as they come, NobodyReads and Interrupted in place of what the system says.
    """
    try:
        yield
    except (AnswersEnded, Refused):
        leave()
        raise
    except BrokenPipeError:
        leave()
        raise NobodyReads("nobody reads the output any more; nothing is lost", go_on) from None
    except OSError as error:
        leave()
        raise NobodyReads(f"the system refuses: {error.strerror}; nothing is lost", go_on) from None
    except KeyboardInterrupt:
        leave()
        raise Interrupted("interrupted; nothing is lost", go_on) from None
