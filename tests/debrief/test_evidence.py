"""What makes a debrief evidence: what to put right and whose it is, what was exercised, when, and how to check the record."""

from collections.abc import Callable
from fractions import Fraction

import msgspec
import pytest

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.debrief.telling.render import render
from ccdrill.debrief.telling.short import in_short
from ccdrill.debrief.telling.told import told as report_told
from ccdrill.debrief.telling.told_exercise import identified
from ccdrill.model import events
from ccdrill.model.ids import RoleId, StateId
from ccdrill.plain.report import debrief as plain_lines
from ccdrill.reports.blocks import Table
from ccdrill.session.deciding.commands import CountPeople, CutShort, LeadOn, OpenOptions, SeatRole, WriteNote
from ccdrill.session.deciding.team import Team
from ccdrill.session.session import Session
from ccdrill.session.telling.telling import FACILITATOR
from ccdrill.tui.lessons import turned
from tests.builders import TINY_DRILL, build_exercise
from tests.debrief.runs import (
    DRILL,
    PROCEDURE,
    RUNS,
    SCENARIO,
    SEAL,
    agree,
    amend,
    cut_short,
    debrief,
    debrief_of,
    exercise,
    play_badly,
    play_well,
    record,
    stop_in_the_middle,
)
from tests.session.stage import decide


def exercise_summary() -> str:
    return exercise().scenario.summary


def of(procedure: str, play: object = play_badly, drill: str = DRILL) -> Debrief:
    what = build_exercise(scenario=SCENARIO, procedure=procedure, drill=drill)
    return build_debrief(record(play, what=what))


def planned(found: Debrief) -> dict[str, str]:
    """What is to be put right, by the first of its findings."""
    return {one.findings[0]: one.what for one in found.plan}


def test_the_plan_has_a_row_for_each_step_and_prohibition_the_critical_and_the_dearest_first() -> None:
    found = debrief(play_badly)
    assert [(one.findings, one.what, one.belongs_to, one.is_critical) for one in found.plan] == [
        (("F1",), "Divert the route", "Telephony engineer", True),
        (("F2",), "Never: Power off the node", "everybody", True),
        (("F3",), "Phone the acquirer", "Acquirer contact", True),
        (("F4",), "Isolate the node", "Telephony engineer", False),
        (
            ("F5", "F6", "F8"),
            "Escalate on the security line: in time, within 15 min of the start; by Team leader; with Ticket and Call IDs on record",
            "Team leader",
            False,
        ),
        (("F7",), "Leave out, or have it written into the procedure: Ask the caller to pay again", "everybody", False),
    ]


def test_in_the_plan_what_is_critical_comes_before_what_cost_more() -> None:
    procedure = PROCEDURE.replace("after: [divert], weight: 3}", "after: [divert], weight: 9}")
    assert procedure != PROCEDURE
    plan = of(procedure).plan
    critical = [one.is_critical for one in plan]
    assert critical == sorted(critical, reverse=True)
    assert float(plan[critical.index(False)].points) > max(float(one.points) for one in plan if one.is_critical)


@pytest.mark.parametrize("name", RUNS)
def test_every_finding_of_what_is_over_is_in_the_plan_once(name: str) -> None:
    found = debrief_of(name)
    every = [one.id for one in (*found.critical, *found.differed) if found.facts.is_finished or one.events]
    assert sorted(name for one in found.plan for name in one.findings) == sorted(every)


def test_what_may_still_be_done_is_not_yet_to_be_put_right() -> None:
    found = debrief(stop_in_the_middle)
    assert list(planned(found).values()) == [
        "Leave out, or have it written into the procedure: Ask the caller to pay again"
    ]
    assert "**Findings so far:** 1 in what was done; 4 more if nothing else is done" in render(found, "markdown")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('until: "step:acquirer", ', 'Power off the node: not before "Phone the acquirer"'),
        ('since: "moment:suspicion", ', 'Power off the node: not after "Reasonable suspicion"'),
        ("roles: [leader], ", "Never by Team leader: Power off the node"),
    ],
)
def test_a_gate_is_told_as_it_is_written(rule: str, words: str) -> None:
    found = of(PROCEDURE.replace("cost: 5, critical: true,", f"cost: 5, critical: true, {rule}"))
    assert words in planned(found).values()


