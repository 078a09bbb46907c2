"""Traces from outside: JSON Lines and CSV, and what is wrong with a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.scoring.outside import read_trace
from ccdrill.scoring.trace import Deed, Trace

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


@pytest.mark.parametrize("text", [JSON, CSV], ids=["json", "csv"])
def test_both_forms_say_the_same(text: str):
    assert read_trace(text, "trace").trace == EXPECTED


def test_lines_without_seq_count_in_their_order():
    read = read_trace('{"t":5,"action":"a"}\n{"t":5,"action":"b"}', "trace")
    assert read.trace is not None
    assert [(deed.seq, deed.action) for deed in read.trace.deeds] == [(1, "a"), (2, "b")]


def test_several_records_of_a_cell_are_separated_by_semicolons():
    read = read_trace("t,action,evidence\n5,a,one; two\n", "trace")
    assert read.trace is not None
    assert read.trace.deeds[0].evidence == ("one", "two")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 0, "empty-trace"),
        ("hello", 1, "bad-json"),
        ("[1]", 1, "bad-json"),
        ('{"t":1}', 1, "missing-key"),
        ('{"t":1,"action":"a","moment":"m"}', 1, "two-in-one"),
        ('{"t":"1","action":"a"}', 1, "bad-time"),
        ('{"t":1.5,"action":"a"}', 1, "bad-time"),
        ('{"t":-1,"action":"a"}', 1, "bad-time"),
        ('{"t":true,"action":"a"}', 1, "bad-time"),
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
        ("t,action\n1,a,b,c\n", 2, "too-many-cells"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_cure(text: str, line: int, code: str):
    read = read_trace(text, "trace.jsonl")
    assert read.trace is None
    assert (read.diagnostics[0].line, read.diagnostics[0].code) == (line, code)
    assert all(one.message and one.cure and one.file == "trace.jsonl" for one in read.diagnostics)


def test_all_bad_lines_are_named_at_once():
    assert [one.line for one in read_trace('{"t":1}\n{"t":2,"action":"a"}\nx', "trace").diagnostics] == [1, 3]


@given(st.text(max_size=400) | st.text(alphabet='{}[]",:tactionmoseq0123456789\n;-', max_size=200))
def test_no_text_whatever_raises(text: str):
    read = read_trace(text, "trace")
    assert (read.trace is None) == bool(read.diagnostics)
