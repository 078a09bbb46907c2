"""The command that shows the improvement plan and fills it."""

import json

import pytest

from tests.builders import TINY_DRILL, write_library
from tests.cli.program import Done, Program
from tests.session.stage import card_number

ROW = ("--row", "2", "--action", "Script the diversion", "--owner", "Ann Lee", "--due", "2037-01-31")


@pytest.fixture
def run(program: Program) -> str:
    """A run that was ended before anything was done: all that is to be done by then is a row of the plan."""
    return program.play(typed="escalate\n\n\n\npower-off\n\n\n\nend\n\n").run


def plan(program: Program, *options: str) -> Done:
    return program("plan", "last", *options)


def events(program: Program, run: str) -> list[str]:
    program("runs", "export", run, "run.json", "--force")
    links = json.loads((program.folder / "run.json").read_text())["links"]
    return [json.loads(link["body"])["event"]["type"] for link in links]


def row(shown: str, number: int) -> str:
    """A row of the list, on one line."""
    below = shown.partition(f"\n{number}  ")[2] if not shown.startswith(f"{number}  ") else shown[3:]
    return " ".join(below.partition("\n\n")[0].split())


def test_it_shows_each_row_by_its_number_and_name_and_what_is_open(program: Program, run: str) -> None:
    done = plan(program)
    assert done.code == 0
    assert done.out.startswith(f"Improvement plan of run {run}: Tiny drill\n\n1  ")
    first = row(done.out, 1)
    assert first.startswith("step:divert (F1, critical, ")
    assert first.endswith("Action: open")
    assert "stop: Stop the loss" in done.out and "Not confirmed yet" in done.out
    assert f"plan {run} --walk" in done.err


def test_a_row_is_filled_and_shown_as_it_stands(program: Program, run: str) -> None:
    done = plan(program, *ROW)
    assert (done.code, done.err) == (0, "Recorded.\n")
    assert done.out.startswith("2  ")
    assert "Action: Script the diversion (Ann Lee, by 2037-01-31)" in done.out
    assert done.out.count("Action:") == 1
    assert "Action: Script the diversion (Ann Lee, by 2037-01-31)" in row(plan(program).out, 2)
    assert program("runs", "verify").code == 0


def test_what_is_not_given_stays_and_what_stands_already_is_not_recorded_again(program: Program, run: str) -> None:
    plan(program, *ROW)
    assert "(Ben Roe, by 2037-01-31)" in plan(program, "--row", "2", "--owner", "Ben Roe").out
    before = events(program, run)
    assert plan(program, "--row", "2", "--owner", "Ben Roe").err == "It stands like that already.\n"
    assert events(program, run) == before
    assert "Action: open" in plan(program, "--row", "2", "--action", "").out


@pytest.mark.parametrize("name", ["number", "finding", "key", "id"])
def test_a_row_may_be_named_in_any_way_in_which_people_see_it(program: Program, run: str, name: str) -> None:
    key = row(plan(program).out, 2).split()[0]
    finding = row(plan(program).out, 2).partition("(")[2].partition(",")[0]
    named = {"number": "2", "finding": finding.lower(), "key": key, "id": key.partition(":")[2]}[name]
    assert key in plan(program, "--row", named, "--action", "Do it").out


def test_a_row_by_itself_is_shown(program: Program, run: str) -> None:
    done = plan(program, "--row", "1")
    assert done.out.startswith("1  ") and done.out.count("Action:") == 1
    assert events(program, run)[-1] == "cut-short"


def test_what_has_no_row_may_get_one_by_its_name(program: Program) -> None:
    program.play()
    done = plan(program, "--row", "rule:no-power-off", "--action", "Show it to the night shift")
    assert "rule:no-power-off (no finding, everybody)" in done.out
    assert "Show it to the night shift" in plan(program).out


def test_the_team_says_what_it_makes_of_a_row(program: Program, run: str) -> None:
    done = plan(program, "--dispose", "1=procedure-wrong", "--reason", "Nobody is there at night")
    assert "The player says: the procedure is wrong: Nobody is there at night" in done.out
    both = plan(program, *ROW, "--dispose", "deliberate", "--reason", "It was burning")
    assert "The player says: deliberate, and better than the procedure: It was burning" in both.out
    assert "The player says" not in plan(program, "--dispose", "1=").out