def test_what_was_done_too_early_says_after_what_and_what_was_done_elsewhere_says_where() -> None:
    def elsewhere(session: Session) -> None:
        for choice, where in (("escalate", "console"), ("divert", "console")):
            session.handle(OpenOptions())
            decide(session, choice, where=where)

    procedure = PROCEDURE.replace("after: [report], weight: 5,", "weight: 5,").replace(
        "where: [desk],", "where: [desk], after: [divert],"
    )
    told = " / ".join(planned(of(procedure, elsewhere)).values())
    assert 'only after "Divert the route"' in told
    assert "at Service desk" in told


def test_a_finding_says_whose_it_is_what_shows_it_and_who_did_it() -> None:
    found = debrief(play_badly)
    late = next(one for one in found.differed if one.kind == "late")
    assert (late.belongs_to, late.records, late.by) == ("Team leader", "Ticket, Call IDs", "Telephony engineer")
    broken = next(one for one in found.critical if one.kind == "prohibited")
    assert (broken.belongs_to, broken.by) == ("everybody", "Team leader")
    told = render(found, "markdown")
    assert "Done by Team leader; decided Mon 10:50, Two nodes (decision 3)" in told
    assert "- **3. Mon 10:50** Two nodes: " in told
    assert "prohibition `no-power-off`" in told


OWN_WORDS = """records: {ticket: {title: Incident sheet}, call-note: {title: Phone note}}
places: {desk: {title: Night desk}}
moments: {suspicion: {title: First doubt}}
steps:"""


def test_everything_is_called_as_the_procedure_calls_it() -> None:
    found = of(PROCEDURE.replace("steps:", OWN_WORDS, 1), play_well)
    assert (found.decisions[0].records, found.decisions[0].where) == ("Incident sheet, Call IDs", "Night desk")
    assert [one.missing for one in found.unrecorded] == ["Phone note"]
    assert [one.text for one in found.moments] == ["First doubt"]


def test_what_was_done_without_what_must_come_before_it_says_so() -> None:
    """The order is charged only between what was done; that the loss lies elsewhere is no reason to be silent."""

    def nodes_off(session: Session) -> None:
        for choice, role in (("escalate", "leader"), ("power-off", "telephony"), ("phone", "payments")):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId(role),), records=("call-note",))

    procedure = PROCEDURE.replace("evidence: [call-note], after: [report]", "evidence: [call-note], after: [isolate]")
    found = of(procedure, nodes_off)
    said = {one.step: one.left_out_before for one in (*found.kept, *found.unrecorded)}
    assert said == {"report": "", "acquirer": '"Isolate the node"'}
    told = render(found, "markdown")
    assert (
        'Phone the acquirer: done Mon 10:45, due Mon 11:45; left out, though it must come first: "Isolate the node"'
        in told
    )
    assert (
        "1 step counts as written, though a step that must come before it was not done; the loss is that step's."
        in told
    )


def test_of_an_own_procedure_it_is_said_that_nobody_is_named_who_approved_it() -> None:
    assert of(PROCEDURE.replace("model: true\n", "")).facts.approved == "no approval is named"
    assert of(PROCEDURE).facts.approved == ""


def test_a_deputy_is_called_one() -> None:
    deputies = "roles: {leader: {title: Team leader, deputies: [telephony]}}\nsteps:"
    late = next(one for one in of(PROCEDURE.replace("steps:", deputies, 1)).differed if one.kind == "late")
    assert late.by == "Telephony engineer (as deputy)"


def test_outside_sources_are_listed_with_how_the_steps_went_that_name_them() -> None:
    procedure = (
        PROCEDURE.replace("after: [report], weight: 2,", "after: [report], weight: 2, refs: [law:9],")
        .replace("evidence: [call-note],", "evidence: [call-note], refs: [law:10],")
        .replace("after: [divert], weight: 3}", "after: [divert], weight: 3, refs: [law:9]}")
        .replace("critical: true, why:", "critical: true, refs: [law:9], why:")
    )
    told = [(one.source, one.steps, one.how) for one in of(procedure).coverage]
    assert told == [
        ("law:9", ("isolate", "archive", "no-power-off"), "1 not done, 1 not exercised, 1 broken"),
        ("law:10", ("acquirer",), "not done"),
        ("pci-dss-4.0.1:12.10.1(2)", ("divert",), "not done"),
    ]
    cut = {one.source: one.how for one in of(procedure, cut_short).coverage}
    assert cut["law:10"] == "not reached"


