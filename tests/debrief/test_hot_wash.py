"""The hot wash in the report: in a section of its own, on the first page, and its gaps as rows of the plan."""

import pytest

from ccdrill.debrief.build import agreed_anew, build_debrief
from ccdrill.debrief.document.course import DecisionRow
from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.hot_wash import least_sure
from ccdrill.debrief.document.lessons import TurningPoint
from ccdrill.debrief.talking.answering import answer_of, doubt_of, free_gap, gap_called
from ccdrill.debrief.telling.render import render
from ccdrill.debrief.telling.short import in_short
from ccdrill.model.errors import NotAllowed
from ccdrill.plain.report import debrief as plain_lines
from ccdrill.session.deciding.commands import AnswerQuestion, NameDoubt, NameGap
from ccdrill.session.session import Session
from tests.builders import build_exercise
from tests.debrief.runs import SCENARIO, debrief, erased, play_well, record, think_twice, wash


@pytest.fixture(scope="module")
def washed() -> Debrief:
    return debrief(wash)


def section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_it_stands_in_a_section_of_its_own_before_the_plan(washed: Debrief) -> None:
    text = render(washed, "markdown")
    assert text.index("\n## Hot wash\n") < text.index("\n## Improvement plan\n")
    told = section(text, "Hot wash")
    assert "as recorded up to 2026-11-23 09:00 UTC" in told
    assert "- **Least sure:** Mon 10:50, The acquirer: Phone now (leaning)" in told
    assert "- **Missing:** Nobody knew the number of the security line" in told
    assert "Action: Put it on the wall card (Ann Example, by 2027-01-31)" in told
    assert "No action is agreed yet" in told
    assert "- **Could we see it:** partly, Only when callers rang" in told
    assert "- **Would we have known at once:** no\n" in told
    assert "- **Could we trace it, and respond:** yes, By the call records" in told


def test_the_first_page_has_it_in_one_line(washed: Debrief) -> None:
    short = {one.label: one for one in in_short(washed)}
    assert short["Hot wash"].text == (
        "least sure at: Mon 10:50, The acquirer; 2 things were missing, 1 of them without an action;"
        " seen: partly, known at once: no, traced and responded to: yes"
    )
    assert short["Hot wash"].below == ()


def test_what_was_missing_is_a_row_of_the_plan_behind_what_was_lost(washed: Debrief) -> None:
    rows = [(one.about, one.what, one.agreed.what if one.agreed is not None else "") for one in washed.plan]
    assert rows[-2:] == [
        ("gap:1", "Nobody knew the number of the security line", "Put it on the wall card"),
        ("gap:2", "The vendor had no contact", ""),
    ]
    assert washed.next == debrief(play_well).next, "what people say was missing is nothing that the drill can practise"
    plan = section(render(washed, "markdown"), "Improvement plan")
    assert (
        "| hot wash | Nobody knew the number of the security line | - |  | - |"
        " Put it on the wall card | Ann Example | 2027-01-31 |"
    ) in plan


def test_nothing_else_of_the_report_is_otherwise(washed: Debrief) -> None:
    before = debrief(play_well)
    assert (washed.numbers, washed.critical, washed.differed) == (before.numbers, before.critical, before.differed)
    assert (washed.ratings, washed.timeline, washed.sure) == (before.ratings, before.timeline, before.sure)
    assert washed.plan[: len(before.plan)] == before.plan


def test_where_nothing_was_said_there_is_no_section() -> None:
    text = render(debrief(play_well), "markdown")
    assert "Hot wash" not in text and '"hot_wash": null' in render(debrief(play_well), "json")


def test_a_debrief_that_is_open_takes_in_what_is_said_meanwhile() -> None:
    recorded = record(play_well)
    assert agreed_anew(build_debrief(recorded), record(wash)).hot_wash == debrief(wash).hot_wash


def test_lines_tell_it(washed: Debrief) -> None:
    told = "\n".join(plain_lines(washed))
    assert "HOT WASH:\n- Least sure: Mon 10:50, The acquirer: Phone now" in told
    assert "- Missing: The vendor had no contact. No action is agreed yet" in told


def test_no_typed_word_of_it_is_left_without_names_and_what_was_chosen_is() -> None:
    found = build_debrief(record(wash).without_names())
    for form in ("markdown", "json"):
        text = render(found, form)  # type: ignore[arg-type]
        for gone in ("Nobody knew", "vendor", "wall card", "Ann Example", "Only when", "call records"):
            assert gone not in text
        assert "(left out)" in text
    assert found.hot_wash is not None and found.hot_wash.doubt is not None
    assert found.hot_wash.doubt.choice == "Phone now"


def test_what_was_erased_says_so() -> None:
    found = build_debrief(erased(record(wash))).hot_wash
    assert found is not None
    assert [one.what for one in found.gaps] == ["(erased)", "(erased)"]
    assert [one.told for one in found.answers] == ["partly, (erased)", "no", "yes, (erased)"]


