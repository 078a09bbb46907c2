"""Practising in lines: what is typed, what is told, how it is left."""

from collections.abc import Iterable, Iterator

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.plain.leaving import AnswersEnded, Interrupted, NobodyReads, Refused
from ccdrill.plain.practice import practise
from ccdrill.practice.sitting import Sitting
from tests.decks import MemoryJudgements, tiny_deck, tiny_sitting

GO_ON = "Practise again with: ccdrill practice"


def practised(*typed: str, sitting: Sitting | None = None, is_piped: bool = False) -> str:
    """Everything that was printed."""
    printed: list[str] = []
    try:
        practise(sitting or tiny_sitting(), (f"{line}\n" for line in typed), printed.append, GO_ON, is_piped=is_piped)
    except Exception as error:
        error.add_note("\n".join(printed))
        raise
    return "\n".join(printed)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_sitting_from_the_first_message_to_the_page_at_the_end() -> None:
    store = MemoryJudgements()
    text = practised("a", "1 4", "", "3", "2", "", "2 1", "", sitting=tiny_sitting(store))
    assert [(one.answer, one.sure, one.looked) for one in store.judgements] == [
        ("report", 4, ("sender",)),
        ("use", 2, ()),
        ("verify", 1, ()),
    ]
    assert "MESSAGE 1 OF 3: E-mail\nFrom: Ostrel Energy mailbox team\n" in text
    assert "LOOK a: Ostrel Energy mailbox team, who really sent it: admin@ostrel-mail.test" in flat(text)
    assert text.count("FEEDBACK:") == 3
    assert "WHAT IT CAME TO: THREE THAT CAME IN" in text
    assert text.rstrip().endswith(GO_ON)
    assert max(len(line) for line in text.split("\n")) <= 78


def test_before_the_first_message_it_is_told_what_is_asked_and_what_is_kept() -> None:
    before = flat(practised("q").partition("MESSAGE 1")[0])
    assert "STORY: Two e-mails and a text message. RULES: - 3 messages, a few minutes." in before
    assert "on this machine, under the name Rae" in before


def test_what_was_not_looked_at_is_told_after_the_judgement_and_not_before() -> None:
    before, _, after = practised("c", "1 4", "q").partition("FEEDBACK:")
    assert "admin@ostrel-mail.test" not in before
    assert "https://ostrel-mail.test/login" in before
    assert "NOT LOOKED AT: Ostrel Energy mailbox team, who really sent it: admin@ostrel-mail.test" in flat(after)
    assert "NOT LOOKED AT: Restore my mailbox" not in flat(after)


def test_the_labels_say_what_each_part_is() -> None:
    text = practised("3 4", "q")
    labels = [line.partition(":")[0] for line in text.partition("FEEDBACK:")[2].split("\n") if line[:1].isupper()]
    assert labels[:8] == [
        "NEXT TIME",
        "YOU SAID",
        "BEST HERE",
        "WHAT DECIDES",
        "OTHER RED FLAGS",
        "HOW HARD",
        "NOT LOOKED AT",
        "NOT LOOKED AT",
    ]
    assert labels[10:13] == ["SAFE ROUTE", "TAKE ALONG", "ANSWER"]


def test_how_sure_is_asked_where_it_was_not_said_and_back_drops_the_answer() -> None:
    store = MemoryJudgements()
    text = practised("1", "back", "4", "certain", "q", sitting=tiny_sitting(store))
    assert text.count("SURE: How sure are you?") == 2
    assert [(one.answer, one.sure) for one in store.judgements] == [("leave", 4)]


def test_answers_can_be_given_by_name() -> None:
    store = MemoryJudgements()
    practised("verify 3", "q", sitting=tiny_sitting(store))
    assert store.judgements[0].answer == "verify"


