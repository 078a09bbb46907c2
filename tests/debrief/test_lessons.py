"""What a debrief teaches: where the loss lies, what would have been, on which decisions it turned, how sure people were."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.lessons import Otherwise, unknown_words
from ccdrill.debrief.hindsight import hindsight
from ccdrill.debrief.hindsight.sure import brier
from ccdrill.debrief.telling.render import render
from ccdrill.model.events import Confidence
from ccdrill.model.ids import RoleId
from ccdrill.plain.lessons import lessons
from ccdrill.session.deciding.commands import OpenOptions
from ccdrill.session.session import Session
from ccdrill.tui.lessons import sureness, turned
from tests.builders import build_exercise
from tests.debrief.runs import DRILL, PROCEDURE, SCENARIO, cut_short, debrief, play_badly, play_well, record
from tests.session.stage import decide

RECORDS = {"escalate": ("ticket", "call-ids"), "divert": ("route-diff",), "phone": ("call-note",)}
ROLES = {"escalate": "leader", "divert": "telephony", "phone": "payments"}
WELL = ("escalate", "divert", "phone")


def tick_nothing_but_power_off(session: Session) -> None:
    """Once for its records only, twice for what was chosen."""
    for choice, confidence in (("escalate", 3), ("power-off", 4), ("wait", 1)):
        session.handle(OpenOptions())
        decide(session, choice, roles=(RoleId("leader"),), confidence=confidence)


def played(*choices: tuple[str, int | None]) -> Debrief:
    """A run of these choices, each by the right people and with every record, and how sure they were."""

    def playing(session: Session) -> None:
        for choice, confidence in choices:
            session.handle(OpenOptions())
            roles = (RoleId(ROLES.get(choice, "leader")),)
            decide(session, choice, roles=roles, records=RECORDS.get(choice, ()), confidence=confidence)

    return debrief(playing)


def test_in_every_view_but_the_objectives_the_parts_sum_to_the_loss() -> None:
    found = debrief(play_badly)
    lost = 100 - float(Fraction(found.numbers.raw))
    views = {view.by: view.shares for view in found.breakdowns}
    assert "role" in views
    for by, shares in views.items():
        if by != "objective":
            assert sum(float(share.lost) for share in shares) == pytest.approx(lost, abs=0.05 * len(shares))


def test_phases_stand_in_the_order_of_a_response_and_the_same_roles_in_one_part() -> None:
    procedure = (
        PROCEDURE.replace("responsible: [leader],", "responsible: [leader, telephony], phase: notify,")
        .replace(
            "do: Divert the route, responsible: [telephony],",
            "do: Divert the route, responsible: [telephony, leader], phase: detect,",
        )
        .replace("do: Isolate the node,", "do: Isolate the node, phase: contain,")
    )
    what = build_exercise(scenario=SCENARIO, procedure=procedure, drill=DRILL)
    views = {
        view.by: [share.label for share in view.shares]
        for view in build_debrief(record(play_badly, what=what)).breakdowns
    }
    assert [one for one in views["phase"] if "beside" not in one] == ["detect", "contain", "notify", "no phase named"]
    assert [one for one in views["role"] if "beside" not in one] == [
        "Team leader or Telephony engineer",
        "Telephony engineer",
        "Acquirer contact",
    ]


def test_what_serves_no_objective_has_a_part_of_its_own() -> None:
    objectives = next(view for view in debrief(play_badly).breakdowns if view.by == "objective")
    assert [share.label for share in objectives.shares][:2] == ["See it at the first call", "Tell the acquirer"]
    assert objectives.shares[-1].label == "no objective of this drill"


def test_a_rule_that_serves_an_objective_is_charged_to_it_and_to_nothing_else() -> None:
    procedure = PROCEDURE.replace("{id: no-power-off,", "{id: no-power-off, objective: tell,")
    what = build_exercise(scenario=SCENARIO, procedure=procedure, drill=DRILL)
    found = build_debrief(record(tick_nothing_but_power_off, what=what)).breakdowns
    objectives = next(view for view in found if view.by == "objective")
    assert [share.label for share in objectives.shares] == [
        "See it at the first call",
        "Tell the acquirer",
        "Stop the loss",
    ]


def test_nothing_is_broken_down_when_nothing_was_lost() -> None:
    found = played(*((choice, None) for choice in WELL))
    assert found.numbers.score == "100"
    assert found.breakdowns == ()
    assert [one.cost for one in found.turning_points] == ["", "", ""]


def test_strengths_are_critical_steps_that_went_as_written() -> None:
    assert [one.step for one in played(*((choice, None) for choice in WELL)).strengths] == ["divert", "acquirer"]
    assert debrief(play_badly).strengths == ()


def test_what_this_drill_can_not_test_is_said_with_its_weight() -> None:
    assert debrief(play_badly).exercised == "This drill exercises 4 of 5 steps, 15 of 17 by weight."


def test_the_costliest_decision_comes_first_with_what_was_best_instead() -> None:
    found = played(("escalate", None), ("power-off", None), ("phone", None))
    first = found.turning_points[0]
    assert first.choice == "Power both nodes off"
    assert first.instead == '"Send the calls elsewhere, cut the nodes off, leave them powered"'
    assert (first.before, float(first.cost)) == (
        "100",
        pytest.approx(100 - float(Fraction(found.numbers.raw)), abs=0.05),
    )


@pytest.mark.parametrize(
    ("chosen", "then"),
    [
        ("power-off", 'then "Send the calls elsewhere, cut the nodes off, leave them powered"'),
        ("divert", "then the same"),
    ],
)
def test_where_a_repair_was_best_first_what_was_best_after_it_is_told_with_it(chosen: str, then: str) -> None:
    story = SCENARIO.replace(
        "      escalate:\n", "      let-it-be: {text: Take the next call, takes: 1m, goto: contain}\n      escalate:\n"
    ).replace(
        "endings:",
        """anywhere:
  ring-after-all: {in: [contain, tell], when: not done(escalate), text: First ring security, does: [escalate], takes: 5m}
