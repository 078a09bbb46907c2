"""What a drill can come to: also what nobody does because it is worth nothing, and what people would have to wait for."""

from random import Random

import pytest

from ccdrill.authoring.decoding.load import load_text
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.rehearsal.best import best
from ccdrill.rehearsal.drill import trials
from ccdrill.rehearsal.drill.attainable import check_prospect
from ccdrill.rehearsal.drill.prospect import look_ahead
from ccdrill.rehearsal.survey.surveying import survey
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, build_exercise


def told(scenario: str = TINY_SCENARIO, procedure: str = TINY_PROCEDURE, drill: str = TINY_DRILL) -> list[Diagnostic]:
    """What is said of a drill that is played against its procedure."""
    exercise = build_exercise(scenario, procedure, drill)
    plan, written = (
        load_text(drill, "drill.yaml", Drill).loaded,
        load_text(procedure, "procedure.yaml", Procedure).loaded,
    )
    assert plan is not None and written is not None
    surveyed = survey(compile_scenario(exercise.scenario), Random(0).random)
    return list(check_prospect(plan.document, written.document, look_ahead(exercise), surveyed))


@pytest.mark.parametrize("pace", [0, 1])
def test_a_step_that_people_would_have_to_wait_for_is_out_of_reach_without_a_pace(pace: int):
    scenario = TINY_SCENARIO.replace("  tell:\n", TOO_LATE + "  tell:\n", 1).replace(
        "  contain:\n", "    timeout: {after: 1h, goto: outside}\n  contain:\n", 1
    )
    scenario = scenario.replace("        takes: 20m\n", "        takes: 20m\n        once: true\n", 1)
    procedure = TINY_PROCEDURE.replace(
        "prohibited:", "  - {id: look, do: Look around, required: false, actions: [look-around]}\nprohibited:"
    )
    found = told(scenario, procedure, TINY_DRILL + f"pace: {pace}\n")
    assert [one.code for one in found if "id: look" in one.source] == ([] if pace else ["step-out-of-reach"])


@pytest.mark.parametrize(("pace", "is_sure"), [(0, True), (1, False)])
def test_at_a_pace_not_every_length_of_waiting_was_tried_to_keep_a_rule(pace: int, is_sure: bool):
    scenario = TINY_SCENARIO.replace(
        "        records: [call-note]\n", "        records: [call-note]\n        marks: [certainty]\n", 1
    )
    rule = '  - {id: gate, action: isolate, until: "moment:certainty", why: It hurts.}\n'
    found = told(
        scenario, TINY_PROCEDURE.replace("prohibited:\n", f"prohibited:\n{rule}"), TINY_DRILL + f"pace: {pace}\n"
    )
    (one,) = [one for one in found if one.code == "gate-contradicts"]
    assert one.message.endswith(
        "It hurts."
        if is_sure
        else "It hurts; every play was tried that waits until something happens, not every length of waiting"
    )


def test_what_is_proved_of_every_play_is_told_without_a_doubt_at_a_pace():
    procedure = TINY_PROCEDURE.replace("after: [divert], weight: 3", "after: [acquirer], weight: 3")
    (one,) = [one for one in told(TINY_SCENARIO, procedure, TINY_DRILL + "pace: 1\n") if one.code == "order-impossible"]
    assert one.message.endswith('before "Phone the acquirer" (Mon 11:00), which must come first.')


WORSE = TINY_SCENARIO.replace("held: {kind: good", "held: {kind: bad")
"""The ending of the best play is a bad one."""


def test_following_the_procedure_to_a_bad_ending_is_told_with_the_play():
    (one,) = [one for one in told(WORSE) if one.code == "best-ends-badly"]
    assert "ends badly, in 'held'" in one.message
    assert one.source.strip() == "scenario: tiny"
    assert one.play == ("third-caller/escalate", "contain/divert", "tell/phone")


def test_where_no_better_ending_is_reached_that_is_told_of_the_endings():
    unreached = WORSE.replace("endings:\n", "endings:\n  well: {kind: good, title: Well, narrative: All is well.}\n")
    assert "best-ends-badly" not in {one.code for one in told(unreached)}


