"""A report as a PDF (the extra `reports`): tagged, for archives and for screen readers, with the fonts that Typst brings.

How it looks stands in looks/report.typ, which gets every text as data.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from ccdrill.reports.blocks import Report, Table, paragraph
from ccdrill.reports.columns import columns_of
from ccdrill.reports.lacking import NoReport, lacking
from ccdrill.reports.looks import look

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
"""For archives (ISO 19005-2, level A) and for everybody (ISO 14289-1). Neither allows a character that no font shows."""
_PROBE = '#set document(title: "x")\n#set text(font: "Libertinus Serif", lang: "en")\n#sys.inputs.text'
NUMBERED = "No font here has some characters of this text: in place of each stands its number, such as {}."
"""What a report says of itself then."""


def render_pdf(report: Report, install: Callable[[], str]) -> bytes:
    """The whole report, the same bytes from the same fonts.

    Characters that Typst's own fonts lack are taken from those of the machine; what these lack too is shown by number. Raises
    NoReport without the extra; `install` tells what to type then.
    """
    try:
        from typst import Fonts, TypstError
    except ImportError:
        raise lacking("a PDF", "Typst", install) from None
    own = Fonts(include_system_fonts=False)
    try:
        return _compiled(report, own)
    except TypstError:
        here = Fonts()
    try:
        return _compiled(report, here)
    except TypstError:
        numbered = _numbered(report, here)
    try:
        return _compiled(numbered, here)
    except TypstError as error:
        raise NoReport(f"Typst can't set this as a PDF: {error.message}", "Take --format html, and print it.") from None


def _compiled(report: Report, fonts: "Fonts") -> bytes:
    return _made(look("report.typ"), {"report": json.dumps(_data(report))}, report.dated, fonts)


def _made(source: str, inputs: dict[str, str], at: datetime, fonts: "Fonts") -> bytes:
    """Raises TypstError. What it warns of is its own template's, or a font that is not here."""
    from typst import compile_with_warnings

    made, _ = compile_with_warnings(
        source.encode(),
        format="pdf",
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=_STANDARDS,
        timestamp=at,
    )
    return made


def _data(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(report)
    for section, told in zip(report.sections, data["sections"], strict=True):
        for block, shown in zip(section.blocks, told["blocks"], strict=True):
            if isinstance(block, Table):
                shown["columns"] = [column._asdict() for column in columns_of(block)]
    data["date"] = {name: getattr(report.dated, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    return data


def _numbered(report: Report, fonts: "Fonts") -> Report:
    """The report with every character that no font has shown by its number, and with a sentence that says so."""
    text = msgspec.json.encode(report).decode("utf-8")
    numbers = {
        ord(one): f"[U+{ord(one):04X}]" for one in sorted(set(text)) if not one.isascii() and not _is_shown(one, fonts)
    }
    told = msgspec.json.decode(text.translate(numbers).encode(), type=Report)
    example = next(iter(numbers.values()), "")
    return msgspec.structs.replace(told, opening=(*told.opening, paragraph(NUMBERED.format(example))))


def _is_shown(character: str, fonts: "Fonts") -> bool:
    from typst import TypstError

    try:
        _made(_PROBE, {"text": f"o{character}"}, datetime.fromtimestamp(0, UTC), fonts)
    except TypstError:
        return False
    return True
