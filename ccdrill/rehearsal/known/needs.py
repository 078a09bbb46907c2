"""The answers that help a condition to hold, or to fail."""

from collections.abc import Iterator
from typing import NamedTuple

from ccdrill.model.condition import All, Any, Constant, Expression, Leaf, Not


class Need(NamedTuple):
    """A question that must be answered so for something to come about."""

    leaf: Leaf
    """What is asked."""
    wanted: bool
    """The answer."""


def needs(tree: Expression, *, holds: bool) -> Iterator[Need]:
    """The answers that help a resolved condition to hold, or to fail."""
    match tree:
        case Not(term=term):
            yield from needs(term, holds=not holds)
        case All(terms=terms) | Any(terms=terms):
            for term in terms:
                yield from needs(term, holds=holds)
        case Constant():
            return
        case _:
            yield Need(tree, holds)