DECLARED = """sources:
  law: {title: The law, version: "2", date: May 2026, publisher: The state, url: "https://law.example", note: Read on.}
  unread: {title: A book}
steps:"""


def test_a_source_that_is_declared_is_cited_in_words_and_described_once() -> None:
    procedure = (
        PROCEDURE.replace("steps:", DECLARED, 1)
        .replace("evidence: [call-note],", 'evidence: [call-note], refs: ["law:10 (b)", "law:12", "memo:3", law],')
        .replace("source: Visa A-3.1", "source: law:9")
    )
    found = of(procedure)
    told = render(found, "markdown")
    assert 'moment "Reasonable suspicion" (a rule: The law 2, 9)' in told
    assert "step `acquirer`; sources: The law 2: 10 (b), 12; memo:3" in told
    assert "| The law 2 | 10 (b) | acquirer | not done |" in told
    assert "| pci-dss-4.0.1:12.10.1(2) | - | divert | not done |" in told
    assert [(one.id, one.title) for one in found.sources] == [("law", "The law")]
    assert "- The law 2, May 2026, The state. Read on. https\\://law.example\n" in told
    assert told.count("Read on.") == 1


PARTS = 'sources: {law: {title: The law, parts: {"9(1)": logs, "9(2)": backups, "10": a call}}}\nsteps:'


def test_what_a_source_wants_too_is_listed_though_no_step_names_it() -> None:
    procedure = PROCEDURE.replace("steps:", PARTS, 1)
    found = of(procedure.replace("evidence: [call-note],", 'evidence: [call-note], refs: ["law:9(1)"],'))
    told = [(one.place, one.about, one.steps, one.how) for one in found.coverage if one.title]
    assert told == [
        ("9(1)", "logs", ("acquirer",), "not done"),
        ("9(2)", "backups", (), "no step that counts here"),
        ("10", "a call", (), "no step that counts here"),
    ]
    assert "| The law | 9(2): backups | - | no step that counts here |" in render(found, "markdown")


def test_whoever_names_a_whole_names_all_its_parts() -> None:
    procedure = PROCEDURE.replace("steps:", PARTS, 1)
    found = of(procedure.replace("evidence: [call-note],", "evidence: [call-note], refs: [law:9],"))
    assert [one.place for one in found.coverage if one.title] == ["9", "10"]
    assert [one.place for one in of(procedure).coverage if one.title] == []


def test_where_no_source_is_declared_references_stay_as_they_are_written() -> None:
    found = of(PROCEDURE.replace("evidence: [call-note],", "evidence: [call-note], refs: [law:9, memo],"))
    cited = next(one.citation for one in found.critical if one.citation is not None and one.citation.step == "acquirer")
    assert (cited.refs, cited.sources, found.sources) == (("law:9", "memo"), "law:9, memo", ())
    assert "## Sources" not in render(found, "markdown")


def test_a_source_that_only_a_rule_names_is_described_too() -> None:
    procedure = PROCEDURE.replace("steps:", DECLARED, 1).replace("source: Visa A-3.1", "source: law:9")
    assert [one.id for one in of(procedure).sources] == ["law"]


def test_what_was_not_reached_is_no_loss_of_any_part() -> None:
    found = debrief(cut_short)
    told = sum(Fraction(one.cost) for one in (*found.critical, *found.differed))
    points = float(100 * told / Fraction(found.numbers.weight))
    for view in found.breakdowns:
        if view.by != "objective":
            assert sum(float(one.lost) for one in view.shares) == pytest.approx(points, abs=0.05 * len(view.shares))
    assert "Tell the acquirer" not in {share.label for view in found.breakdowns for share in view.shares}
    assert "this run reached 3 of 4 steps, 11 of 15 by weight" in found.exercised
    assert found.numbers.lost_words == (
        "Lost 12.22 of 15 by weight: 54.8 points of 100 in the 3 findings, 26.7 in the step not reached."
    )


