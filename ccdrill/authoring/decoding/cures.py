"""What to write in place of a value of the wrong kind, when what stands there tells what was meant."""

import re
from decimal import Decimal

from msgspec import inspect

from ccdrill.authoring.reading.document import Node
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.shapes import bare, example_of, plain
from ccdrill.model.ids import SLUG

_MOST_NAMES = 8
_MOST_QUOTED = 60
"""Characters of a text that are written out in a cure."""
_ALL = frozenset({"all", "everything", "any", "both", "*", "true"})
_NONE = frozenset({"none", "nothing", "no", "-"})
_SIMPLE = re.compile(r"\w[\w ./-]*")
"""A text that may stand in braces without quotes."""
_SET = re.compile(r"([a-z][a-z0-9_]*)(?: *(?:\+=|[=:+])? *([-+]?[A-Za-z0-9.]+))?")
"""What is set, without braces: `diverted`, `diverted = true`, `queue +2`."""


def cure_for_list(node: Node, item: inspect.Type) -> str:
    """How to write what stands where a list of such items is expected."""
    if isinstance(node, dict):
        return _cure_for_named(node, bare(item))
    words = bare(item)
    if isinstance(words, inspect.LiteralType) and isinstance(node, str):
        known = ", ".join(map(str, words.values))
        if node.lower() in _ALL:
            return f"Write them all: [{known}]."
        if node.lower() in _NONE:
            return "Delete the key, or write []."
    names = re.split(r", *| +and +| +or +|\s+", node) if isinstance(node, str) else []
    if isinstance(words, inspect.LiteralType) and not set(names) <= set(words.values):
        return f"Write those that are meant in square brackets. Known here: {', '.join(map(str, words.values))}."
    if names and len(names) <= _MOST_NAMES and all(re.fullmatch(SLUG, name) for name in names):
        return f"Write it in square brackets: [{', '.join(names)}]."
    return "Write it as [one, two], or one '- item' a line."


def _cure_for_named(node: dict[str, Node], item: inspect.Type) -> str:
    """How to write named entries as a list, or a single one without its dash."""
    first = next(iter(node), "id")
    if not isinstance(item, inspect.StructType):
        if node and len(node) <= _MOST_NAMES and all(re.fullmatch(SLUG, name) for name in node):
            return f"Write the names alone, in square brackets: [{', '.join(node)}]."
        return "Write it as [one, two], or one '- item' a line."
    fields = [field.encode_name for field in item.fields]
    if first not in fields and isinstance(node.get(first), str) and (named := _with_id(first, item)) is not None:
        return f"Write it, and so each entry, as - {named}."
    if first in fields or not isinstance(node.get(first), dict):
        return f"Write '- ' before the first key of each entry, as in - {first}: ..."
    name = "id" if "id" in fields else next(field.encode_name for field in item.fields if field.required)
    return f"Write '- {name}: {first}' in place of '{first}:', or '- {{{name}: {first}, ' in place of '{first}: {{', and so for each entry."


def _with_id(name: str, item: inspect.StructType) -> str | None:
    """An entry of the list with that id, which stood before a colon; None when such entries have no id."""
    if "id" not in (field.encode_name for field in item.fields):
        return None
    return example_of(item).replace("id: ...", f"id: {name}")


def cure_for_settings(node: Node, kind: inspect.StructType, path: Path, place: str | None) -> str:
    """How to write what stands where 'key: value' lines of the type are expected; `place`: the key where it would fit."""
    needed = [field.encode_name for field in kind.fields if field.required]
    if isinstance(node, str) and len(needed) == 1:
        if path and isinstance(path[-1], int):
            return f"Write '{needed[0]}: ' before it."
        if len(node) <= _MOST_QUOTED and _SIMPLE.fullmatch(node):
            return f"Write it as {{{needed[0]}: {node}}}."
    example = example_of(kind).replace("{from: ..., within:", "{from: start, within:")
    if isinstance(node, str) and "://" in node and '"' not in node and "to: ..." in example:
        return "Write it as " + example.replace("to: ...", f'to: "{node}"') + "."
    value = (
        plain(node)
        if isinstance(node, bool | int | Decimal) or (isinstance(node, str) and _SIMPLE.fullmatch(node))
        else ""
    )
    if place in needed and value:
        example = example.replace(f"{place}: ...", f"{place}: {value}")
    elif place is not None and value:
        example = f"{example[:-1]}, {place}: {value}}}"
    return f"Write it as {example}."


def cure_for_entries(node: Node, key: str) -> str:
    """How to write what stands below `key`, where named entries are expected."""
    names = node if isinstance(node, list) else [node]
    found = [_SET.fullmatch(name) if isinstance(name, str) else None for name in names]
    if key not in ("set", "add", "flags") or not found or not all(found):
        return "Write them as 'name: value', one a line."
    usual = {"set": "true", "add": "1", "flags": "false"}[key]
    pairs = [f"{match[1]}: {(match[2] or usual).lstrip('+')}" for match in found if match is not None]
    return f"Write {{{', '.join(pairs)}}}."


def cure_for_one(node: Node, *, is_condition: bool) -> str:
    """How to write a list or a mapping where one value is expected."""
    words = [one for one in node if isinstance(one, str)] if isinstance(node, list) else []
    if words and isinstance(node, list) and len(words) == len(node) <= (_MOST_NAMES if is_condition else 1):
        return f"Write {' and '.join(words)}."
    return "Write a single value."


def cure_for_text(node: Node, path: Path) -> str | None:
    """How to write a list or a mapping where a text is expected, if that can be told."""
    if isinstance(node, list):
        if len(node) == 1 and isinstance(node[0], str) and len(node[0]) <= _MOST_QUOTED:
            return f"Write it alone, without brackets or dash: {node[0]}."
        if node and all(isinstance(one, str) for one in node):
            key = next((str(step) for step in reversed(path) if isinstance(step, str)), "key")
            return f"Write '{key}: |', and below it the lines as they are, without dashes or brackets."
        return "Write one text: in quotes if it begins with a bracket, below | if it has several lines."
    if not isinstance(node, dict) or len(node) != 1 or not path or not isinstance(path[-1], int):
        return None
    ((key, value),) = node.items()
    if isinstance(value, dict | list):
        return None
    written = f"{key}: {plain(value)}"
    example = f': "{written}"' if len(written) <= _MOST_QUOTED and '"' not in written and "\\" not in written else ""
    return f"A colon and a space make a key of it: put the whole text in quotes{example}."


def cure_for_truth(node: Node) -> str:
    """How to write what stands where true or false is expected."""
    word = node.lower() if isinstance(node, str) else ""
    meaning = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}.get(word)
    return f"Write {meaning}, without quotes." if meaning else "Write true or false, without quotes."
