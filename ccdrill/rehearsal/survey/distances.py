"""How far a situation is from a condition: how many of its questions are answered otherwise, and of numbers how far off they are."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import attrgetter

from ccdrill.model.condition import All, Any, Constant, ElapsedCompared, Expression, Leaf, MeterCompared, Not, leaves
from ccdrill.model.ids import MeterName
from ccdrill.rehearsal.flow.resting import Resting
from ccdrill.rehearsal.known.guards import Compiler, Registers, assume
from ccdrill.rehearsal.known.layout import fact_of
from ccdrill.rehearsal.known.ranges import OPPOSITE, Number, plain
from ccdrill.rehearsal.walk.onward import bits_of
from ccdrill.rehearsal.walk.table import Table

Distance = Callable[[Registers], float]
_TRUE = Constant(value=True)
FAR = 1_000
"""Further than anything."""
_LEAST = 0.05
"""What a number counts at the least that is not as it should be; at the start it counts as much as any other question."""
_MOST = 2.0
"""What it counts at most."""


class Distances:
    """Measures for one table."""

    def __init__(self, table: Table, compiler: Compiler) -> None:
        """`compiler`: of the table's conditions."""
        self._table = table
        self._compiler = compiler
        self._lasting = Resting(table).lasting
        self._place: Mapping[MeterName, int] = {name: place for place, name in enumerate(table.layout.meters)}

    def to(self, tree: Expression) -> Distance:
        """How many elementary questions would have to be answered otherwise for the condition to hold, at the least."""
        match tree:
            case All(terms=terms):
                parts = [self.to(term) for term in _settled(terms)]
                return lambda registers: sum([part(registers) for part in parts])
            case Any(terms=terms):
                parts = [self.to(term) for term in terms]
                return lambda registers: min([part(registers) for part in parts], default=FAR)
            case Constant(value=value):
                return lambda _: 0 if value else FAR
            case Not(term=term):
                inner = _opposite(term)
                return (
                    self.to(inner)
                    if inner is not None
                    else self._question(tree, missed=FAR if self._lasts(term) else 1)
                )
            case _:
                return self._question(tree)

    def numbers_of(self, tree: Expression, *, is_last: bool = False) -> Expression:
        """What a condition asks of numbers alone: the rest is answered as it should be.

        So do the choices that make its facts true, if these all ask for numbers. `is_last`: they are not looked at.
        """
        match tree:
            case All(terms=terms):
                return All(terms=tuple(self.numbers_of(term, is_last=is_last) for term in terms))
            case Any(terms=terms):
                return Any(terms=tuple(self.numbers_of(term, is_last=is_last) for term in terms))
            case Not(term=term):
                inner = _opposite(term)
                return _TRUE if inner is None else self.numbers_of(inner, is_last=is_last)
            case Constant() | MeterCompared() | ElapsedCompared():
                return tree
            case _:
                setting = None if is_last else self._setting(tree)
                return _TRUE if setting is None else Any(terms=(tree, setting))

    def _setting(self, tree: Expression) -> Expression | None:
        """What the choices that make a fact true ask of numbers; None if one asks for none, or it is no such fact."""
        fact = None if isinstance(tree, All | Any | Not | Constant) else fact_of(tree)
        guards = self._guards.get(self._table.layout.bit[fact], ()) if fact is not None else ()
        if not guards or not all(any(map(_is_number, leaves(guard))) for guard in guards):
            return None
        return Any(terms=tuple(self.numbers_of(guard, is_last=True) for guard in guards))

    @cached_property
    def _guards(self) -> dict[int, list[Expression]]:
        """The conditions of the choices that make each fact true, by its bit."""
        found: dict[int, list[Expression]] = {}
        for row in self._table.every_row:
            for fact in bits_of(row.effect.add):
                found.setdefault(1 << fact, []).append(row.guard.tree)
        return found

    def _lasts(self, leaf: Expression) -> bool:
        """Whether it is a fact that nothing makes false again."""
        fact = None if isinstance(leaf, All | Any | Not | Constant) else fact_of(leaf)
        return fact is not None and bool(self._table.layout.bit[fact] & self._lasting)

    def _question(self, tree: Expression, missed: int = 1) -> Distance:
        test = self._compiler.test(tree)
        setting = self._setting(tree)
        if setting is not None:
            far = self.to(setting)
            return lambda registers: 0 if test(registers) else 1 + far(registers)
        number, off = self._number(tree), self._off(tree)
        if number is None or off is None:
            return lambda registers: 0 if test(registers) else missed
        known: dict[Number, float] = {}

        def distance(registers: Registers) -> float:
            shown = number(registers)
            if shown not in known:  # few numbers come, and each comes thousands of times
                known[shown] = 0 if test(registers) else min(_MOST, _LEAST + off(shown))
            return known[shown]

        return distance

    def _number(self, tree: Expression) -> Callable[[Registers], Number] | None:
        """The one number that a question asks for; None if it asks for none."""
        match tree:
            case MeterCompared(meter=meter):
                place = self._place[meter]
                return lambda registers: registers.meters[place]
            case ElapsedCompared():
                return attrgetter("now")
            case _:
                return None

    def _off(self, tree: Expression) -> Callable[[Number], float] | None:
        """How far a number is off, as a share of how far it was at the start; None for what is no number that can be neared."""
        match tree:
            case MeterCompared(meter=meter, number=number, comparison=comparison) if comparison != "!=":
                place = self._place[meter]
                aim = plain(number * self._table.scale[place])
                whole = max(abs(float(self._table.start_meters[place] - aim)), float(self._table.scale[place]))
                return lambda shown: abs(float(shown - aim)) / whole
            case ElapsedCompared(seconds=seconds, comparison=comparison) if comparison in (">", ">="):
                return lambda shown: float(seconds - shown) / max(1, seconds)
            case _:
                return None


def _is_number(leaf: Leaf) -> bool:
    return isinstance(leaf, MeterCompared | ElapsedCompared)


def _settled(terms: Iterable[Expression]) -> list[Expression]:
    """Terms that are all to hold: where one is a fact, the others need not ask for it."""
    found = list(terms)
    for place, fact in enumerate(found):
        if not isinstance(fact, All | Any | Not | Constant):
            others = (one if number == place else assume(one, fact, _TRUE) for number, one in enumerate(found))
            found = list(others)
    return found


def _opposite(tree: Expression) -> Expression | None:
    """What holds when a condition fails, without asking for its opposite as a whole; None for a fact, of which there is no other."""
    match tree:
        case Not(term=term):
            return term
        case All(terms=terms):
            return Any(terms=tuple(Not(term=term) for term in terms))
        case Any(terms=terms):
            return All(terms=tuple(Not(term=term) for term in terms))
        case Constant(value=value):
            return Constant(value=not value)
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            return MeterCompared(meter=meter, comparison=OPPOSITE[comparison], number=number)
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            return ElapsedCompared(comparison=OPPOSITE[comparison], seconds=seconds)
        case _:
            return None
