"""What can be filled in about a row of the plan and about an objective, and what is asked then. Nothing is drawn."""

import pytest

from ccdrill.debrief.document.document import Debrief
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import AgreeAction, ConfirmRating, Dispose, MarkDone, Reopen
from ccdrill.session.session import Session
from ccdrill.tui.sheets import RowSheet, Sheet, sheets_of
from tests.debrief.runs import agree, close, debrief, play_badly, wash


@pytest.fixture(scope="module")
def bare() -> Debrief:
    return debrief(play_badly)


@pytest.fixture(scope="module")
def filled() -> Debrief:
    return debrief(agree)


def stands(sheet: Sheet) -> dict[str, str | bool]:
    return {one.id: one.value if one.is_picked is None else one.is_picked for one in sheet.fields()}


def test_every_row_and_every_objective_has_a_sheet(bare: Debrief) -> None:
    rows = [one.about for one in bare.plan]
    assert list(sheets_of(bare)) == [
        "hot-wash",
        "feedback",
        "led",
        *rows,
        "objective:see",
        "objective:tell",
        "objective:stop",
    ]


def test_a_row_shows_what_stands(bare: Debrief, filled: Debrief) -> None:
    nothing = {"not-followed": False, "procedure-wrong": False, "scenario-wrong": False, "deliberate": False}
    assert stands(sheets_of(bare)["step:divert"]) == {"action": "", "owner": "", "due": "", **nothing, "reason": ""}
    divert = stands(sheets_of(filled)["step:divert"])
    assert (divert["action"], divert["owner"], divert["due"]) == ("Script the diversion", "Ann Example", "2027-01-31")
    report = stands(sheets_of(filled)["step:report"])
    assert (report["procedure-wrong"], report["reason"]) == (True, "The line is not staffed at night")


def test_a_text_asks_for_that_alone(filled: Debrief) -> None:
    sheet = sheets_of(filled)["step:divert"]
    assert sheet.asked("owner", "Ben") == AgreeAction(about="step:divert", owner="Ben")
    assert sheet.asked("action", "") == AgreeAction(about="step:divert", what="")
    assert sheet.asked("due", "2027-03-01") == AgreeAction(about="step:divert", due="2027-03-01")


def test_an_answer_is_picked_and_once_more_withdrawn_and_its_reason_is_its_own(filled: Debrief) -> None:
    sheet = sheets_of(filled)["step:report"]
    assert sheet.asked("deliberate", "") == Dispose(about="step:report", disposition="deliberate")
    assert sheet.asked("procedure-wrong", "") == Dispose(about="step:report", disposition=None)
    assert sheet.asked("reason", "Still") == Dispose(about="step:report", disposition="procedure-wrong", reason="Still")


def test_what_needs_something_else_first_says_so(bare: Debrief) -> None:
    row, rating = sheets_of(bare)["step:divert"], sheets_of(bare)["objective:see"]
    assert row.why_not("owner") == row.why_not("due") == "Say first what is to be done."
    assert row.why_not("reason") == "Pick first what is said of it."
    assert (row.why_not("action"), row.why_not("deliberate")) == ("", "")
    assert rating.why_not("evaluator") == rating.why_not("reason") == "Pick a rating first."


def test_only_a_rating_that_differs_asks_why(bare: Debrief, filled: Debrief) -> None:
    proposed, changed = sheets_of(bare)["objective:see"], sheets_of(filled)["objective:see"]
    assert (proposed.asks_why("M"), proposed.asks_why("P")) == ("", "Why P and not M")
    assert changed.asks_why("P") == "", "it stands, and picking it withdraws it"
    assert proposed.asked("P", "I saw it") == ConfirmRating(objective="see", grade="P", reason="I saw it")
    assert changed.asked("P", "") == ConfirmRating(objective="see", grade=None)


def test_the_evaluator_of_another_rating_gives_the_next_one_and_is_proposed_where_one_was_given(
    filled: Debrief,
) -> None:
    tell = next(one for one in sheets_of(filled)["objective:tell"].fields() if one.id == "evaluator")
    assert (tell.value, tell.proposed) == ("", "Eve Example")
    given = sheets_of(filled)["objective:stop"].asked("U", "")
    assert given == ConfirmRating(objective="stop", grade="U", evaluator="Eve Example")


