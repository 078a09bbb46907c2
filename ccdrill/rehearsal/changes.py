"""What effects make of what is known: compiled, like the questions."""

from ccdrill.rehearsal.known import Known
from ccdrill.rehearsal.ranges import plain, unscaled
from ccdrill.rehearsal.spans import moved
from ccdrill.rehearsal.table import Effect, Table


class Change:
    """What one effect changes."""

    def __init__(self, effect: Effect, table: Table, *, is_told: bool = False) -> None:
        """`is_told`: of a message, whose `add` the spans leave out."""
        self._keep, self._add = effect.keep, effect.add
        reach = [table.layout.reach[name] for name in table.layout.meters]
        self._moves = [
            (reach[meter], plain(unscaled(by, table.scale[meter])), is_set)
            for meter, is_set, by in effect.meters
            if is_set or not is_told
        ]

    def after(self, known: Known) -> Known:
        """What is known after the effect."""
        true, false, soonest, latest, spans = known
        for reach, by, is_set in self._moves:
            spans = moved(spans, reach, by, known.when, is_set=is_set)
        cleared = ~self._keep & (true | false)
        return Known(true & self._keep | self._add, (false | cleared) & ~self._add, soonest, latest, spans)
