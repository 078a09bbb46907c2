"""What has the same reason is told once, at the first: in one list, and of targets that many lists have alike."""

from collections.abc import Callable, Hashable

from msgspec.structs import replace

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint
from ccdrill.model.scenario import Scenario, branches_of
from ccdrill.rehearsal.survey.firsts import Fork, forks_of
from ccdrill.scoring.titles import joined

LISTED = {"dead-target": ", nor to {}", "dead-text": ", nor {}"}
"""What stands in lists, and how others are named that have the same reason."""
_NAMED = 3
"""How many choices are named; the others are counted."""


def fold_alike(findings: Findings, scenario: Scenario) -> None:
    """Leaves out of the findings what has the same reason as something above it, and tells of it there."""
    _fold(findings, lambda one: (one.path[:-1], one.message) if one.code in LISTED else None, _in_one_list)
    forks = {fork.path: fork for fork in forks_of(scenario)}
    _fold(findings, lambda one: _as_target(one, forks.get(one.path[:-2])), lambda many: _in_many_lists(many, forks))


def _fold(
    findings: Findings,
    kind: Callable[[Complaint], Hashable | None],
    say: Callable[[list[Complaint]], str],
) -> None:
    """Tells those of one kind at the first of them, with what there is to say of the others before its reason."""
    alike: dict[Hashable, list[Complaint]] = {}
    for one in findings.complaints:
        if not one.folded and (key := kind(one)) is not None:
            alike.setdefault(key, []).append(one)
    changed: dict[Complaint, Complaint | None] = {}
    for many in alike.values():
        first, *others = many
        if others:
            never, colon, reason = first.message.partition(":")
            changed |= dict.fromkeys(others)
            changed[first] = replace(first, message=f"{never}{say(many)}{colon}{reason}")
    kept = (changed.get(one, one) for one in findings.complaints)
    findings.complaints = dict.fromkeys(one for one in kept if one is not None)


def _in_one_list(many: list[Complaint]) -> str:
    others = len(many) - 1
    return LISTED[many[0].code].format(f"{others} other{'s' * (others > 1)} of this list")


def _as_target(one: Complaint, fork: Fork | None) -> Hashable | None:
    """What a target says, where its own condition is the reason why nothing is led to it; None of all else."""
    if one.code != "dead-target" or fork is None:
        return None
    branch = branches_of(fork.goto)[int(one.path[-1])]
    reason = f"this never leads here: '{branch.when.text}' " if branch.when is not None else None
    return (one.message, branch) if reason is not None and one.message.startswith(reason) else None


def _in_many_lists(many: list[Complaint], forks: dict[tuple[str | int, ...], Fork]) -> str:
    names = list(dict.fromkeys(repr(str(forks[one.path[:-2]].source[1])) for one in many[1:]))
    shown = [*names[:_NAMED], f"{len(names) - _NAMED} others"] if len(names) > _NAMED + 1 else names
    return f", nor with {joined(shown)}"
