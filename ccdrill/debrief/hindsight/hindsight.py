"""What would have been: the best play from the start, and after each decision the best that could still be had.

Computed by a search through the scenario's own rules (`rehearsal`), so it holds by this scenario's assumptions and no others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.situation import Situation
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Marked
from ccdrill.model.ids import ChoiceId
from ccdrill.model.walks import choice_of
from ccdrill.rehearsal.best.best import Lookout
from ccdrill.rehearsal.best.looked_up import BestPlay, Forecast
from ccdrill.rehearsal.best.standing import Standing
from ccdrill.rehearsal.walk.bridge import can_load
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.scoring.deeds import Deeds
from ccdrill.session.run.run import Run, Stretch
from ccdrill.session.run.trace import frame_exercise, trace_run

_FOR_THE_PLAY = 4_000
_FOR_A_DECISION = 7_000
_FOR_ALL_DECISIONS = 12_000
"""Situations that may be looked at; the whole takes about a second at the most, and mostly a fraction of one."""


@dataclass(frozen=True)
class Turn:
    """One decision, by what it left to be had."""

    decision: int
    """Its seq."""
    before: Fraction | None
    """The best score that could still be had before it, without the floor at 0; None: not exhausted."""
    after: Fraction | None
    """The same after it."""
    instead: ChoiceId | None
    """What was best chosen there, where that is known."""
    for_records: Fraction = Fraction(0)
    """What of the cost, in points, is for records that the choice leaves and nobody ticked, then or later."""
    then: tuple[ChoiceId, ...] = ()
    """What was best chosen after `instead`, as long as that did not lead on."""

    @property
    def regret(self) -> Fraction | None:
        """What the decision cost, in points; None when either side was not exhausted.

        Whatever was lost before: below 0 a score stops, and what was done wrong there is charged all the same. What no choice
        says may leave more to be had than any choice: then it cost nothing.
        """
        return None if self.before is None or self.after is None else max(Fraction(0), self.before - self.after)

    @property
    def for_choice(self) -> Fraction | None:
        """What of that is for what was chosen, and not only for what was ticked beside it.

        A record that a later decision could have left as well is not lost yet: then the cost is less than that of all records.
        """
        return None if self.regret is None else max(Fraction(0), self.regret - self.for_records)


@dataclass(frozen=True)
class Hindsight:
    """A run seen from its end."""

    best: BestPlay | None
    """The best play from the start; None: not exhausted."""
    turns: tuple[Turn, ...]
    """Every decision that stands, in order."""


def look_back(exercise: Exercise, run: Run) -> Hindsight:
    """What would have been. Takes up to about a second."""
    return _LookBack(exercise, run).look()


class _LookBack:
    def __init__(self, exercise: Exercise, run: Run) -> None:
        self._run = run
        self._frame = frame_exercise(exercise)
        self._lookout = Lookout(build_table(compile_scenario(exercise.scenario)), self._frame, exercise.drill)
        self._scenario = exercise.scenario
        self._trace = trace_run(exercise, run, self._frame)
        self._deeds = self._trace.deeds
        self._budget = _FOR_ALL_DECISIONS

    def look(self) -> Hindsight:
        standing = self._after(Standing(), self._run.stretches[0])
        start = self._run.stretches[0].after
        best = self._lookout.best_play(start, standing, _FOR_THE_PLAY)
        return Hindsight(best, tuple(self._turns(start, standing)))

    def _turns(self, start: Situation, standing: Standing) -> Iterator[Turn]:
        """Decision by decision: the best that could be had never rises by a choice."""
        ahead = self._forecast(start, standing)
        for stretch in self._run.stretches[1:]:
            before = ahead
            standing = self._after(standing, stretch)
            is_as_best = before.raw is not None and before.standing == standing and before.choice == _name(stretch)
            ahead = self._forecast(stretch.after, standing)
            if stretch.is_decision:
                after = before.raw if is_as_best else ahead.raw
                yield Turn(stretch.entry.seq, before.raw, after, before.choice, self._unticked(stretch), before.then)

    def _unticked(self, stretch: Stretch) -> Fraction:
        """What was lost, in points, for records that this choice leaves and nobody ticked."""
        choice, seen = choice_of(self._scenario, stretch.choice), Deeds(self._frame, self._trace)
        left = choice.records if choice is not None else ()
        lost = Fraction(0)
        for name in self._frame.required:
            step, deed, recorded = self._frame.steps[name], seen.performed.get(name), seen.evidence(name)
            if deed is None or deed.decision != stretch.entry.seq or recorded is None:
                continue
            unticked = sum(record in left and record not in recorded for record in step.evidence)
            lost += self._frame.costs(name).evidence * step.weight * Fraction(unticked, len(step.evidence) or 1)
        return 100 * lost / self._frame.weight

    def _forecast(self, situation: Situation, standing: Standing) -> Forecast:
        if not can_load(self._lookout.table, situation):
            return Forecast(None, None, None, 0)
        found = self._lookout.forecast(situation, standing, min(self._budget, _FOR_A_DECISION))
        self._budget = max(0, self._budget - found.count)
        return found

    def _after(self, standing: Standing, stretch: Stretch) -> Standing:
        deeds = tuple(deed for deed in self._deeds if stretch.is_decision and deed.decision == stretch.entry.seq)
        marks = [(one.moment, one.t) for one in stretch.outcome.happenings if isinstance(one, Marked)]
        return self._lookout.losses.extend(standing, deeds, marks)


def _name(stretch: Stretch) -> ChoiceId | None:
    return ChoiceId(stretch.choice.rpartition("/")[2]) if stretch.choice is not None else None