def test_an_evaluator_rates(program: Program, run: str) -> None:
    refused = plan(program, "--rate", "stop=p", "--evaluator", "Eve")
    assert refused.code == 2
    assert "Say why" in refused.err
    done = plan(program, "--rate", "stop=p", "--reason", "I saw them do it", "--evaluator", "Eve Roe")
    assert "Changed to P (performed without challenges) by Eve Roe on " in done.out and ": I saw them do it" in done.out
    assert plan(program).out.endswith("\n\n1 of 1 objective rated.\n")
    assert "Not confirmed yet" in plan(program, "--rate", "stop=").out
    assert "rated" not in plan(program).out


def test_all_of_a_call_is_recorded_or_nothing(program: Program, run: str) -> None:
    before = events(program, run)
    assert plan(program, *ROW, "--rate", "stop=P").code == 2
    assert events(program, run) == before
    assert plan(program, *ROW, "--dispose", "1=deliberate").code == 0
    assert events(program, run) == [*before, "action-agreed", "disposed"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--row", "9", "--action", "x"), "there is no row '9' in the plan of run"),
        (("--row", "9" * 5_000, "--action", "x"), f"there is no row '{'9' * 40}' in the plan of run"),
        (("--row", "diver", "--action", "x"), "Did you mean 'divert'?"),
        (("--row", "step:diver", "--action", "x"), "Did you mean 'divert'?"),
        (("--row", "rule:x", "--action", "x"), "Name one of: no-power-off"),
        (("--action", "x"), "name it with --row"),
        (("--row", "1", "--owner", "Ann"), "Say first what is to be done"),
        (("--row", "1", "--action", "x", "--due", "soon"), "'soon' is no date"),
        (("--row", "1", "--action", "x", "--due", "2001-01-31"), "lies before the exercise"),
        (("--dispose", "procedure-wrong"), "is not ROW=ANSWER"),
        (("--dispose", "1=wrong-procedure"), "Give one of: not-followed, procedure-wrong"),
        (("--dispose", "1=procedure-worng"), "Did you mean 'procedure-wrong'?"),
        (("--rate", "stop"), "is not OBJECTIVE=GRADE"),
        (("--rate", "stop=X"), "Give one of: P (performed without challenges)"),
        (("--rate", "stpo=P"), "Did you mean 'stop'?"),
        (("--reason", "x"), "--reason goes with"),
        (("--dispose", "1=deliberate", "--rate", "stop=U", "--reason", "x"), "one of them in a call"),
        (("--evaluator", "x"), "--evaluator goes with --rate"),
    ],
)
def test_what_can_not_be_meant_is_told_with_what_could(
    program: Program, run: str, options: tuple[str, ...], says: str
) -> None:
    before = events(program, run)
    done = plan(program, *options)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert events(program, run) == before


def test_a_run_that_is_not_over_is_shown_and_not_stopped(program: Program) -> None:
    run = program.play(typed="retry\n\n\n\nquit\n").run
    shown = plan(program)
    assert shown.code == 0
    assert "The exercise is not over" in shown.out
    before = events(program, run)
    refused = plan(program, "--row", "1", "--action", "x")
    assert (refused.code, "the exercise is not over" in refused.err) == (2, True)
    assert events(program, run) == before


def test_card_numbers_are_taken_out_and_the_person_is_told(program: Program, run: str) -> None:
    done = plan(program, "--row", "1", "--action", f"Call {card_number()}")
    assert "looked like a payment card" in done.err
    assert card_number() not in done.out + plan(program).out


def test_an_owner_goes_with_the_names_what_was_agreed_with_the_texts_and_both_travel_with_the_run(
    program: Program, run: str
) -> None:
    plan(program, *ROW)
    plan(program, "--rate", "stop=P", "--reason", "I saw it", "--evaluator", "Eve Roe")
    program("runs", "export", run, "there.json")
    program("runs", "erase", run, "--names", "--yes")
    assert "Action: Script the diversion (erased, by 2037-01-31)" in plan(program).out
    program("runs", "erase", run, "--texts", "--yes")
    assert "Action: (erased) (erased, by 2037-01-31)" in plan(program).out
    assert program("runs", "verify", run).code == 0
    program("runs", "delete", run, "--yes")
    assert program("runs", "import", "there.json").code == 0
    assert "Script the diversion (Ann Lee, by 2037-01-31)" in plan(program).out
    assert "changed to" in plan(program).out.lower()


