"""`docs/practice.md` says what the code says: the cues, the exported fields, the worked figures, the days."""

import datetime as dt
import re
from pathlib import Path

import pytest

from ccdrill.practice.cues import GROUPS, NAMES, group_of
from ccdrill.practice.exported import FORMAT, export_results
from ccdrill.practice.measures import Counts, ability, caution
from ccdrill.practice.spacing import LONGEST_DAYS, schedule
from tests.decks import judged

TEXT = (Path(__file__).parents[2] / "docs/practice.md").read_text(encoding="utf-8")
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables below a heading, up to the next one."""
    below = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in below.splitlines() if line[:1] == "|"]


def keys_in(heading: str) -> set[str]:
    return {key for row in rows(heading) for key in re.findall(r"`(\w+)`", row[0])}


def test_the_cues_are_those_of_the_code() -> None:
    table = [f"| `{code}` | {GROUPS[group_of(code)]} | {name} |" for code, name in NAMES.items()]
    assert [line for line in TEXT.splitlines() if re.match(r"\| `[ETVLC]\d`", line)] == table


def test_every_exported_field_is_explained_and_no_other() -> None:
    found = export_results([judged(), judged(kind="legitimate", right=("use",), answer="use")], NOW)
    measured = set(found["all"])
    explained = keys_in("Results for other programs")
    assert explained == set(found) | measured
    inside = {*found["sittings"][0], *found["due"][0], *found["by_sureness"][0], *found["all"]["ability"]}
    assert [key for key in sorted(inside - measured) if f"`{key}`" not in TEXT] == []
    assert FORMAT in TEXT


def test_the_worked_figures_are_right() -> None:
    counts = Counts(phish=10, hits=8, honest=10, false_alarms=3)
    able, cautious = ability(counts), caution(counts)
    assert able is not None and cautious is not None
    told = [row[-1] for row in rows("What the figures mean") if row[0] in ("`d'`", "`c`") or "error" in row[0]]
    assert told == [f"{one:.2f}" for one in (able.value, cautious.value, able.error, cautious.error)]


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (1, {"answer": "use"}),
        (2, {"answer": "report", "sure": 1}),
        (3, {"answer": "report", "sure": 2}),
        (4, {"answer": "report", "sure": 4}),
    ],
)
def test_the_days_until_a_message_comes_back_are_right(row: int, changes: dict[str, object]) -> None:
    cells = rows("What comes back when")[row + 1]
    made = judged(**changes)
    (due,) = schedule([made]).values()
    days = (due - made.at).days
    assert cells[-1] == ("1 day" if days == 1 else f"{days} days")
    assert f"to {LONGEST_DAYS} days at most" in TEXT
