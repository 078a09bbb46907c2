"""One cause, told once: what follows from a defect names where the defect is told, in whatever file; nothing else does."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.library.severities import FILE
from ccdrill.checking import check_paths
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.exercise import Exercise
from ccdrill.rehearsal.drill import prospect
from ccdrill.rehearsal.drill.prospect import Prospect, look_ahead
from tests.checks.plants import (
    HALL,
    HALL_DRILL,
    HALL_PLAN,
    RESET,
    RESET_PLAN,
    VAN,
    VAN_DRILL,
    VAN_PLAN,
    WIDGET,
    WIDGET_PLAN,
)
from tests.checks.test_plants import ORIGINALS, copied_story

Edits = tuple[tuple[str, str, str], ...]


def told_of(edits: Edits, folder: Path, *paths: str, levels: str = "") -> list[Diagnostic]:
    """What is told of a story with these edits, each of a file; of the whole library if no path is named."""
    copied_story(ORIGINALS, edits[0][0], folder)
    for file, old, new in edits:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    if levels:
        (folder / FILE).write_text(f"[severity]\n{levels}\n", encoding="utf-8")
    return list(check_paths(Library((folder,)), (folder,), [str(folder / path) for path in paths or ("",)])[1])


def linked(told: list[Diagnostic]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What follows from something, and from what: each its code and the line that it is told at."""
    lines = {(one.code, one.file, one.line, one.column): one.source.strip().split(",")[0] for one in told}
    return {
        (one.code, one.source.strip().split(",")[0]): [
            (cause.code, lines[cause.code, cause.file, cause.line, cause.column]) for cause in one.because
        ]
        for one in told
        if one.because
    }


class Defect(NamedTuple):
    """One defect, or some, and what follows from what."""

    name: str
    edits: Edits
    follows: dict[tuple[str, str], list[tuple[str, str]]]


