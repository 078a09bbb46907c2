"""Whether a procedure can be scored in a drill."""

import pytest

from ccdrill.authoring.decoding.load import M, load_text
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.fit import check_fit
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, TINY_VOCABULARY, read


def fit(
    *, drill: str = TINY_DRILL, scenario: str = TINY_SCENARIO, procedure: str = TINY_PROCEDURE
) -> tuple[Diagnostic, ...]:
    plan, written = loaded(drill, "drill.yaml", Drill), loaded(procedure, "procedure.yaml", Procedure)
    return check_fit(
        plan.document,
        written.document,
        plan.model,
        read(scenario, Scenario),
        written.model,
        read(TINY_VOCABULARY, Vocabulary),
    )


def loaded(text: str, file: str, kind: type[M]):
    found = load_text(text, file, kind).loaded
    assert found is not None
    return found


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    return [(one.file, one.code, one.severity) for one in found]


def test_what_fits_is_not_spoken_of():
    assert fit() == ()


def test_a_scope_of_steps_that_nobody_can_do_leaves_nothing_to_score():
    procedure = TINY_PROCEDURE.replace("prohibited:", "  - {id: look, do: Look, actions: [look-around]}\nprohibited:")
    drill = TINY_DRILL.replace(
        "objectives:\n  - {id: stop, text: Stop the loss, steps: [divert, isolate]}\n", "scope: [look]\n"
    )
    found = fit(drill=drill, procedure=procedure)
    assert told(found) == [("drill.yaml", "nothing-to-score", "error")]
    assert found[0].source == "scope: [look]"


def test_a_procedure_of_which_the_scenario_does_nothing_leaves_nothing_to_score():
    procedure = TINY_PROCEDURE.replace("model: true", "model: true").replace(
        "{id: report,", "{id: report, when: case.none,"
    )
    for step in ("divert", "isolate", "acquirer"):
        procedure = procedure.replace(f"{{id: {step},", f"{{id: {step}, when: case.none,")
    found = fit(procedure=procedure, drill=TINY_DRILL.split("objectives:")[0])
    assert told(found) == [("drill.yaml", "nothing-to-score", "error")]
    assert found[0].source == "procedure: tiny-procedure"


def test_a_clock_that_starts_at_a_step_out_of_scope_hangs_loose():
    procedure = TINY_PROCEDURE.replace("from: start, within: 45m", 'from: "step:report", within: 45m')
    drill = TINY_DRILL.replace("objectives:", "scope: [divert, isolate]\nobjectives:")
    found = fit(drill=drill, procedure=procedure)
    assert told(found) == [("procedure.yaml", "loose-anchor", "error")]
    assert found[0].source[found[0].column - 1 :].startswith('"step:report"')
    assert fit(procedure=procedure) == ()


def test_a_clock_that_starts_at_a_step_that_does_not_apply_hangs_loose():
    procedure = TINY_PROCEDURE.replace("from: start, within: 45m", 'from: "step:report", within: 45m')
    procedure = procedure.replace("{id: report,", "{id: report, when: case.none,")
    assert told(fit(procedure=procedure)) == [("procedure.yaml", "loose-anchor", "error")]


@pytest.mark.parametrize(
    ("value", "asked", "message", "cure"),
    [
        ("uk", "uk in case.key", "case.key of 'tiny' is no list", "Write key: [uk] in the scenario"),
        ("true", "uk in case.key", "case.key of 'tiny' is no list", "Write key: [uk] in the scenario"),
        ('"yes"', "case.key", "case.key of 'tiny' is neither true nor false", "Write key: true or key: false in the"),
        ("[uk]", "case.key", "case.key of 'tiny' is neither true nor false", "Write key: true or key: false in the"),
        ("[uk]", "case.key == uk", "case.key of 'tiny' can't be compared with uk", "Write key: uk in the scenario"),
        ("uk", "case.key > 3", "case.key of 'tiny' can't be compared with 3", "Write key as a number in the scenario"),
    ],
)
def test_what_the_case_holds_must_be_what_a_procedure_asks_for(value: str, asked: str, message: str, cure: str):
    """Else a duty would be left out of the score, and nobody told."""
    scenario = TINY_SCENARIO.replace("case: {", f"case: {{key: {value}, ")
    procedure = TINY_PROCEDURE.replace("{id: report,", f"{{id: report, when: {asked},")
    found = [one for one in fit(scenario=scenario, procedure=procedure) if one.code == "case-unlike"]
    assert [one.severity for one in found] == ["warning"]
    assert found[0].message.startswith(f"{message}, so this ")
    assert cure in found[0].cure


