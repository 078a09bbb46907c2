"""What participants said of a drill over its runs: how many agreed how far, worked out by hand; never who."""

from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.model.form import STATEMENTS
from ccdrill.results.score_rows import DrillFeedback
from ccdrill.results.told import told
from tests.results.runs import feedback, results, run

TWO = (
    run("2026-01-01", feedback=feedback(believable=(0, 1, 2, 5, 2), prepared=(0, 0, 0, 3, 0))),
    run("2026-02-01", feedback=feedback(believable=(0, 0, 0, 0, 2), built=(0, 0, 0, 0, 4))),
    run("2026-03-01"),
)


def found() -> DrillFeedback:
    feedback = results(*TWO).drills[0].feedback
    assert feedback is not None
    return feedback


def said(*runs: RunResult) -> list[str]:
    """What the results tell of it, but for the objectives, of which these runs have none."""
    [part] = [one for one in told(results(*runs)) if one.title == "Objectives, and what participants said"]
    no_objective, *lines = part.lines
    assert no_objective.text == "No objective is set."
    return [text for one in lines for text in (one.text, *one.below)]


def test_the_answers_of_all_runs_are_put_together_in_the_order_of_the_form() -> None:
    assert [(one.statement, one.runs, one.counts, one.answers, one.middle) for one in found().statements] == [
        ("built", 1, (0, 0, 0, 0, 4), 4, "5"),
        ("believable", 2, (0, 1, 2, 5, 4), 12, "4"),
        ("prepared", 1, (0, 0, 0, 3, 0), 3, "4"),
    ]


def test_of_each_run_as_many_forms_are_known_of_as_answered_one_statement() -> None:
    """Ten and four: of the second run two answered one statement and four another."""
    assert (found().runs, found().forms) == (("2026-01-01", "2026-02-01"), 14)


def test_it_is_told_how_many_agreed_and_what_few_answers_give_away() -> None:
    first, *below = said(*TWO)
    assert first.startswith("at least 14 forms, from 2 of 3 runs;")
    assert below[1] == f"{STATEMENTS['believable']}: 12 answers, median 4, from 2 to 5; 9 of 12 said 4 or 5"
    assert below[-1] == "Fewer than 5 answered some of these: whoever was there may tell who said what."


def test_where_enough_answered_nothing_is_said_of_few() -> None:
    _, *below = said(run("2026-01-01", feedback=feedback(believable=(0, 0, 0, 5, 0))))
    assert below == [f"{STATEMENTS['believable']}: 5 answers, median 4, all 5 said 4"]


def test_of_a_single_answer_there_is_no_middle() -> None:
    _, first, _ = said(run("2026-01-01", feedback=feedback(believable=(0, 0, 0, 1, 0))))
    assert first == f"{STATEMENTS['believable']}: 1 answer: 4"


def test_no_form_is_counted() -> None:
    assert results(run("2026-01-01")).drills[0].feedback is None
    nobody = run("2026-01-01", feedback=feedback(believable=(0, 0, 0, 0, 0)))
    assert results(nobody).drills[0].feedback is None
    assert said(nobody) == ["No feedback form is counted."]
