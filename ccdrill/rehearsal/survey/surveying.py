"""How a survey comes to its answers: by a few plays if they show all that is possible, else by a search."""

from collections.abc import Iterable
from functools import partial
from itertools import count

from ccdrill.engine.program import Program
from ccdrill.model.ids import ChoiceKey
from ccdrill.model.scenario import Drift
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.flow.places import Flow
from ccdrill.rehearsal.flow.release import holding
from ccdrill.rehearsal.known.guards import tree_of
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.survey.seeking import Draw, seek
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import Play

_BUDGET = 20_000
_PLAYS = 300
_FEW = 12
"""Plays that may show everything at once: always the first choice, always the last, then whatever is new."""
_TRIALS = 100
"""Plays that show what mends make of a scenario."""
_SAMPLE = 100
"""Situations that are listed in any case, for the two readings to be compared."""


def survey(
    program: Program,
    draw: Draw,
    *,
    budget: int = _BUDGET,
    plays: int = _PLAYS,
    known: Iterable[Play] = (),
) -> Survey:
    """Surveys a checked scenario.

    `draw` gives numbers from 0 to 1, for plays where not every situation can be listed. `budget`: situations that may be listed; `plays`: how many are played when that is too few; `known`: plays to begin with.
    """
    table = build_table(program)
    budget, plays = max(1, budget // table.slowness), max(1, plays // table.slowness)
    possible = flow(table)
    still = _still(possible)
    if still:  # what never runs keeps no meter from being known
        table = build_table(program, still=still)
        possible = flow(table)
    found = _glance(Survey(table, possible, budget=budget), program, draw)
    if found is not None:
        return found
    from ccdrill.rehearsal.survey.searching import search  # a good scenario seldom needs it

    found = Survey(table, possible, budget=budget)
    search(found, program, draw, plays=plays, known=known)
    return found


def _still(possible: Flow) -> list[Drift]:
    """The drifts whose conditions never hold, of those that matter."""
    table = possible.table
    asked = (
        (drift, Question(tree_of(drift.while_, table.program.case), table.layout)) for drift in table.layout.drifts
    )
    return [drift for drift, runs in asked if not possible.may_ever(runs)]


def _glance(found: Survey, program: Program, draw: Draw) -> Survey | None:
    """The answers, if a few plays show all that is possible and it is proved that none gets stuck; else None.

    Most good scenarios need no more, however many situations they have.
    """
    if holding(found.flow):
        return None
    if not _play(found, program, draw, _FEW):
        return None
    found.listed = explore(found.table, waits=True, budget=_SAMPLE)
    return found


def try_out(program: Program, draw: Draw) -> Survey:
    """What a hundred plays and a search for what they have not met show of a scenario, without a list or a proof by cases."""
    table = build_table(program)
    found = Survey(table, flow(table))
    _play(found, program, draw, _TRIALS)
    return found


def _play(found: Survey, program: Program, draw: Draw, plays: int) -> bool:
    """Plays until all is met that is possible, and then goes after what was not. Whether all is met now."""
    found.is_exhausted = False
    wanted = _wanted(found.flow)
    for number in range(plays):
        rising = count() if number == 0 else count(0, -1)
        seek(found, draw if number > 1 else partial(next, rising), is_curious=number > 1)
        if not _is_open(found, wanted):
            return True
    from ccdrill.rehearsal.survey.searching import pursue  # the same

    pursue(found, program)
    return not _is_open(found, wanted)


def _wanted(possible: Flow) -> tuple[set[ChoiceKey], set[ChoiceKey]]:
    """The choices that may be taken somewhere, and those that may be refused."""
    taken, refused = set[ChoiceKey](), set[ChoiceKey]()
    for row in possible.table.every_row:
        truth = possible.guard(row)
        if truth.may_hold:
            taken.add(row.offer.key)
        if truth.may_fail and not row.guard.is_always:
            refused.add(row.offer.key)
    return taken, refused


def _is_open(found: Survey, wanted: tuple[set[ChoiceKey], set[ChoiceKey]]) -> bool:
    """Whether something is possible that no play has shown."""
    possible, (taken, refused) = found.flow, wanted
    return bool(
        possible.states.keys() - found.states.keys()
        or possible.calls - found.told.keys()
        or possible.expired - found.expired.keys()
        or taken - found.taken.keys()
        or refused - found.refused
    )
