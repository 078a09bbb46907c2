"""Values to types: one truth in two forms, and drafts of what is wrong."""

from copy import deepcopy
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings

from ccdrill.authoring.decoding.decode import decode, read_custom
from ccdrill.authoring.decoding.explain import explain
from ccdrill.authoring.decoding.load import KINDS, Model
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.shapes import stand_in
from ccdrill.model.scenario import Scenario
from tests.authoring.strategies import broken_values
from tests.builders import TINY_SCENARIO, problems


def is_refused(root: dict[str, Any], kind: type[Model]) -> bool:
    try:
        msgspec.convert(root, kind, dec_hook=read_custom)
    except msgspec.ValidationError:
        return True
    return False


@settings(deadline=None, max_examples=400)
@given(broken_values())
@example((Scenario, {"schema": "ccdrill/scenario/v1"}))
def test_a_value_is_refused_exactly_when_there_is_something_to_say_about_it(broken: tuple[type[Model], dict[str, Any]]):
    kind, root = broken
    _, complaints = explain(Document("fuzz.yaml", "", deepcopy(root)), kind, read_custom)
    assert is_refused(root, kind) == bool(complaints)


@settings(deadline=None, max_examples=200)
@given(broken_values())
def test_what_is_wrong_can_be_mended_into_a_draft_that_says_where_it_is_not_the_authors(
    broken: tuple[type[Model], dict[str, Any]],
):
    kind, root = broken
    model, draft, complaints = decode(Document("fuzz.yaml", "", deepcopy(root)), kind)
    assert isinstance(model, kind)
    assert bool(complaints) == bool(draft.gaps or draft.renamed)


@pytest.mark.parametrize("kind", KINDS.values())
def test_there_is_a_stand_in_for_every_type_of_the_model(kind: type[Model]):
    assert isinstance(msgspec.convert(stand_in(msgspec.inspect.type_info(kind)), kind, dec_hook=read_custom), kind)


def test_a_misspelt_key_is_read_as_the_one_it_is_nearest_to_only_if_the_value_fits():
    fitting = problems(TINY_SCENARIO.replace("takes: 20m", "takse: 20m", 1), Scenario)
    assert [(one.code, one.cure) for one in fitting] == [("unknown-key", "Did you mean 'takes'?")]
    other = problems(TINY_SCENARIO.replace("takes: 20m", "takse: [a]", 1), Scenario)
    assert [(one.code, one.cure) for one in other] == [("unknown-key", "Did you mean 'takes'?")]


def test_one_is_not_true_and_a_decimal_is_not_a_whole_number():
    assert [
        one.code for one in problems(TINY_SCENARIO.replace("diverted: false}\n", "diverted: 0}\n", 1), Scenario)
    ] == ["wrong-kind"]
    assert [one.code for one in problems(TINY_SCENARIO.replace("minutes: 4", "minutes: 4.0", 1), Scenario)] == [
        "wrong-kind"
    ]
