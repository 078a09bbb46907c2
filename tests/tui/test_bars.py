"""The strip, the status and the keys at the bottom of the screen."""

from ccdrill.session.telling.view import AnswerView, PromptView
from ccdrill.tui.bars import strip_lines
from ccdrill.tui.strip import Strip
from tests.session.stage import Stage

ROLES = tuple(AnswerView(key=key, id=key, title=f"Role {key} of some length") for key in "abcdefgh")
FEW = tuple(AnswerView(key=key, id=key, title=f"Step {key}") for key in "1234")
PROMPTS = (
    PromptView(asks="role", label="who", help="who acts", answers=ROLES, picks_many=True, most=1),
    PromptView(asks="confidence", label="sure", help="how sure", answers=FEW),
)


def strip() -> Strip:
    return Strip(Stage().begin().view().options[0], PROMPTS)


def test_the_strip_is_as_high_whichever_field_has_the_keys():
    first, second = strip(), strip().move(1)
    assert len(strip_lines(first, 60)) == len(strip_lines(second, 60))


def test_no_field_and_no_answer_is_broken_at_the_end_of_a_line():
    for width in (40, 60, 80):
        lines = [line.plain for line in strip_lines(strip(), width)]
        assert max(map(len, lines)) <= width
        for answer in ROLES:
            assert any(f"{answer.key} {answer.title}" in line for line in lines)


def test_what_is_filled_in_says_for_which_decision():
    lines = [line.plain for line in strip_lines(strip(), 60, "Decision 2 of 5")]
    assert lines[1].startswith(" Decision 2 of 5: Ask the callers")
    assert lines[2].startswith(" FILL IN ")


def test_a_key_that_answers_nothing_says_what_it_could_do():
    assert strip().why_not("7") == "7 is no answer to 'who'. Tab goes on to sure."
    assert strip().move(1).why_not("x") == "x is no answer to 'sure'. Tab goes on to who."
    assert strip().why_not("p", "First this: Enter decides.") == "p is no answer to 'who'. First this: Enter decides."
    assert "Nothing is asked" in Strip(strip().option, ()).why_not("7")
