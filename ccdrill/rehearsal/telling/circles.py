"""One finding for states that lead round to each other and nowhere else, and for all endings when no play comes to one."""

from collections.abc import Iterable

from msgspec.structs import replace

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint
from ccdrill.model.ids import StateId
from ccdrill.rehearsal.walk.onward import Onward, knots
from ccdrill.rehearsal.walk.table import Table
from ccdrill.scoring.titles import joined

_LOCKS = ("no-way-out", "stuck", "soft-lock")


def fold_locks(findings: Findings, table: Table) -> None:
    """Tells a circle once, where the shortest play gets into it or closes it, and with where plays get stuck that none ends, if none does."""
    locks = [one for one in findings.complaints if one.code in _LOCKS]
    if not locks:
        return
    told = dict.fromkeys(findings.complaints)
    told = _without_round(told, _circles([one for one in locks if one.code == "no-way-out"], table))
    told = _without_round(told, _after_one_play([one for one in locks if one.code == "soft-lock"], table))
    endings = [one for one in told if one.code == "unreachable-ending" and not one.play and not one.folded]
    if len(endings) == len(table.names) - table.endings:
        lock = next(one for one in told if one.code in _LOCKS)
        closed = "the only ending" if len(endings) == 1 else f"any of the {len(endings)} endings"
        so = replace(lock, message=f"{lock.message}; and so no play comes to {closed}", folded=("unreachable-ending",))
        told = {so if one == lock else one: None for one in told if one not in endings}
    findings.complaints = told


def _circles(locks: list[Complaint], table: Table) -> Iterable[list[Complaint]]:
    """The states that lead round to each other, by what is told of each; the one that is come to first is first."""
    knot_of = {state: number for number, knot in enumerate(knots(Onward(table).targets)) for state in knot}
    circles: dict[int, list[Complaint]] = {}
    for one in sorted(locks, key=lambda one: len(one.play)):
        circles.setdefault(knot_of[table.index[_state(one)]], []).append(one)
    return circles.values()


def _after_one_play(locks: list[Complaint], table: Table) -> Iterable[list[Complaint]]:
    """The same of states in which no ending can be reached after some plays: those to which the play that closes the first of them leads on."""
    found: list[list[Complaint]] = []
    for circle in _circles(locks, table):
        first_ones: list[list[Complaint]] = []
        for lock in circle:
            same = next((one for one in first_ones if lock.play[: len(one[0].play)] == one[0].play), None)
            if same is None:
                first_ones.append([lock])
            else:
                same.append(lock)
        found += first_ones
    return found


def _without_round(told: dict[Complaint, None], circles: Iterable[list[Complaint]]) -> dict[Complaint, None]:
    """What is told, with each circle told once."""
    changed: dict[Complaint, Complaint | None] = {}
    for first, *others in circles:
        if others:
            names = joined([f"'{_state(one)}'" for one in others])
            changed[first] = replace(first, message=f"{first.message}; nor from {names}, with which it goes round")
            changed |= dict.fromkeys(others)
    return dict.fromkeys(kept for one in told if (kept := changed.get(one, one)) is not None)


def _state(lock: Complaint) -> StateId:
    return StateId(str(lock.path[1]))
