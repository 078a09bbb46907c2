"""Questions one after the other, as a value: what Enter makes of what was typed, and what can be picked."""

from random import Random

import pytest

from ccdrill.model.ids import ActionId, ChoiceId, InjectId, RoleId, StateId
from ccdrill.session.console.coming import InjectView
from ccdrill.session.deciding.commands import WriteIn
from ccdrill.session.deciding.seating import RoleView
from ccdrill.session.telling.naming import ActionView, LikeView, Mappings, TargetView
from ccdrill.tui.form import Form, form_lines
from ccdrill.tui.forms import message_by_hand, take_role, write_in, written_in

KNOWN = Mappings(
    actions=(
        ActionView(id=ActionId("divert"), title="Divert the route", about="step divert"),
        ActionView(id=ActionId("isolate"), title="Isolate the node", about="step isolate"),
        ActionView(id=ActionId("power-off"), title="Power off the node", about="forbidden"),
    ),
    targets=(
        TargetView(id=StateId("tell"), title="The acquirer", about="a choice leads there"),
        TargetView(id=StateId("held"), title="It held", about="an ending"),
    ),
)


def form(*typed: str, is_private: bool = True) -> Form:
    """With Enter behind each of what was typed."""
    found = write_in(KNOWN, is_private=is_private)
    for one in typed:
        found = found.entered(one)
    return found


def test_only_the_words_are_needed() -> None:
    done = form("We wait", "", "", "")
    assert done.is_done
    assert written_in(done) == WriteIn(text="We wait")


def test_everything_that_was_answered_is_in_the_decision() -> None:
    done = form("We unplug it", "node", "route", "", "1h30m", "held")
    assert written_in(done) == WriteIn(
        text="We unplug it", does=(ActionId("isolate"), ActionId("divert")), takes=5400, goto=StateId("held")
    )


def test_a_bare_number_is_minutes() -> None:
    assert written_in(form("x", "", "20", "")).takes == 1200


def test_what_is_picked_again_is_dropped() -> None:
    assert form("x", "node", "node").answer("actions") == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("  ",), "Type it first."),
        (("x", "vendor"), "Nothing is called so."),
        (("x", "", "soon"), "is not a span of time"),
    ],
)
def test_what_can_not_be_taken_says_why_and_the_question_stands(typed: tuple[str, ...], why: str) -> None:
    refused, before = form(*typed), form(*typed[:-1])
    assert why in refused.refusal
    assert refused.at == before.at
    assert refused.typed().refusal == ""


def test_back_leads_to_the_question_before_and_from_the_first_nowhere() -> None:
    second = form("We wait")
    first = second.back()
    assert first is not None
    assert (first.at, first.as_answered) == (0, "We wait")
    assert first.back() is None


def test_the_cursor_stays_in_the_list_and_enter_picks_its_row() -> None:
    here = form("x")
    for _ in range(9):
        here = here.moved(1, "")
    assert here.row("") == 2
    assert here.entered("").answer("actions") == ("power-off",)
    assert here.moved(-9, "").row("") == 0
    assert here.moved(1, "nothing").row("") == -1


def test_where_everybody_looks_on_only_what_is_looked_for_is_listed_and_nothing_is_said_of_it() -> None:
    seen = form("x", is_private=False)
    assert seen.rows("") == ()
    shown = "\n".join(line.plain for line in form_lines(seen, "node", 76, 18))
    assert "Isolate the node" in shown
    assert "step" not in shown
    assert "forbidden" not in shown
    assert "forbidden" in "\n".join(line.plain for line in form_lines(form("x"), "node", 76, 18))


def test_it_keeps_to_its_room_wherever_the_cursor_is() -> None:
    many = Mappings(
        actions=tuple(
            ActionView(id=ActionId(f"a{one}"), title=f"Action {one} " * 9, about="when something is so " * 9)
            for one in range(60)
        ),
        targets=(),
    )
    chance, here = Random(1), write_in(many, is_private=True).entered("words " * 80)
    for _ in range(80):
        here = here.moved(chance.choice((-1, 1, 7)), "")
        lines = form_lines(here, "", 56, 12)
        assert len(lines) <= 12
        assert all(line.cell_length <= 56 for line in lines)
        assert any(line.plain.startswith("  >") for line in lines)


def test_who_plays_what_stands_beside_the_roles_on_every_screen_and_what_a_choice_moves_on_none_of_the_room() -> None:
    roles = (RoleView(id=RoleId("leader"), title="Team leader", about="Ann"),)
    assert "Ann" in "\n".join(line.plain for line in form_lines(take_role(roles, is_private=False), "", 76, 20))
    likes = (LikeView(id=ChoiceId("retry"), title="Try again", about="Trust -12"),)
    asked = write_in(Mappings(actions=(), targets=(), likes=likes), is_private=False)
    for typed in ("We wait", "", "", ""):
        asked = asked.entered(typed)
    shown = "\n".join(line.plain for line in form_lines(asked, "", 76, 20))
    assert "Try again" in shown
    assert "Trust" not in shown


def test_what_was_answered_in_a_form_that_was_left_stands_there_again_as_far_as_it_can_be_answered_still() -> None:
    left = {"words": ("We wait",), "actions": ("isolate", "gone"), "takes": ("10",), "to": ("nowhere",)}
    begun = write_in(KNOWN, is_private=True).begun_with(left)
    assert (begun.as_answered, begun.answers) == (
        "We wait",
        {"words": ("We wait",), "actions": ("isolate",), "takes": ("10",)},
    )


def test_of_a_form_that_is_left_what_is_being_typed_is_kept_too_but_not_what_searches_a_list() -> None:
    begun = write_in(KNOWN, is_private=True)
    assert begun.left_with("We wa") == {"words": ("We wa",)}
    assert begun.entered("We wait").left_with("iso") == {"words": ("We wait",)}


def test_where_everybody_looks_on_the_ways_in_which_one_message_can_come_are_counted_and_not_read_out() -> None:
    begins = "Dev, in person: Jean in row C has collapsed. Her neighbour rang for help, and"
    ways = (f"{begins} they knew where we are.", f"{begins} they had our address.")
    known = tuple(InjectView(id=InjectId(f"way-{at}"), title=one, about="12:37") for at, one in enumerate(ways))
    for_all = "\n".join(line.plain for line in form_lines(message_by_hand(known, is_private=False), "jean", 76, 18))
    assert "(1 of 2)" in for_all and "(2 of 2)" in for_all
    assert "knew" not in for_all and "address" not in for_all
    assert "the first is for the story as it stands" in " ".join(for_all.split())
    on_the_console = "\n".join(line.plain for line in form_lines(message_by_hand(known, is_private=True), "", 76, 18))
    assert "knew where we are" in on_the_console
