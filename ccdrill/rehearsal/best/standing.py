"""Where a play stands with the procedure: what its deeds have settled so far, and the least that it must lose in the end.

The same losses as the score's (docs/the-score.md), in whole numbers, deed by deed, so that a search can ask thousands of times. At an
ending the bound is the loss itself; before it, it never exceeds what any going on will lose.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from types import MappingProxyType

from ccdrill.model.ids import ActionId, MomentId, RecordId, StepId
from ccdrill.model.procedure import Prohibition
from ccdrill.rehearsal.best.deadlines import Deadlines
from ccdrill.rehearsal.best.scaling import per_record, scale_of
from ccdrill.rehearsal.best.soonest import Times
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.order import Pair, cheapest_cover
from ccdrill.scoring.trace import Deed

Marks = Iterable[tuple[MomentId, int]]
"""Moments with their seconds, repeats included."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the deeds so far come to. Grows by `Losses.extend`."""

    done: Mapping[StepId, int] = field(default_factory=dict)
    """When each step was first done, whether it counts or not."""
    moments: Mapping[MomentId, int] = field(default_factory=dict)
    """When each moment happened."""
    recorded: Mapping[StepId, frozenset[RecordId]] = field(default_factory=dict)
    """What is on record of the steps that were asked for it."""
    pairs: frozenset[Pair] = frozenset()
    """What was done the wrong way round."""
    fixed: int = 0
    """Lost by who and where, scaled."""
    broken: Mapping[int, int] = field(default_factory=dict)
    """How often each prohibition was broken for good, by index."""
    gated: tuple[tuple[int, int], ...] = ()
    """Deeds that a prohibition with a moment forbids or not, as its moment comes: the prohibition and the second. Those of seconds
    that are over before the last deed are counted as `broken`, or forgotten."""
    unneeded: int = 0
    """Decisions that did only what nobody asked for."""


