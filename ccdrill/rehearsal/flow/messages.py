"""The messages of a scenario, as a flow asks for them: which may arrive, and which make no difference where they do.

Many a message only tells something. Once it is known that it may arrive, it is asked for again only where its arrival would be
news: so a long story with many messages is not gone through once for each of them.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from ccdrill.model.condition import ElapsedCompared, leaves
from ccdrill.rehearsal.flow.seconds import over_by
from ccdrill.rehearsal.known.known import ALWAYS, UNASKED, Known, Truth
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.table import Call, Table


class Messages:
    """What is asked of the messages of one table."""

    def __init__(self, table: Table, never: AbstractSet[int] = frozenset(), *, by_cases: bool = False) -> None:
        """None is known to arrive; `never`: these are known not to. `by_cases`: whether cases are kept apart."""
        self._by_cases = by_cases
        self.every = tuple(call for call in table.calls if call.index not in never)
        """All that may."""
        self.calls: set[int] = set()
        """Those that may arrive, by index."""
        self.asked: dict[int, Truth] = {}
        """What the conditions of those with a time may be when they are asked, by index."""
        self.questions = 0
        """How often it was asked whether one may arrive."""
        self._over_by = over_by(table)
        self._open = {call.index: call for call in self.every}
        """Those of which something more may become known."""
        self._quiet: list[Call] = []
        """The others."""
        self._add = self._clear = 0
        """What these make true, and false, all together."""

    def begin(self, known: Known) -> None:
        """The flow begins here: what has arrived, and what was to come before, does not come any more."""
        self._open = {
            index: call
            for index, call in self._open.items()
            if (known.false & call.bit if call.at is None else known.soonest <= call.at)
        }

    def told(self, call: Call, known: Known) -> Known | None:
        """What is known when the message arrives; None if it can't here."""
        self.questions += 1
        if call.soonest > self._over_by:
            return None
        question = call.guard.question
        if call.at is not None:
            if not known.soonest <= call.at <= known.latest:
                return None
            known = known._replace(soonest=call.at, latest=call.at)
            now = ALWAYS if call.guard.is_always else question.answers(known)
            before = self.asked.get(call.index, UNASKED)
            self.asked[call.index] = Truth(before.may_hold or now.may_hold, before.may_fail or now.may_fail)
            if not now.may_hold:
                return None
        elif not known.false & call.bit or call.after > known.latest:
            return None
        elif call.after > known.soonest:
            known = known._replace(soonest=call.after)  # it has held for so long since the start at the soonest
        found = question.if_holds(known)
        if found is not None:
            self.calls.add(call.index)
            self._settle(call)
        return found

    def over_too_soon(self, known: Callable[[], Iterable[Known]]) -> set[int]:
        """Those that may arrive as far as was asked, and do not: when their conditions may have held for so long, the clock is past what they ask of it.

        What a condition asks of the clock was asked when it could begin to hold; it must hold to the last second of `after`, too.
        `known`: of every situation before an ending.
        """
        return {
            call.index
            for call in self.every
            if call.index in self.calls and call.after and _asks_for_clock(call) and not _lasts(call, tuple(known()))
        }

    def to_ask(self, known: Known, may_come: Sequence[Call] | None = None) -> Sequence[Call]:
        """Those that may change what is known; `may_come`: of these, where it is known which ones may arrive."""
        if not self._by_cases:
            return self.worth_asking(known, may_come)
        return self.every if may_come is None else may_come

    def worth_asking(self, known: Known, among: Iterable[Call] | None = None) -> list[Call]:
        """Those that may be news where this is known, if no cases are kept apart.

        `among`: those that may arrive there, of those that were worth asking when more than this was known.
        """
        found = list(self._open.values() if among is None else among)
        if self._add & ~known.true or self._clear & ~known.false:
            found += [call for call in self._quiet if self._is_news(call, known)]
        return found

    def _is_news(self, call: Call, known: Known) -> bool:
        return bool(call.effect.add & ~known.true or call.effect.cleared & ~known.false)

    def _settle(self, call: Call) -> None:
        """Nothing more becomes known of a message that may arrive, leads nowhere, sets no meter, and whose condition is known to make a difference."""
        effect = call.effect
        if call.index not in self._open or effect.targets or any(is_set for _, is_set, _ in effect.meters):
            return
        asked = self.asked.get(call.index, UNASKED)
        if call.at is None or call.guard.is_always or (asked.may_hold and asked.may_fail):
            self._quiet.append(self._open.pop(call.index))
            self._add |= effect.add
            self._clear |= call.effect.cleared


def _asks_for_clock(call: Call) -> bool:
    return any(isinstance(leaf, ElapsedCompared) for leaf in leaves(call.guard.tree))


def _lasts(call: Call, known: Sequence[Known]) -> bool:
    """Whether a condition may hold at some time, and so long after that."""
    question = call.guard.question
    first = min((here.soonest for one in known if (here := question.if_holds(one)) is not None), default=NEVER)
    second = first + call.after
    later = (one._replace(soonest=max(one.soonest, second)) for one in known if one.latest >= second)
    return first < NEVER and any(question.answers(one).may_hold for one in later)
