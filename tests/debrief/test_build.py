"""From a run to its debrief: what is told of it, and what is not."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from ccdrill.bootstrap import House
from ccdrill.debrief.build import build_debrief, debrief_session
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.findings.losses import decimal
from ccdrill.debrief.telling.render import render
from ccdrill.model.ids import RoleId
from ccdrill.model.procedure import Procedure
from ccdrill.session.deciding.commands import CutShort, OpenOptions, TakeBack, TakeHint
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from ccdrill.settings import Settings
from tests.builders import TINY_PROCEDURE, build_exercise, read, write_library
from tests.debrief.runs import (
    DRILL,
    PROCEDURE,
    RUNS,
    SCENARIO,
    amend,
    cut_short,
    debrief,
    debrief_of,
    erased,
    play_badly,
    play_well,
    record,
    stop_in_the_middle,
    team,
    think_twice,
)
from tests.session.stage import Stage, decide


def findings(found: Debrief) -> list[tuple[str, str]]:
    """Kind and step or prohibition, critical ones first."""
    return [(one.kind, one.citation.step if one.citation else "") for one in (*found.critical, *found.differed)]


def test_what_went_as_written_is_told_with_its_times() -> None:
    found = debrief(play_well)
    assert [(one.step, one.done, one.due, one.is_critical) for one in found.kept] == [
        ("report", "Mon 10:30", "Mon 10:35", False),
        ("divert", "Mon 10:50", "Mon 11:05", True),
        ("isolate", "Mon 10:50", "", False),
    ]


def test_critical_failures_stand_apart_and_the_dearest_finding_first() -> None:
    found = debrief(play_badly)
    assert findings(found) == [
        ("omitted", "divert"),
        ("prohibited", "no-power-off"),
        ("omitted", "acquirer"),
        ("omitted", "isolate"),
        ("late", "report"),
        ("role", "report"),
        ("unneeded", ""),
        ("evidence", "report"),
    ]
    assert [one.id for one in (*found.critical, *found.differed)] == [f"F{number}" for number in range(1, 9)]
    for group in (found.critical, found.differed):
        costs = [Fraction(one.cost) for one in group]
        assert costs == sorted(costs, reverse=True)


@pytest.mark.parametrize("name", RUNS)
def test_every_point_that_was_lost_is_a_finding_or_was_withheld(name: str) -> None:
    recorded = RUNS[name]()
    found = build_debrief(recorded)
    weights = {step.id: step.weight for step in recorded.exercise.procedure.steps}
    withheld = sum((weights[row.step] for row in found.timeline if row.status == "withheld"), Fraction(0))
    told = sum((Fraction(one.cost) for one in (*found.critical, *found.differed)), Fraction(0))
    numbers = found.numbers
    assert told + withheld == Fraction(numbers.lost)
    assert Fraction(numbers.raw) == 100 * (1 - Fraction(numbers.lost) / Fraction(numbers.weight))
    assert Fraction(numbers.exact) == max(Fraction(0), Fraction(numbers.raw))


@pytest.mark.parametrize("name", RUNS)
def test_a_finding_names_decisions_that_stand(name: str) -> None:
    found = debrief_of(name)
    standing = {row.seq for row in found.decisions if not row.is_taken_back}
    for one in (*found.critical, *found.differed):
        assert set(one.events) <= standing
        assert one.events or one.kind == "omitted"


def test_the_procedure_is_cited_with_document_version_section_and_deadline() -> None:
    late = next(one for one in debrief(play_badly).differed if one.kind == "late")
    assert late.citation is not None
    assert (late.citation.document, late.citation.section, late.citation.version) == ("Model procedure T", "4", "1.0")
    assert (late.citation.text, late.citation.clock) == (
        "Escalate on the security line",
        "within 15 min of the start (a target of the procedure)",
    )


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("{from: start, within: 1h30m}", "within 1 h 30 min of the start (a target of the procedure)"),
        ("{from: start, within: 1d}", "within 1 day of the start (a target of the procedure)"),
        (
            '{from: "moment:suspicion", within: 72h, kind: rule, source: Article 33}',
            'within 72 h of the moment "Reasonable suspicion" (a rule: Article 33)',
        ),
        (
            '{from: "step:report", within: 5bd, kind: rule, source: Rule 5}',
            'within 5 business days of the step "Escalate on the security line" (a rule: Rule 5)',
        ),
    ],
)
def test_a_deadline_is_told_in_the_words_of_its_author(deadline: str, words: str) -> None:
    procedure = TINY_PROCEDURE.replace(
        '{from: "moment:suspicion", within: 85m, kind: rule, source: Visa A-3.1}', deadline
    )
    read(procedure, Procedure)
    found = build_debrief(record(play_badly, what=build_exercise(procedure=procedure, drill=DRILL)))
    acquirer = next(one for one in found.critical if one.citation and one.citation.step == "acquirer")
    assert acquirer.citation is not None
    assert acquirer.citation.clock == words


def test_what_was_amended_is_told_as_it_stands() -> None:
    last = debrief(amend).decisions[-1]
    assert (last.who, last.records, last.confidence) == ("Acquirer contact", "Call note", "leaning")


def test_a_decision_that_was_taken_back_keeps_its_place_its_answers_and_the_reason() -> None:
    first, second, third, *_ = debrief(think_twice).decisions
    assert [one.is_taken_back for one in (first, second, third)] == [True, True, False]
    assert [one.clock for one in (first, second, third)] == ["Mon 10:20", "Mon 10:30", "Mon 10:20"]
    assert [one.situation for one in (first, second, third)] == [
        '"It asked me twice"',
        "Two nodes",
        '"It asked me twice"',
    ]
    assert (first.who, first.reason, first.taken_back_because) == ("Telephony engineer", "It is his line.", "")
    assert second.taken_back_because == "Nobody had asked what it destroys."


def test_what_was_taken_back_costs_nothing() -> None:
    twice, once = debrief(think_twice), debrief(play_well)
    assert (twice.numbers, twice.kept, twice.critical, twice.consequences) == (
        once.numbers,
        once.kept,
        once.critical,
        once.consequences,
    )


def test_a_run_that_was_cut_short_says_where_why_and_what_it_withheld() -> None:
    found = debrief(cut_short)
    assert (found.ending_kind, found.ending_title) == ("cut short", "Ended by the facilitator")
    assert found.ending_text == (
        'The exercise was ended at Mon 10:30, in the situation "Two nodes". Why: The hour is over.'
    )
    assert found.withheld == ("Phone the acquirer",)
    assert "acquirer" not in {step for _, step in findings(found)}
    assert found.numbers.played_words == "Played 11 of 15 by weight; ended by the facilitator at Mon 10:30."
    assert found.facts.is_finished


def test_an_objective_of_which_everything_was_withheld_has_the_score_that_scoring_its_trace_gives_and_people_are_told_none() -> (
    None
):
    recorded = record(cut_short)
    found = build_debrief(recorded)
    scored = {one.objective: one.score for one in score_run(recorded.exercise, recorded.run).ratings}
    assert {one.id: one.exact for one in found.ratings} == {name: str(score) for name, score in scored.items()}
    withheld = next(one for one in found.ratings if one.objective == "Tell the acquirer")
    assert (withheld.grade, withheld.score, withheld.not_reached) == ("N", "0", 1)
    assert "| Tell the acquirer | N: not exercised | - | 1 step not reached |" in render(found, "markdown")


def test_a_run_that_is_cut_short_again_says_why_it_was_the_last_time() -> None:
    def change_their_minds(session: Session) -> None:
        session.handle(OpenOptions())
        decide(session, "escalate")
        session.handle(CutShort(reason="A fire alarm."))
        session.handle(TakeBack())
        session.handle(CutShort())

    assert debrief(change_their_minds).ending_text.endswith('"It asked me twice".')


def test_an_unfinished_run_says_that_what_is_open_counts_as_left_out() -> None:
    found = debrief(stop_in_the_middle)
    assert (found.ending_kind, found.facts.is_finished) == ("unfinished", False)
    assert found.ending_text.startswith('The run stands at Mon 10:40, in the situation "It asked me twice".')
    assert found.withheld == ()


def test_erasing_takes_names_and_texts_and_nothing_else() -> None:
    whole, bare = record(think_twice), erased(record(think_twice))
    before, after = (render(build_debrief(one), "json") for one in (whole, bare))
    assert "(erased)" not in before
    for gone in ("Ann Example", "Ben Example", "It is his line.", "Nobody had asked", "Nobody knew the number"):
        assert gone in before
        assert gone not in after
    told, kept = build_debrief(whole), build_debrief(bare)
    assert (told.numbers, told.critical, told.timeline) == (kept.numbers, kept.critical, kept.timeline)


def test_what_was_not_recorded_is_listed_with_whether_it_was_asked_and_not_charged() -> None:
    asked = debrief(cut_short)
    assert asked.not_recorded == ('Where (asked, and left open): "Escalate on the security line"',)
    drill = DRILL.replace("where, reason, ", "")
    found = build_debrief(record(cut_short, what=build_exercise(scenario=SCENARIO, procedure=PROCEDURE, drill=drill)))
    assert found.not_recorded == ('Where (not asked): "Escalate on the security line"',)


def test_what_is_missing_of_every_step_is_said_once() -> None:
    drill = DRILL.replace("role, records, ", "")
    found = build_debrief(record(play_well, what=build_exercise(scenario=SCENARIO, procedure=PROCEDURE, drill=drill)))
    assert "Who acted (not asked): every step that was done" in found.not_recorded


def test_a_finding_says_where_the_facilitator_acted_for_a_role_that_nobody_played() -> None:
    def note_nothing(session: Session) -> None:
        for choice, role in (("escalate", "leader"), ("divert", "telephony"), ("phone", "payments")):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId(role),))

    by = {one.by for one in debrief(note_nothing).differed}
    assert "Acquirer contact (vacant: the facilitator acted)" in by
    assert "Telephony engineer" in by


def test_what_a_vacant_role_did_that_is_not_its_own_is_said_not_to_be_judged() -> None:
    def let_the_facilitator_act(session: Session) -> None:
        for choice, role in (("escalate", "leader"), ("divert", "payments"), ("phone", "payments")):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId(role),))

    found = debrief(let_the_facilitator_act)
    assert found.by_vacant == ("Divert the route: Acquirer contact", "Isolate the node: Acquirer contact")
    assert "role" not in {one.kind for one in (*found.critical, *found.differed)}
    assert "## Who acted is not judged where a role was vacant\n\n- Divert the route: Acquirer contact\n" in render(
        found, "markdown"
    )
    assert debrief(play_well).by_vacant == ()


def test_what_cost_most_is_to_be_practised_next_whether_left_out_or_forbidden() -> None:
    assert debrief(play_badly).next == ("Divert the route", "Never: Power off the node", "Phone the acquirer")
    assert debrief(amend).next == ()


def test_a_procedure_of_the_house_is_not_called_a_model() -> None:
    own = build_exercise(scenario=SCENARIO, procedure=PROCEDURE.replace("model: true", "model: false"), drill=DRILL)
    found = build_debrief(record(play_well, what=own))
    assert not found.facts.is_model
    assert "model procedure" not in render(found, "markdown").replace("Model procedure T", "")


def test_the_debrief_of_a_stored_run_is_that_of_the_run_as_it_was_played(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library", scenario=SCENARIO, procedure=PROCEDURE, drill=DRILL)
    house = House(Settings(data=tmp_path / "data", library=(library,)))
    session = house.begin(house.exercise("tiny-drill"), team())
    think_twice(session)
    stored = house.debrief(session.run.opened.run)
    house.close()
    assert stored == debrief_session(session)


def test_json_holds_the_whole_document() -> None:
    found = debrief(play_badly)
    assert msgspec.json.decode(render(found, "json"), type=Debrief) == found


LONG_SCENARIO = SCENARIO.replace("takes: 6h", "takes: 9d")


def test_in_a_story_of_more_than_six_days_every_time_has_its_date() -> None:
    found = build_debrief(
        record(play_badly, what=build_exercise(scenario=LONG_SCENARIO, procedure=PROCEDURE, drill=DRILL))
    )
    times = [one.clock for one in (*found.decisions, *found.messages, *found.moments)]
    times += [time for row in found.timeline for time in (row.due, row.done) if time]
    assert times
    assert all(" Mar " in time for time in times), times
    assert "Mon 2 Mar 10:35" in found.critical[0].sentence or "Mon 2 Mar 11:05" in found.critical[0].sentence


def test_a_step_that_only_lacks_its_records_is_told_as_done_and_what_is_missing() -> None:
    def tick_nothing(session: Session) -> None:
        for choice, roles in (("escalate", ("leader",)), ("divert", ("telephony",)), ("phone", ("payments",))):
            session.handle(OpenOptions())
            decide(session, choice, roles=tuple(RoleId(role) for role in roles))

    found = debrief(tick_nothing)
    assert [one.step for one in found.kept] == ["isolate"]
    assert [(one.step, one.missing) for one in found.unrecorded] == [
        ("report", "Ticket, Call IDs"),
        ("divert", "Route difference"),
        ("acquirer", "Call note"),
    ]
    assert found.unrecorded[0].words == (
        "Escalate on the security line: done Mon 10:30, due Mon 10:35; nobody ticked: Ticket, Call IDs"
    )
    assert [one.kind for one in found.differed] == ["evidence"] * 3
    assert found.differed_in_deed == ()
    assert {row.status for row in found.timeline if row.step != "isolate"} == {"records missing"}
    assert found.critical == ()


def test_a_ticked_record_that_the_choice_does_not_leave_is_told_apart_from_those_that_nobody_ticked() -> None:
    def tick_what_is_not_left(session: Session) -> None:
        for choice, role, records in (
            ("escalate", "leader", ("ticket", "call-note")),
            ("divert", "telephony", ("route-diff",)),
        ):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId(role),), records=records)

    scenario = SCENARIO.replace("        records: [route-diff]\n", "")
    what = build_exercise(scenario=scenario, procedure=PROCEDURE, drill=DRILL)
    found = build_debrief(record(tick_what_is_not_left, what=what))
    assert [(one.step, one.missing, one.not_left) for one in found.unrecorded] == [
        ("report", "Call IDs", ""),
        ("divert", "", "Route difference"),
    ]
    assert found.unrecorded[1].words.endswith(
        "due Mon 11:05; ticked, but what was chosen leaves no such record: Route difference"
    )
    divert = next(one for one in found.differed if one.citation and one.citation.step == "divert")
    assert divert.sentence.endswith("It was ticked, but what was chosen leaves no such record.")
    markdown = render(found, "markdown")
    assert "nobody ticked: Route difference" not in markdown
    assert markdown.count(f"*{divert.points} points.*") == 1


def test_records_of_a_step_that_differed_otherwise_too_stay_among_what_differed() -> None:
    found = debrief(play_badly)
    assert found.unrecorded == ()
    assert found.differed_in_deed == found.differed


def test_whoever_plays_alone_is_spoken_to() -> None:
    stage = Stage()
    session = stage.begin()
    decide(session, "escalate")
    session.handle(CutShort())
    found = debrief_session(session)
    assert found.ending_title == "You ended the exercise here"
    assert found.numbers.played_words == "Played 11 of 15 by weight; you ended it at Mon 10:30."


@pytest.mark.parametrize(
    ("value", "text"), [("37/5", "7.4"), ("79", "79"), ("100/3", "33.33"), ("10", "10"), ("0", "0"), ("1/2", "0.5")]
)
def test_weights_are_told_in_decimals(value: str, text: str) -> None:
    assert decimal(Fraction(value)) == text


def test_more_lost_than_there_was_says_that_the_score_stops() -> None:
    assert debrief(play_badly).numbers.lost_words == (
        "Lost 19.45 of 15 by weight: 129.7 points of 100 in the 8 findings (129.6 when their rounded points"
        " are added up); there is no score below 0."
    )


def take_a_hint(session: Session) -> None:
    session.handle(TakeHint())
    session.handle(OpenOptions())
    decide(session, "escalate")


def test_a_hint_that_was_taken_is_told_with_its_situation_and_when() -> None:
    found = debrief(take_a_hint)
    (hint,) = found.hints
    assert (hint.clock, hint.situation, hint.number, hint.of, hint.text) == (
        "Mon 10:20",
        '"It asked me twice"',
        1,
        1,
        "Think of the line.",
    )
    text = render(found, "markdown")
    assert "- **Hints:** 1 of 1 offered was taken, at no cost" in text
    assert "## Hints that were taken" in text
    assert '- **Mon 10:20** "It asked me twice": Think of the line.' in text


def test_that_no_hints_were_taken_is_told_where_there_were_some() -> None:
    assert "- **Hints:** no hints were taken (1 offered)" in render(debrief(play_well), "markdown")
    without = record(play_well, what=build_exercise(scenario=SCENARIO.replace("hints: [Think of the line.], ", "")))
    assert "Hints" not in render(build_debrief(without), "markdown")


def test_what_differed_at_no_cost_is_listed_apart_and_is_no_finding() -> None:
    free = PROCEDURE.replace("within: 15m}", "within: 5m}, costs: {late: 0}")
    found = build_debrief(record(play_well, what=build_exercise(scenario=SCENARIO, procedure=free, drill=DRILL)))
    (told,) = found.costless
    assert "5 min after it was due" in told
    assert ("late", "report") not in findings(found)
    text = render(found, "markdown")
    assert text.index("## What else differed") < text.index("## What differed at no cost") < text.index("## The number")
    assert "What differed at no cost" not in render(debrief(play_well), "markdown")


OBJECTIVES = DRILL.replace("steps: [report]", "steps: [report, divert]").replace(
    "steps: [acquirer]", "steps: [acquirer]"
)


def test_objectives_of_an_unfinished_run_are_rated_by_what_is_decided() -> None:
    drill = DRILL.replace("steps: [report]", "steps: [report, divert]")

    def rated(play: Callable[[Session], None]) -> list[tuple[str, str, str]]:
        run = record(play, what=build_exercise(scenario=SCENARIO, procedure=PROCEDURE, drill=drill))
        found = {one.objective: (one.grade, one.words, one.score) for one in build_debrief(run).ratings}
        return [found["See it at the first call"], found["Tell the acquirer"]]

    def escalate(session: Session) -> None:
        session.handle(OpenOptions())
        answers = {"roles": (RoleId("leader"),), "records": ("ticket", "call-ids"), "where": "desk"}
        decide(session, "escalate", **answers)

    def power_off(session: Session) -> None:
        escalate(session)
        session.handle(OpenOptions())
        decide(session, "power-off")

    assert rated(lambda _: None) == [("N", "still open", ""), ("N", "still open", "")]
    assert rated(escalate) == [("P", "performed without challenges so far", "100"), ("N", "still open", "")]
    assert rated(power_off) == [("U", "unable to be performed so far", "38"), ("N", "still open", "")]
