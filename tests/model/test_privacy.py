"""No card number stays in any text. The numbers are put together here: a scan of this repository must find none."""

from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ccdrill.model.privacy import REMOVED, has_luhn, hide_card_numbers, holds_card_number, remove_card_numbers


def card(length: int, filling: str = "4") -> str:
    """Digits of that length that pass the Luhn check."""
    start = filling * (length - 1)
    return next(start + last for last in "0123456789" if has_luhn(start + last))


def spoilt(number: str) -> str:
    """The same length, not passing."""
    return number[:-1] + str((int(number[-1]) + 5) % 10)


def grouped(number: str, between: str, size: int = 4) -> str:
    return between.join(number[start : start + size] for start in range(0, len(number), size))


CARD = card(16)
AMEX = card(15, "3")


@pytest.mark.parametrize("digits", ["0", "00", "18", "26", "34", "42", "59", "67", "75", "83", "91", "109", "1230"])
def test_the_luhn_check_doubles_every_second_digit_from_the_right_and_adds_up_to_tens(digits: str):
    assert has_luhn(digits)
    assert not has_luhn(spoilt(digits))


@pytest.mark.parametrize("length", range(13, 20))
def test_numbers_of_thirteen_to_nineteen_digits_that_pass_are_removed(length: int):
    assert remove_card_numbers(f"it was {card(length)}, he said") == (f"it was {REMOVED}, he said", 1)


@pytest.mark.parametrize("length", [8, 11, 12])
def test_shorter_numbers_stay(length: int):
    text = f"call {card(length)} back"
    assert remove_card_numbers(text) == (text, 0)


@pytest.mark.parametrize("length", range(13, 20))
def test_numbers_that_do_not_pass_stay(length: int):
    text = f"ticket {spoilt(card(length))}"
    assert remove_card_numbers(text) == (text, 0)


