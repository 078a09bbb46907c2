"""What is due at one instant: injects in file order, the state's timeout, and the entry into states. The clock stands still."""

from ccdrill.engine.conditions import holds
from ccdrill.engine.program import Mover, Program, Timed
from ccdrill.engine.scratch import Scratch
from ccdrill.model.happenings import Arrived, Entered, Lapsed, Marked, TimedOut
from ccdrill.model.ids import StateId


def enter(program: Program, scratch: Scratch, target: StateId) -> None:
    """Comes to an ending, or to a state: now, or as soon as it opens. Until then the run is on its way.

    A run on its way that is sent elsewhere goes there: the first entry is given up.
    """
    scratch.heading = target
    arrive(program, scratch)


def arrive(program: Program, scratch: Scratch) -> None:
    """Enters the state that the run is on its way to, if it is open."""
    target = scratch.heading
    if target is None or program.opens.get(target, 0) > scratch.now:
        return
    scratch.note(Entered(state=target, t=scratch.now))
    if target in program.scenario.endings:
        scratch.is_ended = True
        return
    for moment in program.scenario.states[target].marks:
        if moment not in scratch.moments:
            scratch.note(Marked(moment=moment, t=scratch.now))


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
            enter(program, scratch, fired.target)


def expire(program: Program, mover: Mover, scratch: Scratch) -> bool:
    """Fires the state's timeout if it is due now; whether it was."""
    expiry = program.expiries.get(scratch.state)
    if expiry is None or scratch.is_timeout_spent or scratch.now < scratch.entered + expiry.after:
        return False
    scratch.note(TimedOut(state=scratch.state, t=scratch.now))
    fired = mover.fire(scratch, expiry.edge)
    if fired is not None and fired.target is not None:
        enter(program, scratch, fired.target)
    return True


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
