"""The hot wash gone through question by question, while another terminal records as well."""

from ccdrill.debrief.document.hot_wash import MEANT, HotWash
from ccdrill.debrief.talking.talk import Talk
from ccdrill.plain.hot_wash import HotWashWalk
from ccdrill.session.deciding.commands import AnswerQuestion, NameDoubt, NameGap, TakeBack
from ccdrill.session.session import Session
from tests.debrief.runs import play_well
from tests.plain.talk import Deed, Given, answer


def wash(*answers: Given, first: Deed = lambda _: None) -> tuple[list[str], Talk]:
    """What is told, and what came of it; `first`: what is done before anything is asked."""

    def played(session: Session) -> None:
        play_well(session)
        first(session)

    return answer(HotWashWalk, played, *answers)


def said(talk: Talk) -> HotWash:
    found = talk.look().hot_wash
    assert found is not None
    return found


def actions(talk: Talk) -> dict[str, tuple[str, str]]:
    return {
        row.what: (row.agreed.what, row.agreed.who_and_when) for row in talk.look().plan if row.is_gap and row.agreed
    }


def test_all_of_it_is_asked_for_in_order_and_what_the_team_was_least_sure_of_is_proposed() -> None:
    told, talk = wash(
        *("3", "Nobody knew the number", "On the wall card", "Ann Lee", "2037-01-31"),
        *("No contact", "", ""),
        *("p when they rang", "n", "yes: by the records"),
    )
    assert told[:6] == [
        "An empty line leaves what is asked as it is; the word quit ends.",
        "",
        "When were you least sure? Give its number, or say it in your own words.",
        '   1  Mon 10:20, "It asked me twice" (fairly sure)',
        "   2  Mon 10:30, Two nodes (certain)",
        "   3  Mon 10:50, The acquirer (leaning)",
    ]
    assert told[6] == "Least sure (3 is proposed): "
    found = said(talk)
    assert found.doubt is not None and found.doubt.situation == "The acquirer"
    assert [one.what for one in found.gaps] == ["Nobody knew the number", "No contact"]
    assert actions(talk) == {"Nobody knew the number": ("On the wall card", "Ann Lee, by 2037-01-31")}
    assert [one.told for one in found.answers] == ["partly, when they rang", "no", "yes, by the records"]
    assert "Stopped" not in told[-1]
    assert [line for line in told if line in MEANT.values()] == list(MEANT.values())


def test_whatever_is_left_empty_stays_open() -> None:
    _, talk = wash("", "", "", "", "")
    assert talk.look().hot_wash is None


def test_it_can_be_gone_on_with_later_and_shows_what_stands() -> None:
    _, talk = wash("When the press rang", "Nobody knew the number", "quit")
    told, talk = wash(
        *("", "", "On the wall card", "", "", "", "", "yes", "quit"),
        first=lambda session: session.agree(
            [
                NameDoubt(words="When the press rang"),
                NameGap(gap=1, what="Nobody knew the number"),
                AnswerQuestion(question="see", answer="no"),
            ]
        ),
    )
    assert "   Least sure: When the press rang" in told
    assert "   Nobody knew the number" in told and "   Action: open" in told
    assert "   Could we see it? no" in told
    assert actions(talk) == {"Nobody knew the number": ("On the wall card", "no owner yet, no date yet")}
    assert [one.told for one in said(talk).answers] == ["no", "yes"]


def test_what_is_no_answer_is_asked_for_again() -> None:
    told, talk = wash("7", "2", "", "maybe", "yes", "quit")
    assert sum(line.startswith("Least sure") for line in told) == 2
    assert sum(line.startswith("Could we see it?") for line in told) == 2
    found = said(talk)
    assert found.doubt is not None and found.doubt.situation == "Two nodes"
    assert found.answers[0].answer == "yes"


def test_a_gap_that_another_terminal_named_meanwhile_stays_beside_one_s_own() -> None:
    told, talk = wash(
        "",
        (lambda other: other.handle(NameGap(gap=1, what="Theirs")), "Ours"),
        *("Ours", "Do ours", "", "", "quit"),
    )
    refused = next(at for at, line in enumerate(told) if "moved on in another terminal" in line)
    assert "   Theirs" in told[refused:]
    assert [one.what for one in said(talk).gaps] == ["Theirs", "Ours"]
    assert actions(talk) == {"Ours": ("Do ours", "no owner yet, no date yet")}


def test_no_more_gaps_are_asked_for_than_there_is_room() -> None:
    told, talk = wash("", *(text for number in range(5) for text in (f"Thing {number}", "")), "yes", "quit")
    assert len(said(talk).gaps) == 5
    assert said(talk).answers[0].answer == "yes"
    assert told.count("Missing: ") == 5


def test_nothing_is_asked_any_more_when_the_exercise_goes_on_elsewhere() -> None:
    told, talk = wash((lambda other: other.handle(TakeBack(reason="again")), "1"), "1", "never asked for")
    assert told[-1] == "Stopped. What was recorded is kept."
    assert talk.look().hot_wash is None
