"""The strict YAML loader: C events to plain values, one pass, no more recursion than MAX_DEPTH.

A good text is read here, at speed and without keeping places. A text with anything doubtful in it is read again by
`yaml_problems`, which says what is wrong and where; the two agree on what is good.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from ccdrill.authoring.reading.document import Document, Node
from ccdrill.authoring.reading.limits import MAX_DEPTH, MAX_KEY, MAX_SCALAR, MAX_VALUES
from ccdrill.authoring.reading.scalars import ODD_STARTS, is_ambiguous_key, read_plain
from ccdrill.authoring.reading.text import FORBIDDEN
from ccdrill.authoring.reading.yaml_events import find_directive, may_have_properties, open_parser
from ccdrill.model.diagnostics import Diagnostic


@contextmanager
def collector_paused() -> Iterator[None]:
    """Many small values at once make the cyclic collector walk them again and again: half of the loading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_values(text: str, file: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The values of a YAML text whose top level is a mapping, and every problem found on the way.

    There is no document when the text can't be parsed to its end or is no mapping.
    """
    with collector_paused():
        try:
            root = _read_good(text)
        except _TooMuch:
            message = f"the file holds more than {MAX_VALUES:,} values"
            cure = "Split it, or check that it is the right file."
            return None, (Diagnostic(code="too-large", message=message, cure=cure, file=file),)
        if root is not None:
            return Document(file, text, root), ()
        from ccdrill.authoring.reading.yaml_problems import explain_text

        return explain_text(text, file)


def _read_good(text: str) -> dict[str, Node] | None:
    """The values of a text in which nothing is doubtful; None of any other. Raises _TooMuch."""
    if find_directive(text) >= 0 or may_have_properties(text):
        return None
    try:
        with open_parser(text) as next_event:
            return _Reader(next_event).read()
    except (_Doubtful, yaml.YAMLError, UnicodeError):
        return None


class _TooMuch(Exception):  # a signal within this module
    """A second reading would only take as long again."""


class _Doubtful(Exception):  # a signal within this module
    """Something here needs a closer look."""


class _Reader:
    """One pass over the events of one text. Written for speed: two loops, and no call for an ordinary scalar."""

    def __init__(self, next_event: Callable[[], Any]) -> None:
        self.next_event = next_event
        self.keys: dict[str, str] = {}
        self.plains: dict[str, Node] = {}
        self.room = MAX_VALUES
        self.depth = 0

    def read(self) -> dict[str, Node]:
        self.next_event(), self.next_event()
        start = self.next_event()
        if start.__class__ is not yaml.MappingStartEvent:
            raise _Doubtful
        root = self._container(start, 0)
        if self.next_event().__class__ is not yaml.DocumentEndEvent or not isinstance(root, dict):
            raise _Doubtful
        if self.next_event().__class__ is not yaml.StreamEndEvent:
            raise _Doubtful
        return root

    def _container(self, event: Any, before: int) -> dict[str, Node] | list[Node]:
        """What the event opens; `before` is how many values stand before it in the container that it is in."""
        kind = event.__class__
        if self.depth >= MAX_DEPTH:
            raise _Doubtful
        self.depth += 1
        self.room -= before
        if kind is yaml.MappingStartEvent:
            found: dict[str, Node] | list[Node] = self._mapping()
        elif kind is yaml.SequenceStartEvent:
            found = self._sequence()
        else:
            raise _Doubtful
        self.depth -= 1
        self.room += before - len(found)
        return found

    def _mapping(self) -> dict[str, Node]:
        next_event, keys, plains = self.next_event, self.keys, self.plains
        scalar, end = yaml.ScalarEvent, yaml.MappingEndEvent
        found: dict[str, Node] = {}
        for count in range(self.room):
            event = next_event()
            if event.__class__ is not scalar:
                if event.__class__ is end and len(found) == count:
                    return found
                raise _Doubtful  # a key that is no text, or one that stood here before
            key = keys.get(event.value) or self._key(event)
            event = next_event()
            if event.__class__ is not scalar:
                found[key] = self._container(event, len(found))
                continue
            value: Any = event.value
            if event.style or len(value) > MAX_SCALAR:
                self._check_scalar(event)
            elif value[:1] in ODD_STARTS:
                value = plains[value] if value in plains else self._plain(value)
            found[key] = value
        raise _TooMuch

    def _sequence(self) -> list[Node]:
        next_event, plains = self.next_event, self.plains
        scalar, end = yaml.ScalarEvent, yaml.SequenceEndEvent
        found: list[Node] = []
        for _ in range(self.room):
            event = next_event()
            if event.__class__ is not scalar:
                if event.__class__ is end:
                    return found
                found.append(self._container(event, len(found)))
                continue
            value: Any = event.value
            if event.style or len(value) > MAX_SCALAR:
                self._check_scalar(event)
            elif value[:1] in ODD_STARTS:
                value = plains[value] if value in plains else self._plain(value)
            found.append(value)
        raise _TooMuch

    def _key(self, event: Any) -> str:
        """A key that was not seen before, or is not as plain as most."""
        key: str = event.value
        self._check_scalar(event)
        if len(key) > MAX_KEY or (not event.style and is_ambiguous_key(key)):
            raise _Doubtful
        return key if event.style else self.keys.setdefault(key, key)

    def _plain(self, value: str) -> Node:
        node, fault = read_plain(value)
        if fault is not None:
            raise _Doubtful
        self.plains[value] = node
        return node

    def _check_scalar(self, event: Any) -> None:
        value: str = event.value
        has_escapes = event.style == '"' and not value.isprintable()
        if len(value) > MAX_SCALAR or (has_escapes and re.search(FORBIDDEN, value)):
            raise _Doubtful
