"""What a play comes to, as it is worked out: in the way in which people reason about it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Literal

Kind = Literal["omitted", "order", "late", "role", "evidence", "place", "prohibited", "unneeded"]


@dataclass(frozen=True)
class Loss:
    """One item of a score."""

    kind: Kind
    subject: str
    """The step, the prohibition, or the actions that nobody asked for."""
    cost: Fraction
    is_critical: bool


@dataclass(frozen=True)
class Play:
    """How a script comes out."""

    ending: str
    how: Literal["good", "mixed", "bad"]
    losses: tuple[Loss, ...] = ()


def _product(worked: str) -> Fraction:
    """`6 * 0.6 * 9/20`, exactly."""
    return reduce(lambda one, other: one * other, (Fraction(part.strip()) for part in worked.split("*")))


def loss(kind: Kind, subject: str, cost: str, *, critical: bool = False) -> Loss:
    return Loss(kind, subject, _product(cost), critical)


def omitted(step: str, weight: str, *, critical: bool = False) -> Loss:
    return loss("omitted", step, weight, critical=critical)


def late(step: str, cost: str, *, critical: bool = False) -> Loss:
    return loss("late", step, cost, critical=critical)


def prohibited(rule: str, cost: str, *, critical: bool = False) -> Loss:
    return loss("prohibited", rule, cost, critical=critical)


def unneeded(*actions: str) -> tuple[Loss, ...]:
    """Half a unit each; none of these plays comes near the cap of a tenth of W."""
    return tuple(loss("unneeded", action, "0.5") for action in actions)