def test_a_run_that_came_to_no_ending_is_compared_as_it_stopped() -> None:
    found = debrief(cut_short)
    assert found.otherwise is not None
    assert ("Phone the acquirer", "not reached") in {(one.label, one.actual) for one in found.otherwise.times}
    told = render(found, "markdown")
    assert "| What | This run, when it stopped | The best way through, at its end |" in told
    assert "| What | At the start | When it stopped |" in told
    apart = "This run stands here as it was when it stopped, the best way through as it was at its end."
    in_lines = " ".join(" ".join(plain_lines(found)).split())
    assert in_lines.index(apart) < in_lines.index("- Phone the acquirer: not reached in this run, ")
    assert apart in " ".join(" ".join(line.plain for line in turned(found, 74)).split())
    whole = debrief(play_well)
    for told in (render(whole, "markdown"), " ".join(plain_lines(whole)), " ".join(map(str, turned(whole, 74)))):
        assert "when it stopped" not in told.lower()


def test_lines_name_what_was_not_judged_and_not_each_right_decision_again() -> None:
    told = " ".join(" ".join(plain_lines(debrief(cut_short))).split())
    assert 'NOT RECORDED, SO NOT JUDGED: - Where (asked, and left open): "Escalate on the security line"' in told
    assert "NOT EXERCISED IN THIS DRILL: - Archive the recordings" in told
    assert "- cost nothing," not in " ".join(plain_lines(debrief(amend)))


def at_minutes(recorded: RecordedRun) -> RecordedRun:
    """The same, with a minute between entries."""
    entries = [
        msgspec.structs.replace(entry, utc=f"2026-11-23T09:{number:02}:00Z")
        for number, entry in enumerate(recorded.run.entries)
    ]
    run = recorded.run
    by_seq = {entry.seq: entry for entry in entries}
    run.stretches = [
        type(one)(by_seq[one.entry.seq], one.outcome, one.before, one.after, one.judgement) for one in run.stretches
    ]
    run.entries = entries
    return recorded


def last_minute(recorded: RecordedRun, kind: type) -> str:
    index = max(number for number, one in enumerate(recorded.run.entries) if isinstance(one.event, kind))
    return f"2026-11-23 09:{index:02} UTC"


def test_play_ends_with_its_ending_whatever_is_written_afterwards() -> None:
    def write_later(session: Session) -> None:
        amend(session)
        session.handle(WriteNote(text="Talked about a week later."))

    recorded = at_minutes(record(write_later))
    facts = build_debrief(recorded).facts
    count = len(recorded.run.entries)
    assert facts.ended == f"2026-11-23 09:{count - 3:02} UTC"
    assert facts.last == f"2026-11-23 09:{count - 1:02} UTC"
    assert f"Last event recorded: {facts.last}" in render(build_debrief(recorded), "markdown")


def test_play_that_was_cut_short_ended_there() -> None:
    def write_later(session: Session) -> None:
        cut_short(session)
        session.handle(WriteNote(text="Talked about a week later."))

    recorded = at_minutes(record(write_later))
    assert build_debrief(recorded).facts.ended == last_minute(recorded, events.CutShort)


def test_what_was_answered_after_its_outcome_bears_when() -> None:
    recorded = at_minutes(record(amend))
    rows = build_debrief(recorded).decisions
    assert [row.amended for row in rows] == ["", "", last_minute(recorded, events.Amended)]
    told = render(build_debrief(recorded), "markdown")
    assert f"answered or changed after its outcome: {rows[-1].amended}" in told
    assert "What was asked with 1 decision was answered or changed after its outcome was known." in told


