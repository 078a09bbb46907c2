"""The plan gone through question by question, while another terminal records as well."""

from collections.abc import Callable

from ccdrill.debrief.talking.talk import Talk
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.plain.walk import Walk
from ccdrill.session.deciding.commands import AgreeAction, ConfirmRating, TakeBack
from ccdrill.session.session import Session
from tests.debrief.runs import agree as agree_all
from tests.debrief.runs import close, play_badly
from tests.plain.talk import Given, answer


def walk(*answers: Given) -> tuple[list[str], Talk]:
    """What is told, and what came of it."""
    return answer(Walk, play_badly, *answers)


def done_of(talk: Talk) -> dict[str, str]:
    return {row.about: row.agreed.done_words for row in talk.look().plan if row.agreed is not None}


def agree(about: str, what: str) -> Callable[[Session], object]:
    return lambda other: other.handle(AgreeAction(about=Subject(about), what=what))


def actions(talk: Talk) -> dict[str, str]:
    return {row.about: row.agreed.what for row in talk.look().plan if row.agreed is not None}


def test_each_row_is_shown_as_it_stands_when_it_is_asked_for() -> None:
    told, talk = walk((agree("rule:no-power-off", "A sign on the rack"), ""), "", "", "Ann Example", "stop")
    assert "   Action: A sign on the rack (no owner yet, no date yet)" in told
    assert told.count("Owner: ") == 1, "of the row that has an action"
    assert actions(talk) == {"rule:no-power-off": "A sign on the rack"}


def test_what_another_terminal_was_quicker_to_say_is_told_before_anything_replaces_it() -> None:
    told, talk = walk((agree("step:divert", "Train everybody"), "Script it"), "stop")
    refused = next(at for at, line in enumerate(told) if "moved on in another terminal" in line)
    assert "   Action: Train everybody (no owner yet, no date yet)" in told[refused:]
    assert told[refused:].count("Action: ") == 1, "and it is asked again"
    assert actions(talk) == {"step:divert": "Train everybody"}


def test_an_answer_that_was_refused_is_asked_for_again() -> None:
    told, talk = walk("", (agree("step:report", "Man the line"), "2"), "2", "Nobody is there", "stop")
    assert sum(line.startswith("The team says, 1 to 4") for line in told) == 2
    said = talk.look().plan[0].said
    assert said is not None and said.words == "the procedure is wrong: Nobody is there"


def test_an_answer_in_the_place_of_an_action_is_asked_for_again_and_taken_in_its_own() -> None:
    told, talk = walk("not-followed", "", "nothing", "Not-Followed", "", "stop")
    assert any(line.startswith("'not-followed' is what a team says of a row, and no action") for line in told)
    assert any(line.startswith("'nothing' is no answer here. Answer one of: 1, 2, 3, 4, not-followed") for line in told)
    said = talk.look().plan[0].said
    assert (actions(talk), said and said.disposition) == ({}, "not-followed")


def test_a_rating_that_another_terminal_gave_is_told_too() -> None:
    rate = ConfirmRating(objective=ObjectiveId("see"), grade="U", reason="I was there", evaluator="Ben Example")
    told, _ = walk("ratings", "Eve Example", "P", (lambda other: other.handle(rate), "I saw it"), "stop")
    refused = next(at for at, line in enumerate(told) if "moved on in another terminal" in line)
    assert any("by Ben Example on 2026-11-23: I was there" in line for line in told[refused:])


def test_nothing_is_asked_any_more_when_the_exercise_goes_on_elsewhere() -> None:
    told, talk = walk((lambda other: other.handle(TakeBack(reason="again")), ""), "", "never asked for")
    assert told[-2:] == [
        "In another terminal the exercise goes on: nothing can be agreed now.",
        "Stopped. What was recorded is kept.",
    ]
    assert actions(talk) == {}


def test_days_later_it_asks_of_what_was_agreed_whether_it_is_done() -> None:
    kept = ("", "", "")
    answers = (*kept, "soon", "yesterday", "Runbook 2.1", "Eve Example", "", *kept, "", "", "stop")
    told, talk = answer(Walk, agree_all, *answers, days=90)
    assert "   Done: not yet; overdue since 2027-01-31" in told
    assert any("'soon' is no date" in line for line in told)
    assert sum(line.startswith("Done, on which day") for line in told) == 3
    assert done_of(talk) == {
        "step:divert": "2027-02-20; proof: Runbook 2.1; checked by Eve Example",
        "rule:no-power-off": "",
        "step:archive": "",
    }


def test_what_is_done_is_asked_for_nothing_that_it_must_stay() -> None:
    told, _ = answer(Walk, close, "stop", days=90)
    shown = told.index("   Done: 2026-11-23; proof: Runbook 2.1, page 3; checked by Eve Example")
    assert told[shown + 1].startswith("   1: we did not follow the procedure"), "no action, owner or date, nor the day"


def test_on_the_day_of_the_exercise_nobody_is_asked_what_is_done_already() -> None:
    told, _ = answer(Walk, agree_all, "", "", "", "", "stop")
    assert "   Action: Script the diversion (Ann Example, by 2027-01-31)" in told
    assert not any(line.startswith("   Done: ") for line in told)
    assert not any(line.startswith("Done, on which day") for line in told)
