"""What was agreed after the end, in the report: beside what was found, which stays as it was."""

import datetime as dt

import msgspec
import pytest

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.document.agreed import AgreedAction, Done
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.lessons import agreed_words
from ccdrill.debrief.listing.take_result import take_result
from ccdrill.debrief.recorded.recorded import open_recorded
from ccdrill.debrief.telling.render import render
from ccdrill.debrief.telling.short import in_short
from ccdrill.model.errors import DamagedRun
from ccdrill.model.ids import ObjectiveId, RoleId, Subject
from ccdrill.plain.report import debrief as plain_lines
from ccdrill.session.deciding.commands import AgreeAction, Amend, Answers, ConfirmRating, Dispose, MarkDone, NameGap
from ccdrill.session.session import Session
from tests.builders import build_exercise
from tests.debrief.runs import (
    DRILL,
    PROCEDURE,
    SCENARIO,
    agree,
    close,
    debrief,
    erased,
    exercise,
    play_badly,
    play_well,
    record,
    team,
    wash,
)
from tests.session.stage import Stage

HEAD = "| Finding | To put right | Belongs to | Sources | Critical | Points | Action | Owner | By when |"


@pytest.fixture(scope="module")
def agreed() -> Debrief:
    return debrief(agree)


def rows(found: Debrief) -> dict[str, tuple[str, str, str] | None]:
    return {
        one.about: (one.agreed.what, one.agreed.owner, one.agreed.due) if one.agreed is not None else None
        for one in found.plan
    }


def test_every_row_says_what_was_agreed_or_that_nothing_was(agreed: Debrief) -> None:
    assert rows(agreed) == {
        "step:divert": ("Script the diversion", "Ann Example", "2027-01-31"),
        "rule:no-power-off": ("A sign on the rack", "Ben Example", ""),
        "step:acquirer": None,
        "step:isolate": None,
        "step:report": None,
        "action:retry": None,
        "step:archive": ("Put it on the wall card", "", ""),
    }


def test_what_was_found_and_what_it_scored_stays_as_it_was(agreed: Debrief) -> None:
    before = debrief(play_badly)
    assert agreed.numbers == before.numbers
    assert [(one.grade, one.words, one.score) for one in agreed.ratings] == [
        (one.grade, one.words, one.score) for one in before.ratings
    ]
    assert [msgspec.structs.replace(one, said=None) for one in (*agreed.critical, *agreed.differed)] == [
        *before.critical,
        *before.differed,
    ]
    assert agreed.next == before.next, "what was agreed of a thing that lost nothing is nothing to practise"


def test_the_evaluator_s_word_stands_beside_the_proposed_rating(agreed: Debrief) -> None:
    see, tell, stop = agreed.ratings
    assert (see.grade, see.stands) == ("M", "P")
    assert (
        see.confirmed_words == "Changed to P (performed without challenges) by Eve Example on 2026-11-23: Seen at once."
    )
    assert (tell.confirmed_words, stop.confirmed_words) == ("Confirmed: U on 2026-11-23, no evaluator is named", "")
    short = {one.label: one.text for one in in_short(agreed)}
    assert short["Objectives"].startswith("1 performed without")
    assert short["Objectives"].endswith("; ratings: 1 changed, 1 confirmed, 1 only proposed")
    assert "What evaluators said is as recorded up to 2026-11-23 09:00 UTC." in render(agreed, "markdown")


def test_a_rating_that_was_confirmed_before_an_answer_was_changed_is_not_called_changed_by_the_evaluator() -> None:
    def play(session: Session) -> None:
        agree(session)
        session.handle(ConfirmRating(objective=ObjectiveId("stop"), grade="U", evaluator="Eve Example"))

    found = debrief(play).ratings[2]
    assert found.confirmed_words == "Confirmed: U by Eve Example on 2026-11-23"
    moved = msgspec.structs.replace(found, grade="M")
    assert (
        moved.confirmed_words == "Confirmed when it was still U (unable to be performed) by Eve Example on 2026-11-23"
    )


def test_the_first_page_says_how_far_people_have_come_and_what_they_do_not_accept(agreed: Debrief) -> None:
    short = {one.label: one for one in in_short(agreed)}
    assert short["Agreed so far"].text == "3 of 7 rows have an action; 2 lack an owner or a date"
    assert short["Agreed so far"].below[:-2] == (
        "F1: Script the diversion (Ann Example, by 2027-01-31)",
        "F2: A sign on the rack (Ben Example, no date yet)",
        "step:archive: Put it on the wall card (no owner yet, no date yet)",
    )
    assert short["Agreed so far"].below[-2:] == (
        "The team says: we did not follow the procedure (F2)",
        "The team says: the procedure is wrong (F5, F6, F8)",
    )


