"""Every field of a value says what it holds: the linter asks for docstrings of modules, classes and functions only."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source, sources


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
