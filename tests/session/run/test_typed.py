"""Whatever people type is made fit to be kept, wherever they type it, and they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.privacy import REMOVED, holds_card_number
from ccdrill.session.deciding.commands import Amend, Answers, CutShort, TakeBack, WriteNote
from ccdrill.session.deciding.team import Team
from ccdrill.session.run.ports import MAX_NAME, MAX_TEXT
from ccdrill.session.run.typed import clean_name, clean_text
from ccdrill.session.session import Session
from ccdrill.session.telling.view import View
from tests.session.stage import Stage, card_number, decide


def _typed(session: Session, where: str, text: str) -> View:
    if where == "reason":
        return decide(session, "escalate", reason=text)
    if where == "note":
        return session.handle(WriteNote(text=text))
    decide(session, "escalate")
    if where == "amended reason":
        return session.handle(Amend(decision=2, answers=Answers(reason=text)))
    return session.handle(TakeBack(reason=text) if where == "undo reason" else CutShort(reason=text))


@pytest.mark.parametrize("where", ["reason", "note", "amended reason", "undo reason", "cut reason"])
def test_a_card_number_in_any_typed_text_is_removed_before_it_is_kept_and_the_person_is_told(where: str) -> None:
    stage = Stage()
    session = stage.begin()
    view = _typed(session, where, f"she said {card_number()} twice")
    assert "payment card" in view.notice
    stored = stage.store.read(session.run.opened.run)
    assert [kept.text for kept in stored.beside.texts] == [f"she said {REMOVED} twice"]
    assert card_number() not in repr(stored)
    assert session.view().notice == ""


def test_a_card_number_in_the_names_of_team_and_players_is_removed_and_the_people_are_told() -> None:
    stage = Stage()
    team = Team(name=f"Team {card_number()}", players=(("leader", f"Ann {card_number()}"),))
    session = stage.begin(team)
    assert "payment card" in session.view().notice
    assert card_number() not in repr(stage.store.read(session.run.opened.run))
    assert session.run.opened.team == f"Team {REMOVED}"
    assert [kept.name for kept in session.beside.names] == [f"Ann {REMOVED}"]
    decide(session, "escalate")
    assert session.view().notice == ""


def test_a_text_without_a_card_number_is_kept_as_it_was_typed_and_nobody_is_told_anything() -> None:
    typed = clean_text("Ticket 2026-03-02, ext. 4444 — “twice”, é\n\tline two")
    assert typed.text == "Ticket 2026-03-02, ext. 4444 — “twice”, é\n\tline two"
    assert typed.notice == ""


@pytest.mark.parametrize("dropped", ["\0", " ", "\u202e"])
def test_what_is_dropped_before_a_number_makes_no_cut_through_it(dropped: str) -> None:
    typed = clean_text(dropped * (2 * MAX_TEXT - 15) + card_number())
    assert typed.text == REMOVED
    assert "first 2000 characters" not in typed.notice


def test_a_text_that_is_too_long_is_cut_and_the_person_is_told() -> None:
    typed = clean_text("a" * (MAX_TEXT + 1))
    assert len(typed.text) == MAX_TEXT
    assert "first 2000 characters" in typed.notice
    assert clean_text("a" * MAX_TEXT).notice == ""


@pytest.mark.parametrize("hidden", range(16))
def test_no_cut_hides_a_card_number_by_taking_its_end(hidden: int) -> None:
    typed = clean_text("x" * (MAX_TEXT - hidden) + card_number())
    assert "4111" not in typed.text
    assert "payment card" in typed.notice


def test_no_cut_makes_a_card_number_of_a_longer_one_that_is_none() -> None:
    longer = card_number() + "1"
    assert not holds_card_number(longer)
    typed = clean_text("x" * (MAX_TEXT - 16) + longer)
    assert not holds_card_number(typed.text) and len(typed.text) <= MAX_TEXT
    assert "payment card" in typed.notice


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "a\x00b", "\x9b2J", "bell\a", "half \udcff of one", "\u202eturned\u2066"]
)
def test_nothing_that_steers_a_terminal_and_no_half_character_is_kept(text: str) -> None:
    assert clean_text(text).text.isprintable()


def test_control_characters_do_not_hide_a_card_number() -> None:
    number = card_number()
    assert clean_text(f"{number[:8]}\x00{number[8:]}").text == REMOVED
    assert clean_text(f"{number[:8]}\u202e{number[8:]}").text == REMOVED


def test_a_name_is_one_line_of_a_sane_length() -> None:
    assert clean_name("  Team \n B\t ").text == "Team B"
    assert len(clean_name("n" * 500).text) == MAX_NAME


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\ud800\udcff\x1b\x000123 -")), max_size=300))
def test_any_text_at_all_can_be_typed(text: str) -> None:
    cleaned = clean_text(text).text
    cleaned.encode("utf-8")
    assert not holds_card_number(cleaned)
    assert clean_text(cleaned).text == cleaned


def test_a_huge_text_of_digits_is_dealt_with() -> None:
    session = Stage().begin()
    session.handle(WriteNote(text="1 " * 1_000_000))
    session.handle(WriteNote(text="1" * 1_000_000))
    assert len(session.beside.texts) == 2
