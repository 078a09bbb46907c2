"""What a procedure asks for and no play can give, step by step: it holds also where the best play is not known or loses nothing."""

from collections.abc import Iterator

from ccdrill.authoring.locate import Path
from ccdrill.engine.calendar import span_label
from ccdrill.model.drill import Drill
from ccdrill.model.ids import RecordId, StepId
from ccdrill.model.procedure import Step, actions_of
from ccdrill.model.value import Value
from ccdrill.rehearsal.soonest import Soonest
from ccdrill.rehearsal.table import Table
from ccdrill.scoring.frame import Frame


class Impossible(Value, frozen=True):
    """One thing that can't be."""

    path: Path
    """Where the procedure asks for it."""
    code: str
    """What to call it."""
    message: str
    """Why it can't be."""
    cure: str
    """What to do."""


def impossible(table: Table, frame: Frame, drill: Drill) -> Iterator[Impossible]:
    """Deadlines from the start that are over before the step can be done, records that no choice leaves, steps that are forbidden."""
    scenario = table.program.scenario.id
    soonest = Soonest(table, frame).times(table.index[table.program.scenario.start], 0)
    for place, step in enumerate(frame.procedure.steps):
        if step.id not in frame.exercised:
            continue
        at = soonest.get(step.id)
        if at is not None and _is_over(step, at):
            message = f"in '{scenario}' no play does this in time: at the soonest {span_label(at)} after the start"
            cure = "Shorten what comes before it, or ask for less."
            yield Impossible(("steps", place, "deadline"), "deadline-impossible", message, cure)
        if "records" in drill.ask and step.evidence and at is not None:
            missing = [record for record in step.evidence if record not in _left(table, step)]
            if missing:
                message = f"no choice of '{scenario}' that does this leaves {', '.join(missing)}"
                cure = "Let the choice leave the record, or ask for another one."
                yield Impossible(("steps", place, "evidence"), "record-impossible", message, cure)
        if step.id in frame.required:
            yield from _forbidden(frame, step.id)


def _is_over(step: Step, at: int) -> bool:
    """Whether a deadline that counts plain time from the start is over by then."""
    due = step.deadline.within.seconds if step.deadline is not None and step.deadline.from_ == "start" else None
    return due is not None and at > due


def _left(table: Table, step: Step) -> set[RecordId]:
    """Every record that a choice which does the step can leave."""
    actions = set(actions_of(step))
    rows = (row for rows in table.rows for row in rows)
    doing = (row for row in rows if actions & {*row.effect.acts, *(action for _, action in row.early)})
    return {record for row in doing for record in row.offer.choice.records}


def _forbidden(frame: Frame, step: StepId) -> Iterator[Impossible]:
    """A step all of whose actions are forbidden at all times, to everybody."""
    always = {
        rule.action: rule for rule in frame.prohibitions if not rule.until and rule.since is None and not rule.roles
    }
    rules = [always.get(action) for action in actions_of(frame.steps[step])]
    for rule in dict.fromkeys(rules):
        if rule is not None and None not in rules:
            place = frame.procedure.prohibited.index(rule)
            message = f"the step '{step}' asks for what this forbids at all times"
            yield Impossible(("prohibited", place), "gate-contradicts", message, "Open the gate (until), or drop it.")
