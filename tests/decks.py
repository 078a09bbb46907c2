"""What tests of practice build from: a deck of three messages, judgements, and a place that keeps them in memory."""

from msgspec.structs import replace

from ccdrill.model.deck import Deck
from ccdrill.model.errors import StoreError, UnknownName
from ccdrill.model.ids import ItemId, PersonId, SittingId
from ccdrill.practice.judged import Judged, Person
from ccdrill.practice.sitting import Plan, Sitting
from tests.builders import FakeClock, read

TINY_DECK = """
schema: ccdrill/deck/v1
id: tiny-deck
title: Three that came in
version: 1.0.0
summary: Two e-mails and a text message.
names: {org: Ostrel Energy, agent: Rae}
routes:
  - {id: report, what: Report a message, how: "The report button, or the security line, ext. 4444"}
  - {id: shifts, what: Shifts, how: The roster app that you open yourself}
items:
  mailbox-full:
    kind: phish
    channel: e-mail
    from: {name: "{org} mailbox team", address: admin@ostrel-mail.test, reply_to: box@returns.test}
    to: Dear Customer
    received: Tue 09:12
    subject: Your mailbox is full
    body: |
      Dear Customer,

      your mailbox is 98 % full and will be closed in 24 hours.
      Restore it now.
    links: [{text: Restore my mailbox, to: "https://ostrel-mail.test/login"}]
    attachments: [{name: limits.html, type: web page}]
    note: The mail system marked it as external.
    cues:
      - {code: L6, quote: Dear Customer, why: Whoever writes to you at work knows your name.}
      - {code: L4, quote: closed in 24 hours, why: Haste keeps you from looking twice., times: 2}
      - {code: T4, quote: ostrel-mail.test, why: "It looks like the address of {org}, and is another one."}
    decisive: T4
    premise: weak
    right: [report]
    route: report
    point: Look who owns the address before you look at what it wants.
  shift-swap:
    kind: legitimate
    channel: e-mail
    from: {name: Dana Ruiz, address: dana.ruiz@ostrel.example}
    to: "{agent}"
    received: Tue 09:40
    subject: "Re: shift swap"
    body: |
      hi {agent}, pls check teh swap asap, then i can close the roster
    note: It stands below your own message of this morning.
    cues:
      - {code: E1, quote: teh swap, why: "A slip of the pen: people write like that.", times: 2}
      - {code: L4, quote: asap, why: She has a roster to close.}
    because: It answers your own message, from her own address, and asks for nothing new.
    right: [use, verify]
    route: shifts
    point: A scruffy message is not a phish.
  shift-changed:
    kind: phish
    channel: sms
    from: {name: "+44 7700 900123"}
    received: Tue 10:02
    body: "Your shift for tomorrow has changed: look here"
    links: [{text: look here, to: "https://shiftloom-ostrel.test/login"}]
    cues:
      - {code: T4, quote: shiftloom-ostrel.test, why: The roster is somewhere else.}
      - {code: C5, why: "Shifts do change: the topic is right, the way is not."}
    decisive: T4
    right: [report, verify]
    route: shifts
    point: The right topic by the wrong route is a phish.
"""

SOMEBODY = Person(id=PersonId("p1"), name="Rae")


class MemoryJudgements:
    """Forgets everything with the process. Implements `JudgementStore`. `is_full` makes every write fail."""

    def __init__(self) -> None:
        self.persons: dict[PersonId, Person] = {}
        self.judgements: list[Judged] = []
        self.is_full = False

    def find(self, name: str) -> Person | None:
        return next((one for one in self.persons.values() if one.name.casefold() == name.casefold()), None)

    def enrol(self, person: Person) -> Person:
        return self.find(person.name) or self.persons.setdefault(person.id, person)

    def record(self, judged: Judged) -> None:
        if self.is_full:
            raise StoreError("the disk is full", "Make room.")
        if judged.person not in self.persons:
            raise UnknownName("whoever practises here was forgotten meanwhile", "Begin again.")
        self.judgements.append(judged)

    def judged_by(self, person: PersonId) -> tuple[Judged, ...]:
        return tuple(one for one in self.judgements if one.person == person)

    def forget(self, person: PersonId) -> int:
        before = len(self.judgements)
        self.judgements = [one for one in self.judgements if one.person != person]
        self.persons.pop(person, None)
        return before - len(self.judgements)


def tiny_deck() -> Deck:
    """The deck of three messages."""
    return read(TINY_DECK, Deck)


def tiny_sitting(
    store: MemoryJudgements | None = None,
    clock: FakeClock | None = None,
    deck: Deck | None = None,
    *,
    items: tuple[str, ...] = (),
) -> Sitting:
    """A sitting over the tiny deck, or another, in the order of the file or in that of `items`."""
    deck = deck or tiny_deck()
    order = tuple(ItemId(one) for one in items) or tuple(deck.items)
    plan = Plan(id=SittingId("s1"), deck=deck, items=order, seed=7)
    kept = store if store is not None else MemoryJudgements()
    return Sitting(plan, kept.enrol(SOMEBODY), kept, clock or FakeClock())


def judged(**changes: object) -> Judged:
    """A judgement: a phish, reported, fairly sure; or what is asked for instead."""
    usual = Judged(
        sitting=SittingId("s1"),
        person=SOMEBODY.id,
        utc="2026-11-23T09:00:00.000Z",
        seconds=9,
        deck=tiny_deck().id,
        item=ItemId("mailbox-full"),
        digest="0" * 64,
        kind="phish",
        right=("report",),
        cues=("T4", "L6", "L4"),
        answer="report",
        sure=3,
        seed=7,
    )
    return replace(usual, **changes)
