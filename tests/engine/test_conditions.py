"""What the words of a condition mean, and what is wrong with words that are none."""

from fractions import Fraction

import pytest

from ccdrill.authoring.decoding.conditions import ConditionError, parse_condition
from ccdrill.engine.conditions import Case, Changes, holds, holds_of_case, may_hold
from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ActionId, CaseKey, FlagName, MeterName, MomentId, StateId

NOW = Situation(
    state=StateId("desk"),
    now=1800,
    meters={MeterName("cards"): Fraction(500), MeterName("queue"): Fraction(1, 3)},
    flags={FlagName("diverted"): True, FlagName("told"): False},
    done={ActionId("open-incident"): 60},
    moments={MomentId("suspicion"): 0},
)
CASE: Case = {
    CaseKey("account_data"): True,
    CaseKey("staff"): False,
    CaseKey("jurisdiction"): ("uk", "de"),
    CaseKey("channel"): "ivr",
    CaseKey("sites"): 3,
}

NOTHING = Changes(flags=frozenset(), actions=frozenset(), moments=frozenset())
ANYTHING = Changes(
    flags=frozenset((FlagName(flag), value) for flag in ("diverted", "told") for value in (True, False)),
    actions=frozenset({ActionId("divert")}),
    moments=frozenset({MomentId("certainty")}),
)


@pytest.mark.parametrize(
    "words",
    [
        "true",
        "diverted",
        "not told",
        "not not diverted",
        "cards >= 500",
        "cards <= 500.0",
        "cards == 500",
        "cards != 499.99",
        "400 < cards",
        "500 == cards",
        "queue > 0.33",
        "queue < 0.34",
        "cards > -1",
        "elapsed >= 30m",
        "elapsed < 30m1s",
        "elapsed == 1800s",
        "29m < elapsed",
        "done(open-incident)",
        "not done(divert)",
        "happened(suspicion)",
        "case.account_data",
        "not case.staff",
        "case.channel == ivr",
        "case.channel != phone",
        "case.sites == 3",
        "case.sites > 2.5",
        "uk in case.jurisdiction",
        "not fr in case.jurisdiction",
        "told or diverted",
        "diverted and not told",
        "told and told or diverted",
        "diverted or told and told",
        "not (told or told)",
        "not told and diverted",
        "(told or diverted) and (cards == 500)",
    ],
)
def test_these_hold(words: str):
    assert holds(parse_condition(words), NOW, CASE)


@pytest.mark.parametrize(
    "words",
    [
        "false",
        "told",
        "not diverted",
        "cards > 500",
        "cards < 500",
        "cards != 500",
        "queue == 0.33",
        "elapsed > 30m",
        "done(divert)",
        "happened(certainty)",
        "case.staff",
        "case.channel == phone",
        "case.sites < 3",
        "fr in case.jurisdiction",
        "told and diverted or told",
        "(told or diverted) and told",
        "not (diverted or told)",
    ],
)
def test_these_do_not_hold(words: str):
    assert not holds(parse_condition(words), NOW, CASE)


@pytest.mark.parametrize(
    "words",
    [
        "done(divert)",
        "told and cards < 400",
        "not diverted",
        "elapsed > 5h",
        "happened(certainty)",
        "not done(divert) or not done(open-incident)",
        "not (done(open-incident) and told)",
    ],
)
def test_these_may_yet_hold(words: str):
    assert may_hold(parse_condition(words), NOW, CASE, ANYTHING)


@pytest.mark.parametrize(
    "words",
    [
        "done(divert)",
        "told and cards < 400",
        "not diverted",
        "happened(certainty)",
        "not (done(open-incident) and diverted)",
    ],
)
def test_these_hold_only_if_something_changes_that_may(words: str):
    assert not may_hold(parse_condition(words), NOW, CASE, NOTHING)


def test_what_holds_now_may_hold_whatever_changes():
    for words in ("diverted and not told", "done(open-incident) and happened(suspicion)", "cards == 1", "elapsed > 5h"):
        assert may_hold(parse_condition(words), NOW, CASE, NOTHING)


@pytest.mark.parametrize(
    "words",
    [
        "not done(open-incident)",
        "not happened(suspicion)",
        "told and not done(open-incident)",
        "not (told or done(open-incident))",
        "case.staff or not done(open-incident)",
        "fr in case.jurisdiction and told",
        "false",
    ],
)
def test_these_can_not_hold_any_more(words: str):
    assert not may_hold(parse_condition(words), NOW, CASE, ANYTHING)


def test_no_condition_always_holds():
    assert holds(None, NOW, CASE)
    assert holds_of_case(None, {})


def test_a_truth_value_needs_no_words():
    assert holds(parse_condition(True), NOW, CASE)
    assert not holds(parse_condition(False), NOW, CASE)


@pytest.mark.parametrize(
    ("words", "is_true"),
    [
        ("case.unheard_of", False),
        ("not case.unheard_of", True),
        ("case.unheard_of == ivr", False),
        ("case.unheard_of != ivr", True),
        ("case.unheard_of > 1", False),
        ("uk in case.unheard_of", False),
        ("case.account_data and (case.channel == ivr or case.staff) and true", True),
        ("case.jurisdiction == uk", False),
        ("case.jurisdiction", False),
        ("uk in case.channel", False),
        ("case.channel != 3", True),
        ("case.channel == 3", False),
        ("case.channel > 3", False),
        ("case.sites != ivr", True),
        ("case.account_data == 1", False),
    ],
)
def test_a_procedure_sees_only_the_case_and_what_the_case_lacks_is_false_or_unequal(words: str, is_true: bool):
    assert holds_of_case(parse_condition(words), CASE) == is_true
    assert holds(parse_condition(words), NOW, CASE) == is_true


@pytest.mark.parametrize("words", ["diverted", "cards > 3", "elapsed > 3m", "done(divert)", "not happened(suspicion)"])
def test_a_procedure_that_asks_for_the_run_is_refused(words: str):
    with pytest.raises(ValueError, match="sees only the case"):
        holds_of_case(parse_condition(words), CASE)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "diverted and",
        "and diverted",
        "diverted told",
        "(diverted",
        "diverted)",
        "cards >",
        "cards > queue",
        "cards = 5",
        "5 < 6",
        "diverted && told",
        "!diverted",
        "elapsed > 30",
        "elapsed",
        "30m",
        "done()",
        "done open-incident",
        "done(Open)",
        "open-incident",
        "case.channel > ivr",
        "uk in jurisdiction",
        "__import__('os')",
        "cards.real > 1",
        "x" * 600,
        "(" * 40 + "told" + ")" * 40,
        "not " * 100 + "told",
    ],
)
def test_words_that_are_no_condition_are_told_where_and_what_to_do(words: str):
    with pytest.raises(ConditionError) as caught:
        parse_condition(words)
    assert 0 <= caught.value.offset <= len(words)
    assert caught.value.message
    assert caught.value.cure


@pytest.mark.parametrize("value", [5, 1.5, None, ["diverted"]])
def test_a_value_that_is_no_text_is_no_condition(value: object):
    with pytest.raises(ConditionError, match="not a condition"):
        parse_condition(value)
