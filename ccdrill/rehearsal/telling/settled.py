"""What makes no difference only because a flag never changes: that is told of the flag, with what to do."""

from ccdrill.authoring.checks.check_unused import never_changing
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import Condition, Constant, FlagSet
from ccdrill.model.ids import ChoiceId, InjectId, StateId
from ccdrill.model.scenario import Goto, Scenario, Words
from ccdrill.rehearsal.known.guards import assume, resolve

_ANSWERS = {"always-true": True, "dead-text": False, "dead-target": False}
"""What the condition always is, by what is told of it."""


def leave_to_flags(findings: Findings, scenario: Scenario) -> None:
    """Drops what is told of such conditions that always hold, and of texts and targets whose conditions never do."""
    fixed = never_changing(scenario)
    told = [one for one in findings.complaints if one.code in _ANSWERS] if fixed else []
    for one in told:
        condition, answer = _at(one.path, scenario), Constant(value=_ANSWERS[one.code])
        tree = resolve(condition.tree, scenario.case) if condition is not None else None
        if tree is None or tree == answer:
            continue  # no flag is asked for
        for flag, start in fixed.items():
            tree = assume(tree, FlagSet(flag=flag), Constant(value=start))
        if tree == answer:
            findings.complaints.pop(one)


def _at(path: Path, scenario: Scenario) -> Condition | None:
    """The condition that stands there."""
    match path:
        case ("states", state, "choices", choice, "when"):
            return scenario.states[StateId(str(state))].choices[ChoiceId(str(choice))].when
        case ("anywhere", choice, "when"):
            return scenario.anywhere[ChoiceId(str(choice))].when
        case ("injects", inject, "when"):
            return scenario.injects[InjectId(str(inject))].when
        case ("drift", index, "while"):
            return scenario.drift[int(index)].while_
        case (("states" | "endings") as room, name, "narrative", index):
            place = scenario.states[StateId(str(name))] if room == "states" else scenario.endings[StateId(str(name))]
            return _one_of(place.narrative, int(index))
        case ("states", state, "choices", choice, ("goto" | "outcome") as key, index):
            found = scenario.states[StateId(str(state))].choices[ChoiceId(str(choice))]
            return _one_of(found.goto if key == "goto" else found.outcome, int(index))
        case ("anywhere", choice, ("goto" | "outcome") as key, index):
            found = scenario.anywhere[ChoiceId(str(choice))]
            return _one_of(found.goto if key == "goto" else found.outcome, int(index))
        case _:
            return None


def _one_of(alternatives: Goto | Words | None, index: int) -> Condition | None:
    """The condition of one of several targets or texts."""
    return alternatives[index].when if isinstance(alternatives, tuple) else None
