"""One sitting, as a front end drives it."""

import pytest
from msgspec.structs import replace

from ccdrill.model.errors import NotAllowed, StoreError
from ccdrill.practice.looking import looks_of
from tests.builders import FakeClock
from tests.decks import MemoryJudgements, tiny_deck, tiny_sitting


def test_a_message_is_shown_with_what_one_sees_and_without_what_looking_tells():
    view = tiny_sitting().view()
    assert (view.stage, view.place) == ("message", "Message 1 of 3")
    assert [(one.label, one.text) for one in view.message.fields] == [
        ("From", "Ostrel Energy mailbox team"),
        ("To", "Dear Customer"),
        ("Received", "Tue 09:12"),
        ("Subject", "Your mailbox is full"),
    ]
    assert [one.letter for one in view.message.looks] == ["a", "b", "c", "d"]
    assert not any(one.found for one in view.message.looks)
    assert view.feedback is None


@pytest.mark.parametrize(("channel", "first"), [("e-mail", "sender"), ("voice", "reply-to"), ("ticket", "reply-to")])
def test_what_stands_beside_a_senders_name_at_once_is_nothing_to_look_at(channel: str, first: str):
    item = next(iter(tiny_deck().items.values()))
    sender = replace(item.from_, address="0161 496 0000", reply_to="desk@ostrel.example")
    assert looks_of(replace(item, channel=channel, from_=sender))[0].id == first


def test_looking_is_free_and_recorded_once():
    store = MemoryJudgements()
    sitting = tiny_sitting(store)
    for letter in ("c", "C", "a"):
        view = sitting.look(letter)
    assert [one.found for one in view.message.looks] == [
        "admin@ostrel-mail.test",
        "",
        "https://ostrel-mail.test/login",
        "",
    ]
    sitting.judge("report", 4)
    assert store.judgements[0].looked == ("link-1", "sender")


def test_a_look_after_the_judgement_is_not_recorded():
    store = MemoryJudgements()
    sitting = tiny_sitting(store)
    view = sitting.judge("report", 4)
    assert all(one.found and not one.is_looked_at for one in view.message.looks)
    assert not any(one.is_looked_at for one in sitting.look("a").message.looks)
    assert store.judgements[0].looked == ()


def test_there_is_nothing_to_look_at_under_another_letter_and_those_that_there_are_are_named():
    sitting = tiny_sitting()
    hints = set()
    for _ in sitting.plan.items:
        with pytest.raises(NotAllowed, match="nothing to look at under 'k'") as refused:
            sitting.look("k")
        hints.add(refused.value.hint)
        sitting.judge("report", 4)
        sitting.go_on()
    assert hints == {"Look at one of these: a, b, c, d.", "Here only a shows more."}


def test_the_seconds_are_those_since_the_message_was_shown():
    clock, store = FakeClock(), MemoryJudgements()
    sitting = tiny_sitting(store, clock)
    for seconds in (4, 11):
        clock.pass_seconds(seconds)
        sitting.judge("report", 1)
        clock.pass_seconds(30)
        sitting.go_on()
    assert [one.seconds for one in store.judgements] == [4, 11]


def test_a_judgement_that_can_not_be_recorded_is_not_explained():
    store = MemoryJudgements()
    sitting = tiny_sitting(store)
    store.is_full = True
    with pytest.raises(StoreError):
        sitting.judge("report", 4)
    assert sitting.view().stage == "message"


def test_a_message_is_judged_once():
    sitting = tiny_sitting()
    sitting.judge("report", 4)
    with pytest.raises(NotAllowed, match="judged already"):
        sitting.judge("use", 4)


@pytest.mark.parametrize("sure", [0, 5, -1])
def test_nobody_is_surer_than_certain(sure):
    store = MemoryJudgements()
    with pytest.raises(NotAllowed, match=f"sure {sure}"):
        tiny_sitting(store).judge("report", sure)
    assert not store.judgements


def test_nothing_goes_on_before_the_message_is_judged():
    with pytest.raises(NotAllowed, match="not judged yet"):
        tiny_sitting().go_on()


def test_the_end_comes_after_the_last_message_and_stays():
    sitting = tiny_sitting()
    for _ in range(3):
        sitting.judge("report", 2)
        view = sitting.go_on()
    assert (view.stage, view.place, view.message) == ("end", "3 of 3 judged", None)
    assert view.page is not None
    assert sitting.go_on() == view
    for refused in (lambda: sitting.judge("report", 2), lambda: sitting.look("a")):
        with pytest.raises(NotAllowed):
            refused()


def test_whoever_leaves_keeps_what_was_judged():
    store = MemoryJudgements()
    sitting = tiny_sitting(store)
    sitting.judge("report", 2)
    view = sitting.leave()
    assert (view.stage, view.place) == ("end", "1 of 3 judged")
    assert len(store.judgements) == 1


@pytest.mark.parametrize(
    ("judged_before", "told"),
    [
        ((), ""),
        (("mailbox-full",), "1 of them comes back, for you have judged it before."),
        (("mailbox-full", "shift-swap"), "2 of them come back, for you have judged them before."),
        (("mailbox-full", "shift-swap", "shift-changed"), "You have judged all of them before."),
    ],
)
def test_what_comes_back_is_told_before_the_first_message(judged_before: tuple[str, ...], told: str):
    store = MemoryJudgements()
    if judged_before:
        earlier = tiny_sitting(store, items=judged_before)
        for _ in judged_before:
            earlier.judge("report", 3)
            earlier.go_on()
    rules = tiny_sitting(store).opening().rules
    assert [rule for rule in rules if "before" in rule] == ([told] if told else [])


def test_a_message_that_was_rewritten_since_is_no_message_that_comes_back():
    store = MemoryJudgements()
    tiny_sitting(store).judge("report", 3)
    deck = tiny_deck()
    rewritten = {name: replace(item, subject=f"{item.subject}!") for name, item in deck.items.items()}
    rules = tiny_sitting(store, deck=replace(deck, items=rewritten)).opening().rules
    assert not any("before" in rule for rule in rules)
