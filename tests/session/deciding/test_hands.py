"""A show of hands: counts by choice, never names; part of the record, of the situation in which it was taken, and of the debrief."""

from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Entry, HandsCounted
from ccdrill.model.ids import ChoiceId, ChoiceKey, StateId
from ccdrill.session.deciding.commands import CountHands, CutShort, LeadOn, OpenOptions, TakeBack, WriteNote
from ccdrill.session.deciding.hands import read_hands
from ccdrill.session.deciding.team import Team
from ccdrill.session.replay import replay
from ccdrill.session.run.chain import START, open_links, seal, seal_entry
from ccdrill.session.run.ports import Link
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from ccdrill.session.telling.view import OptionView, View
from tests.builders import build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide, kinds


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def session(stage: Stage) -> Session:
    session = stage.begin(Team(head_count=12))
    session.handle(OpenOptions())
    return session


def count(session: Session, **hands: int) -> View:
    return session.handle(CountHands(hands={ChoiceId(name.replace("_", "-")): many for name, many in hands.items()}))


def test_hands_are_counts_by_choice_and_stand_for_the_decision_that_comes(stage: Stage, session: Session) -> None:
    assert session.view().hands == ()
    assert count(session, retry=3, escalate=6).hands == (3, 6)
    assert decide(session, "escalate").hands == ()
    assert session.run.entries[2].event == HandsCounted(
        hands={ChoiceKey("third-caller/retry"): 3, ChoiceKey("third-caller/escalate"): 6}
    )
    stage.prove(session)


def test_they_may_be_counted_again_and_the_same_count_is_not_recorded_twice(session: Session) -> None:
    count(session, retry=3)
    count(session, retry=3, escalate=0)
    assert count(session, escalate=12).hands == (0, 12)
    assert kinds(session) == ["Opened", "OptionsOpened", "HandsCounted", "HandsCounted"]


@pytest.mark.parametrize(
    ("hands", "why"),
    [
        ({}, "no hand was counted"),
        ({"retry": 0}, "no hand was counted"),
        ({"retry": -1}, "so many hands"),
        ({"retry": 10_000}, "so many hands"),
        ({"retry": 7, "escalate": 6}, "13 hands are more than the 12 people"),
        ({"divert": 1}, "can't be chosen now"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_recorded(session: Session, hands: dict[str, int], why: str) -> None:
    with pytest.raises(NotAllowed, match=why) as refused:
        count(session, **hands)
    assert refused.value.hint
    assert session.run.seq == 2


def test_without_a_head_count_any_number_may_raise_a_hand(stage: Stage) -> None:
    session = stage.begin()
    session.handle(OpenOptions())
    assert count(session, retry=400, escalate=9_999).hands == (400, 9_999)


def test_hands_come_after_the_options_and_before_the_end(stage: Stage) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed, match="not shown yet"):
        count(session, retry=1)
    session.handle(OpenOptions())
    session.handle(CutShort())
    with pytest.raises(NotAllowed, match="over"):
        count(session, retry=1)


def test_who_plays_alone_has_no_hands_to_count() -> None:
    session = Stage().begin()
    with pytest.raises(NotAllowed, match="play alone"):
        count(session, retry=1)
    forged = Entry(
        seq=2, utc=session.run.entries[0].utc, t=0, event=HandsCounted(hands={ChoiceKey("third-caller/retry"): 1})
    )
    with pytest.raises(DamagedRun, match="plays alone"):
        replay(session.exercise, fold([*session.run.entries, forged]))


def test_a_decision_that_leads_nowhere_ends_its_hands_too(session: Session) -> None:
    count(session, retry=3)
    decide(session, "retry")
    session.handle(OpenOptions())
    assert session.view().hands == ()


def test_whoever_is_led_to_the_same_situation_again_counts_anew() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL.replace("minutes: 5", "minutes: 5\npace: 1")))
    session = stage.begin()
    session.handle(OpenOptions())
    assert count(session, retry=3).hands == (3, 0)
    stage.clock.pass_seconds(60)
    for state in ("contain", "third-caller"):
        session.handle(LeadOn(to=StateId(state), reason="Once more"))
    assert session.handle(OpenOptions()).hands == ()


def test_whoever_takes_a_decision_back_finds_the_hands_that_were_counted_for_it(stage: Stage, session: Session) -> None:
    count(session, retry=3, escalate=6)
    decide(session, "escalate")
    session.handle(OpenOptions())
    count(session, divert=9)
    assert session.handle(TakeBack()).hands == (3, 6)
    decide(session, "retry")
    session.handle(TakeBack())
    assert session.view().hands == (3, 6)
    stage.prove(session)


