"""Stories with a state that choices leave and come back to, in small: tracks that are done once, counters, ways round, and ways out that ask for them."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.model.condition import Condition
from ccdrill.model.ids import ActionId, ChoiceId, FlagName, InjectId, MeterName, StateId
from ccdrill.model.scenario import Choice, Drift, Ending, Inject, Meter, Scenario, State, Timeout
from ccdrill.model.units import Duration, Setting
from tests.engine.strategies import Maker, pool, small_story, story_time

FLAGS = tuple(FlagName(name) for name in "abc")
METERS = tuple(MeterName(name) for name in "mq")
HUB, GATE = StateId("hub"), StateId("gate")
SIGNS = (">=", ">=", ">=", ">", "<", "<=", "==", "!=")


class Track(NamedTuple):
    """Something that is done from the hub: there, or in a room of its own."""

    begin: Choice
    """What leads there, or does it."""
    room: dict[ChoiceId, Choice]
    """What can be done in the room; empty: there is none."""


def _asked(maker: Maker) -> str:
    number = f"{maker.one_of(METERS)} {maker.one_of(SIGNS)} {maker.seconds(0, 6) - 1}"
    clock = f"elapsed {maker.one_of(('>=', '<'))} {maker.seconds(1, 9)}s"
    flag = maker.one_of(FLAGS)
    return maker.one_of((number, number, clock, flag, flag, f"not {flag}"))


def _condition(maker: Maker) -> Condition:
    join = maker.one_of((" and ", " and ", " or "))
    return parse_condition(join.join(_asked(maker) for _ in range(maker.one_of((1, 2, 2, 3)))))


def _step(maker: Maker, sign: tuple[int, ...] = (1, 1, 1, -1)) -> dict[MeterName, Fraction]:
    return {maker.one_of(METERS): Fraction(maker.seconds(1, 3) * maker.one_of(sign))}


def _effects(maker: Maker) -> dict[str, Any]:
    """Of what people do not choose."""
    return {
        "set": {maker.one_of(FLAGS): Setting(maker.one_of((True, False)))} if maker.one_of((True, False)) else {},
        "add": _step(maker, (1, -1)) if maker.one_of((True, False)) else {},
        "goto": maker.one_of((None, None, HUB, GATE)),
    }


def _track(flag: FlagName) -> Callable[[Maker], Track]:
    def make(maker: Maker) -> Track:
        once, asked = maker.one_of(((True, None), (False, f"not {flag}"), (True, f"not {flag}"), (False, None)))
        room, when = StateId(f"{flag}-room"), parse_condition(asked) if asked else None
        done = {"set": {flag: Setting(True)}, "add": _step(maker) if maker.one_of((True, False)) else {}}
        does = (ActionId("report"),) if maker.one_of((True, False, False)) else ()
        takes, later = Duration(maker.seconds(0, 2)), Duration(maker.seconds(0, 2))
        if maker.one_of((True, False)):
            return Track(Choice(text="Do", when=when, once=once, takes=takes, does=does, **done), {})
        back = {ChoiceId("back"): Choice(text="Back", goto=HUB)} if maker.one_of((True, False)) else {}
        finish = {ChoiceId("finish"): Choice(text="Finish", takes=later, goto=HUB, **done)}
        return Track(Choice(text="Go", when=when, once=once, takes=takes, does=does, goto=room), finish | back)

    return make


def _round(maker: Maker) -> Choice:
    """What leads back to where it was chosen."""
    return Choice(
        text="Again",
        when=maker.maybe(lambda: parse_condition(_asked(maker))),
        takes=Duration(maker.one_of((0, 1, 3))),
        add=_step(maker),
        goto=maker.one_of((None, None, HUB)),
    )


def _inject(maker: Maker) -> Inject:
    if maker.one_of((True, False)):
        return Inject(text="News", at=story_time(maker.seconds(0, 9)), **_effects(maker))
    after = maker.maybe(lambda: Duration(maker.seconds(1, 4)))
    return Inject(text="News", when=_condition(maker), after=after, **_effects(maker))


def _drift(maker: Maker) -> Drift:
    rate = Fraction(maker.one_of((3600, -3600, 1800)))
    return Drift(meter=maker.one_of(METERS), per_hour=rate, while_=maker.maybe(lambda: parse_condition(_asked(maker))))


def _meter(maker: Maker) -> Meter:
    low = maker.one_of((None, Fraction(0), Fraction(-1)))
    high = maker.one_of((None, Fraction(3), Fraction(5)))
    return Meter(label="Meter", start=Fraction(maker.seconds(0, 2)), min=low, max=high)


_conditions, _rounds, _injects, _drifts, _meters = map(pool, (_condition, _round, _inject, _drift, _meter))
_tracks = {flag: pool(_track(flag), 100) for flag in FLAGS}
_timeouts = pool(lambda maker: Timeout(after=Duration(maker.seconds(1, 5)), **_effects(maker)))


@st.composite
def hubs(draw: DrawFn) -> Scenario:
    """A whole story, as if it had been read and checked."""
    tracks = {flag: draw(_tracks[flag]) for flag in FLAGS[: draw(st.integers(1, 3))]}
    rounds = {ChoiceId(f"round-{number}"): one for number, one in enumerate(draw(st.lists(_rounds, max_size=2)))}
    out = {
        ChoiceId(f"out-{number}"): Choice(text="Out", when=one, goto=goto)
        for number, (one, goto) in enumerate(
            draw(st.lists(st.tuples(_conditions, st.sampled_from([GATE, StateId("end")])), min_size=1, max_size=2))
        )
    }
    states = {HUB: {**{ChoiceId(flag): one.begin for flag, one in tracks.items()}, **rounds, **out}}
    states |= {StateId(f"{flag}-room"): one.room for flag, one in tracks.items() if one.room}
    states[GATE] = {
        ChoiceId("on"): Choice(text="On", when=draw(st.none() | _conditions), goto=StateId("end")),
        ChoiceId("back"): Choice(text="Back", when=draw(st.none() | _conditions), goto=HUB),
    }
    return small_story(
        meters={name: draw(_meters) for name in METERS},
        flags=dict.fromkeys(FLAGS, False),
        drift=tuple(draw(st.lists(_drifts, max_size=1))),
        start=HUB,
        states={
            name: State(
                phase="detect",
                title="Here",
                question="What now?",
                narrative="It goes on.",
                choices=choices,
                timeout=draw(st.none() | st.none() | _timeouts),
            )
            for name, choices in states.items()
        },
        injects={InjectId(f"i{number}"): one for number, one in enumerate(draw(st.lists(_injects, max_size=2)))},
        endings={StateId("end"): Ending(kind="mixed", title="End", narrative="It ends.")},
    )