CONCLUDE = (HALL, "when: clues >= 2", "when: trust > 5")
AUTHORITY = (VAN, "text: Fill in the form of the authority", "text: Fill in the form\n        when: hours < 0")
WRITE = (VAN, "text: Write what happened and what they can do", "text: Write it\n        when: found and not found")
STUCK = (
    (RESET, "        when: not locked\n", "        when: not locked and reset\n"),
    (
        RESET,
        "      shrug:\n        text: Take the next call, there are eleven waiting\n        takes: 10m\n        goto: lost\n",
        "",
    ),
    (RESET, "takes: 5m\n        goto: [{when: reset, to: burnt}", "takes: 1m\n        goto: [{when: reset, to: burnt}"),
)
"""Who rings back at once gets stuck; who goes another way is a few minutes later."""
BEST_HALL, BEST_VAN, BEST_WIDGET, BEST_RESET = (
    ("best-below-100", f"procedure: {name}-plan") for name in ("hall", "van", "widget", "reset")
)
LIST, AUTHORITY_STEP, PEOPLE = (("step-out-of-reach", f"- {{id: {step}") for step in ("list", "authority", "people"))
DEFECTS = (
    Defect(
        "a-choice-that-nobody-can-take",
        (CONCLUDE,),
        {
            BEST_HALL: [("dead-choice", "conclude:")],
            ("step-out-of-reach", "- {id: name"): [("dead-choice", "conclude:")],
        },
    ),
    Defect(
        "a-start-that-is-late",
        ((VAN, "start: gone", "start: letter"),),
        {BEST_VAN: [("unreachable-state", "gone:")], LIST: [("unreachable-state", "gone:")]},
    ),
    Defect(
        "two-choices-that-nobody-can-take",
        (AUTHORITY, WRITE),
        {
            BEST_VAN: [("dead-choice", "authority:"), ("dead-choice", "write:")],
            AUTHORITY_STEP: [("dead-choice", "authority:")],
            PEOPLE: [("dead-choice", "write:")],
        },
    ),
    Defect(
        "two-choices-for-one-step",
        (
            AUTHORITY,
            (
                VAN,
                "      board:\n",
                "      fax: {text: Fax them, when: found and not found, does: [tell-authority], goto: letter}\n      board:\n",
            ),
        ),
        {
            BEST_VAN: [("dead-choice", "fax: {text: Fax them"), ("dead-choice", "authority:")],
            AUTHORITY_STEP: [("dead-choice", "fax: {text: Fax them"), ("dead-choice", "authority:")],
        },
    ),
    Defect(
        "a-dead-choice-and-a-deadline-that-can-not-be-kept",
        (
            AUTHORITY,
            (
                VAN_PLAN,
                "responsible: [lead], actions",
                "responsible: [lead], deadline: {from: start, within: 1m}, actions",
            ),
        ),
        {
            BEST_VAN: [("deadline-impossible", "- {id: list"), ("dead-choice", "authority:")],
            AUTHORITY_STEP: [("dead-choice", "authority:")],
        },
    ),
    Defect(
        "a-message-that-never-comes-and-starts-a-clock",
        (
            (WIDGET, "    marks: [suspicion]\n", ""),
            (WIDGET, "forum: {when: cards > 110", "forum: {marks: [suspicion], when: cards < 0"),
        ),
        {("clock-never-starts", "- {id: script-off"): [("dead-inject", "forum: {marks: [suspicion]")]},
    ),
    Defect(
        "a-record-that-no-choice-leaves",
        ((WIDGET, "        records: [copy]\n", ""),),
        {BEST_WIDGET: [("record-impossible", "- {id: copy")]},
    ),
    Defect(
        "a-gate-against-the-order",
        (
            (
                HALL_PLAN,
                "prohibited:\n",
                'prohibited:\n  - {id: gate, action: pull-log, until: "step:report", cost: 1, why: It is not ours}\n',
            ),
        ),
        {BEST_HALL: [("gate-contradicts", "- {id: gate")]},
    ),
    Defect(
        "a-gate-whose-moment-nothing-marks",
        (
            (
                HALL_PLAN,
                "prohibited:\n",
                'prohibited:\n  - {id: gate, action: pull-log, until: "moment:certainty", cost: 1, why: It is not ours}\n',
            ),
        ),
        {
            BEST_HALL: [("gate-never-turns", "- {id: gate")],
            ("gate-contradicts", "- {id: gate"): [("gate-never-turns", "- {id: gate")],
        },
    ),
    Defect(
        "a-gate-and-a-clock-whose-moment-nothing-marks",
        (
            (HALL_PLAN, "deadline: {from: start, within: 30m}", 'deadline: {from: "moment:certainty", within: 30m}'),
            (
                HALL_PLAN,
                "prohibited:\n",
                'prohibited:\n  - {id: gate, action: compare-list, until: "moment:certainty", cost: 1, why: It is not ours}\n',
            ),
        ),
        {
            BEST_HALL: [("clock-never-starts", "- {id: log")],
            ("gate-contradicts", "- {id: gate"): [("clock-never-starts", "- {id: log")],
        },
    ),
    Defect(
        "a-place-where-plays-get-stuck-on-the-only-way-that-is-in-time",
        (*STUCK, (RESET_PLAN, "within: 30m", "within: 12m")),
        {
            BEST_RESET: [("stuck", "after:")],
            ("deadline-impossible", "- {id: security"): [("stuck", "after:")],
        },
    ),
    Defect(
        "a-place-where-plays-get-stuck-and-a-deadline-that-no-way-keeps",
        (*STUCK, (RESET_PLAN, "within: 30m", "within: 8m")),
        {BEST_RESET: [("deadline-impossible", "- {id: security")]},
    ),
    Defect(
        "a-target-that-always-comes-first",
        (
            (
                VAN,
                "goto: [{when: told and hours < 10, to: done-well}, {to: late}]",
                "goto: [{when: hours >= 0, to: late}, {when: hours < 10, to: late}, {when: found, to: late}, {to: done-well}]",
            ),
        ),
        {
            ("unreachable-ending", "done-well: {kind: good"): [
                ("dead-target", "goto: [{when: hours >= 0"),
            ]
        },
    ),
    Defect(
        "a-story-that-goes-round-because-nothing-leads-to-its-end",
        (
            (VAN, "        set: {told: true}\n        goto: letter", "        set: {told: true}\n        goto: gone"),
            (VAN, "        takes: 1h\n        goto: letter", "        takes: 1h\n        goto: gone"),
        ),
        {
            ("no-way-out", "gone:"): [("unreachable-state", "letter:")],
            PEOPLE: [("unreachable-state", "letter:")],
        },
    ),
    Defect(
        "an-objective-of-a-step-that-nothing-does",
        (
            (
                HALL_PLAN,
                "prohibited:\n",
                """  - {id: web, do: Take the page down, actions: [remove-script]}
prohibited:
  - {id: gate, action: close-door, until: "step:web", cost: 1, why: It is seen}
""",
            ),
        ),
        {
            ("gate-contradicts", "- {id: gate"): [("step-not-offered", "- {id: web")],
            BEST_HALL: [("step-not-offered", "- {id: web")],
        },
    ),
    Defect(
        "a-gate-at-a-step-that-nobody-can-do",
        (
            CONCLUDE,
            (
                HALL_PLAN,
                "prohibited:\n",
                'prohibited:\n  - {id: gate, action: close-door, until: "step:name", cost: 1, why: It is seen}\n',
            ),
        ),
        {
            ("gate-contradicts", "- {id: gate"): [("dead-choice", "conclude:")],
            ("step-out-of-reach", "- {id: name"): [("dead-choice", "conclude:")],
            BEST_HALL: [("dead-choice", "conclude:")],
        },
    ),
    Defect(
        "a-clock-that-starts-at-a-step-which-a-slip-keeps-from-counting",
        (
            (WIDGET, "\nstart: ", "\ncase: {account_data: true}\nstart: "),
            (WIDGET_PLAN, "after: [copy], deadline", "after: [copy], when: case.account_dat, deadline"),
        ),
        {("loose-anchor", "- {id: acquirer"): [("case-unlike", "- {id: script-off")]},
    ),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_what_follows_from_a_defect_names_it(defect: Defect, tmp_path: Path):
    told = told_of(defect.edits, tmp_path / "library")
    assert linked(told) == defect.follows, "\n".join(f"{one.code} {one.line}: {one.message}" for one in told)


def test_what_something_lost_that_is_told_nowhere_stands_by_itself(tmp_path: Path):
    must_be_idle = (HALL_PLAN, "prohibited:\n", "unneeded: [close-door]\nprohibited:\n")
    step = (
        HALL_PLAN,
        "  - {id: shut, do: Secure the entrance, responsible: [agent], actions: [close-door], deadline: {from: start, within: 10m}, weight: 2}\n",
        "",
    )
    first = (HALL, "text: Pull the log of the badges", "text: Pull the log\n        when: door_shut")
    drill = (HALL_DRILL, "steps: [shut]", "steps: [log]")
    told = told_of((CONCLUDE, must_be_idle, step, first, drill), tmp_path / "library")
    assert linked(told) == {("step-out-of-reach", "- {id: name"): [("dead-choice", "conclude:")]}
    assert "best-below-100" in {one.code for one in told}


def test_where_plays_get_stuck_is_told_with_the_choices_that_nobody_can_take(tmp_path: Path):
    closed = (
        VAN,
        "text: Let the lawyers rephrase it",
        "text: Let the lawyers rephrase it\n        when: not found and found",
    )
    told = told_of(
        (closed, WRITE),
        tmp_path / "library",
    )
    follows = linked(told)
    assert follows["stuck", "letter:"] == [("dead-choice", "write:"), ("dead-choice", "lawyers:")]
    (stuck,) = [one for one in told if one.code == "stuck"]
    assert stuck.severity == "error"


def test_targets_of_a_list_that_have_one_reason_are_told_once(tmp_path: Path):
    always = "goto: [{when: hours >= 0, to: late}, {when: found, to: late}, {when: told, to: done-well}, {to: late}]"
    told = told_of(
        (
            (VAN, "goto: [{when: told and hours < 10, to: done-well}, {to: late}]", always),
            (VAN, "        takes: 1d\n        goto: late", "        takes: 1d\n        goto: done-well"),
        ),
        tmp_path / "library",
    )
    (target,) = [one for one in told if one.code == "dead-target"]
    assert target.message.startswith("this never leads here, nor to 2 others of this list: one above it always holds")


def test_an_ending_right_below_what_always_holds_follows_from_its_target(tmp_path: Path):
    always = "goto: [{when: hours >= 0, to: late}, {when: told and found, to: done-well}, {to: late}]"
    told = told_of(
        ((VAN, "goto: [{when: told and hours < 10, to: done-well}, {to: late}]", always),), tmp_path / "library"
    )
    assert linked(told)["unreachable-ending", "done-well: {kind: good"] == [("dead-target", "goto: [{when: hours >= 0")]
    assert [one.code for one in told if one.code == "dead-target"] == ["dead-target"]


OFF = "\n".join(f'{code} = "off"' for code in ("dead-choice", "unreachable-state", "unreachable-ending"))


def test_what_follows_from_what_a_project_does_not_want_to_know_is_told_by_itself(tmp_path: Path):
    told = told_of((CONCLUDE,), tmp_path / "library", levels=OFF)
    assert linked(told) == {}
    assert {"best-below-100", "step-out-of-reach"} <= {one.code for one in told}


def test_each_drill_of_a_story_tells_what_follows_in_it(tmp_path: Path):
    folder = tmp_path / "library"
    copied_story(ORIGINALS, VAN, folder)
    plan, drill = ((folder / file).read_text(encoding="utf-8") for file in (VAN_PLAN, VAN_DRILL))
    (folder / "drills/procedures/van-board.yaml").write_text(
        plan.replace("id: van-plan", "id: van-board")
        .replace("[tell-authority]", "[tell-board]")
        .replace("accepted: [tell-board]", "accepted: [tell-authority]"),
        encoding="utf-8",
    )
    (folder / "drills/van-board-team.yaml").write_text(
        drill.replace("id: van-team", "id: van-board-team").replace("procedure: van-plan", "procedure: van-board"),
        encoding="utf-8",
    )
    told = told_of((AUTHORITY,), folder)
    causes = {(Path(one.file).name, one.code): [cause.code for cause in one.because] for one in told if one.because}
    assert causes == {
        ("van-team.yaml", "best-below-100"): ["dead-choice"],
        ("van-plan.yaml", "step-out-of-reach"): ["dead-choice"],
    }


def test_a_cause_is_called_by_the_name_that_its_file_was_given_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copied_story(ORIGINALS, HALL, tmp_path / "library")
    monkeypatch.chdir(tmp_path / "library")
    (tmp_path / "library" / HALL).write_text(
        (tmp_path / "library" / HALL).read_text(encoding="utf-8").replace(*CONCLUDE[1:]), encoding="utf-8"
    )
    told = check_paths(Library((tmp_path / "library",)), (), [HALL_DRILL])[1]
    assert {cause.file for one in told for cause in one.because} == {HALL}


@pytest.mark.parametrize(("most", "is_all"), [(99, True), (50, True), (49, False)])
def test_what_no_play_can_get_follows_from_steps_that_cost_as_much_or_more(
    most: int, is_all: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def stopped(exercise: Exercise) -> Prospect:
        return replace(look_ahead(exercise), best=None, score=None, most=Fraction(most))

    monkeypatch.setattr(prospect, "look_ahead", stopped)
    told = told_of((CONCLUDE,), tmp_path / "library")
    assert any("scores more than" in one.message for one in told)
    assert (BEST_HALL in linked(told)) is is_all


@pytest.mark.parametrize(("most", "is_all"), [(99, True), (75, True), (74, False)])
def test_what_no_play_can_get_follows_from_what_is_forbidden_to_everybody(
    most: int, is_all: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def stopped(exercise: Exercise) -> Prospect:
        return replace(look_ahead(exercise), best=None, score=None, most=Fraction(most))

    monkeypatch.setattr(prospect, "look_ahead", stopped)
    forbidden = (
        HALL_PLAN,
        "prohibited:\n",
        "prohibited:\n  - {id: no-names, action: tell-security, cost: 2, why: Nobody may}\n",
    )
    told = told_of((forbidden,), tmp_path / "library")
    assert any("scores more than" in one.message for one in told)
    assert (BEST_HALL in linked(told)) is is_all
