"""What may happen while a choice is under way: messages arrive, and may lead elsewhere; drifts run on."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ccdrill.rehearsal.flow.cases import Cases
from ccdrill.rehearsal.flow.effects import Effects
from ccdrill.rehearsal.flow.messages import Messages
from ccdrill.rehearsal.flow.places import Place, Way
from ccdrill.rehearsal.known.drifts import Rates
from ccdrill.rehearsal.known.known import Known, join_in
from ccdrill.rehearsal.known.lines import later
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.table import Call, Table


class Under(NamedTuple):
    """What may happen while a choice is under way."""

    others: list[tuple[int, Known]]
    """Where else the story may stand when it is through, and what is known there, but for how long it took at the least."""
    rates: Rates
    """How fast drifts may move meters meanwhile."""
    is_led: bool
    """Whether something else may lead on meanwhile."""


class UnderWay:
    """Says so of the choices of one table, for one flow."""

    def __init__(
        self,
        table: Table,
        cases: Cases,
        messages: Messages,
        effects: Effects,
        set_out: Callable[[int, int, Known], None],
    ) -> None:
        """`set_out`: is told where messages lead meanwhile: from which state, to which, and what is known then."""
        self._endings, self._on_entry, self._drifts = table.endings, table.on_entry, table.drifts
        self._longest = tuple(max((row.takes for row in rows), default=0) for rows in table.rows)
        self._cases, self._messages, self._effects, self._set_out = cases, messages, effects, set_out
        self.meantime: dict[Place | Way, Known] = {}
        """What may be so where choices are under way, or people on a way."""

    def while_taking(self, home: Place, here: Known, done: int, may_come: Sequence[Call]) -> Under:
        """What may happen while a choice is under way that is taken where this is known.

        What arrives meanwhile may lead elsewhere, and the choice has its effect there. `done`: facts of what is done on
        the way; before that they may not hold yet. `may_come`: what may arrive in the place as it is.
        """
        places: dict[Place, Known] = {}
        waiting: list[Place] = []
        is_led = False
        under_way = self._drifts.wide(here)._replace(
            true=here.true | done, latest=later(here.latest, self._longest[home[0]])
        )
        if not done and not self._messages.every:
            if under_way != here:
                join_in(self.meantime, home, under_way)
            return Under([], self._drifts.rates((under_way,)), is_led=False)
        is_at_rest = not done and here.latest >= NEVER

        def stand(target: int, known: Known) -> None:
            place = self._cases.at(target, known)
            if join_in(places, place, known):
                waiting.append(place)

        stand(home[0], under_way)
        first = waiting[0]
        while waiting:
            place = waiting.pop()
            is_as_before = is_at_rest and place == home and len(places) == 1
            for call in self._messages.to_ask(places[place], may_come if is_as_before else None):
                told = self._messages.told(call, places[place])
                if told is None:
                    continue
                after = self._drifts.wide(self._effects.then(("inject", call.id), told, call.effect))
                for to, known in self._effects.ways_on(after, call.effect):
                    target = place[0] if to is None else to
                    is_led = is_led or to is not None
                    if target != place[0]:
                        self._set_out(place[0], target, known)
                    if target < self._endings:
                        true = known.true | self._on_entry[target][0]
                        stand(target, known._replace(true=true, latest=under_way.latest))
        others = []
        for place, known in places.items():
            if known != here or place[0] != home[0]:
                join_in(self.meantime, place, known)
            if known != under_way or place != first:
                others.append((place[0], known))
        return Under(others, self._drifts.rates(places.values()), is_led)
