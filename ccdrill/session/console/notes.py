"""What only the facilitator should read in a situation. Never part of a View: front ends ask for it when they are asked."""

from collections.abc import Container

from ccdrill.engine.situation import Situation
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Entered
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Fact, Scenario
from ccdrill.model.value import Value
from ccdrill.session.run.run import Run
from ccdrill.session.telling.view import MeterView
from ccdrill.session.telling.words import Wording, meter_value

COVER = (
    "They tell what the team is to find out by itself, and everybody who sees this screen will read them. "
    "Cover the shared screen first."
)
"""What is said before notes are shown."""
ALONE = "You play alone: there is no facilitator, and there are no notes."
"""What is said to somebody who plays alone."""


class FactView(Value, frozen=True, kw_only=True):
    """An answer to a question that the story does not ask."""

    about: str
    """The question, in a few words."""
    answer: str
    """The truth."""
    is_known: bool
    """Whether anybody in the story can know it by now."""


class NotesView(Value, frozen=True, kw_only=True):
    """The facilitator's notes on a situation."""

    title: str
    """Of the situation."""
    say: str = ""
    """One sentence to open the talk with."""
    watch_for: tuple[str, ...] = ()
    """What to note of the talk."""
    facts: tuple[FactView, ...] = ()
    """Of the whole story, those first that can be known by now."""
    meters: tuple[MeterView, ...] = ()
    """The gauges that only the facilitator reads, as they stand now."""

    @property
    def is_empty(self) -> bool:
        """Whether the author wrote nothing."""
        return not (self.say or self.watch_for or self.facts or self.meters)


def notes_on(exercise: Exercise, run: Run, situation: Situation) -> NotesView | None:
    """The notes on a situation of a run; None where there is no facilitator, and when the exercise is over."""
    if exercise.drill.mode == "solo" or situation.state not in exercise.scenario.states or run.is_over:
        return None
    entered = {
        happening.state
        for stretch in run.stretches
        for happening in stretch.outcome.happenings
        if isinstance(happening, Entered)
    }
    return notes_of(exercise.scenario, Wording(exercise.scenario, exercise.drill.names), situation, entered)


def notes_of(scenario: Scenario, wording: Wording, situation: Situation, entered: Container[StateId]) -> NotesView:
    """The notes on a situation that is not an ending; `entered` are the states that somebody in the story has come to."""
    state = scenario.states[situation.state]

    def told(fact: Fact) -> FactView:
        is_known = fact.known_from is None or fact.known_from in entered
        return FactView(about=wording.fill(fact.about), answer=wording.fill(fact.answer), is_known=is_known)

    facts = [told(fact) for fact in scenario.facts]
    return NotesView(
        title=wording.fill(state.title),
        say=wording.fill(state.facilitator.say),
        watch_for=tuple(wording.fill(text) for text in state.facilitator.watch_for),
        facts=tuple(sorted(facts, key=lambda fact: not fact.is_known)),
        meters=tuple(
            MeterView(label=wording.fill(meter.label), value=meter_value(meter, situation.meters[name]))
            for name, meter in scenario.meters.items()
            if meter.shown == "facilitator"
        ),
    )
