"""The case in words of a command line, read as the procedure asks for it."""

import pytest

from ccdrill.model.procedure import Procedure
from ccdrill.scoring.case import UnusableCase, read_case, unasked
from tests.builders import read

HEAD = 'schema: ccdrill/procedure/v1\nid: p\ntitle: P\nversion: "1"\nsource: {document: P}\n'


def asking(*conditions: str) -> Procedure:
    steps = "".join(
        f'  - {{id: s{number}, do: Do, when: "{condition}"}}\n' for number, condition in enumerate(conditions)
    )
    return read(f"{HEAD}steps:\n{steps}", Procedure)


@pytest.mark.parametrize(
    ("condition", "words", "value"),
    [
        ("case.x", "true", True),
        ("not case.x", "False", False),
        ("case.x >= 3", "4", 4),
        ("case.x >= 3", "-4", -4),
        ("case.x == gold", "gold", "gold"),
        ("uk in case.x", "uk", ("uk",)),
        ("uk in case.x", "uk, ie", ("uk", "ie")),
        ("uk in case.x", "", ()),
        ("case.x or uk in case.x", "true", True),
        ("uk in case.x or case.x", "uk", ("uk",)),
        ("case.y", "true", True),
        ("case.y", "3", 3),
        ("case.y", "uk,ie", ("uk", "ie")),
        ("case.y", "uk", "uk"),
    ],
)
def test_words_become_what_the_procedure_asks_for(condition: str, words: str, value: object):
    assert read_case([("x", words)], asking(condition)) == {"x": value}


@pytest.mark.parametrize(
    ("condition", "words", "cure"),
    [
        ("case.x", "yes", "Write x=true or x=false."),
        ("case.x >= 3", "many", "Write a whole number, such as x=3."),
        ("case.x >= 3", "2.5", "Write a whole number, such as x=3."),
        ("case.x == gold", "gold,iron", "Write one word, such as x=gold."),
        ("case.x == gold", "", "Write one word, such as x=gold."),
        ("case.x or case.x >= 3", "much", "Write x=true or x=false. Write a whole number, such as x=3."),
    ],
)
def test_words_that_are_no_answer_are_refused_with_what_to_write(condition: str, words: str, cure: str):
    with pytest.raises(UnusableCase) as caught:
        read_case([("x", words)], asking(condition))
    assert caught.value.hint == cure
    assert "case.x" in caught.value.message


def test_what_the_case_says_twice_is_refused():
    with pytest.raises(UnusableCase, match="twice"):
        read_case([("x", "true"), ("x", "false")], asking("case.x"))


def test_keys_that_nothing_asks_for_are_told_with_the_nearest_that_something_does():
    found = unasked(["card_dat", "weather", "card_data"], asking("case.card_data"))
    assert found == [("card_dat", "Did you mean 'card_data'?"), ("weather", "It changes nothing.")]


def test_prohibitions_ask_too():
    text = (
        HEAD + "steps: [{id: a, do: A}]\nprohibited: [{id: r, action: b, why: It harms, when: uk in case.countries}]\n"
    )
    assert read_case([("countries", "uk")], read(text, Procedure)) == {"countries": ("uk",)}
