"""A YAML text as plain values that remember where each of them stands. Knows nothing of scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from ccdrill.model.diagnostics import Diagnostic, Severity

Node = dict[str, "Node"] | list["Node"] | str | bool | int | Decimal
Path = tuple[str | int, ...]


class Mark(Protocol):
    """A place in a text, counted from 0."""

    @property
    def line(self) -> int:
        """From 0."""
        ...

    @property
    def column(self) -> int:
        """From 0."""
        ...


@dataclass(frozen=True)
class MappingSpots:
    """Where the entries of one mapping stand."""

    keys: dict[str, Mark] = field(default_factory=dict)
    values: dict[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """The values of one text, with the place of every one of them."""

    file: str
    lines: Sequence[str]
    root: dict[str, Node]
    spots: dict[int, MappingSpots | list[Mark]]
    """By the identity of the container, which `root` keeps alive."""

    def diagnose(
        self, path: Path, code: str, message: str, cure: str = "", *, at_key: bool = False, severity: Severity = "error"
    ) -> Diagnostic:
        """A diagnostic at the value that `path` leads to, or at its key."""
        line, column, width = self._locate(path, at_key)
        return place(self.file, self.lines, line, column, code, message, cure, width=width, severity=severity)

    def diagnose_within(
        self, path: Path, offset: int, width: int, code: str, message: str, cure: str = ""
    ) -> Diagnostic:
        """A diagnostic at a part of the scalar that `path` leads to: `offset` characters into it, `width` long."""
        line, column, _ = self._locate(path, at_key=False)
        text = self.lines[line] if line < len(self.lines) else ""
        first = text[column : column + 1]
        if first in "|>":
            return place(self.file, self.lines, line, column, code, message, cure)
        shift = offset + (1 if first in "\"'" else 0)
        return place(self.file, self.lines, line, column + shift, code, message, cure, width=width)

    def _locate(self, path: Path, at_key: bool) -> tuple[int, int, int]:
        """Line, column (from 0) and width of the last part of `path` that exists."""
        node: Node = self.root
        mark: Mark | None = None
        width = 1
        for step in path:
            spots = self.spots.get(id(node))
            if isinstance(node, dict) and isinstance(step, str) and isinstance(spots, MappingSpots) and step in node:
                mark = spots.keys[step] if at_key and step == path[-1] else spots.values[step]
                width = len(step) if at_key and step == path[-1] else _width(node[step])
                node = node[step]
            elif isinstance(node, list) and isinstance(step, int) and isinstance(spots, list) and step < len(node):
                mark, width, node = spots[step], _width(node[step]), node[step]
            else:
                break
        return (mark.line, mark.column, width) if mark is not None else (0, 0, 1)


def _width(node: Node) -> int:
    return max(1, len(node)) if isinstance(node, str) and "\n" not in node else 1


def place(
    file: str,
    lines: Sequence[str],
    line: int,
    column: int,
    code: str,
    message: str,
    cure: str = "",
    *,
    width: int = 1,
    severity: Severity = "error",
) -> Diagnostic:
    """A diagnostic at a line and column counted from 0; the underline never leaves the line."""
    source = lines[line] if line < len(lines) else ""
    return Diagnostic(
        code=code,
        message=message,
        cure=cure,
        file=file,
        line=line + 1,
        column=column + 1,
        source=source,
        width=max(1, min(width, len(source) - column)),
        severity=severity,
    )
