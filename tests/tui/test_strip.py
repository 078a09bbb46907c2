"""The decision strip as a value: keys in, the next strip out."""

from ccdrill.model.ids import ChoiceId
from ccdrill.session.view import AnswerView, OptionView, PromptView
from ccdrill.tui.strip import Strip


def answers(*titles: str) -> tuple[AnswerView, ...]:
    return tuple(AnswerView(key=title[0], id=title, title=title.capitalize()) for title in titles)


WHO = PromptView(
    asks="role",
    label="who",
    help="who acts",
    answers=answers("lead", "security", "floor", "telephony"),
    picks_many=True,
)
SURE = PromptView(asks="confidence", label="sure", help="how sure you are", answers=answers("1", "2", "3", "4"))


def strip(most_roles: int, *prompts: PromptView) -> Strip:
    return Strip.of(option(most_roles), prompts)


def option(most_roles: int) -> OptionView:
    return OptionView(
        number=1, id=ChoiceId("divert"), text="Divert", asks=("role", "confidence"), most_roles=most_roles
    )


def test_a_field_of_one_answer_keeps_it_when_its_key_is_pressed_again():
    assert strip(1, SURE).press("3").press("3").picked == {"confidence": ("3",)}


def test_a_field_of_many_answers_drops_one_when_its_key_is_pressed_again():
    assert strip(2, WHO).press("l").press("s").press("l").picked == {"role": ("security",)}


def test_a_field_says_how_many_may_be_named_where_not_all_may():
    assert strip(1, WHO).limit(WHO) == "one"
    assert strip(3, WHO).limit(WHO) == "up to 3"
    assert strip(4, WHO).limit(WHO) == ""
    assert strip(1, SURE).limit(SURE) == ""


def test_an_answer_that_had_to_give_way_is_named():
    two = strip(2, WHO).press("l").press("s")
    after = two.press("f")
    assert after.picked == {"role": ("security", "floor")}
    assert after.pushed_out(two) == "Only 2 fit here: Security and Floor, no longer Lead."


def test_another_choice_with_room_for_fewer_says_who_had_to_give_way():
    two = strip(2, WHO).press("l").press("s")
    assert two.with_option(option(1), (WHO,)).pushed_out(two) == "Only one fits here: Lead, no longer Security."


def test_what_was_dropped_or_exchanged_on_purpose_is_not_called_pushed_out():
    two = strip(2, WHO).press("l").press("s")
    assert two.press("s").pushed_out(two) == ""
    sure = strip(1, SURE).press("3")
    assert sure.press("4").pushed_out(sure) == ""


def test_a_field_can_be_left_open_after_all():
    assert strip(1, SURE).press("3").cleared().unanswered() == (SURE,)