@pytest.mark.parametrize("is_piped", [False, True])
def test_a_letter_that_a_message_lacks_is_said_with_those_it_has_and_the_sitting_goes_on(is_piped: bool) -> None:
    text = flat(practised("Z", "a", "1 4", "z", "", "q", is_piped=is_piped))
    assert text.count("NOTHING THERE: nothing of this message has the letter z; look closer at a, b, c, d.") == 2
    assert "LOOK a:" in text
    assert "MESSAGE 2 OF 3" in text


@pytest.mark.parametrize("word", ["k", "K", "routes"])
def test_the_known_routes_can_be_asked_for_at_any_time(word: str) -> None:
    text = practised(word, "1 1", word, "", "q")
    assert text.count("ROUTES YOU KNOW:") == 2
    assert "Shifts: The roster app that you open yourself" in text


def test_help_and_again_and_comments() -> None:
    text = practised("help", "# nothing", "again", "", "1 1", "again", "q")
    assert text.count("HELP:") == 2
    assert text.count("MESSAGE 1 OF 3") == 3


@pytest.mark.parametrize("typed", ["5", "1 9", "zz", "report it now", "é", "\x1b[2J"])
def test_what_means_nothing_is_asked_again(typed: str) -> None:
    store = MemoryJudgements()
    text = practised(typed, "1 1", "q", sitting=tiny_sitting(store))
    assert "NOT UNDERSTOOD:" in text
    assert "\x1b" not in text
    assert len(store.judgements) <= 1


@pytest.mark.parametrize(("typed", "line"), [(["# x", "5"], 2), (["1 9"], 1), (["1 1", "", "zz"], 3)])
def test_from_a_pipe_the_first_answer_that_means_nothing_ends_it(typed: list[str], line: int) -> None:
    with pytest.raises(Refused, match=f"line {line}: ") as refused:
        practised(*typed, is_piped=True)
    assert refused.value.hint == GO_ON


def test_who_leaves_gets_the_page_of_what_was_judged() -> None:
    for typed in (["q"], ["1 1", "q"], ["1 1", "", "2", "quit"]):
        assert "WHAT THIS DOES NOT SAY:" in practised(*typed)


def test_answers_that_end_too_soon_say_so_and_what_was_judged_is_kept() -> None:
    store = MemoryJudgements()
    with pytest.raises(AnswersEnded, match="what was judged is kept"):
        practised("1 1", "", "2 2", sitting=tiny_sitting(store))
    assert len(store.judgements) == 2


def test_answers_that_end_behind_the_last_message_come_to_the_page() -> None:
    assert "WHAT IT CAME TO" in practised("1 1", "", "2 2", "", "3 3")


def typed_until(error: BaseException, *lines: str) -> Iterator[str]:
    yield from lines
    raise error


@pytest.mark.parametrize(("error", "told"), [(KeyboardInterrupt(), Interrupted), (BrokenPipeError(), NobodyReads)])
def test_who_is_interrupted_keeps_what_was_judged(error: BaseException, told: type[Exception]) -> None:
    store = MemoryJudgements()
    lines: Iterable[str] = typed_until(error, "1 1\n", "\n")
    with pytest.raises(told, match="nothing is lost"):
        practise(tiny_sitting(store), lines, lambda _: None, GO_ON)
    assert len(store.judgements) == 1


def test_a_judgement_that_can_not_be_recorded_ends_it_without_a_word_of_what_was_right() -> None:
    store = MemoryJudgements()
    sitting = tiny_sitting(store)
    store.is_full = True
    with pytest.raises(StoreError) as ended:
        practised("1 1", sitting=sitting)
    assert "FEEDBACK" not in ended.value.__notes__[0]


def test_what_a_message_holds_steers_no_terminal_and_draws_nothing() -> None:
    from msgspec.structs import replace

    deck = tiny_deck()
    hostile = replace(deck.items["shift-swap"], body="\x1b[31mred │ box ─ \u202e tluaf", subject="\x07bell")
    text = practised("3 3", "q", sitting=tiny_sitting(deck=replace(deck, items={"shift-swap": hostile})))
    assert not set(text) & {"\x1b", "\x07", "\u202e", "│", "─"}
