"""One defect is told once, with all that follows from it; two defects are told both."""

from pathlib import Path
from typing import NamedTuple

import pytest

from ccdrill.authoring.library.severities import FILE
from tests.checks.returning import PATCHWORK
from tests.checks.test_plants import ORIGINALS as VANS
from tests.checks.test_plants import copied_story, found_in
from tests.checks.test_unseen import ORIGINALS as EXPORTS
from tests.checks.unseen import EXPORT, INSIDER

VAN = "scenarios/van.yaml"
ELSEWHERE = "add: {trust: -1}, goto: talk", "add: {trust: -1}, goto: act"
LATE_START = "start: gone", "start: letter"


class Root(NamedTuple):
    """Defects of a scenario, and all that is told of it then."""

    name: str
    originals: Path
    file: str
    edits: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]
    """Codes by line, each with the end of its message."""


NOWHERE = "nothing leads there"
ROOTS = (
    Root(
        "a-flag-that-texts-ask-for",
        EXPORTS,
        PATCHWORK,
        (("        set: {noted: true}\n", ""),),
        (("flag-never-changes", "nothing sets it to true"),),
    ),
    Root(
        "a-flag-that-targets-ask-for",
        EXPORTS,
        PATCHWORK,
        (("        set: {lead_free: true}\n", ""), ("\n    set: {lead_free: true}\n", "\n")),
        (("flag-never-changes", "nothing sets it to true"),),
    ),
    Root(
        "a-flag-under-two-names",
        EXPORTS,
        PATCHWORK,
        (("        set: {noted: true}\n", "        set: {notd: true}\n"), ("flags:\n", "flags:\n  notd: false\n")),
        (("flag-never-changes", "nothing sets it to true, and nothing asks for 'notd', which is set"),),
    ),
    Root("a-start", EXPORTS, EXPORT, (("start: mail", "start: recall"),), (("unreachable-state", NOWHERE),)),
    Root(
        "a-start-that-is-late",
        VANS,
        VAN,
        (LATE_START,),
        (
            (
                "unreachable-state",
                "'gone': nothing leads there; and so 1 state ('weekend') and 1 ending ('done-well') never come about",
            ),
        ),
    ),
    Root(
        "a-sibling",
        EXPORTS,
        INSIDER,
        (ELSEWHERE,),
        (("unreachable-state", "nothing leads there; and so 1 choice ('after/probe') never comes about"),),
    ),
    Root(
        "a-number-that-two-choices-ask-for",
        EXPORTS,
        EXPORT,
        (("when: patience > 2", "when: patience > 10"), ("when: copies < 5", "when: patience > 10")),
        (("dead-choice", "it is never above 10; and so 1 choice ('spread/chase') never comes about"),),
    ),
    Root(
        "all-that-leads-on-leads-back",
        VANS,
        VAN,
        (
            ("        set: {told: true}\n        goto: letter", "        set: {told: true}\n        goto: weekend"),
            ("        takes: 1h\n        goto: letter", "        takes: 1h\n        goto: weekend"),
        ),
        (
            ("no-way-out", "in 'weekend' no ending can be reached any more, whatever is chosen"),
            ("unreachable-state", "and so 2 endings ('done-well' and 'late') never come about"),
        ),
    ),
    Root(
        "a-start-and-a-time-that-is-past",
        VANS,
        VAN,
        (
            ("start: gone", "start: weekend"),
            ("the lawyers rephrase it\n", "the lawyers rephrase it\n        when: elapsed < 2h\n"),
        ),
        (
            ("unreachable-state", "'gone': nothing leads there; and so 1 text never comes about"),
            ("dead-choice", "it is always later by then"),
        ),
    ),
    Root(
        "two-states-that-nothing-leads-to-and-what-either-would-do",
        EXPORTS,
        INSIDER,
        (
            ELSEWHERE,
            ("takes: 30m, goto: gone", "takes: 30m, goto: after"),
            ("after: 45m, from: Reception, text: The agent has left., goto: gone", "after: 45m, from: X, text: Left."),
        ),
        (
            ("unreachable-state", "'talk': nothing leads there; and so 1 choice ('after/probe') never comes about"),
            ("unreachable-state", "'gone': nothing leads there"),
        ),
    ),
)


def planted(root: Root, folder: Path) -> Path:
    """The library with the defects."""
    path = copied_story(root.originals, root.file, folder) / root.file
    text = path.read_text(encoding="utf-8")
    for old, new in root.edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {root.file}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_defect_is_told_once_with_what_follows(root: Root, tmp_path: Path):
    folder = planted(root, tmp_path / "library")
    told = [one for one in found_in(folder) if one.file == str(folder / root.file) and one.severity != "note"]
    told = [one for one in told if not one.code.startswith("leak")]
    lines = "\n".join(f"{one.code}: {one.message}" for one in told)
    assert [one.code for one in told] == [code for code, _ in root.told], lines
    for one, (_, end) in zip(told, root.told, strict=True):
        assert one.message.endswith(end), lines


LATE = next(root for root in ROOTS if root.name == "a-start-that-is-late")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ('unreachable-ending = "error"', "error"),
        ('unreachable-state = "note"\nunreachable-ending = "note"', "note"),
        ('unreachable-state = "off"', "warning"),
    ],
)
def test_a_cause_is_as_severe_as_the_worst_that_follows(levels: str, expected: str, tmp_path: Path):
    folder = planted(LATE, tmp_path / "library")
    (folder / FILE).write_text(f"[severity]\n{levels}\n", encoding="utf-8")
    (one,) = [one for one in found_in(folder) if one.code == "unreachable-state"]
    assert one.severity == expected
