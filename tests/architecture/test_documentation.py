"""Every field says what it holds (the linter asks for docstrings of the rest), and the architecture names what is there."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import Source, sources
from tests.running import ROOT


def fields_of(source: Source) -> Iterator[tuple[ast.ClassDef, ast.AnnAssign, ast.stmt | None]]:
    """Public fields of public classes, each with what follows it."""
    for owner in ast.walk(source.tree):
        if not isinstance(owner, ast.ClassDef) or owner.name.startswith("_"):
            continue
        for statement, after in zip(owner.body, [*owner.body[1:], None], strict=True):
            if isinstance(statement, ast.AnnAssign) and not _is_of_the_class(statement) and not _is_private(statement):
                yield owner, statement, after


def _is_of_the_class(statement: ast.AnnAssign) -> bool:
    return ast.unparse(statement.annotation).startswith("ClassVar")


def _is_private(statement: ast.AnnAssign) -> bool:
    return isinstance(statement.target, ast.Name) and statement.target.id.startswith("_")


def _is_text(statement: ast.stmt | None) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
        and statement.value.value.endswith(".")
    )


def test_a_sentence_stands_under_every_public_field() -> None:
    fields = [(source, *found) for source in sources() for found in fields_of(source)]
    assert len(fields) > 300
    assert not [
        f"{source.label}:{field.lineno}: {owner.name}.{ast.unparse(field.target)}"
        for source, owner, field, after in fields
        if not _is_text(after)
    ]


def files_named_in(table: str) -> Iterator[str]:
    """The paths of a table's last column; a bare name lies beside the one before it."""
    for row in table.split("\n"):
        if not row.startswith("| ") or row.startswith("| ---"):
            continue
        folder = ""
        for name in re.findall(r"`([\w./*-]+)`", row.rstrip("| ").rsplit(" | ", 1)[-1]):
            if "/" in name:
                folder = name if name.endswith("/") else name.rsplit("/", 1)[0] + "/"
                yield name
            elif name.endswith(".py"):
                yield f"{folder}{name}" if folder else name


def test_the_tables_of_the_architecture_name_files_that_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    guards, _, rest = text.partition("## The rules, and what guards each")[2].partition("## To change X, open Y")
    changes = rest.partition("\n## ")[0]
    named = [*files_named_in(guards), *(f"ccdrill/{name}" for name in files_named_in(changes))]
    assert len(named) > 40
    assert not [name for name in named if not list(ROOT.glob(name.rstrip("/")))]
