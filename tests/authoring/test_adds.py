"""More than can ever fit is added to a meter: told where there is never room for all of it, and only there."""

from pathlib import Path

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.checking import Checker
from tests.builders import TINY_SCENARIO, write_library


def told_of(meter: str, *changes: str, folder: Path) -> list[str]:
    """The numbers that are told, of choices which change a meter `calm` each in one way."""
    choices = "".join(
        f"      c{number}: {{text: C {number}, takes: 1m, {one}}}\n" for number, one in enumerate(changes)
    )
    text = TINY_SCENARIO.replace("meters:\n", f"meters:\n  calm: {{label: Calm, shown: debrief, {meter}}}\n", 1)
    path = write_library(folder) / "scenarios/tiny.yaml"
    path.write_text(text.replace("    choices:\n", f"    choices:\n{choices}", 1), encoding="utf-8")
    found = Checker(Library((folder,)), is_quick=True).check(path)
    return [one.source[one.column - 1 :].split("}")[0] for one in found if one.code == "add-outside"]


@pytest.mark.parametrize(
    ("meter", "changes", "told"),
    [
        ("start: 5, min: 0, max: 5", ("add: {calm: -5}", "add: {calm: 5}"), []),
        ("start: 5, min: 0, max: 5", ("add: {calm: -6}", "add: {calm: 1}"), ["-6"]),
        ("start: 3, min: 0, max: 5", ("add: {calm: 1}", "add: {calm: 3}"), ["3"]),  # it never falls
        ("start: 3, min: 0, max: 5", ("add: {calm: 1}", "add: {calm: 3}", "set: {calm: 2}"), []),
        ("start: 3, min: 0, max: 5", ("add: {calm: 3}", "set: {calm: 9}", "add: {calm: 1}"), ["3"]),
        ("start: 3, max: 5", ("add: {calm: 9}", "add: {calm: -1}"), []),  # it may fall as far as it likes
        ("start: 3, min: 0", ("add: {calm: 9}", "add: {calm: -4}"), []),
        ("start: 3, min: 0", ("add: {calm: -4}",), ["-4"]),
        ("start: 5, max: 5", ("add: {calm: 1}",), []),  # that it never changes is told by itself
    ],
)
def test_what_never_fits_is_told(meter: str, changes: tuple[str, ...], told: list[str], tmp_path: Path):
    assert told_of(meter, *changes, folder=tmp_path) == told
