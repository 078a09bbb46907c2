"""Which line stands too far to the left or right, and by how much, when a reader of YAML stumbles over one of two."""

import re
from collections.abc import Iterator

_KEY = re.compile(r" *[\w-]+:(?: |$)")
"""A line that begins with a key, and no dash."""
_ALONE = re.compile(r" *[\w-]+: *(?:#.*)?")
"""A key with nothing behind it in its line."""
_NEXT_KEY = re.compile(r"[^\n]*\n(?: *(?:#[^\n]*)?\n)*( *)[\w-]+:")
"""What stands below a line, up to its next key."""
_LOOK_AHEAD = 200
_LOOK_FAR = 4_000
"""Characters above a line whose indentation is compared with it."""


def out_of_line(text: str, offset: int) -> tuple[int, str, str] | None:
    """The line above that is to blame for a key which is indented further: where it is, what is wrong, what to do."""
    begin, here = line_and_indentation(text, offset)
    above = _keys_above(text, begin)
    last = indentation(above[-1]) if above else here
    if last >= here or not text[:begin].endswith(f"{above[-1]}\n"):
        return None
    at = begin - len(above[-1]) - 1 + last
    cure = f"Indent it by {here} as well."
    if len(above) > 1 and indentation(above[-2]) == here:
        return at, f"this line is indented by {last} blanks, and those above and below it by {here}", cure
    if len(above) > 1 and _ALONE.fullmatch(above[-2]) and indentation(above[-2]) == last:
        return at, f"this line is indented by {last} blanks, and those below it by {here}", cure
    below = _NEXT_KEY.match(text[offset : offset + _LOOK_AHEAD])
    if here - last == 1 and below is not None and len(below[1]) == here:
        return at, f"this line is indented by {last} blanks, and those below it by {here}", cure
    return None


def fallen_left(text: str, offset: int) -> tuple[int, str, str] | None:
    """The same of a key that fits nowhere, because one above it stands further left than those beside it do."""
    begin, here = line_and_indentation(text, offset)
    fallen: tuple[int, str] | None = None
    for at, line in lines_above(text, begin):
        if indentation(line) > here:
            continue
        if fallen is None:
            fallen = at, line
        elif indentation(line) == here:
            break
        else:
            return None
    else:
        return None
    at, line = fallen
    last = indentation(line)
    if last == here or not is_key(line):
        return None
    message = f"this line is indented by {last} blanks, and those above and below it by {here}"
    return at + last, message, f"Indent it by {here} as well."


def lines_above(text: str, begin: int) -> Iterator[tuple[int, str]]:
    """The lines above the one that begins there, from the nearest on, each with where it begins; no empty ones, no comments."""
    while begin > 0:
        at = text.rfind("\n", 0, begin - 1) + 1
        line = text[at : begin - 1]
        if line.strip() and not line.lstrip().startswith("#"):
            yield at, line
        begin = at


def misplaced(text: str, offset: int) -> tuple[int, str, str] | None:
    """The same of a key that fits nowhere: the line above it, or itself."""
    begin, here = line_and_indentation(text, offset)
    above = _keys_above(text, begin)
    if (blamed := out_of_line(text, offset)) is not None or not above:
        return blamed
    last = indentation(above[-1])
    usual = min(map(indentation, above), key=lambda one: (abs(one - here), -one))
    if usual == here or (here < last and abs(usual - here) != 1):
        return None
    cure = f"Indent it by {last if here > last else usual}, so that it stands below the keys that it belongs to."
    return offset, f"this line is indented by {here} blanks, which no line above it is", cure


def is_key(line: str) -> bool:
    """Whether the line begins with a key, and no dash."""
    return _KEY.match(line) is not None


def line_and_indentation(text: str, offset: int) -> tuple[int, int]:
    """Where the line begins, and by how much it is indented."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", begin)
    return begin, indentation(text[begin : end if end >= 0 else None])


def _keys_above(text: str, begin: int) -> list[str]:
    return [line for line in text[max(0, begin - _LOOK_FAR) : begin].split("\n")[:-1] if is_key(line)]


def indentation(line: str) -> int:
    """By how many blanks a line is indented."""
    return len(line) - len(line.lstrip(" "))
