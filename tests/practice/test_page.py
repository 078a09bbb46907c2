"""The page at the end of a sitting, and the page of all results: counts, words, ranges, and what they do not prove."""

import datetime as dt

import pytest

from ccdrill.practice.exported import export_results
from ccdrill.practice.judged import Judged, Person
from ccdrill.practice.page import end_page
from ccdrill.practice.results import caught_by_group, results_page, sittings
from ccdrill.practice.view import PageView, SectionView
from tests.decks import SOMEBODY, judged, tiny_deck

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


def many(hits: int, misses: int, alarms: int, honest: int, **changes: object) -> list[Judged]:
    """Phish that were reported and used, honest messages that were reported and used, in this order."""
    good = {"kind": "legitimate", "right": ("use",), "cues": ()}
    return [
        *(judged(item=f"a{n}", answer="report", **changes) for n in range(hits)),
        *(judged(item=f"b{n}", answer="use", **changes) for n in range(misses)),
        *(judged(item=f"c{n}", answer="report", **good, **changes) for n in range(alarms)),
        *(judged(item=f"d{n}", answer="use", **good, **changes) for n in range(honest)),
    ]


def end(made: list[Judged], everything: list[Judged] | None = None, *, is_quiet: bool = False) -> PageView:
    return end_page(tiny_deck(), made, everything if everything is not None else made, NOW, is_quiet=is_quiet)


def section(page: PageView, title: str) -> SectionView:
    return next(one for one in page.sections if one.title == title)


def figures(page: PageView, title: str) -> dict[str, str]:
    return {one.label: one.value for one in section(page, title).figures}


def test_the_counts_of_a_sitting() -> None:
    page = end(many(8, 2, 3, 7))
    assert page.lead == "20 messages: 10 phish, 10 honest."
    assert figures(page, "What you caught") == {
        "Phish caught": "8 of 10",
        "Phish left alone": "0 of 10",
        "Phish used": "2 of 10",
        "False alarms": "3 of 10",
        "Checked for nothing": "0 of 10",
        "Reports that were right": "8 of 11",
    }


def test_ability_and_caution_bear_their_ranges_and_are_said_in_words() -> None:
    page = end(many(32, 8, 12, 28))
    found = section(page, "Telling them apart")
    assert figures(page, "Telling them apart") == {
        "Ability d'": "1.3 (95 %: 0.7 to 1.9)",
        "Caution c": "-0.2 (95 %: -0.5 to 0.1)",
    }
    assert found.texts == (
        "Over all that you judged so far: you tell them apart, and you lean to neither side as far as can be told.",
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (many(39, 1, 25, 15), "you tell them apart, and you also report what is good."),
        (many(15, 25, 1, 39), "you tell them apart, and you let pass what ought to be reported."),
        (many(2, 38, 38, 2), "you take one for the other, and you lean to neither side"),
        (many(20, 0, 20, 0), "whether you tell them apart can't be said yet, and you also report what is good."),
        (
            many(3, 2, 2, 3),
            "whether you tell them apart can't be said yet, and you lean to neither side as far as can be told. There are few",
        ),
        (many(3, 2, 0, 0), "Both phish and honest messages must be judged"),
    ],
)
def test_what_the_two_come_to_is_said_in_words(made: list[Judged], words: str) -> None:
    assert words in section(end(made), "Telling them apart").texts[0]


def test_the_ability_is_that_of_everything_and_the_counts_those_of_the_sitting() -> None:
    page = end(many(1, 0, 0, 1), many(32, 8, 12, 28))
    assert figures(page, "What you caught")["Phish caught"] == "1 of 1"
    assert figures(page, "Telling them apart")["Ability d'"].startswith("1.3")


def test_the_missed_ones_are_told_by_the_kind_of_cue_that_decides_them() -> None:
    made = [
        judged(answer="use", cues=("T4", "L4")),
        judged(answer="leave", cues=("T2",)),
        judged(answer="use", cues=("L4", "T4")),
        judged(answer="report", cues=("C1",)),
    ]
    found = section(end(made), "What would have told the missed ones").figures
    assert [(one.label, one.value) for one in found] == [("Sender, links and files", "2"), ("What it says", "1")]
    assert found[0].note == "look-alike domain, name and address differ"
    assert not any("missed ones" in one.title for one in end(many(3, 0, 0, 3)).sections)


def test_how_sure_stands_against_how_right() -> None:
    made = [judged(sure=4), judged(sure=4, answer="use"), judged(sure=1)]
    assert figures(end(made), "How sure, and how right") == {"Certain": "1 of 2 right", "A guess": "1 of 1 right"}


def test_what_comes_back_when_is_counted_by_days() -> None:
    made = [judged(item="a", answer="use"), judged(item="b", sure=4), judged(item="c", sure=4)]
    before = [judged(item="z", answer="use", utc="2026-10-01T09:00:00.000Z")]
    assert figures(end(made, [*before, *made]), "What comes back when") == {
        "Tomorrow": "1 message",
        "In 8 days": "2 messages",
    }
    page = results_page(SOMEBODY, [*before, *made], {}, NOW)
    assert figures(page, "What comes back when")["Now"] == "1 message"


