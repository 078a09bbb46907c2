"""What follows from effects where something is known: what is known then, and where that leads."""

from collections.abc import Iterator

from ccdrill.rehearsal.flow.places import Source
from ccdrill.rehearsal.known.known import Known, join_in
from ccdrill.rehearsal.known.questions import in_turn
from ccdrill.rehearsal.known.ranges import plain, unscaled
from ccdrill.rehearsal.known.spans import moved
from ccdrill.rehearsal.walk.table import Effect, Table


class _Change:
    """What one effect makes of what is known: compiled, like the questions."""

    def __init__(self, effect: Effect, table: Table, *, is_told: bool) -> None:
        """`is_told`: of a message, whose `add` the spans leave out."""
        self._keep, self._add, self._cleared = effect.keep, effect.add, effect.cleared
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
        cleared = self._cleared & (true | false)
        return Known(true & self._keep | self._add, (false | cleared) & ~self._add, soonest, latest, spans)


class Effects:
    """Those of one table, as one flow meets them."""

    def __init__(self, table: Table) -> None:
        """None has happened yet."""
        self._table = table
        self._changes: dict[Source, _Change] = {}
        self.after: dict[Source, Known] = {}
        """What may be known after each that may happen."""
        self.questions = 0
        """How much was asked to see where they lead."""

    def then(self, source: Source, known: Known, effect: Effect) -> Known:
        """What is known after an effect."""
        change = self._changes.get(source)
        if change is None:
            change = self._changes[source] = _Change(effect, self._table, is_told=source[0] == "inject")
        after = change.after(known)
        join_in(self.after, source, after)
        return after

    def ways_on(self, after: Known, effect: Effect) -> Iterator[tuple[int | None, Known]]:
        """Each target that may be the first whose condition holds, with what is known then; None: the story stays."""
        if not effect.targets:
            yield None, after
            return
        self.questions += 2 * len(effect.targets)
        known = in_turn(effect.questions, after)
        for target, here in zip((*(target for _, target in effect.targets), None), known, strict=True):
            if here is not None:
                yield target, here
