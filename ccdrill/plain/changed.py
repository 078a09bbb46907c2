"""What an author's changes to a scenario come to, in words: what is here, where a trial stands, and what is elsewhere."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario, State
from ccdrill.renaming import renamed

_NOUNS = {
    "names": "name",
    "case": "case key",
    "meters": "meter",
    "flags": "flag",
    "states": "state",
    "anywhere": "choice",
    "injects": "inject",
    "endings": "ending",
}
"""What an entry is called of each mapping of a scenario."""
_MOST = 6
"""Changes that are named; the others are counted."""


class Changes(NamedTuple):
    """What differs between two readings of a scenario, each in a few words."""

    here: tuple[str, ...]
    """In the state or ending where a trial stands, and in the choices of every state."""
    elsewhere: tuple[str, ...]
    """In all the rest of the file."""


def changes_between(old: Scenario, new: Scenario, here: StateId) -> Changes:
    """What has changed, seen from a state or an ending."""
    near: list[str] = []
    far: list[str] = []
    called = renamed(old, new)
    for name in _differing(old, new):
        if name not in _NOUNS:
            far.append(name)
            continue
        for key, said in _of_entries(
            _NOUNS[name], getattr(old, name), getattr(new, name), called if name == "states" else {}
        ):
            is_here = name == "anywhere" or (name in ("states", "endings") and key in ("", here))
            (near if is_here else far).append(said)
    return Changes(tuple(near), tuple(far))


def listed_changes(found: tuple[str, ...]) -> str:
    """The first of them, and how many more there are."""
    more = len(found) - _MOST
    return "; ".join(found[:_MOST]) + (f"; and {more} more" if more > 0 else "")


def _of_entries(
    noun: str, old: Mapping[Any, object], new: Mapping[Any, object], called: Mapping[Any, Any] = MappingProxyType({})
) -> Iterator[tuple[str, str]]:
    """The name of each entry that differs, with what is said of it; no name: all of them together.

    `called`: what entries are called now, by what they were.
    """
    for key in old:
        if key in called:
            inside = _inside(old[key], new[called[key]]) if old[key] != new[called[key]] else ""
            yield called[key], f"{noun} '{key}' is called '{called[key]}' now{inside}"
        elif key not in new:
            yield key, f"{noun} '{key}' is gone"
    for key, value in new.items():
        if key in called.values():
            continue
        if key not in old:
            yield key, f"new {noun} '{key}'"
        elif value != old[key]:
            yield key, f"{noun} '{key}'{_inside(old[key], value)}"
    if list(old) != list(new) and set(old) == set(new):
        yield "", f"the order of {noun}s" if noun != "case key" else "the order of the case"


def _inside(old: object, new: object) -> str:
    """The fields of one entry that differ, in brackets."""
    if not isinstance(old, msgspec.Struct) or not isinstance(new, msgspec.Struct):
        return ""
    fields: list[str] = []
    for name in _differing(old, new):
        if isinstance(old, State) and isinstance(new, State) and name == "choices":
            fields += (said for _, said in _of_entries("choice", old.choices, new.choices))
        else:
            fields.append(name)
    return f": {', '.join(fields)}" if isinstance(old, State) else f" ({', '.join(fields)})"


def _differing(old: msgspec.Struct, new: msgspec.Struct) -> Iterator[str]:
    """The keys, as they are written, of the fields in which two of a kind differ; mappings differ by their order too."""
    for field in msgspec.structs.fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        in_order = not isinstance(before, dict) or not isinstance(after, dict) or list(before) == list(after)
        if before != after or not in_order:
            yield field.encode_name
