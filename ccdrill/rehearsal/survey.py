"""What can be said of a scenario before people sit down: what can be reached, taken, refused, told, and where it can get stuck.

Three answers: it happens (a play shows it), it can't (proved), or it was not decided. Where every situation can be listed, nothing
is left undecided. Where not, the flow proves what can't be, and plays that seek the new show what can.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from itertools import count

import msgspec

from ccdrill.engine.program import Program
from ccdrill.model.condition import ElapsedCompared, MeterCompared
from ccdrill.model.ids import ChoiceKey
from ccdrill.model.walks import conditions_of
from ccdrill.rehearsal.explore import AT, WAIT, Exploration, explore
from ccdrill.rehearsal.flow import Flow, flow
from ccdrill.rehearsal.known import Truth
from ccdrill.rehearsal.layout import lay_out
from ccdrill.rehearsal.listing import WAITED, Play, Seen, only_by_waiting, play_of
from ccdrill.rehearsal.locks import Lock, locks_of
from ccdrill.rehearsal.pursue import CHASE, Goal, Pursuit
from ccdrill.rehearsal.release import going_nowhere, holding, round_which_it_goes
from ccdrill.rehearsal.slices import Slices
from ccdrill.rehearsal.table import Row, Table
from ccdrill.rehearsal.tabulate import build_table
from ccdrill.rehearsal.walker import Walker

Draw = Callable[[], float]
"""Numbers that decide between equals: the lowest is taken."""
_BUDGET = 20_000
_PLAYS = 300
_SLOWER = 8
"""By how much a step takes longer where drifts hang on meters."""
_FEW = 12
"""Plays that may show everything at once: always the first choice, always the last, then whatever is new."""
_SAMPLE = 100
"""Situations that are listed in any case, for the two readings to be compared."""
_LONGEST = 400
_NOBODY: tuple[int, Play] = (0, ())
_MOST_WAITS = 50


class Survey(msgspec.Struct, dict=True):
    """The answers for one scenario."""

    table: Table
    """What was surveyed."""
    flow: Flow
    """What is possible at all."""
    proofs: list[Flow] = msgspec.field(default_factory=list)
    """The same by cases, where that was asked: what any of them calls impossible is."""
    situations: int = 0
    """How many were looked at."""
    is_exhausted: bool = True
    """Whether these are all."""
    states: dict[int, Play] = msgspec.field(default_factory=dict)
    """States and endings that are reached, each with a play."""
    taken: dict[ChoiceKey, Play] = msgspec.field(default_factory=dict)
    """Choices that can be taken."""
    refused: set[ChoiceKey] = msgspec.field(default_factory=set)
    """Choices whose condition fails somewhere where they would be offered."""
    told: dict[int, Play] = msgspec.field(default_factory=dict)
    """Injects that arrive, by index."""
    expired: dict[int, Play] = msgspec.field(default_factory=dict)
    """States whose timeout fires, by index."""
    acted: dict[str, Play] = msgspec.field(default_factory=dict)
    """Actions that are done."""
    crowds: dict[int, tuple[int, Play]] = msgspec.field(default_factory=dict)
    """How many choices were offered at once at most, by state, and where."""
    locks: list[Lock] = msgspec.field(default_factory=list)
    """Where it gets stuck."""
    listed: Exploration | None = None
    """The situations that were listed."""
    waited: Seen = msgspec.field(default_factory=lambda: Seen(set(), set(), set()))
    """What happens only if people wait and decide nothing."""
    holding: list[int] = msgspec.field(default_factory=list)
    """States of which it is not known whether a play may get stuck there, or after them."""

    @cached_property
    def whole(self) -> Flow:
        """The flow with all facts, also those that only decide which text is shown and what drifts."""
        known, layout = self.table.layout, lay_out(self.table.program, with_all=True)
        if layout.bit.keys() == known.bit.keys() and layout.comparisons.keys() == known.comparisons.keys():
            return self.flow
        return flow(build_table(self.table.program, with_all=True))

    @property
    def hangs_on_waiting(self) -> bool:
        """Whether more may come about for people who think for just so long, at a pace: a message comes by time, or something asks for the clock or drifts."""
        scenario = self.table.program.scenario
        asked = (leaf for condition in conditions_of(scenario) for leaf in condition.leaves)
        drifting = {one.meter for one in scenario.drift}
        if any(one.at is not None or one.after for one in scenario.injects.values()):
            return True
        return any(
            isinstance(leaf, ElapsedCompared) or (isinstance(leaf, MeterCompared) and leaf.meter in drifting)
            for leaf in asked
        )

    def can_reach(self, state: int) -> bool | None:
        """Whether a state or an ending is ever reached; None: not decided."""
        return self._decided(is_shown=state in self.states, is_possible=self.may_reach(state))

    def may_reach(self, state: int) -> bool:
        """Whether a state or an ending is not proved to be out of reach, for any length of waiting."""
        return all(state in one.states for one in (self.flow, *self.proofs))

    def can_take(self, key: ChoiceKey) -> bool | None:
        """Whether a choice can ever be taken; None: not decided."""
        return self._decided(is_shown=key in self.taken, is_possible=self.may(key).may_hold)

    def can_refuse(self, key: ChoiceKey) -> bool | None:
        """Whether a choice's condition ever fails where it would be offered; None: not decided."""
        return self._decided(is_shown=key in self.refused, is_possible=self.may(key).may_fail)

    def may(self, key: ChoiceKey) -> Truth:
        """What a choice's condition may be where it is offered, as far as is proved for any length of waiting."""
        truths = [self.guard(row) for row in self.offers[key]]
        return Truth(any(one.may_hold for one in truths), any(one.may_fail for one in truths))

    def guard(self, row: Row) -> Truth:
        """The same in one state."""
        truths = [one.guard(row) for one in (self.flow, *self.proofs)]
        return Truth(all(one.may_hold for one in truths), all(one.may_fail for one in truths))

    def can_arrive(self, call: int) -> bool | None:
        """Whether an inject ever arrives; None: not decided."""
        return self._decided(is_shown=call in self.told, is_possible=self.may_arrive(call))

    def may_arrive(self, call: int) -> bool:
        """Whether an inject is not proved never to arrive, for any length of waiting."""
        return all(call in one.calls for one in (self.flow, *self.proofs))

    def can_expire(self, state: int) -> bool | None:
        """Whether a state's timeout ever fires; None: not decided."""
        return self._decided(is_shown=state in self.expired, is_possible=state in self.flow.expired)

    @cached_property
    def offers(self) -> dict[ChoiceKey, list[Row]]:
        """Every choice, in each state that offers it."""
        found: dict[ChoiceKey, list[Row]] = {}
        for rows in self.table.rows:
            for row in rows:
                found.setdefault(row.offer.key, []).append(row)
        return found

    def _decided(self, *, is_shown: bool, is_possible: bool) -> bool | None:
        if is_shown:
            return True
        return False if self.is_exhausted or not is_possible else None


