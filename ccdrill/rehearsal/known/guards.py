"""Conditions of a walk: the case is resolved once, facts are bits, and what is left is asked of registers.

A condition about facts alone becomes cubes: pairs of masks (need, want), of which at most one holds, and holds when
`bits & need == want`.
"""

from collections.abc import Callable, Mapping
from operator import ge, lt
from typing import Protocol

from ccdrill.engine.conditions import COMPARE, Case, evaluate_case
from ccdrill.model.condition import (
    All,
    Any,
    CaseCompared,
    CaseHas,
    CaseTrue,
    Comparison,
    Condition,
    Constant,
    ElapsedCompared,
    Expression,
    Leaf,
    MeterCompared,
    Not,
)
from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.known.layout import Layout, fact_of
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.known.ranges import Number, plain

Cube = tuple[int, int]
_JUST_AFTER: Mapping[Comparison, Callable[[int, int], bool]] = {
    "<": lt,
    "<=": lt,
    ">": ge,
    ">=": ge,
    "==": lambda _, __: False,
    "!=": lambda _, __: True,
}
"""How a running clock that shows a whole second compares a moment later."""
_MOST_CUBES = 64


class Registers(Protocol):
    """What a test reads."""

    bits: int
    """Facts, as the layout has them."""
    now: int
    """Seconds from the start."""
    meters: list[Number]
    """Scaled."""


Test = Callable[[Registers], bool]


class Guard:
    """A condition, resolved as far as it can be."""

    __slots__ = ("cubes", "is_always", "question", "test", "tree")

    def __init__(self, question: Question, cubes: tuple[Cube, ...] | None, test: Test) -> None:
        """`question` asks nothing about the case any more; `cubes` is None when it asks for more than facts."""
        self.question = question
        self.tree = question.tree
        self.is_always = self.tree == _TRUE
        """Whether it holds whatever comes."""
        self.cubes = cubes
        self.test = test


_TRUE, _FALSE = Constant(value=True), Constant(value=False)


class Compiler:
    """Compiles the conditions of one scenario."""

    def __init__(self, layout: Layout, case: Case, scale: Mapping[MeterName, int]) -> None:
        """`scale`: by how much each meter's numbers are multiplied, so that they are whole."""
        self._layout = layout
        self._case = case
        self._scale = scale
        self._place = {name: index for index, name in enumerate(layout.meters)}
        self._always = Guard(Question(_TRUE, layout), ((0, 0),), lambda _: True)
        self._known: dict[tuple[str, bool], Guard] = {}

    def guard(self, condition: Condition | None) -> Guard:
        """The condition now; none always holds."""
        return self._compile(condition, is_running=False)

    def running(self, condition: Condition | None) -> Guard:
        """The condition just after this second, while the clock runs."""
        return self._compile(condition, is_running=True)

    def test(self, tree: Expression) -> Test:
        """The test of a resolved tree, as it is."""
        return self._test(tree, is_running=False)

    def _compile(self, condition: Condition | None, *, is_running: bool) -> Guard:
        """Authors write the same condition many times: each is compiled once."""
        if condition is None:
            return self._always
        key = (condition.text, is_running)
        if key not in self._known:
            tree = resolve(condition.tree, self._case)
            cubes = cubes_of(tree, self._layout)
            test = _test_of_cubes(cubes) if cubes is not None else self._test(tree, is_running=is_running)
            self._known[key] = Guard(Question(tree, self._layout), cubes, test)
        return self._known[key]

    def _test(self, tree: Expression, *, is_running: bool) -> Test:
        match tree:
            case Constant(value=value):
                return lambda _: value
            case Not(term=term):
                test = self._test(term, is_running=is_running)
                return lambda registers: not test(registers)
            case All(terms=terms):
                tests = [self._test(term, is_running=is_running) for term in terms]
                return lambda registers: all(test(registers) for test in tests)
            case Any(terms=terms):
                tests = [self._test(term, is_running=is_running) for term in terms]
                return lambda registers: any(test(registers) for test in tests)
            case MeterCompared(meter=meter, comparison=comparison, number=number):
                place, compare, limit = self._place[meter], COMPARE[comparison], plain(number * self._scale[meter])
                return lambda registers: compare(registers.meters[place], limit)
            case ElapsedCompared(comparison=comparison, seconds=seconds):
                after: Callable[[int, int], bool] = (_JUST_AFTER if is_running else COMPARE)[comparison]
                return lambda registers: after(registers.now, seconds)
            case _:
                fact = fact_of(tree)
                assert fact is not None, "questions about the case are resolved"
                bit = self._layout.bit[fact]
                return lambda registers: bool(registers.bits & bit)


