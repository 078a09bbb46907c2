"""Which runs count, and that the order in which they are handed in makes no difference."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.results.asked import Asked, choose
from ccdrill.results.document import LeftOut
from ccdrill.results.over_time import Gathered, build_results
from tests.results.runs import TODAY, agreed, covered, objective, results, rule, run, step, sure

HOWS = st.sampled_from(["as written", "records missing", "not done", "withheld", "not exercised"])


@st.composite
def many_runs(draw: st.DrawFn) -> list[RunResult]:
    """Runs of few drills, teams and days, so that much of it meets."""
    return [
        run(
            f"2026-0{draw(st.integers(1, 3))}-01",
            *(step(name, draw(HOWS)) for name in draw(st.sets(st.sampled_from("abc")))),
            run=f"run-{number}",
            team=draw(st.sampled_from(["", "A", "a", "B"])),
            score=draw(st.sampled_from(["0", "285/4", "100"])),
            drill=draw(st.sampled_from(["one", "two"])),
            rules=draw(st.integers(1, 2)),
            procedure=draw(st.sampled_from(["plan", "plot"])),
            ending_kind=draw(st.sampled_from(["good", "cut short"])),
            rules_kept=(rule("off", is_broken=draw(st.booleans())),),
            objectives=(objective(draw(st.sampled_from("PSMUN"))),),
            agreed=(agreed("step:a", f"2026-0{draw(st.integers(1, 3))}-01T10:00:00.000Z"),) * draw(st.integers(0, 1)),
            coverage=(covered("pci:1", "a"),),
            sure=sure((draw(st.integers(1, 4)), "points")),
        )
        for number in range(draw(st.integers(0, 6)))
    ]


@given(many_runs(), st.randoms(use_true_random=False), st.integers(0, 2))
def test_the_order_of_what_is_handed_in_never_matters(runs: list[RunResult], chance: Random, last: int) -> None:
    shuffled = list(runs)
    chance.shuffle(shuffled)
    asked = Asked(last=last)
    assert build_results(Gathered(runs=tuple(shuffled)), asked, TODAY) == build_results(
        Gathered(runs=tuple(runs)), asked, TODAY
    )


@given(many_runs())
def test_every_run_is_counted_once(runs: list[RunResult]) -> None:
    found = results(*runs)
    assert sorted(one.run for drill in found.drills for one in drill.runs) == sorted(one.run for one in runs)
    assert sum(one.runs for one in found.procedures) == found.runs == len(runs)
    for row in (row for one in found.procedures for row in one.steps):
        tally = row.tally
        assert tally.as_written + tally.not_done <= tally.exercised
        assert (row.standing == "never exercised") == (tally.exercised == 0)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"since": "2026-02-01"}, [2, 3, 4]),
        ({"since": "2026-02-02"}, [3, 4]),
        ({"last": 1}, [3, 4]),
        ({"last": 2}, [1, 2, 3, 4]),
        ({"last": 1, "since": "2026-03-02"}, [4]),
    ],
)
def test_a_span_of_time_takes_the_last_of_each_drill(asked: dict[str, object], expected: list[int]) -> None:
    drills = {1: "one", 2: "two", 3: "one", 4: "two"}
    runs = [run(f"2026-0{number}-01", drill=name) for number, name in drills.items()]
    assert [one.run for one in choose(runs, Asked(**asked))] == [f"2026-0{number}-01" for number in expected]


def test_the_last_of_a_drill_are_taken_for_each_procedure() -> None:
    runs = [run("2026-01-01"), run("2026-02-01", procedure="ours"), run("2026-03-01")]
    assert [one.run for one in choose(runs, Asked(last=1))] == ["2026-02-01", "2026-03-01"]


def test_what_is_left_out_is_named_in_order() -> None:
    left = (LeftOut(run="y", problem="broken"), LeftOut(run="x", problem="cut"))
    found = build_results(Gathered(unfinished=("b", "a"), unreadable=left), Asked(), TODAY)
    assert found.unfinished == ("a", "b")
    assert [one.run for one in found.unreadable] == ["x", "y"]
    assert (found.runs, found.first, found.last, found.drills) == (0, "", "", ())


def test_the_document_says_which_day_and_span_it_is_of() -> None:
    found = results(run("2026-03-01"), run("2026-01-01"))
    assert (found.today, found.first, found.last, found.runs) == ("2026-11-29", "2026-01-01", "2026-03-01", 2)
