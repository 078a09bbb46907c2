"""Prohibitions of which nothing comes in a drill: nothing marks the moment that would turn them, or they bind nobody who plays."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.drill import Drill
from ccdrill.model.ids import MomentId, RoleId
from ccdrill.model.procedure import Prohibition
from ccdrill.model.scenario import Scenario
from ccdrill.model.walks import doable_actions, moments_of
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.titles import joined

_SIDES = (("since", "is never forbidden there"), ("until", "is forbidden there for ever"))
"""What may turn a prohibition, and what is so where nothing ever does."""
_CODE = "gate-never-turns"


def check_gates(findings: Findings, frame: Frame, scenario: Scenario) -> None:
    """A warning for each such moment, at the first prohibition that waits for it; that a clock lacks it is told at the clock."""
    clocks = frame.clocks_by_moment()
    for moment, waiting in _waiting(frame, scenario).items():
        if moment not in clocks:
            rules, words = frame.procedure.prohibited, dict(_SIDES)
            so = list(dict.fromkeys(f"'{rules[index].action}' {words[key]}" for index, key in waiting))
            message = f"nothing in '{scenario.id}' marks '{moment}', so {', and '.join(so)}"
            findings.warning(_path(waiting[0]), _CODE, message, "Mark the moment in a state or an inject.")


def check_bound(findings: Findings, frame: Frame, scenario: Scenario, drill: Drill) -> None:
    """A note for each set of roles to which something is forbidden, and of which none plays, where it is known who acts."""
    if not any(rule.roles for rule in frame.prohibitions):
        return
    asked = drill.roles or tuple(frame.roles) if "role" in drill.ask else ()
    present = {drill.plays} if drill.plays is not None else set(asked)
    doable, alike = doable_actions(scenario), dict[frozenset[RoleId], list[int]]()
    for index, rule in enumerate(frame.procedure.prohibited):
        is_possible = rule in frame.prohibitions and rule.action in doable
        if is_possible and rule.roles and present and present.isdisjoint(rule.roles):
            alike.setdefault(frozenset(rule.roles), []).append(index)
    for first, *others in alike.values():
        rules = [f"'{frame.procedure.prohibited[index].id}'" for index in others]
        nor = f", nor what {joined(rules)} forbid{'s' * (len(rules) == 1)}" if rules else ""
        message = (
            f"nobody to whom this is forbidden takes part in the drill '{drill.id}', so it is forbidden to nobody{nor}"
        )
        cure = "Add the role to the drill's roles, or forbid it to those who play."
        findings.note(("prohibited", first, "roles"), "prohibits-nobody", message, cure, at_key=True)


def told_as_shut(rule: Prohibition, frame: Frame, scenario: Scenario) -> Complaint | None:
    """Where it is told that a prohibition holds for ever because nothing marks the moment until which it does; None: that is not so."""
    clocks, place = frame.clocks_by_moment(), (frame.procedure.prohibited.index(rule), "until")
    for moment, waiting in _waiting(frame, scenario).items():
        if place in waiting and rule.since is None:
            if moment in clocks:
                return Complaint(("steps", clocks[moment][0], "deadline", "from"), "clock-never-starts", "", "")
            return Complaint(_path(waiting[0]), _CODE, "", "")
    return None


def _waiting(frame: Frame, scenario: Scenario) -> dict[MomentId, list[tuple[int, str]]]:
    """The prohibitions of what can be done there that wait for a moment which nothing marks: their places, and which key names it."""
    marked, doable = moments_of(scenario), doable_actions(scenario)
    found: dict[MomentId, list[tuple[int, str]]] = {}
    for index, rule in enumerate(frame.procedure.prohibited):
        for key, gate in (("since", rule.since), ("until", rule.until)):
            kind, _, moment = (gate or "").partition(":")
            is_asked = kind == "moment" and rule in frame.prohibitions and rule.action in doable
            if is_asked and MomentId(moment) not in marked:
                found.setdefault(MomentId(moment), []).append((index, key))
    return found


def _path(place: tuple[int, str]) -> Path:
    return ("prohibited", *place)