def test_the_record_says_what_was_played_and_how_to_check_it() -> None:
    recorded = record(play_well)
    found = build_debrief(recorded)
    told = render(found, "markdown")
    for pin in recorded.run.opened.content:
        named = [pin.kind, *([pin.id] if pin.kind != "vocabulary" else []), *([pin.version] if pin.version else [])]
        assert f"  - {' '.join(named)} {pin.sha256}\n" in told
    assert "- Played with, and the SHA-256 of its text:\n" in told
    assert f"ccdrill runs verify {found.facts.run}" in told
    assert SEAL in told
    assert "begun with ccdrill 1.2.3" in told


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("4.2", "Plan, section 4.2"),
        ("Floor", "Plan, section Floor"),
        ("Chapter 4", "Plan, Chapter 4"),
        ("§ 4", "Plan, § 4"),
        ("", "Plan"),
    ],
)
def test_where_in_the_document_it_is_written_is_called_a_section(section: str, words: str) -> None:
    source = f'{{document: Plan, section: "{section}"}}'
    found = of(PROCEDURE.replace('{document: Model procedure T, section: "4"}', source))
    assert f"| Document | {words} |" in render(found, "markdown")


def test_who_approved_the_procedure_and_when_stands_beside_it() -> None:
    source = '{document: Plan, section: "4", approved: 2026-01-05, approved_by: The board, reviewed: 2026-10-01}'
    found = of(PROCEDURE.replace('{document: Model procedure T, section: "4"}', source))
    assert found.facts.approved == "approved 2026-01-05 by The board, reviewed 2026-10-01"
    assert "Plan, section 4, approved 2026-01-05 by The board, reviewed 2026-10-01" in render(found, "markdown")


def test_a_team_agrees_on_a_plan_and_whoever_plays_alone_practises() -> None:
    together = render(debrief(play_badly), "markdown")
    assert "| To put right | Belongs to | Sources | Critical | Points | Action | Owner | By when |" in together
    alone = render(of(PROCEDURE, cut_alone, TINY_DRILL), "markdown")
    assert "## What to practise next\n\n- Divert the route\n" in alone
    assert "Owner" not in alone
    assert "elongs to" not in alone


def cut_alone(session: Session) -> None:
    decide(session, "escalate")
    session.handle(CutShort())


def test_who_took_part_is_called_unknown_where_it_is() -> None:
    known = render(debrief(play_well), "markdown")
    assert "Who took part is not recorded" not in known
    unknown = render(build_debrief(record(play_well, who=Team())), "markdown")
    assert "| Team | participants not recorded |" in unknown
    assert "Who took part is not recorded." in unknown


def test_the_first_page_says_what_was_played_when_by_whom_and_against_what() -> None:
    found = render(debrief(play_well), "markdown").split("## In short")[0]
    for told in (
        "| Played | 2026-11-23, 09:00 to 09:00 UTC |",
        "| Team | Team B, 3 participants |",
        "| Organisation | Ostrel Energy (fictional) |",
        "| Scenario | The tiny line (tiny 1.0.0) |",
        "| Procedure | Tiny procedure (tiny-procedure 1.0) |",
        "| Document | Model procedure T, section 4 |",
        "| Recorded with | ccdrill 1.2.3, scoring rules 1, as run t1xxxxxx |",
    ):
        assert told in found


def test_a_day_that_play_went_on_into_is_named_and_an_unknown_version_is_not() -> None:
    facts = msgspec.structs.replace(
        debrief(play_well).facts, began="2026-11-23 23:10 UTC", ended="2026-11-24 00:05 UTC", program=""
    )
    rows = dict(identified(facts).rows)
    assert rows["Played"] == "2026-11-23 23:10 UTC to 2026-11-24 00:05 UTC"
    assert rows["Recorded with"] == "scoring rules 1, as run t1xxxxxx"


def test_who_is_not_counted_may_be_named() -> None:
    facts = msgspec.structs.replace(
        debrief(play_well).facts, head_count=0, seats=("Lead: Ann", "Desk: vacant"), vacant=1
    )
    assert dict(identified(facts).rows)["Team"] == "Team B, 1 of 2 roles named"
    late = msgspec.structs.replace(facts, seats=("Lead: nobody named; from Mon 10:20 Ann",), vacant=0)
    assert dict(identified(late).rows)["Team"] == "Team B, 1 role named", "nothing was said of the others"


