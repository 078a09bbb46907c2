"""A sheet: one thing that people agree about or say, and the lines of it that can be filled in. Pure."""

from collections.abc import Sequence
from typing import Protocol

from ccdrill.model.value import Value
from ccdrill.session.deciding.commands import Agree
from ccdrill.tui.paint import Line


class Field(Value, frozen=True, kw_only=True):
    """A line of a sheet."""

    id: str
    """By which it is told apart."""
    label: str
    """What it is; empty: it goes on with the line above."""
    value: str = ""
    """What stands there."""
    is_picked: bool | None = None
    """Of an answer, whether it was picked; None: a text is typed here."""
    proposed: str = ""
    """What the line to type in holds at first where nothing stands."""
    hint: str = ""
    """What the line to type in says while it is empty: what to write, and how."""
    typed: str = ""
    """What it holds at first where something stands that was not typed so; empty: the value."""


class Sheet(Protocol):
    """One thing that people agree about, as it stands."""

    title: str
    """What sort of thing."""
    begins_at: str
    """The field to begin at."""
    leads: bool
    """Whether it leads through its lines: when one is kept, the next opens by itself."""

    def emptied(self) -> "Sheet":
        """The same when nothing stands any more: what stood by that alone is gone."""
        ...

    def words(self, width: int, at: str) -> list[Line]:
        """What it is about, and what the field `at` asks for."""
        ...

    def fields(self) -> Sequence[Field]:
        """What can be filled in."""
        ...

    def why_not(self, field: str) -> str:
        """Why nothing can be put there now; empty when it can."""
        ...

    def asks_why(self, field: str) -> str:
        """What must be typed before an answer can be picked, in words; empty: nothing."""
        ...

    def asked(self, field: str, typed: str) -> Agree:
        """What is to be recorded when a text was typed there, or an answer picked; one that was picked is withdrawn.

        Raises NotAllowed for a text that can't be meant.
        """
        ...
