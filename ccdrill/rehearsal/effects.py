"""What follows from effects where something is known: what is known then, and where that leads."""

from collections.abc import Iterator

from ccdrill.rehearsal.changes import Change
from ccdrill.rehearsal.known import Known, join_in
from ccdrill.rehearsal.places import Source
from ccdrill.rehearsal.questions import in_turn
from ccdrill.rehearsal.table import Effect, Table


class Effects:
    """Those of one table, as one flow meets them."""

    def __init__(self, table: Table) -> None:
        """None has happened yet."""
        self._table = table
        self._changes: dict[Source, Change] = {}
        self.after: dict[Source, Known] = {}
        """What may be known after each that may happen."""
        self.questions = 0
        """How much was asked to see where they lead."""

    def then(self, source: Source, known: Known, effect: Effect) -> Known:
        """What is known after an effect."""
        change = self._changes.get(source)
        if change is None:
            change = self._changes[source] = Change(effect, self._table, is_told=source[0] == "inject")
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