def test_what_was_done_is_the_same_trace_whatever_was_agreed(program: Program, run: str) -> None:
    before = program("runs", "trace", run).out, program("runs", "list").out
    plan(program, *ROW)
    assert (program("runs", "trace", run).out, program("runs", "list").out) == before


def test_a_walk_asks_for_everything_and_records_each_answer_at_once(program: Program, run: str) -> None:
    typed = [
        *("Script the diversion", "Ann Lee", "soon", "2037-01-31", "7", "2", "Nobody is there at night"),
        *("", ""),
        *("Buy a notebook", "", "", ""),
        "quit",
    ]
    done = program("plan", "last", "--walk", typed="\n".join(typed) + "\n")
    assert done.code == 0
    assert "'soon' is no date" in done.err and "'7' is no answer here" in done.err
    assert done.err.endswith("Stopped. What was recorded is kept.\n")
    first, second, third = (row(done.out, number) for number in (1, 2, 3))
    assert "Action: Script the diversion (Ann Lee, by 2037-01-31)" in first
    assert first.endswith("The player says: the procedure is wrong: Nobody is there at night")
    assert second.endswith("Action: open")
    assert third.endswith("Action: Buy a notebook (no owner yet, no date yet)")
    assert program("runs", "verify").code == 0


def test_a_walk_comes_to_the_ratings_and_ends_with_its_answers(program: Program, run: str) -> None:
    many = plan(program).out.count("Action: open")
    typed = "\n\n" * many + "Eve Roe\np\n\nI saw it\n"
    done = program("plan", "last", "--walk", typed=typed)
    assert done.err.count("Why P and not U: ") == 2 and "a rating is changed only with a reason" in done.err
    assert "Changed to P (performed without challenges) by Eve Roe on " in done.out and ": I saw it" in done.out
    assert "Stopped" not in done.err
    again = program("plan", "last", "--walk", typed="")
    assert again.err.endswith("Stopped. What was recorded is kept.\n") and again.out == done.out


def test_a_walk_goes_on_to_the_ratings_when_asked_to(program: Program, run: str) -> None:
    done = program("plan", "last", "--walk", typed="Script it\nratings\nEve Roe\nu\n\n")
    assert "The word ratings goes on" in done.err
    assert "Action: Script it (no owner yet, no date yet)" in row(done.out, 1)
    assert "by Eve Roe" in done.out and "Stopped" not in done.err


def test_a_walk_is_for_what_is_over_and_goes_with_nothing_else(program: Program, run: str) -> None:
    assert "--walk asks for everything" in plan(program, "--walk", *ROW).err
    unfinished = program.play(typed="retry\n\n\n\nquit\n").run
    before = events(program, unfinished)
    refused = plan(program, "--walk")
    assert (refused.code, "the exercise is not over" in refused.err) == (2, True)
    assert events(program, unfinished) == before


WASH = (
    *("--least-sure", "1", "--gap", "Nobody knew the number", "--action", "On the wall card", "--owner", "Ann Lee"),
    *("--see", "partly: when a caller rang", "--know", "n", "--trace", "yes"),
)


def test_a_hot_wash_is_recorded_in_one_call_with_its_action_as_a_row_of_the_plan(program: Program, run: str) -> None:
    done = plan(program, *WASH)
    assert (done.code, done.err) == (0, "Recorded.\n")
    assert done.out.startswith("   Least sure: ")
    assert "   Could we see it? partly, when a caller rang\n   Would we have known at once? no\n" in done.out
    assert (
        "gap:1 (from the hot wash)\n   Nobody knew the number\n   Action: On the wall card (Ann Lee, no date yet)"
        in done.out
    )
    kinds = ["doubt-named", "gap-named", *["question-answered"] * 3, "action-agreed"]
    assert events(program, run)[-6:] == kinds
    assert plan(program, *WASH).err == "It stands like that already.\n"
    assert "\nHot wash\n   Least sure: " in plan(program).out
    assert program("runs", "verify").code == 0
    assert "Nobody knew the number" in program("debrief", "last").out
    assert "On the wall card" in program("results").out


