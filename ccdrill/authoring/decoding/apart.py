"""Entries of a list that fell apart: a dash before every key makes an entry of each, and none of them is whole."""

from msgspec import inspect

from ccdrill.authoring.reading.document import Node

SAY_CUT = (
    "a dash stands before this key too, and begins another entry",
    "Write '- ' only before the first key of an entry, and two blanks in place of it before each of the others.",
)
"""What is said of the first of them: what is wrong, and what to do."""
_FEWEST = 2


def cut_entry(items: list[Node], kind: inspect.Type) -> int | None:
    """Where the second piece of an entry stands that a list holds in pieces; None: no entry of it is in pieces.

    Pieces are entries of one key each, all different and all known, that come to a whole one together.
    """
    if not isinstance(kind, inspect.StructType):
        return None
    known = {field.encode_name for field in kind.fields}
    needed = {field.encode_name for field in kind.fields if field.required}
    found: set[str] = set()
    first = 0
    for index, item in enumerate([*items, None]):
        key = next(iter(item)) if isinstance(item, dict) and len(item) == 1 else None
        if key is not None and key in known and key not in found:
            first = first if found else index
            found.add(key)
            continue
        if len(found) >= _FEWEST and needed <= found:
            return first + 1
        found = {key} if key in known else set()
        first = index
    return None
