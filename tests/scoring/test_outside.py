"""Traces from outside: JSON Lines and CSV, and what is wrong with a line."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.model.procedure import Procedure, Role, Source, Step, Term
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.exported import export_trace
from ccdrill.scoring.frame import frame_procedure
from ccdrill.scoring.outside import read_trace, undeclared
from ccdrill.scoring.rows import MOST_LINES
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.scoring.strategies import frames, traces

JSON = """
{"seq":1,"t":600,"role":"telephony","action":"divert","evidence":["route-diff"],"place":"acd"}
{"moment":"certainty","t":7200}

{"seq":2,"t":7200,"action":"tell","evidence":[]}
"""
CSV = """seq,t,role,action,evidence,place,moment
1,600,telephony,divert,route-diff,acd,
,7200,,,,,certainty
2,7200,,tell,-,,
"""
EXPECTED = Trace(
    deeds=(
        Deed(seq=1, t=600, action="divert", role="telephony", evidence=("route-diff",), place="acd"),
        Deed(seq=2, t=7200, action="tell", evidence=()),
    ),
    moments={"certainty": 7200},
)

PLAN = Procedure(
    schema="ccdrill/procedure/v1",
    id="p",
    title="P",
    version="1",
    source=Source(document="D"),
    steps=(Step(id="alarm", do="Raise the alarm", evidence=("siren-log",), where=("gate-house",)),),
    accepted=("make-tea",),
)


@pytest.mark.parametrize("text", [JSON, CSV], ids=["json", "csv"])
def test_both_forms_say_the_same(text: str):
    assert read_trace(text, "trace").trace == EXPECTED


def test_lines_without_seq_count_in_their_order():
    read = read_trace('{"t":5,"action":"a"}\n{"t":5,"action":"b"}', "trace")
    assert read.trace is not None
    assert [(deed.seq, deed.action) for deed in read.trace.deeds] == [(1, "a"), (2, "b")]


@pytest.mark.parametrize("line", ['{"t":1,"action":"a"}', "", "a,b"])
def test_a_trace_longer_than_any_exercise_is_refused_unread(line: str):
    read = read_trace('{"t":1,"action":"a"}\n' + f"{line}\n" * MOST_LINES, "trace")
    assert read.trace is None
    assert [(one.code, one.line) for one in read.diagnostics] == [("too-large", 0)]


def test_a_trace_as_long_as_a_trace_may_be_is_read():
    read = read_trace('{"t":1,"action":"a"}\n' * MOST_LINES, "trace")
    assert read.trace is not None and len(read.trace.deeds) == MOST_LINES


def test_several_records_of_a_cell_are_separated_by_semicolons():
    read = read_trace("t,action,evidence\n5,a,one; two\n", "trace")
    assert read.trace is not None
    assert read.trace.deeds[0].evidence == ("one", "two")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 0, "empty-trace"),
        ("hello", 1, "bad-json"),
        ("hello, you", 1, "bad-json"),
        ("[{},\n]", 1, "bad-json"),
        ('{"t":1,"action":"a"},\n{"t":2,"action":"b"},', 1, "bad-json"),
        ('\n{"t":1,"action":"a"\n', 2, "bad-json"),
        ('{"t":' + 5000 * "1" + "}", 1, "bad-json"),
        ('{"t":1,"action":' + 5000 * "[", 1, "bad-json"),
        ('{"t":NaN,"action":"a"}', 1, "bad-time"),
        ('{"t":1,"action":null}', 1, "missing-key"),
        ('{"t":1,"action":"a","evidence":[""]}', 1, "wrong-kind"),
        ('{"t":1,"action":"a","seq":-1}', 1, "bad-seq"),
        ('{"t":1,"action":"a","seq":true}', 1, "bad-seq"),
        ("[1]", 1, "bad-json"),
        ('{"t":1}', 1, "missing-key"),
        ('{"t":1,"action":"a","moment":"m"}', 1, "two-in-one"),
        ('{"t":"1","action":"a"}', 1, "bad-time"),
        ('{"t":1.5,"action":"a"}', 1, "bad-time"),
        ('{"t":-1,"action":"a"}', 1, "bad-time"),
        ('{"t":true,"action":"a"}', 1, "bad-time"),
        ('{"t":1772445600,"action":"a"}', 1, "bad-time"),
        ("t,action\n1772445600000,a", 2, "bad-time"),
        ('{"action":"a"}', 1, "bad-time"),
        ('{"t":1,"action":""}', 1, "wrong-kind"),
        ('{"t":1,"action":"a","evidence":"log"}', 1, "wrong-kind"),
        ('{"t":1,"action":"a","role":7}', 1, "wrong-kind"),
        ('{"t":1,"action":"a","rol":"x"}', 1, "unknown-key"),
        ('{"t":1,"action":"a","seq":"x"}', 1, "bad-seq"),
        ('{"t":1,"action":"a","t":2}', 1, "duplicate-key"),
        ('{"t":9,"action":"a"}\n{"t":1,"action":"b"}', 2, "time-runs-back"),
        ('{"seq":1,"t":1,"action":"a"}\n{"seq":1,"t":2,"action":"b"}', 2, "repeated"),
        ('{"seq":1,"t":1,"action":"a"}\n{"t":2,"action":"b"}', 2, "missing-key"),
        ('{"moment":"m","t":1}\n{"moment":"m","t":2}', 2, "repeated"),
        ("t,action\nsoon,a\n", 2, "bad-time"),
        ("t,action\n1.5,a\n", 2, "bad-time"),
        ("t,actoin\n1,a\n", 1, "unknown-key"),
        ("t,action,t\n1,a,1\n", 1, "repeated"),
        ("action,role\na,b\n", 1, "missing-key"),
        ("t,role\n1,b\n", 1, "missing-key"),
        ("t;action\n1;a\n", 1, "bad-separator"),
        ("t\taction\n1\ta\n", 1, "bad-separator"),
        ('t,action\n1,"a\n', 2, "bad-csv"),
        ("t,action\n1,a,b,c\n", 2, "too-many-cells"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_cure(text: str, line: int, code: str):
    read = read_trace(text, "trace.jsonl")
    assert read.trace is None
    assert (read.diagnostics[0].line, read.diagnostics[0].code) == (line, code)
    assert all(one.message and one.cure and one.file == "trace.jsonl" for one in read.diagnostics)


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ('{"t":"360","action":"a"}', "Write 360, without quotes."),
        ("t,action\n6m,a\n", "Write 360: seconds, without a unit."),
        (
            "t,action\n6:00,a\n",
            "Write 360 if that is minutes and seconds after the start, 21600 if it is hours and minutes.",
        ),
        ("time,action\n6,a\n", "Did you mean 't'?"),
        ("t,action,comment\n6,a,b\n", "Leave it out: nothing reads it."),
        ("{\u201ct\u201d: 1}", 'Type plain quotes: "...".'),
        ("{\n", 'Write each object on one line, as {"t": 600, "action": "divert-payment-route"}.'),
    ],
)
def test_what_is_written_in_another_form_is_told_as_it_is_written_here(text: str, cure: str):
    assert [one.cure for one in read_trace(text, "trace").diagnostics] == [cure]


def test_all_bad_lines_are_named_at_once():
    assert [one.line for one in read_trace('{"t":1}\n{"t":2,"action":"a"}\nx', "trace").diagnostics] == [1, 3]


def test_seqs_may_begin_anywhere_and_stand_in_any_order():
    read = read_trace('{"seq":9,"t":5,"action":"b"}\n{"seq":0,"t":5,"action":"a"}', "trace")
    assert read.trace is not None
    assert [(deed.seq, deed.action) for deed in read.trace.deeds] == [(0, "a"), (9, "b")]


def test_spreadsheets_may_leave_empty_lines_columns_and_blanks():
    read = read_trace("action, t ,role,,\n a , 5 ,,,\n,,,,\n\nb,6,lead,,\n", "trace")
    assert read.trace is not None
    assert [(deed.t, deed.action, deed.role) for deed in read.trace.deeds] == [(5, "a", None), (6, "b", "lead")]


def test_cells_in_quotes_may_hold_commas_and_lines():
    read = read_trace('t,action,role\n5,a,"Ann, Ben"\n6,b,"two\nlines"\n7,c\nsoon,d\n', "trace")
    assert [(one.line, one.code) for one in read.diagnostics] == [(6, "bad-time")]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('t,action\n5,"lock\n6,tell\n', (2, 3), "is not closed"),
        ('t,action\n5,lock\n6,"b\n7,"c"\n', (3, 3), "is not closed"),
        ('t,action,role\n5,a,"x ""y"""\n6,b,"z ""\n7,c,d\n', (3, 5), "is not closed"),
        ('t,action,role\n5,"two\nlines","x\n', (3, 8), "is not closed"),
        ('t,action\n5,lo"ck\n6,"tell"s\n7,a\n', (3, 3), "behind the quote that closes it"),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(text: str, place: tuple[int, int], words: str):
    (found,) = read_trace(text, "trace").diagnostics
    assert (found.line, found.column) == place
    assert words in found.message


