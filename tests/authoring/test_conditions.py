"""The words of `when` and `while`: what they mean, and what is said of those that mean nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.authoring.decoding.conditions import MAX_DEPTH, MAX_LENGTH, ConditionError, parse_condition
from ccdrill.model.condition import (
    All,
    Any,
    CaseCompared,
    CaseHas,
    CaseTrue,
    Constant,
    Done,
    ElapsedCompared,
    Expression,
    FlagSet,
    Happened,
    MeterCompared,
    Not,
)
from ccdrill.model.ids import ActionId, CaseKey, FlagName, MeterName, MomentId

A, B, C = (FlagSet(flag=FlagName(name)) for name in ("a", "b", "c"))
QUEUE = MeterName("queue")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("true", Constant(value=True)),
        ("not a", Not(term=A)),
        ("not not a", Not(term=Not(term=A))),
        ("a and b and c", All(terms=(A, B, C))),
        ("a or b and c", Any(terms=(A, All(terms=(B, C))))),
        ("(a or b) and c", All(terms=(Any(terms=(A, B)), C))),
        ("not a and b", All(terms=(Not(term=A), B))),
        ("queue>=3", MeterCompared(meter=QUEUE, comparison=">=", number=Fraction(3))),
        ("queue != -0.5", MeterCompared(meter=QUEUE, comparison="!=", number=Fraction(-1, 2))),
        ("3 < queue", MeterCompared(meter=QUEUE, comparison=">", number=Fraction(3))),
        ("elapsed >= 1h30m", ElapsedCompared(comparison=">=", seconds=5400)),
        ("20m > elapsed", ElapsedCompared(comparison="<", seconds=1200)),
        ("done(open-incident)", Done(action=ActionId("open-incident"))),
        ("happened( certainty )", Happened(moment=MomentId("certainty"))),
        ("case.account_data", CaseTrue(key=CaseKey("account_data"))),
        ("uk in case.jurisdiction", CaseHas(word="uk", key=CaseKey("jurisdiction"))),
        ("case.tier == gold", CaseCompared(key=CaseKey("tier"), comparison="==", value="gold")),
        ("case.tier >= 2", CaseCompared(key=CaseKey("tier"), comparison=">=", value=Fraction(2))),
        ("2 <= case.tier", CaseCompared(key=CaseKey("tier"), comparison=">=", value=Fraction(2))),
        ("  a\n  and\tb ", All(terms=(A, B))),
    ],
)
def test_words_mean_what_they_say(text: str, tree: Expression):
    assert parse_condition(text).tree == tree


def test_true_and_false_of_yaml_are_conditions_too():
    assert parse_condition(value=True).tree == Constant(value=True)
    assert parse_condition(value=False).text == "false"


@pytest.mark.parametrize(
    ("text", "marked", "cure"),
    [
        ("", "", "delete the key"),
        ("a b", "b", "'and' or 'or'"),
        ("a and", "", "route_diverted"),
        ("a or or b", "or", "before it"),
        ("(a", "", "')'"),
        ("a)", ")", "delete it"),
        ("a && b", "&&", "'and'"),
        ("!a", "!", "'not'"),
        ("queue = 3", "=", "=="),
        ("queue => 3", "=", "write >="),
        ("queue =< 3", "=", "write <="),
        ("a = false", "a = false", "write not a"),
        ("b and (a = true)", "a = true", "write a"),
        ("a == false", "a == false", "write not a"),
        ("a == True", "a == True", "write a"),
        ("a != true", "a != true", "write not a"),
        ("a AND b", "AND", "small letters: and"),
        ("NOT a", "NOT", "small letters: not"),
        ("a || b", "||", "'or'"),
        ("queue > 20%", "%", "number alone"),
        ("queue > b", "b", "500"),
        ("queue > 30m", "30m", "write 30"),
        ("elapsed", "elapsed", "elapsed >= 30m"),
        ("elapsed > 30", "30", "30m"),
        ("elapsed > 99999d", "99999d", "shorter"),
        ("done", "", "'('"),
        ("done()", ")", "done(action-id)"),
        ("done(Open)", "Open", "done(action-id)"),
        ("open-incident", "open-incident", "done(open-incident)"),
        ("Ready", "Ready", "lower-case"),
        ("uk in jurisdiction", "jurisdiction", "uk in case.jurisdiction"),
        ("case.tier in case.x", "case.x", "uk in case.jurisdiction"),
        ("case.tier > gold", "gold", "case.tier == word"),
        ("case.tier == true", "case.tier == true", "write case.tier"),
        ("5", "5", "compare it"),
        ("a\u00a0and b", "\u00a0", "ordinary space"),
        ("queue ≥ 3", "≥", "write >="),
        ("queue is greater than 3", "is", "write queue > 3"),
        ("queue is at least 2.5", "is", "write queue >= 2.5"),
        ("queue > 2,5", ",", "write 2.5, with a point"),
        ("queue is not 3", "is", "write queue != 3"),
        ("queue equals 3", "equals", "write queue == 3"),
        ("queue is lower than", "is", "write queue < 500"),
        ("elapsed is more than 30 minutes", "elapsed", "write elapsed > 30m"),
        ("elapsed over 2", "elapsed", "write elapsed > 2m"),
        ("a is false", "is", "write not a"),
        ("a is not set", "is", "write not a"),
        ("a is set", "is", "write a"),
        ("if a and b", "a", "leave 'if' out"),
        ("unless a", "unless a", "write not a"),
        ("a, b", ",", "'and' or 'or'"),
        ("queue > 12min", "12min", "write 12"),
        ("elapsed > 30 minutes", "30", "write 30m"),
        ("elapsed > 30min", "30min", "write 30m"),
        ("done open-incident", "open-incident", "write done(open-incident)"),
        ("__import__('os')", "'", "quotes"),
        ("a.b", ".", "names"),
    ],
)
def test_words_that_mean_nothing_are_told_where_and_what_to_write(text: str, marked: str, cure: str):
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)
    error = caught.value
    assert text[error.offset : error.offset + error.width] == marked
    assert cure in error.cure


@pytest.mark.parametrize("text", ["queue > 3 or " * 10_000, "(" * 10_000, "not " * 400 + "a", "x" * 100_000])
def test_endless_words_are_refused_before_they_are_understood(text: str):
    with pytest.raises(ConditionError):
        parse_condition(text)


def test_words_up_to_the_limits_are_understood():
    parse_condition("not " * (MAX_DEPTH - 1) + "a")
    parse_condition(" or ".join(["a"] * ((MAX_LENGTH + 4) // 5)))


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["a", "not", "and", "(", ")", "<", "3", "5m", "in", "case.x", "done"])).map(" ".join)
)
def test_any_words_are_a_condition_or_an_error_that_points_into_them(text: str):
    error = error_of(text)
    assert error is None or (error.message and error.cure and 0 <= error.offset <= len(text))


def error_of(text: str) -> ConditionError | None:
    try:
        parse_condition(text)
    except ConditionError as error:
        return error
    return None
