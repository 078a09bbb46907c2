"""The master list of events in the facilitator's handbook: what comes by itself, when, and what it should lead to."""

from collections.abc import Iterable, Iterator, Mapping

from ccdrill.engine.calendar import span_label
from ccdrill.model.condition import All, Any, Done, Expression, Not
from ccdrill.model.ids import ActionId, ChoiceKey, InjectId, StepId
from ccdrill.model.scenario import Inject, acts_of, branches_of
from ccdrill.model.walks import choice_of
from ccdrill.papers.saying import Saying
from ccdrill.papers.tasks import Tasks
from ccdrill.papers.way import Way
from ccdrill.reports.blocks import Block, paragraph, table
from ccdrill.session.console.provisos import condition_in_words

_MOMENT = "moment:"
_NEVER = 1 << 60
"""Behind all that has a time."""


class Events:
    """Lists the messages of one exercise."""

    def __init__(self, way: Way, tasks: Tasks, saying: Saying) -> None:
        """`way` says when messages come to whoever keeps to the procedure."""
        self._way = way
        self._tasks = tasks
        self._saying = saying
        self._scenario = way.exercise.scenario
        self._named: set[StepId] = set()
        ordered = sorted(self._scenario.injects, key=self._second)
        self.numbers: Mapping[InjectId, int] = {name: number for number, name in enumerate(ordered, start=1)}
        """Each message's, in the order in which they come."""

    def blocks(self) -> Iterator[Block]:
        """The list, in the order in which messages come."""
        yield paragraph(
            "By the story's clock, about when they come to whoever keeps to the procedure; what only comes otherwise stands last."
            " The program sends all of it by itself. Expected: the steps whose clock it starts, that it comes for"
            " want of, and that it leads to; else what the procedure's way does next. A step that was named above has its number only."
        )
        rows = [self._row(number, name) for name, number in self.numbers.items()]
        head = ("No.", "Story time", "Comes if", "From", "Message", "Expected action", "Objective", "Done, notes")
        yield table(head, rows, room=1)

    def _second(self, name: InjectId) -> int:
        """When it comes, in seconds from the start; what only comes off the way, or maybe never, comes last."""
        at = self._scenario.injects[name].at
        if at is not None:
            return at.since_start(self._scenario.begins.second_of_day())
        return self._way.arrivals[name].t if name in self._way.arrivals else _NEVER

    def _row(self, number: int, name: InjectId) -> tuple[str, ...]:
        inject = self._scenario.injects[name]
        steps = tuple(dict.fromkeys(self._expected(name, inject)))
        text = self._saying.fill(inject.text)
        effects = [self._saying.effects(inject), self._saying.leads(inject.goto)]
        return (
            str(number),
            self._time(name, inject),
            self._condition(inject) or "-",
            self._saying.telling.wording.sender(inject),
            " ".join([text, *(f"({one})" for one in effects if one)]),
            "; ".join(self._step(one) for one in steps) or "-",
            self._tasks.objectives_of(steps) or "-",
            "",
        )

    def _step(self, step: StepId) -> str:
        """By its number; in words too where it is named first."""
        number = self._tasks.numbers[step]
        if step in self._named:
            return number
        self._named.add(step)
        return f"{number}. {self._tasks.frame.steps[step].do}"

    def _time(self, name: InjectId, inject: Inject) -> str:
        second = self._second(name)
        if second == _NEVER:
            return "-"
        return self._saying.clock(second) if inject.at is not None else f"about {self._saying.clock(second)}"

    def _condition(self, inject: Inject) -> str:
        if inject.when is None:
            return ""
        said = condition_in_words(self._saying.telling, inject.when.tree)
        return f"{span_label(inject.after)} after {said}" if inject.after else said

    def _expected(self, name: InjectId, inject: Inject) -> Iterable[StepId]:
        """The steps whose clock it starts, that it comes for want of, and that it leads to; else what the way does next."""
        frame = self._tasks.frame
        started = [
            step
            for step in frame.required
            if (deadline := frame.steps[step].deadline) is not None
            and deadline.from_.startswith(_MOMENT)
            and deadline.from_.removeprefix(_MOMENT) in inject.marks
        ]
        undone = _undone(inject.when.tree) if inject.when is not None else ()
        there = [
            act
            for branch in branches_of(inject.goto)
            for stop in self._way.stops
            if stop.state == branch.to
            for act in self._acts(stop.taken)
        ]
        arrival = self._way.arrivals.get(name)
        by_then = self._steps(arrival.next_acts) if arrival is not None else []
        return [*started, *self._steps((*undone, *there))] or by_then

    def _steps(self, actions: Iterable[ActionId]) -> list[StepId]:
        performer, counted = self._tasks.frame.performer, self._tasks.frame.exercised
        return [performer[one] for one in actions if one in performer and performer[one] in counted]

    def _acts(self, keys: Iterable[ChoiceKey]) -> Iterator[ActionId]:
        for choice in (choice_of(self._scenario, key) for key in keys):
            yield from (act.action for act in acts_of(choice)) if choice is not None else ()


def _undone(tree: Expression) -> tuple[ActionId, ...]:
    """The actions that must not have been done for a condition to hold."""
    match tree:
        case Not(term=Done(action=action)):
            return (action,)
        case All(terms=terms) | Any(terms=terms):
            return tuple(one for term in terms for one in _undone(term))
        case _:
            return ()
