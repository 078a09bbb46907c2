"""Small stories for tests, and a hand to play them with: every step is also replayed, split and played by a table."""

from collections.abc import Callable
from textwrap import dedent

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.conditions import holds
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Edge, Fired, Mover, Program
from ccdrill.engine.scratch import Scratch
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step, apply, begin, decide, offers, pass_time
from ccdrill.model.happenings import Acted, Arrived, Chosen, Entered, Happening, Lapsed, Marked, TimedOut
from ccdrill.model.ids import ChoiceId
from ccdrill.model.scenario import Scenario
from ccdrill.model.units import parse_span
from tests.builders import read

HEAD = """
schema: ccdrill/scenario/v1
id: small
title: Small
version: 1.0.0
summary: A small story.
begins: 2026-03-02T10:00+00:00
"""
ENDINGS = """
endings:
  held: {kind: good, title: Held, narrative: It held.}
  lost: {kind: bad, title: Lost, narrative: It was lost.}
"""
STATE = "phase: detect, title: Here, question: What now?, narrative: It goes on"


def story(body: str) -> Scenario:
    """A scenario with its head and endings filled in; `STATE` stands for what every state must say."""
    return read(HEAD + dedent(body).replace("STATE", STATE) + ENDINGS, Scenario)


class TableMover:
    """Takes edges by looking, without a machine. Implements `Mover`."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def fire(self, scratch: Scratch, edge: Edge) -> Fired | None:
        if not edge.guard(scratch):
            return None
        edge.effect(self._program, self, scratch)
        if scratch.is_ended:
            return Fired(None)
        case = self._program.case
        return Fired(next((branch.to for branch in edge.branches if holds(branch.when, scratch, case)), None))


class Play:
    """A story being played; what happened so far is in `log`."""

    def __init__(self, scenario: str | Scenario) -> None:
        self.program = compile_scenario(story(scenario) if isinstance(scenario, str) else scenario)
        self.movers: tuple[Mover, ...] = (MachineMover(self.program), TableMover(self.program))
        self.log: list[str] = []
        self.situation = Situation(state=self.program.scenario.start)
        self._take(None, lambda mover: begin(self.program, mover))

    def choose(self, choice: str) -> "Play":
        """Takes a choice that is offered."""
        before = self.situation
        self._take(before, lambda mover: decide(self.program, mover, before, ChoiceId(choice)))
        return self

    def wait_until(self, instant: str) -> "Play":
        """Lets time pass up to a span since the start."""
        before = self.situation
        self._take(before, lambda mover: pass_time(self.program, mover, before, parse_span(instant)))
        return self

    def offered(self) -> list[str]:
        return [offer.id for offer in offers(self.program, self.situation)]

    @property
    def now(self) -> str:
        return span(self.situation.now)

    def since(self, count: int) -> list[str]:
        return self.log[count:]

    def _take(self, before: Situation | None, take: Callable[[Mover], Step | None]) -> None:
        steps = [take(mover) for mover in self.movers]
        step = steps[0]
        assert step is not None, "the choice is not offered"
        assert steps[1] == step, "the machine and the table disagree"
        assert apply(before, step.outcome) == step.situation, "what was recorded replays to something else"
        self.log += [line(happening) for happening in step.outcome.happenings]
        self.situation = step.situation


def line(happening: Happening) -> str:
    """A happening in words, such as `5m arrived news`."""
    match happening:
        case Acted(action=name) | Marked(moment=name) | Arrived(inject=name) | Lapsed(inject=name):
            what: str = name
        case TimedOut(state=name) | Entered(state=name):
            what = name
        case Chosen(choice=key):
            what = key
    return f"{span(happening.t)} {type(happening).__name__.lower()} {what}"


def span(seconds: int) -> str:
    """Seconds as an author writes them, such as `1h5m`."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return "".join(f"{count}{unit}" for count, unit in ((hours, "h"), (minutes, "m"), (left, "s")) if count) or "0s"
