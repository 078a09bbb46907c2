"""What a procedure's own settings and words come to."""

from fractions import Fraction

from ccdrill.model.ids import StepId
from ccdrill.model.procedure import Fractions, Procedure, anchor_step, costs_of, steps_before
from ccdrill.model.references import read_reference
from ccdrill.model.vocabulary import Vocabulary, with_own_words
from tests.builders import TINY_VOCABULARY, read

HEAD = 'schema: ccdrill/procedure/v1\nid: p\ntitle: P\nversion: "1"\nsource: {document: P}\n'


def test_fractions_that_a_step_does_not_set_are_the_procedures_and_then_the_defaults():
    text = (
        HEAD + "scoring: {costs: {late: 0.4, place: 0}}\n"
        "steps: [{id: a, do: A}, {id: b, do: B, costs: {late: 0.1, order: 0}}]\n"
    )
    procedure = read(text, Procedure)
    shared = Fractions(late=Fraction(2, 5), place=Fraction(0))
    own = Fractions(late=Fraction(1, 10), order=Fraction(0), place=Fraction(0))
    assert [costs_of(step, procedure) for step in procedure.steps] == [shared, own]


def test_a_procedures_own_words_override_the_shared_ones():
    text = (
        HEAD + "roles: {leader: {title: Chief}}\nmoments: {dawn: {title: Dawn}, certainty: {title: Proof}}\n"
        "actions: {divert: {title: Turn away}}\nrecords: {tape: {title: Tape}}\nplaces: {gate: {title: Gate}}\n"
        'sources: {law-1.2: {title: Law, version: "2"}}\n'
        "steps: [{id: a, do: A}]\n"
    )
    words = with_own_words(read(TINY_VOCABULARY, Vocabulary), read(text, Procedure))
    assert (words.roles["leader"].title, words.roles["leader"].deputies) == ("Chief", ())
    assert [words.moments[one].title for one in ("dawn", "certainty", "suspicion")] == [
        "Dawn",
        "Proof",
        "Reasonable suspicion",
    ]
    assert words.actions["divert"].title == "Turn away"
    assert words.sources["law-1.2"].name == "Law 2"
    assert (words.records["tape"].title, words.places["gate"].title) == ("Tape", "Gate")


def test_only_a_step_anchor_names_a_step():
    text = HEAD + (
        "steps:\n  - {id: a, do: A}\n  - {id: b, do: B, deadline: {from: start, within: 1h}}\n"
        '  - {id: c, do: C, deadline: {from: "step:a", within: 1h}}\n'
    )
    assert [anchor_step(step) for step in read(text, Procedure).steps] == [None, None, "a"]


def test_what_must_come_before_a_step_is_known_by_others_too_and_in_a_circle_it_is_all_of_it():
    text = (
        HEAD + "steps: [{id: d, do: D, after: [c, b]}, {id: c, do: C, after: [a]}, {id: b, do: B}, {id: a, do: A},\n"
        "  {id: r, do: R, after: [s, a]}, {id: s, do: S, after: [r]}]\n"
    )
    steps = {step.id: step for step in read(text, Procedure).steps}
    assert {name: set(steps_before(name, steps)) for name in steps} == {
        "d": {"a", "b", "c"},
        "c": {"a"},
        "b": set(),
        "a": set(),
        "r": {"a", "r", "s"},
        "s": {"a", "r", "s"},
    }
    known = {StepId("c"): frozenset({StepId("told")})}
    assert steps_before(StepId("d"), steps, known) == {"b", "c", "told"}


def test_a_reference_names_a_source_and_perhaps_a_place_in_it():
    assert read_reference("pci-dss-4.0.1:12.10.1(2)") == ("pci-dss-4.0.1", "12.10.1(2)")
    assert read_reference("law: Article 9: in three days") == ("law", "Article 9: in three days")
    assert read_reference("handbook") == ("handbook", "")
    assert read_reference(":9") == ("", "9")
