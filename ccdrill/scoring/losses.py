"""The items of a score, each with its exact cost (docs/the-score.md, "Losses"). Words come later."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from ccdrill.model.ids import ActionId, StepId
from ccdrill.model.procedure import Prohibition, Step
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.order import Pair, cheapest_cover, inverted_pairs
from ccdrill.scoring.result import Item
from ccdrill.scoring.trace import Deed

_ALL = Fraction(100)


class Losses:
    """Itemises what a run lost; `weight` is W, which turns costs into points."""

    def __init__(self, deeds: Deeds, weight: Fraction) -> None:
        """`weight` is above 0."""
        self.deeds = deeds
        self.frame = deeds.frame
        self.weight = weight
        self.pairs: tuple[Pair, ...] = inverted_pairs(
            {step: deed.seq for step, deed in deeds.performed.items()}, self.frame.before
        )

    def items(self) -> tuple[Item, ...]:
        """Every deviation, also those that cost nothing: by step in file order, then prohibitions, then what nobody asked for."""
        charged = self._charged()
        counting = [step for step in self.frame.steps if step in self.frame.exercised]
        found = [item for step in counting for item in self._step_items(step, charged.get(step, ()))]
        found += [item for rule in self.frame.prohibitions if (item := self._broken(rule)) is not None]
        found += self._unneeded()
        return tuple(found)

    def _step_items(self, name: StepId, inverted: tuple[Pair, ...]) -> Iterator[Item]:
        step = self.frame.steps[name]
        deed = self.deeds.performed.get(name)
        limit = self.deeds.due[name]
        if deed is None:
            if step.required:
                yield self._item(step, "omitted", step.weight, due=limit)
            return
        costs = self.frame.costs(name)
        if inverted:
            yield self._item(step, "order", costs.order * step.weight, deed, pairs=inverted)
        if limit is not None and deed.t > limit:
            yield self._item(
                step, "late", costs.late * step.weight * self._lateness(step, deed, limit), deed, due=limit
            )
        if deed.role is not None and not deed.is_vacant and not self.frame.may_act(deed.role, name):
            yield self._item(step, "role", costs.role * step.weight, deed)
        recorded = self.deeds.evidence(name)
        missing = tuple(record for record in step.evidence if recorded is not None and record not in recorded)
        if missing:
            in_vain = self.deeds.not_left(name)
            yield self._item(
                step,
                "evidence",
                costs.evidence * step.weight * Fraction(len(missing), len(step.evidence)),
                deed,
                missing=missing,
                not_left=tuple(record for record in missing if record in in_vain),
            )
        if deed.place is not None and step.where and deed.place not in step.where:
            yield self._item(step, "place", costs.place * step.weight, deed, place=deed.place)

    def _item(self, step: Step, kind: str, cost: Fraction, deed: Deed | None = None, **facts: object) -> Item:
        """An item about a step. Critical: left out, late, or done by somebody else, of a critical step. An optional one loses nothing."""
        cost = cost if step.required else Fraction(0)
        if deed is not None:
            facts |= {"done": deed.t, "role": deed.role, "seqs": (deed.seq,)}
        is_critical = step.required and step.critical and kind in ("omitted", "late", "role")
        return Item(kind=kind, cost=cost, points=self._points(cost), step=step.id, is_critical=is_critical, **facts)  # type: ignore[arg-type]  # one builder for all kinds

    def _charged(self) -> dict[StepId, tuple[Pair, ...]]:
        """The steps that are charged for order, each with the inverted pairs that its charge meets.

        A pair that no cost meets is told once: of the step that was done too early, unless only the other costs nothing.
        """
        costs = {step: self._order_cost(step) for step in self.deeds.performed}
        cover = cheapest_cover(self.pairs, costs)
        found: dict[StepId, list[Pair]] = {}
        for pair in self.pairs:
            paying = [step for step in pair if step in cover and costs[step]]
            for step in paying or [pair[1] if pair[1] in cover else pair[0]]:
                found.setdefault(step, []).append(pair)
        return {step: tuple(pairs) for step, pairs in found.items()}

    def _order_cost(self, step: StepId) -> Fraction:
        """What being charged for order costs; nothing for optional steps."""
        found = self.frame.steps[step]
        return self.frame.costs(step).order * found.weight if found.required else Fraction(0)

    @staticmethod
    def _lateness(step: Step, deed: Deed, limit: int) -> Fraction:
        grace = step.deadline.grace if step.deadline is not None else None
        return min(Fraction(1), Fraction(deed.t - limit, grace)) if grace else Fraction(1)

    def _broken(self, rule: Prohibition) -> Item | None:
        matches = [deed for deed in self.deeds.trace.deeds if self.forbids(rule, deed)]
        if not matches:
            return None
        cost = rule.cost * min(len(matches), rule.max_count)
        return Item(
            kind="prohibited",
            cost=cost,
            points=self._points(cost),
            rule=rule.id,
            actions=(rule.action,),
            is_critical=rule.critical,
            done=matches[0].t,
            role=matches[0].role,
            times=len(matches),
            seqs=tuple(deed.seq for deed in matches),
        )

    def forbids(self, rule: Prohibition, deed: Deed) -> bool:
        """Whether the prohibition is in force for this deed."""
        if deed.action != rule.action or (rule.roles and deed.role not in rule.roles):
            return False
        moments = self.deeds.trace.moments
        if rule.since is not None:
            begun = next((t for moment, t in moments.items() if f"moment:{moment}" == rule.since), None)
            if begun is None or deed.t < begun:
                return False
        if rule.until is None:
            return True
        if rule.until.startswith("step:"):
            gate = self.deeds.first.get(StepId(rule.until.removeprefix("step:")))
            return gate is None or deed.seq < gate.seq
        over = next((t for moment, t in moments.items() if f"moment:{moment}" == rule.until), None)
        return over is None or deed.t < over

    def _unneeded(self) -> list[Item]:
        """One item a decision that did only what nobody asked for, until the cap is reached."""
        rule = self.frame.procedure.scoring.unneeded
        room = rule.cap * self.weight
        found: list[Item] = []
        for deeds in self._decisions():
            if any(self.is_known(deed.action) for deed in deeds):
                continue
            cost = min(rule.cost, room)
            room -= cost
            actions = tuple(dict.fromkeys(deed.action for deed in deeds))
            seqs = tuple(deed.seq for deed in deeds)
            found.append(
                Item(
                    kind="unneeded",
                    cost=cost,
                    points=self._points(cost),
                    actions=actions,
                    done=deeds[0].t,
                    role=deeds[0].role,
                    seqs=seqs,
                )
            )
        return found

    def is_known(self, action: ActionId) -> bool:
        """Whether the action performs an applicable step, is named by any prohibition, or is accepted."""
        return self.frame.performer.get(action) in self.frame.applicable or action in self._excused

    @cached_property
    def _excused(self) -> frozenset[ActionId]:
        procedure = self.frame.procedure
        return frozenset(procedure.accepted).union(rule.action for rule in procedure.prohibited)

    def _decisions(self) -> list[list[Deed]]:
        grouped: dict[tuple[str, int], list[Deed]] = {}
        for deed in self.deeds.trace.deeds:
            key = ("decision", deed.decision) if deed.decision is not None else ("deed", deed.seq)
            grouped.setdefault(key, []).append(deed)
        return list(grouped.values())

    def _points(self, cost: Fraction) -> Fraction:
        return _ALL * cost / self.weight
