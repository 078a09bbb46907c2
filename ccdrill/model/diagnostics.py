"""What is wrong with a file: where, what, and what to do. Values only; who prints them decides how."""

from typing import Literal

from ccdrill.model.value import Value

Severity = Literal["error", "warning", "note"]


class Cause(Value, frozen=True, kw_only=True):
    """A finding from which another one follows, by where it is told."""

    code: str
    """The kind of problem."""
    file: str
    """Its file, called as there."""
    line: int = 0
    """From 1; 0 when the whole file is meant."""
    column: int = 0
    """From 1; 0 when the whole line or file is meant."""


class Diagnostic(Value, frozen=True, kw_only=True):
    """One problem of one file."""

    code: str
    """Stable name of the kind of problem, such as `unknown-key`."""
    message: str
    """What is wrong."""
    cure: str = ""
    """What to do."""
    file: str
    """The file's path as the user gave it or as the library found it."""
    line: int = 0
    """From 1; 0 when the whole file is meant."""
    column: int = 0
    """From 1; 0 when the whole line or file is meant."""
    source: str = ""
    """The text of that line, without its end."""
    width: int = 1
    """How many characters the caret underlines."""
    severity: Severity = "error"
    """Errors keep a file from being used; warnings do not; a note says what could not be decided."""
    play: tuple[str, ...] = ()
    """A play that shows it, choice by choice: a shortest where every situation was listed."""
    folded: tuple[str, ...] = ()
    """The kinds of problems that follow from it, and are told in its message."""
    also: tuple[tuple[int, int], ...] = ()
    """Line and column of every further place with the same problem, which the same cure mends."""
    because: tuple[Cause, ...] = ()
    """The findings that it follows from, each a first cause: while all of them stand, so does this."""

    @property
    def as_cause(self) -> Cause:
        """What findings that follow from this one call it."""
        return Cause(code=self.code, file=self.file, line=self.line, column=self.column)

    @property
    def written(self) -> str:
        """What is underlined, without quotes around it: the name that it is about, as it stands in the file."""
        return self.source[self.column - 1 : self.column - 1 + self.width].strip("\"'")


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of them keeps the file from being used."""
    return any(one.severity == "error" for one in diagnostics)