def test_a_hundred_problems_are_enough_for_anybody():
    read = read_trace("\n".join(['{"t":1}'] * 500), "trace")
    assert len(read.diagnostics) == 101


@pytest.mark.parametrize(("name", "cure"), [("alarn", "Did you mean 'alarm'?"), ("sunrise", "Declare it")])
def test_roles_and_moments_that_are_declared_nowhere_are_warned_of_at_their_first_line(name: str, cure: str):
    words = Vocabulary(
        schema="ccdrill/vocabulary/v1", moments={"alarm": Term(title="Alarm")}, roles={"lead": Role(title="Lead")}
    )
    text = f'{{"t":1,"action":"a","role":"lead"}}\n{{"t":2,"moment":"{name}"}}\n{{"t":3,"action":"a","role":"laed"}}'
    found = undeclared(read_trace(text, "trace"), words, PLAN, "trace")
    assert [(one.line, one.code, one.severity) for one in found] == [
        (2, "unknown-moment", "warning"),
        (3, "unknown-role", "warning"),
    ]
    assert cure in found[0].cure and "'lead'" in found[1].cure


def test_actions_records_and_places_may_be_spelt_freely_but_slips_are_warned_of():
    words = Vocabulary(schema="ccdrill/vocabulary/v1")
    text = """t,action,evidence,place
1,alram,siren-lgo,gatehouse
2,alarm,siren-log,gate-house
3,make-te,own-words,roof
4,whistle,,
5,alram,,
"""
    found = undeclared(read_trace(text, "trace"), words, PLAN, "trace")
    assert [(one.line, one.code, one.cure) for one in found] == [
        (2, "unknown-action", "Did you mean 'alarm'?"),
        (2, "unknown-place", "Did you mean 'gate-house'?"),
        (2, "unknown-record", "Did you mean 'siren-log'?"),
        (4, "unknown-action", "Did you mean 'make-tea'?"),
    ]


