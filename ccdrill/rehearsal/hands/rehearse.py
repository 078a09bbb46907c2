"""A rehearsal: every situation listed as far as that goes, then many plays by different hands, told in numbers."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from ccdrill.engine.program import Program
from ccdrill.model.ids import ChoiceKey
from ccdrill.model.value import Value
from ccdrill.rehearsal.best.best import Lookout
from ccdrill.rehearsal.hands.account import End, Failure, Fared, Option, Reached, Rehearsal, Scores, Visited
from ccdrill.rehearsal.hands.plays import Draw, Hands, Played, Policy, Tally
from ccdrill.rehearsal.survey.pursue import Pursuit
from ccdrill.rehearsal.walk.explore import WAIT, Exploration, explore
from ccdrill.rehearsal.walk.listing import Trails
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import spelled

_MOST_DECISIONS = 1_000_000
"""Of all plays of one hand: of a story of ten thousand states it plays fewer than it was asked for."""
_WITH_WAITS = ", by deciding and by waiting until something happens"
"""At a pace; there people may also wait for any other length of time, and that is not listed."""


class Plan(Value, frozen=True, kw_only=True):
    """How much is rehearsed."""

    budget: int
    """Situations that may be listed."""
    plays: int
    """Plays of each hand that chance has a part in; one that always does the same plays once."""
    policies: tuple[Policy, ...]
    """The hands."""
    seed: int
    """What makes the plays the same again."""


def rehearse(
    program: Program,
    plan: Plan,
    draw: Draw,
    lookout: Lookout | None,
    best: Sequence[ChoiceKey],
    progress: Callable[[str, int, int], None],
) -> Rehearsal:
    """Rehearses a checked scenario. `progress` is told what is being done, how much of it is, and of how much."""
    return _Rehearsing(program, plan, draw, lookout, tuple(best), progress).run()


class _Rehearsing:
    def __init__(
        self,
        program: Program,
        plan: Plan,
        draw: Draw,
        lookout: Lookout | None,
        best: tuple[ChoiceKey, ...],
        progress: Callable[[str, int, int], None],
    ) -> None:
        self.program = program
        self.plan = plan
        self.lookout = lookout
        self.best = best
        self.progress = progress
        self.table: Table = lookout.table if lookout is not None else build_table(program)
        self.is_paced = lookout is not None and lookout.is_paced
        self.hands = Hands(self.table, lookout, draw, waits=self.is_paced)
        self.tallies: dict[Policy, Tally] = {policy: Tally(self.table) for policy in plan.policies}

    def run(self) -> Rehearsal:
        budget = self.plan.budget
        listed = explore(
            self.table,
            waits=self.is_paced,
            budget=budget,
            progress=lambda count: self.progress("situations", count, budget),
        )
        self.progress("situations", len(listed.keys), len(listed.keys))
        by_policy = {policy: self._play(policy, listed) for policy in self.plan.policies}
        scenario, trails = self.program.scenario, Trails(listed)
        return Rehearsal(
            scenario=scenario.id,
            procedure=self.lookout.frame.procedure.id if self.lookout is not None else "",
            covered=_covered(listed, budget) + (_WITH_WAITS if self.is_paced else ""),
            situations=len(listed.keys),
            is_exhausted=listed.is_exhausted,
            seed=self.plan.seed,
            plays={policy: len(played) for policy, played in by_policy.items()},
            places=tuple(self._place(state) for state in range(self.table.endings)),
            ends=tuple(self._end(state, listed, trails) for state in range(self.table.endings, len(self.table.names))),
            scores=tuple(_scores(policy, played) for policy, played in by_policy.items() if self.lookout is not None),
            failures=tuple(
                Failure(policy=policy, number=number, why=one.failure, play=one.keys)
                for policy, played in by_policy.items()
                for number, one in enumerate(played, start=1)
                if one.failure
            ),
            best=self.best,
        )

    def _play(self, policy: Policy, listed: Exploration) -> list[Played]:
        """The plays of one hand; one play where it would always be the same: the expert's, and what chance has no part in."""
        count = 1 if policy == "expert" else self.plan.plays
        planned = _planned(listed) if policy == "coverage" else iter(())
        self.hands.has_drawn = False
        played: list[Played] = []
        left = _MOST_DECISIONS
        for number in range(count):
            script = self.best if policy == "expert" else next(planned, ())
            played.append(self.hands.play(policy, self.tallies[policy], script))
            left -= len(played[-1].keys)
            if number % 50 == 0:
                self.progress(f"{policy} plays", number + 1, count)
            if left <= 0 or (policy == "procrastinator" and not self.hands.has_drawn):
                break
        self.progress(f"{policy} plays", len(played), len(played))
        return played

    def _place(self, state: int) -> Visited:
        reached = tuple(Reached(policy=policy, plays=tally.states[state]) for policy, tally in self.tallies.items())
        return Visited(
            state=self.table.names[state],
            plays=sum(one.plays for one in reached),
            options=tuple(self._option(state, row) for row in self.table.rows[state]),
            hands=reached,
        )

    def _option(self, state: int, row: Row) -> Option:
        place = (state, row.index)
        tallies = self.tallies.values()
        taken = sum(tally.taken[place] for tally in tallies)
        scores = [tally.scores[place] for tally in tallies if place in tally.scores]
        return Option(
            choice=row.offer.key,
            text=row.offer.choice.text,
            offered=sum(tally.offered[state][row.index] for tally in tallies),
            taken=taken,
            mean_score=_decimal(sum(scores, Fraction(0)) / taken) if scores else "",
            hands=tuple(
                Fared(
                    policy=policy,
                    offered=tally.offered[state][row.index],
                    taken=tally.taken[place],
                    mean_score=_decimal(tally.scores[place] / tally.taken[place]) if place in tally.scores else "",
                )
                for policy, tally in self.tallies.items()
            ),
        )

    def _end(self, state: int, listed: Exploration, trails: Trails) -> End:
        name = self.table.names[state]
        listed_at = next((number for number in range(len(listed.keys)) if listed.state(number) == state), None)
        plays = [one.keys for tally in self.tallies.values() for one in tally.played if one.end == state]
        shortest: tuple[str, ...] = min(plays, key=len, default=())
        if listed_at is not None:
            shortest = spelled(trails.to(listed_at))
        elif not plays and not listed.is_exhausted:
            shortest = Pursuit(build_table(self.program, is_lean=True)).play_to(state) or ()
        return End(
            ending=name,
            kind=self.program.scenario.endings[name].kind,
            plays=len(plays),
            shortest=shortest,
            is_shortest=listed_at is not None,
        )


