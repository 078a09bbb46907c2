"""The sentences that stand under the fields of the model: read from its source, so that editors say what the code says."""

import ast
import inspect
import sys
from functools import cache

import msgspec


def sentences_of(kind: type[msgspec.Struct]) -> dict[str, str]:
    """The sentence under each field of a struct by the field's name in Python, inherited ones too.

    Raises OSError where Python has no source to read.
    """
    found: dict[str, str] = {}
    for owner in reversed(kind.__mro__):
        if issubclass(owner, msgspec.Struct) and owner is not msgspec.Struct:
            found |= _of_module(owner.__module__).get(owner.__name__, {})
    return found


def sentence_of(kind: type) -> str:
    """The first paragraph of a class's own docstring."""
    return " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())


@cache
def _of_module(name: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _of_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(owner: ast.ClassDef) -> dict[str, str]:
    found = {}
    for statement, after in zip(owner.body, owner.body[1:], strict=False):
        match statement, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = " ".join(text.split())
            case _:
                pass
    return found
