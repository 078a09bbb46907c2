"""What was agreed after a run, and what the next ones showed of it."""

import pytest

from ccdrill.debrief.listing.run_result import How
from ccdrill.debrief.recorded.recorded import LEFT_OUT, NAME_LEFT_OUT
from ccdrill.results.document import Results
from ccdrill.results.evidence_rows import ActionRow
from ccdrill.results.render import without_names
from ccdrill.results.table import ACTIONS_HEAD, actions_csv
from ccdrill.results.told import told as told_parts
from ccdrill.results.told_evidence import told_actions
from tests.results.runs import action_of, agreed, agreed_on_a_gap, results, rule, run, step

AGREED_ON = "2026-02-02T10:00:00.000Z"


DONE = {"done": "2026-03-10", "proof": "proof", "by": "by"}


def after(*later, about: str = "step:a", due: str = "", **more: str):
    return action_of(
        [run("2026-02-01", step("a", "not done"), agreed=(agreed(about, AGREED_ON, due, **more),)), *later]
    )


def season(**asked: object) -> Results:
    """Of each state one, of five runs."""
    kinds = ({}, {"due": "2027-05-01"}, {"due": "2026-03-01"}, DONE, {"due": "2026-02-02", "reopened": "reason"})
    return results(
        *(run(f"2026-0{number}-01", agreed=(agreed("step:a", AGREED_ON, **kind),)) for number, kind in enumerate(kinds, start=1)),
        **asked,
    )  # fmt: skip


@pytest.mark.parametrize(("due", "state"), [("", "open"), ("2026-11-28", "overdue"), ("2026-11-29", "due"), ("2027-01-01", "due")])  # fmt: skip
def test_a_day_that_is_past_is_overdue_and_that_of_today_is_not(due: str, state: str) -> None:
    assert after(due=due).state == state


def test_who_sees_to_it_and_what_was_typed_stand_in_it() -> None:
    row = action_of([run("2026-02-01", agreed=(agreed("step:a", AGREED_ON, owner="owner"),))])
    assert (row.what, row.owner, row.run, row.text) == ("Script it", "Ann Lee", "2026-02-01", "Do step:a")
    erased = action_of([run("2026-02-01", agreed=(agreed("step:a", AGREED_ON, owner="gone"),))])
    assert erased.owner == "(erased)"


@pytest.mark.parametrize(
    ("hows", "shown", "tested", "kept"),
    [
        ([], "not tested", 0, 0),
        (["as written"], "as written", 1, 1),
        (["not done"], "lost again", 1, 0),
        (["records missing", "as written"], "as written", 2, 1),
        (["as written", "not done"], "lost again", 2, 1),
        (["withheld", "not exercised"], "not tested", 0, 0),
    ],
)
def test_the_next_runs_show_what_came_of_it(hows: list[How], shown: str, tested: int, kept: int) -> None:
    row = after(*(run(f"2026-0{number}-01", step("a", how)) for number, how in enumerate(hows, start=3)))
    assert (row.shown, row.tested, row.kept) == (shown, tested, kept)


def test_an_action_about_a_gap_is_told_in_the_team_s_words_and_tested_by_no_run() -> None:
    first = run("2026-02-01", step("a", "not done"), agreed=(agreed_on_a_gap(AGREED_ON),))
    found = results(first, run("2026-03-01", step("a")))
    row = found.actions[0]
    assert (row.about, row.text, row.what, row.tested, row.shown) == (
        "gap:1",
        "Nobody knew the number",
        "Script it",
        0,
        "not tested",
    )
    told = [text for one in told_actions(found) for text in one.below]
    assert told == [
        "For gap:1: Nobody knew the number; agreed after run 2026-02-01 of 2026-02-01, The drill",
        "No run can test it: it is no step of the procedure, but what the team itself said was missing",
    ]
    assert without_names(found).actions[0].text == LEFT_OUT
    assert action_of([run("2026-02-01", agreed=(agreed_on_a_gap(AGREED_ON, "gone"),))]).text == "(erased)"