def test_what_an_exercise_shows_and_does_not_is_said_beside_the_sources() -> None:
    model = debrief(play_well)
    assert "What a source asks for and this list does not name was not exercised here." in render(model, "markdown")
    assert "a model was tested" in render(model, "markdown")
    own = msgspec.structs.replace(model, facts=msgspec.structs.replace(model.facts, is_model=False))
    assert "a model was tested" not in render(own, "markdown")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "finished",
            (
                "**How it ended:** It held (good)",
                "**Findings:** none",
                "**Steps:** 4 of 4 went as written (2 of them critical)",
            ),
        ),
        (
            "everything-lost",
            (
                "**Findings:** 8, of which F1 to F3 are critical failures",
                "**Steps:** none of 4 went as written, 1 differed, 3 not done",
                "**Score:** 0 of 100",
            ),
        ),
        (
            "cut-short",
            (
                "**Findings:** 3, of which F1 is a critical failure",
                "**Steps:** none of 4 went as written, 1 done with records missing, 2 not done, 1 not reached",
                "**Score:** 18 of 100; 25 on what was played",
                "It was ended early: 1 step was not reached, and so not tested.",
            ),
        ),
        ("unfinished", ("**Not finished yet:** this is an interim report", "4 still open")),
        (
            "taken-back",
            (
                "2 decisions were taken back; the score is of what stands.",
                "1 of 3 roles was vacant: the facilitator acted there.",
            ),
        ),
    ],
)
def test_the_first_page_is_enough_for_people_in_a_hurry(name: str, lines: tuple[str, ...]) -> None:
    first = render(debrief_of(name), "markdown").partition("## In short")[2].partition("## The exercise")[0]
    for line in lines:
        assert line in first


def test_whoever_led_finds_their_name_where_they_sign() -> None:
    def lead(session: Session) -> None:
        session.handle(SeatRole(role=FACILITATOR, players=("Eve Roe",)))
        play_badly(session)

    def signs(play: Callable[[Session], None]) -> str:
        return next(
            line for line in render(debrief(play), "markdown").splitlines() if line.startswith("| Facilitator |")
        )

    assert "Eve Roe" in signs(lead)
    assert "Eve Roe" not in signs(play_badly)


@pytest.mark.parametrize("name", RUNS)
def test_every_rating_that_is_not_the_best_says_what_lowered_it(name: str) -> None:
    for one in debrief_of(name).ratings:
        assert bool(one.findings or one.not_reached) == (one.grade in ("S", "M", "U") or one.score == "0"), one


def test_a_rating_names_its_findings_and_prohibitions_and_bears_the_capability() -> None:
    drill = DRILL.replace("text: See it at the first call,", "text: See it at the first call, capability: Awareness,")
    ruled = PROCEDURE.replace("action: power-off,", "action: power-off, objective: see,")
    assert ruled != PROCEDURE
    found = of(ruled, drill=drill)
    see, tell, *_ = found.ratings
    assert (see.capability, tell.capability) == ("Awareness", "")
    named = {one.id: one.citation.step for one in found.critical + found.differed if one.citation is not None}
    assert {named[one] for one in see.findings} == {"report", "no-power-off"}
    assert {named[one] for one in tell.findings} == {"acquirer"}
    text = " ".join(render(found, "markdown").split())
    assert "| Objective | Capability | Rating (proposed) | Score | What lowered it | Confirmed or changed |" in text
    assert f"| See it at the first call | Awareness | {see.grade}: {see.words} | {see.score} | " in text
    assert "| F3 (critical) | |" in text


def test_a_rating_says_how_many_of_its_steps_were_not_reached() -> None:
    drill = DRILL.replace("steps: [acquirer]", "steps: [acquirer, report]")
    what = build_exercise(scenario=SCENARIO, procedure=PROCEDURE, drill=drill)
    (told,) = (
        one for one in build_debrief(record(cut_short, what=what)).ratings if one.objective == "Tell the acquirer"
    )
    assert (told.grade, told.not_reached) == ("M", 1)
    assert "1 step not reached" in render(build_debrief(record(cut_short, what=what)), "markdown")


def test_the_overview_tells_the_story_in_short() -> None:
    found = debrief(play_well)
    assert found.facts.summary == exercise_summary()
    assert f"| What happens in it | {exercise_summary()} |" in render(found, "markdown")


