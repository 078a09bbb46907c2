"""What the facilitator does to the story by hand: whether it can be done now, and what comes of it. Never an action of the team.

Whoever plays alone has nobody to do it.
"""

from typing import assert_never

from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import ByHand, InjectHeld, InjectSent, LedOn
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import InjectId, StateId
from ccdrill.model.machine import Chance
from ccdrill.model.quoting import quoted
from ccdrill.session.deciding.commands import DoByHand, HoldInject, LeadOn, SendInject
from ccdrill.session.deciding.deciding import Made
from ccdrill.session.deciding.story import Story
from ccdrill.session.run.run import Run
from ccdrill.session.run.typed import keep_typed
from ccdrill.session.telling.naming import check_place, name_one_of
from ccdrill.session.telling.telling import Telling


class Hand:
    """The facilitator's, on one run at a situation that it has come to."""

    def __init__(self, exercise: Exercise, story: Story, run: Run, situation: Situation) -> None:
        """What time brought until then is recorded already."""
        self._exercise = exercise
        self._story = story
        self._run = run
        self._situation = situation

    def made(self, command: DoByHand, chance: Chance) -> Made:
        """What is to be recorded. Raises NotAllowed."""
        ref, beside, notice = keep_typed(command.reason, chance)
        event: ByHand
        match command:
            case LeadOn(to=to):
                outcome = self._lead_on(to).outcome
                if ref is None:
                    raise NotAllowed("nothing says why", "Say why: the debrief tells it to whoever reads the score.")
                event = LedOn(to=to, reason=ref, outcome=outcome)
            case SendInject(inject=inject):
                event = InjectSent(inject=inject, reason=ref, outcome=self._send(inject).outcome)
            case HoldInject(inject=inject):
                event = InjectHeld(inject=inject, reason=ref, outcome=self._hold(inject).outcome)
            case _:
                assert_never(command)
        return Made(event=event, t=event.outcome.now, beside=beside, notice=notice)

    def step(self, event: ByHand) -> Step:
        """What comes of it by the rules. Raises NotAllowed where it can't be done."""
        match event:
            case LedOn(to=to):
                return self._lead_on(to)
            case InjectSent(inject=inject):
                return self._send(inject)
            case InjectHeld(inject=inject):
                return self._hold(inject)
            case _:
                assert_never(event)

    def _lead_on(self, to: StateId) -> Step:
        require_leader(self._exercise)
        check_place(self._exercise, to)
        if to == self._situation.state:
            raise NotAllowed("the story stands there already", "Name another situation.")
        return _going_on(self._story.lead_on(self._situation, to))

    def _send(self, inject: InjectId) -> Step:
        self._require_message(inject)
        if inject in self._run.arrived:
            raise NotAllowed("that message has arrived already", "Each arrives once.")
        return _going_on(self._story.send(self._situation, inject))

    def _hold(self, inject: InjectId) -> Step:
        self._require_message(inject)
        if inject in self._situation.delivered:
            raise NotAllowed("that message does not come by itself any more", "There is nothing to hold back.")
        return _going_on(self._story.hold(self._situation, inject))

    def _require_message(self, inject: InjectId) -> None:
        require_leader(self._exercise)
        known = self._exercise.scenario.injects
        if inject not in known:
            raise NotAllowed(f"there is no message '{inject}'", name_one_of(inject, known))


def require_leader(exercise: Exercise) -> None:
    """Raises NotAllowed where somebody plays alone."""
    if exercise.drill.mode == "solo":
        raise NotAllowed("you play alone: nobody leads the story", "Take a choice, or end the exercise.")


def told_by_hand(telling: Telling, event: ByHand) -> str:
    """What was done, in a few words."""
    match event:
        case LedOn(to=to):
            return f"Led on to {quoted(telling.place(to))}"
        case InjectSent(inject=inject):
            return f"Sent by hand: the message from {telling.sender(inject)}"
        case InjectHeld(inject=inject):
            return f"Held back: the message from {telling.sender(inject)}"
        case _:
            assert_never(event)


def _going_on(step: Step | None) -> Step:
    if step is None:
        raise NotAllowed("the exercise is over", "Look at the debrief.")
    return step
