"""What is asked beside a choice: the prompts, the answers that can be picked, and what was answered so far."""

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase

from ccdrill.engine.program import Offer
from ccdrill.model.confidence import CONFIDENCE
from ccdrill.model.events import Judgement
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ActionId
from ccdrill.session.deciding.answers import most_roles
from ccdrill.session.deciding.story import Story
from ccdrill.session.deciding.written import mapped_words, offered_to, own_words, written_offer
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.ports import KeptText
from ccdrill.session.run.run import Stretch
from ccdrill.session.telling.telling import Telling
from ccdrill.session.telling.view import AnswerView, Asks, DecisionView, OptionView, PromptView

LABELS: Mapping[Asks, tuple[str, str]] = {
    "role": ("who", "who acts"),
    "records": ("recorded", "what is on record afterwards"),
    "where": ("where", "where it is done"),
    "reason": ("why", "your reason, in a few words"),
    "confidence": ("sure", "how sure you are"),
}
"""What each is called, in a word and in a few, in the order in which it is asked."""


class Prompter:
    """Asks for one exercise."""

    def __init__(self, exercise: Exercise, story: Story, telling: Telling) -> None:
        """`telling` knows what people call things."""
        self.exercise = exercise
        self.story = story
        self.telling = telling
        self._roles = _keyed_by_letter([(role, telling.role_title(role)) for role in telling.roles()])

    def option(self, number: int, offer: Offer) -> OptionView:
        """A choice."""
        return OptionView(number=number, id=offer.id, text=self.telling.wording.fill(offer.choice.text))

    def prompts(self, offered: tuple[Offer, ...]) -> tuple[PromptView, ...]:
        """What is asked where these are offered, whichever is taken; nothing when none of them does anything."""
        if not any(offer.choice.does for offer in offered):
            return ()
        prompts = (self._prompt(asks, offered) for asks in LABELS if asks in self.exercise.drill.ask)
        return tuple(prompt for prompt in prompts if prompt.answers or prompt.asks == "reason")

    def asked_of(self, does: Sequence[ActionId], offered: tuple[Offer, ...]) -> tuple[PromptView, ...]:
        """What is asked of a decision in the team's own words; nothing where it was not mapped to any action.

        Beside what is `offered`, so that what can be ticked tells no more than at any other time.
        """
        return self.prompts((*offered, written_offer(self.exercise, does))) if does else ()

    def decision(self, stretch: Stretch, texts: Iterable[KeptText]) -> DecisionView:
        """A decision as it was offered, with what was answered. `texts` are what people typed."""
        judgement = stretch.judgement or Judgement()
        offered = offered_to(self.exercise, self.story, stretch)
        if stretch.written is not None:
            option = own_words(find_text(stretch.written.text, texts))
            prompts = self.asked_of(stretch.written.does, offered)
        else:
            option = next(
                self.option(number, offer)
                for number, offer in enumerate(offered, start=1)
                if offer.key == stretch.choice
            )
            prompts = self.prompts(offered)
        return DecisionView(
            seq=stretch.entry.seq,
            choice=option.text,
            option=option,
            prompts=prompts,
            judgement=judgement,
            reason=find_text(judgement.reason, texts),
            is_written_in=stretch.written is not None,
            mapped=mapped_words(self.exercise, stretch.written) if stretch.written is not None else (),
            unanswered=tuple(prompt.label for prompt in prompts if _answer(judgement, prompt.asks) is None),
        )

    def _prompt(self, asks: Asks, offered: tuple[Offer, ...]) -> PromptView:
        """One thing that is asked where these are offered."""
        answers, (label, help_) = self._answers(asks, offered), LABELS[asks]
        roles = most_roles(offered)
        most = {"role": roles, "records": len(answers)}.get(asks, 1)
        return PromptView(
            asks=asks,
            label=label,
            help=f"{help_}, whoever leads first" if asks == "role" and roles > 1 else help_,
            answers=answers,
            picks_many=asks in ("role", "records"),
            most=most,
        )

    def _answers(self, asks: Asks, offered: tuple[Offer, ...]) -> tuple[AnswerView, ...]:
        """What can be picked: the same list whichever choice is meant, so that it gives nothing away."""
        words = self.exercise.words
        if asks == "role":
            return self._roles
        if asks == "records":
            records = sorted({record for offer in offered for record in offer.choice.records})
            return _keyed_by_number([(record, words.records[record].title) for record in records])
        if asks == "where":
            places = sorted({place for offer in offered for place in offer.choice.where})
            return _keyed_by_number([(place, words.places[place].title) for place in places])
        if asks == "confidence":
            return _keyed_by_number([(str(step), title) for step, title in enumerate(CONFIDENCE, start=1)])
        return ()


def _answer(judgement: Judgement, asks: Asks) -> object:
    match asks:
        case "role":
            return judgement.roles
        case "records":
            return judgement.records
        case "where":
            return judgement.where
        case "reason":
            return judgement.reason
        case "confidence":
            return judgement.confidence


def _keyed_by_number(items: list[tuple[str, str]]) -> tuple[AnswerView, ...]:
    """1 to 9, then letters."""
    keys = "123456789" + ascii_lowercase
    return tuple(
        AnswerView(key=key, id=identity, title=title) for key, (identity, title) in zip(keys, items, strict=False)
    )


def _keyed_by_letter(items: list[tuple[str, str]]) -> tuple[AnswerView, ...]:
    """The first letter of the title that is still free."""
    taken: dict[str, tuple[str, str]] = {}
    for identity, title in items:
        wanted = [character for character in title.lower() + ascii_lowercase if character in ascii_lowercase]
        key = next((character for character in wanted if character not in taken), None)
        if key is not None:
            taken[key] = (identity, title)
    return tuple(AnswerView(key=key, id=identity, title=title) for key, (identity, title) in taken.items())
