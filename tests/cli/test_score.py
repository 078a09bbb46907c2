"""Scoring exercises that were not run here: what is read, what is printed, what is refused."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from ccdrill.model.procedure import Procedure
from ccdrill.model.rules import RULES
from tests.builders import TINY_PROCEDURE, TINY_SCENARIO, read
from tests.cli.program import Done, Program
from tests.running import run_program

DOCUMENT = Path(__file__).parents[2] / "docs" / "scoring-a-trace.md"
PAPER = """
schema: ccdrill/procedure/v1
id: paper
title: An exercise on paper
version: "3"
source: {document: Plan P}
roles: {lead: {title: Lead, deputies: [deputy]}, deputy: {title: Deputy}, leader: {title: Our own leader}}
moments: {proof: {title: Proof}}
actions: {make-tea: {title: Make tea}}
steps:
  - {id: alarm, do: Raise the alarm, responsible: [leader], deadline: {from: start, within: 10m}, evidence: [siren-log, photo],
     weight: 4, critical: true, objective: begin-well}
  - {id: hold, do: Hold the line, responsible: [lead], where: [gate], after: [alarm], weight: 3, when: case.card_data}
  - {id: tell, do: Tell the bank, deadline: {from: "moment:proof", within: 1h, grace: 1h}, after: [hold], weight: 3,
     costs: {late: 0.5, role: 0}, when: uk in case.countries and case.sites >= 2}
prohibited:
  - {id: no-noise, action: shout, until: "step:alarm", cost: 2, why: It warns them}
