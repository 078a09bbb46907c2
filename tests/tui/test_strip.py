"""The decision strip as a value: keys in, the next strip out."""

from ccdrill.model.ids import ChoiceId
from ccdrill.session.telling.view import AnswerView, OptionView, PromptView
from ccdrill.tui.strip import Strip


def answers(*titles: str) -> tuple[AnswerView, ...]:
    return tuple(AnswerView(key=title[0], id=title, title=title.capitalize()) for title in titles)


SURE = PromptView(asks="confidence", label="sure", help="how sure you are", answers=answers("1", "2", "3", "4"))
DIVERT = OptionView(number=1, id=ChoiceId("divert"), text="Divert")
WATCH = OptionView(number=2, id=ChoiceId("watch"), text="Watch")


def who(most: int) -> PromptView:
    titles = answers("lead", "security", "floor", "telephony")
    return PromptView(asks="role", label="who", help="who acts", answers=titles, picks_many=True, most=most)


def strip(*prompts: PromptView) -> Strip:
    return Strip(DIVERT, prompts)


def test_a_field_of_one_answer_keeps_it_when_its_key_is_pressed_again():
    assert strip(SURE).press("3").press("3").picked == {"confidence": ("3",)}


def test_a_field_of_many_answers_drops_one_when_its_key_is_pressed_again():
    assert strip(who(2)).press("l").press("s").press("l").picked == {"role": ("security",)}


def test_a_field_says_how_many_may_be_named_where_not_all_may():
    assert strip().limit(who(1)) == "one"
    assert strip().limit(who(3)) == "up to 3, in order"
    assert strip().limit(who(4)) == "in order"
    assert strip().limit(SURE) == ""


def test_an_answer_that_had_to_give_way_is_named():
    two = strip(who(2)).press("l").press("s")
    after = two.press("f")
    assert after.picked == {"role": ("security", "floor")}
    assert after.pushed_out(two) == "Only 2 fit here: Security and Floor, no longer Lead."


def test_where_there_is_room_for_one_the_next_takes_its_place():
    one = strip(who(1)).press("l")
    assert one.press("s").pushed_out(one) == "Only one fits here: Security, no longer Lead."


def test_another_choice_keeps_what_was_answered_and_is_asked_the_same():
    two = strip(who(2), SURE).press("l").press("s").move(1).press("3")
    other = two.with_option(WATCH)
    assert (other.option, other.prompts, other.picked, other.at) == (WATCH, two.prompts, two.picked, 0)


def test_what_was_dropped_or_exchanged_on_purpose_is_not_called_pushed_out():
    two = strip(who(2)).press("l").press("s")
    assert two.press("s").pushed_out(two) == ""
    sure = strip(SURE).press("3")
    assert sure.press("4").pushed_out(sure) == ""


def test_a_field_can_be_left_open_after_all():
    assert strip(SURE).press("3").cleared().unanswered() == (SURE,)
