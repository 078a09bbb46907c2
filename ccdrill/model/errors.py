"""The errors that people see: what is wrong, and what to do about it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ccdrill.model.diagnostics import Diagnostic


FOUND, USAGE, BUG, INTERRUPTED = 1, 2, 70, 130
"""Exit codes: what was looked at is bad; what was asked for can't be used, the program is at fault, somebody ended it."""


class CcdrillError(Exception):
    """Something a person can act on. `message` says what is wrong and where, `hint` what to do next."""

    exit_code = USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        """Both sentences are shown; `hint` may be empty when the message already says what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def sentences(self) -> str:
        """Both, where they stand alone: a message is written to go on behind a colon."""
        return f"{self.message[:1].upper()}{self.message[1:]}. {self.hint}".rstrip()


class UnknownName(CcdrillError):
    """A drill, scenario, procedure or run that is not there under that name."""


class NotAllowed(CcdrillError):
    """A command that the exercise does not allow now. Nothing was recorded."""


class StaleRun(CcdrillError):
    """The run moved on in another terminal since it was last read. Nothing was recorded."""


class StoreError(CcdrillError):
    """The data folder or its database can't be used as it is."""


class DamagedRun(StoreError):
    """A run whose recorded events no longer agree with their own hashes."""

    exit_code = 1
    run = ""
    """The id of the run, where it is known and the message does not say it."""


class BadContent(CcdrillError):
    """Files that have errors: the diagnostics say which and where."""

    def __init__(self, diagnostics: "tuple[Diagnostic, ...]") -> None:
        """`diagnostics` holds at least one error."""
        files = sorted({one.file for one in diagnostics if one.severity == "error"})
        super().__init__(f"{', '.join(files)} can't be used as it is", "Mend what is listed, then try again.")
        self.diagnostics = diagnostics
