"""Finds where values stand in a YAML text. Places are not kept while reading: most files never need one."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import yaml

from ccdrill.authoring.reading.yaml_events import Event, open_parser

Path = tuple[str | int, ...]
Span = tuple[int, int]
"""Start and end in characters from the start of the text."""
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class Place(msgspec.Struct):
    """Where a value stands, and its key if it has one."""

    value: Span | None = None
    """Of a text, quotes included; of a container, its first character."""
    key: Span | None = None
    """None for items of lists and for the whole."""
    inside: dict[str | int, "Place"] = {}
    """The places that were asked for in it."""

    def find(self, path: Path) -> "tuple[Place, bool]":
        """The place of the longest part of `path` that the text has, and whether that is all of it."""
        here = self
        for step in path:
            below = here.inside.get(step)
            if below is None or below.value is None:
                return here, False
            here = below
        return here, True


def locate(text: str, paths: Iterable[Path]) -> Place:
    """The places of the given paths, below the place of the whole. The text is one that could be parsed before."""
    root = Place()
    wanted = 1
    for path in paths:
        here = root
        for step in path:
            wanted += step not in here.inside
            here = here.inside.setdefault(step, Place())
    with open_parser(text) as next_event:
        finder = _Finder(next_event, wanted)
        try:
            next_event(), next_event()
            finder.node(next_event(), root)
        except (_AllFound, yaml.YAMLError):
            pass
    return root


class _AllFound(Exception):  # a signal within this module
    """Nothing is left to look for."""


class _Finder:
    """One pass over the events, past everything that nobody asked for."""

    def __init__(self, next_event: Callable[[], Any], wanted: int) -> None:
        self.next_event = next_event
        self.wanted = wanted

    def node(self, event: Event, place: Place) -> None:
        """Notes the place of the node that begins with the event, and looks into it."""
        start = event.start_mark.index
        is_text = event.__class__ is yaml.ScalarEvent and event.style not in ("|", ">")
        place.value = (start, event.end_mark.index if is_text else start + 1)
        self.wanted -= 1
        if not self.wanted:
            raise _AllFound
        if not place.inside:
            self._skip(event)
        elif event.__class__ is yaml.MappingStartEvent:
            self._mapping(place)
        elif event.__class__ is yaml.SequenceStartEvent:
            self._sequence(place)

    def _mapping(self, place: Place) -> None:
        next_event = self.next_event
        while (key := next_event()) and key.__class__ is not yaml.MappingEndEvent:
            below = place.inside.get(key.value)
            if below is None or below.value is not None:
                self._skip(next_event())
            else:
                below.key = (key.start_mark.index, key.end_mark.index)
                self.node(next_event(), below)

    def _sequence(self, place: Place) -> None:
        index = 0
        while (event := self.next_event()).__class__ is not yaml.SequenceEndEvent:
            below = place.inside.get(index)
            if below is None:
                self._skip(event)
            else:
                self.node(event, below)
            index += 1

    def _skip(self, event: Event) -> None:
        depth = 1 if event.__class__ in _STARTS else 0
        next_event = self.next_event
        while depth:
            kind = next_event().__class__
            if kind in _STARTS:
                depth += 1
            elif kind in _ENDS:
                depth -= 1
