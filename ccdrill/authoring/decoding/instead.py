"""What is said of a single value that does not fit where it stands: what is wrong, what to write, and what seems to be meant.

Knows one value, its place and its file's other values; what is noted, and what stands in for it, is the walk's (`explain`).
"""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from msgspec import inspect

from ccdrill.authoring.decoding.conditions import ConditionError
from ccdrill.authoring.decoding.cures import (
    cure_for_entries,
    cure_for_list,
    cure_for_one,
    cure_for_settings,
    cure_for_text,
)
from ccdrill.authoring.decoding.declared import asked_for, declares, flag_cure, setting_cure, step_numbered
from ccdrill.authoring.decoding.misfits import misfit, word_meant
from ccdrill.authoring.reading.document import Node, Part
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.meant import meant, minutes_meant
from ccdrill.authoring.reading.numbers_meant import share_meant
from ccdrill.authoring.reading.pasted import explain_dash, explain_pasted
from ccdrill.authoring.reading.scalars import BLANK, Fault
from ccdrill.authoring.reading.shapes import Fits, bare, example_of, found, name_of, stand_in
from ccdrill.model.condition import Condition
from ccdrill.model.scenario import SENTENCES
from ccdrill.model.units import Setting, Within

Reader = Callable[[type, object], object]
"""Reads a value as one of a type of the model's own, or raises ValueError."""
_OF_STEPS = frozenset({"after", "steps", "scope"})
"""Keys of lists of steps."""
_IN_MINUTES = frozenset({"minutes", "briefing", "decision", "hot_wash"})
"""Keys of numbers that count minutes."""


class Said(NamedTuple):
    """What is said of one value."""

    fault: Fault
    """What is wrong, and what to write."""
    within: Part | None = None
    """The part of the value that it is about; None: all of it."""
    instead: Node | None = None
    """What seems to be meant; None: that is not known."""


def said_of_word(node: Node, kind: inspect.Type, path: Path, root: dict[str, Node]) -> Said | None:
    """Of a text, a truth, a whole number, a word of a list or a date; None if it fits. `root`: the whole file."""
    problem = misfit(node, kind)
    if problem is None:
        return None
    cure = cure_for_text(node, path) if isinstance(node, list | dict) else None
    if isinstance(node, int) and set(path[-2:-1]) & _OF_STEPS:
        cure = step_numbered(root, node)
    if isinstance(kind, inspect.IntType) and isinstance(node, str) and set(path[-1:]) & _IN_MINUTES:
        cure = minutes_meant(node)
    near = word_meant(node, kind) if isinstance(kind, inspect.LiteralType) else None
    return Said(problem._replace(cure=cure or problem.cure), instead=near)


def said_of_settings(node: Node, kind: inspect.StructType, path: Path, fits: Fits) -> Said:
    """Of what stands where 'key: value' lines of the type are expected."""
    needed = [field.encode_name for field in kind.fields if field.required]
    fitting = [field.encode_name for field in kind.fields if fits(node, field.type)]
    places = [name for name in fitting if name in needed] or fitting[: not isinstance(node, str)]
    words = {field.encode_name for field in kind.fields if isinstance(bare(field.type), inspect.LiteralType)}
    places = [name for name in places if name in words] or places
    place = places[0] if len(places) == 1 else None
    instead: Node = {place: node} if place is not None and needed == [place] else stand_in(kind)
    cure = cure_for_settings(node, kind, path, place)
    return Said(_of_another_kind(node, "settings are", cure), instead=instead)


def said_of_entries(node: Node, kind: inspect.DictType, path: Path) -> Said:
    """Of what stands where named entries are expected."""
    entry = bare(kind.value_type)
    if isinstance(node, list) and isinstance(entry, inspect.StructType):
        cure = f"Write each under its name and without '- ', as in {_first_name(node)}: {example_of(entry)}."
    else:
        cure = cure_for_entries(node, str(path[-1]) if path else "")
    return Said(_of_another_kind(node, "named entries are", cure))