def cubes_of(tree: Expression, layout: Layout) -> tuple[Cube, ...] | None:
    """The cubes of a resolved condition about facts alone, which exclude each other; None for others, and for huge ones."""
    found: list[Cube] = []
    waiting: list[tuple[Expression, int, int]] = [(tree, 0, 0)]
    while waiting:
        term, need, want = waiting.pop()
        if term == _TRUE:
            found.append((need, want))
        elif term != _FALSE:
            leaf = _first_leaf(term)
            fact = fact_of(leaf)
            if fact is None or len(found) + len(waiting) > _MOST_CUBES:
                return None
            bit = layout.bit[fact]
            waiting.append((assume(term, leaf, _FALSE), need | bit, want))
            waiting.append((assume(term, leaf, _TRUE), need | bit, want | bit))
    return tuple(found)


def resolve(tree: Expression, case: Case) -> Expression:
    """The tree without questions about the case, and without terms that decide nothing."""
    match tree:
        case CaseTrue() | CaseCompared() | CaseHas():
            return Constant(value=evaluate_case(tree, case))
        case Not(term=term):
            inner = resolve(term, case)
            return Constant(value=not inner.value) if isinstance(inner, Constant) else Not(term=inner)
        case All(terms=terms):
            return _joined([resolve(term, case) for term in terms], All, _TRUE, _FALSE)
        case Any(terms=terms):
            return _joined([resolve(term, case) for term in terms], Any, _FALSE, _TRUE)
        case _:
            return tree


def tree_of(condition: Condition | None, case: Case) -> Expression:
    """The tree of a condition, resolved; none always holds."""
    return resolve(condition.tree, case) if condition is not None else _TRUE


def _joined(terms: list[Expression], kind: type[All] | type[Any], idle: Constant, deciding: Constant) -> Expression:
    if deciding in terms:
        return deciding
    left = tuple(dict.fromkeys(term for term in terms if term != idle))
    if not left:
        return idle
    return left[0] if len(left) == 1 else kind(terms=left)


def _first_leaf(tree: Expression) -> Leaf:
    match tree:
        case Not(term=term):
            return _first_leaf(term)
        case All(terms=terms) | Any(terms=terms):
            return _first_leaf(terms[0])
        case _:
            return tree


def assume(tree: Expression, leaf: Leaf, truth: Expression) -> Expression:
    """The tree when a question is answered, or asked otherwise."""
    match tree:
        case Not(term=term):
            inner = assume(term, leaf, truth)
            return Constant(value=not inner.value) if isinstance(inner, Constant) else Not(term=inner)
        case All(terms=terms):
            return _joined([assume(term, leaf, truth) for term in terms], All, _TRUE, _FALSE)
        case Any(terms=terms):
            return _joined([assume(term, leaf, truth) for term in terms], Any, _FALSE, _TRUE)
        case _:
            return truth if tree == leaf else tree


def _test_of_cubes(cubes: tuple[Cube, ...]) -> Test:
    if not cubes:
        return lambda _: False
    if cubes == ((0, 0),):
        return lambda _: True
    if len(cubes) == 1:
        need, want = cubes[0]
        return lambda registers: registers.bits & need == want

    def one_holds(registers: Registers) -> bool:
        bits = registers.bits
        for need, want in cubes:  # noqa: SIM110  # a generator takes twice the time, and this is the inner loop
            if bits & need == want:
                return True
        return False

    return one_holds