def test_of_many_actions_the_first_page_names_a_few(agreed: Debrief) -> None:
    (row, *_) = agreed.plan
    many = msgspec.structs.replace(agreed, plan=(row,) * 6)
    (told,) = (one.below for one in in_short(many) if one.label == "Agreed so far")
    assert told[:4] == ("F1: Script the diversion (Ann Example, by 2027-01-31)",) * 4
    assert told[4] == "2 more in the improvement plan"


def test_a_row_bears_the_outside_sources_of_its_step_or_prohibition_with_a_finding_or_without() -> None:
    source = 'refs: ["pci-dss-4.0.1:12.10.1(2)"]'
    procedure = PROCEDURE.replace("actions: [look-around]", f"actions: [look-around], {source}")
    procedure = procedure.replace("{id: no-power-off,", f"{{id: no-power-off, {source},")
    found = build_debrief(record(agree, what=build_exercise(scenario=SCENARIO, procedure=procedure, drill=DRILL)))
    bear = {one.about for one in found.plan if one.sources == "pci-dss-4.0.1:12.10.1(2)" == one.refs[0]}
    assert bear == {"step:divert", "rule:no-power-off", "step:archive"}


def test_every_finding_of_a_subject_bears_what_the_team_says_of_it(agreed: Debrief) -> None:
    said = {one.id: one.said.words for one in (*agreed.critical, *agreed.differed) if one.said is not None}
    wrong = "the procedure is wrong: The line is not staffed at night"
    assert said == {"F2": "we did not follow the procedure", "F5": wrong, "F6": wrong, "F8": wrong}


def test_where_nothing_was_agreed_the_rooms_are_empty() -> None:
    text = render(debrief(play_badly), "markdown")
    assert f"{HEAD}\n" in text
    assert "| Telephony engineer | pci-dss-4.0.1:12.10.1(2) | yes | 33.3 |  |  |  |\n" in text
    assert "- **Agreed so far:** no action is recorded yet\n" in text


def test_no_name_and_nothing_typed_is_left_without_names() -> None:
    found = build_debrief(record(agree).without_names())
    text = render(found, "markdown") + render(found, "json")
    for gone in ("Ann Example", "Ben Example", "Eve Example", "Script", "staffed", "Seen at once"):
        assert gone not in text
    assert rows(found)["step:divert"] == ("(left out)", "(name left out)", "2027-01-31")
    changed = "Changed to P (performed without challenges) by (name left out) on 2026-11-23: (left out)"
    assert found.ratings[0].confirmed_words == changed
    assert "F1: (left out) (name left out, by 2027-01-31)" in text, "never two brackets within each other"


def test_what_was_erased_says_so() -> None:
    found = build_debrief(erased(record(agree)))
    assert rows(found)["step:divert"] == ("(erased)", "(erased)", "2027-01-31")
    assert (
        found.ratings[0].confirmed_words
        == "Changed to P (performed without challenges) by (erased) on 2026-11-23: (erased)"
    )


def test_an_action_stays_in_the_plan_when_its_finding_is_answered_away() -> None:
    def play(session: Session) -> None:
        play_well(session)
        session.handle(AgreeAction(about=Subject("step:acquirer"), what="Buy a notebook"))
        last = session.run.decisions[-1].entry.seq
        answers = Answers(roles=(RoleId("payments"),), records=("call-note",), where="desk")
        session.handle(Amend(decision=last, answers=answers))

    found = debrief(play)
    row = next(one for one in found.plan if one.about == "step:acquirer")
    assert (row.findings, row.points, row.agreed and row.agreed.what) == ((), "0.0", "Buy a notebook")


def test_the_exercise_ended_when_play_did_though_people_agreed_on_something_a_week_later() -> None:
    stage = Stage(exercise())
    session = stage.begin(team())
    play_badly(session)
    stage.clock.pass_seconds(7 * 86_400)
    session.handle(AgreeAction(about=Subject("step:divert"), what="Script it"))
    found = build_debrief(open_recorded(stage.store.read(session.run.opened.run)))
    assert found.facts.ended == found.facts.began
    assert found.facts.last[:10] == found.plan[0].agreed.recorded[:10] == "2026-11-30"  # type: ignore[union-attr]


def test_what_is_typed_in_several_lines_begins_no_row_of_its_own() -> None:
    def play(session: Session) -> None:
        play_badly(session)
        session.handle(
            AgreeAction(about=Subject("step:divert"), what="Script it\n2  step:report\n   Action: done", owner="A\nB")
        )

    found = debrief(play).plan[0].agreed
    assert found is not None
    assert (found.what, found.owner) == ("Script it 2 step:report Action: done", "A B")