def test_the_first_and_the_last_test_are_named_with_how_they_went() -> None:
    row = after(
        run("2026-03-01", step("a", "withheld")),
        run("2026-04-01", step("a", "differed", "late")),
        run("2026-05-01", step("a"), team="Team B"),
    )
    assert (row.next_run, row.next_date, row.next_how) == ("2026-04-01", "2026-04-01", "late")
    assert (row.last_run, row.last_date, row.last_how) == ("2026-05-01", "2026-05-01", "as written")


def test_a_run_that_began_before_it_was_agreed_tests_nothing() -> None:
    assert after(run("2026-02-02T09:59:59.999Z", step("a"))).tested == 0
    assert after(run("2026-02-02T10:00:00.001Z", step("a"))).tested == 1


def test_another_procedure_with_a_step_of_that_name_tests_nothing() -> None:
    assert after(run("2026-03-01", step("a"), procedure="other")).tested == 0


def test_what_must_not_be_done_is_tested_by_the_same_story_played_to_its_end() -> None:
    kept, broken = (rule("off"),), (rule("off", is_broken=True),)
    assert after(run("2026-03-01", rules_kept=kept), about="rule:off").last_how == "not done any more"
    assert after(run("2026-03-01", rules_kept=broken), about="rule:off").shown == "lost again"
    assert after(run("2026-03-01", rules_kept=kept, scenario="other"), about="rule:off").shown == "not tested"
    assert after(run("2026-03-01", rules_kept=kept, ending_kind="cut short"), about="rule:off").shown == "not tested"
    assert after(run("2026-03-01", rules_kept=broken, ending_kind="cut short"), about="rule:off").shown == "lost again"
    assert after(run("2026-03-01"), about="rule:off").shown == "not tested"


def test_what_nobody_asked_for_is_tested_likewise() -> None:
    assert after(run("2026-03-01"), about="action:retry").shown == "as written"
    assert after(run("2026-03-01", unneeded=("retry",)), about="action:retry").last_how == "done again"


def test_overdue_ones_come_first_then_by_date_and_those_without_one_last() -> None:
    dues = ("", "2027-05-01", "2026-03-01", "2027-01-01", "2026-02-02")
    found = results(
        *(run(f"2026-0{number}-01", agreed=(agreed("step:a", AGREED_ON, due),)) for number, due in enumerate(dues, start=1))
    )  # fmt: skip
    assert [one.due for one in found.actions] == ["2026-02-02", "2026-03-01", "2027-01-01", "2027-05-01", ""]


def test_actions_of_earlier_runs_are_told_whatever_span_of_time_is_asked_for() -> None:
    found = results(run("2026-02-01", agreed=(agreed("step:a", AGREED_ON),)), run("2026-09-01"), since="2026-08-01")
    assert (found.runs, found.all_runs, len(found.actions)) == (1, 2, 1)


def test_what_is_done_is_never_overdue_and_comes_last_with_its_proof() -> None:
    assert after(due="2026-02-28", **DONE).state == "done"
    found = season()
    assert [one.state for one in found.actions] == ["overdue", "overdue", "due", "open", "done"]
    row = found.actions[-1]
    assert (row.done, row.proof, row.checked_by, row.reopened) == ("2026-03-10", "Ticket 4711", "Eve Roe", "")
    assert found.actions[0].reopened == "It was removed"


def test_what_is_done_is_tested_only_by_runs_of_a_later_day() -> None:
    """A run before it says nothing of what the action does; one of that very day may have been before it."""
    lost, kept = step("a", "not done"), step("a")
    assert after(run("2026-03-09", lost), run("2026-03-10", lost), **DONE).shown == "not tested"
    row = after(run("2026-03-09", lost), run("2026-03-11", kept), **DONE)
    assert (row.tested, row.kept, row.shown, row.next_run) == (1, 1, "as written", "2026-03-11")
    early = after(run("2026-02-02T09:00:00.000Z", kept), **(DONE | {"done": "2026-02-01"}))
    assert early.tested == 0, "nor does one before it was agreed"