def _planned(listed: Exploration) -> Iterator[tuple[ChoiceKey, ...]]:
    """A shortest play to each choice of each state that the search found, once."""
    seen, trails = set[ChoiceKey](), Trails(listed)
    for situation in range(listed.expanded):
        for label, _ in listed.edges(situation):
            if label == WAIT:
                continue
            key = listed.row(situation, label).offer.key
            if key not in seen:
                seen.add(key)
                yield tuple(map(ChoiceKey, spelled(trails.to(situation, label))))


def _covered(listed: Exploration, budget: int) -> str:
    if listed.is_exhausted:
        return f"all {len(listed.keys):,} situations"
    count = len(listed.keys)
    reached = f"budget reached at {budget:,}" if count > budget else f"no room for more than {count:,}"
    return f"not decided: {reached} situations, {listed.expanded:,} of them looked through"


def _scores(policy: Policy, played: list[Played]) -> Scores:
    scores = sorted(one.score for one in played if one.score is not None)
    tenths = [0] * 10
    for score in scores:
        tenths[min(int(score / 10), 9)] += 1
    return Scores(
        policy=policy,
        plays=len(scores),
        least=_decimal(scores[0]),
        median=_decimal(scores[(len(scores) - 1) // 2]),
        most=_decimal(scores[-1]),
        tenths=tuple(tenths),
    )


def _decimal(value: Fraction) -> str:
    scaled = round(value * 10)
    return f"{scaled // 10}.{scaled % 10}"