@pytest.mark.parametrize(
    ("value", "asked"),
    [("[uk]", "uk in case.key"), ("false", "case.key"), ("uk", "case.key == us"), ("4", "case.key > 3")],
)
def test_what_the_case_answers_is_told_nothing(value: str, asked: str):
    scenario = TINY_SCENARIO.replace("case: {", f"case: {{key: {value}, ")
    procedure = TINY_PROCEDURE.replace("{id: report,", f"{{id: report, when: {asked},")
    assert "case-unlike" not in [one.code for one in fit(scenario=scenario, procedure=procedure)]


def test_a_clock_that_an_inject_or_a_timeout_starts_is_sure_to_start():
    bare = TINY_SCENARIO.replace("    marks: [suspicion]\n", "")
    assert told(fit(scenario=bare)) == [("procedure.yaml", "clock-never-starts", "warning")]
    assert fit(scenario=bare.replace("{at: 20m,", "{at: 20m, marks: [suspicion],")) == ()
    timed = bare.replace(
        "    phase: detect\n", "    phase: detect\n    timeout: {after: 1h, marks: [suspicion], goto: late}\n"
    )
    assert fit(scenario=timed) == ()


def test_one_moment_that_nothing_marks_is_told_once_with_all_whose_clock_it_starts():
    bare = TINY_SCENARIO.replace("    marks: [suspicion]\n", "")
    procedure = TINY_PROCEDURE.replace("from: start, within: 45m", 'from: "moment:suspicion", within: 45m')
    (found,) = fit(scenario=bare, procedure=procedure)
    assert found.message.endswith("so the deadline of 'divert' is never judged there, nor that of 'acquirer'")
    assert "divert" in found.source


def test_clocks_of_steps_out_of_scope_are_nobodys_concern():
    bare = TINY_SCENARIO.replace("    marks: [suspicion]\n", "")
    drill = TINY_DRILL.replace("objectives:", "scope: [report, divert, isolate]\nobjectives:")
    assert fit(scenario=bare, drill=drill) == ()


def test_an_objective_of_which_no_step_counts_can_not_be_rated():
    drill = TINY_DRILL.replace("objectives:", "scope: [report]\nobjectives:")
    found = fit(drill=drill)
    assert told(found) == [("drill.yaml", "nothing-to-rate", "warning")]


def test_a_prohibition_counts_against_an_objective_that_there_is():
    procedure = TINY_PROCEDURE.replace("cost: 5,", "cost: 5, objective: evidence,")
    assert told(fit(procedure=procedure)) == [("procedure.yaml", "unknown-objective", "warning")]
    assert fit(procedure=TINY_PROCEDURE.replace("cost: 5,", "cost: 5, objective: stop,")) == ()


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("case.account_date", "account_data"),
        ("case.role == processer", "processor"),
        ("case.role != processer", "processor"),
        ("telcom in case.trades", "telecom"),
        ("case.role == controller", None),
        ("case.role == processos", None),
        ("bank in case.trades", None),
        ("case.anything == processer", None),
        ("case.account_data", None),
    ],
)
def test_what_a_case_has_but_for_a_slip_is_named(asked: str, near: str | None):
    scenario = TINY_SCENARIO.replace("case: {", "case: {role: processor, trades: [telecom, water], ")
    found = fit(scenario=scenario, procedure=TINY_PROCEDURE.replace("{id: isolate,", f"{{id: isolate, when: {asked},"))
    assert [one.code for one in found] == (["case-unlike"] if near else [])
    assert all(one.cure == f"Did you mean '{near}'?" and asked in one.source for one in found)