"""
TRACE = """
{"seq":1,"t":300,"role":"leader","action":"alarm","evidence":["siren-log"],"place":"gate"}
{"seq":2,"t":400,"role":"deputy","action":"hold","place":"gate"}
{"moment":"proof","t":400}
{"seq":3,"t":5800,"action":"tell"}
"""
CSV = """seq,t,role,action,evidence,place,moment
1,300,leader,alarm,siren-log,gate,
2,400,deputy,hold,,gate,
,400,,,,,proof
3,5800,,tell,,,
"""
CASE = ("--case", "card_data=true", "--case", "countries=uk,ie", "--case", "sites=2")


@pytest.fixture
def paper(program: Program) -> Program:
    """With a procedure and a trace in the folder of the call; the file's name is nobody's business."""
    (program.folder / "our plan.yaml").write_text(PAPER, encoding="utf-8")
    (program.folder / "trace.jsonl").write_text(TRACE, encoding="utf-8")
    return program


def scored(done: Done) -> dict:
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def test_a_drill_on_paper_is_scored_in_exact_fractions(paper: Program):
    found = scored(paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--format", "json"))
    late = Fraction(1, 2) * 3 * Fraction(5800 - 4000, 3600)
    lost = Fraction(15, 100) * 4 / 2 + late
    assert found["W"] == "10"
    assert found["L"] == str(lost)
    assert found["raw"] == found["score"] == str(100 * (1 - lost / 10))
    assert found["score_rounded"] == 89.5
    assert (found["played"], found["W_played"]) == (None, None)
    assert [(one["kind"], one["step"], one["cost"], one["points"]) for one in found["items"]] == [
        ("evidence", "alarm", "3/10", "3"),
        ("late", "tell", "3/4", "15/2"),
    ]
    assert found["not_recorded"] == []
    assert found["ratings"] == [{"objective": "begin-well", "grade": "S", "score": "185/2"}]
    assert (found["order_pairs"], found["critical_failures"], found["not_exercised"]) == ([], [], [])


def test_anybody_can_recompute_the_score_from_what_is_printed(paper: Program):
    (paper.folder / "trace.jsonl").write_text(
        '{"t":1,"action":"tell"}\n{"t":2,"action":"shout"}\n{"t":3,"action":"hold","role":"leader"}\n{"t":3,"action":"nap"}\n'
    )
    found = scored(paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--format", "json"))
    weight, lost = Fraction(found["W"]), Fraction(found["L"])
    assert lost == sum(Fraction(item["cost"]) for item in found["items"])
    assert Fraction(found["raw"]) == 100 * (1 - lost / weight)
    assert Fraction(found["raw"]) == 100 - sum(Fraction(item["points"]) for item in found["items"])
    assert found["order_pairs"] == [["hold", "tell"]]
    assert {item["prohibition"] for item in found["items"] if item["kind"] == "prohibited"} == {"no-noise"}
    assert [item["step"] for item in found["critical_failures"]] == ["alarm"]
    assert all(item["sentence"] for item in found["items"])


@pytest.mark.parametrize("text", [TRACE, CSV, "\ufeff" + CSV.replace("\n", "\r\n")], ids=["json", "csv", "spreadsheet"])
def test_the_trace_comes_from_a_file_or_from_standard_input_in_either_form(paper: Program, text: str):
    expected = paper("score", "our plan.yaml", "trace.jsonl", *CASE)
    (paper.folder / "other.txt").write_text(text, encoding="utf-8", newline="")
    assert paper("score", "our plan.yaml", "other.txt", *CASE) == expected
    assert paper("score", "our plan.yaml", "-", *CASE, typed=text) == expected


def test_the_report_can_be_read_aloud_words_first_and_then_the_number(paper: Program):
    (paper.folder / "trace.jsonl").write_text(TRACE + '{"t":5801,"seq":4,"action":"make-tea"}\n')
    done = paper("score", "our plan.yaml", "trace.jsonl", *CASE[:4], "--not-exercised", "hold")
    assert done.code == 0
    assert done.out == (
        "PROCEDURE: An exercise on paper (paper 3; Plan P)\n"
        "TRACE: 4 actions and 1 moment\n"
        "CASE: card_data true; countries uk, ie; sites not said\n"
        "\n"
        "WHAT WENT AS WRITTEN:\n"
        "- nothing\n"
        "\n"
        "CRITICAL FAILURES:\n"
        "- none\n"
        "\n"
        "WHAT ELSE DIFFERED:\n"
        '- "Raise the alarm" was done at 5 min after the start without its record:\n'
        "  photo. 7.5 points.\n"
        '- "tell" was done at 1 h 36 min after the start: "Tell the bank" does not\n'
        "  apply in this case. 10.0 points.\n"
        "\n"
        "WHAT DIFFERED AT NO COST:\n"
        '- "Make tea" was done at 1 h 36 min after the start: the procedure does not\n'
        "  ask for it.\n"
        "\n"
        "NOT EXERCISED:\n"
        "- Hold the line (weight 3)\n"
        "\n"
        "OBJECTIVE: begin well: performed with some challenges, 92 of 100 (proposed)\n"
        "SCORE: 82 of 100\n"
        "EXACTLY: 165/2 of 100; lost 7/10 of 4 by weight\n"
    )


COSTS = """
schema: ccdrill/procedure/v1
id: costs
title: What costs little or nothing
version: "1"
source: {document: Plan Q}
scoring: {unneeded: {cap: 0.0001}}
steps:
  - {id: ring, do: Ring the desk, weight: 1000, where: [counter, lobby], deadline: {from: start, within: 1m}, costs: {late: 0}}
  - {id: note, do: Write a note, weight: 0.5, deadline: {from: start, within: 1m}}
  - {id: thank, do: Thank the caller, required: false}
prohibited:
  - {id: no-shouting, action: shout, cost: 1, max_count: 2, why: It frightens people}
