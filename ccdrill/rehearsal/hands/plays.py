"""Many plays of one scenario, by hands of different kinds: what they meet, where they end, and what they score.

Beside each choice the best answers are given (who, records, place): what differs between plays is what is chosen.
"""

from collections import Counter
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ccdrill.model.ids import ChoiceKey
from ccdrill.rehearsal.best.best import Lookout
from ccdrill.rehearsal.best.soonest import NOTHING
from ccdrill.rehearsal.best.standing import Standing
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.walk.table import Row, Table
from ccdrill.rehearsal.walk.trails import WAITED
from ccdrill.rehearsal.walk.walker import Walker
from ccdrill.scoring.deciding import deeds_of_decision
from ccdrill.scoring.trace import Deed

Policy = Literal["uniform", "coverage", "procrastinator", "expert", "first", "last", "longest"]
Draw = Callable[[], float]
"""Numbers from 0 to 1."""
_BLIND: Mapping[Policy, Callable[[Sequence[Row]], Row]] = {
    "first": lambda rows: rows[0],
    "last": lambda rows: rows[-1],
    "longest": lambda rows: max(rows, key=lambda row: len(row.offer.choice.text)),
}
"""Hands that do not read: they go by where a choice stands, and how long it is."""
_WAITED = ChoiceKey(WAITED)
_LONGEST, _ROUNDS = 1_000, 4
"""Decisions, and waits, after which a play is given up: at least, and for each state. It goes round in circles."""


@dataclass(frozen=True)
class Played:
    """One play."""

    keys: tuple[ChoiceKey, ...]
    """What was chosen, in order; `(wait)` where nobody decided until something happened."""
    end: int
    """The ending, or the state in which it stopped, by index."""
    score: Fraction | None
    """Of 100; None without a procedure."""
    failure: Literal["", "stuck", "endless"]
    """Why it came to no ending."""


@dataclass
class Tally:
    """What many plays of one hand came to."""

    table: Table
    """What was played."""
    played: list[Played] = field(default_factory=list)
    """Every play, in order."""
    states: Counter[int] = field(default_factory=Counter)
    """In how many plays each state and ending was reached."""
    offered: list[list[int]] = field(init=False)
    """How often each choice of each state could be taken."""
    taken: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How often it was."""
    scores: dict[tuple[int, int], Fraction] = field(default_factory=dict)
    """The sum of the scores of the plays in which it was, once for each time it was taken."""

    def __post_init__(self) -> None:
        """Nothing was offered yet."""
        self.offered = [[0] * len(rows) for rows in self.table.rows]

    def add(self, played: Played, places: Sequence[tuple[int, int]], visited: Collection[int]) -> None:
        """Counts a play that came to its end, with the state and the number of each choice that it took; what it could choose was counted on the way."""
        self.played.append(played)
        self.states.update(visited)
        self.taken.update(places)
        if played.score is not None:
            for place in places:
                self.scores[place] = self.scores.get(place, Fraction(0)) + played.score


class Hands:
    """Plays one scenario; with a lookout, against a drill's procedure."""

    def __init__(self, table: Table, lookout: Lookout | None, draw: Draw, *, waits: bool = False) -> None:
        """`draw` is the only chance there is: the same numbers, the same plays. `waits`: at a pace, where nobody need decide."""
        self._table = table
        self._waits = waits
        self._lookout = lookout
        self._draw = draw
        self._seen: Counter[ChoiceKey] = Counter()
        self._longest = max(_LONGEST, _ROUNDS * len(table.names))
        self.has_drawn = False
        """Whether chance ever decided between choices that a hand likes as well; one that it never did plays always alike."""

    def play(self, policy: Policy, tally: Tally, script: Sequence[ChoiceKey] = ()) -> Played:
        """One play to its end, counted in the tally. `script`: what is chosen first, as far as it can be."""
        lines = iter(script)
        walker = Walker.at_start(self._table)
        is_scored = self._lookout is not None
        standing = self._noted(Standing(), walker, None)
        places: list[tuple[int, int]] = []
        taken: set[tuple[int, int]] = set()
        keys: list[ChoiceKey] = []
        visited = set(walker.visited)
        offered, seen = tally.offered, self._seen
        failure: Literal["", "stuck", "endless"] = ""
        while not walker.is_ended:
            rows = walker.open_rows()
            can_wait = self._waits and walker.copy().wait()
            if not (rows or can_wait) or len(keys) >= self._longest:
                failure = "endless" if rows or can_wait else "stuck"
                break
            counts = offered[walker.state]
            for row in rows:
                counts[row.index] += 1
            wanted = next(lines, None) if script else None
            lets_time_run = can_wait and self._lets_time_run(policy, rows, wanted)
            if is_scored:
                visited.update(walker.visited)
                walker.forget()
            if lets_time_run:
                walker.wait()
                keys.append(_WAITED)
                if is_scored:
                    standing = self._noted(standing, walker, None)
                continue
            row = self._choose(policy, rows, taken, wanted)
            walker.take(row)
            if is_scored:
                standing = self._noted(standing, walker, row)
            places.append((row.state, row.index))
            taken.add(places[-1])
            keys.append(row.offer.key)
            seen[row.offer.key] += 1
        visited.update(walker.visited)
        played = Played(tuple(keys), walker.state, self._score(standing), failure)
        tally.add(played, places, visited)
        return played

    def _lets_time_run(self, policy: Policy, rows: Sequence[Row], wanted: ChoiceKey | None) -> bool:
        """Whether the hand decides nothing until something happens: by its script, always, or as one choice more."""
        if not rows or wanted == _WAITED or policy == "procrastinator":
            return True
        if wanted is not None or policy != "uniform":
            return False
        self.has_drawn = True
        return self._draw() * (len(rows) + 1) < 1

    def _choose(
        self, policy: Policy, rows: Sequence[Row], taken: Container[tuple[int, int]], wanted: ChoiceKey | None
    ) -> Row:
        if wanted is not None:
            row = next((one for one in rows if one.offer.key == wanted), None)
            if row is not None:
                return row
        if policy == "coverage":  # what was chosen least so far
            self.has_drawn = True
            return min(rows, key=lambda row: (self._seen[row.offer.key], self._draw()))
        if policy in _BLIND:  # what was not taken yet, if there is any
            rows = [row for row in rows if (row.state, row.index) not in taken] or rows
            return _BLIND[policy](rows)
        if policy == "procrastinator":  # what does nothing, and then what takes longest; the same again only at last
            liked = [
                (((row.state, row.index) not in taken, not row.effect.acts, row.takes), self._draw(), row)
                for row in rows
            ]
            most = max(liking for liking, _, _ in liked)
            self.has_drawn |= sum(liking == most for liking, _, _ in liked) > 1
            return max(liked, key=lambda one: one[:2])[2]
        self.has_drawn = True
        return rows[min(int(self._draw() * len(rows)), len(rows) - 1)]

    def _noted(self, standing: Standing, walker: Walker, row: Row | None) -> Standing:
        if self._lookout is None:
            return standing
        deeds: tuple[Deed, ...] = ()
        if row is not None and walker.acts:
            answered = self._lookout.answers(row)
            deeds = deeds_of_decision(self._lookout.frame, walker.acts, answered, vacant=(), seq=1, decision=1)
        return self._lookout.losses.extend(standing, deeds, walker.marks)

    def _score(self, standing: Standing) -> Fraction | None:
        if self._lookout is None:
            return None
        losses = self._lookout.losses
        lost = losses.bound(standing, NEVER, NOTHING)
        return 100 * max(Fraction(0), 1 - Fraction(lost, losses.total))