def survey(
    program: Program,
    draw: Draw,
    *,
    budget: int = _BUDGET,
    plays: int = _PLAYS,
    known: Iterable[Play] = (),
    progress: Callable[[int], None] | None = None,
) -> Survey:
    """Surveys a checked scenario.

    `draw` gives numbers from 0 to 1, for plays where not every situation can be listed. `budget`: situations that may be listed; `plays`: how many are played when that is too few; `known`: plays to begin with.
    """
    table = build_table(program)
    if not table.is_plain:  # meters that decide over drifts: each step asks for exact instants
        budget, plays = budget // _SLOWER, plays // _SLOWER
    possible = flow(table)
    found = _glance(Survey(table, possible), program, draw)
    if found is not None:
        return found
    found = Survey(table, possible)
    listed = explore(table, waits=True, budget=budget, progress=progress)
    found.listed = listed
    _take_in(found, listed)
    if listed.is_exhausted:
        suspected = Seen(
            {state for state, play in found.states.items() if WAITED in play},
            {key for key, play in found.taken.items() if WAITED in play},
            {call for call, play in found.told.items() if WAITED in play},
        )
        found.waited = only_by_waiting(listed, suspected)
        return found
    found.is_exhausted = False
    slices = Slices(table)
    _add_proof(found, slices.whole())
    for play in known:
        _replay(found, play)
    for _ in range(plays):
        _seek(found, draw)
    _pursue(found, program)
    _prove(found, slices)
    _close(found, program)
    return found