def said_of_list(node: Node, kind: inspect.VarTupleType, path: Path, fits: Fits) -> Said:
    """Of what stands where a list is expected."""
    cure = cure_for_list(node, kind.item_type)
    if path and path[-1] in SENTENCES and isinstance(bare(kind.item_type), inspect.StrType):
        cure = 'Write each text on a line of its own, behind \'- \'; or as ["one", "two"], in quotes.'
    return Said(_of_another_kind(node, "a list is", cure), instead=[node] if fits(node, kind.item_type) else [])


def said_of_several(node: Node, kinds: Iterable[inspect.Type]) -> Said:
    """Of what stands where a value of one of these kinds is expected, and is of none."""
    wanted = " or ".join(name_of(one) for one in kinds)
    return Said(_of_another_kind(node, f"{wanted} is", f"Write {wanted}."))


def said_of_written(
    node: Node, kind: inspect.CustomType, path: Path, root: dict[str, Node], read: Reader
) -> Said | None:
    """Of a condition, a quantity or an address; None if it can be read. `root`: the whole file."""
    if isinstance(node, dict | list):
        cure = cure_for_one(node, is_condition=kind.cls is Condition)
        return Said(_of_another_kind(node, "one value is", cure))
    try:
        read(kind.cls, node)
    except ConditionError as error:
        return _said_of_condition(node, error, root)
    except ValueError as error:
        return Said(_of_quantity(node, kind, path, root, str(error)))
    return None


def as_it_stands(said: Said, node: Node | None, kind: inspect.Type) -> Fault:
    """What is wrong, unless what was written shows it better: a blank that is not filled in, or what a word processor wrote."""
    code, message, cure = said.fault
    written = node if isinstance(node, str) else ""
    if BLANK in written:
        return Fault(code, f"the blank {BLANK} is not filled in yet", f"Fill in the blank, or delete the line. {cure}")
    if isinstance(bare(kind), inspect.VarTupleType):
        message, cure = explain_dash(written) or (message, cure)
    elif code in ("wrong-value", "bad-name") or isinstance(bare(kind), inspect.BoolType | inspect.IntType):
        message, cure = explain_pasted(written) or (message, cure)
    return Fault(code, message, cure)


def _of_another_kind(node: Node, expected: str, cure: str) -> Fault:
    return Fault("wrong-kind", f"{found(node)} stands where {expected} expected", cure)


def _said_of_condition(node: Node, error: ConditionError, root: dict[str, Node]) -> Said:
    within = Part(node, error.offset, error.offset + error.width) if isinstance(node, str) else None
    cure = f"did you mean {error.joined}?" if declares(root, error.joined) else error.cure
    if within is not None and (asked := asked_for(root, within.value[within.start : within.end])):
        cure = f"write {asked}"
    return Said(Fault("bad-condition", error.message, _sentence(cure)), within)


def _of_quantity(node: Node, kind: inspect.CustomType, path: Path, root: dict[str, Node], error: str) -> Fault:
    message, _, cure = error.rpartition(": ")
    if isinstance(node, str):
        message = message.replace(f"'{node}'", found(node), 1)
    if message == found(node):
        message += " is out of range"
    elif isinstance(node, str):
        whole = _whole_of(path) if kind.cls is Fraction else None
        share = share_meant(node, whole) if whole is not None else None
        cure = share or meant(kind.cls, node) or cure
    elif kind.cls is Within and isinstance(node, int):
        cure = meant(kind.cls, str(node)) or cure
    if kind.cls is Setting:
        cure = setting_cure(root, str(path[-1]), cure)
    elif path[-2:-1] == ("add",) and declares(root, str(path[-1]), "flags"):
        cure = flag_cure(str(path[-1]))
    return Fault("wrong-value", message, _sentence(cure))


def _whole_of(path: Path) -> str | None:
    """What a number at a path is a fraction of; None when it is none."""
    if path[-2:-1] == ("costs",):
        return "the step's weight"
    return "the weight of all steps" if path[-2:] == ("unneeded", "cap") else None


def _first_name(items: list[Node]) -> str:
    """What the first item of a list is called, if it is a mapping with an id, or with nothing but its name."""
    first = items[0] if items else None
    if isinstance(first, dict) and first:
        name = first.get("id", next(iter(first)) if len(first) == 1 else None)
        if isinstance(name, str) and re.fullmatch(r"[a-z0-9_-]{1,60}", name):
            return name
    return "name"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "?")) else ".")
