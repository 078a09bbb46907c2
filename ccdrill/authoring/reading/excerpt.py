"""Places of a text, counted in characters, as diagnostics show them: line, column, the line itself, what to underline."""

from msgspec.structs import replace

from ccdrill.model.diagnostics import Diagnostic, Severity

_LONGEST_MESSAGE = 400


class Lines:
    """The lines of one text. They are counted as places are asked for: quickest from the top to the bottom."""

    def __init__(self, file: str, text: str) -> None:
        """`file` is what diagnostics call it."""
        self.file = file
        self.text = text
        self._counted, self._number = 0, 1

    def diagnose(
        self,
        start: int,
        code: str,
        message: str,
        cure: str = "",
        *,
        width: int = 1,
        severity: Severity = "error",
    ) -> Diagnostic:
        """A diagnostic at a character of the text, counted from 0; the underline never leaves the line."""
        begin = self.text.rfind("\n", 0, start) + 1
        end = self.text.find("\n", begin)
        source = self.text[begin : end if end >= 0 else None]
        return Diagnostic(
            code=code,
            message=as_one_line(message),
            cure=as_one_line(cure),
            file=self.file,
            line=self._number_of(begin),
            column=start - begin + 1,
            source=source,
            width=max(1, min(width, len(source) - (start - begin))),
            severity=severity,
        )

    def _number_of(self, begin: int) -> int:
        if begin < self._counted:
            self._counted, self._number = 0, 1
        self._number += self.text.count("\n", self._counted, begin)
        self._counted = begin
        return self._number


def without_card_numbers(one: Diagnostic) -> Diagnostic:
    """A finding as it may be shown and kept in the log of a build: places stay, and no card number of its line is told on."""
    from ccdrill.model.privacy import hide_card_numbers  # most files have no findings

    return replace(
        one,
        message=hide_card_numbers(one.message),
        cure=hide_card_numbers(one.cure),
        source=hide_card_numbers(one.source),
    )


def as_one_line(words: str, longest: int = _LONGEST_MESSAGE) -> str:
    """The words on one line, cut where nobody reads on, and with nothing in them that a terminal would act upon."""
    if len(words) > longest:
        words = f"{words[:longest]}..."
    if words.isprintable():
        return words
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in words)


def columns(text: str) -> int:
    """How many columns of a screen the text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # most texts need none of it

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)
