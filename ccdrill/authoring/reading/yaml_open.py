"""The containers of a YAML text that are not closed yet, and what a key means that stands in one of them again."""

from typing import NamedTuple

from ccdrill.authoring.reading.document import Node
from ccdrill.authoring.reading.yaml_events import Event


class Repeated(NamedTuple):
    """The last key that stood in a mapping again."""

    key: str
    """Which."""
    problem: int
    """The number of the problem that tells of it."""
    keys_before: int
    """How many different keys stood before it."""


class Open:
    """A container that is not closed yet: the key whose value comes next, and what was put into it last."""

    __slots__ = ("is_flow", "is_mapping", "key", "node", "repeated", "step")

    def __init__(self, node: dict[str, Node] | list[Node], *, is_flow: bool) -> None:
        """Nothing stands in it so far."""
        self.node = node
        self.is_flow = is_flow
        self.is_mapping = isinstance(node, dict)
        self.key: Event | None = None
        self.step: str | int = 0
        self.repeated: Repeated | None = None

    def begins_anew(self, key: str) -> bool:
        """Whether a new entry, rather than one key too many, seems to have begun with the key that was repeated before.

        It does if both of them stood in the entry before that, and it begins or goes on as that one did. Two slips that have
        nothing to do with each other seldom look so.
        """
        if self.repeated is None:
            return False
        keys = list(self.node)
        first, again = keys.index(self.repeated.key), keys.index(key)
        if again >= self.repeated.keys_before:
            return False
        return first == 0 or again in (first, first + 1)
