"""One sitting: messages one at a time, looked at, judged, explained. A judgement is on disk before it is explained."""

from collections.abc import Sequence

from ccdrill.model.confidence import check_sure
from ccdrill.model.deck import Answer, Deck
from ccdrill.model.errors import NotAllowed
from ccdrill.model.filled import filled_in
from ccdrill.model.ids import ItemId, SittingId
from ccdrill.model.machine import Clock, utc_stamp
from ccdrill.model.value import Value
from ccdrill.practice import present
from ccdrill.practice.feedback import feedback_on
from ccdrill.practice.judged import Judged, Person, cue_codes, digest_of
from ccdrill.practice.looking import Look, looks_of
from ccdrill.practice.opening import opening
from ccdrill.practice.page import end_page
from ccdrill.practice.ports import JudgementStore
from ccdrill.practice.view import OpeningView, PracticeView, Stage


class Plan(Value, frozen=True, kw_only=True):
    """What a sitting consists of."""

    id: SittingId
    """What judgements call it."""
    deck: Deck
    """The deck."""
    items: tuple[ItemId, ...]
    """Its messages in the order in which they come; at least one."""
    seed: int
    """What they were drawn with."""
    is_quiet: bool = False
    """Whether few of them are phish. Told at the end only."""


class Sitting:
    """What front ends hold. Every call gives the new picture; one that can't be granted raises NotAllowed and changes nothing."""

    def __init__(self, plan: Plan, person: Person, store: JudgementStore, clock: Clock) -> None:
        """Begins at once; `Practising` draws a plan, and finds the person."""
        self.plan = plan
        self.person = person
        self._store = store
        self._clock = clock
        self._deck = filled_in(plan.deck, plan.deck.names)
        self._looked: list[str] = []
        self._judged: list[Judged] = []
        self._number = 0
        """Of the message that is shown, from 0; the number of messages: it is over."""
        self._since = clock.monotonic()
        self._ended: PracticeView | None = None

    def opening(self) -> OpeningView:
        """What is told before the first message. Raises StoreError."""
        known = {(one.deck, one.item, one.digest) for one in self._store.judged_by(self.person.id)}
        deck = self.plan.deck
        again = sum((deck.id, item, digest_of(deck.items[item])) in known for item in self.plan.items)
        return opening(self._deck.summary, len(self.plan.items), again, self.person.name)

    def begin(self) -> None:
        """The first message comes on the screen: its seconds count from now on, for the opening was read before."""
        self._since = self._clock.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether every message was judged, or the person left."""
        return self._number == len(self.plan.items)

    def view(self) -> PracticeView:
        """What is shown now."""
        if self.is_over:
            self._ended = self._ended or self._end()
            return self._ended
        item = self._deck.items[self._item]
        judged = self._judged[self._number] if len(self._judged) > self._number else None
        stage: Stage = "message" if judged is None else "feedback"
        count = len(self.plan.items)
        message = present.message_view(item, frozenset(self._looked), is_judged=judged is not None)
        question, sure_question = present.question_at(stage)
        return PracticeView(
            stage=stage,
            deck=self._deck.title,
            person=self.person.name,
            place=f"Message {self._number + 1} of {count}",
            number=self._number + 1,
            count=count,
            message=message,
            question=question,
            answers=present.ANSWERS,
            sure_question=sure_question,
            sureness=present.SURENESS,
            feedback=feedback_on(item, self._deck.routes, judged) if judged is not None else None,
            routes=present.routes_view(self._deck),
            keys=present.keys_at(stage, message, is_last=self._number + 1 == count),
        )

    def look(self, letter: str) -> PracticeView:
        """Looks at something more closely: free, recorded, as often as wanted.

        Raises NotAllowed when nothing of the message has that letter, and at the end.
        """
        if self.is_over:
            raise NotAllowed("the sitting is over", "There is no message to look at.")
        looks = looks_of(self._deck.items[self._item])
        found = next((one for one in looks if one.letter == letter.lower()), None)
        if found is None:
            raise NotAllowed(f"there is nothing to look at under '{letter}'", _what_to_look_at(looks))
        if len(self._judged) == self._number and found.id not in self._looked:
            self._looked.append(found.id)
        return self.view()

    def judge(self, answer: Answer, sure: int) -> PracticeView:
        """Records what the person would do, and how sure they are, 1 to 4; then explains.

        Raises NotAllowed when no message waits, StoreError or UnknownName when it can't be recorded: then nothing was judged.
        """
        if self.is_over or len(self._judged) > self._number:
            raise NotAllowed("this message is judged already", "Go on to the next one.")
        check_sure(sure)
        judged = self._as_judged(answer, sure)
        self._store.record(judged)
        self._judged.append(judged)
        return self.view()

    def go_on(self) -> PracticeView:
        """The next message, or the end. Raises NotAllowed while a message waits to be judged."""
        if not self.is_over:
            if len(self._judged) == self._number:
                raise NotAllowed("this message is not judged yet", "Answer 1 to 4, or leave.")
            self._number += 1
            self._looked = []
            self._since = self._clock.monotonic()
        return self.view()

    def leave(self) -> PracticeView:
        """Ends the sitting here: what was judged is kept, and the page tells of it."""
        self._number = len(self.plan.items)
        return self.view()

    @property
    def judged(self) -> Sequence[Judged]:
        """What was judged so far."""
        return tuple(self._judged)

    @property
    def _item(self) -> ItemId:
        return self.plan.items[self._number]

    def _as_judged(self, answer: Answer, sure: int) -> Judged:
        item = self.plan.deck.items[self._item]
        return Judged(
            sitting=self.plan.id,
            person=self.person.id,
            utc=utc_stamp(self._clock.utc()),
            seconds=max(0, round(self._clock.monotonic() - self._since)),
            deck=self.plan.deck.id,
            item=self._item,
            digest=digest_of(item),
            kind=item.kind,
            right=item.right,
            cues=cue_codes(item),
            answer=answer,
            sure=sure,
            looked=tuple(self._looked),
            seed=self.plan.seed,
            is_quiet=self.plan.is_quiet,
        )

    def _end(self) -> PracticeView:
        count = len(self.plan.items)
        everything = self._store.judged_by(self.person.id)
        return PracticeView(
            stage="end",
            deck=self._deck.title,
            person=self.person.name,
            place=f"{len(self._judged)} of {count} judged",
            number=len(self._judged),
            count=count,
            question="",
            page=end_page(self._deck, self._judged, everything, self._clock.utc(), is_quiet=self.plan.is_quiet),
            routes=present.routes_view(self._deck),
            keys=present.keys_at("end", None, is_last=True),
        )


def _what_to_look_at(looks: Sequence[Look]) -> str:
    """What can be looked at in a message, by its letters."""
    match [one.letter for one in looks]:
        case []:
            return "This message shows all that there is."
        case [only]:
            return f"Here only {only} shows more."
        case letters:
            return f"Look at one of these: {', '.join(letters)}."
