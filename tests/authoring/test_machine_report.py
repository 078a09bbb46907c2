"""Findings for programs: whatever a text holds, it stays inside its own part of a line."""

import json

from ccdrill.authoring.telling.machine_report import as_annotations, as_github, as_json
from ccdrill.model.diagnostics import Cause, Diagnostic

FINDING = Diagnostic(
    code="dead-choice",
    message="this can never be chosen: 'a' is only set in 'b'.",
    cure="Delete it.",
    file="our,folder:x/100%.yaml",
    line=3,
    column=7,
    source="      x: {text: C}",
    width=1,
    severity="warning",
    play=("one/x", "two/y"),
)


def test_a_finding_is_an_annotation_at_its_place():
    assert as_github(FINDING) == (
        "::warning file=our%2Cfolder%3Ax/100%25.yaml,line=3,col=7,endColumn=8,title=dead-choice"
        "::this can never be chosen: 'a' is only set in 'b'. Delete it. Shown by: one/x > two/y"
    )


def test_what_would_end_the_line_is_encoded():
    finding = Diagnostic(code="stuck", message="a\n::error::b%0A\r", file="f.yaml")
    assert as_github(finding) == "::error file=f.yaml,title=stuck::a%0A::error::b%250A%0D."


def test_a_note_is_a_notice():
    assert as_github(Diagnostic(code="not-decided", message="m", file="f.yaml", severity="note")).startswith(
        "::notice "
    )


def test_what_follows_names_its_cause_and_stands_behind_it():
    step = Diagnostic(
        code="step-out-of-reach",
        message="out of reach",
        cure="Let it be done.",
        file="plan.yaml",
        because=(Cause(code="dead-choice", file="story.yaml", line=3, column=7),),
    )
    first, second = as_annotations([step, FINDING])
    assert first == as_github(FINDING)
    assert second.startswith("::error file=plan.yaml,title=step-out-of-reach::out of reach. Let it be done. ")
    assert second.endswith(" This follows from story.yaml:3:7 [dead-choice].")


def test_every_further_place_is_marked_behind_all_that_is_told():
    name = Diagnostic(
        code="unknown-meter", message="no 'x'", cure="Declare it.", file="a.yaml", line=2, column=4, also=((5, 9),)
    )
    assert list(as_annotations([name, FINDING])) == [
        as_github(name),
        as_github(FINDING),
        "::error file=a.yaml,line=5,col=9,endColumn=10,title=unknown-meter::no 'x' (told in line 2). Declare it.",
    ]


def test_the_document_has_every_field_of_every_finding():
    told = json.loads(as_json(2, [FINDING]))
    assert told["files"] == 2
    assert told["findings"] == [
        {
            "code": "dead-choice",
            "message": "this can never be chosen: 'a' is only set in 'b'.",
            "cure": "Delete it.",
            "file": "our,folder:x/100%.yaml",
            "line": 3,
            "column": 7,
            "source": "      x: {text: C}",
            "width": 1,
            "severity": "warning",
            "play": ["one/x", "two/y"],
            "folded": [],
            "also": [],
            "because": [],
        }
    ]
