"""What the facilitator does to the story by hand: whether it can be done now, and what comes of it. Never an action of the team.

Whoever plays alone has nobody to do it.
"""

from typing import assert_never

from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import ByHand, LedOn
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StateId
from ccdrill.model.machine import Chance
from ccdrill.session.commands import LeadOn
from ccdrill.session.deciding import Made
from ccdrill.session.story import Story
from ccdrill.session.telling import Telling
from ccdrill.session.typed import keep_typed
from ccdrill.session.written import check_place

Ask = LeadOn
"""What can be asked for."""


def made_by_hand(exercise: Exercise, story: Story, situation: Situation, command: Ask, chance: Chance) -> Made:
    """What is to be recorded. Raises NotAllowed."""
    step = _step(exercise, story, situation, command.to)
    ref, beside, notice = keep_typed(command.reason, chance)
    if ref is None:
        raise NotAllowed("nothing says why", "Say why: the debrief tells it to whoever reads the score.")
    event = LedOn(to=command.to, reason=ref, outcome=step.outcome)
    return Made(event=event, t=step.situation.now, beside=beside, notice=notice)


def step_by_hand(exercise: Exercise, story: Story, situation: Situation, event: ByHand) -> Step:
    """What comes of it by the rules. Raises NotAllowed where it can't be done."""
    match event:
        case LedOn(to=to):
            return _step(exercise, story, situation, to)
        case _:
            assert_never(event)


def told_by_hand(telling: Telling, event: ByHand) -> str:
    """What was done, in a few words."""
    match event:
        case LedOn(to=to):
            return f'Led on to "{telling.place(to)}"'
        case _:
            assert_never(event)


def _step(exercise: Exercise, story: Story, situation: Situation, to: StateId) -> Step:
    if exercise.drill.mode == "solo":
        raise NotAllowed("you play alone: nobody leads the story on", "Take a choice, or end the exercise.")
    check_place(exercise, to)
    if to == situation.state:
        raise NotAllowed("the story stands there already", "Name another situation.")
    step = story.lead_on(situation, to)
    if step is None:
        raise NotAllowed("the exercise is over", "Look at the debrief.")
    return step
