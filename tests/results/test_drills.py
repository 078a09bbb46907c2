"""The runs of one drill: in the order of their dates, what changed between them, what compares, how objectives were rated."""

import pytest

from ccdrill.results.score_rows import DrillResults, RunRow
from tests.results.runs import objective, played, results, run


def drill(*runs) -> DrillResults:
    return results(*runs).drills[0]


def rows(*runs) -> tuple[RunRow, ...]:
    return drill(*runs).runs


def test_runs_stand_in_the_order_of_their_dates() -> None:
    found = rows(run("2026-03-01"), run("2026-01-01"), run("2026-02-01"))
    assert [one.date for one in found] == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_a_change_is_told_since_the_last_run_of_the_same_team() -> None:
    found = rows(
        run("2026-01-01", team="Team A", score="40"),
        run("2026-02-01", team="Team B", score="90"),
        run("2026-03-01", team="team  a", score="285/4"),
    )
    assert [(one.since, one.change) for one in found] == [("", ""), ("", ""), ("2026-01-01", "125/4")]


@pytest.mark.parametrize(
    ("of_later", "says"),
    [
        ({"played": played(procedure="1.1")}, "the procedure is version 1.1, before it was 1.0"),
        ({"played": played(text="!")}, "the text of the procedure changed, its version is 1.0 all the same"),
        ({"played": played(text="!", kind="scenario")}, "the text of the scenario changed, its version is 1.0.0 all the same"),
        ({"played": played(text="!", kind="drill")}, "the text of the drill changed"),
        ({"played": played(text="!", kind="vocabulary")}, "the text of the vocabulary changed"),
        ({"rules": 2}, "the scoring rules are version 2, before they were 1"),
    ],
)  # fmt: skip
def test_scores_before_and_after_a_change_do_not_compare(of_later: dict[str, object], says: str) -> None:
    found = drill(run("2026-01-01", score="40"), run("2026-02-01", score="60", **of_later))
    assert found.runs[1].changes == (says,)
    assert found.runs[1].change == ""
    assert [one.runs for one in found.alike] == [("2026-01-01",), ("2026-02-01",)]


def test_runs_with_the_same_texts_compare_although_others_lie_between() -> None:
    found = drill(
        run("2026-01-01", score="40"),
        run("2026-02-01", team="Team B", score="60", played=played(procedure="1.1")),
        run("2026-03-01", score="70"),
    )
    assert [len(one.changes) for one in found.runs] == [0, 1, 1]
    assert found.runs[2].change == "30"
    assert [one.runs for one in found.alike] == [("2026-01-01", "2026-03-01"), ("2026-02-01",)]


def test_a_run_that_was_ended_early_compares_with_none() -> None:
    found = drill(
        run("2026-01-01", score="40"),
        run("2026-02-01", score="10", on_played="80", ending_kind="cut short"),
        run("2026-03-01", score="70"),
    )
    assert [(one.since, one.change) for one in found.runs] == [("", ""), ("", ""), ("2026-01-01", "30")]
    assert [(one.lowest, one.highest) for one in found.alike] == [("40", "70")]


def test_below_five_runs_there_is_no_middle() -> None:
    scores = ("10", "200/3", "30", "70", "90", "90")
    days = [run(f"2026-0{month}-01", score=score) for month, score in enumerate(scores, start=1)]
    assert drill(*days[:4]).alike[0].middle == ""
    assert drill(*days[:5]).alike[0].middle == "200/3"
    assert drill(*days).alike[0].middle == "205/3"


def test_other_drills_procedures_and_scenarios_stand_apart() -> None:
    found = results(
        run("2026-01-01"), run("2026-02-01", drill="b"), run("2026-03-01", procedure="b"), run("2026-04-01", scenario="b")
    ).drills  # fmt: skip
    assert [[one.run for one in each.runs] for each in found] == [
        ["2026-02-01"], ["2026-04-01"], ["2026-03-01"], ["2026-01-01"],
    ]  # fmt: skip


def test_the_rating_that_stands_is_told_run_by_run_and_whose_it_is() -> None:
    found = drill(
        run("2026-01-01", objectives=(objective("M"), objective("P", name="tell"))),
        run("2026-02-01", objectives=(objective("M", "S"),)),
        run("2026-03-01", objectives=(objective("N"),)),
    ).objectives
    assert {one.id: [(grade.grade, grade.is_confirmed) for grade in one.grades] for one in found} == {
        "stop": [("M", False), ("S", True), ("N", False)],
        "tell": [("P", False)],
    }
