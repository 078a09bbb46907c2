"""When what outside sources ask for was last exercised, and how that went."""

import datetime as dt

import pytest

from ccdrill.results.evidence_rows import SourceRow
from ccdrill.results.sources import a_year_before
from tests.results.runs import covered, results, rule, run, step

CLAUSE = "pci:12.10.1(2)"


def source(*runs) -> SourceRow:
    return results(*runs).sources[0]


@pytest.mark.parametrize(
    ("day", "age"),
    [("2026-11-29", "within 12 months"), ("2025-11-29", "within 12 months"), ("2025-11-28", "older than 12 months")],
)
def test_twelve_months_are_counted_by_the_calendar(day: str, age: str) -> None:
    found = source(run(day, step("a"), coverage=(covered(CLAUSE, "a"),)))
    assert (found.age, found.last_date, found.place) == (age, day, "12.10.1(2)")


def test_a_year_before_a_leap_day_is_the_day_before_march() -> None:
    assert a_year_before(dt.date(2028, 2, 29)) == dt.date(2027, 2, 28)


def test_the_last_run_that_exercised_it_counts_however_it_went() -> None:
    found = source(
        run("2026-01-01", step("a"), coverage=(covered(CLAUSE, "a"),)),
        run("2026-02-01", step("a", "not done"), coverage=(covered(CLAUSE, "a", how="not done"),)),
        run("2026-03-01", step("a", "withheld"), coverage=(covered(CLAUSE, "a", how="not reached"),)),
    )
    assert (found.last_run, found.last_how, found.runs) == ("2026-02-01", "not done", 2)


def test_what_a_source_wants_too_and_no_procedure_asks_for_was_never_exercised() -> None:
    found = source(run("2026-01-01", step("a"), coverage=(covered(CLAUSE, how="no step that counts here"),)))
    assert (found.age, found.runs, found.last_run, found.procedures) == ("never exercised", 0, "", ())


def test_what_one_procedure_asks_for_and_another_does_not_was_exercised_by_the_first() -> None:
    found = source(
        run("2026-01-01", step("a"), coverage=(covered(CLAUSE, "a"),)),
        run("2026-02-01", step("b"), coverage=(covered(CLAUSE, how="no step that counts here"),)),
    )
    assert (found.age, found.runs, found.last_date) == ("within 12 months", 1, "2026-01-01")


def test_what_no_run_exercised_is_said_plainly() -> None:
    found = source(run("2026-01-01", step("a", "not exercised"), coverage=(covered(CLAUSE, "a", how="not exercised"),)))
    assert (found.age, found.last_run, found.last_date, found.runs) == ("never exercised", "", "", 0)


def test_steps_that_the_last_run_did_not_exercise_are_named() -> None:
    steps = (step("a"), step("b", "not exercised"), step("c", "withheld"))
    found = source(run("2026-01-01", *steps, coverage=(covered(CLAUSE, "a", "b", "c"),)))
    assert found.last_untested == ("b", "c")


def test_a_source_that_only_prohibitions_name_is_not_called_exercised() -> None:
    found = source(
        run("2026-01-01", rules_kept=(rule("off", is_broken=True),), coverage=(covered(CLAUSE, "off", how="broken"),)),
        run("2026-02-01", rules_kept=(rule("off"),)),
    )
    assert (found.age, found.last_run, found.last_how, found.runs) == ("only broken", "2026-01-01", "broken", 1)


def test_places_stand_in_the_order_of_their_numbers_and_name_their_procedures() -> None:
    found = results(
        run("2026-01-01", step("a"), coverage=(covered("pci:12.10.1", "a"), covered("pci:4.2.2", "a"))),
        run("2026-02-01", step("a"), procedure="other", coverage=(covered("pci:4.2.2", "a"),)),
    ).sources
    assert [(one.source, one.procedures) for one in found] == [
        ("pci:4.2.2", ("other", "procedure")),
        ("pci:12.10.1", ("procedure",)),
    ]


def test_any_day_counts_whatever_span_of_time_is_asked_for() -> None:
    runs = (run("2024-01-01", step("a"), coverage=(covered(CLAUSE, "a"),)), run("2026-09-01"))
    assert results(*runs, since="2026-08-01").sources == results(*runs).sources
