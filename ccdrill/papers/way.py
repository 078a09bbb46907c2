"""The way through a story that keeps to the procedure, and beside it every situation that a team may come to otherwise.

The engine takes each step, and the search of `rehearsal` says which: nothing is guessed here.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from ccdrill.engine.situation import Situation
from ccdrill.model.events import Decided, Entry, Event, Judgement, Opened, TimePassed
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Acted, Arrived, Entered
from ccdrill.model.ids import ActionId, ChoiceId, ChoiceKey, FlagName, InjectId, RunId, StateId
from ccdrill.model.outcome import Outcome
from ccdrill.model.rules import RULES
from ccdrill.model.value import Value
from ccdrill.rehearsal.best.looked_up import BestPlay
from ccdrill.rehearsal.drill.prospect import look_ahead
from ccdrill.session.console.prospects import ProspectView, prospects
from ccdrill.session.deciding.story import Story
from ccdrill.session.run.run import Run, Stretch
from ccdrill.session.showing.present import Presenter

_LOOKED_AT = 400
"""Situations that are looked at, each with other flags, for choices that lead to situations off the way."""


class Stop(Value, frozen=True, kw_only=True):
    """A situation, as a team first comes to it."""

    number: int
    """Its place in the papers, from 1."""
    state: StateId
    """Which."""
    is_likely: bool
    """Whether a team that keeps to the procedure comes to it."""
    situation: Situation | None
    """How things stand then; None: no way there was found in time."""
    found: Mapping[ChoiceId, ProspectView]
    """What would come of each choice that is offered then."""
    taken: tuple[ChoiceKey, ...]
    """What whoever keeps to the procedure chooses in it, in order; empty off that way."""


class Arrival(Value, frozen=True, kw_only=True):
    """A message, as it comes to whoever keeps to the procedure."""

    t: int
    """When, in seconds from the start."""
    state: StateId
    """The situation in which people are then, or whose choice they are carrying out."""
    next_acts: tuple[ActionId, ...]
    """What the next decision does that does something; empty: none does."""


class Way:
    """One exercise, walked."""

    def __init__(self, exercise: Exercise) -> None:
        """Takes up to a few seconds: the best play is looked for."""
        self.exercise = exercise
        self.presenter = Presenter(exercise, Story(exercise.scenario))
        self.story = self.presenter.story
        self._best = look_ahead(exercise).best
        self._start = self._begun()
        self._likely = list(self._walked(self._best)) if self._best is not None else [self._start]

    @property
    def is_known(self) -> bool:
        """Whether a way that keeps to the procedure was found."""
        return self._best is not None

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every situation of the scenario: those of the way in its order, each followed by those that lead off it."""
        likely: dict[StateId, Run] = {}
        for run in self._likely:
            if not run.is_over:
                likely.setdefault(run.situation.state, run)
        beside = self._beside(frozenset(likely))
        order = [one for state in likely for one in _followed(state, beside)]
        order += [state for state in self.exercise.scenario.states if state not in order]
        runs = likely | {state: run for found in beside.values() for state, run in found}
        return tuple(
            self._stop(number, state, runs.get(state), is_likely=state in likely)
            for number, state in enumerate(order, start=1)
        )

    @cached_property
    def numbers(self) -> Mapping[StateId, int]:
        """The number of each situation."""
        return {stop.state: stop.number for stop in self.stops}

    @cached_property
    def arrivals(self) -> Mapping[InjectId, Arrival]:
        """What arrives on the likely way, in order."""
        found: dict[InjectId, Arrival] = {}
        state = self.exercise.scenario.start
        stretches = self._likely[-1].stretches
        for place, stretch in enumerate(stretches):
            for one in stretch.outcome.happenings:
                if isinstance(one, Entered):
                    state = one.state
                elif isinstance(one, Arrived):
                    acts = _next_acts(stretches[place + 1 :])
                    found[one.inject] = Arrival(t=one.t, state=state, next_acts=acts)
        return found

    def planned(self, stop: Stop) -> int:
        """How many minutes a situation is planned for; 0: nobody says."""
        state = self.exercise.scenario.states[stop.state]
        return state.facilitator.minutes or self.exercise.drill.agenda.decision

    def _stop(self, number: int, state: StateId, run: Run | None, *, is_likely: bool) -> Stop:
        found = prospects(self.presenter, run, run.situation, ()) if run is not None else ()
        decisions = self._likely[-1].decisions
        return Stop(
            number=number,
            state=state,
            is_likely=is_likely,
            situation=run.situation if run is not None else None,
            found={one.option.id: one for one in found},
            taken=tuple(
                one.choice for one in decisions if one.choice is not None and one.before and one.before.state == state
            ),
        )

    def _begun(self) -> Run:
        outcome = self.story.begin().outcome
        opened = Opened(
            rules=RULES,
            ccdrill="",
            run=RunId(""),
            drill=self.exercise.drill.id,
            team="",
            head_count=0,
            seats=(),
            content=(),
            outcome=outcome,
        )
        run = Run(opened)
        run.take(Entry(seq=1, utc="", t=outcome.now, event=opened))
        return run

    def _walked(self, best: BestPlay) -> Iterator[Run]:
        """The run at its start and after each move of the best play."""
        run = self._start
        yield run
        for move in best.moves:
            after = self._decided(run, move.choice) if move.choice is not None else None
            run = after or _grown(run, *self._waited(run, move.until))
            yield run

    def _waited(self, run: Run, until: int) -> tuple[Event, Outcome]:
        outcome = self.story.pass_time(run.situation, until).outcome
        return TimePassed(outcome=outcome), outcome

    def _decided(self, run: Run, choice: ChoiceId) -> Run | None:
        """The run with a choice taken, everything recorded that it leaves; None: it can't be taken."""
        offer, step = self.story.offer(run.situation, choice), self.story.decide(run.situation, choice)
        if offer is None or step is None:
            return None
        judgement = Judgement(records=offer.choice.records or None)
        return _grown(run, Decided(choice=offer.key, judgement=judgement, outcome=step.outcome), step.outcome)

    def _beside(self, seen: frozenset[StateId]) -> dict[StateId, list[tuple[StateId, Run]]]:
        """The situations off the way, by the one in which a choice led to them first: with as few such choices as can be."""
        found: dict[StateId, list[tuple[StateId, Run]]] = {}
        waiting = deque(run for run in self._likely if not run.is_over)
        looked = {_standing(run) for run in waiting}
        missing = self.exercise.scenario.states.keys() - seen
        while waiting and missing and len(looked) <= _LOOKED_AT:
            run = waiting.popleft()
            here = run.situation.state
            for offer in self.story.offers(run.situation):
                after = self._decided(run, offer.id)
                if after is None or after.is_over:
                    continue
                state = after.situation.state
                if state in missing:
                    missing -= {state}
                    found.setdefault(here, []).append((state, after))
                if _standing(after) not in looked:
                    looked.add(_standing(after))
                    waiting.append(after)
        return found


def _standing(run: Run) -> tuple[StateId, frozenset[FlagName]]:
    """Where a run stands, and which flags it has."""
    return run.situation.state, frozenset(name for name, value in run.situation.flags.items() if value)


def _followed(state: StateId, beside: Mapping[StateId, list[tuple[StateId, Run]]]) -> Iterator[StateId]:
    """A situation, and those that lead off it."""
    yield state
    for other, _ in beside.get(state, ()):
        yield from _followed(other, beside)


def _grown(run: Run, event: Event, outcome: Outcome) -> Run:
    """A copy of the run with one more entry."""
    grown = replace(run, entries=[*run.entries], stretches=[*run.stretches])
    grown.take(Entry(seq=run.seq + 1, utc="", t=outcome.now, event=event))
    return grown


def _next_acts(stretches: list[Stretch]) -> tuple[ActionId, ...]:
    """The actions of the next decision that does something."""
    for stretch in stretches:
        acts = tuple(one.action for one in stretch.outcome.happenings if isinstance(one, Acted))
        if stretch.is_decision and acts:
            return acts
    return ()