def test_a_forged_step_is_damage_and_no_bug() -> None:
    recorded = record(agree)
    forged = Subject("step:nothing")
    recorded.run.afterwards.actions[forged] = msgspec.structs.replace(
        recorded.run.afterwards.actions[Subject("step:divert")], about=forged
    )
    with pytest.raises(DamagedRun, match="'nothing', which the run's procedure does not have"):
        build_debrief(recorded)


def test_whoever_plays_alone_gets_a_plan_once_something_is_agreed() -> None:
    what = build_exercise(scenario=SCENARIO)

    def play(session: Session, *, agrees: bool = True) -> None:
        play_badly(session)
        if agrees:
            session.handle(Dispose(about=Subject("step:divert"), disposition="scenario-wrong"))
            session.handle(ConfirmRating(objective=ObjectiveId("stop"), grade="U"))

    text = render(build_debrief(record(play, what=what)), "markdown")
    assert "## Improvement plan" in text and "| Confirmed: U on 2026-11-23, no evaluator is named |" in text
    before = render(build_debrief(record(lambda session: play(session, agrees=False), what=what)), "markdown")
    assert "## What to practise next" in before and "Confirmed or changed" not in before


def test_lines_tell_what_was_agreed(agreed: Debrief) -> None:
    told = "\n".join(plain_lines(agreed)).replace("\n  ", " ")
    assert "- Changed to P (performed without challenges) by Eve Example on 2026-11-23: Seen at once." in told
    assert "WHAT WAS AGREED:" in told
    assert "- Divert the route. Action: Script the diversion (Ann Example, by 2027-01-31)" in told
    assert "WHAT WAS AGREED" not in "\n".join(plain_lines(debrief(play_badly)))


DAY = 86_400


def on_days(*dues: tuple[int, str | None]) -> AgreedAction | None:
    """What stands of one action when that was agreed as its date, each so many days later; None: it is withdrawn."""
    stage = Stage(exercise())
    session = stage.begin(team())
    play_badly(session)
    for days, due in dues:
        stage.clock.pass_seconds(days * DAY)
        session.handle(AgreeAction(about=Subject("step:divert"), what="" if due is None else "Script it", due=due))
    return build_debrief(open_recorded(stage.store.read(session.run.opened.run))).plan[0].agreed


@pytest.mark.parametrize(
    ("dues", "told"),
    [
        ([(0, "2027-01-31")], "no owner yet, by 2027-01-31"),
        ([(0, "2072-01-31"), (0, "2027-01-31")], "no owner yet, by 2027-01-31"),
        ([(0, ""), (7, "2027-01-31")], "no owner yet, by 2027-01-31"),
        (
            [(0, "2027-01-31"), (7, "2027-03-31")],
            "no owner yet, by 2027-03-31; agreed first for 2027-01-31, moved once",
        ),
        (
            [(0, "2027-01-31"), (7, "2027-03-31"), (1, "2027-01-31")],
            "no owner yet, by 2027-01-31; agreed first for 2027-01-31, moved 2 times",
        ),
        ([(0, "2027-01-31"), (7, "")], "no owner yet, no date any more; agreed first for 2027-01-31, moved once"),
        ([(0, "2027-01-31"), (7, None), (0, "2027-03-31")], "no owner yet, by 2027-03-31"),
    ],
    ids=["kept", "a slip", "agreed late", "moved", "moved back", "taken away", "another action"],
)
def test_a_date_that_was_moved_on_a_later_day_says_so(dues: list[tuple[int, str | None]], told: str) -> None:
    found = on_days(*dues)
    assert found is not None and found.who_and_when == told
    assert (found.moved is not None) == ("moved" in told)


def test_the_plan_and_the_first_page_say_that_a_date_was_moved_also_of_what_is_done() -> None:
    stage = Stage(exercise())
    session = stage.begin(team())
    play_badly(session)
    gap, step = Subject("gap:1"), Subject("step:divert")
    session.agree([NameGap(gap=1, what="No number"), AgreeAction(about=gap, what="Ask", due="2027-01-31")])
    session.handle(AgreeAction(about=step, what="Script it", owner="Ann", due="2027-01-31"))
    stage.clock.pass_seconds(7 * DAY)
    session.handle(AgreeAction(about=step, due="2027-03-31"))
    session.handle(MarkDone(about=step, day="today"))
    session.agree([NameGap(gap=1, what=""), NameGap(gap=1, what="No list")])
    session.handle(AgreeAction(about=gap, what="Write it", due="2027-02-28"))
    recorded = open_recorded(stage.store.read(session.run.opened.run))
    found = build_debrief(recorded)
    written = render(found, "markdown")
    assert (
        "| Script it | Ann | 2027-03-31; agreed first for 2027-01-31, moved once | 2026-11-30; no proof yet |"
        in written
    )
    assert (
        "F1: Script it (Ann, by 2027-03-31, done on 2026-11-30, no proof yet; agreed first for 2027-01-31, moved once)"
        in written
    )
    added = [(one.first_due, one.moved) for one in take_result(recorded, found).agreed]
    assert added == [("2027-01-31", 1), ("", 0)], "what the results of many runs are told"
    assert "Write it (no owner yet, by 2027-02-28)" in written, "of what was withdrawn with its action nothing is left"


