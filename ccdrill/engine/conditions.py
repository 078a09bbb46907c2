"""Whether a condition holds. Evaluates trees; the words were parsed by authoring."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Protocol, assert_never

from ccdrill.model.condition import (
    All,
    Any,
    CaseCompared,
    CaseHas,
    CaseTrue,
    Comparison,
    Condition,
    Constant,
    Done,
    ElapsedCompared,
    Expression,
    FlagSet,
    Happened,
    MeterCompared,
    Not,
)
from ccdrill.model.ids import ActionId, CaseKey, FlagName, MeterName, MomentId
from ccdrill.model.scenario import CaseValue
from ccdrill.model.value import Value

Case = Mapping[CaseKey, CaseValue]


class Changes(Value, frozen=True, kw_only=True):
    """What may yet become another than it is."""

    flags: frozenset[tuple[FlagName, bool]]
    """What each flag may be set to."""
    actions: frozenset[ActionId]
    """What may be done."""
    moments: frozenset[MomentId]
    """What may happen."""


COMPARE: Mapping[Comparison, Callable[[int | Fraction, int | Fraction], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
    "!=": ne,
}


class Values(Protocol):
    """What conditions ask for: a situation, or one that is being worked on."""

    @property
    def now(self) -> int:
        """Seconds from the start."""
        ...

    @property
    def meters(self) -> Mapping[MeterName, Fraction]:
        """Exact values."""
        ...

    @property
    def flags(self) -> Mapping[FlagName, bool]:
        """Values."""
        ...

    @property
    def done(self) -> Mapping[ActionId, int]:
        """When each action was first done."""
        ...

    @property
    def moments(self) -> Mapping[MomentId, int]:
        """When each moment happened."""
        ...


def holds(condition: Condition | None, values: Values, case: Case) -> bool:
    """Whether the condition holds now; none always does."""
    return condition is None or evaluate(condition.tree, values, case)


def evaluate(tree: Expression, values: Values, case: Case) -> bool:
    """The truth of a tree. Raises KeyError for names that no check has seen."""
    match tree:
        case Constant(value=value):
            return value
        case FlagSet(flag=flag):
            return values.flags[flag]
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            return COMPARE[comparison](values.meters[meter], number)
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            return COMPARE[comparison](Fraction(values.now), Fraction(seconds))
        case Done(action=action):
            return action in values.done
        case Happened(moment=moment):
            return moment in values.moments
        case CaseTrue() | CaseCompared() | CaseHas():
            return evaluate_case(tree, case)
        case Not(term=term):
            return not evaluate(term, values, case)
        case All(terms=terms):
            return all(evaluate(term, values, case) for term in terms)
        case Any(terms=terms):
            return any(evaluate(term, values, case) for term in terms)
        case _:
            assert_never(tree)


def may_hold(condition: Condition | None, values: Values, case: Case, ahead: Changes) -> bool:
    """Whether the condition holds now, or may yet, as far as can be told: by what stays so, and what may change `ahead`.

    What was done or has happened stays so, and the case. Of meters and of the time nothing is told: they may be anything.
    """
    return condition is None or _may_be(condition.tree, values, case, ahead, truth=True)


def _may_be(tree: Expression, values: Values, case: Case, ahead: Changes, *, truth: bool) -> bool:
    match tree:
        case Done(action=action):
            is_done = action in values.done
            return is_done == truth or (truth and action in ahead.actions)
        case Happened(moment=moment):
            has_happened = moment in values.moments
            return has_happened == truth or (truth and moment in ahead.moments)
        case FlagSet(flag=flag):
            return values.flags[flag] == truth or (flag, truth) in ahead.flags
        case MeterCompared() | ElapsedCompared():
            return True
        case Not(term=term):
            return _may_be(term, values, case, ahead, truth=not truth)
        case All(terms=terms) | Any(terms=terms):
            each = (_may_be(term, values, case, ahead, truth=truth) for term in terms)
            return all(each) if isinstance(tree, All) == truth else any(each)
        case _:
            return evaluate(tree, values, case) == truth


def holds_of_case(condition: Condition | None, case: Case) -> bool:
    """Whether a procedure's condition holds, which sees only the case; none always does.

    A key that the case lacks counts as false, empty or unequal: a procedure knows more than one scenario.
    """
    return condition is None or _evaluate_of_case(condition.tree, case)


def _evaluate_of_case(tree: Expression, case: Case) -> bool:
    match tree:
        case Not(term=term):
            return not _evaluate_of_case(term, case)
        case All(terms=terms):
            return all(_evaluate_of_case(term, case) for term in terms)
        case Any(terms=terms):
            return any(_evaluate_of_case(term, case) for term in terms)
        case Constant(value=value):
            return value
        case CaseTrue() | CaseCompared() | CaseHas():
            return evaluate_case(tree, case)
        case _:
            raise ValueError("a procedure's condition sees only the case")


def evaluate_case(tree: CaseTrue | CaseCompared | CaseHas, case: Case) -> bool:
    """The truth of a question about the case; what the case does not say is false, empty or unequal."""
    value = case.get(tree.key)
    match tree:
        case CaseTrue():
            return value is True
        case CaseHas(word=word):
            return isinstance(value, tuple) and word in value
        case CaseCompared(comparison=comparison, value=wanted):
            if isinstance(wanted, str) and isinstance(value, str):
                return (value == wanted) == (comparison == "==")
            if isinstance(wanted, Fraction) and isinstance(value, int) and not isinstance(value, bool):
                return COMPARE[comparison](Fraction(value), wanted)
            return comparison == "!="
        case _:
            assert_never(tree)
