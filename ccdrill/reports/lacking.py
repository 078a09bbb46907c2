"""Reports that can't be written here."""

from collections.abc import Callable

from ccdrill.model.errors import CcdrillError


class NoReport(CcdrillError):
    """A report can't be written in the format that was asked for."""


def lacking(what: str, library: str, install: Callable[[], str]) -> NoReport:
    """For a format whose library is not installed; `install` tells what to type then."""
    return NoReport(f"writing {what} needs {library}", f"Install the extra: {install()}; or take --format markdown.")
