"""A second scorer, written from docs/the-score.md alone: plain loops, every subset tried. Shares only the values with the first.

It knows nothing of ccdrill.scoring but the trace's own types, so that a misreading of one is not the other's.
"""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from ccdrill.engine.conditions import Case, holds_of_case
from ccdrill.model.ids import RoleId, StepId
from ccdrill.model.procedure import Procedure, Prohibition, Role, Step
from ccdrill.model.units import Within
from ccdrill.scoring.trace import Deed, Trace

Cost = tuple[str, str, Fraction]
"""Kind, step or prohibition, and cost in units of weight."""


@dataclass
class Oracle:
    """One procedure, one case, one trace."""

    procedure: Procedure
    roles: dict[RoleId, Role]
    case: Case
    trace: Trace
    not_exercised: set[StepId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.steps = {step.id: step for step in self.procedure.steps}
        self.applicable = [name for name, step in self.steps.items() if holds_of_case(step.when, self.case)]
        self.required = [
            name for name in self.applicable if self.steps[name].required and name not in self.not_exercised
        ]
        self.deeds = {
            name: [deed for deed in self.trace.deeds if self._does(deed, step)] for name, step in self.steps.items()
        }

    @property
    def weight(self) -> Fraction:
        return sum((self.steps[name].weight for name in self.required), Fraction(0))

    def lost(self) -> Fraction:
        return sum((cost for _, _, cost in self.costs()), Fraction(0))

    def raw(self) -> Fraction:
        return 100 * (1 - self.lost() / self.weight)

    def played(self, withheld: set[StepId]) -> Fraction | None:
        gone = [name for name in self.required if name in withheld and not self.deeds[name]]
        weight = self.weight - sum(self.steps[name].weight for name in gone)
        if not gone or not weight:
            return None
        lost = sum(cost for kind, name, cost in self.costs() if name not in gone and kind != "unneeded")
        return 100 * max(Fraction(0), 1 - (lost + self.unneeded(weight)) / weight)

    def costs(self) -> list[Cost]:
        """What costs anything, with all that was unneeded as one."""
        found = [cost for name in self.required for cost in self._of_step(name)]
        found += [("order", name, self.order_cost(name)) for name in self.early()]
        found += [self._of_rule(rule) for rule in self.procedure.prohibited if holds_of_case(rule.when, self.case)]
        found.append(("unneeded", "", self.unneeded(self.weight)))
        return sorted(cost for cost in found if cost[2])

    def fraction(self, name: str, what: str) -> Fraction:
        own = getattr(self.steps[name].costs, what, None)
        return getattr(self.procedure.scoring.costs, what) if own is None else own

    def order_cost(self, name: str) -> Fraction:
        return self.fraction(name, "order") * self.steps[name].weight if name in self.required else Fraction(0)

    def _does(self, deed: Deed, step: Step) -> bool:
        return deed.action in step.actions if step.actions else deed.action == step.id

    def _of_step(self, name: StepId) -> list[Cost]:
        step = self.steps[name]
        if not self.deeds[name]:
            return [("omitted", name, step.weight)]
        first, *later = self.deeds[name]
        found: list[Cost] = []

        def charge(what: str, share: Fraction | int) -> None:
            found.append((what, name, self.fraction(name, what) * step.weight * share))

        limit = self.due(name)
        if step.deadline is not None and limit is not None and first.t > limit:
            grace = int(step.deadline.grace or 0)
            charge("late", min(Fraction(1), Fraction(first.t - limit, grace)) if grace else 1)
        if step.responsible and first.role is not None and first.role not in self._allowed(step):
            charge("role", 1)
        asked = [first.evidence] if first.evidence is not None else []
        asked += [deed.evidence for deed in later if deed.evidence]
        if step.evidence and asked:
            left = {record for records in asked for record in records}
            charge("evidence", Fraction(sum(record not in left for record in step.evidence), len(step.evidence)))
        if step.where and first.place is not None and first.place not in step.where:
            charge("place", 1)
        return found

    def _allowed(self, step: Step) -> set[RoleId]:
        allowed = set(step.responsible)
        for role in step.responsible:
            entry = self.procedure.roles.get(role) or self.roles.get(role)
            allowed |= set(entry.deputies) if entry is not None else set()
        return allowed

    def due(self, name: str) -> int | None:
        deadline = self.steps[StepId(name)].deadline
        if deadline is None:
            return None
        kind, _, anchor = deadline.from_.partition(":")
        if kind == "start":
            return self._after(0, deadline.within)
        if kind == "moment":
            came = {str(moment): t for moment, t in self.trace.moments.items()}
            return self._after(came[anchor], deadline.within) if anchor in came else None
        done = self.deeds[StepId(anchor)]
        if not done:
            return self._after(0, deadline.within)
        limit = self.due(anchor)
        return self._after(done[0].t if limit is None else min(done[0].t, limit), deadline.within)

    def _after(self, instant: int, within: Within) -> int:
        if within.seconds is not None:
            return instant + within.seconds
        begins = self.trace.begins
        assert begins is not None and within.business_days is not None
        midnight = dt.datetime(begins.year, begins.month, begins.day, tzinfo=begins.tzinfo)
        day = (instant + int((begins - midnight).total_seconds())) // 86_400
        for _ in range(within.business_days):
            day += 1
            while (midnight.weekday() + day) % 7 > 4:
                day += 1
        return (day + 1) * 86_400 - int((begins - midnight).total_seconds())

    def before(self, name: StepId) -> set[StepId]:
        direct = set(self.steps[name].after)
        return direct.union(*(self.before(one) for one in direct))

    def early(self) -> set[StepId]:
        """The steps charged for order: of the cheapest covers by two sides, the one that charges most later steps."""
        first = {name: self.deeds[name][0].seq for name in self.applicable if self.deeds[name]}
        pairs = [(r, s) for s in first for r in self.before(s) if r in first and first[s] < first[r]]
        later = sorted({s for _, s in pairs})
        priced: dict[Fraction, set[StepId]] = {}
        for size in range(len(later) + 1):
            for chosen in combinations(later, size):
                rest = {r for r, s in pairs if s not in chosen}
                cost = sum(map(self.order_cost, [*chosen, *rest]), Fraction(0))
                priced[cost] = priced.get(cost, set()) | set(chosen)
        union = priced[min(priced)]
        return union | {r for r, s in pairs if s not in union}

    def _of_rule(self, rule: Prohibition) -> Cost:
        count = sum(self._breaks(rule, deed) for deed in self.trace.deeds)
        return "prohibited", rule.id, rule.cost * min(count, rule.max_count)

    def _breaks(self, rule: Prohibition, deed: Deed) -> bool:
        came = {f"moment:{moment}": t for moment, t in self.trace.moments.items()}
        is_over = False
        if rule.until is not None and rule.until.startswith("step:"):
            done = self.deeds[StepId(rule.until[5:])]
            is_over = bool(done) and deed.seq >= done[0].seq
        elif rule.until is not None:
            is_over = rule.until in came and deed.t >= came[rule.until]
        has_begun = rule.since is None or (rule.since in came and deed.t >= came[rule.since])
        return deed.action == rule.action and (not rule.roles or deed.role in rule.roles) and has_begun and not is_over

    def unneeded(self, weight: Fraction) -> Fraction:
        rule = self.procedure.scoring.unneeded
        known = {deed.seq for name in self.applicable for deed in self.deeds[name]}
        named = {one.action for one in self.procedure.prohibited} | set(self.procedure.accepted)
        count = sum(deed.seq not in known and deed.action not in named for deed in self.trace.deeds)
        return min(count * rule.cost, rule.cap * weight)
