"""Conditions as values."""

from fractions import Fraction

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.model.condition import Done, ElapsedCompared, FlagSet, MeterCompared, leaves
from ccdrill.model.ids import ActionId, FlagName, MeterName


def test_conditions_are_equal_when_they_mean_the_same_however_they_are_written():
    one, other = parse_condition("cards>500 and not  told"), parse_condition("500 < cards and (not told)")
    assert one == other
    assert hash(one) == hash(other)
    assert one != parse_condition("cards >= 500 and not told")
    assert one != "cards>500 and not  told"


def test_a_condition_keeps_the_words_of_its_author():
    condition = parse_condition("cards>500 and not  told")
    assert condition.text == "cards>500 and not  told"
    assert repr(condition) == "Condition('cards>500 and not  told')"


def test_the_questions_of_a_condition_are_listed_from_left_to_right():
    tree = parse_condition("told or not (cards < 5 and (elapsed > 1m or told)) or done(divert)").tree
    told = FlagSet(flag=FlagName("told"))
    assert leaves(tree) == (
        told,
        MeterCompared(meter=MeterName("cards"), comparison="<", number=Fraction(5)),
        ElapsedCompared(comparison=">", seconds=60),
        told,
        Done(action=ActionId("divert")),
    )
    assert leaves(told) == (told,)