"""


def test_the_report_hides_nothing_that_cost_little_or_nothing(paper: Program):
    (paper.folder / "costs.yaml").write_text(COSTS, encoding="utf-8")
    deeds = [(90, "ring", "yard"), (90, "note", "yard"), (95, "thank", ""), (96, "hum", ""), (97, "sing", "")]
    deeds += [(100 + again, "shout", "") for again in range(5)]
    lines = "".join(f"{t},{action},{place}\n" for t, action, place in deeds)
    done = paper("score", "costs.yaml", "-", typed=f"t,action,place\n{lines}")
    report = " ".join(done.out.split())
    for told in (
        '- "Thank the caller" at 1 min 35 s after the start (optional) CRITICAL',
        '"Ring the desk" was done at yard; it belongs at counter or lobby. 5.0 points.',
        "30 s after it was due (1 min after the start). Less than 0.1 points.",
        "1 min 42 s after the start and 2 other times: prohibited",
        "It frightens people. It counts twice at most. 0.2 points.",
        '"hum" was done at 1 min 36 s after the start: the procedure does not ask for it. Less than 0.1 points.',
        (
            'WHAT DIFFERED AT NO COST: - "Ring the desk" was done at 1 min 30 s after the start, 30 s after it was due '
            '(1 min after the start). - "sing" was done'
        ),
    ):
        assert told in report, told
    assert '- "Ring the desk" at' not in report
    found = json.loads(paper("score", "costs.yaml", "-", "--format", "json", typed=f"t,action,place\n{lines}").out)
    assert [(one["kind"], one["cost"]) for one in found["costless"]] == [("late", "0"), ("unneeded", "0")]


def test_what_is_not_in_the_trace_is_listed_as_a_debrief_lists_it(paper: Program):
    done = paper("score", "our plan.yaml", "-", *CASE, typed="t,action\n300,alarm\n400,hold\n")
    told = " ".join(done.out.partition("NOT RECORDED, SO NOT JUDGED:")[2].split())
    assert told.startswith(
        "- Who acted (not in the trace): every step that was done "
        '- Records (not in the trace): "Raise the alarm" '
        '- Where (not in the trace): "Hold the line"'
    )


def test_of_very_many_deviations_at_no_cost_only_the_first_are_read_aloud(paper: Program):
    lines = "".join(f"{t},idle-{t}\n" for t in range(100))
    done = paper("score", "our plan.yaml", "-", *CASE, typed=f"t,action\n{lines}")
    assert "- and 78 more\n" in done.out


def test_a_case_that_is_asked_for_in_two_ways_is_told(paper: Program):
    mixed = PAPER.replace("uk in case.countries and case.sites >= 2", "uk in case.countries and case.countries != ie")
    (paper.folder / "mixed.yaml").write_text(mixed, encoding="utf-8")
    done = paper("score", "mixed.yaml", "trace.jsonl", "--case", "countries=uk", "--case", "card_data=true")
    assert done.code == 0
    assert "case.countries with 'in' and in another way" in done.err
    assert "case.card_data" not in done.err


def test_the_figures_say_what_was_compared_with_what(paper: Program):
    given = (*CASE, "--begins", "2026-03-02T10:20+01:00", "--format", "json")
    found = scored(paper("score", "our plan.yaml", "trace.jsonl", *given))
    procedure = read(PAPER, Procedure)
    assert found["procedure"] == {
        "id": procedure.id,
        "version": procedure.version,
        "title": procedure.title,
        "document": procedure.source.document,
        "model": False,
    }
    assert found["case"] == {"card_data": True, "countries": ["uk", "ie"], "sites": 2}
    assert found["begins"] == "2026-03-02T10:20:00+01:00"
    assert found["rules"] == RULES
    without = scored(paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--format", "json"))
    assert without["begins"] is None


def test_what_was_played_leads_when_something_was_withheld(paper: Program):
    (paper.folder / "trace.jsonl").write_text(TRACE.split('{"moment"', maxsplit=1)[0])
    json_form = scored(paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--withheld", "tell", "--format", "json"))
    assert (json_form["score"], json_form["played"], json_form["W_played"]) == ("67", "670/7", "7")
    done = paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--withheld", "tell")
    assert (
        "NOT REACHED (withheld):\n- Tell the bank\n" in done.out
        and "SCORE: Played 7 of 10 by weight. On what was played: 96. On the whole\n  procedure: 67 of 100.\n"
        in done.out
    )


def test_nobody_reads_a_score_of_an_objective_of_which_everything_was_withheld(paper: Program):
    (paper.folder / "trace.jsonl").write_text(TRACE.split("{", maxsplit=1)[0] + '{"t":60,"seq":1,"action":"hold"}\n')
    asked = ("score", "our plan.yaml", "trace.jsonl", *CASE, "--withheld", "alarm")
    (rating,) = scored(paper(*asked, "--format", "json"))["ratings"]
    assert (rating["grade"], rating["score"]) == ("N", "0")
    assert "OBJECTIVE: begin well: not exercised (proposed)\n" in paper(*asked).out


def test_a_step_that_was_done_is_not_withheld_and_that_is_said(paper: Program):
    done = paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--withheld", "tell", "--format", "json")
    assert json.loads(done.out)["played"] is None
    assert done.err == "'tell' is not withheld: it was done.\n"


def test_several_values_may_stand_behind_one_option(paper: Program):
    apart = paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--not-exercised", "hold", "--not-exercised", "tell")
    together = paper(
        *("score", "our plan.yaml", "trace.jsonl", "--case", "card_data=true", "countries=uk,ie", "sites=2"),
        *("--not-exercised", "hold", "tell", "--format=text"),
    )
    assert apart.code == 0
    assert together == apart
    before = paper("score", "--case", "card_data=true", *CASE[2:], "our plan.yaml", "trace.jsonl")
    assert before == paper("score", "our plan.yaml", "trace.jsonl", *CASE)


def test_a_scenario_gives_case_start_and_what_can_be_done(paper: Program):
    (paper.library / "drills/procedures/tiny-procedure.yaml").write_text(
        TINY_PROCEDURE.replace("within: 85m", "within: 1bd")
        .replace("responsible: [telephony], after: [divert]", "when: case.account_data, after: [divert]")
        .replace("prohibited:", "  - {id: review, do: Hold the review, actions: [look-around]}\nprohibited:")
    )
    trace = '{"t":600,"action":"escalate"}\n'
    done = paper("score", "tiny-procedure", "-", "--scenario", "tiny", "--format", "json", typed=trace)
    found = scored(done)
    assert found["not_exercised"] == ["review"]
    assert found["W"] == "15"
    said = paper("score", "tiny-procedure", "-", "--scenario", "tiny", "--case", "account_data=false", typed=trace)
    assert "CASE: account_data false\n" in said.out and "of 12 by weight" in said.out
    assert "report" not in said.err


def test_a_scenario_that_can_not_be_read_is_2_at_its_line(paper: Program):
    (paper.library / "scenarios/tiny.yaml").write_text(TINY_SCENARIO.replace("goto: contain", "goto: contains"))
    done = paper("score", "our plan.yaml", "trace.jsonl", "--scenario", "tiny")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean 'contain'?" in done.err


def test_every_bad_line_is_named_with_its_number_and_cure(paper: Program):
    done = paper("score", "our plan.yaml", "-", *CASE, typed=TRACE + '{"t":9,"action":"x"}\nnonsense\n{"t":1}\n')
    assert (done.code, done.out) == (2, "")
    for line in ("standard input:7:1: this line is not JSON", "standard input:8:1: the line names neither"):
        assert line in done.err
    assert "Write it as" in done.err and "Traceback" not in done.err


@pytest.mark.parametrize(
    ("change", "arguments", "words"),
    [
        (("within: 10m", "within: 2bd"), (), "Add it with its UTC offset, as in --begins 2026-03-02T10:20+00:00."),
        (("", ""), ("--begins", "2026-03-02T10:20"), "write it as 2026-03-02T10:20+00:00"),
        (("", ""), ("--withheld", "tel"), "Did you mean 'tell'?"),
        (("", ""), ("--not-exercised", "xyz"), "It has: alarm, hold, tell."),
        (("", ""), ("--not-exercised", "alarm"), "no required step of 'paper' counts in this exercise"),
        (("", ""), ("--case", "card_data"), "'card_data' is not KEY=VALUE"),
        (("", ""), ("--case", "card_data=maybe"), "Write card_data=true or card_data=false."),
        (("", ""), ("--scenario", "tini"), "Did you mean 'tiny'?"),
        (("responsible: [lead]", "responsible: [laed]"), (), "Did you mean 'lead'?"),
        (("moment:proof", "moment:prof"), (), "Did you mean 'proof'?"),
        (("case.card_data", "case.card_data == true"), (), "Write case.card_data, or not case.card_data."),
        (("costs: {late: 0.5, role: 0}", "costs: {late: 0.8}"), (), "those not written are the procedure's"),
    ],
)
def test_what_can_not_be_scored_is_2_with_what_to_do(
    paper: Program, change: tuple[str, str], arguments: tuple[str, ...], words: str
):
    (paper.folder / "our plan.yaml").write_text(PAPER.replace(*change), encoding="utf-8")
    done = paper("score", "our plan.yaml", "trace.jsonl", *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in " ".join(done.err.split())


def test_a_clock_that_starts_at_a_step_that_does_not_count_is_refused_at_its_line(paper: Program):
    text = PAPER.replace('from: "moment:proof"', 'from: "step:hold"')
    (paper.folder / "our plan.yaml").write_text(text, encoding="utf-8")
    done = paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--not-exercised", "hold")
    assert (done.code, done.out) == (2, "")
    assert "our plan.yaml:14:" in done.err
    assert "add --not-exercised tell" in done.err
    assert paper("score", "our plan.yaml", "trace.jsonl", *CASE, "--not-exercised", "hold", "tell").code == 0


def test_slips_of_the_pen_are_warned_of_and_do_not_stop_the_score(paper: Program):
    text = TRACE.replace('"moment":"proof"', '"moment":"prof"').replace("deputy", "depty")
    done = paper("score", "our plan.yaml", "-", *CASE, "--case", "card_date=true", "--format", "json", typed=text)
    assert done.code == 0
    assert json.loads(done.out)["W"] == "10"
    assert "standard input:4:1: warning: the moment 'prof' is declared neither" in done.err
    assert "standard input:3:1: warning: the role 'depty' is declared neither" in done.err
    assert "The procedure asks nothing of case.card_date. Did you mean 'card_data'?" in done.err


@pytest.mark.parametrize("name", ["no-such.jsonl", "library"])
def test_a_trace_that_is_no_file_is_2(paper: Program, name: str):
    done = paper("score", "our plan.yaml", name)
    assert (done.code, done.out) == (2, "")
    assert name in done.err


def test_a_procedure_that_is_not_there_is_2(paper: Program):
    assert "Did you mean 'tiny-procedure'?" in paper("score", "tiny-procedur", "trace.jsonl").err
    assert paper("score", "nowhere.yaml", "trace.jsonl").code == 2


@pytest.mark.parametrize("typed", [b"\xff\xfe\x00", b'{"t":1,"action":"a\x00"}', b""])
def test_bytes_that_are_no_text_are_2(paper: Program, typed: bytes):
    (paper.folder / "trace.jsonl").write_bytes(typed)
    done = paper("score", "our plan.yaml", "trace.jsonl")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("trace.jsonl")


def test_without_standard_input_a_dash_is_2(paper: Program, monkeypatch: pytest.MonkeyPatch):
    from ccdrill.cli import score

    monkeypatch.setattr(score, "sys", type("sys", (), {"stdin": None}))
    done = paper("score", "our plan.yaml", "-")
    assert done.code == 2
    assert "Name a file in place of -." in done.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_input_gives_the_same_bytes_in_every_process_and_loads_no_screen_library(paper: Program, form: str):
    loud = "import sys; from ccdrill.cli import entry_point\ntry: entry_point(sys.argv[1:])\nfinally: sys.stderr.write('|'.join(sys.modules))"
    arguments = ("score", "our plan.yaml", "trace.jsonl", *CASE, "--format", form)
    done = [
        run_program(paper.folder, *arguments, program=("-c", loud), PYTHONHASHSEED=seed) for seed in ("1", "2", "77")
    ]
    assert len({one.stdout for one in done}) == 1
    assert done[0].stdout
    assert not set(done[0].stderr.decode().split("|")) & {"textual", "rich", "asyncio", "sqlite3", "transitions"}


def test_a_folder_of_ones_own_gives_its_words(paper: Program):
    own: Path = paper.folder / "elsewhere"
    for name, text in (
        ("scenarios/vocabulary.yaml", "schema: ccdrill/vocabulary/v1\nmoments: {dawn: {title: Dawn}}\n"),
        ("drills/procedures/ours.yaml", PAPER.replace("moment:proof", "moment:dawn")),
    ):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    assert paper("score", own / "drills/procedures/ours.yaml", "trace.jsonl", *CASE).code == 0


def test_anybody_can_recompute_the_score_of_a_run_from_its_trace(program: Program):
    played = program.play(typed="retry\n\n\n\nescalate\nleader\n1\n\npower-off\n\n\n\nphone\n\n\n\n\n")
    assert played.code == 0
    trace = program("runs", "trace", "last")
    assert (trace.code, trace.err) == (0, "")
    numbers = json.loads(program("debrief", "last", "--format", "json").out)["numbers"]
    found = scored(program("score", "tiny-procedure", "-", "--scenario", "tiny", "--format", "json", typed=trace.out))
    assert (found["score"], found["W"], found["L"]) == (numbers["exact"], numbers["weight"], numbers["lost"])
    assert {item["kind"] for item in found["items"]} >= {"late", "evidence", "omitted", "prohibited"}


def block(name: str) -> str:
    """What stands in the document under that name."""
    text = DOCUMENT.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")[2]
    return text.partition("\n")[2].partition("\n```\n")[0] + "\n"


@pytest.mark.parametrize("trace", ["trace.jsonl", "trace.csv"])
def test_the_documented_example_does_what_the_document_says(program: Program, trace: str):
    for name in ("plan.yaml", trace):
        (program.folder / name).write_text(block(name), encoding="utf-8")
    done = program("score", "plan.yaml", trace, "--case", "card_data=true")
    assert done.err == ""
    assert done.out == block("output")
