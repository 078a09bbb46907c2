"""The command that takes down feedback forms."""

from typing import Any

import pytest

from ccdrill.bootstrap import House
from ccdrill.debrief.document.document import Debrief
from tests.cli.program import Done, Program
from tests.cli.test_plan import events
from tests.session.stage import card_number


@pytest.fixture
def run(program: Program) -> str:
    return program.play(typed="escalate\n\n\n\npower-off\n\n\n\nend\n\n").run


def feedback(program: Program, *options: str) -> Done:
    return program("feedback", "last", *options)


FORMS = (
    *("--count", "believable=0,1,2,5,2", "--count", "8=00031"),
    *("--strength", "We talked first", "--strength", "The log", "--improve", "Nobody had the numbers"),
)


def test_it_shows_the_form_and_what_is_open(program: Program, run: str) -> None:
    done = feedback(program)
    assert (done.code, done.out.count("   open\n")) == (0, 6)
    assert done.out.startswith(f"Feedback on run {run}: Tiny drill\nNothing is recorded yet.\n")
    assert f"feedback {run} --walk" in done.err
    assert "facilitated" not in done.out, "who played alone had no facilitator"
    assert "3  facilitated: " in feedback(program, "--count", "3=00001").out, "but what was counted is shown"


def test_counts_and_remarks_are_recorded_in_one_call_and_stand_in_the_report(program: Program, run: str) -> None:
    done = feedback(program, *FORMS)
    assert (done.code, done.err) == (0, "Recorded.\n")
    assert "   10 answers, median 4, from 2 to 5; 7 of 10 said 4 or 5 (0 1 2 5 2)\n" in done.out
    assert "Few answers: where fewer than 5 answered" in done.out
    assert "strength:1: We talked first\nstrength:2: The log\nimprove:1: Nobody had the numbers\n" in done.out
    assert events(program, run)[-5:] == ["statement-counted"] * 2 + ["remark-written"] * 3
    assert feedback(program, *FORMS).err == "It stands like that already.\n"
    assert "| The story was believable and could happen to us | 10 | 4 |" in program("debrief", "last").out
    assert program("runs", "verify").code == 0


def test_what_is_said_again_replaces_and_nothing_withdraws(program: Program, run: str) -> None:
    feedback(program, *FORMS)
    assert "3 answers, median 5" in feedback(program, "--count", "believable=0 0 0 1 2").out
    changed = feedback(program, "--change", "strength:2", "The log that was kept", "--change", "strength:1", "")
    assert "strength:2: The log that was kept" in changed.out and "strength:1" not in changed.out
    assert feedback(program, "--count", "believable=").out.count("   open\n") == 5


def test_texts_are_erased_and_counts_stay(program: Program, run: str) -> None:
    feedback(program, *FORMS)
    program("runs", "erase", run, "--texts", "--yes")
    shown = feedback(program).out
    assert "The log" not in shown and "strength:2: (erased)" in shown and "(0 1 2 5 2)" in shown
    assert program("runs", "verify", run).code == 0


def test_card_numbers_are_taken_out_and_the_person_is_told(program: Program, run: str) -> None:
    done = feedback(program, "--other", f"Not {card_number()}")
    assert "looked like a payment card" in done.err and "other:1: Not [number removed]" in done.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--count", "believable"), "is not NAME=COUNTS"),
        (("--count", "beleivable=00001"), "Did you mean 'believable'?"),
        (("--count", "9=00001"), "the form has no statement '9'"),
        (("--count", "1=1,2"), "'1,2' is no answer"),
        (("--change", "praise:1", "x"), "'praise:1' is no remark"),
        (("--walk", "--strength", "x"), "--walk asks for everything"),
    ],
)
def test_what_can_not_be_meant_is_told_with_what_could(
    program: Program, run: str, options: tuple[str, ...], says: str
) -> None:
    before = events(program, run)
    done = feedback(program, *options)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert events(program, run) == before


def test_the_form_is_gone_through_statement_by_statement(program: Program, run: str) -> None:
    typed = "0 0 1 2 3\n\nmany\n4\n" + "\n" * 3 + "The log\nHumour\n\n\n\n"
    done = program("feedback", "last", "--walk", typed=typed)
    assert done.code == 0
    assert "'many' is no answer" in done.err
    assert done.out.count("6 answers, median ") == done.out.count("   1 answer: 4 (0 0 0 1 0)\n") == 1
    assert done.out.endswith("strength:1: The log\nstrength:2: Humour\n")
    again = program("feedback", "last", "--walk", typed="quit\n")
    assert again.err.endswith("Stopped. What was recorded is kept.\n") and again.out == done.out


@pytest.mark.parametrize(("command", "option"), [("feedback", "--strength"), ("plan", "--gap")])
def test_nothing_is_written_over_what_another_terminal_was_quicker_to_say(
    program: Program, run: str, monkeypatch: pytest.MonkeyPatch, command: str, option: str
) -> None:
    look = House.debrief

    def look_too_soon(house: House, *given: Any, **more: Any) -> Debrief:
        found = look(house, *given, **more)
        monkeypatch.setattr(House, "debrief", look)
        assert program(command, "last", option, "Theirs").code == 0
        return found

    monkeypatch.setattr(House, "debrief", look_too_soon)
    late = program(command, "last", option, "Ours")
    assert (late.code, "moved on in another terminal" in late.err) == (2, True)
    shown = program(command, "last").out
    assert "Theirs" in shown and "Ours" not in shown


def test_it_is_of_what_is_over(program: Program) -> None:
    run = program.play(typed="retry\n\n\n\nquit\n").run
    before = events(program, run)
    assert "nothing can be taken down yet" in feedback(program).out
    for options in (("--walk",), ("--strength", "x")):
        refused = feedback(program, *options)
        assert (refused.code, "the exercise is not over" in refused.err) == (2, True)
    assert events(program, run) == before
