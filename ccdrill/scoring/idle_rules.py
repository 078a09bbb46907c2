"""Prohibitions that never turn in a drill: nothing in its scenario marks the moment until or since which something is forbidden."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.ids import MomentId
from ccdrill.model.procedure import Prohibition
from ccdrill.model.scenario import Scenario
from ccdrill.model.walks import doable_actions, moments_of
from ccdrill.scoring.frame import Frame

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
