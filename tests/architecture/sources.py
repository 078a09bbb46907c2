"""The program's own source, module by module, as syntax: what architecture tests read."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.running import ROOT


@dataclass(frozen=True)
class Source:
    """One module."""

    path: Path
    name: str
    is_package: bool
    tree: ast.Module

    @property
    def label(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@cache
def sources() -> tuple[Source, ...]:
    """Every module of ccdrill, by path."""
    return tuple(read_source(path) for path in sorted((ROOT / "ccdrill").rglob("*.py")))


def read_source(path: Path) -> Source:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Source(path, name, is_package, ast.parse(path.read_text(encoding="utf-8"), str(path)))


def with_ancestors(tree: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    """Every node of a tree with the nodes around it, the outermost first."""
    yield tree, above
    for child in ast.iter_child_nodes(tree):
        yield from with_ancestors(child, (*above, tree))
