"""Scenarios of every shape that the engine knows, in small: seconds instead of hours, numbers that are often met exactly.

Drawing every number of a scenario takes ten times as long as playing it. So its parts are made beforehand, by a fixed
seed and simplest first, and Hypothesis puts them together.
"""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.model.condition import Condition
from ccdrill.model.ids import ActionId, ChoiceId, FlagName, InjectId, MeterName, MomentId, ScenarioId, StateId
from ccdrill.model.scenario import (
    Act,
    AnywhereChoice,
    Branch,
    Choice,
    Drift,
    Ending,
    Inject,
    Meter,
    Scenario,
    State,
    Timeout,
)
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime

T = TypeVar("T")
METERS = tuple(MeterName(name) for name in ("x", "q", "z"))
FLAGS = tuple(FlagName(name) for name in ("a", "b"))
ACTIONS = tuple(ActionId(name) for name in ("divert", "isolate", "report"))
MOMENTS = tuple(MomentId(name) for name in ("suspicion", "certainty"))
STATES = tuple(StateId(name) for name in ("first", "second", "third"))
ENDINGS = tuple(StateId(name) for name in ("held", "lost"))
BEGINS = StoryStart.parse("2026-03-02T10:00+00:00")
SIGNS = ("<", "<=", ">", ">=", "==", "!=")
RATES = (3600, -3600, 1800, -1800, 1200, -2400, 7200, 1000)
"""An hour: halves and thirds of a unit a second and worse, so that numbers are met at whole seconds and between them."""


