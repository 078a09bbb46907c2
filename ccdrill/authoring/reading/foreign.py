"""Files that are no plain text at all: what word processors, spreadsheets and browsers save."""

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"PK\x03\x04", "a document of a word processor or a packed file (such as .docx, .odt or .zip)"),
    (b"\xd0\xcf\x11\xe0", "a document of an old word processor (.doc)"),
    (b"%PDF-", "a PDF"),
)
_WEB_PAGE = (b"<!doctype html", b"<html")
_LOOK = 20
CURE = "Copy what it says into a plain text editor, and save it there as UTF-8."


def name_format(data: bytes) -> str | None:
    """What a file is that begins with these bytes, if it is one of the formats that are taken for text by mistake."""
    for beginning, name in _BEGINNINGS:
        if data.startswith(beginning):
            return name
    return "a web page (HTML)" if data.lstrip()[:_LOOK].lower().startswith(_WEB_PAGE) else None
