"""The machine against the walk: every edge that a search found is driven through `transitions` as well, and compared.

One meaning, two speeds: this makes it a checked fact instead of a hope.
"""

from collections.abc import Iterator

from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Mover
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import decide, offers
from ccdrill.model.ids import ChoiceId, StateId
from ccdrill.model.value import Value
from ccdrill.rehearsal.walk.bridge import load, situation_of
from ccdrill.rehearsal.walk.explore import WAIT, Exploration
from ccdrill.rehearsal.walk.packing import Packing
from ccdrill.rehearsal.walk.walker import Walker


class Disagreement(Value, frozen=True):
    """An edge on which the two differ: a bug of ccdrill, never of a scenario."""

    state: StateId
    """Where it begins."""
    choice: ChoiceId | None
    """What was taken; None: they differ in what is offered."""


def disagreements(found: Exploration, most_edges: int) -> Iterator[Disagreement]:
    """Where machine and walk differ, over the first so many decisions."""
    table, packing = found.table, found.packing
    mover: Mover = MachineMover(table.program)
    walker, after = Walker(table), Walker(table)
    compared = 0
    for number in range(found.expanded):
        packing.unpack(found.keys[number], walker)
        if walker.is_ended:
            continue
        situation = situation_of(walker)
        edges = {label: target for label, target in found.edges(number) if label != WAIT}
        rows = table.rows[walker.state]
        if [offer.id for offer in offers(table.program, situation)] != [rows[label].offer.id for label in edges]:
            yield Disagreement(situation.state, None)
            continue
        for label, target in edges.items():
            choice = rows[label].offer.id
            step = decide(table.program, mover, situation, choice)
            if step is None or _packed(packing, after, step.situation) != found.keys[target]:
                yield Disagreement(situation.state, choice)
            compared += 1
            if compared >= most_edges:
                return


def _packed(packing: Packing, walker: Walker, situation: Situation) -> int:
    load(walker, situation)
    return packing.pack(walker)