def test_a_best_play_that_ends_well_is_told_nothing():
    assert "best-ends-badly" not in {one.code for one in told()}
    mixed = WORSE.replace("held: {kind: bad", "held: {kind: mixed")
    assert "best-ends-badly" not in {one.code for one in told(mixed)}


def test_another_play_that_scores_as_much_and_ends_well_is_the_best():
    text = WORSE.replace(
        "        goto: late\ninjects",
        "        does: [tell-acquirer]\n        records: [call-note]\n        goto: well\ninjects",
    ).replace("        takes: 6h\n", "        takes: 5m\n")
    assert "best-ends-badly" in {one.code for one in told(text.replace("goto: well", "goto: late"))}
    well = text.replace("endings:\n", "endings:\n  well: {kind: good, title: Well, narrative: All is well.}\n")
    assert "best-ends-badly" not in {one.code for one in told(well)}


def test_however_many_plays_score_as_much_it_is_proved_of_all_that_they_end_badly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(best, "_MOST_ENDS", 1)
    assert "best-ends-badly" in {one.code for one in told(WORSE)}


def test_where_not_every_best_play_was_looked_at_nothing_is_told_of_how_they_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(best, "_MOST_ENDS", 1)
    monkeypatch.setattr(best._Search, "comes_to_none", lambda *_: False)
    assert "best-ends-badly" not in {one.code for one in told(WORSE)}


def test_nothing_is_told_of_how_plays_end_that_score_nothing():
    costly = TINY_PROCEDURE.replace("action: power-off, cost: 5", "action: escalate, cost: 99")
    found = {one.code for one in told(WORSE, costly)}
    assert "best-below-100" in found
    assert "best-ends-badly" not in found


TOO_LATE = """\
  outside:
    phase: contain
    title: Outside
    question: What now?
    narrative: Nobody asks you any more.
    choices:
      look: {text: Look around, does: [look-around], goto: contain}
"""


def test_what_the_best_play_must_do_though_nothing_asks_for_it_is_named():
    scenario = TINY_SCENARIO.replace("      escalate:\n", "      escalate:\n        when: done(retry)\n", 1)
    scenario = scenario.replace("        takes: 20m\n        add:", "        takes: 1m\n        add:", 1)
    (one,) = [one for one in told(scenario) if one.code == "best-below-100"]
    assert one.message.endswith("was done at Mon 10:21: the procedure does not ask for it")
    assert one.cure.endswith("or accept the action.")


def test_a_step_that_is_too_late_only_in_order_says_how_soon_it_can_be_done():
    anywhere = "anywhere:\n  ring: {text: Ring them, does: [tell-acquirer], records: [call-note], takes: 10m}\n"
    scenario = TINY_SCENARIO.replace("injects:\n", f"{anywhere}injects:\n", 1)
    procedure = TINY_PROCEDURE.replace("within: 85m", "within: 15m").replace(
        "actions: [tell-acquirer]", "actions: [tell-acquirer], costs: {order: 0.5}"
    )
    (one,) = [one for one in told(scenario, procedure) if one.code == "deadline-impossible"]
    assert one.cure.startswith("After 'report', which must come first, no play does it before 20 min after the start.")


SLOW = TINY_SCENARIO.replace(
    "        takes: 10m\n        goto: contain", "        takes: 50m\n        goto: contain"
).replace("        outcome: They pay again.", "        goto: contain\n        outcome: They pay again.")
"""Who does not escalate can divert in time; who escalates first can do neither."""


def test_a_step_that_is_late_because_what_must_come_first_is_late_follows_from_it():
    late = [one for one in told(SLOW) if one.code == "deadline-impossible"]
    assert ["id: report" in one.source for one in late] == [True, False]
    assert [one.because for one in late] == [(), (late[0].as_cause,)]


def test_a_step_that_is_late_has_a_reason_of_its_own_if_what_must_come_first_can_be_done_before_it_is_due():
    sooner = SLOW.replace("takes: 50m", "takes: 40m")
    late = [one for one in told(sooner) if one.code == "deadline-impossible"]
    assert [one.because for one in late] == [(), ()]


