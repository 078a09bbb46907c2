"""What one run adds to the results of many: as its debrief tells it, with nothing that anybody typed."""

from collections.abc import Callable

import msgspec
import pytest

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.listing.run_result import SHAPE, RunResult, StatementResult, SureResult, read_result, write_result
from ccdrill.debrief.listing.take_result import take_result
from ccdrill.session.session import Session
from tests.debrief.runs import RUNS, agree, amend, close, cut_short, fill_in, play_badly, play_well, record, wash


def result(play: Callable[[Session], None]) -> RunResult:
    recorded = record(play)
    return take_result(recorded, build_debrief(recorded))


def ways(found: RunResult) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.step: (one.how, one.lost) for one in found.steps}


def test_each_required_step_says_how_it_went_and_optional_ones_say_nothing() -> None:
    assert ways(result(play_badly)) == {
        "report": ("differed", ("late", "role", "evidence")),
        "divert": ("not done", ("omitted",)),
        "isolate": ("not done", ("omitted",)),
        "acquirer": ("not done", ("omitted",)),
        "archive": ("not exercised", ()),
    }
    assert ways(result(play_well)) == {
        "report": ("as written", ()),
        "divert": ("as written", ()),
        "isolate": ("as written", ()),
        "acquirer": ("records missing", ("evidence",)),
        "archive": ("not exercised", ()),
    }


def test_what_ending_early_kept_from_the_team_is_withheld_and_lost_in_no_way() -> None:
    found = result(cut_short)
    assert ways(found)["acquirer"] == ("withheld", ())
    assert found.is_cut_short
    assert (found.score, found.on_played) == ("37/2", "555/22")


def test_critical_failures_prohibitions_and_what_nobody_asked_for_are_named() -> None:
    found = result(play_badly)
    assert found.critical == ("step:divert", "rule:no-power-off", "step:acquirer")
    assert found.unneeded == ("retry",)
    assert [(one.rule, one.text, one.is_broken) for one in found.rules_kept] == [
        ("no-power-off", "Never: Power off the node", True)
    ]
    assert not result(play_well).rules_kept[0].is_broken


def test_what_was_agreed_is_there_without_a_word_that_was_typed() -> None:
    recorded = record(agree)
    found = take_result(recorded, build_debrief(recorded))
    assert [(one.about, one.due, bool(one.owner)) for one in found.agreed] == [
        ("step:divert", "2027-01-31", True),
        ("rule:no-power-off", "", True),
        ("step:archive", "", False),
    ]
    assert [(one.grade, one.confirmed) for one in found.objectives] == [("M", "P"), ("U", "U"), ("U", None)]
    assert found.steps[0].said == "procedure-wrong"
    kept = write_result(found).decode()
    typed = [one.text for one in recorded.beside.texts]
    assert len(typed) == 8
    assert [text for text in typed if text in kept] == []
    assert [one.name for one in recorded.beside.names if one.name in kept] == []


def test_what_is_done_is_there_with_its_day_alone() -> None:
    recorded = record(close)
    divert, power, archive = take_result(recorded, build_debrief(recorded)).agreed
    assert (divert.done, bool(divert.proof), bool(divert.by), divert.reopened) == ("2026-11-23", True, True, "")
    assert (power.done, power.proof, power.by, bool(power.reopened)) == ("", "", "", True)
    assert (archive.done, archive.typed) == ("", (archive.what,))
    kept = write_result(take_result(recorded, build_debrief(recorded))).decode()
    assert [one.text for one in recorded.beside.texts if one.text in kept] == []


def test_an_action_about_what_was_missing_is_there_without_a_word_of_either() -> None:
    recorded = record(wash)
    found = take_result(recorded, build_debrief(recorded))
    (one,) = found.agreed
    assert (one.about, one.text, one.due) == ("gap:1", "", "2027-01-31")
    texts = {kept.digest: kept.text for kept in recorded.beside.texts}
    assert (texts[one.missing], texts[one.what], texts[one.owner]) == (
        "Nobody knew the number of the security line",
        "Put it on the wall card",
        "Ann Example",
    )
    kept = write_result(found).decode()
    assert [text for text in texts.values() if text in kept] == []


def test_how_sure_the_team_was_stands_beside_what_each_decision_cost() -> None:
    assert sorted(one.sure for one in result(amend).sure) == [2, 3, 4]
    assert {one.cost for one in result(amend).sure} == {"nothing"}
    assert result(cut_short).sure == (SureResult(3, "records"),)
    assert result(play_badly).sure == ()


def test_how_many_agreed_how_far_is_there_and_nothing_that_participants_wrote() -> None:
    found = result(fill_in)
    assert found.feedback == (StatementResult("believable", (0, 1, 2, 5, 2)),)
    assert result(play_well).feedback == ()
    kept = write_result(found).decode()
    assert [text for text in ("We talked", "The log", "Nobody had") if text in kept] == []


@pytest.mark.parametrize("name", ["finished", "everything-lost", "cut-short", "agreed", "washed", "feedback", "erased"])
def test_what_is_kept_is_read_back_as_it_was(name: str) -> None:
    recorded = RUNS[name]()
    found = take_result(recorded, build_debrief(recorded))
    assert read_result(write_result(found)) == found


def test_what_another_ccdrill_kept_is_not_read() -> None:
    kept = result(play_well)
    of_another = msgspec.structs.replace(kept, shape=SHAPE + 1)
    assert read_result(write_result(of_another)) is None
    with_more = write_result(kept).replace(b'"shape"', b'"colour":"red","shape"')
    assert read_result(with_more) is None
    assert read_result(b"null") is None
    assert read_result(b"\xff") is None


@pytest.mark.parametrize("score", ["x", "", "1/0", "-5", "100.5", "201/2", "1e999999999", "9" * 5000, "100\n"])
@pytest.mark.parametrize("field", ["score", "on_played"])
def test_a_score_that_can_not_be_is_not_read(field: str, score: str) -> None:
    """Reckoning with the longest of them would never end."""
    planted = msgspec.structs.replace(result(cut_short), **{field: score})
    assert (read_result(write_result(planted)) is None) == ((field, score) != ("on_played", ""))