def test_a_sheet_begins_where_most_is_said(bare: Debrief, filled: Debrief) -> None:
    assert sheets_of(bare)["step:divert"].begins_at == "action"
    assert sheets_of(bare)["objective:see"].begins_at == "M"
    assert sheets_of(filled)["objective:see"].begins_at == "P"


def test_what_it_is_about_names_its_findings(bare: Debrief) -> None:
    words = " ".join(line.plain for line in sheets_of(bare)["step:report"].words(76, "action"))
    assert "Belongs to Team leader, 13.0 points" in words
    for finding in ("F5", "F6", "F8"):
        assert finding in words
    rated = " ".join(line.plain for line in sheets_of(bare)["objective:see"].words(76, "action"))
    assert "Proposed: M, performed with major challenges, 35 of 100" in rated


def test_a_row_that_stood_by_its_action_alone_can_be_emptied(filled: Debrief) -> None:
    sheet = sheets_of(filled)["step:archive"]
    assert isinstance(sheet, RowSheet)
    assert stands(sheet.emptied())["action"] == ""


@pytest.fixture(scope="module")
def done() -> Debrief:
    return debrief(close)


def test_an_action_can_be_called_done_where_there_is_one(bare: Debrief, filled: Debrief, done: Debrief) -> None:
    assert "done" not in stands(sheets_of(bare)["step:divert"])
    sheet = sheets_of(filled)["step:divert"]
    assert stands(sheet)["done"] == "" and "proof" not in stands(sheet)
    assert sheet.asked("done", "today") == MarkDone(about="step:divert", day="today")
    assert sheet.asked("done", " ") == MarkDone(about="step:divert"), "which is refused: nothing typed is no day"
    sheet = sheets_of(done)["step:divert"]
    shown = stands(sheet)
    assert (shown["done"], shown["proof"], shown["checked"]) == ("2026-11-23", "Runbook 2.1, page 3", "Eve Example")
    assert sheet.asked("proof", "Page 4") == MarkDone(about="step:divert", proof="Page 4")
    assert sheet.asked("checked", "Ben") == MarkDone(about="step:divert", checked_by="Ben")


def test_what_is_done_stays_and_is_opened_again_only_with_a_reason(filled: Debrief, done: Debrief) -> None:
    sheet = sheets_of(done)["step:divert"]
    assert [name for name in stands(sheet) if "stays as it was agreed" in sheet.why_not(name)] == [
        "action",
        "owner",
        "due",
    ]
    assert sheet.asks_why("done") and not sheet.asks_why("proof")
    assert not sheets_of(filled)["step:divert"].asks_why("done")
    assert sheet.asked("done", "It was removed") == Reopen(about="step:divert", reason="It was removed")
    opened = sheets_of(done)["rule:no-power-off"]
    assert stands(opened)["done"] == ""
    assert any("The rack was moved" in line.plain for line in opened.words(200, ""))


def test_what_was_missing_can_be_called_done_too_but_not_in_the_hot_wash_itself() -> None:
    found = debrief(wash)
    sheet = sheets_of(found)["gap:1"]
    assert list(stands(sheet))[-1] == "gap:1:done"
    assert sheet.asked("gap:1:done", "today") == MarkDone(about="gap:1", day="today")
    assert not [name for name in stands(sheets_of(found)["hot-wash"]) if name.endswith(":done")]


def test_what_was_missing_stays_once_its_action_is_done() -> None:
    def put_right(session: Session) -> None:
        wash(session)
        session.handle(MarkDone(about=Subject("gap:1"), day="today"))

    found = debrief(put_right)
    for sheet, others in (("gap:1", ()), ("hot-wash", ("doubt", "gap:2:missing", "new"))):
        why_not = sheets_of(found)[sheet].why_not
        assert "stays as it was agreed" in why_not("gap:1:missing")
        assert not any(why_not(name) for name in others)
    assert not sheets_of(debrief(wash))["gap:1"].why_not("gap:1:missing")