def test_steps_that_nobody_may_do_who_takes_part_are_told_once_for_the_same_roles():
    drill = TINY_DRILL.replace("mode: solo\n", "mode: team\nroles: [payments]\n")
    report, divert = (one for one in fit(drill=drill) if one.code == "role-impossible")
    assert "id: report" in report.source and "nor" not in report.message
    assert "id: divert" in divert.source and divert.message.endswith(", nor anybody who may do 'isolate'")


@pytest.mark.parametrize(
    ("key", "says"),
    [("since", "'power-off' is never forbidden there"), ("until", "'power-off' is forbidden there for ever")],
)
def test_a_prohibition_that_nothing_in_the_scenario_turns_is_told_where_it_names_the_moment(key: str, says: str):
    gate = f'action: power-off, {key}: "moment:certainty",'
    [one] = fit(procedure=TINY_PROCEDURE.replace("action: power-off,", gate))
    assert (one.code, one.severity) == ("gate-never-turns", "warning")
    assert says in one.message
    assert one.source[one.column - 1 :].startswith('"moment:certainty"')


def test_a_moment_that_nothing_marks_is_told_once_whatever_waits_for_it():
    gates = TINY_PROCEDURE.replace("action: power-off,", 'action: power-off, since: "moment:certainty",').replace(
        "unneeded:",
        '  - {id: no-retry, action: retry, until: "moment:certainty", cost: 1, why: They type it again}\nunneeded:',
    )
    [one] = fit(procedure=gates.replace("unneeded: [retry]", ""))
    assert "'power-off' is never forbidden there, and 'retry' is forbidden there for ever" in one.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("action: power-off,", 'action: power-off, until: "moment:suspicion",'),  # a state marks it
        ("action: power-off,", 'action: look-around, since: "moment:certainty",'),  # nobody can do it there
        ("action: power-off,", 'action: power-off, since: "moment:certainty", when: case.none,'),  # it does not apply
    ],
)
def test_nothing_is_told_of_a_prohibition_that_turns_or_that_nobody_can_break(old: str, new: str):
    assert fit(procedure=TINY_PROCEDURE.replace(old, new)) == ()


def test_a_moment_that_also_starts_a_clock_is_told_once_at_the_clock():
    procedure = TINY_PROCEDURE.replace("moment:suspicion", "moment:certainty")
    procedure = procedure.replace("action: power-off,", 'action: power-off, since: "moment:certainty",')
    assert [one.code for one in fit(procedure=procedure)] == ["clock-never-starts"]


def forbidden_to(*roles: str, ask: str = "role", plays: str = "") -> list[Diagnostic]:
    """What is told of two prohibitions for roles, in a drill of agents that asks for something, or of one person."""
    rules = f"action: power-off, roles: [{', '.join(roles)}],"
    more = rules.replace("power-off", "retry")
    procedure = TINY_PROCEDURE.replace("action: power-off,", rules).replace(
        "unneeded: [retry]", f"  - {{id: no-retry, {more} cost: 1, why: They type it again}}"
    )
    drill = TINY_DRILL.replace("ask: [role, records, confidence]", f"ask: [{ask}]")
    who = f"mode: solo\nplays: {plays}\n" if plays else "mode: team\nroles: [leader, telephony, payments]\n"
    return [
        one for one in fit(procedure=procedure, drill=drill.replace("mode: solo\n", who)) if "forbid" in one.message
    ]


def test_what_is_forbidden_to_nobody_who_plays_is_told_once_for_the_same_roles():
    [one] = forbidden_to("agent")
    assert (one.code, one.severity) == ("prohibits-nobody", "note")
    assert "id: no-power-off" in one.source and one.message.endswith("nor what 'no-retry' forbids")
    assert [one.code for one in forbidden_to("agent", ask="confidence", plays="leader")] == ["prohibits-nobody"]


def test_what_is_forbidden_to_somebody_who_plays_or_may_is_not_told():
    assert forbidden_to("agent", "leader") == []
    assert forbidden_to("agent", ask="confidence", plays="agent") == []
    assert forbidden_to("agent", ask="confidence") == []  # nobody knows there who acts
