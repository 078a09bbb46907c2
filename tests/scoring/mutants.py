"""Mistakes that somebody could make in the scorer, each put in at one seam. `test_mutations.py` says which test finds it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import pytest
from msgspec.structs import replace

from ccdrill.model.ids import StepId
from ccdrill.scoring import deeds, frame, losses, order
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.losses import Losses
from ccdrill.scoring.result import Item, Score
from ccdrill.scoring.score import score_trace
from tests.scoring import example, test_deadlines, test_golden, test_items, test_laws, test_oracle

Mutate = Callable[[pytest.MonkeyPatch], None]
SCORERS = (example, test_deadlines, test_golden, test_items, test_laws, test_oracle)
"""Where tests call `score_trace` by name."""


def charge_every_inverted_pair(patch: pytest.MonkeyPatch) -> None:
    """Both ends of every pair instead of the cheapest cover."""
    patch.setattr(losses, "cheapest_cover", lambda pairs, cost: frozenset(step for pair in pairs for step in pair))


def direct_prerequisites_only(patch: pytest.MonkeyPatch) -> None:
    """`after` as it is written instead of its closure."""
    patch.setattr(frame, "steps_before", lambda name, steps, _: frozenset(steps[name].after))


def anchor_at_its_deadline(patch: pytest.MonkeyPatch) -> None:
    """`D_x` for `min(t_x, D_x)`."""

    def anchor(self: Deeds, step: StepId, found: dict[StepId, int | None]) -> int:
        if step not in self.first:
            return 0
        return self.first[step].t if found[step] is None else found[step]

    patch.setattr(Deeds, "_step_anchor", anchor)


def anchor_when_it_was_done(patch: pytest.MonkeyPatch) -> None:
    """`t_x` for `min(t_x, D_x)`: delaying x buys time."""
    patch.setattr(Deeds, "_step_anchor", lambda self, step, found: self.first[step].t if step in self.first else 0)


def no_deadline_without_its_anchor(patch: pytest.MonkeyPatch) -> None:
    """Leaving x out switches off the clocks that it starts."""
    whole = Deeds._step_anchor
    patch.setattr(
        Deeds, "_step_anchor", lambda self, step, found: whole(self, step, found) if step in self.first else None
    )


def _rescored(patch: pytest.MonkeyPatch, change: Callable[[Score, int], Score]) -> None:
    def mutant(found: Frame, trace: object, *rest: object) -> Score:
        return change(score_trace(found, trace, *rest), len(trace.deeds))

    for module in SCORERS:
        patch.setattr(module, "score_trace", mutant)


def normalise_by_the_trace(patch: pytest.MonkeyPatch) -> None:
    """Losses over what was done instead of over W."""

    def change(score: Score, length: int) -> Score:
        raw = 100 * (1 - score.lost / max(1, length))
        return replace(score, raw=raw, score=max(Fraction(0), raw))

    _rescored(patch, change)


def double_jeopardy(patch: pytest.MonkeyPatch) -> None:
    """An omitted prerequisite is charged to its dependants too."""
    original = Losses._step_items

    def mutant(self: Losses, name: StepId, inverted: tuple[order.Pair, ...]) -> Iterator[Item]:
        yield from original(self, name, inverted)
        done = self.deeds.performed
        if name in done and not inverted and self.frame.before[name] - done.keys():
            yield self._item(self.frame.steps[name], "order", self._order_cost(name), done[name])

    patch.setattr(Losses, "_step_items", mutant)


def blame_the_nearest_the_source(patch: pytest.MonkeyPatch) -> None:
    """On a tie what was done too late is charged."""
    cover = order.cheapest_cover

    def mutant(pairs: tuple[order.Pair, ...], cost: Mapping[StepId, Fraction]) -> frozenset[StepId]:
        return cover(tuple((s, r) for r, s in pairs), cost)

    patch.setattr(losses, "cheapest_cover", mutant)
    patch.setattr(test_laws, "cheapest_cover", mutant)


def optional_steps_cost_order(patch: pytest.MonkeyPatch) -> None:
    """The cheapest cover takes an optional step for dear."""
    patch.setattr(
        Losses, "_order_cost", lambda self, step: self.frame.costs(step).order * self.frame.steps[step].weight
    )


def late_at_the_last_second(patch: pytest.MonkeyPatch) -> None:
    """`t >= D` for `t > D`."""
    due = deeds.due
    patch.setattr(deeds, "due", lambda anchor, within, begins: due(anchor, within, begins) - 1)


def no_grace(patch: pytest.MonkeyPatch) -> None:
    """Lateness costs all of its share at once."""
    patch.setattr(Losses, "_lateness", staticmethod(lambda step, deed, limit: Fraction(1)))


def weekends_are_business_days(patch: pytest.MonkeyPatch) -> None:
    """Calendar days for business days."""
    due = deeds.due

    def mutant(anchor: int, within: object, begins: dt.datetime | None) -> int:
        days = within.business_days
        return anchor + 86_400 * days if days else due(anchor, within, begins)

    patch.setattr(deeds, "due", mutant)


def no_deputies(patch: pytest.MonkeyPatch) -> None:
    """Only who is responsible may act."""
    patch.setattr(Frame, "may_act", lambda self, role, step: role in (self.steps[step].responsible or (role,)))


def judge_the_last_deed(patch: pytest.MonkeyPatch) -> None:
    """A repeat counts instead of the first deed."""
    patch.setattr(Deeds, "first", property(lambda self: {step: found[-1] for step, found in self.of_step.items()}))


def repeats_add_no_evidence(patch: pytest.MonkeyPatch) -> None:
    """Only the first deed's records count."""

    def evidence(self: Deeds, step: StepId) -> frozenset[object] | None:
        recorded = self.of_step[step][0].evidence
        return None if recorded is None else frozenset(recorded)

    patch.setattr(Deeds, "evidence", evidence)


def absent_is_empty(patch: pytest.MonkeyPatch) -> None:
    """What was not asked is charged as if nothing had been recorded."""
    asked = Deeds.evidence
    patch.setattr(Deeds, "evidence", lambda self, step: asked(self, step) or frozenset())


def gates_never_open(patch: pytest.MonkeyPatch) -> None:
    """`until` is overlooked."""
    forbids = Losses.forbids
    patch.setattr(Losses, "forbids", lambda self, rule, deed: forbids(self, replace(rule, until=None), deed))


def every_breach_is_charged(patch: pytest.MonkeyPatch) -> None:
    """`max_count` is overlooked."""
    broken = Losses._broken
    patch.setattr(Losses, "_broken", lambda self, rule: broken(self, replace(rule, max_count=1000)))


def own_fractions_are_whole(patch: pytest.MonkeyPatch) -> None:
    """A step that sets one fraction loses the procedure's others."""
    from ccdrill.model.procedure import Fractions, costs_of

    def costs(self: Frame, step: StepId) -> Fractions:
        bare = replace(self.procedure, scoring=replace(self.procedure.scoring, costs=Fractions()))
        own = self.steps[step]
        return costs_of(own, bare if own.costs is not None else self.procedure)

    patch.setattr(Frame, "costs", costs)
