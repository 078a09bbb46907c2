"""Why a choice is never taken and a message never comes, as a survey knows it: of the condition, where it is asked."""

from collections.abc import Sequence
from functools import reduce

from ccdrill.model.scenario import Inject
from ccdrill.rehearsal.known.guards import resolve
from ccdrill.rehearsal.known.known import UNASKED, joined
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.why import EVER, THEN, why_never
from ccdrill.rehearsal.walk.table import Row

_OVER = "every play is over by then"


def why_not_taken(rows: Sequence[Row], survey: Survey) -> str:
    """Of a choice that is never taken in any of the states that offer it."""
    proofs = [one for one in (survey.flow, *survey.proofs) if not any(one.guard(row).may_hold for row in rows)]
    states = next(iter(proofs), survey.flow).states
    found = [known for row in rows if (known := states.get(row.state)) is not None]
    known = reduce(joined, found) if found else None
    return why_never(rows[0].guard.tree, known, survey.table.program.scenario, survey.table.layout)


def why_not_told(inject: Inject, index: int, survey: Survey) -> str:
    """What an inject that never arrives, by index, asks for and does not get."""
    if inject.when is None:
        return _OVER
    possible, table = survey.flow, survey.table
    scenario = table.program.scenario
    tree = resolve(inject.when.tree, table.program.case)
    if inject.at is None:
        question = Question(tree, table.layout)
        if inject.after and all(one.may_ever(question) for one in (possible, *survey.proofs)):
            return "its 'when' never holds, or not for long enough"
        return why_never(tree, possible.ever, scenario, table.layout, EVER)
    asked = possible.asked.get(index, UNASKED)
    second = next(call.at for call in table.timed if call.index == index) or 0
    then = [one for one in possible.before_the_end() if one.soonest <= second <= one.latest]
    if asked.may_hold or not asked.may_fail or not then:
        return f"its 'when' never holds at that time, or {_OVER}"
    known = reduce(joined, then)._replace(soonest=second, latest=second)
    return why_never(tree, known, scenario, table.layout, THEN)
