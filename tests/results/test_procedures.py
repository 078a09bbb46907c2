"""A procedure step by step over its runs: what was lost again and again, what is mended, what never was exercised."""

import pytest

from ccdrill.debrief.listing.run_result import How
from tests.results.runs import played, results, rule, rules_of, run, step, steps_of

LOST: How = "not done"


def standing(*hows: tuple[str, How]) -> str:
    """Of a step that one run after the other, each of a team, did so."""
    runs = [run(f"2026-{month:02}-01", step("a", how), team=team) for month, (team, how) in enumerate(hows, start=1)]
    return steps_of(*runs)["a"].standing


@pytest.mark.parametrize(
    ("hows", "expected"),
    [
        ([("A", "as written")], "as written"),
        ([("A", LOST)], "lost once"),
        ([("A", LOST), ("A", LOST)], "again and again"),
        ([("A", LOST), ("A", "as written"), ("A", "differed")], "again and again"),
        ([("A", LOST), ("A", LOST), ("A", "as written")], "mended"),
        ([("A", "records missing"), ("A", "as written")], "mended"),
        ([("A", LOST), ("A", "withheld")], "lost once"),
        ([("A", "withheld"), ("A", "not exercised")], "never exercised"),
        ([("A", LOST), ("B", "as written")], "lost once"),
        ([("A", LOST), ("B", LOST), ("A", "as written")], "again and again"),
        ([("A", LOST), ("B", LOST), ("A", "as written"), ("B", "as written")], "mended"),
        ([("", LOST), ("", "as written")], "mended"),
    ],
)
def test_how_a_step_stands(hows: list[tuple[str, How]], expected: str) -> None:
    assert standing(*hows) == expected


def test_a_step_is_counted_in_every_way_in_which_it_was_lost() -> None:
    row = steps_of(
        run("2026-01-01", step("a", "differed", "late", "role", is_unjudged=True)),
        run("2026-02-01", step("a", "differed", "order", "place", "evidence")),
        run("2026-03-01", step("a", "records missing", "evidence", said="procedure-wrong")),
        run("2026-04-01", step("a", "not done", "omitted", said="not-followed")),
        run("2026-05-01", step("a")),
        run("2026-06-01", step("a", "withheld")),
    )["a"]
    tally = row.tally
    assert (tally.exercised, tally.as_written, tally.not_done) == (5, 1, 1)
    assert (tally.late, tally.wrong_role, tally.out_of_order, tally.wrong_place) == (1, 1, 1, 1)
    assert (tally.without_record, tally.unjudged, tally.procedure_wrong) == (2, 1, 1)
    assert (row.last_run, row.last_how, row.kept_since) == ("2026-05-01", "as written", 1)


def test_how_the_last_run_lost_it_is_told_in_words() -> None:
    row = steps_of(run("2026-01-01", step("a")), run("2026-02-01", step("a", "differed", "evidence", "late")))["a"]
    assert row.last_how == "late, without its record"
    assert row.kept_since == 0


def test_weak_links_come_first_the_weakest_before_the_others_and_critical_ones_before_their_equals() -> None:
    names = ("kept", "never", "once", "mended", "twice", "thrice", "critical")
    lost = {"once": (3,), "mended": (1,), "twice": (1, 3), "thrice": (1, 2, 3), "critical": (2, 3)}
    runs = [
        run(
            f"2026-0{number}-01",
            *(
                step(
                    name,
                    "not exercised" if name == "never" else LOST if number in lost.get(name, ()) else "as written",
                    is_critical=name == "critical",
                )
                for name in names
            ),
        )
        for number in (1, 2, 3)
    ]
    assert list(steps_of(*runs)) == ["thrice", "critical", "twice", "once", "mended", "kept", "never"]


def test_how_many_teams_lost_it_the_last_time_is_told_and_not_which() -> None:
    row = steps_of(
        run("2026-01-01", step("a", LOST), team="A"),
        run("2026-02-01", step("a", LOST), team="B"),
        run("2026-03-01", step("a"), team="b"),
        run("2026-04-01", step("a"), team="C"),
    )["a"]
    assert (row.teams, row.teams_lost, row.standing) == (3, 1, "again and again")


def test_runs_of_several_drills_count_for_the_procedure_that_they_share() -> None:
    found = results(
        run("2026-01-01", step("a", LOST)),
        run("2026-02-01", step("a", LOST), drill="other", scenario="other", played=played(procedure="1.1")),
        run("2026-03-01", step("b"), procedure="other"),
    ).procedures
    assert [(one.procedure, one.runs, one.versions, one.texts) for one in found] == [
        ("other", 1, ("1.0",), 1),
        ("procedure", 2, ("1.0", "1.1"), 2),
    ]
    assert [one.tally.exercised for one in found[1].steps] == [2]


def test_a_step_that_only_earlier_runs_know_is_told_too() -> None:
    assert list(steps_of(run("2026-01-01", step("old"), step("a")), run("2026-02-01", step("a"), step("b")))) == [
        "a",
        "b",
        "old",
    ]


def test_a_prohibition_stands_by_whether_it_was_broken() -> None:
    def broken(*numbers: int) -> str:
        runs = [run(f"2026-0{one}-01", rules_kept=(rule("off", is_broken=one in numbers),)) for one in (1, 2, 3)]
        row = rules_of(*runs)["off"]
        assert (row.runs, row.broken) == (3, len(numbers))
        return f"{row.standing}, {row.kept_since}"

    assert broken() == "as written, 3"
    assert broken(3) == "lost once, 0"
    assert broken(1, 3) == "again and again, 0"
    assert broken(1, 2) == "mended, 1"
