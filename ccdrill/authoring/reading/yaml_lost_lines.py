"""Lines that are missing, or moved to the left, as those below them show: the name of an entry, the key of a list."""

import re

from ccdrill.authoring.reading.file_keys import all_keys, lists, sections
from ccdrill.authoring.reading.yaml_indents import indentation, line_and_indentation, lines_above

_HEADER = re.compile(r"( *)([\w-]+): *(?:#.*)?")
"""A key alone in its line, and no dash."""
_KEY = re.compile(r" *([\w-]+):(?: |$)")
_INNER_KEY = re.compile(r"(?:^ *- |[{,]|\n) *([a-z_]+):(?= )")
"""The keys of an entry of a list."""
_LOOK_AHEAD = 2_000
"""Characters of an entry of a list that are looked through."""


def nameless(text: str, offset: int) -> tuple[int, str, str] | None:
    """When a key fits nowhere: the lines above it that lack the name of their entry, or the name that is out of line.

    Where that is, what is wrong, and what to do.
    """
    begin, here = line_and_indentation(text, offset)
    name = _KEY.match(text[begin : text.find("\n", begin) if "\n" in text[begin:] else None])
    if name is None or name[1] in all_keys():
        return None
    between: list[tuple[int, str]] = []
    for at, line in lines_above(text, begin):
        if indentation(line) == here:
            return None
        if indentation(line) > here:
            between.append((at, line))
            continue
        header = _HEADER.fullmatch(line)
        if header is None or not between:
            return None
        if header[2] in all_keys():
            return _without_name(header[2], *between[-1], here)
        return _out_of_line(text, at, header, offset)
    return None


def say_nameless(section: str) -> str:
    """What is wrong where the keys of an entry stand right below their section."""
    return f"the entry that begins here has no name: each of '{section}:' stands below its own"


def _without_name(section: str, at: int, line: str, here: int) -> tuple[int, str, str] | None:
    """The keys of an entry that stand right below the section."""
    key = _KEY.match(line)
    if section not in sections() or key is None or key[1] not in all_keys():
        return None
    cure = f"Write its name and a colon on a line above, indented by {here}."
    return at + indentation(line), say_nameless(section), cure


def _out_of_line(text: str, at: int, above: re.Match[str], offset: int) -> tuple[int, str, str]:
    """One of two names of entries that stand differently far to the right: the one that has fewer like it."""
    _, here = line_and_indentation(text, offset)
    last = len(above[1])
    names = [len(one[1]) for line in text.split("\n") if (one := _HEADER.fullmatch(line)) and one[2] not in all_keys()]
    if names.count(last) < names.count(here):
        message = f"'{above[2]}' is indented by {last} blanks, and other such names by {here}"
        return at + last, message, f"Indent it by {here} as well."
    message = f"this line is indented by {here} blanks, and '{above[2]}' above it by {last}"
    return offset, message, f"Indent it by {last} as well, if it is another one of those."


def keyless(text: str, offset: int) -> tuple[int, str, str] | None:
    """The dash of a list whose key is missing above it, or stands further to the right."""
    begin, here = line_and_indentation(text, offset)
    above = next(lines_above(text, begin), None)
    header = _HEADER.fullmatch(above[1]) if above is not None else None
    if header is not None and len(header[1]) > here:
        cure = f"Indent it, and the other entries, by {len(header[1]) + 2}."
        return offset, f"the list of '{header[2]}' begins here, and stands further to the left", cure
    parent = next((line for _, line in lines_above(text, begin) if indentation(line) < here), None)
    section = _HEADER.fullmatch(parent) if parent is not None else None
    if section is None or section[2] not in sections():
        return None
    wanted = _list_of(text, offset)
    if wanted is None:
        return None
    message = f"an entry of '{wanted}' begins here, below '{section[2]}:', whose entries stand below their own names"
    return offset, message, f"Write '{wanted}:' on a line above it."


def _list_of(text: str, offset: int) -> str | None:
    """The key of a list that the file lacks, if the entry at `offset` is written like one of it and of no other."""
    here = line_and_indentation(text, offset)[1]
    end = re.compile(rf"\n {{0,{here}}}[^ \n]").search(text, offset, offset + _LOOK_AHEAD)
    keys = set(_INNER_KEY.findall(text[offset - here : end.start() if end is not None else offset + _LOOK_AHEAD]))
    lacking = [name for name in lists() if not re.search(rf"^{name}:", text, re.MULTILINE)]
    fitting = [name for name in lacking if lists()[name] <= keys]
    return fitting[0] if len(fitting) == 1 else None