def test_that_a_sitting_was_quiet_is_told_at_its_end() -> None:
    assert "quiet" in end(many(1, 1, 0, 8), is_quiet=True).lead
    assert "quiet" not in end(many(1, 1, 0, 8)).lead


@pytest.mark.parametrize("page", [end([]), end(many(2, 1, 1, 2)), results_page(SOMEBODY, many(2, 1, 1, 2), {}, NOW)])
def test_every_page_ends_with_what_practice_does_not_prove(page: PageView) -> None:
    last = page.sections[-1]
    assert last.title == "What this does not say"
    assert "no proof" in last.texts[0] and "no measure to compare people by" in last.texts[0]


def test_who_left_at_once_gets_a_page_that_says_so() -> None:
    page = end([])
    assert page.lead == "Nothing was judged."
    assert len(page.sections) == 1


def two_sittings() -> list[Judged]:
    return [
        *many(4, 1, 1, 4, sitting="s1", utc="2026-11-01T09:00:00.000Z"),
        *many(2, 0, 0, 8, sitting="s2", deck="gone", utc="2026-11-20T09:00:00.000Z", is_quiet=True),
    ]


def test_one_judgement_and_one_message_are_not_told_as_many() -> None:
    assert results_page(SOMEBODY, many(1, 0, 0, 0), {}, NOW).lead.endswith(": 1 judgement.")
    again = results_page(SOMEBODY, [*many(1, 0, 0, 0), *many(1, 0, 0, 0)], {}, NOW)
    assert again.lead.endswith(": 2 judgements of one message.")


def test_results_tell_sitting_by_sitting_and_all_together() -> None:
    page = results_page(SOMEBODY, two_sittings(), {"tiny-deck": "Three that came in"}, NOW)
    assert page.title == "Practice so far of Rae"
    assert page.lead == "2 sittings since 2026-11-01 (UTC): 20 judgements of 20 different messages."
    assert figures(page, "What you caught")["Phish caught"] == "6 of 7"
    assert figures(page, "Sitting by sitting") == {
        "2026-11-01 Three that came in": "4 of 5 caught, 1 of 5 false alarms",
        "2026-11-20 gone": "2 of 2 caught, 0 of 8 false alarms",
    }
    notes = [one.note for one in section(page, "Sitting by sitting").figures]
    assert notes[0].startswith("d' 1.3 (95 %:") and notes[1].endswith(", quiet")
    assert figures(page, "Phish caught, by what decides them") == {"Sender, links and files": "6 of 7"}


def test_of_whom_nothing_is_known_there_is_a_page_too() -> None:
    page = results_page(Person(id=SOMEBODY.id), [], {}, NOW)
    assert (page.title, page.lead) == ("Practice so far", "Nothing was judged yet.")


def test_sittings_of_two_terminals_are_told_apart() -> None:
    one, other = many(1, 0, 0, 1, sitting="s1"), many(0, 1, 1, 0, sitting="s2")
    mixed = [one[0], other[0], one[1], other[1]]
    assert [(found.id, found.counts.hits) for found in sittings(mixed)] == [("s1", 1), ("s2", 0)]


def test_phish_are_grouped_by_what_decides_them_in_the_order_of_the_scale() -> None:
    made = [judged(cues=("C6", "T4")), judged(cues=("E1",)), judged(cues=("C1",), answer="use")]
    assert [(group, one.hits, one.phish) for group, one in caught_by_group(made).items()] == [("E", 1, 1), ("C", 1, 2)]


def test_exported_results_bear_numbers_and_no_name() -> None:
    found = export_results(two_sittings(), NOW - dt.timedelta(days=3))
    assert found["format"] == "ccdrill/practice-results/v1"
    assert found["all"]["hits"] == 6 and found["all"]["misses"] == 1
    able = found["all"]["ability"]
    assert able["low"] < able["value"] < able["high"]
    assert [one["deck"] for one in found["sittings"]] == ["tiny-deck", "gone"]
    assert [one["is_quiet"] for one in found["sittings"]] == [False, True]
    assert len(found["due"]) == 20
    assert found["due"] == sorted(found["due"], key=lambda one: one["at"])
    assert {one["is_due"] for one in found["due"]} == {True, False}
    assert "Rae" not in str(found)


def test_exported_results_of_nobody_are_whole() -> None:
    found = export_results([], NOW)
    assert found["all"]["ability"] is None and found["sittings"] == [] and found["due"] == []


def test_an_exported_lean_to_neither_side_has_no_sign() -> None:
    assert str(export_results(many(1, 0, 0, 1), NOW)["all"]["caution"]["value"]) == "0.0"
