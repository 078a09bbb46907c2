"""Exercise time running on: drift, injects in order, timeouts, and the entry into states.

Whatever is due at one instant happens in this order: the decision, then injects in file order, then the timeout.
"""

from ccdrill.engine.conditions import holds
from ccdrill.engine.drift import move_meters, next_change
from ccdrill.engine.program import Mover, Program, Timed
from ccdrill.engine.scratch import Scratch
from ccdrill.model.happenings import Acted, Arrived, Entered, Lapsed, Marked, TimedOut
from ccdrill.model.ids import ActionId, StateId

Schedule = tuple[tuple[int, ActionId], ...]
"""Actions under way with the second at which each is done."""


def run_clock(
    program: Program, mover: Mover, scratch: Scratch, until: int, schedule: Schedule = (), *, idle: bool = False
) -> None:
    """Runs the clock on to `until`, and stops there before what is due at that instant; an ending stops it earlier.

    `idle`: nobody acts, so timeouts fire on the way; they do not interrupt an action under way.
    """
    waiting = sorted(schedule, key=lambda entry: entry[0])
    while not scratch.is_ended and scratch.now < until:
        instant = min(until, _next_instant(program, scratch, idle), *(when for when, _ in waiting[:1]))
        move_meters(program.scenario, scratch, instant - scratch.now)
        scratch.now = instant
        while waiting and waiting[0][0] <= scratch.now:
            scratch.note(Acted(action=waiting.pop(0)[1], t=scratch.now))
        if scratch.now < until:
            settle(program, mover, scratch)
            if idle:
                expire(program, mover, scratch)
    if not scratch.is_ended:
        for _, action in waiting:
            scratch.note(Acted(action=action, t=scratch.now))


def settle(program: Program, mover: Mover, scratch: Scratch) -> None:
    """Delivers every inject that is due now: always the first in file order, until none is."""
    while not scratch.is_ended:
        due = _first_due(program, scratch)
        if due is None:
            return
        if due.at is not None and not holds(due.inject.when, scratch, program.case):
            scratch.note(Lapsed(inject=due.id, t=scratch.now))
            continue
        scratch.note(Arrived(inject=due.id, t=scratch.now))
        fired = mover.fire(scratch, due.edge)
        if fired is not None and fired.target is not None:
            enter(program, mover, scratch, fired.target)


def expire(program: Program, mover: Mover, scratch: Scratch) -> None:
    """Fires the state's timeout if it is due now."""
    expiry = program.expiries.get(scratch.state)
    if (
        expiry is None
        or scratch.is_ended
        or scratch.is_timeout_spent
        or scratch.now < scratch.entered + expiry.timeout.after
    ):
        return
    scratch.note(TimedOut(state=scratch.state, t=scratch.now))
    fired = mover.fire(scratch, expiry.edge)
    if fired is not None and fired.target is not None:
        enter(program, mover, scratch, fired.target)
    settle(program, mover, scratch)


def enter(program: Program, mover: Mover, scratch: Scratch, target: StateId) -> None:
    """Comes to a state (the clock moves on to its `opens`, then its `marks`) or to an ending.

    An inject that moves the run while the clock moves on to `opens` wins: this entry is then given up.
    """
    scratch.state = target
    if target in program.scenario.endings:
        scratch.note(Entered(state=target, t=scratch.now))
        scratch.is_ended = True
        return
    opens = program.opens.get(target, 0)
    if opens > scratch.now:
        before = len(scratch.happenings)
        run_clock(program, mover, scratch, opens)
        if any(isinstance(one, Entered) for one in scratch.happenings[before:]):
            return
    scratch.note(Entered(state=target, t=scratch.now))
    for moment in program.scenario.states[target].marks:
        if moment not in scratch.moments:
            scratch.note(Marked(moment=moment, t=scratch.now))


def _first_due(program: Program, scratch: Scratch) -> Timed | None:
    """Arms and disarms the injects that wait for a condition, then picks the first that is due."""
    due: Timed | None = None
    for timed in program.injects:
        if timed.id in scratch.delivered:
            continue
        if timed.at is not None:
            is_due = timed.at <= scratch.now
        elif not holds(timed.inject.when, scratch, program.case):
            scratch.armed.pop(timed.id, None)
            is_due = False
        else:
            since = scratch.armed.setdefault(timed.id, scratch.now)
            is_due = since + (timed.inject.after or 0) <= scratch.now
        if is_due and due is None:
            due = timed
    return due


def _next_instant(program: Program, scratch: Scratch, idle: bool) -> int:
    """The next second, after now, at which anything but the end of the step may be due."""
    instants: list[int] = []
    trees = []
    for timed in program.injects:
        if timed.id in scratch.delivered:
            continue
        if timed.at is not None:
            instants.append(timed.at)
            continue
        if timed.inject.when is not None:
            trees.append(timed.inject.when.tree)
        if timed.id in scratch.armed:
            instants.append(scratch.armed[timed.id] + (timed.inject.after or 0))
    change = next_change(program.scenario, scratch, trees)
    if change is not None:
        instants.append(scratch.now + change)
    expiry = program.expiries.get(scratch.state) if idle and not scratch.is_timeout_spent else None
    if expiry is not None:
        instants.append(scratch.entered + expiry.timeout.after)
    return min((instant for instant in instants if instant > scratch.now), default=scratch.now + 10**12)
