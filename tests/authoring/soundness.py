"""What every diagnostic must be, whatever the file was: something to read, something to do, a caret under the right line."""

from collections.abc import Iterable

from ccdrill.authoring.telling.report import report
from ccdrill.model.diagnostics import Diagnostic


def assert_sound(diagnostics: Iterable[Diagnostic], text: str | None = None) -> None:
    """Each says what is wrong and what to do, in one line each, and its caret lies in the line, or at its end."""
    found = tuple(diagnostics)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text is not None else None
    for one in found:
        assert one.code
        assert one.message.strip(), one
        assert one.cure.strip(), one
        assert (one.message + one.cure).isprintable(), one
        if one.line:
            start, end = one.column - 1, one.column - 1 + one.width
            assert start >= 0, one
            assert one.width >= 1, one
            assert end <= len(one.source) or (start == len(one.source) and one.width == 1), one
            assert lines is None or lines[one.line - 1].removeprefix("\ufeff") == one.source, one
    assert all(line.isprintable() for line in report(found)), found
