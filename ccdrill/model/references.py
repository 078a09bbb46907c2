"""Outside sources, such as a standard, a card brand's rules or a law, and how a procedure refers to a place in one."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import field

from ccdrill.model.scenario import Text
from ccdrill.model.value import Value


class OutsideSource(Value, frozen=True, kw_only=True):
    """A text from outside that steps and prohibitions rest on: a standard, a card brand's rules, a law, guidance."""

    title: Text
    """What people call it, such as PCI DSS."""
    version: str = ""
    """Which edition, such as 4.0.1."""
    date: str = ""
    """When it was published or came into force, in words."""
    publisher: str = ""
    """Who publishes it."""
    url: str = ""
    """Where it can be found."""
    note: str = ""
    """What else a reader must know: how it was read, or that it is confidential."""
    parts: Mapping[str, Text] = field(default_factory=dict)
    """What it wants all of, in words, by the place that a reference names, such as 12.10.1(4): a debrief lists those, too, that
    no step names which counts."""

    @property
    def name(self) -> str:
        """Title and edition, as a sentence cites it."""
        return f"{self.title} {self.version}".rstrip()


class Reference(NamedTuple):
    """What a reference names."""

    source: str
    """Which outside source; as it was written, declared or not."""
    place: str
    """Where in it; empty: all of it."""


def read_reference(text: str) -> Reference:
    """The parts of `source:place`; without a colon all of it is the source."""
    source, _, place = text.partition(":")
    return Reference(source.strip(), place.strip())
