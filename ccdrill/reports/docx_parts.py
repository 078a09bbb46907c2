"""What python-docx has no word for: fields, header rows, rules and shades, and a file that is always the same."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ccdrill.reports.blocks import Report

_SHADE = "EEF2F5"
_BESIDE = 60
"""In twentieths of a point."""
_LONGEST = 255
"""Characters of a property of the document."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first instant that a ZIP file knows: when it is written, it would else stand in there."""


def describe(document: Document, report: Report) -> None:
    """What the document says of itself: nothing of who wrote it, when or where."""
    at, about = report.dated.replace(tzinfo=None), document.core_properties
    about.title, about.subject = report.title[:_LONGEST], report.marking[:_LONGEST]
    about.author = about.last_modified_by = report.author[:_LONGEST]
    about.keywords, about.comments, about.language = ", ".join(report.foot)[:_LONGEST], "", "en-GB"
    about.created = about.modified = at
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    package = document.part.package
    for name in [name for name, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.rels.pop(name)


def add_field(paragraph: Paragraph, what: str) -> Iterator[Run]:
    """A number that the reader's program works out, such as PAGE: the runs that it is made of, each to be given its look."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")
        if kind == "":
            asked = _element("w:instrText", {"xml:space": "preserve"})
            asked.text = what
            run._r.append(asked)  # noqa: SLF001  # there is no other way in
        elif kind != "1":
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))  # noqa: SLF001
        yield run


def repeat_on_every_page(row: _Row) -> None:
    """Makes it the header row of its table."""
    keep_whole(row)
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))  # noqa: SLF001


def keep_whole(row: _Row) -> None:
    """Lets no page end within it."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))  # noqa: SLF001


def narrow_margins(table: Table) -> None:
    """Leaves little free at the sides of its cells: where columns are narrow, no short word is parted."""
    margins = _element("w:tblCellMar", {})
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", {"w:w": str(_BESIDE), "w:type": "dxa"}))
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange")


def shade(cell: _Cell) -> None:
    """Tells a title from what is under or beside it."""
    look = {"w:val": "clear", "w:color": "auto", "w:fill": _SHADE}
    cell._tc.get_or_add_tcPr().append(_element("w:shd", look))  # noqa: SLF001


def mark_left(paragraph: Paragraph, colour: RGBColor) -> None:
    """A rule on the left of it."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    border = _element("w:pBdr", {})
    border.append(_element("w:left", {"w:val": "single", "w:sz": "18", "w:space": "8", "w:color": str(colour)}))
    properties.insert_element_before(border, *_AFTER_BORDERS)


def packed(file: bytes) -> bytes:
    """The same file without the time at which it was written."""
    held = BytesIO()
    with ZipFile(BytesIO(file)) as made, ZipFile(held, "w") as kept:
        for name in made.namelist():
            kept.writestr(ZipInfo(name, _EPOCH), made.read(name), ZIP_DEFLATED)
    return held.getvalue()


_AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
        "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
        "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
"""What must stand behind the borders of a paragraph (ISO/IEC 29500-1, CT_PPrBase)."""


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
