"""Meters that drift, with nothing else about: for the tests of drift and slopes."""

from dataclasses import dataclass, field
from fractions import Fraction

from ccdrill.model.ids import ActionId, FlagName, MeterName, MomentId
from ccdrill.model.scenario import Drift, Ending, Meter, Scenario
from tests.engine.playing import story
from tests.engine.strategies import BEGINS, STATES


@dataclass
class Gauges:
    """Values of meters at a second. Implements `Moving`."""

    meters: dict[MeterName, Fraction]
    now: int = 0
    flags: dict[FlagName, bool] = field(default_factory=lambda: {FlagName("a"): True, FlagName("b"): False})
    done: dict[ActionId, int] = field(default_factory=dict)
    moments: dict[MomentId, int] = field(default_factory=dict)

    def copy(self) -> "Gauges":
        return Gauges(dict(self.meters), self.now, dict(self.flags), dict(self.done), dict(self.moments))


def drifting(meters: str, *drifts: str) -> Scenario:
    """A scenario in which nothing happens but drift; `meters` as `x: 5, q: 0 min 0 max 10`."""
    listed = []
    for one in meters.split(", "):
        name, _, rest = one.partition(": ")
        start, *limits = rest.split()
        pairs = [f"{key}: {value}" for key, value in zip(limits[::2], limits[1::2], strict=True)]
        listed.append(f"{name}: {{{', '.join((f'label: {name}', f'start: {start}', *pairs))}}}")
    return story(
        f"""
        meters: {{{", ".join(listed)}}}
        flags: {{a: true, b: false}}
        drift: [{", ".join(f"{{{one}}}" for one in drifts)}]
        start: desk
        states: {{desk: {{STATE, choices: {{stay: {{text: Stay}}}}}}}}
        """
    )


def started(scenario: Scenario, now: int = 0) -> Gauges:
    return Gauges({name: meter.start for name, meter in scenario.meters.items()}, now)


def assemble(drifts: tuple[Drift, ...], meters: dict[MeterName, Meter]) -> Scenario:
    """A scenario in which nothing happens but these."""
    ending = Ending(kind="mixed", title="End", narrative="It ends.")
    return Scenario(
        schema="ccdrill/scenario/v1",
        id="drifting",
        title="Drifting",
        version="1",
        summary="Drifting.",
        begins=BEGINS,
        meters=meters,
        flags={FlagName("a"): True, FlagName("b"): False},
        drift=drifts,
        start=STATES[0],
        states={},
        endings={STATES[0]: ending},
    )
