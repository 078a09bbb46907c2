"""How well phish and honest messages are told apart, and how readily one reports: the measures of signal detection.

`H = (hits + 0.5) / (phish + 1)` and `F = (false alarms + 0.5) / (honest + 1)` (the log-linear correction of Hautus 1995, so that
none is 0 or 1); ability `d' = z(H) - z(F)` and caution `c = -(z(H) + z(F)) / 2` (Macmillan & Creelman 2005, equal variances:
Canfield, Fischhoff & Davis 2016 found that good enough for phish). Their standard errors are those of Gourevitch & Galanter
(1967); 95 % intervals are 1.96 of them to both sides.
"""

from collections.abc import Iterable
from math import exp, pi, sqrt
from statistics import NormalDist

from ccdrill.model.value import Value
from ccdrill.practice.judged import Judged

_NORMAL = NormalDist()
_95 = _NORMAL.inv_cdf(0.975)


class Counts(Value, frozen=True, kw_only=True):
    """What judgements come to, counted."""

    phish: int = 0
    """Phish that were judged."""
    honest: int = 0
    """Honest messages that were judged."""
    hits: int = 0
    """Phish that were reported or verified."""
    reported: int = 0
    """Phish that were reported."""
    used: int = 0
    """Phish that were used as usual: the misses that do harm."""
    left: int = 0
    """Phish that were left alone: not fooled, not reported."""
    false_alarms: int = 0
    """Honest messages that were reported."""
    checked: int = 0
    """Honest messages that were verified where nothing asked for it: time, no alarm."""

    @property
    def misses(self) -> int:
        """Phish that were neither reported nor verified."""
        return self.phish - self.hits


class Estimate(Value, frozen=True, kw_only=True):
    """A measure, and how far it may be off."""

    value: float
    """The best guess."""
    error: float
    """Its standard error."""

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.value - _95 * self.error

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.value + _95 * self.error


def count(judged: Iterable[Judged]) -> Counts:
    """Counts judgements."""
    found = tuple(judged)
    phish = [one for one in found if one.kind == "phish"]
    honest = [one for one in found if one.kind == "legitimate"]
    return Counts(
        phish=len(phish),
        honest=len(honest),
        hits=sum(one.is_hit for one in phish),
        reported=sum(one.answer == "report" for one in phish),
        used=sum(one.answer == "use" for one in phish),
        left=sum(one.answer == "leave" for one in phish),
        false_alarms=sum(one.is_false_alarm for one in honest),
        checked=sum(one.answer == "verify" and not one.is_right for one in honest),
    )


def report_precision(counts: Counts) -> float | None:
    """The share of phish among what was reported; None when nothing was."""
    reports = counts.reported + counts.false_alarms
    return counts.reported / reports if reports else None


def ability(counts: Counts) -> Estimate | None:
    """d': how far apart the two kinds are for this person, 0 is guessing; None unless both kinds were judged."""
    if not (counts.phish and counts.honest):
        return None
    hits, alarms = _rates(counts)
    return Estimate(value=_z(hits) - _z(alarms), error=_error_of_ability(counts))


def caution(counts: Counts) -> Estimate | None:
    """c: below 0 one reports readily, above 0 rarely; None unless both kinds were judged."""
    if not (counts.phish and counts.honest):
        return None
    hits, alarms = _rates(counts)
    return Estimate(value=-(_z(hits) + _z(alarms)) / 2, error=_error_of_ability(counts) / 2)


def _rates(counts: Counts) -> tuple[float, float]:
    return (counts.hits + 0.5) / (counts.phish + 1), (counts.false_alarms + 0.5) / (counts.honest + 1)


def standard_error(hits: float, phish: int, alarms: float, honest: int) -> float:
    """Of d', from both rates and how many messages each is of; that of c is half of it.

    The two rates vary on their own, so that the variances add up; c is half a sum of the same two terms.
    """
    return sqrt(_variance(hits, phish) + _variance(alarms, honest))


def _error_of_ability(counts: Counts) -> float:
    hits, alarms = _rates(counts)
    return standard_error(hits, counts.phish, alarms, counts.honest)


def _variance(rate: float, trials: int) -> float:
    """Of z(rate) by the delta method: rate (1 - rate) / (n phi(z)^2)."""
    height = exp(-(_z(rate) ** 2) / 2) / sqrt(2 * pi)
    return rate * (1 - rate) / (trials * height**2)


def _z(rate: float) -> float:
    return _NORMAL.inv_cdf(rate)
