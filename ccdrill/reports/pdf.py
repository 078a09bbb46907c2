"""A report as a PDF (the extra `reports`): tagged, for archives and for screen readers, with the fonts that Typst brings.

How it looks stands in looks/report.typ, which gets every text as data.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import category

import msgspec

from ccdrill.reports.blocks import Report, Table, paragraph
from ccdrill.reports.columns import columns_of
from ccdrill.reports.lacking import NoReport, lacking
from ccdrill.reports.last_words import without_a_last_word
from ccdrill.reports.looks import look

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
"""For archives (ISO 19005-2, level A) and for everybody (ISO 14289-1). Neither allows a character that no font shows."""
_USUAL = re.compile(
    "[\u00a1-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03ce\u0400-\u045f\u2013-\u201e\u2022\u2026\u20ac]"
)
"""What Typst's own fonts have: Latin, Greek and Cyrillic letters, and the signs of running text."""
_BREAKDOWN = b" panicked at "
"""What stands in what Rust writes on standard error when something breaks down: it is over then, and told otherwise."""
_PROBE = '#set document(title: "x")\n#set text(font: "Libertinus Serif", lang: "en")\n#sys.inputs.text'
NUMBERED = "No font here has some characters of this text: in place of each stands its number, such as {}."
"""What a report says of itself then."""


def render_pdf(report: Report, install: Callable[[], str]) -> bytes:
    """The whole report, the same bytes from the same fonts.

    Characters that Typst's own fonts lack are taken from those of the machine; what these lack too is shown by number. Raises
    NoReport without the extra; `install` tells what to type then.
    """
    try:
        from typst import Fonts
    except ImportError:
        raise lacking("a PDF", "Typst", install) from None
    own, why = Fonts(include_system_fonts=False), ""
    try:
        return _compiled(report, own)
    except _Refused:
        here = Fonts()
    for one in _shown_by_all_means(report, here):
        try:
            return _compiled(one, here)
        except _Refused as refused:
            why = str(refused)
    raise NoReport(f"Typst can't set this as a PDF: {why}", "Take --format html, and print it.")


class _Refused(Exception):
    """Typst does not set a text, and says why."""


def _compiled(report: Report, fonts: "Fonts") -> bytes:
    return _made(look("report.typ"), {"report": json.dumps(_data(report))}, report.dated, fonts)


def _made(source: str, inputs: dict[str, str], at: datetime, fonts: "Fonts") -> bytes:
    """What it warns of is its own template's, or a font that is not here. Raises _Refused."""
    from typst import TypstError, compile_with_warnings

    try:
        with without_a_last_word(_BREAKDOWN):
            made, _ = compile_with_warnings(
                source.encode(),
                format="pdf",
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs=inputs,
                pdf_standards=_STANDARDS,
                timestamp=at,
            )
    except TypstError as error:
        raise _Refused(error.message) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what is Typst's own mistake is no Exception
            raise
        raise _Refused(str(error)) from None
    return made


def _data(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_settable(msgspec.json.encode(report).decode("utf-8")))
    for section, told in zip(report.sections, data["sections"], strict=True):
        for block, shown in zip(section.blocks, told["blocks"], strict=True):
            if isinstance(block, Table):
                shown["columns"] = [column._asdict() for column in columns_of(block)]
    data["date"] = {name: getattr(report.dated, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    return data


def _shown_by_all_means(report: Report, fonts: "Fonts") -> Iterator[Report]:
    """The report; what no font shows of it by number; and, as some characters are not shown side by side, all that is rare."""
    yield report
    yield _numbered(report, lambda one: not _is_shown(one, fonts))
    yield _numbered(report, lambda one: not _USUAL.fullmatch(one))


def _numbered(report: Report, is_lacking: Callable[[str], bool]) -> Report:
    """The report with every such character by its number, and with a sentence that says so."""
    text = msgspec.json.encode(report).decode("utf-8")
    numbers = {ord(one): f"[U+{ord(one):04X}]" for one in sorted(set(text)) if not one.isascii() and is_lacking(one)}
    told = msgspec.json.decode(text.translate(numbers).encode(), type=Report)
    example = next(iter(numbers.values()), "")
    return msgspec.structs.replace(told, opening=(*told.opening, paragraph(NUMBERED.format(example))))


def _settable(text: str) -> str:
    """The text without what is not seen behind a combining mark: in a line from right to left Typst breaks down over it.

    See https://github.com/typst/typst/issues/8667, which is open as of 0.15.
    """
    kept: list[str] = []
    for one in text:
        if category(one) != "Cf" or not kept or not category(kept[-1]).startswith("M"):
            kept.append(one)
    return "".join(kept)


def _is_shown(character: str, fonts: "Fonts") -> bool:
    try:
        _made(_PROBE, {"text": f"o{character}"}, datetime.fromtimestamp(0, UTC), fonts)
    except _Refused:
        return False
    return True