endings:""",
    )

    def playing(session: Session) -> None:
        for choice in ("let-it-be", chosen, "phone"):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId(ROLES.get(choice, "leader")),), records=RECORDS.get(choice, ()))

    what = build_exercise(scenario=story, procedure=PROCEDURE, drill=DRILL)
    turns = build_debrief(record(playing, what=what)).turning_points
    (there,) = (one for one in turns if one.situation == "Two nodes")
    assert there.instead == f'"First ring security", {then}'


def test_what_was_best_is_named_also_where_the_id_of_what_was_chosen_ends_in_its_id() -> None:
    scenario = SCENARIO.replace("      power-off:\n", "      do-not-divert:\n")

    def playing(session: Session) -> None:
        for choice in ("escalate", "do-not-divert", "wait"):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId("leader"),))

    found = build_debrief(record(playing, what=build_exercise(scenario=scenario, procedure=PROCEDURE, drill=DRILL)))
    [turn] = [one for one in found.turning_points if one.choice == "Power both nodes off"]
    assert turn.instead == '"Send the calls elsewhere, cut the nodes off, leave them powered"'


def test_a_run_that_could_not_have_gone_better_is_told_so_and_what_was_lost_nowhere_has_no_section() -> None:
    well = played(*((choice, 3) for choice in WELL))
    assert well.turned_nowhere == "No decision cost points: no other way through would have scored more."
    text = str(render(well, "markdown"))
    assert f"## Had it been played otherwise\n\n{well.turned_nowhere}" in text
    assert "where the loss lies" not in text and "The decisions that cost most" not in text
    assert f"NO TURNING POINT: {well.turned_nowhere}" in " ".join("\n".join(lessons(well)).split())
    assert any(well.turned_nowhere in line.plain for line in turned(well, 100))
    assert well.sure is not None and len(sureness(well.sure, 100)) == 1, "all of them went alike: the sentence says it"
    assert not debrief(play_badly).turned_nowhere
    assert not debrief(cut_short).turned_nowhere


def test_what_is_lost_when_nothing_is_left_to_lose_is_charged_to_its_decision_all_the_same() -> None:
    found = played(*[("retry", 4)] * 3, ("escalate", 4), ("power-off", 4), ("wait", 4))
    raw = float(Fraction(found.numbers.raw))
    assert raw < 0
    assert sum(float(one.cost or 0) for one in found.turning_points) == pytest.approx(100 - raw, abs=0.2)
    last = next(one for one in found.turning_points if one.choice == "Wait for proof")
    assert (last.before, last.after, last.below) == ("0", "0", last.cost)
    assert last.words.endswith(
        "0 of 100 could still be had before it, 0 after it. All of these points lie below 0, where no score goes."
    )
    took = [float(one.before) - float(one.after) for one in found.turning_points]
    assert took == sorted(took, reverse=True) and took[-1] == 0, "what took most from the score comes first"
    middle = next(one for one in found.turning_points if one.choice == "Power both nodes off")
    assert float(middle.below) == pytest.approx(float(middle.cost) - float(middle.before), abs=0.6)
    assert f"after it. {middle.below} of these points lie below 0" in middle.words
    assert found.sure is not None
    assert [row.choice for row in found.sure.rows if row.was_right] == [
        "Escalate on the security line, with the call IDs"
    ]


def test_the_run_stands_beside_the_best_way_through() -> None:
    found = debrief(play_badly).otherwise
    assert found is not None
    assert (found.score, found.ending_kind) == ("100", "good")
    assert len(found.path) == 3
    times = {row.label: (row.actual, row.otherwise) for row in found.times}
    assert times["Divert the route"] == ("not done", "after 30 min")


def test_a_search_that_is_cut_short_says_so_and_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hindsight, "_FOR_THE_PLAY", 1)
    monkeypatch.setattr(hindsight, "_FOR_ALL_DECISIONS", 1)
    found = played(("escalate", 4), ("power-off", 4))
    assert found.otherwise == Otherwise(score="")
    assert {(one.before, one.after, one.cost, one.instead) for one in found.turning_points} == {("", "", "", "")}
    assert unknown_words(found.turning_points) == (
        "what 2 of 2 decisions cost is not known, for the search was not exhausted there; one of them may have cost most."
    )
    assert found.sure is not None
    assert (found.sure.rows, found.sure.unknown) == ((), 2)
    assert found.sure.line.startswith("What the decisions cost is not known")
    assert found.sure.no_brier == ""


def test_what_is_not_known_has_a_sign_of_its_own_wherever_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hindsight, "_FOR_ALL_DECISIONS", 1)
    found = played(("escalate", 4), ("power-off", 4))
    legend = "?: what 2 of 2 decisions cost is not known, for the search was not exhausted there"
    markdown = render(found, "markdown")
    assert "## The decisions that cost most of those whose cost is known" in markdown
    assert "| Power both nodes off | ? | ? | ? |" in markdown
    assert legend.replace("?", "`?`", 1) in markdown
    screen = " ".join(" ".join(line.plain for line in turned(found, 74)).split())
    assert "? Mon 10:30: Power both nodes off" in screen
    assert legend in screen
    lines = " ".join(" ".join(lessons(found)).split())
    assert "- ? Mon 10:30: Power both nodes off" in lines
    assert legend.removeprefix("?: ") in lines
    for told in (markdown, lines, " ".join(line.plain for line in sureness(found.sure, 74)) if found.sure else ""):
        assert "? 2 more decisions: what they cost is not known." in told


def test_a_brier_score_that_is_left_out_because_costs_are_not_known_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hindsight, "_FOR_ALL_DECISIONS", 1)
    sure = played(*[("retry", 4)] * 8, ("escalate", 1), ("divert", 2)).sure
    assert sure is not None
    assert sure.brier == ""
    assert sure.no_brier == "No Brier score: what too many decisions cost is not known."


@pytest.mark.parametrize("play", [play_badly, play_well, cut_short])
def test_what_is_printed_before_and_after_a_decision_subtracts_to_what_it_cost(
    play: Callable[[Session], None],
) -> None:
    for one in debrief(play).turning_points:
        assert one.is_known
        above = Fraction(one.cost or 0) - Fraction(one.below or 0)
        assert Fraction(one.before) - Fraction(one.after) == above


def test_a_choice_that_cost_points_only_for_records_is_no_wrong_choice() -> None:
    sure = debrief(tick_nothing_but_power_off).sure
    assert sure is not None
    assert [(row.choice, row.words, row.was_right) for row in sure.rows] == [
        ("Power both nodes off", "cost points", False),
        ("Wait for proof", "cost points", False),
        ("Escalate on the security line, with the call IDs", "cost points for its records", True),
    ]
    assert sure.line == (
        "0 of 3 decisions cost nothing; 1 cost points for records that nobody ticked, and for nothing else."
        " Of the 2 that cost points for what was chosen, 1 was taken fairly sure or certain."
    )


def test_a_record_that_the_choice_does_not_leave_is_the_choices_own() -> None:
    """A better choice would have left it."""
    scenario = SCENARIO.replace(
        "      divert:\n",
        "      silent: {text: Divert silently, does: [divert, isolate], takes: 20m, goto: tell}\n      divert:\n",
    )

    def silently(session: Session) -> None:
        for choice, role, records in (
            ("escalate", "leader", RECORDS["escalate"]),
            ("silent", "telephony", ("route-diff",)),
        ):
            session.handle(OpenOptions())
            decide(session, choice, roles=(RoleId(role),), records=records, confidence=4)

    what = build_exercise(scenario=scenario, procedure=PROCEDURE, drill=DRILL)
    sure = build_debrief(record(silently, what=what)).sure
    assert sure is not None
    assert [(row.choice, row.cost) for row in sure.rows] == [
        ("Divert silently", "points"),
        ("Escalate on the security line, with the call IDs", "nothing"),
    ]


def test_sure_and_wrong_is_listed_first_and_no_figure_is_made_of_few_answers() -> None:
    sure = played(("escalate", 1), ("power-off", 4), ("phone", 3)).sure
    assert sure is not None
    assert [(row.sure, row.was_right) for row in sure.rows] == [
        ("certain", False),
        ("fairly sure", True),
        ("a guess", True),
    ]
    assert sure.line == "2 of 3 decisions cost nothing. The one that cost points was taken fairly sure or certain."
    few = played(("escalate", None), ("power-off", 4), ("phone", None)).sure
    assert few is not None
    assert few.line == (
        "How sure people were was recorded with 1 of 3 decisions: 0 of 1 decision cost nothing."
        " The one that cost points was taken fairly sure or certain."
    )
    assert sure.brier == ""


def test_ten_answers_make_a_brier_score() -> None:
    sure = played(*[("retry", 4)] * 8, ("escalate", 1), ("divert", 2)).sure
    assert sure is not None
    assert len(sure.rows) >= 10
    said = {"a guess": 0.5, "leaning": 0.65, "fairly sure": 0.8, "certain": 0.95}
    expected = sum((said[row.sure] - row.was_right) ** 2 for row in sure.rows) / len(sure.rows)
    assert float(sure.brier) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("sure", "right", "wrong"),
    [(1, "1/4", "1/4"), (2, "49/400", "169/400"), (3, "1/25", "16/25"), (4, "1/400", "361/400")],
)
def test_an_answer_adds_the_squared_distance_between_how_sure_and_how_right(
    sure: Confidence, right: str, wrong: str
) -> None:
    assert (brier([(sure, True)]), brier([(sure, False)])) == (Fraction(right), Fraction(wrong))


def test_nobody_was_asked_how_sure_they_were() -> None:
    assert played(("escalate", None)).sure is None


def test_what_a_decision_costs_is_explained_where_one_does() -> None:
    explained = "A decision costs what could still be had before it, less what could still be had after it"
    assert explained in render(debrief(play_badly), "markdown")
    assert explained not in render(played(*((choice, None) for choice in WELL)), "markdown")