def test_lines_may_say_that_they_belong_to_one_decision_and_that_nobody_played_the_role_or_that_it_was_mapped():
    json_form = '{"t":1,"action":"a","decision":3}\n{"t":1,"action":"b","decision":3,"role":"lead","vacant":true,"mapped":true}\n'
    csv_form = "t,action,decision,role,vacant,mapped\n1,a,3,,,\n1,b,3,lead,true,true\n"
    for text in (json_form, csv_form):
        read = read_trace(text, "trace")
        assert read.trace is not None
        found = [(deed.decision, deed.is_vacant, deed.is_mapped) for deed in read.trace.deeds]
        assert found == [(3, False, False), (3, True, True)]
    for bad in ('{"t":1,"action":"a","decision":"x"}', '{"t":1,"action":"a","vacant":"yes"}', "t,action,vacant\n1,a,x"):
        assert read_trace(bad, "trace").trace is None


@pytest.mark.parametrize("number", [0, 7])
def test_a_decision_may_have_any_number_from_0_on(number: int):
    text = f'{{"t":1,"action":"alarm","decision":{number}}}\n{{"t":2,"action":"hum","decision":{number}}}\n{{"t":3,"action":"hum"}}'
    read = read_trace(text, "trace")
    assert read.trace is not None
    frame = frame_procedure(PLAN, {}, {}, doable=None)
    found = score_trace(frame, read.trace, Vocabulary(schema="ccdrill/vocabulary/v1"))
    assert [item.seqs for item in found.items] == [(3,)]


def test_a_time_that_is_a_number_and_out_of_range_is_told_as_such():
    told = {t: read_trace(f"t,action\n{t},a", "trace").diagnostics[0].message for t in ("1772445600000", "5.0", "")} | {
        -1: read_trace('{"t":-1,"action":"a"}', "trace").diagnostics[0].message
    }
    assert told == {
        "1772445600000": "'t' is more than ten years after the start",
        "5.0": "'t' is not a number of whole seconds from the start",
        "": "'t' is missing",
        -1: "'t' is before the start",
    }


@given(st.data())
def test_a_trace_that_was_written_is_read_as_it_was(data: st.DataObject):
    trace = data.draw(traces(data.draw(frames())))
    deeds = [
        replace(
            deed,
            decision=data.draw(st.sampled_from([0, 1, 5])),
            is_vacant=data.draw(st.booleans()),
            is_mapped=data.draw(st.booleans()),
        )
        for deed in trace.deeds
    ]
    trace = replace(trace, deeds=tuple(deeds))
    assume(trace.deeds or trace.moments)
    text = "\n".join(json.dumps(line) for line in export_trace(trace))
    assert read_trace(text, "trace", trace.begins).trace == trace


@given(st.text(max_size=400) | st.text(alphabet='{}[]",:tactionmoseq0123456789\n;-', max_size=200))
def test_no_text_whatever_raises(text: str):
    read = read_trace(text, "trace")
    assert (read.trace is None) == bool(read.diagnostics)