def test_a_gap_is_changed_and_withdrawn_by_its_row(program: Program, run: str) -> None:
    plan(program, *WASH)
    assert "Nobody had the number" in plan(program, "--row", "gap:1", "--gap", "Nobody had the number").out
    assert "by 2037-01-31" in plan(program, "--row", "gap:1", "--due", "2037-01-31").out
    assert "gap:2 (from" in plan(program, "--gap", "There was no contact").out
    withdrawn = plan(program, "--row", "gap:1", "--gap", "")
    assert withdrawn.err.startswith("Recorded.\nThe action about it is withdrawn with it")
    plan(program, "--least-sure", "", "--see", "", "--know", "", "--trace", "")
    shown = plan(program).out
    assert "gap:1" not in shown and "gap:2" in shown and "Hot wash" not in shown and "see it" not in shown


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--least-sure", "9"), "there is no decision 9"),
        (("--see", "maybe"), "is neither yes, partly nor no"),
        (("--row", "1", "--gap", "x"), "'1' is another row"),
        (("--row", "gap:3", "--action", "x"), "there is no gap '3'"),
        (("--row", "gap:9", "--gap", "x"), "there is room for 5 gaps"),
        (("--row", "gap:x", "--gap", "x"), "is no gap"),
        (("--gap", " "), "Which gap is withdrawn?"),
        (("--hot-wash", "--walk"), "--hot-wash asks for everything"),
        (("--hot-wash", "--see", "yes"), "--hot-wash asks for everything"),
    ],
)
def test_what_can_not_be_said_in_a_hot_wash_is_told_with_what_could(
    program: Program, run: str, options: tuple[str, ...], says: str
) -> None:
    before = events(program, run)
    done = plan(program, *options)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert events(program, run) == before


def test_a_hot_wash_is_asked_for_question_by_question(program: Program, run: str) -> None:
    typed = "1\nNobody knew the number\nOn the wall card\nAnn Lee\n\n\ny\nno one looks there\np\n"
    done = program("plan", "last", "--hot-wash", typed=typed)
    assert done.code == 0
    assert done.out.startswith(f"Hot wash of run {run}: Tiny drill\n   Least sure: ")
    assert "Would we have known at once? no, no one looks there" in done.out
    assert "Action: On the wall card (Ann Lee, no date yet)" in done.out and "Action: open" not in done.out
    assert f"plan {run} --walk" in done.err


def test_what_was_said_in_a_hot_wash_goes_with_the_texts_and_the_run_still_verifies(program: Program, run: str) -> None:
    plan(program, *WASH)
    program("results")
    program("runs", "erase", run, "--texts", "--yes")
    for shown in (plan(program).out, program("debrief", "last").out, program("results").out):
        assert "Nobody knew" not in shown and "wall card" not in shown and "(erased)" in shown
    assert program("runs", "verify", run).code == 0


def test_a_hot_wash_is_of_what_is_over(program: Program) -> None:
    run = program.play(typed="retry\n\n\n\nquit\n").run
    before = events(program, run)
    for options in (("--hot-wash",), ("--gap", "x"), ("--see", "yes")):
        refused = plan(program, *options)
        assert (refused.code, "the exercise is not over" in refused.err) == (2, True)
    assert events(program, run) == before


DONE = ("--row", "2", "--done", "--proof", "Ticket 4711", "--by", "Eve Roe")