def test_an_order_that_the_best_play_breaks_for_the_sake_of_time_is_told_at_the_deadline():
    anywhere = "anywhere:\n  ring: {text: Ring them, does: [tell-acquirer], records: [call-note], takes: 5m}\n"
    scenario = TINY_SCENARIO.replace("injects:\n", f"{anywhere}injects:\n", 1)
    found = told(scenario, TINY_PROCEDURE.replace("within: 85m", "within: 12m").replace("moment:suspicion", "start"))
    assert [one.code for one in found] == ["best-below-100", "deadline-impossible"]
    assert "within: 12m" in found[1].source
    assert "in time and in order: after 'report' it is done 15 min after the start" in found[1].message


DESK = """
schema: ccdrill/scenario/v1
id: tiny
title: Tiny
version: "1"
summary: Three things to do.
begins: 2026-05-04T09:00+01:00
start: desk
states:
  desk:
    phase: detect
    title: The desk
    question: What now?
    narrative: There is much to do.
    marks: [suspicion]
    choices:
      a: {text: Look into the first of them, does: [escalate], once: true, takes: 20m}
      b: {text: The second, does: [divert], once: true, takes: 5m}
      c: {text: Do the third thing now, does: [tell-acquirer], once: true, takes: 5m}
      out: {text: Leave, takes: 1m, goto: held}
endings:
  held: {kind: good, title: It held, narrative: All is well.}
"""
IN_TURN = """
schema: ccdrill/procedure/v1
id: tiny-procedure
title: Tiny procedure
version: "1.0"
source: {document: Model procedure T}
steps:
  - {id: first, do: Telephone the first, actions: [escalate]}
  - {id: second, do: Telephone the second, actions: [divert], after: [first]}
  - {id: third, do: Telephone the third, actions: [tell-acquirer], after: [second], weight: 4, deadline: {from: start, within: 15m}}
"""
DESK_DRILL = "schema: ccdrill/drill/v1\nid: tiny-drill\ntitle: D\nscenario: tiny\nprocedure: tiny-procedure\nmode: solo\nminutes: 5\n"


@pytest.mark.parametrize("clock", ["from: start", 'from: "moment:suspicion"', 'from: "step:first"'])
def test_an_order_further_up_that_is_broken_for_a_deadline_is_told_once_at_that_deadline(clock: str):
    within = "4m" if "step" in clock else "15m"
    procedure = IN_TURN.replace("from: start, within: 15m", f"{clock}, within: {within}")
    below, late = sorted(told(DESK, procedure, DESK_DRILL), key=lambda one: one.code)
    assert (below.code, late.code) == ("best-below-100", "deadline-impossible")
    assert "id: third" in late.source
    assert [cause.line for cause in below.because] == [late.line]


def test_an_order_is_told_where_it_is_asked_for_if_looking_for_its_deadline_would_take_too_long(
    monkeypatch: pytest.MonkeyPatch,
):
    """Two deadlines could be to blame; the first search uses up what all of them may look at."""
    monkeypatch.setattr(trials, "_TOGETHER", 1)
    looked = list[object]()
    monkeypatch.setattr(trials, "look_ahead", lambda *given: looked.append(given) or look_ahead(*given))
    procedure = IN_TURN.replace("from: start", 'from: "moment:suspicion"').replace(
        "do: Telephone the first,", "do: Telephone the first, deadline: {from: start, within: 5h},"
    )
    assert {one.code for one in told(DESK, procedure, DESK_DRILL)} == {"best-below-100", "order-impossible"}
    assert len(looked) == 1


def test_an_order_that_is_broken_to_let_a_clock_start_late_is_told_at_the_deadline_of_that_clock():
    procedure = IN_TURN.replace("actions: [escalate]", "actions: [escalate], after: [second]")
    procedure = procedure.replace("[divert], after: [first]", "[divert]").replace(
        "after: [second], weight: 4, deadline: {from: start, within: 15m}",
        'weight: 4, deadline: {from: "step:second", within: 4m}',
    )
    scenario = DESK.replace("c: {text", "c: {when: done(escalate), text")
    below, late = sorted(told(scenario, procedure, DESK_DRILL), key=lambda one: one.code)
    assert (below.code, late.code, below.because[0].line) == ("best-below-100", "deadline-impossible", late.line)


