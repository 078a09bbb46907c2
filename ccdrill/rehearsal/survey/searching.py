"""What a survey does when a few plays have not shown everything: a list of every situation, or proofs and plays that seek the new.

A good scenario seldom needs it, so `surveying` imports it when it comes to that.
"""

from collections.abc import Iterable
from functools import partial

from ccdrill.authoring.checks.check_lengths import CHOICES
from ccdrill.engine.program import Program
from ccdrill.model.condition import Not
from ccdrill.model.ids import ChoiceKey
from ccdrill.rehearsal.flow.release import going_nowhere, round_which_it_goes
from ccdrill.rehearsal.survey.corners import corner
from ccdrill.rehearsal.survey.goals import Goal
from ccdrill.rehearsal.survey.proving import prove
from ccdrill.rehearsal.survey.pursue import CHASE, Pursuit
from ccdrill.rehearsal.survey.seeking import Draw, replay, seek
from ccdrill.rehearsal.survey.shorten import shorten
from ccdrill.rehearsal.survey.slices import Slices
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.wandering import is_for_good, wander
from ccdrill.rehearsal.walk.explore import AT, WAIT, Exploration, explore
from ccdrill.rehearsal.walk.listing import Trails
from ccdrill.rehearsal.walk.locks import Lock, locks_of
from ccdrill.rehearsal.walk.table import Row
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import Play, trail_of
from ccdrill.rehearsal.walk.walker import Walker

_LOOKS = 3_000
"""Choices that each play may look at, taken all together."""
_FEW_LOOKS = 500
"""Situations that are looked at for each question before it is tried to prove it impossible."""
_ENDLESS = 10
"""How much less is listed and played where it is proved that no play ends: each would go on for ever, and the cause is told."""
_WANDERINGS = 5
"""Plays that avoid endings."""


