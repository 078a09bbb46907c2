"""Texts of a scenario as people read them: the variant that holds, with names filled in; and numbers in words."""

from collections.abc import Mapping
from fractions import Fraction

from ccdrill.engine.conditions import Values, holds
from ccdrill.model.filled import filled
from ccdrill.model.scenario import Inject, Meter, Names, Scenario, Words
from ccdrill.session.telling.view import View

_MONEY = frozenset("£$€¥")
"""Signs that stand before a number."""
_CHANNELS: Mapping[str, str] = {
    "phone": "phone",
    "mail": "e-mail",
    "chat": "chat",
    "person": "in person",
    "alert": "alert",
    "letter": "letter",
    "social": "social media",
    "news": "news",
}


class Wording:
    """Puts the texts of one scenario into words."""

    def __init__(self, scenario: Scenario, names: Names = {}) -> None:  # noqa: B006  # read only
        """`names`, those of a drill, override the scenario's."""
        self._names = {**scenario.names, **names}
        self._case = scenario.case

    def fill(self, text: str) -> str:
        """The text with `{name}` filled in; a name that is not known stays as it is."""
        return filled(text, self._names).strip("\n")

    def choose(self, words: Words, values: Values) -> str:
        """The first text whose condition holds, with names filled in."""
        if isinstance(words, str):
            return self.fill(words)
        return next((self.fill(variant.text) for variant in words if holds(variant.when, values, self._case)), "")

    def sender(self, inject: Inject) -> str:
        """From whom a message comes and how."""
        return (
            f"{self.fill(inject.from_)}, {_CHANNELS[inject.channel]}"
            if inject.from_
            else _CHANNELS[inject.channel].capitalize()
        )


def meter_value(meter: Meter, value: Fraction) -> str:
    """A meter's value for people: a whole number, grouped by thousands, with its unit behind it, or a sign of money before."""
    number, unit = f"{round(value):,}", meter.unit
    if unit in _MONEY:
        return f"-{unit}{number[1:]}" if number.startswith("-") else f"{unit}{number}"
    if not unit:
        return number
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


def who_lines(view: View) -> list[str]:
    """Who leads and who plays what, a role a line; the roles that nobody plays together, below those that somebody does."""
    seats = view.seats
    lines = [f"{view.facilitator_title}: {view.facilitator}"] if view.facilitator else []
    lines += [f"{seat.title}: {seat.player}" for seat in seats if seat.player and not seat.is_vacant]
    vacant = ", ".join(seat.title for seat in seats if seat.is_vacant)
    unnamed = ", ".join(seat.title for seat in seats if not seat.player)
    lines += [f"Vacant (the facilitator): {vacant}"] if vacant else []
    lines += [f"Nobody named: {unnamed}"] if unnamed else []
    return lines
