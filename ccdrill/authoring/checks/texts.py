"""What no text of a file may hold: card-shaped numbers, nothing but blanks, placeholders that nothing fills."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from ccdrill.authoring.checks.cut_texts import check_cuts
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.checks.written_so import check_written_so
from ccdrill.authoring.reading.document import Part, each_text
from ccdrill.authoring.reading.locate import Span
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.authoring.reading.scalars import BLANK

PLACEHOLDER = re.compile(r"\{(\s*[A-Za-z][\w\s.-]*|\s*)\}")
"""What looks like one. Braces around anything else stand for themselves."""
_DOUBLED = r"\{\{ *([a-z][a-z0-9_]*) *\}\}"
_UNCLOSED = r"\{([a-z][a-z0-9_]*)(?=[\s,.;!?'\")]|$)"
"""A brace before a name that may not be closed. Patterns that few files ask for are compiled with the first that does."""
_NEXT_BRACE = re.compile(r"[^{}]*\}")
"""The brace that closes one, further on."""
_SIGNS = r"[^\w\n!-,./:-@\[-`{-~]"
_DIGITS = rf"\d(?:{_SIGNS}*\d){{12,}}"
"""As many digits as a card number has, with at most spaces, dashes and the like between them."""
_DIGITS_OVER_LINES = rf"\d(?:(?:{_SIGNS}|\n)*\d){{12,}}"
_MAY_BE_BLANK = tuple(re.compile(sign) for sign in (r'"(?:\s|\\[tn_ ])+"', r"'\s+'", r"\+[1-9]?[ \t]*\n"))
"""Blanks in quotes, and a block that keeps its empty lines. One pattern each: what begins with a fixed character is looked
for many times faster."""
_OTHER_DIGIT = r"(?![0-9])\d"
_ALL_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_BETWEEN_DIGITS = b" -\t\n" + bytes(range(128, 256))
_ESCAPE = re.compile(r"\\[xuU]")
_MOST_NAMES = 1_000
"""Names in the braces of exhibits that are compared with known ones."""
_NOT_PROSE = frozenset({"schema", "id", "version", "when", "while", "goto", "names", "refs"})


def check_texts(findings: Findings, names: Collection[str] | None = None) -> None:
    """Notes what the file holds that it may not. Without `names` braces mean nothing in it.

    The file as a whole tells quickly that there is nothing to look for in its texts one by one.
    """
    text = findings.document.text
    is_escaped = has_escapes(text)
    if is_escaped or BLANK in text or any(pattern.search(text) for pattern in _MAY_BE_BLANK):
        _check_blanks(findings, is_story=names is not None)
    if names is not None and (is_escaped or not {match[1] for match in PLACEHOLDER.finditer(text)} <= set(names)):
        _check_placeholders(findings, names)
    if names and any(match[1] in names for sign in (_UNCLOSED, _DOUBLED) for match in re.finditer(sign, text)):
        _check_unclosed(findings, names)
    if is_escaped or _may_hold_row(text):
        _check_card_numbers(findings)
    check_cuts(findings)
    check_written_so(findings, names or ())


def has_escapes(text: str) -> bool:
    """Whether characters of a file may be written by their numbers."""
    return _ESCAPE.search(text) is not None


def _may_hold_row(text: str) -> bool:
    """A quick answer for most files: no row of digits is as long as a card number when all between digits is left out."""
    if not text.isascii() and re.search(_OTHER_DIGIT, text):
        return True
    return b"0" * 13 in text.encode().translate(_ALL_DIGITS_ALIKE, _BETWEEN_DIGITS)


def _check_blanks(findings: Findings, *, is_story: bool) -> None:
    """Nothing but blanks, or one to be filled in: in the texts of a story it may be a line to write on."""
    for path, text in each_text(findings.document.root):
        if text.isspace():
            findings.error(path, "empty-text", "the text is empty", "Write it.")
        elif BLANK in text and not (is_story and text.strip("_")):
            message, cure = f"the blank {BLANK} is not filled in yet", "Fill in the blank, or delete the line."
            findings.error(path, "empty-text", message, cure)


def _check_placeholders(findings: Findings, names: Collection[str]) -> None:
    """`{name}` in a text is filled from `names`: an unknown one would stand on the screen as it is."""
    if findings.document.may_have_lost_names("names"):
        return
    similar = cache(lambda name: nearest(name, names) is not None)
    for path, text in each_text(findings.document.root):
        if path[-1] in _NOT_PROSE or path[0] in _NOT_PROSE:
            continue
        for match in PLACEHOLDER.finditer(text):
            name = match[1].strip()
            if "exhibits" in path and (similar.cache_info().currsize > _MOST_NAMES or not similar(name)):
                continue  # logs have braces of their own
            if name:
                findings.require(path, match[1], names, "name", home=" under names", within=Part(text, *match.span()))
            else:
                cure = "Write a name from 'names' between the braces, or delete them."
                findings.error(
                    path, "unknown-name", "a placeholder has no name", cure, within=Part(text, *match.span())
                )


def _check_unclosed(findings: Findings, names: Collection[str]) -> None:
    """`{name` without its other brace stands on the screen as it is. Logs and the like have braces of their own."""
    for path, text in each_text(findings.document.root):
        if path[-1] in _NOT_PROSE or path[0] in _NOT_PROSE or "exhibits" in path:
            continue
        for match in re.finditer(_UNCLOSED, text):
            if match[1] in names and _NEXT_BRACE.match(text, match.end()) is None:
                message, cure = "the brace before this name is not closed", f"Write {{{match[1]}}}."
                findings.warning(path, "open-brace", message, cure, within=Part(text, *match.span()))
        for match in re.finditer(_DOUBLED, text):
            if match[1] in names:
                message, cure = (
                    "the name stands in two pairs of braces, and one stays on the screen",
                    f"Write {{{match[1]}}}.",
                )
                findings.warning(path, "open-brace", message, cure, within=Part(text, *match.span()))


def _check_card_numbers(findings: Findings) -> None:
    """No file of ours holds a card-shaped number, not even a test number or in a comment: a scan must never find one here.

    Looks at the file as it stands, and at the texts as they are read: a folded line may join what stands apart.
    """
    from ccdrill.model.privacy import MOST_DIGITS

    text = findings.document.text
    message, cure = "this is a card-shaped number", "Write a token such as PAN-0417 in its place."
    rows = [row.span() for row in re.finditer(_DIGITS_OVER_LINES, text)]
    if sum(end - start for start, end in rows) > MOST_DIGITS:
        message = "the file holds more rows of digits than can be looked through for card numbers"
        findings.error_at(rows[0], "card-number", message, "Shorten them.")
        return
    numbers = list(_card_spans(text))
    for span in numbers:
        findings.error_at(span, "card-number", message, cure)
    for path, one in each_text(findings.document.root) if not numbers else ():
        for span in _card_spans(one):
            findings.error(path, "card-number", message, cure, within=Part(one, *span))


def _card_spans(text: str) -> Iterator[Span]:
    from ccdrill.model.privacy import holds_card_number  # few files have so many digits in a row

    return (row.span() for row in re.finditer(_DIGITS, text) if holds_card_number(row.group()))
