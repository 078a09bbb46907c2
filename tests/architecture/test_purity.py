"""Model, engine and scoring are told everything: same inputs, same bytes. Imports are the linter's; this is about calls."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import sources

PURE = ("ccdrill.model", "ccdrill.engine", "ccdrill.scoring", "ccdrill.rehearsal", "ccdrill.papers")
BUILTINS = {"open", "print", "input", "eval", "exec", "compile", "__import__", "id"}
"""They read, write, run what a file says, or differ from process to process."""
METHODS = {"now", "utcnow", "today", "fromtimestamp", "astimezone"}
"""They ask the machine for its clock or its time zone, unless they are given one."""


def impure_calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in BUILTINS:
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(attr=name), args=[]) if name in METHODS:
                yield node.lineno, name


def test_the_pure_rooms_read_nothing_and_ask_no_clock() -> None:
    pure = [source for source in sources() if source.name.startswith(PURE)]
    assert len(pure) > 30
    assert not [f"{source.label}:{line}: {name}" for source in pure for line, name in impure_calls(source.tree)]


@pytest.mark.parametrize("text", ["open('a')", "dt.datetime.now()", "date.today()", "eval(words)", "id(value)"])
def test_such_a_call_would_be_found(text: str) -> None:
    assert list(impure_calls(ast.parse(text)))