def test_the_clock_of_the_story_says_how_far_it_is_from_utc() -> None:
    east = SCENARIO.replace("T10:20+00:00", "T10:20+05:30")
    assert east != SCENARIO
    found = build_debrief(record(play_well, what=build_exercise(scenario=east, procedure=PROCEDURE, drill=DRILL)))
    assert found.facts.story.startswith("2 March 2026 10:20 to ")
    assert found.facts.story.endswith(" (UTC+05:30 throughout)")
    assert debrief(play_well).facts.story.endswith(" (UTC throughout)")


def test_a_step_that_lacks_records_too_is_counted_where_a_step_before_it_was_left_out() -> None:
    def play(session: Session) -> None:
        session.handle(LeadOn(to=StateId("tell"), reason="Late"))
        session.handle(OpenOptions())
        decide(session, "phone", roles=(RoleId("payments"),), records=())

    found = debrief(play)
    assert [one.step for one in found.unrecorded if one.left_out_before] == ["acquirer"]
    care = next(one.below for one in in_short(found) if one.label == "Bear in mind")
    assert any(one.startswith("1 step counts as written, though a step that must come before") for one in care)


def signed(found: Debrief) -> list[list[tuple[str, ...]]]:
    """The rows of the tables that people sign; none: there is nothing to sign."""
    blocks = [block for one in report_told(found).sections if one.title == "Signatures" for block in one.blocks]
    return [list(block.rows) for block in blocks if isinstance(block, Table)]


def test_as_many_can_sign_in_as_took_part_though_all_that_was_done_is_as_written() -> None:
    found = of(PROCEDURE.replace("evidence: [call-note], ", "").replace("where: [desk], ", ""), play_well)
    agree, took_part = signed(found)
    assert not found.plan, "there is nothing to improve, and it is signed all the same"
    assert [row[0] for row in agree] == [
        "Facilitator",
        "Evaluator, for the ratings",
        "Who accepts this report and its plan",
    ]
    assert took_part == [("",) * 4] * 3
    words = render(found, "markdown")
    assert "and no list of names: whoever was there signs by hand" in words


def test_who_left_before_the_end_was_there() -> None:
    def play(session: Session) -> None:
        session.handle(CountPeople(people=5))
        session.handle(OpenOptions())
        decide(session, "retry", roles=(RoleId("telephony"),))
        session.handle(CountPeople(people=4))

    found = debrief(play)
    assert "| Team | Team B, 4 participants, 5 when there were most |" in render(found, "markdown")


def test_a_count_that_is_mended_before_anybody_decides_was_a_slip() -> None:
    def play(session: Session) -> None:
        session.handle(CountPeople(people=50))
        session.handle(CountPeople(people=5))
        play_well(session)

    found = debrief(play)
    assert "| Team | Team B, 5 participants |" in render(found, "markdown")
    assert len(signed(found)[1]) == 5


def test_whoever_is_named_in_the_record_need_only_sign() -> None:
    found = debrief(agree)
    led = msgspec.structs.replace(found, facts=msgspec.structs.replace(found.facts, facilitator="Frida Example"))
    assert [row[1] for row in signed(led)[0]] == ["Frida Example", "Eve Example", ""], "each evaluator once"


@pytest.mark.parametrize(
    ("heads", "seats", "vacant", "rows"),
    [(0, (), 0, None), (0, ("Lead: Ann", "Desk: vacant"), 1, 1), (30, (), 0, 30), (31, (), 0, None)],
    ids=["nobody is known", "by their roles", "a page of them", "too many"],
)
def test_nobody_signs_in_where_nobody_is_known_or_there_is_no_room(
    heads: int, seats: tuple[str, ...], vacant: int, rows: int | None
) -> None:
    found = debrief(play_badly)
    facts = msgspec.structs.replace(found.facts, most_heads=heads, seats=seats, vacant=vacant)
    found = msgspec.structs.replace(found, facts=facts)
    assert [len(one) for one in signed(found)] == ([3] if rows is None else [3, rows])
    assert ("take a list that bears run" in render(found, "markdown")) == (heads == 31)


def test_what_is_not_over_and_what_one_played_alone_is_not_signed() -> None:
    assert signed(debrief(stop_in_the_middle)) == []
    assert signed(build_debrief(record(play_badly, what=build_exercise(scenario=SCENARIO)))) == []