class Losses:
    """Itemises nothing: only sums, for one frame."""

    def __init__(
        self,
        frame: Frame,
        begins: dt.datetime | None,
        never_left: Mapping[StepId, Sequence[RecordId]] = MappingProxyType({}),
    ) -> None:
        """`begins` is the start with its UTC offset, for business days. `never_left`: records that nobody can leave who is asked for them."""
        self.frame = frame
        self.scale = scale_of(frame)
        self.weight = {step: self._whole(frame.steps[step].weight) for step in frame.required}
        self.total = sum(self.weight.values())
        """W, scaled."""
        self._late = {step: self._whole(frame.costs(step).late * frame.steps[step].weight) for step in frame.required}
        self._order = {
            step: frame.costs(step).order * frame.steps[step].weight if frame.steps[step].required else Fraction(0)
            for step in frame.exercised
        }
        self._record = {step: self._whole(per_record(frame, step)) for step in frame.required}
        self._unrecorded = {step: cost * len(never_left.get(step, ())) for step, cost in self._record.items()}
        self._by_whom = {
            step: self._whole(frame.costs(step).role * frame.steps[step].weight) for step in frame.required
        }
        self._by_place = {
            step: self._whole(frame.costs(step).place * frame.steps[step].weight) for step in frame.required
        }
        self._rules = frame.prohibitions
        self._rule_costs = tuple(self._whole(rule.cost) for rule in self._rules)
        unneeded = frame.procedure.scoring.unneeded
        self._unneeded, self._cap = self._whole(unneeded.cost), self._whole(unneeded.cap * frame.weight)
        self._deadlines = Deadlines(frame, begins)
        self._rules_of: dict[ActionId, list[int]] = {}
        for index, rule in enumerate(self._rules):
            self._rules_of.setdefault(rule.action, []).append(index)
        self._known = {
            *(action for action, step in frame.performer.items() if step in frame.applicable),
            *(rule.action for rule in frame.procedure.prohibited),
            *frame.procedure.accepted,
        }
        gates = {gate for rule in self._rules for gate in (rule.since, rule.until) if gate is not None}
        self._gates = {gate.removeprefix("moment:") for gate in gates if gate.startswith("moment:")}
        self._cover = cache(self._cover_cost)

    def extend(self, standing: Standing, deeds: tuple[Deed, ...], marks: Marks) -> Standing:
        """The standing after one more decision, or after time that passed: `deeds` is then empty."""
        moments = dict(standing.moments)
        for moment, t in marks:
            moments.setdefault(moment, t)
        done, recorded = dict(standing.done), dict(standing.recorded)
        pairs, fixed = set(standing.pairs), standing.fixed
        broken, gated = dict(standing.broken), list(standing.gated)
        for deed in deeds:
            for index in self._rules_of.get(deed.action, ()):
                self._forbid(index, deed, done, broken, gated)
            step = self.frame.performer.get(deed.action)
            if step is None:
                continue
            is_first = step not in done
            if is_first:
                pairs |= {(step, other) for other in self._followed_by[step] & done.keys()}
                done[step] = deed.t
                fixed += self._by_whom_and_where(step, deed)
            if deed.evidence is not None and (is_first or deed.evidence):
                recorded[step] = recorded.get(step, frozenset()).union(deed.evidence)
        latest = max((deed.t for deed in deeds), default=0)
        for index, t in gated:
            if t < latest and self._is_broken(self._rules[index], t, moments, is_open=False):
                broken[index] = broken.get(index, 0) + 1
        is_unneeded = bool(deeds) and not any(deed.action in self._known for deed in deeds)
        return Standing(
            done=done,
            moments=moments,
            recorded=recorded,
            pairs=frozenset(pairs),
            fixed=fixed,
            broken=broken,
            gated=tuple(one for one in gated if one[1] >= latest),
            unneeded=standing.unneeded + is_unneeded,
        )

    def bound(self, standing: Standing, now: int, soonest: Times) -> int:
        """The least loss of any going on, scaled. `soonest`: when each step may still be done; empty at an ending."""
        loss = standing.fixed + self._prohibited(standing, now, is_over=not soonest)
        pairs = standing.pairs
        for step in self.frame.required:
            done, ahead = standing.done.get(step), soonest.get(step)
            if done is not None:
                loss += self._lateness(standing, step, done, soonest)
                if ahead is None:
                    loss += self._missing(standing, step)
                elif step in standing.recorded:
                    loss += self._unrecorded[step]
            elif ahead is not None:
                least = self._lateness(standing, step, ahead, soonest) + self._unrecorded[step]
                least = min(self.weight[step], least)
                loss += least
                pairs = self._with_coming(pairs, standing, step, least)
            else:
                loss += self.weight[step]
        return loss + self._cover(pairs) + min(self._unneeded * standing.unneeded, self._cap)

    def signature(self, standing: Standing, now: int, soonest: Times) -> tuple[object, ...]:
        """What of a standing can still make a difference; two alike go on alike but for what is lost already."""
        return (
            frozenset(standing.done),
            tuple(
                (step, t)
                for step, t in sorted(standing.done.items())
                if self._deadlines.matters(standing.done, standing.moments, step, soonest)
            ),
            tuple((moment, t) for moment, t in sorted(standing.moments.items()) if moment in self._deadlines.moments),
            frozenset(standing.moments.keys() & self._gates),
            standing.pairs,
            tuple(sorted((step, tuple(sorted(of))) for step, of in standing.recorded.items() if step in soonest)),
            tuple(sorted(self._counted(self._settled(standing, now)).items())),
            tuple((index, t - now) for index, t in self._unsettled(standing, now)),
            min(self._unneeded * standing.unneeded, self._cap),
        )

    def horizon(self, standing: Standing) -> int | None:
        """The second from which on it makes no difference to any loss what the clock says; None: there may be none such."""
        return self._deadlines.horizon(standing.done, standing.moments)

    def _with_coming(self, pairs: frozenset[Pair], standing: Standing, step: StepId, least: int) -> frozenset[Pair]:
        """The pairs with those that doing the step now makes, unless leaving it out may lose less: that saves its cost of order at most."""
        if self.weight[step] < least + self._whole(self._order[step]):
            return pairs
        return pairs.union((step, other) for other in self._followed_by[step] & standing.done.keys())

    @cached_property
    def _followed_by(self) -> dict[StepId, frozenset[StepId]]:
        """For each step those that it must precede, of what is exercised."""
        found = dict[StepId, set[StepId]]((step, set()) for step in self.frame.steps)
        for early in self.frame.exercised:
            for late in self.frame.before[early]:
                if late in self.frame.exercised:
                    found[late].add(early)
        return {step: frozenset(followed) for step, followed in found.items()}

    def _by_whom_and_where(self, name: StepId, deed: Deed) -> int:
        if name not in self.weight:
            return 0
        step, lost = self.frame.steps[name], 0
        if deed.role is not None and not deed.is_vacant and not self.frame.may_act(deed.role, name):
            lost += self._by_whom[name]
        if deed.place is not None and step.where and deed.place not in step.where:
            lost += self._by_place[name]
        return lost

    def _missing(self, standing: Standing, name: StepId) -> int:
        recorded = standing.recorded.get(name)
        if recorded is None:
            return 0
        return self._record[name] * sum(record not in recorded for record in self.frame.steps[name].evidence)

    def _cover_cost(self, pairs: frozenset[Pair]) -> int:
        charged = cheapest_cover(tuple(sorted(pairs)), self._order)
        return self._whole(sum((self._order[step] for step in charged), Fraction(0)))

    # Prohibitions

    def _forbid(
        self, index: int, deed: Deed, done: Mapping[StepId, int], broken: dict[int, int], gated: list[tuple[int, int]]
    ) -> None:
        rule = self._rules[index]
        if rule.roles and deed.role not in rule.roles:
            return
        if rule.until is not None and rule.until.startswith("step:"):
            gate = StepId(rule.until.removeprefix("step:"))
            if gate in done or self.frame.performer.get(deed.action) == gate:
                return
        if rule.since is None and (rule.until is None or rule.until.startswith("step:")):
            broken[index] = broken.get(index, 0) + 1
        elif gated.count((index, deed.t)) < rule.max_count:  # no more of one second ever cost anything
            gated.append((index, deed.t))

    def _prohibited(self, standing: Standing, now: int, *, is_over: bool) -> int:
        counts = self._settled(standing, now)
        for index, t in self._unsettled(standing, now):
            counts[index] += self._is_broken(self._rules[index], t, standing.moments, is_open=not is_over)
        return sum(self._rule_costs[index] * count for index, count in self._counted(counts).items())

    def _counted(self, counts: Mapping[int, int]) -> dict[int, int]:
        """How often each prohibition that was broken costs something."""
        return {index: min(count, self._rules[index].max_count) for index, count in counts.items() if count}

    def _settled(self, standing: Standing, now: int) -> Counter[int]:
        """How often each prohibition was broken, by deeds of which no moment that is still to come says otherwise."""
        counts = Counter(standing.broken)
        for index, t in standing.gated:
            counts[index] += t < now and self._is_broken(self._rules[index], t, standing.moments, is_open=False)
        return counts

    @staticmethod
    def _unsettled(standing: Standing, now: int) -> tuple[tuple[int, int], ...]:
        """The deeds that a moment may yet forbid, or allow: it would have to come at their very second."""
        return tuple((index, t) for index, t in standing.gated if t >= now)

    @staticmethod
    def _is_broken(rule: Prohibition, t: int, moments: Mapping[MomentId, int], *, is_open: bool) -> bool:
        """`is_open`: a moment may still come at that very second, and change it; then it does not count yet."""
        since = moments.get(MomentId(rule.since.removeprefix("moment:"))) if rule.since is not None else 0
        if since is None or t < since:
            return False
        if rule.until is None or rule.until.startswith("step:"):
            return True
        over = moments.get(MomentId(rule.until.removeprefix("moment:")))
        return not is_open if over is None else t < over

    # Deadlines

    def _lateness(self, standing: Standing, name: StepId, t: int, soonest: Times) -> int:
        """What doing the step at `t` loses for being late, at least."""
        limit = self._deadlines.limit(standing.done, standing.moments, name, soonest)
        if limit is None or t <= limit:
            return 0
        deadline = self.frame.steps[name].deadline
        grace = deadline.grace if deadline is not None else None
        if not grace or t - limit >= grace:
            return self._late[name]
        return self._late[name] * (t - limit) // grace

    def _whole(self, value: Fraction) -> int:
        scaled = value * self.scale
        assert scaled.denominator == 1, "the scale makes every cost whole"
        return int(scaled)