@pytest.mark.parametrize(
    ("asked", "states"),
    [
        (None, ["overdue", "overdue", "due", "open", "done"]),
        ("all", ["overdue", "overdue", "due", "open", "done"]),
        ("not-done", ["overdue", "overdue", "due", "open"]),
        ("overdue", ["overdue", "overdue"]),
        ("done", ["done"]),
    ],
)
def test_only_those_that_are_asked_for_are_there_and_how_many_there_are_in_all(
    asked: str | None, states: list[str]
) -> None:
    found = season(actions=asked)
    assert [one.state for one in found.actions] == states
    totals = found.action_totals
    assert (totals.agreed, totals.done, totals.unproven, totals.overdue) == (5, 1, 0, 2)


def test_what_is_done_is_told_with_its_share_and_what_is_missing_of_its_proof() -> None:
    told = [text for one in told_actions(season()) for text in (f"{one.label}: {one.text}", *one.below)]
    assert told[0].startswith(": 5 actions were agreed: 1 is done, 2 are overdue. ")
    assert "It was called done, and opened again: It was removed" in told
    done = told[told.index("Done on 2026-03-10: Script it (no owner yet)") :]
    assert done[2] == "No day was agreed; proof: Ticket 4711; checked by Eve Roe"
    assert done[3] == "Not tested: no run since it was done came to it"
    bare = results(run("2026-02-01", agreed=(agreed("step:a", AGREED_ON, "2026-02-28", done="2026-03-10"),)))
    assert next(told_actions(bare)).text.startswith("1 action was agreed: 1 is done (no proof yet), none is overdue. ")
    assert [text for one in told_actions(bare) for text in one.below][1] == (
        "It was to be done by 2026-02-28; no proof is named; nobody is named who checked it"
    )


def test_a_day_that_was_moved_is_told_with_the_first_one() -> None:
    moved = agreed("step:a", AGREED_ON, "2026-12-24", first_due="2026-02-28", moved=2)
    found = results(run("2026-02-01", agreed=(moved,)))
    (told,) = (one.below for one in told_actions(found) if one.label)
    assert told[1:] == (
        "Agreed first for 2026-02-28, moved 2 times",
        "Not tested: no run since it was agreed came to it",
    )
    assert actions_csv(found.actions).splitlines()[1].endswith(",2026-02-28,2")


def test_where_only_actions_are_asked_for_nothing_else_is_told() -> None:
    parts = {one.title: one.lines for one in told_parts(season(actions="done"))}
    assert list(parts) == ["What is counted", "What was agreed, and what came of it"]
    assert parts["What is counted"][0].text == "agreed actions that are done"


def test_no_proof_and_no_name_is_left_without_names() -> None:
    rows = without_names(season()).actions
    assert (rows[-1].proof, rows[-1].checked_by, rows[0].reopened) == (LEFT_OUT, NAME_LEFT_OUT, LEFT_OUT)
    assert (rows[0].proof, rows[0].checked_by) == ("", "")


def test_as_csv_each_action_is_a_line() -> None:
    found = season(actions="not-done")
    lines = actions_csv(found.actions).splitlines()
    assert lines[0].startswith("run,date,drill,procedure,about,text,what,owner,due,state,done,proof,checked_by,")
    assert len(lines) == 5
    assert (
        lines[1]
        == "2026-05-01,2026-05-01,The drill,procedure,step:a,Do step:a,Script it,,2026-02-02,overdue,,,,It was removed,0,0,not tested,,,,,0"
    )
    assert set(ACTIONS_HEAD) <= set(ActionRow.__struct_fields__)
