"""Conditions as values: the small language of `when` and `while`, parsed by authoring and evaluated by the engine.

A bare name in a comparison is a meter, a bare name elsewhere is a flag: the grammar tells them apart.
"""

from fractions import Fraction
from typing import Literal

from ccdrill.model.ids import ActionId, CaseKey, FlagName, MeterName, MomentId
from ccdrill.model.value import Value

Comparison = Literal["<", "<=", ">", ">=", "==", "!="]


class Constant(Value, frozen=True, kw_only=True, tag=True):
    """`true` or `false`."""

    value: bool
    """What it always is."""


class FlagSet(Value, frozen=True, kw_only=True, tag=True):
    """A flag by its bare name."""

    flag: FlagName
    """True while this flag is."""


class MeterCompared(Value, frozen=True, kw_only=True, tag=True):
    """A meter against a number."""

    meter: MeterName
    """Left side."""
    comparison: Comparison
    """How the two compare."""
    number: Fraction
    """Right side, exact."""


class ElapsedCompared(Value, frozen=True, kw_only=True, tag=True):
    """The exercise time since the start against a span."""

    comparison: Comparison
    """How the two compare."""
    seconds: int
    """Right side."""


class Done(Value, frozen=True, kw_only=True, tag=True):
    """`done(action)`: true from the instant at which the action was done."""

    action: ActionId
    """The action that was done."""


class Happened(Value, frozen=True, kw_only=True, tag=True):
    """`happened(moment)`: true from the instant of the moment."""

    moment: MomentId
    """The moment that came."""


class CaseTrue(Value, frozen=True, kw_only=True, tag=True):
    """`case.key`: a constant truth of the scenario."""

    key: CaseKey
    """The truth that is asked for."""


class CaseCompared(Value, frozen=True, kw_only=True, tag=True):
    """`case.key == word` or `case.key >= number`."""

    key: CaseKey
    """Left side."""
    comparison: Comparison
    """How the two compare; only == and != for words."""
    value: Fraction | str
    """Right side."""


class CaseHas(Value, frozen=True, kw_only=True, tag=True):
    """`word in case.key`."""

    word: str
    """What is looked for."""
    key: CaseKey
    """The list it is looked for in."""


class Not(Value, frozen=True, kw_only=True, tag=True):
    """The opposite."""

    term: "Expression"
    """What must not hold."""


class All(Value, frozen=True, kw_only=True, tag=True):
    """Terms joined by `and`."""

    terms: tuple["Expression", ...]
    """What must hold, each of it."""


class Any(Value, frozen=True, kw_only=True, tag=True):
    """Terms joined by `or`."""

    terms: tuple["Expression", ...]
    """Of which one must hold."""


Expression = (
    Constant
    | FlagSet
    | MeterCompared
    | ElapsedCompared
    | Done
    | Happened
    | CaseTrue
    | CaseCompared
    | CaseHas
    | Not
    | All
    | Any
)
Leaf = Constant | FlagSet | MeterCompared | ElapsedCompared | Done | Happened | CaseTrue | CaseCompared | CaseHas


class Condition:
    """A condition with the words that the author wrote. Compares by its tree."""

    __slots__ = ("_leaves", "text", "tree")

    def __init__(self, text: str, tree: Expression) -> None:
        """`text` is what the file says, `tree` what it means."""
        self.text = text
        self.tree = tree
        self._leaves: tuple[Leaf, ...] | None = None

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Its elementary questions from left to right, repeats included; looked up once."""
        if self._leaves is None:
            self._leaves = leaves(self.tree)
        return self._leaves

    def __eq__(self, other: object) -> bool:
        """Equal when they mean the same."""
        return isinstance(other, Condition) and self.tree == other.tree

    def __hash__(self) -> int:
        """Follows equality."""
        return hash(self.tree)

    def __repr__(self) -> str:
        """The author's words."""
        return f"Condition({self.text!r})"


def leaves(tree: Expression) -> tuple[Leaf, ...]:
    """The elementary questions of a tree, from left to right, repeats included."""
    match tree:
        case Not(term=term):
            return leaves(term)
        case All(terms=terms) | Any(terms=terms):
            return tuple(leaf for term in terms for leaf in leaves(term))
        case _:
            return (tree,)
