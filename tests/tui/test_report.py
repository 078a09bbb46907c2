"""The debrief as a page: words before the number, each finding with its points, and nothing told twice."""

import re

import msgspec

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.document.document import Debrief
from ccdrill.model.ids import RoleId
from ccdrill.session.deciding.commands import OpenOptions
from ccdrill.session.session import Session
from ccdrill.tui.report import header, sections, titled
from tests.builders import build_exercise
from tests.debrief.runs import DRILL, PROCEDURE, SCENARIO, agree, debrief, play_badly, record, think_twice
from tests.session.stage import decide


def page(found: Debrief, width: int = 74) -> str:
    return "\n".join(line.plain.rstrip() for _, line in titled(sections(found, width)))


def section(found: Debrief, title: str, width: int = 74) -> str:
    return " ".join(" ".join(line.plain for line in dict(sections(found, width))[title]).split())


def tick_nothing(session: Session) -> None:
    for choice, roles in (("escalate", ("leader",)), ("divert", ("telephony",)), ("phone", ("payments",))):
        session.handle(OpenOptions())
        decide(session, choice, roles=tuple(RoleId(role) for role in roles), where="desk")


def test_document_and_version_are_told_once_and_a_step_once_for_all_that_it_lost() -> None:
    found = debrief(play_badly)
    assert page(found).count("Model procedure T") == 1
    differed = section(found, "What else differed")
    assert len([one for one in found.differed if one.citation and one.citation.step == "report"]) == 3
    assert differed.count("report, within 15 min of the start") == 1


def test_points_stand_in_a_column_and_only_points_of_a_hundred_are_called_so() -> None:
    found = debrief(play_badly)
    rows = page(found).split("\n")
    columns = {
        row.index(one.points) + len(one.points) for one in found.critical for row in rows if f" {one.points}  " in row
    }
    assert len(columns) == 1
    assert "Lost 19.45 of 15 by weight: 129.7 points of 100 in the 8 findings (129.6 when" in section(
        found, "The number"
    )
    assert "/" not in section(found, "The number")


def test_choices_without_a_record_read_as_done_and_not_as_failure() -> None:
    found = debrief(tick_nothing)
    kept = section(found, "What went as written")
    assert "Nothing that the procedure asks for" not in kept
    assert "Done as written, but for records that are missing:" in kept
    assert "Divert the route: done Mon 10:50, due Mon 11:05; nobody ticked: Route difference. A critical step." in kept
    assert "without its record" not in section(found, "What else differed")
    assert section(found, "What else differed") == "Nothing but the records that are listed above."
    assert "Divert the route: records missing" in section(found, "Against the procedure")


def test_no_bracket_follows_a_bracket() -> None:
    bracketed = PROCEDURE.replace("do: Divert the route", "do: Divert the route (all nodes)")
    for play in (play_badly, think_twice, tick_nothing):
        found = build_debrief(record(play, what=build_exercise(scenario=SCENARIO, procedure=bracketed, drill=DRILL)))
        assert not re.search(r"[)\]]\W{0,2}\s*[(\[]", page(found).replace("\n", " ")), page(found)


def test_notes_and_reasons_are_on_the_page() -> None:
    text = section(debrief(think_twice), "What was decided")
    assert "Nobody knew the number of the security line." in text
    assert "Taken back: Power both nodes off" in text
    assert "taken back because: Nobody had asked what it destroys." in text


def test_the_hour_gives_way_before_the_name_of_the_team_does() -> None:
    facts = msgspec.structs.replace(
        debrief(play_badly).facts, drill="The payment line, with the team", team="Team B", began="2026-11-29 03:26 UTC"
    )
    at_90 = header(facts, 90).plain
    assert " · Team B  " in at_90 and at_90.endswith(" 29 Nov 2026, 03:26 UTC ")
    at_80 = header(facts, 80).plain
    assert at_80.startswith(" EXERCISE  Debrief: The payment line, with the team · Team B  ")
    assert at_80.endswith(" 29 Nov 2026 ")
    assert {header(facts, width).cell_length for width in (60, 80, 90)} == {60, 80, 90}


def test_what_was_agreed_is_the_last_thing_to_hear_and_ratings_stand_beside_the_proposed_ones() -> None:
    found = debrief(agree)
    assert list(dict(sections(found, 74)))[-1] == "What was agreed"
    agreed = section(found, "What was agreed")
    assert agreed.startswith("3 of 7 rows have an action; 2 lack an owner or a date.")
    assert "Divert the route · Script the diversion Ann Example, by 2027-01-31" in agreed
    assert "· The team says: we did not follow the procedure" in agreed
    assert "Changed to P (performed without challenges) by Eve Example on 2026-11-23: Seen at once." in section(
        found, "The number"
    )
    assert "What was agreed" not in dict(sections(debrief(play_badly), 74))


def test_every_line_keeps_to_the_width() -> None:
    for width in (50, 74, 110):
        assert max(line.cell_length for _, line in titled(sections(debrief(play_badly), width))) <= width + 4