@pytest.fixture(scope="module")
def done() -> Debrief:
    return debrief(close)


def test_a_row_says_that_its_action_is_done_by_what_one_sees_it_or_why_it_is_open_again(
    agreed: Debrief, done: Debrief
) -> None:
    told = {one.about: one.agreed.done_words for one in done.plan if one.agreed is not None}
    assert told == {
        "step:divert": "2026-11-23; proof: Runbook 2.1, page 3; checked by Eve Example",
        "rule:no-power-off": "not any more, reopened on 2026-11-23: The rack was moved, and the sign was not",
        "step:archive": "",
    }
    head = HEAD.removesuffix("By when |") + "By when | Done | The team says |"
    assert head in render(done, "markdown") and head not in render(agreed, "markdown")
    before, _, _ = render(done, "markdown").partition(head)
    assert "3 of 7 rows have an action, 1 of them done; 2 lack an owner or a date, as recorded" in before


def test_what_is_done_or_not_changes_nothing_that_was_found_or_scored(agreed: Debrief, done: Debrief) -> None:
    assert (done.numbers, done.ratings, done.critical) == (agreed.numbers, agreed.ratings, agreed.critical)
    assert [msgspec.structs.replace(one, agreed=None) for one in done.plan] == [
        msgspec.structs.replace(one, agreed=None) for one in agreed.plan
    ]


def test_an_action_that_is_done_lacks_neither_owner_nor_date() -> None:
    def play(session: Session) -> None:
        play_badly(session)
        session.handle(AgreeAction(about=Subject("step:divert"), what="Script it"))
        session.handle(MarkDone(about=Subject("step:divert"), day=""))

    found = debrief(play)
    assert agreed_words(found.plan) == "1 of 6 rows has an action, and it is done (no proof yet)"
    assert found.plan[0].agreed is not None and found.plan[0].agreed.done_words == "2026-11-23; no proof yet"


def test_the_first_page_lines_and_the_hot_wash_tell_what_is_done(agreed: Debrief, done: Debrief) -> None:
    short = {one.label: one.below for one in in_short(done)}["Agreed so far"]
    assert short[:2] == (
        "F1: Script the diversion (Ann Example, by 2027-01-31, done on 2026-11-23)",
        "F2: A sign on the rack (Ben Example, no date yet, reopened)",
    )
    told = " ".join(" ".join(plain_lines(done)).split())
    assert "Done: 2026-11-23; proof: Runbook 2.1, page 3; checked by Eve Example" in told
    assert "Done: " not in " ".join(plain_lines(agreed)), "where nobody said anything of that"

    def play(session: Session) -> None:
        wash(session)
        session.handle(MarkDone(about=Subject("gap:1"), day="", proof="Card 3"))

    assert "Done: 2026-11-23; proof: Card 3" in " ".join(" ".join(plain_lines(debrief(play))).split())


@pytest.mark.parametrize(
    ("due", "since"), [("", ""), ("2027-01-31", "2027-01-31"), ("2027-02-01", ""), ("2027-02-02", "")]
)
def test_what_is_overdue_is_so_only_on_a_day_and_only_what_is_not_done(due: str, since: str) -> None:
    action = AgreedAction(what="Script it", owner="Ann", due=due, recorded="2026-11-23 09:00 UTC")
    today = dt.date(2027, 2, 1)
    assert action.overdue_since(today) == since
    done = Done(day="2027-02-01", proof="", by="", recorded="2027-02-01 09:00 UTC")
    assert msgspec.structs.replace(action, done=done).overdue_since(today) == ""


def test_proof_and_whoever_checked_are_left_out_without_names_and_erased_with_the_texts() -> None:
    found = build_debrief(record(close).without_names())
    text = render(found, "markdown") + render(found, "json")
    for gone in ("Runbook", "Eve Example", "photograph", "rack was moved"):
        assert gone not in text
    assert "2026-11-23; proof: (left out); checked by (name left out)" in text
    assert "2026-11-23; proof: (erased); checked by (erased)" in render(
        build_debrief(erased(record(close))), "markdown"
    )