def test_an_order_that_no_deadline_makes_dear_is_told_where_it_is_asked_for():
    procedure = IN_TURN.replace("deadline: {from: start, within: 15m}", "deadline: {from: start, within: 45m}")
    scenario = DESK.replace("takes: 20m}", "takes: 20m, when: done(tell-acquirer)}")
    assert {one.code for one in told(scenario, procedure, DESK_DRILL)} == {"best-below-100", "order-impossible"}


def test_an_order_that_is_broken_is_told_of_the_step_that_asks_for_it_not_of_those_after_it():
    procedure = TINY_PROCEDURE.replace("actions: [escalate],", "actions: [escalate], after: [acquirer],")
    procedure = procedure.replace("evidence: [call-note], after: [report],", "evidence: [call-note],")
    (one,) = [one for one in told(procedure=procedure) if one.code == "order-impossible"]
    assert "after: [acquirer]" in one.source


def test_a_step_that_is_late_for_a_gate_names_the_gate():
    anywhere = "anywhere:\n  ring: {text: Ring them, does: [tell-acquirer], records: [call-note], takes: 10m}\n"
    scenario = TINY_SCENARIO.replace("injects:\n", f"{anywhere}injects:\n", 1)
    procedure = TINY_PROCEDURE.replace("within: 85m", "within: 15m")
    gate = (
        "  - {id: report-first, action: tell-acquirer, until: 'step:report', cost: 9, why: They ask for the ticket}\n"
    )
    procedure = procedure.replace("[call-note], after: [report],", "[call-note],")
    procedure = procedure.replace("prohibited:\n", f"prohibited:\n{gate}")
    (one,) = [one for one in told(scenario, procedure) if one.code == "deadline-impossible"]
    assert one.cure.startswith("'report-first' forbids it until 'report', after which no play does it before 20 min")


@pytest.mark.parametrize(("roles", "codes"), [("payments", ["gate-contradicts"]), ("leader", [])])
def test_a_rule_that_binds_all_who_may_do_a_step_contradicts_it(roles: str, codes: list[str]):
    rule = f"  - {{id: not-they, action: tell-acquirer, roles: [{roles}], cost: 1, why: They have not the words}}\n"
    found = told(procedure=TINY_PROCEDURE.replace("prohibited:\n", f"prohibited:\n{rule}"))
    assert [one.code for one in found] == codes


def test_a_gate_that_the_order_contradicts_is_told_of_the_procedure_and_not_again_of_the_best_play():
    gate = "  - {id: not-yet, action: escalate, until: 'step:acquirer', cost: 1, why: They are to hear of it first}\n"
    found = told(procedure=TINY_PROCEDURE.replace("prohibited:\n", f"prohibited:\n{gate}"))
    assert [one.code for one in found] == ["best-below-100"]


def test_of_a_step_that_nobody_who_plays_may_do_the_best_play_says_nothing_more():
    procedure = TINY_PROCEDURE.replace("responsible: [telephony], after", "responsible: [payments], after")
    found = told(procedure=procedure, drill=TINY_DRILL + "roles: [leader, payments]\n")
    assert [one.code for one in found] == ["best-below-100"]


@pytest.mark.parametrize(
    ("gate", "code"), [("moment:suspicion", "step-out-of-reach"), ("step:divert", "gate-contradicts")]
)
def test_a_step_is_left_out_for_a_rule_only_where_the_best_play_does_it_without_that_rule(gate: str, code: str):
    """Suspicion comes at once: what keeps people from it is the message, which ends the story before they are done."""
    over = "injects:\n  over: {at: 15m, from: Desk, text: It is over., goto: held}\n"
    scenario = TINY_SCENARIO.replace("injects:\n", over)
    if code == "gate-contradicts":
        scenario = TINY_SCENARIO.replace("takes: 20m\n        add", "takes: 1m\n        add")
    rule = f'  - {{id: not-yet, action: retry, cost: 2, until: "{gate}", why: It hurts.}}\n'
    procedure = TINY_PROCEDURE.replace(
        "prohibited:\n", f"  - {{id: again, do: Try again, actions: [retry]}}\nprohibited:\n{rule}"
    )
    found = told(scenario, procedure.replace("unneeded: [retry]\n", ""))
    assert [one.code for one in found if "id: again" in one.source or "not-yet" in one.source] == [code]