def test_the_debrief_tells_the_spread_beside_what_was_decided(session: Session) -> None:
    count(session, retry=6, escalate=3)
    decide(session, "escalate")
    session.handle(OpenOptions())
    decide(session, "divert")
    found = debrief_session(session)
    assert [one.hands for one in found.decisions] == [
        '3 of 9 for this, 6 for "Ask the callers to hang up and pay again"',
        "",
    ]


def test_hands_change_neither_the_score_nor_the_course(session: Session) -> None:
    other = Stage(build_exercise(drill=TEAM_DRILL)).begin(Team(head_count=12))
    other.handle(OpenOptions())
    count(session, retry=6, escalate=3)
    for one in (session, other):
        decide(one, "escalate")
    assert score_run(session.exercise, session.run) == score_run(other.exercise, other.run)
    assert score_run(session.exercise, session.run).score > Fraction(0)
    assert session.run.situation == other.run.situation


@pytest.mark.parametrize(
    ("hands", "why"),
    [({"contain/divert": 1}, "no such choice"), ({"third-caller/retry": 13}, "more than the 12"), ({}, "no hand")],
)
def test_a_count_that_can_not_have_been_is_found_when_the_run_is_proved(
    session: Session, hands: dict[ChoiceKey, int], why: str
) -> None:
    count(session, retry=3)
    entries = [
        msgspec.structs.replace(one, event=HandsCounted(hands=hands)) if isinstance(one.event, HandsCounted) else one
        for one in session.run.entries
    ]
    with pytest.raises(DamagedRun, match=why):
        replay(session.exercise, fold(entries))


@pytest.mark.parametrize(
    "hands", [{"third-caller/retry": 0}, {"third-caller/retry": "Ann"}, {"third-caller/retry": 1.5}]
)
def test_neither_names_nor_parts_of_a_hand_can_stand_in_a_chain(session: Session, hands: dict[str, object]) -> None:
    count(session, retry=3)
    body = msgspec.json.decode(seal_entry(session.run.entries[-1], START).body)
    body["event"]["hands"] = hands
    link = msgspec.json.encode(body | {"seq": 1})
    with pytest.raises(DamagedRun, match="can't be read"):
        open_links([Link(seq=1, body=link, seal=seal(START, link))])


def options(many: int) -> list[OptionView]:
    return [OptionView(number=at, id=ChoiceId(f"c{at}"), text="") for at in range(1, many + 1)]


@pytest.mark.parametrize(
    ("typed", "hands"),
    [
        ("361", {"c1": 3, "c2": 6, "c3": 1}),
        ("3 6 1", {"c1": 3, "c2": 6, "c3": 1}),
        ("12, 0, 3", {"c1": 12, "c3": 3}),
        ("2=6", {"c2": 6}),
        ("1=3 2=12", {"c1": 3, "c2": 12}),
        (" 1 = 3,3 =1 ", {"c1": 3, "c3": 1}),
    ],
)
def test_counts_are_typed_in_order_or_by_number(typed: str, hands: dict[str, int]) -> None:
    assert read_hands(typed, options(3)) == hands


@pytest.mark.parametrize(
    "typed", ["", "36", "3 6", "3 6 1 2", "1=", "4=1", "1=3 6", "one", "1=Ann", "-1 2 3", "٣ 1 2", "1=99999"]
)
def test_what_is_no_count_is_refused_with_how_to_type_it(typed: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        read_hands(typed, options(3))
    assert "1=3 2=6" in refused.value.hint


@given(st.text(max_size=30), st.integers(1, 9))
def test_nothing_that_is_typed_breaks_it(typed: str, many: int) -> None:
    try:
        hands = read_hands(typed, options(many))
    except NotAllowed:
        return
    assert all(count > 0 for count in hands.values())


def test_a_note_beside_it_leaves_the_hands_as_they_are(session: Session) -> None:
    count(session, retry=3)
    assert session.handle(WriteNote(text="Half of them looked at Bob.")).hands == (3, 0)


def test_the_log_tells_them_by_the_numbers_of_the_choices_then_also_when_the_run_is_opened_again(
    stage: Stage, session: Session
) -> None:
    count(session, retry=3, escalate=6)
    counted = "Hands: choice 1 has 3, choice 2 has 6."
    for one in (session, stage.resume(session)):
        assert one.backstage().journal[-1].text == counted
    decide(session, "escalate")
    assert [line.text for line in session.backstage().journal].count(counted) == 1
