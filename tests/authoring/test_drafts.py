"""A file with a slip in it is checked as far as it can be understood: everything at once, and no false alarm."""

import pytest

from ccdrill.authoring.checks.check_scenario import check_scenario
from ccdrill.authoring.decoding.load import load_text
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from tests.builders import TINY_SCENARIO, TINY_VOCABULARY, read

VOCABULARY = read(TINY_VOCABULARY, Vocabulary)


def told(*slips: tuple[str, str]) -> list[str]:
    """The codes of what is said of the tiny scenario with words replaced."""
    text = TINY_SCENARIO
    for words, slip in slips:
        assert words in text
        text = text.replace(words, slip, 1)
    reading = load_text(text, "tiny.yaml", Scenario)
    found = reading.checkable
    assert found is not None
    more = check_scenario(found.document, found.model, VOCABULARY)
    return [one.code for one in (*reading.diagnostics, *more)]


WRONG_GOTO = ("goto: contain", "goto: contian")


def test_wrong_names_are_told_beside_a_misspelt_key():
    assert told(("phase: detect", "fase: detect"), WRONG_GOTO) == ["unknown-key", "unknown-state"]


def test_wrong_names_are_told_beside_a_missing_key():
    slip = ("    question: What do you do with this call?\n", "")
    assert told(slip, WRONG_GOTO) == ["missing-key", "unknown-state"]


def test_wrong_names_are_told_beside_a_key_that_stands_twice():
    assert told(("version: 1.0.0", "version: 1.0.0\nversion: 1.0.1"), WRONG_GOTO) == ["duplicate-key", "unknown-state"]


def test_wrong_names_are_told_beside_a_scalar_that_readers_differ_on():
    assert told(("question: What do you do with this call?", "question: on"), WRONG_GOTO) == [
        "yaml-1.1",
        "unknown-state",
    ]


def test_wrong_names_are_told_beside_an_anchor():
    assert told(("{org: Ostrel", "{org: &a Ostrel"), WRONG_GOTO) == ["alias", "unknown-state"]


def test_what_a_misspelt_key_declares_counts_as_declared():
    done = ("cards_exposed < 450", "done(retry) and cards_exposed < 450")
    assert told(("does: [retry]", "dose: [retry]"), done) == ["unknown-key"]


@pytest.mark.parametrize(
    "slip",
    [
        ("does: [retry]", "actions: [retry]"),
        ("does: [retry]", "does: retry"),
        ("does: [retry]", "does: [{action: Retry Payment}]"),
        ("does: [retry]", "does: [{does: retry}]"),
    ],
)
def test_an_action_that_may_stand_in_what_was_not_understood_is_not_missed(slip: tuple[str, str]):
    done = ("cards_exposed < 450", "done(retry) and cards_exposed < 450")
    assert told(slip, done) in (
        ["unknown-key"],
        ["wrong-kind"],
        ["bad-name"],
        ["unknown-key", "missing-key"],
        ["missing-key", "unknown-key"],
    )


def test_a_moment_that_may_stand_in_what_was_not_understood_is_not_missed():
    asked = ("cards_exposed < 450", "happened(suspicion)")
    assert told(("marks: [suspicion]", "marks: suspicion"), asked) == ["wrong-kind"]


def test_a_state_whose_name_is_bad_is_not_missed_where_it_is_led_to():
    assert told(("  contain:\n", "  Contain:\n")) == ["bad-name"]


def test_a_state_whose_choices_were_not_understood_is_no_dead_end():
    assert told(("    choices:\n      retry:", "    options:\n      retry:")) == ["unknown-key"]


def test_an_inject_whose_time_was_not_understood_is_not_without_one():
    assert told(("{at: 20m,", "{at: later,")) == ["wrong-value"]
    assert told(("{at: 20m,", "{time: 20m,")) == ["unknown-key"]


def test_a_start_that_is_no_name_is_told_once():
    assert told(("start: third-caller", "start: Third Caller")) == ["bad-name"]


def test_flags_that_are_no_mapping_are_told_once():
    assert told(("flags: {route_diverted: false}", "flags: [route_diverted]")) == ["wrong-kind"]


def test_a_condition_that_was_not_understood_is_told_once():
    assert told(("while: not route_diverted", "while: not route_diverted &")) == ["bad-condition"]


def test_a_draft_is_never_taken_for_the_file():
    reading = load_text(TINY_SCENARIO.replace("takes: 20m", "takse: 20m", 1), "tiny.yaml", Scenario)
    assert reading.loaded is None
    assert reading.draft is not None
    assert load_text(TINY_SCENARIO, "tiny.yaml", Scenario).draft is None
