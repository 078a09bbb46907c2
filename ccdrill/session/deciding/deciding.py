"""From what is decided to what is recorded of it: asks the rules whether it can be taken and what comes of it. Records nothing."""

from ccdrill.engine.situation import Situation
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import Decided, Event, WrittenIn
from ccdrill.model.exercise import Exercise
from ccdrill.model.machine import Chance
from ccdrill.model.value import Value
from ccdrill.session.deciding.answers import check_answers, judgement_of
from ccdrill.session.deciding.commands import Decide, WriteIn
from ccdrill.session.deciding.story import Story
from ccdrill.session.deciding.written import check_written, moved_as, written_offer
from ccdrill.session.run.ports import Beside
from ccdrill.session.run.typed import join_notices, keep_typed


class Made(Value, frozen=True, kw_only=True):
    """What is to be recorded."""

    event: Event
    """What happened."""
    t: int
    """The exercise time to which it brings the run, in seconds from the start."""
    beside: Beside
    """What was typed for it."""
    notice: str
    """What the people must be told about what they typed."""


class Deciding:
    """Takes the decisions of one exercise."""

    def __init__(self, exercise: Exercise, story: Story, chance: Chance) -> None:
        """`chance` salts what is typed."""
        self._exercise = exercise
        self._story = story
        self._chance = chance

    def made(self, command: Decide | WriteIn, situation: Situation, thought: int) -> Made:
        """The decision, taken in a situation after so many milliseconds. Raises NotAllowed."""
        return (
            self._decided(command, situation, thought)
            if isinstance(command, Decide)
            else self._written(command, situation, thought)
        )

    def _decided(self, command: Decide, situation: Situation, thought: int) -> Made:
        offer = self._story.offer(situation, command.choice)
        step = self._story.decide(situation, command.choice)
        if offer is None or step is None:
            raise NotAllowed(f"'{command.choice}' can't be chosen now", "Pick one of the options shown.")
        check_answers(self._exercise, self._story.offers(situation), command.answers)
        judgement, beside, notice = judgement_of(command.answers, self._chance)
        event = Decided(choice=offer.key, judgement=judgement, real_ms=thought, outcome=step.outcome)
        return Made(event=event, t=step.situation.now, beside=beside, notice=notice)

    def _written(self, command: WriteIn, situation: Situation, thought: int) -> Made:
        check_written(self._exercise, command.does, command.takes, command.goto)
        offered = self._story.offers(situation)
        like = moved_as(offered, command.like)
        offer = written_offer(self._exercise, command.does, command.takes, command.goto, like)
        check_answers(self._exercise, (*offered, offer), command.answers)
        text, said, about_text = keep_typed(" ".join(command.text.split()), self._chance)
        step = self._story.improvise(situation, offer)
        if text is None or step is None:
            raise NotAllowed("nothing was said that the team does", "Type it in the team's own words.")
        judgement, answered, about_answers = judgement_of(command.answers, self._chance)
        event = WrittenIn(
            text=text,
            does=command.does,
            takes=command.takes,
            goto=command.goto,
            like=like,
            judgement=judgement,
            real_ms=thought,
            outcome=step.outcome,
        )
        return Made(
            event=event,
            t=step.situation.now,
            beside=Beside(texts=(*said.texts, *answered.texts)),
            notice=join_notices(about_text, about_answers),
        )