@pytest.mark.parametrize(
    "between",
    [" ", "  ", "-", " - ", "\t", "\u00a0", "\u202f", "\u2009", "\u2007", "\u3000", "\u200b", "\u00ad", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212"],
)  # fmt: skip
def test_spaces_and_dashes_between_the_digits_hide_nothing(between: str):
    assert remove_card_numbers(f"no {grouped(CARD, between)}.") == (f"no {REMOVED}.", 1)


@pytest.mark.parametrize("unseen", "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2063\ufe0f\ufeff\U000e0020")
def test_characters_that_nobody_sees_hide_nothing(unseen: str):
    assert remove_card_numbers(f"no {grouped(CARD, unseen)}.") == (f"no {REMOVED}.", 1)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_groups_of_any_size_are_put_together(size: int):
    assert remove_card_numbers(grouped(card(15, "3"), " ", size)) == (REMOVED, 1)


@pytest.mark.parametrize("between", [".", "/", ",", ":", "x", "\n", "\n\n"])
def test_other_signs_and_the_end_of_a_line_part_numbers(between: str):
    assert not holds_card_number(grouped(CARD, between))


def test_a_number_is_found_far_into_a_text_among_other_digits():
    text = f"{'At 09:05 a call. ' * 40}12 34 56 {grouped(CARD, ' ')} 78 90, then more."
    cleaned, removed = remove_card_numbers(text)
    assert removed >= 1
    assert CARD[4:8] not in cleaned


def test_letters_around_a_number_hide_nothing():
    assert remove_card_numbers(f"PAN{CARD}EXP") == (f"PAN{REMOVED}EXP", 1)


def test_digits_of_other_scripts_are_digits():
    arabic = CARD.translate({ord(str(digit)): 0x0660 + digit for digit in range(10)})
    assert remove_card_numbers(f"{arabic}!") == (f"{REMOVED}!", 1)


def test_a_code_behind_a_number_does_not_hide_it():
    text = f"{grouped(CARD, ' ')} 123"
    assert not has_luhn(CARD + "123")
    assert remove_card_numbers(text) == (f"{REMOVED} 123", 1)


def test_a_date_before_a_number_does_not_hide_it():
    cleaned, removed = remove_card_numbers(f"2026-03-02 {grouped(CARD, ' ')}")
    assert removed == 1
    assert CARD[4:8] not in cleaned
    assert cleaned.endswith(REMOVED)


def test_an_expiry_date_behind_a_number_does_not_hide_it():
    cleaned, _ = remove_card_numbers(f"{CARD} 04/29 cvv 123")
    assert cleaned.startswith(REMOVED)
    assert CARD not in cleaned


def test_two_numbers_side_by_side_are_both_removed():
    other = card(16, "5")
    cleaned, removed = remove_card_numbers(f"{CARD}, {other} and {AMEX}")
    assert cleaned == f"{REMOVED}, {REMOVED} and {REMOVED}"
    assert removed == 3
    cleaned, _ = remove_card_numbers(f"{grouped(CARD, ' ')} {grouped(other, ' ')}")
    assert not any(sign.isdigit() for sign in cleaned)


@pytest.mark.parametrize("length", [20, 24, 40])
def test_a_number_inside_a_longer_run_of_digits_takes_the_whole_run_with_it(length: int):
    run = "1" * (length - 16) + CARD
    assert remove_card_numbers(f"id {run} end") == (f"id {REMOVED} end", 1)


@pytest.mark.parametrize("place", [0, 7])
def test_a_number_is_found_at_either_end_of_a_longer_run(place: int):
    """A run of twenty digits of which one part alone passes: the first thirteen, or the last."""

    def passing(run: str) -> list[tuple[int, int]]:
        spans = [(start, start + length) for length in range(13, 20) for start in range(20 - length + 1)]
        return [span for span in spans if has_luhn(run[slice(*span)])]

    run = next(run for number in count(10**19, 7**11) if passing(run := str(number)) == [(place, place + 13)])
    assert remove_card_numbers(f"id {run} end") == (f"id {REMOVED} end", 1)


def test_times_telephone_numbers_and_short_ids_stay():
    text = "09:05 call 20260302-0417 from +44 20 7946 0018, ticket 100-200-300, 3 of 19 nodes, ext. 4444"
    assert remove_card_numbers(text) == (text, 0)


def test_a_text_without_digits_stays():
    assert remove_card_numbers("") == ("", 0)
    assert remove_card_numbers("No number here.") == ("No number here.", 0)


@pytest.mark.parametrize("text", ["1 " * 20_000, "12-" * 10_000, "9" * 10_000, "1 " * 12 + "x", " " * 100_000])
def test_long_rows_of_digits_are_worked_through_in_one_go(text: str):
    assert holds_card_number(text) == (remove_card_numbers(text)[1] > 0)


NOISE = st.text(alphabet="0123456789 -\u00a0x.\n", max_size=60)


@given(NOISE)
def test_what_was_cleaned_is_clean(text: str):
    cleaned, removed = remove_card_numbers(text)
    assert not holds_card_number(cleaned)
    assert holds_card_number(text) == (removed > 0)
    assert cleaned.count(REMOVED) == removed


@given(NOISE, NOISE, st.integers(13, 19), st.sampled_from(["", " ", "-", " - "]), st.data())
def test_a_number_is_found_wherever_it_stands_apart(
    before: str, behind: str, length: int, between: str, data: st.DataObject
):
    digits = data.draw(st.text(alphabet="0123456789", min_size=length - 1, max_size=length - 1))
    number = next(digits + last for last in "0123456789" if has_luhn(digits + last))
    written = grouped(number, between) if between else number
    cleaned, removed = remove_card_numbers(f"{before} {written} {behind}")
    assert removed >= 1
    assert written not in cleaned or written in before + behind


@given(NOISE)
def test_what_is_not_removed_stands_as_it_was(text: str):
    cleaned, _ = remove_card_numbers(text)
    assume(REMOVED not in text)
    position = 0
    for kept in cleaned.split(REMOVED):
        position = text.index(kept, position) + len(kept)


def test_what_is_shown_bears_signs_in_place_of_a_number_and_is_as_long():
    assert hide_card_numbers(f"no {grouped(CARD, ' ')}, 31 items") == f"no {grouped('#' * 16, ' ')}, 31 items"


@given(NOISE)
def test_what_is_hidden_is_just_what_would_be_removed(text: str):
    hidden = hide_card_numbers(text)
    assert len(hidden) == len(text)
    assert not holds_card_number(hidden)
    assert (hidden != text) == holds_card_number(text)


def test_of_very_many_digits_in_a_row_all_are_hidden():
    text = f"{spoilt(CARD)} " * 400
    assert hide_card_numbers(f"{text}, 31") == f"{'#' * 16} " * 400 + ", 31"
