"""Entries that stand below the key of others, and the keys of an entry that has no name: a line above them is missing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import inspect

from ccdrill.authoring.decoding.belongs import called, entries_of, home_of_entry
from ccdrill.authoring.reading.document import Node
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.shapes import Fits, bare
from ccdrill.authoring.reading.yaml_lost_lines import say_nameless
from ccdrill.model import scenario

Homes = Mapping[str, inspect.StructType]
"""Keys below which entries stand, with the type of the entries."""
_A_FLAG = "a flag"


class Strays(NamedTuple):
    """Entries below one key that are written like those of another."""

    home: str
    """The key below which they belong."""
    steps: tuple[str | int, ...]
    """The names of the entries, or their places in a list, in the order of the file."""
    message: str
    """What is wrong."""
    cure: str
    """What to do."""


class Slid(NamedTuple):
    """A key that stands too far to the left or to the right."""

    key: str
    """What it is called."""
    home: Path
    """Where it belongs."""
    lacks: Path
    """What is read without it: nobody is told of what is missing there."""
    message: str
    """What is wrong."""
    cure: str
    """What to do."""


def lists_of(fields: Iterable[inspect.Field]) -> dict[str, inspect.StructType]:
    """The keys below which lists of entries stand, each with the type of its entries."""
    found: dict[str, inspect.StructType] = {}
    for field in fields:
        kind = bare(field.type)
        entry = bare(kind.item_type) if isinstance(kind, inspect.VarTupleType) else None
        if isinstance(entry, inspect.StructType) and called(entry.cls):
            found[field.encode_name] = entry
    return found


class Around(NamedTuple):
    """Settings within which others stand."""

    kind: inspect.StructType
    """Their type."""
    node: dict[str, Node]
    """Their values."""
    path: Path
    """Where they stand."""


def strays(
    node: dict[str, Node] | list[Node], path: Path, homes: Homes, beside: Iterable[str], fits: Callable[[Node], bool]
) -> Iterator[Strays]:
    """Of the entries at `path`, those that are written like entries of other keys; `beside`: the keys that stand there."""
    here = str(path[-1])
    entries: list[tuple[str | int, Node]] = list(node.items() if isinstance(node, dict) else enumerate(node))
    found: dict[str, list[str | int]] = {}
    for step, value in entries:
        home = _home_of(value, here, homes)
        if home is not None and not fits(value):
            found.setdefault(home, []).append(step)
    for home, steps in found.items():
        is_tail = [step for step, _ in entries[-len(steps) :]] == steps
        first = node[steps[0]] if isinstance(node, list) and isinstance(steps[0], int) else None
        name = first.get("id") if isinstance(first, dict) else steps[0]
        kind = called(homes[home].cls) if home in homes else _A_FLAG
        is_headless = is_tail and home not in beside
        yield Strays(home, tuple(steps), *_said(name, here, home, kind, len(steps) - 1, is_headless))


def among_settings(
    node: dict[str, Node], kind: inspect.StructType, path: Path, around: Sequence[Around]
) -> Iterator[Strays]:
    """Entries among settings at `path` that belong under a key beside that of the settings."""
    if around and around[-1].path == path[:-1]:
        own, above = entries_of(kind.fields), around[-1]
        known = {field.encode_name for field in kind.fields}
        strange = {key: one for key, one in node.items() if key not in known and home_of_entry(one, own) is None}
        yield from strays(strange, path, entries_of(above.kind.fields), above.node, lambda _: False)


def _home_of(value: Node, here: str, homes: Homes) -> str | None:
    if isinstance(value, bool):
        return "flags" if here in homes and homes[here].cls is scenario.Meter else None
    return home_of_entry(value, homes, here if here in homes else "")


def _said(name: object, here: str, home: str, kind: str, others: int, is_headless: bool) -> tuple[str, str]:
    """The message and the cure; `others`: how many there are beside the first; `is_headless`: only their key is missing."""
    what = f"'{name}'" if isinstance(name, str) else "this"
    more = f", and so {'is 1' if others == 1 else f'are {others}'} more below it" if others else ""
    message = f"{what} is written like {kind}{more}, and stands under '{here}:'"
    if is_headless:
        return message, f"Write '{home}:' on a line of its own above it."
    them = "them" if others else "it"
    return message, f"Move {them}, and all below {them}, to stand under '{home}:'."


def nameless(node: dict[str, Node], entry: inspect.Type, fits: Fits) -> tuple[str, ...]:
    """The keys of an entry that stand where its name should be, above the first that is a name; there are two at least."""
    fields = {one.encode_name: one.type for one in entry.fields} if isinstance(entry, inspect.StructType) else {}
    found: list[str] = []
    for key, value in node.items():
        if key not in fields or not fits(value, fields[key]) or fits(value, entry):
            break
        found.append(key)
    return tuple(found) if len(found) > 1 else ()


def without_name(here: str) -> tuple[str, str]:
    """What is said of these keys."""
    return say_nameless(here), "Write its name and a colon on a line above it, two blanks further to the left."


def fallen_out(node: dict[str, Node], entry: inspect.Type, path: Path, fits: Fits) -> Iterator[Slid]:
    """Each key of an entry that stands beside the names of entries at `path`: it belongs to the name above it."""
    fields = {one.encode_name: one.type for one in entry.fields} if isinstance(entry, inspect.StructType) else {}
    for above, key in pairwise(node):
        is_key = key in fields and key not in _keys(node[above]) and fits(node[key], fields[key])
        if is_key and not fits(node[key], entry):
            message = f"'{key}' stands beside '{above}' and the like, and belongs to what stands below such a name"
            cure = f"Indent it, and all below it, by two blanks more: then it belongs to '{above}'."
            yield Slid(key, (*path, above, key), (*path, above), message, cure)


def too_far_in(
    node: dict[str, Node], entry: inspect.Type, path: Path, around: Sequence[Around], fits: Fits
) -> Iterator[Slid]:
    """Each key among named entries at `path` that belongs to the settings around these, where it is not written."""
    if not around or around[-1].path != path[:-1]:
        return
    above = around[-1]
    fields = {one.encode_name: one.type for one in above.kind.fields if one.encode_name not in above.node}
    for key, one in node.items():
        if key in fields and fits(one, fields[key]) and not fits(one, entry):
            home = (*path[:-1], key)
            message = f"'{key}' stands below '{path[-1]}:', and belongs beside it"
            yield Slid(key, home, home, message, "Move it, and all below it, two blanks to the left.")


def _keys(node: Node) -> Collection[str]:
    return node.keys() if isinstance(node, dict) else ()