def _prove(found: Survey, slices: Slices) -> None:
    """Goes through what is still open, question by question."""
    table = found.table
    for key, rows in found.offers.items():
        if found.can_take(key) is None or (found.can_refuse(key) is None and not rows[0].guard.is_always):
            _add_proof(found, slices.of_choice(rows))
    for state in range(len(table.names)):
        if found.can_reach(state) is None:
            _add_proof(found, slices.of_state(state))
    for call in (*table.timed, *table.waiting):
        if found.can_arrive(call.index) is None:
            _add_proof(found, slices.of_call(call))
    open_states = set(holding(found.flow))
    for proof in found.proofs:
        open_states &= set(holding(proof))
    for state in sorted(open_states):
        more = slices.of_lock(state) if state in open_states else None
        if more is not None:
            found.proofs.append(more)
            open_states &= set(holding(more))
    found.holding = sorted(open_states)


def _add_proof(found: Survey, proof: Flow | None) -> None:
    if proof is not None:
        found.proofs.append(proof)


def _close(found: Survey, program: Program) -> None:
    """Looks for plays to where nothing leads to an ending any more."""
    told = {lock.state for lock in found.locks}
    table = build_table(program, is_lean=True)
    pursuit = Pursuit(table, CHASE if table.is_plain else CHASE // _SLOWER)
    for proof in (found.flow, *found.proofs):
        nowhere = going_nowhere(proof)
        closed = set(nowhere)
        free = {place[0] for place in proof.places if place not in closed}
        for state in sorted(round_which_it_goes(proof, nowhere) - told):
            play = found.states.get(state) if state not in free else None
            if play is None or WAITED in play:
                play = pursuit.play_into(place for place in nowhere if place[0] == state)
            if play is not None:
                told.add(state)
                is_stuck = not any(found.guard(row).may_hold for row in found.table.rows[state])
                found.locks.append(
                    Lock(state, play, is_stuck=is_stuck, is_everywhere=state not in free, is_saved_by_time=False)
                )


def _glance(found: Survey, program: Program, draw: Draw) -> Survey | None:
    """The answers, if a few plays show all that is possible and it is proved that none gets stuck; else None.

    Most good scenarios need no more, however many situations they have.
    """
    if holding(found.flow):
        return None
    found.is_exhausted = False
    for number in range(_FEW):
        rising = count() if number == 0 else count(0, -1)
        _seek(found, draw if number > 1 else partial(next, rising), is_curious=number > 1)
        if not _is_open(found):
            break
    else:
        _pursue(found, program)
    found.listed = explore(found.table, waits=True, budget=_SAMPLE)
    return None if _is_open(found) else found


def _is_open(found: Survey) -> bool:
    """Whether something is possible that no play has shown."""
    table, possible = found.table, found.flow
    if possible.states.keys() - found.states.keys() or possible.calls - found.told.keys():
        return True
    if possible.expired - found.expired.keys():
        return True
    for rows in table.rows:
        for row in rows:
            truth = possible.guard(row)
            if truth.may_hold and row.offer.key not in found.taken:
                return True
            if truth.may_fail and not row.guard.is_always and row.offer.key not in found.refused:
                return True
    return False


def _pursue(found: Survey, program: Program) -> None:
    """Goes after endings and choices that are possible and that no play has met."""
    table = build_table(program, is_lean=True)
    pursuit = Pursuit(table, CHASE if table.is_plain else CHASE // _SLOWER)
    for state in sorted(found.flow.states.keys() - found.states.keys()):
        _replay(found, pursuit.play_to(state) or ())
    for row in [row for rows in table.rows for row in rows]:
        if found.can_take(row.offer.key) is None:
            _replay(found, pursuit.pursue([Goal(row, row.guard.tree)], partial(_took, row.offer.key)) or ())


def _replay(found: Survey, play: Play) -> None:
    """Plays what is known to be possible, and notes what it meets."""
    walker = Walker(found.table)
    walker.start()
    for number, key in enumerate(play, start=1):
        row = next((one for one in walker.open_rows() if one.offer.key == key), None)
        if row is None:
            return
        walker.forget()
        walker.take(row)
        _note(found, walker, row, play[:number])


def _took(key: ChoiceKey, _: Walker, row: Row) -> bool:
    return row.offer.key == key


def _take_in(found: Survey, listed: Exploration) -> None:
    """What a search listed."""
    found.situations = len(listed.keys)
    walker = Walker(listed.table)
    guarded = [[row for row in rows if not row.guard.is_always] for rows in listed.table.rows]
    for situation in range(listed.expanded):
        state = listed.state(situation)
        if state not in found.states:
            found.states[state] = play_of(listed, situation)
        labels = [label for label, _ in listed.edges(situation) if label != WAIT]
        if len(labels) > found.crowds.get(state, _NOBODY)[0]:
            found.crowds[state] = len(labels), play_of(listed, situation)
        for label in labels:
            key = listed.row(situation, label).offer.key
            if key not in found.taken:
                found.taken[key] = play_of(listed, situation, label)
        waiting = [row for row in guarded[state] if row.offer.key not in found.refused]
        if waiting:
            listed.packing.unpack(listed.keys[situation], walker)
            found.refused.update(row.offer.key for row in waiting if not row.guard.test(walker))
    for call, edge in listed.coverage.arrived.items():
        found.told[call] = play_of(listed, *_edge(edge))
    for state, edge in listed.coverage.timed_out.items():
        found.expired[state] = play_of(listed, *_edge(edge))
    for action, edge in listed.coverage.acts.items():
        found.acted[action] = play_of(listed, *_edge(edge))
    for state, edge in listed.coverage.visited.items():
        found.states.setdefault(state, play_of(listed, *_edge(edge)))
    found.locks = list(locks_of(listed))


def _edge(edge: tuple[int, int]) -> tuple[int, int | None]:
    """What is so in a situation itself happened on no edge from it."""
    situation, label = edge
    return situation, None if label == AT else label


def _seek(found: Survey, draw: Draw, *, is_curious: bool = True) -> None:
    """Plays once to an ending, and notes what it meets.

    Takes what has not been taken yet; or, not curious, what it has taken least in this play and then what `draw` says.
    """
    walker = Walker(found.table)
    walker.start()
    for state in walker.visited:
        found.states.setdefault(state, ())
    for call in walker.arrived:
        found.told.setdefault(call, ())
    play: list[str] = []
    tried: dict[ChoiceKey, int] = {}
    while not walker.is_ended and len(play) < _LONGEST:
        rows = walker.open_rows()
        _wait_for_timeout(found, walker, tuple(play))
        if len(rows) > found.crowds.get(walker.state, _NOBODY)[0]:
            found.crowds[walker.state] = len(rows), tuple(play)
        for row in found.table.rows[walker.state]:
            if row.offer.key not in found.refused and not row.guard.is_always and not row.guard.test(walker):
                found.refused.add(row.offer.key)
        if not rows:
            if all(lock.state != walker.state for lock in found.locks):
                found.locks.append(_stuck(walker, tuple(play)))
            return
        row = min(
            rows, key=lambda one: (is_curious and one.offer.key in found.taken, tried.get(one.offer.key, 0), draw())
        )
        tried[row.offer.key] = tried.get(row.offer.key, 0) + 1
        walker.forget()
        walker.take(row)
        play.append(row.offer.key)
        _note(found, walker, row, tuple(play))
    found.situations += len(play)


def _wait_for_timeout(found: Survey, walker: Walker, play: Play) -> None:
    """Whether the timeout fires if nobody decides from here on."""
    state = walker.state
    if state in found.expired or found.table.limits[state] is None:
        return
    idle, waits = Walker(found.table), 0
    idle.copy_from(walker)
    while idle.state == state and not idle.is_ended and waits < _MOST_WAITS and idle.wait():
        waits += 1
        if state in idle.timed_out:
            found.expired[state] = (*play, *(WAITED,) * waits)
            return


def _stuck(walker: Walker, play: Play) -> Lock:
    """Where nothing can be chosen; time saves it if waiting brings a choice, or an ending."""
    state, waits = walker.state, 0
    while waits < _MOST_WAITS and not walker.is_ended and not walker.open_rows() and walker.wait():
        waits += 1
    is_saved = walker.is_ended or bool(walker.open_rows())
    return Lock(state, play, is_stuck=True, is_everywhere=False, is_saved_by_time=is_saved)


def _note(found: Survey, walker: Walker, row: Row, play: Play) -> None:
    found.taken.setdefault(row.offer.key, play)
    for state in walker.visited:
        found.states.setdefault(state, play)
    for call in walker.arrived:
        found.told.setdefault(call, play)
    for action, _ in walker.acts:
        found.acted.setdefault(action, play)