class Maker:
    """Makes parts at random; `few` and `maybe` say how often."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.one_of = self.random.choice

    def maybe(self, make: Callable[[], T], share: float = 0.5) -> T | None:
        return make() if self.random.random() < share else None

    def few(self, members: tuple[T, ...], most: int = 2) -> tuple[T, ...]:
        return tuple(self.random.sample(members, self.random.randint(0, most)))

    def seconds(self, low: int = 0, high: int = 12) -> int:
        return self.random.randint(low, high)

    def number(self) -> Fraction:
        return Fraction(self.random.randint(-2, 8), 2)

    def on_meter(self) -> str:
        return f"{self.one_of(METERS)} {self.one_of(SIGNS)} {float(self.number())}"

    def question(self) -> str:
        others = (
            f"elapsed {self.one_of(SIGNS)} {self.seconds()}s",
            self.one_of(FLAGS),
            f"done({self.one_of(ACTIONS)})",
            f"happened({self.one_of(MOMENTS)})",
        )
        return self.one_of((self.on_meter(), self.on_meter(), *others))

    def condition(self) -> Condition:
        return self.joined(self.question)

    def meter_condition(self) -> Condition:
        return self.joined(self.on_meter)

    def joined(self, question: Callable[[], str]) -> Condition:
        parts = [self.one_of(("", "not ")) + question() for _ in range(self.one_of((1, 1, 2, 3)))]
        return parse_condition(self.one_of((" and ", " or ")).join(parts))

    def drift(self) -> Drift:
        return Drift(
            meter=self.one_of(METERS),
            per_hour=Fraction(self.one_of(RATES)),
            while_=self.maybe(self.one_of((self.condition, self.meter_condition)), 0.8),
        )

    def meter(self) -> Meter:
        start = self.number()
        low, high = self.maybe(lambda: start - self.seconds(0, 2)), self.maybe(lambda: start + self.seconds(0, 3))
        return Meter(label="Meter", start=start, min=low, max=high)

    def goto(self) -> Any:
        branches = (
            Branch(to=self.one_of((*STATES, *ENDINGS)), when=self.condition()),
            Branch(to=self.one_of(STATES)),
        )
        return self.one_of((None, None, self.one_of(STATES), self.one_of(STATES), self.one_of(ENDINGS), branches))

    def effects(self) -> dict[str, Any]:
        return {
            "set": {
                **{flag: Setting(self.one_of((True, False))) for flag in self.few(FLAGS)},
                **{meter: Setting(self.number()) for meter in self.few(METERS, 1)},
            },
            "add": {meter: self.number() for meter in self.few(METERS)},
            "marks": self.few(MOMENTS, 1),
            "goto": self.goto(),
        }

    def choice(self, kind: type[Choice] = Choice, **more: Any) -> Choice:
        takes = self.seconds()
        does = tuple(
            self.one_of((action, Act(action=action, after=Duration(self.seconds(0, takes)))))
            for action in self.few(ACTIONS)
        )
        return kind(
            text="Choose",
            when=self.maybe(self.condition),
            once=self.one_of((True, False)),
            takes=Duration(takes),
            does=does,
            **self.effects(),
            **more,
        )

    def anywhere(self) -> Choice:
        return self.choice(AnywhereChoice, in_=self.few(STATES))

    def inject(self) -> Inject:
        way = self.one_of(("at", "at when", "when", "when after", "when after"))
        return Inject(
            text="News",
            at=story_time(self.seconds(0, 25)) if "at" in way.split() else None,
            when=self.one_of((self.condition, self.meter_condition))() if "when" in way else None,
            after=Duration(self.seconds()) if "after" in way else None,
            **self.effects(),
        )

    def timeout(self) -> Timeout:
        return Timeout(after=Duration(self.seconds(1, 10)), **self.effects())

    def state(self) -> State:
        return State(
            phase="detect",
            title="Here",
            question="What now?",
            narrative="It goes on.",
            opens=self.maybe(lambda: story_time(self.seconds(0, 40))),
            marks=self.few(MOMENTS, 1),
            choices={ChoiceId(f"c{number}"): self.choice() for number in range(self.one_of((0, 1, 2)))},
            timeout=self.maybe(self.timeout),
        )


def story_time(seconds: int) -> StoryTime:
    return StoryTime.parse(f"{seconds}s")


def pool(make: Callable[[Maker], T], size: int = 400) -> SearchStrategy[T]:
    """One of many parts, simplest first."""
    maker = Maker(size)
    return st.sampled_from(sorted((make(maker) for _ in range(size)), key=lambda part: len(repr(part))))


conditions = pool(Maker.condition)
meter_conditions = pool(Maker.meter_condition)
drifts = pool(Maker.drift)
meters = pool(Maker.meter, 100)
injects = pool(Maker.inject)
states = pool(Maker.state)
anywhere = pool(Maker.anywhere)


def small_story(**parts: Any) -> Scenario:
    """A story of these parts."""
    return Scenario(
        schema="ccdrill/scenario/v1",
        id=ScenarioId("small"),
        title="Small",
        version="1",
        summary="Small.",
        begins=BEGINS,
        **parts,
    )


@st.composite
def scenarios(draw: DrawFn) -> Scenario:
    """A whole story, as if it had been read and checked. Something can always be done in it."""
    return small_story(
        meters={name: draw(meters) for name in METERS},
        flags={flag: draw(st.booleans()) for flag in FLAGS},
        drift=tuple(draw(st.lists(drifts, max_size=4))),
        start=STATES[0],
        states={name: draw(states) for name in STATES},
        anywhere={
            ChoiceId("any"): draw(anywhere),
            ChoiceId("stay"): AnywhereChoice(text="Stay", takes=Duration(5)),
        },
        injects={InjectId(f"i{number}"): one for number, one in enumerate(draw(st.lists(injects, max_size=4)))},
        endings={name: Ending(kind="mixed", title="End", narrative="It ends.") for name in ENDINGS},
    )


Command = tuple[str, int]
"""`choose` with the number of an offered choice, or `wait` with seconds."""
commands: SearchStrategy[list[Command]] = st.lists(
    st.tuples(st.sampled_from(["choose", "wait"]), st.integers(1, 15)), min_size=1, max_size=6
)
