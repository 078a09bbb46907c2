"""From a program to its table: every rule of a scenario as whole numbers and masks."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import or_

import msgspec

from ccdrill.engine.program import Offer, Program
from ccdrill.model.condition import Condition, MeterCompared, leaves
from ccdrill.model.ids import ActionId, FlagName, MeterName, MomentId, StateId
from ccdrill.model.scenario import Branch, Choice, Drift, Inject, Timeout, acts_of
from ccdrill.model.walks import Moves
from ccdrill.rehearsal.known.guards import Compiler
from ccdrill.rehearsal.known.layout import Layout, elapsed_in, lay_out
from ccdrill.rehearsal.known.ranges import Number, plain, scaled
from ccdrill.rehearsal.walk.table import Call, Effect, Limit, MeterChange, Push, Row, Table, Watch, flips_of

_HOUR = 3600
_ALWAYS_ASKED = ~0
"""In place of the facts that messages have arrived: whoever asks this goes on asking."""


def build_table(
    program: Program, *, is_lean: bool = False, with_all: bool = False, still: Collection[Drift] = ()
) -> Table:
    """The table of a program of a checked scenario.

    `is_lean`: without injects that only tell something. What can be done and what comes of it is the same, and situations
    that differ in what was told are one; so there are far fewer. `with_all`: facts that only decide which text is shown, or
    what drifts, are facts too; so there are more. `still`: drifts of which it is known that they never run.
    """
    return _Builder(program, lay_out(program, with_all=with_all, still=still), is_lean=is_lean).build()


class _Builder:
    def __init__(self, program: Program, layout: Layout, *, is_lean: bool) -> None:
        self.program = program
        self.is_lean = is_lean
        self.scenario = program.scenario
        self.layout = layout
        self.is_plain = not any(
            isinstance(leaf, MeterCompared)
            for drift in self.layout.drifts
            if drift.while_ is not None
            for leaf in drift.while_.leaves
        )
        self.scale = {
            name: self._scale(name, self.layout.moves[name]) if self.is_plain else 1 for name in self.layout.meters
        }
        self.place = {name: index for index, name in enumerate(self.layout.meters)}
        self.compiler = Compiler(self.layout, program.case, self.scale)
        self.names = (*self.scenario.states, *self.scenario.endings)
        self.index = {name: index for index, name in enumerate(self.names)}
        self.all_facts = layout.every_fact

    def build(self) -> Table:
        scenario, layout = self.scenario, self.layout
        calls = [self._call(index) for index in range(len(self.program.injects))]
        if self.is_lean:
            calls = [call for call in calls if self._does_something(call)]
        timed = [(call.at, call.index, call) for call in calls if call.at is not None]
        waiting = tuple(call for call in calls if call.at is None)
        whens = [self.program.injects[call.index].inject.when for call in waiting]
        rows = tuple(
            tuple(
                self._row(self.index[name], index, offer)
                for index, offer in enumerate(self.program.offers.get(name, ()))
            )
            for name in self.names
        )
        return Table(
            program=self.program,
            layout=layout,
            names=self.names,
            index=self.index,
            endings=len(scenario.states),
            rows=rows,
            timed=tuple(call for _, _, call in sorted(timed, key=lambda one: one[:2])),
            waiting=waiting,
            limits=tuple(self._limit(name) for name in self.names),
            on_entry=tuple(self._entry(name) for name in self.names),
            opens=tuple(max(0, self.program.opens.get(name, 0)) for name in self.names),
            scale=tuple(self.scale[name] for name in layout.meters),
            start_facts=reduce(or_, (layout.flag(name) for name, value in scenario.flags.items() if value), 0),
            start_meters=tuple(self._number(name, scenario.meters[name].start) for name in layout.meters),
            bounds=tuple(
                (self._bound(name, scenario.meters[name].min), self._bound(name, scenario.meters[name].max))
                for name in layout.meters
            ),
            pushes=self._pushes(),
            is_plain=self.is_plain,
            waiting_facts=reduce(
                or_, (call.bit | self._facts(when) for call, when in zip(waiting, whens, strict=True)), 0
            ),
            drift_facts=reduce(or_, (self._facts(drift.while_) for drift in layout.drifts), 0),
            moving=msgspec.structs.replace(scenario, drift=layout.drifts),
            turns=tuple(sorted({leaf.seconds for leaf in elapsed_in(one.while_ for one in layout.drifts)})),
            flips=flips_of(elapsed_in(whens)),
            watched=self._watched(waiting, whens),
            asking=tuple(self._asking(one) for one in rows),
        )

    def _row(self, state: int, index: int, offer: Offer) -> Row:
        choice = offer.choice
        acts = acts_of(choice)
        early = [(act.after, act.action) for act in acts if act.after is not None and act.after < choice.takes]
        late = tuple(act.action for act in acts if act.after is None or act.after >= choice.takes)
        once = self.layout.used(offer.key)
        return Row(
            state=state,
            index=index,
            offer=offer,
            guard=self.compiler.guard(choice.when),
            once=once,
            takes=choice.takes,
            early=tuple(sorted(early, key=lambda one: one[0])),
            done=reduce(or_, (self.layout.done(action) for _, action in early), 0),
            effect=self._effect(choice, offer.edge.branches, acts=late, also=once),
        )

    def _call(self, index: int) -> Call:
        timed = self.program.injects[index]
        bit = self.layout.arrived(timed.id)
        return Call(
            id=timed.id,
            index=index,
            at=timed.at,
            bit=bit,
            after=timed.inject.after or 0,
            guard=self.compiler.guard(timed.inject.when),
            effect=self._effect(timed.inject, timed.edge.branches, also=bit),
        )

    def _does_something(self, call: Call) -> bool:
        """Whether an inject changes anything that can matter."""
        effect = call.effect
        return bool(effect.targets or effect.meters or effect.cleared or effect.add & ~call.bit)

    def _limit(self, name: StateId) -> Limit | None:
        expiry = self.program.expiries.get(name)
        if expiry is None:
            return None
        return Limit(expiry.after, self._effect(expiry.timeout, expiry.edge.branches))

    def _entry(self, name: StateId) -> tuple[int, tuple[MomentId, ...]]:
        moments = self.scenario.states[name].marks if name in self.scenario.states else ()
        add = 0
        for moment in moments:
            add |= self.layout.moment(moment)
        return add, moments

    def _effect(
        self,
        source: Choice | Inject | Timeout,
        branches: tuple[Branch, ...],
        acts: tuple[ActionId, ...] = (),
        also: int = 0,
    ) -> Effect:
        cleared, add = 0, also
        meters: list[MeterChange] = []
        for name, setting in source.set.items():
            bit = self.layout.flag(FlagName(name))
            if setting.value is True:
                add |= bit
            elif setting.value is False:
                cleared |= bit
        for changes, is_set in ((_meters_set(source), True), (source.add.items(), False)):
            for meter, number in changes:
                if meter in self.place:
                    meters.append((self.place[meter], is_set, self._number(meter, number)))
        for action in acts:
            add |= self.layout.done(action)
        for moment in source.marks:
            add |= self.layout.moment(moment)
        guards = [self.compiler.guard(branch.when) for branch in branches]
        return Effect(
            keep=self.all_facts & ~cleared,
            cleared=cleared,
            add=add,
            meters=tuple(meters),
            acts=acts,
            moments=source.marks,
            targets=tuple((guard.test, self.index[branch.to]) for guard, branch in zip(guards, branches, strict=True)),
            questions=tuple(guard.question for guard in guards),
        )

    def _facts(self, condition: Condition | None) -> int:
        """The facts that a condition asks for."""
        return self.layout.asked_by(self.compiler.guard(condition).tree)

    def _pushes(self) -> tuple[Push, ...]:
        if not self.is_plain:
            return ()
        return tuple(
            Push(
                self.place[drift.meter],
                self._number(drift.meter, drift.per_hour / _HOUR),
                self.compiler.running(drift.while_).test,
            )
            for drift in self.layout.drifts
        )

    def _watched(self, waiting: tuple[Call, ...], whens: list[Condition | None]) -> tuple[Watch, ...]:
        asking: dict[MeterCompared, int] = {}
        for call, when in zip(waiting, whens, strict=True):
            for leaf in when.leaves if when is not None else ():
                if isinstance(leaf, MeterCompared):
                    asking[leaf] = asking.get(leaf, 0) | call.bit
        return tuple(self._watch(one, arrived) for one, arrived in asking.items())

    def _asking(self, rows: Iterable[Row]) -> tuple[Watch, ...]:
        drifting = {drift.meter for drift in self.layout.drifts}
        asked = dict.fromkeys(leaf for row in rows for leaf in leaves(row.guard.tree))
        return tuple(
            self._watch(one, _ALWAYS_ASKED) for one in asked if isinstance(one, MeterCompared) and one.meter in drifting
        )

    def _watch(self, asked: MeterCompared, arrived: int) -> Watch:
        return self.place[asked.meter], asked.comparison, self._number(asked.meter, asked.number), arrived

    def _scale(self, name: MeterName, moves: Moves) -> int:
        """What makes every number whole that the meter can ever have."""
        meter = self.scenario.meters[name]
        numbers = [meter.start, meter.min or Fraction(0), meter.max or Fraction(0), *moves.settings, *moves.steps]
        numbers += [drift.per_hour / _HOUR for drift in self.layout.drifts if drift.meter == name]
        return lcm(*(number.denominator for number in numbers))

    def _number(self, name: MeterName, value: Fraction) -> Number:
        found = scaled(value, self.scale[name])
        return plain(found) if self.is_plain else found

    def _bound(self, name: MeterName, value: Fraction | None) -> Number | None:
        return None if value is None else self._number(name, value)


def _meters_set(source: Choice | Inject | Timeout) -> Iterator[tuple[MeterName, Fraction]]:
    for name, setting in source.set.items():
        if not isinstance(setting.value, bool):
            yield MeterName(name), setting.value
