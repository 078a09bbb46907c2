"""What stays on the screen as it is written, and was meant otherwise: names in other brackets, quotes of a word processor, points between thousands."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Node, Part, each_text
from ccdrill.authoring.reading.locate import Path

_FORMS = ("${{{}}}", "<{}>", "[{}]", "%{}%", "$({})")
"""How other programs write a name that is filled in."""
_OPENINGS = ("${", "<", "[", "%", "$(")
"""How these forms begin: a file is looked through once for each, not for each name."""
_MOST_NAMES = 50
"""Names that are looked for in each of these forms."""
_QUOTED = "[\u201c\u201e\u201f\u00ab\u00bb\u2018]([^\u201c-\u201f\u00ab\u00bb]*)[\u201d\u201c\u00bb\u00ab\u2019]"
"""A text that stands in curly quotes as a whole."""
_SHORT = frozenset({"version", "title", "label", "name", "document", "section", "subject"})
"""Keys of texts that nobody says aloud: quotes around all of one are no speech."""
_MAY_BE_THOUSANDS = re.compile(r"\.[0-9]{2}0(?![0-9.])")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{2}0")
"""A number with a point before three digits, of which the last is a nought: as a fraction nobody writes it so."""


def check_written_so(findings: Findings, names: Collection[str]) -> None:
    """A warning for each; `names`: what braces fill in."""
    text = findings.document.text
    if not text.isascii():
        _check_quotes(findings)
    if _MAY_BE_THOUSANDS.search(text) is not None:
        _check_thousands(findings)
    begun = tuple(sign for sign in _OPENINGS if sign in text)
    some = ((form, name) for name in list(names)[:_MOST_NAMES] for form in forms_of(name) if form.startswith(begun))
    forms = {form: name for form, name in some if form in text}
    if forms:
        _check_forms(findings, forms)


def forms_of(name: str) -> tuple[str, ...]:
    """The name as other programs would fill it in."""
    return tuple(form.format(name) for form in _FORMS)


def _check_forms(findings: Findings, forms: dict[str, str]) -> None:
    pattern = re.compile("|".join(map(re.escape, forms)))
    for path, text in each_text(findings.document.root):
        if path[0] == "names" or "exhibits" in path:
            continue  # logs and the like have brackets of their own
        for match in pattern.finditer(text):
            message = f"'{match.group()}' stays on the screen as it is: a name is filled in between braces alone"
            cure = f"Write {{{forms[match.group()]}}}."
            findings.warning(path, "open-brace", message, cure, within=Part(text, *match.span()))


def _check_quotes(findings: Findings) -> None:
    for path, text in each_text(findings.document.root):
        match = re.fullmatch(_QUOTED, text) if path[-1] in _SHORT else None
        if match is not None:
            message = "the curly quotes belong to this text: only plain ones are left out"
            plain = f'"{match[1]}"' if '"' not in match[1] and "\\" not in match[1] else match[1]
            findings.warning(path, "curly-quotes", message, f"Write {plain}, or the text without quotes.")


def thousands_in(node: Node | None) -> str | None:
    """The number that is meant by one with a point that seems to stand between thousands; None by any other."""
    written = str(node) if isinstance(node, Decimal) else ""
    return written.replace(".", "") if _THOUSANDS.fullmatch(written) is not None else None


def _check_thousands(findings: Findings) -> None:
    told = {one.path[:2] for one in findings.complaints if one.path[0] == "meters" and one.path[2:] == ("start",)}
    for path, number in _each_fraction(findings.document.root, ()):
        meant = thousands_in(number)
        if meant is not None and path[:2] not in told:
            plain = f"{number.normalize():f}"
            message = f"{number} is {plain}: a point is never written between thousands"
            cure = f"Write {meant} if thousands are meant, else {plain}."
            findings.warning(path, "thousands-point", message, cure)


def _each_fraction(node: Node, path: Path) -> Iterator[tuple[Path, Decimal]]:
    """All numbers with a point below a node: there are no more levels than the loader takes."""
    entries: Iterator[tuple[str | int, Node]] | tuple[()] = ()
    if isinstance(node, Decimal):
        yield path, node
    elif isinstance(node, dict):
        entries = iter(node.items())
    elif isinstance(node, list):
        entries = iter(enumerate(node))
    for step, inner in entries:
        yield from _each_fraction(inner, (*path, step))
