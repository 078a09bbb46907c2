"""From a part of a scalar's value to the characters of the file that it was read from."""

from ccdrill.authoring.reading.locate import Span

_BLANK = " \t\n"
_SHORT = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "e": "\x1b",
    "_": "\u00a0",
    '"': '"',
    "\\": "\\",
    "/": "/",
    " ": " ",
}
_BY_NUMBER = {"x": 2, "u": 4, "U": 8}


def raw_span(text: str, place: Span, value: str, part: Span) -> Span:
    """Where the characters `part[0]` to `part[1]` of `value` stand in the text; `place` is where its scalar does.

    Folded lines, doubled quotes and escapes are followed; where the two differ otherwise, the whole place is meant.
    """
    quote = text[place[0] : place[0] + 1]
    position = _first_character(text, place[0])
    begin = place[0]
    for index, character in enumerate(value[: part[1]]):
        start, end = _next_raw(text, position, character, quote)
        if start < 0:
            return place
        if index == part[0]:
            begin = start
        position = end
    if part[0] >= len(value):
        begin = position
    return begin, max(position, begin + 1)


def _first_character(text: str, start: int) -> int:
    """Where the value begins, behind a quote or a block header."""
    if text.startswith(("'", '"'), start):
        return start + 1
    if text.startswith(("|", ">"), start):
        return text.find("\n", start) + 1
    return start


def _next_raw(text: str, position: int, character: str, quote: str) -> Span:
    """Where the next character of a value stands at or after `position`; starts at -1 if it was written otherwise."""
    if quote == "'" and character == "'":
        return (position, position + 2) if text.startswith("''", position) else (-1, -1)
    if quote == '"' and text.startswith("\\", position):
        return _escaped(text, position, character)
    if text.startswith(character, position) and not (character == " " and _is_fold(text, position)):
        return position, position + 1
    ahead = position
    while ahead < len(text) and text[ahead] in _BLANK:
        ahead += 1
    if character in _BLANK:
        return (ahead - 1, ahead) if ahead > position else (-1, -1)
    return (ahead, ahead + 1) if text.startswith(character, ahead) else (-1, -1)


def _escaped(text: str, position: int, character: str) -> Span:
    """An escape that stands for the character."""
    sign = text[position + 1 : position + 2]
    length = 2 + _BY_NUMBER.get(sign, 0)
    digits = text[position + 2 : position + length]
    meant = chr(int(digits, 16)) if digits else _SHORT.get(sign)
    return (position, position + length) if meant == character else (-1, -1)


def _is_fold(text: str, position: int) -> bool:
    """Whether the blanks here lead to a line's end, so that they are one blank of the value."""
    while text.startswith((" ", "\t"), position):
        position += 1
    return text.startswith("\n", position)
