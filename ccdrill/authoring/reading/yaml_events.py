"""The events of the YAML parser: libyaml's where it is there, the same in Python where it is not."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Event = Any
"""An event of the parser; its stubs leave the marks open."""

_PROPERTIES = (re.compile(r"&(?<![^\s\[{,:?-].)"), re.compile(r"!(?<![^\s\[{,:?-].)"))
_LOOK_BACK = 100
_BEFORE_PROPERTY = (":", ",", "[", "{", "-", "?", "\n")


def find_directive(text: str) -> int:
    """Where a directive stands, or could; -1 if nowhere. The parser compares each with all before it: it must see none."""
    return 0 if text.startswith("%") else text.find("\n%") + 1 or -1


def may_have_properties(text: str) -> bool:
    """Whether an anchor or a tag may stand somewhere: & or ! where a value begins. Prose hardly ever has them there."""
    return any(_begins_value(text, match.start()) for sign in _PROPERTIES for match in sign.finditer(text))


def _begins_value(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start].rstrip(" \t")
    return not before or before.endswith(_BEFORE_PROPERTY)


@contextmanager
def open_parser(text: str) -> Iterator[Callable[[], Event]]:
    """Gives a function that returns the next event of the text. It raises yaml.YAMLError and UnicodeError."""
    parser = _LOADER(text)
    try:
        yield parser.get_event
    finally:
        parser.dispose()
