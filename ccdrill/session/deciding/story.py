"""The rules of one exercise, ready to be asked: its compiled scenario and the machine that takes its edges."""

from functools import cached_property

from msgspec.structs import replace

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Offer, Program
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step, begin, decide, hold, improvise, lead_on, offers, pass_time, send
from ccdrill.model.ids import ChoiceId, InjectId, StateId
from ccdrill.model.scenario import Scenario


class Story:
    """Answers what would happen; changes nothing."""

    def __init__(self, scenario: Scenario) -> None:
        """Compiles a checked scenario."""
        self.program = compile_scenario(scenario)
        self._mover = MachineMover(self.program)

    @cached_property
    def _unhurried(self) -> tuple[Program, MachineMover]:
        """The same story in which every state opens at once, also those that a message leads to; with a machine of its own."""
        program = replace(self.program, opens={})
        return program, MachineMover(program)

    def begin(self) -> Step:
        """The first instant."""
        return begin(self.program, self._mover)

    def offers(self, situation: Situation) -> tuple[Offer, ...]:
        """The choices that can be taken now."""
        return offers(self.program, situation)

    def offer(self, situation: Situation, choice: ChoiceId) -> Offer | None:
        """The choice of that id, if it can be taken now."""
        return next((offer for offer in self.offers(situation) if offer.id == choice), None)

    def decide(self, situation: Situation, choice: ChoiceId) -> Step | None:
        """Taking a choice; None when it can't be taken now."""
        return decide(self.program, self._mover, situation, choice)

    def improvise(self, situation: Situation, offer: Offer) -> Step | None:
        """Taking a choice that the scenario does not have; None after an ending."""
        return improvise(self.program, self._mover, situation, offer)

    def lead_on(self, situation: Situation, to: StateId) -> Step | None:
        """Coming to another state or ending at once; None after an ending."""
        return lead_on(self.program, self._mover, situation, to)

    def send(self, situation: Situation, inject: InjectId) -> Step | None:
        """A message that arrives now; None when there is no such one, and after an ending."""
        return send(self.program, self._mover, situation, inject)

    def hold(self, situation: Situation, inject: InjectId) -> Step | None:
        """A message that is held back; None when there is none that could still come by itself, and after an ending."""
        return hold(self.program, situation, inject)

    def done(self, situation: Situation, choice: ChoiceId | Offer) -> Situation | None:
        """Where things stand the moment a choice is done, before what follows has opened; None when it can't be taken now.

        A choice that the scenario does not have is given whole.
        """
        program, mover = self._unhurried
        if isinstance(choice, Offer):
            step = improvise(program, mover, situation, choice)
        else:
            step = decide(program, mover, situation, choice)
        return step.situation if step is not None else None

    def pass_time(self, situation: Situation, until: int) -> Step:
        """Nobody acts until then, in seconds from the start."""
        return pass_time(self.program, self._mover, situation, until)