def search(
    found: Survey,
    program: Program,
    draw: Draw,
    *,
    plays: int,
    known: Iterable[Play],
) -> None:
    """Lists every situation within the survey's budget; where there are more, plays and proves. Notes what it finds."""
    table = found.table
    if not found.flow.may_end:
        found.budget, plays = max(1, found.budget // _ENDLESS), max(1, plays // _ENDLESS)
    listed = explore(table, waits=True, budget=found.budget)
    found.listed = listed
    _take_in(found, listed)
    if listed.is_exhausted:
        return
    found.is_exhausted = False
    slices = Slices(found.flow)
    if found.flow.may_end:
        found.add_proof(slices.whole())
    for play in known:
        replay(found, play)
    left = plays * _LOOKS
    for _ in range(plays):
        left -= seek(found, draw)
        if left <= 0:
            break
    for lock in found.locks:  # what was not looked at any more counts as saved, and so does what waiting only moves on
        if lock.is_saved_by_time and is_for_good(table, lock.play):
            lock.is_saved_by_time, lock.is_proved = False, True
    pursue(found, program, _FEW_LOOKS)
    prove(found, slices)
    pursue(found, program)
    if found.hangs_on_waiting or any(table.limits):
        pursue(found, program, waits=True)
    _decide(found, program)
    _close(found, program)
    _wander(found, draw)
    _corner(found, program)
    for lock in found.locks:
        if lock.is_stuck and not (lock.trail is not None and lock.trail.is_waiting):
            shorten(table, lock)


def _close(found: Survey, program: Program) -> None:
    """Looks for plays to where nothing leads to an ending any more."""
    told = {lock.state for lock in found.locks if not lock.is_saved_by_time}
    table = build_table(program, is_lean=True)
    pursuit = Pursuit(table, CHASE // table.slowness)
    for proof in (found.flow, *found.proofs):
        nowhere = going_nowhere(proof)
        closed = set(nowhere)
        for state in sorted(round_which_it_goes(proof, nowhere) - told):
            here = [place for place in proof.places if place[0] == state]
            play = pursuit.play_into(
                (place for place in here if place in closed), (place for place in here if place not in closed)
            )
            if play is not None:
                told.add(state)
                is_stuck = not any(found.guard(row).may_hold for row in found.table.rows[state])
                lock = Lock(state, trail_of(play), is_stuck=is_stuck, is_saved_by_time=False, is_proved=True)
                found.locks.append(lock)


def _wander(found: Survey, draw: Draw) -> None:
    """Looks for plays to situations from which no ending can be reached any more, where it is not proved that there are none."""
    for _ in range(_WANDERINGS if found.holding and not found.locks else 0):
        lock = wander(found.table, draw)
        if lock is not None:
            found.locks.append(lock)
            return


def _corner(found: Survey, program: Program) -> None:
    """Looks for plays that get stuck where the ways out of a state are closed at once, where it is not proved that there are none."""
    told = {lock.state for lock in found.locks}
    open_states = [state for state in found.holding if state not in told]
    if not open_states:
        return
    table = build_table(program, is_lean=True)
    pursuit = Pursuit(table, CHASE // table.slowness)
    for state in reversed(open_states):  # whoever gets stuck in the last one may be said to in those before it
        lock = corner(found.table, table, pursuit, state)
        if lock is not None:
            found.locks.append(lock)
            return


def pursue(found: Survey, program: Program, most: int | None = None, *, waits: bool = False) -> None:
    """Goes after endings, choices, refusals and messages that are possible, as far as is proved, and that no play has met.

    `most`: situations that may be looked at for each of them. `waits`: by plays, too, in which nobody decides for a while.
    """
    table = found.table if waits else build_table(program, is_lean=True)  # every message ends a wait
    pursuit = Pursuit(table, CHASE // table.slowness, waits=waits)
    for state in sorted(found.flow.states.keys() - found.states.keys()):
        if found.can_reach(state) is None:
            replay(found, pursuit.play_to(state, most) or ())
    for row in table.every_row:
        if found.can_take(row.offer.key) is None:
            replay(found, pursuit.pursue([Goal(row.state, row.guard.tree)], partial(_took, row.offer.key), most) or ())
    for row in table.every_row:
        if not row.guard.is_always and found.can_refuse(row.offer.key) is None:
            play = pursuit.pursue([Goal(row.state, Not(term=row.guard.tree))], partial(_refused, row), most)
            if play is not None:
                found.refused.add(row.offer.key)
    _pursue_messages(found, most, waits=waits)


def _pursue_messages(found: Survey, most: int | None, *, waits: bool) -> None:
    """The same for messages, with those that only tell something."""
    table = found.table
    pursuit = Pursuit(table, CHASE // table.slowness, waits=waits)
    for call in table.calls:
        if found.can_arrive(call.index) is None:
            replay(found, pursuit.play_told(call, most) or ())


def _decide(found: Survey, program: Program) -> None:
    """Goes after plays in which nobody waits, for what only others have shown, where such plays are possible."""
    states, choices, calls, _ = found.perhaps_decided
    table = found.table
    pursuit = Pursuit(build_table(program, is_lean=True), CHASE // table.slowness)
    for state in sorted(states):
        if found.states.is_by_waiting(state):  # a play to another one may have come there
            replay(found, pursuit.play_to(state, _FEW_LOOKS) or ())
    for row in [row for key in choices for row in found.offers[key]]:
        if found.taken.is_by_waiting(row.offer.key):
            goal = Goal(row.state, row.guard.tree)
            replay(found, pursuit.pursue([goal], partial(_took, row.offer.key), _FEW_LOOKS) or ())
    telling = Pursuit(table, CHASE // table.slowness)
    for call in table.calls:
        if call.index in calls and found.told.is_by_waiting(call.index):
            replay(found, telling.play_told(call, _FEW_LOOKS) or ())


def _took(key: ChoiceKey, _: Walker, row: Row | None) -> bool:
    return row is not None and row.offer.key == key


def _refused(row: Row, walker: Walker, _: Row | None) -> bool:
    return walker.state == row.state and not row.guard.test(walker)


def _take_in(found: Survey, listed: Exploration) -> None:
    """What a search listed."""
    found.situations = len(listed.keys)
    walker, trails = Walker(listed.table), Trails(listed)
    guarded = [[row for row in rows if not row.guard.is_always] for rows in listed.table.rows]
    for situation in range(listed.expanded):
        state = listed.state(situation)
        if state not in found.states:
            found.states.note(state, trails.to(situation))
        labels = [label for label, _ in listed.edges(situation) if label != WAIT]
        if len(labels) > CHOICES:
            found.note_crowd(state, len(labels), trails.to(situation))
        for label in labels:
            key = listed.row(situation, label).offer.key
            if key not in found.taken:
                found.taken.note(key, trails.to(situation, label))
        waiting = [row for row in guarded[state] if row.offer.key not in found.refused]
        if waiting:
            listed.packing.unpack(listed.keys[situation], walker)
            found.refused.update(row.offer.key for row in waiting if not row.guard.test(walker))
    for call, edge in listed.coverage.arrived.items():
        found.told.note(call, trails.to(*_edge(edge)))
    for state, edge in listed.coverage.timed_out.items():
        found.expired.note(state, trails.to(*_edge(edge)))
    for state, edge in listed.coverage.visited.items():
        found.states.note(state, trails.to(*_edge(edge)))
    found.locks = list(locks_of(listed))


def _edge(edge: tuple[int, int]) -> tuple[int, int | None]:
    """What is so in a situation itself happened on no edge from it."""
    situation, label = edge
    return situation, None if label == AT else label
