"""What is added to meters and can never have its whole effect: there is no room for it between the meter's limits."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Choice, Inject, Meter, Scenario, Timeout
from ccdrill.model.walks import Moves


class Room(NamedTuple):
    """How far a meter can rise and fall at the most; None: there is no limit."""

    up: Fraction | None
    """From the lowest that it ever is."""
    down: Fraction | None
    """From the highest."""

    def holds(self, number: Fraction) -> bool:
        """Whether so much may be added in some situation, and count in full."""
        most = self.up if number > 0 else self.down
        return most is None or abs(number) <= most


def rooms(scenario: Scenario, moves: Mapping[MeterName, Moves]) -> dict[MeterName, Room]:
    """The room of each meter to which something is added that never fits, whatever the conditions. `moves`: what moves them."""
    found = {name: _room(meter, moves[name]) for name, meter in scenario.meters.items()}
    return {name: room for name, room in found.items() if not all(map(room.holds, moves[name].steps))}


def check_adds(findings: Findings, scenario: Scenario, narrow: Mapping[MeterName, Room]) -> None:
    """A note at each such number. `narrow`: the meters with too little room."""
    for path, source in _sources(scenario):
        for name, number in source.add.items():
            room = narrow.get(name)
            if room is not None and not room.holds(number):
                meter, rises = scenario.meters[name], number > 0
                limit, most = (meter.max, room.up) if rises else (meter.min, room.down)
                assert limit is not None and most is not None, "what has no limit has room"
                way, side = ("rise", "above") if rises else ("fall", "below")
                message = (
                    f"'{name}' can {way} by {float(most):g} at the most, as it is never {side} {float(limit):g}: "
                    "never does all of this count"
                )
                cure = f"Add what fits; or, to bring it there whatever it is, set it to {float(limit):g}."
                findings.note((*path, "add", name), "add-outside", message, cure)


def _sources(scenario: Scenario) -> Iterator[tuple[Path, Choice | Inject | Timeout]]:
    """All that adds to meters, by its place."""
    for name, state in scenario.states.items():
        yield from ((("states", name, "choices", key), choice) for key, choice in state.choices.items())
        if state.timeout is not None:
            yield ("states", name, "timeout"), state.timeout
    yield from ((("anywhere", key), choice) for key, choice in scenario.anywhere.items())
    yield from ((("injects", key), inject) for key, inject in scenario.injects.items())


def _room(meter: Meter, moves: Moves) -> Room:
    known = [meter.start, *(_within(meter, number) for number in moves.settings)]
    lowest = meter.min if any(step < 0 for step in moves.steps) else min(known)
    highest = meter.max if any(step > 0 for step in moves.steps) else max(known)
    return Room(
        up=meter.max - lowest if meter.max is not None and lowest is not None else None,
        down=highest - meter.min if meter.min is not None and highest is not None else None,
    )


def _within(meter: Meter, number: Fraction) -> Fraction:
    """A number that a meter is set to, as far as its limits let it."""
    low = number if meter.min is None else max(number, meter.min)
    return low if meter.max is None else min(low, meter.max)
