"""Steps that only those do who have done what the procedure forbids: whoever never does that leaves them out, so nobody scores 100.

A proof, for where the search for the best play came to no end.
"""

from ccdrill.model.ids import StepId
from ccdrill.rehearsal.flow.flow import flow_without
from ccdrill.rehearsal.flow.places import Flow, Never
from ccdrill.rehearsal.survey.slices import Slices
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.table import Row
from ccdrill.scoring.frame import Frame


def only_by_breaking(survey: Survey, frame: Frame) -> list[StepId]:
    """Required steps that some play may do, and none that breaks no rule which forbids something to everybody at all times."""
    forbidden = {
        rule.action
        for rule in frame.prohibitions
        if rule.cost and rule.until is None and rule.since is None and not rule.roles
    }
    rows = survey.table.every_row
    stained = {(row.state, row.index) for row in rows if any(action in forbidden for action, _ in row.acts)}
    if not stained:
        return []
    clean = flow_without(survey.table, Never(frozenset(), frozenset(stained), frozenset()).and_(survey.flow.never))
    slices = Slices(clean)
    slices.count()
    found = []
    for step in frame.required:
        doing = [row for row in rows if any(frame.performer.get(action) == step for action, _ in row.acts)]
        may_do = any(survey.can_take(row.offer.key) is not False for row in doing)
        if may_do and frame.steps[step].weight and not _may_take(clean, doing):
            found.append(step)
        elif may_do and frame.steps[step].weight:
            closer = slices.of_choice(doing)
            if closer is not None and not _may_take(closer, doing):
                found.append(step)
    return found


def _may_take(flow: Flow, rows: list[Row]) -> bool:
    wanted = {(row.state, row.index) for row in rows}
    return any((place[0], index) in wanted for place, index in flow.led)