def test_what_is_typed_in_several_lines_begins_no_row_of_its_own() -> None:
    def play(session: Session) -> None:
        play_well(session)
        session.agree(
            [
                NameDoubt(words="When\n## Objectives"),
                NameGap(gap=1, what="A\n2  step:report"),
                AnswerQuestion(question="see", answer="no", why="a\nb"),
            ]
        )

    found = debrief(play).hot_wash
    assert found is not None and found.doubt is not None
    assert (found.doubt.told, found.gaps[0].what, found.answers[0].why) == (
        "When ## Objectives",
        "A 2 step:report",
        "a b",
    )


def test_whoever_plays_alone_has_a_plan_once_something_was_missing() -> None:
    def play(session: Session) -> None:
        play_well(session)
        session.handle(NameGap(gap=1, what="A number"))

    text = render(build_debrief(record(play, what=build_exercise(scenario=SCENARIO))), "markdown")
    assert "| hot wash | A number |" in section(text, "Improvement plan")


def row(seq: int, confidence: str, *, is_taken_back: bool = False) -> DecisionRow:
    return DecisionRow(
        seq=seq, clock="", situation="", choice="", took="", who="", records="", where="", reason="", thought="",
        confidence=confidence, is_taken_back=is_taken_back,
    )  # fmt: skip


def turn(seq: int, cost: str, *, is_known: bool = True) -> TurningPoint:
    known = "50" if is_known else ""
    return TurningPoint(
        decision=seq, clock="", situation="", choice="", before=known, after=known, cost=cost, instead=""
    )


@pytest.mark.parametrize(
    ("rows", "turns", "proposed"),
    [
        ((row(2, "certain"), row(3, "leaning"), row(4, "a guess")), (), 4),
        ((row(2, "certain"), row(3, "a guess", is_taken_back=True), row(4, "leaning")), (), 4),
        ((row(2, "certain"), row(3, "leaning"), row(4, "leaning")), (turn(3, ""), turn(4, "2.5")), 4),
        ((row(2, "certain"), row(3, "leaning"), row(4, "leaning")), (turn(3, ""), turn(4, "")), None),
        (
            (row(2, "certain"), row(3, "leaning"), row(4, "leaning")),
            (turn(3, "2.5"), turn(4, "", is_known=False)),
            None,
        ),
        ((row(2, "leaning"), row(3, "leaning")), (turn(2, "1"), turn(3, "9")), None),
        ((row(2, "leaning"),), (turn(2, "1"),), None),
        ((row(2, ""), row(3, "")), (turn(2, "1"), turn(3, "9")), None),
        ((), (), None),
    ],
)
def test_a_moment_is_proposed_only_where_the_team_itself_was_less_sure(
    rows: tuple[DecisionRow, ...], turns: tuple[TurningPoint, ...], proposed: int | None
) -> None:
    found = least_sure(rows, turns)
    assert (found.seq if found is not None else None) == proposed


def test_a_number_names_a_decision_that_stands_and_anything_else_is_words() -> None:
    found = debrief(think_twice)
    standing = [one.seq for one in found.decisions if not one.is_taken_back]
    assert doubt_of(" 2 ", found) == NameDoubt(decision=standing[1])
    assert doubt_of("2 minutes after the call", found) == NameDoubt(words="2 minutes after the call")
    assert doubt_of(" ", found) == NameDoubt()
    assert doubt_of("0000000002", found) == NameDoubt(decision=standing[1])
    for typed in ("0", "4", "9" * 5_000, "٢", "0000000019", "0" * 9 + "1" * 5_000):
        with pytest.raises(NotAllowed) as refused:
            doubt_of(typed, found)
        assert refused.value.hint == "Give 1 to 3, or your own words."


@pytest.mark.parametrize(
    ("typed", "answer", "why"),
    [
        ("yes", "yes", ""),
        ("Y", "yes", ""),
        ("p only when they rang", "partly", "only when they rang"),
        ("Partly: by luck", "partly", "by luck"),
        ("yes, but late", "yes", "but late"),
        ("n", "no", ""),
        ("n nobody looks there", "no", "nobody looks there"),
        ("No. Nobody looks there", "no", "Nobody looks there"),
        ("no - nobody looks", "no", "nobody looks"),
        ("no log says it", "no", "no log says it"),
    ],
)
def test_an_answer_is_a_word_or_a_letter_and_a_sentence(typed: str, answer: str, why: str) -> None:
    found = answer_of("see", typed)
    assert (found.answer, found.why) == (answer, why)


@pytest.mark.parametrize("typed", ["maybe", "nobody", "7", "yess", "?"])
def test_what_is_no_answer_is_refused(typed: str) -> None:
    with pytest.raises(NotAllowed, match="is neither yes, partly nor no"):
        answer_of("see", typed)


def test_a_gap_that_says_so_already_is_meant_and_else_the_next_free_one(washed: Debrief) -> None:
    assert gap_called("The vendor  had no contact", washed) == 2
    assert (gap_called("Another", washed), free_gap(washed)) == (3, 3)

    def play(session: Session) -> None:
        play_well(session)
        session.agree([NameGap(gap=number, what=f"Thing {number}") for number in range(1, 6)])

    full = debrief(play)
    assert (gap_called("Thing 5", full), free_gap(full)) == (5, None)
    with pytest.raises(NotAllowed, match="there are 5 gaps already"):
        gap_called("Thing 6", full)