def test_an_action_is_tracked_from_agreed_to_done_and_open_again(program: Program, run: str) -> None:
    """The journey of a corrective action, as whoever tracks it and whoever audits it see it."""
    plan(program, "--row", "2", "--action", "Script the diversion", "--owner", "Ann Lee", "--due", "yesterday")
    assert "\n   Done: not yet; overdue since 20" in plan(program, "--row", "2").out
    assert "1 action is overdue." in plan(program).out
    assert "Overdue since 20" in program("results", "--actions", "overdue").out
    before = program("debrief", "last").out
    assert "overdue" not in before.lower(), "a report says the same on whatever day it is printed"
    done = plan(program, *DONE)
    assert (done.code, done.err) == (0, "Recorded.\n")
    told = "; proof: Ticket 4711; checked by Eve Roe"
    assert told in done.out and "overdue" not in plan(program).out
    assert plan(program, *DONE).err == "It stands like that already.\n"
    assert plan(program, "--row", "2", "--done").err == "It stands like that already.\n"
    assert told in program("debrief", "last").out and told not in before
    shown = program("results", "--actions", "done").out
    assert (
        "1 action was agreed: 1 is done, none is overdue." in shown
        and "proof: Ticket 4711; checked by Eve Roe" in shown
    )
    assert "SCORES" not in shown and "overdue" not in program("results", "--actions", "not-done", "--format", "csv").out
    refused = plan(program, "--row", "2", "--owner", "Ben Roe")
    assert (refused.code, "is done, and stays as it was agreed" in refused.err) == (2, True)
    opened = plan(program, "--row", "2", "--not-done", "It fell off", "--owner", "Ben Roe", "--due", "in 6 weeks")
    assert opened.code == 0 and "(Ben Roe, by " in opened.out
    assert "Done: not any more, reopened on 20" in opened.out and ": It fell off" in opened.out
    assert events(program, run)[-4:] == ["action-agreed", "action-done", "action-reopened", "action-agreed"]
    assert program("runs", "verify").code == 0
    program("runs", "delete", run, "--yes")
    assert program("runs", "import", "run.json").code == 0
    assert ": It fell off" in plan(program).out
    program("runs", "erase", run, "--texts", "--yes")
    assert "It fell off" not in plan(program).out + program("results").out
    assert program("runs", "verify", run).code == 0


def test_what_was_agreed_and_done_meanwhile_can_be_said_at_once(program: Program, run: str) -> None:
    done = plan(program, "--gap", "Nobody knew the number", "--action", "On the wall card", "--done", "today")
    assert "Action: On the wall card (no owner yet, no date yet)" in done.out and "; no proof yet" in done.out
    assert events(program, run)[-3:] == ["gap-named", "action-agreed", "action-done"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--done",), "are about a row"),
        (("--not-done", "x"), "--not-done are about a row"),
        (("--row", "1", "--done"), "nothing is agreed about 'step:divert'"),
        (("--row", "2", "--proof", "x"), "is not marked as done"),
        (("--row", "2", "--not-done", "x"), "is not marked as done"),
        (("--row", "2", "--done", "2037-01-01"), "lies in the future"),
        (("--row", "2", "--done", "2001-01-01"), "lies before the exercise"),
        (("--row", "2", "--done", "soon"), "is no date"),
        (("--row", "2", "--done", "--not-done", "x"), "--not-done opens an action again"),
        (("--walk", "--done"), "--walk asks for everything"),
    ],
)
def test_what_can_not_be_said_of_its_being_done_is_refused_with_what_to_do(
    program: Program, run: str, options: tuple[str, ...], says: str
) -> None:
    plan(program, *ROW)
    before = events(program, run)
    refused = plan(program, *options)
    assert (refused.code, refused.out) == (2, "")
    assert says in refused.err
    assert events(program, run) == before


def test_who_led_can_be_said_afterwards_and_how_is_told_as_long_as_nobody_did(program: Program) -> None:
    write_library(program.library, drill=TINY_DRILL.replace("mode: solo", "mode: team"))
    run = program.play().run
    told = " ".join(plan(program).err.split())
    assert "Nobody said who led it: " in told and f"plan {run} --facilitator NAME" in told
    done = plan(program, "--facilitator", "Fay Roe")
    assert (done.code, done.out, done.err) == (0, "   Facilitator: Fay Roe\n", "Recorded.\n")
    assert "Nobody said who led it" not in plan(program).err
    assert "Fay Roe" in program("debrief", run).out
    assert program("runs", "verify").code == 0
    program("runs", "erase", run, "--names", "--yes")
    assert "Fay Roe" not in program("debrief", run).out
    assert plan(program, "--facilitator", "").out == "   Facilitator: nobody named\n"


def test_nobody_led_whoever_played_alone(program: Program, run: str) -> None:
    done = plan(program, "--facilitator", "Fay Roe")
    assert (done.code, done.out) == (2, "")
    assert "nobody leads whoever plays alone" in done.err
