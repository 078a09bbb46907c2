"""Whatever a file holds, reading and checking it gives diagnostics, never an exception."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.authoring.checks.check_deck import check_deck
from ccdrill.authoring.checks.check_drill import check_drill, check_drill_alone
from ccdrill.authoring.checks.check_lengths import check_lengths
from ccdrill.authoring.checks.check_procedure import check_procedure
from ccdrill.authoring.checks.check_scenario import check_scenario
from ccdrill.authoring.checks.check_vocabulary import check_vocabulary
from ccdrill.authoring.decoding.load import KINDS, Model, Reading, load_text
from ccdrill.authoring.reading.text import decode_text
from ccdrill.authoring.reading.yaml_problems import explain_text
from ccdrill.authoring.reading.yaml_values import load_values
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from tests.authoring.soundness import assert_sound
from tests.authoring.strategies import GOOD, broken_texts
from tests.builders import TINY_PROCEDURE, TINY_SCENARIO, TINY_VOCABULARY, read

VOCABULARY = read(TINY_VOCABULARY, Vocabulary)
SCENARIO = read(TINY_SCENARIO, Scenario)
PROCEDURE = read(TINY_PROCEDURE, Procedure)


def read_and_check(text: str, kind: type[Model]) -> tuple[Diagnostic, ...]:
    """Everything that is said of a text that is read as that kind of file."""
    reading: Reading[Model] = load_text(text, "fuzz.yaml", kind)
    assert (reading.loaded is None) == has_errors(reading.diagnostics)
    found = reading.checkable
    if found is None:
        return reading.diagnostics
    document, model = found.document, found.model
    match model:
        case Scenario():
            problems = (*check_scenario(document, model, VOCABULARY), *check_lengths(document, model))
        case Procedure():
            problems = check_procedure(document, model, VOCABULARY)
        case Drill():
            problems = (
                *check_drill(document, model, SCENARIO, PROCEDURE, VOCABULARY),
                *check_drill_alone(document, model),
            )
        case Vocabulary():
            problems = check_vocabulary(document, model, VOCABULARY)
        case Deck():
            problems = check_deck(document, model)
    return (*reading.diagnostics, *problems)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(sorted(KINDS)))
def test_any_bytes_give_diagnostics(data: bytes, kind: str):
    text = decode_text(data, "fuzz.yaml")
    assert_sound((text,) if isinstance(text, Diagnostic) else read_and_check(text, KINDS[kind]))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.sampled_from(sorted(KINDS)))
def test_any_text_gives_diagnostics(text: str, kind: str):
    assert_sound(read_and_check(text, KINDS[kind]))


@settings(deadline=None, max_examples=300)
@given(broken_texts())
def test_a_good_file_with_slips_in_it_gives_diagnostics(broken: tuple[type[Model], str]):
    kind, text = broken
    assert_sound(read_and_check(text, kind))


@settings(deadline=None, max_examples=200)
@given(broken_texts())
def test_the_quick_reading_and_the_careful_one_agree(broken: tuple[type[Model], str]):
    _, text = broken
    document, problems = load_values(text, "fuzz.yaml")
    careful, found = explain_text(text, "fuzz.yaml")
    assert problems == found
    assert (document is None) == (careful is None)
    if document is not None and careful is not None:
        assert document.root == careful.root


def test_the_good_files_are_good():
    for kind, text in GOOD.items():
        assert read_and_check(text, KINDS[kind]) == ()
