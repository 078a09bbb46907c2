"""`ccdrill practice`: whose judgements, which deck, which messages of it; and what was judged so far."""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random

from ccdrill.authoring.library.library import Library
from ccdrill.model.deck import Deck
from ccdrill.model.errors import BadContent, UnknownName
from ccdrill.model.filled import filled
from ccdrill.model.ids import PersonId, SittingId
from ccdrill.model.machine import Chance, Clock
from ccdrill.practice.choosing import USUAL, choose, due_now
from ccdrill.practice.judged import Judged, Person
from ccdrill.practice.ports import JudgementStore
from ccdrill.practice.sitting import Plan, Sitting
from ccdrill.practice.spacing import schedule
from ccdrill.session.run.typed import clean_name

_SHIPPED = "floor-inbox"
"""What is practised on when nothing is due."""
_SEEDS = 1_000_000


class Practising:
    """Practice in one data folder. A name is kept as it was typed, without card numbers."""

    def __init__(self, library: Library, store: JudgementStore, clock: Clock, chance: Chance) -> None:
        """Opens nothing yet."""
        self._library = library
        self._store = store
        self._clock = clock
        self._chance = chance

    def begin(
        self, deck: str | None = None, name: str = "", *, count: int = USUAL, seed: int | None = None
    ) -> tuple[Sitting, str]:
        """A sitting, and what to tell the person of the name that they typed, if anything.

        Without a deck it is the one with the most messages due. Without a seed one is drawn.
        Raises UnknownName, BadContent, StoreError.
        """
        typed = clean_name(name)
        known = self._store.find(typed.text)
        judged = self._store.judged_by(known.id) if known is not None else ()
        found = self._deck(deck) if deck is not None else self._most_due(judged)
        person = self._store.enrol(Person(id=PersonId(self._chance.token(12)), name=typed.text))
        if seed is None:
            seed = Random(self._chance.token(20)).randrange(_SEEDS)  # noqa: S311  # an order, no secret
        draw = Random(seed).random  # noqa: S311  # the same
        chosen = choose(found, judged, schedule(judged), self._clock.utc(), count, draw)
        plan = Plan(
            id=SittingId(self._chance.token(12)), deck=found, items=chosen.items, seed=seed, is_quiet=chosen.is_quiet
        )
        return Sitting(plan, person, self._store, self._clock), typed.notice

    def judged(self, name: str = "") -> tuple[Person, Sequence[Judged]]:
        """A person and all that they judged. Raises UnknownName when nobody practised under that name."""
        person = self.find(name)
        return person, self._store.judged_by(person.id)

    def forget(self, name: str = "") -> int:
        """Erases a person with all judgements for good, and says how many there were. Raises UnknownName, StoreError."""
        return self._store.forget(self.find(name).id)

    def titles(self) -> Mapping[str, str]:
        """The titles of all decks that can be read, by id."""
        return {deck.id: filled(deck.title, deck.names) for deck in self._decks()}

    def due(self, name: str = "") -> Mapping[str, int]:
        """How many messages have come back for a person by now, by deck; none for whoever never practised."""
        person = self._store.find(clean_name(name).text)
        due = schedule(self._store.judged_by(person.id)) if person is not None else {}
        return {deck.id: due_now(deck, due, self._clock.utc()) for deck in self._decks()}

    def now(self) -> dt.datetime:
        """In UTC."""
        return self._clock.utc()

    def find(self, name: str = "") -> Person:
        """Who goes by that name. Raises UnknownName when nobody who practised does."""
        person = self._store.find(clean_name(name).text)
        if person is None:
            who = f"nobody called '{name}' has practised here" if name else "nobody has practised here without a name"
            raise UnknownName(f"{who} yet", "Names are as they were typed: with --as, or with n in the library.")
        return person

    def _deck(self, name: str) -> Deck:
        reading = self._library.load_deck(self._library.path_of("deck", name))
        if reading.loaded is None:
            raise BadContent(reading.diagnostics)
        return reading.loaded.model

    def _decks(self) -> list[Deck]:
        """Every deck without errors."""
        readings = [self._library.load_deck(self._library.path_of("deck", name)) for name in self._library.ids("deck")]
        return [one.loaded.model for one in readings if one.loaded is not None]

    def _most_due(self, judged: Sequence[Judged]) -> Deck:
        decks = self._decks()
        if not decks:
            raise UnknownName("there is no deck to practise on", "Begin one with: ccdrill new deck NAME")
        due, now = schedule(judged), self._clock.utc()
        return max(decks, key=lambda deck: (due_now(deck, due, now), deck.id == _SHIPPED))
