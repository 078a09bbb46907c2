"""How far a drill can be played by its procedure: its best play, scored, if the search for it comes to an end."""

from dataclasses import dataclass
from fractions import Fraction

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.step import Step, begin, decide, pass_time
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Acted, Marked
from ccdrill.model.ids import MomentId
from ccdrill.model.walks import doable_actions, story_length
from ccdrill.rehearsal.best.best import Lookout
from ccdrill.rehearsal.best.looked_up import BestPlay
from ccdrill.rehearsal.best.standing import Standing
from ccdrill.rehearsal.walk.table import SLOWER, Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import WAITED, Play
from ccdrill.scoring.deciding import deeds_of_decision
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace

_BUDGET = 20_000


@dataclass(frozen=True)
class Prospect:
    """A drill's best play, if the search for it came to an end."""

    exercise: Exercise
    """What is played."""
    frame: Frame
    """What the procedure asks for there."""
    best: BestPlay | None
    """The best play; None: not exhausted."""
    score: Score | None
    """Its score."""
    most: Fraction
    """What no play can score more than."""
    count: int
    """How many situations were looked at."""

    @property
    def play(self) -> Play:
        """The best play, choice by choice."""
        return tuple(move.key or WAITED for move in self.best.moves) if self.best is not None else ()


def budget_of(table: Table) -> int:
    """Situations that a search for the best play may look at: fewer where drifts hang on meters, for each takes longer."""
    return _BUDGET if table.is_plain else _BUDGET // SLOWER


def lookout_of(exercise: Exercise) -> Lookout:
    """What looks for the best plays of a checked drill."""
    scenario = exercise.scenario
    frame = frame_procedure(
        exercise.procedure,
        exercise.vocabulary.roles,
        scenario.case,
        doable=doable_actions(scenario),
        scope=exercise.drill.scope,
    )
    return Lookout(build_table(compile_scenario(scenario)), frame, exercise.drill)


def look_ahead(exercise: Exercise, budget: int = _BUDGET) -> Prospect:
    """The best play of a checked drill, scored. W is above 0. `budget`: situations that may be looked at."""
    lookout = lookout_of(exercise)
    frame = lookout.frame
    step = begin(lookout.table.program, lookout.mover)
    standing = lookout.losses.extend(Standing(), (), _marks(step))
    best, most, count = lookout.outlook(step.situation, standing, min(budget, budget_of(lookout.table)))
    score = score_trace(frame, _trace(lookout, best, step), exercise.vocabulary) if best is not None else None
    return Prospect(exercise, frame, best, score, most, count)


def _marks(step: Step) -> list[tuple[MomentId, int]]:
    return [(one.moment, one.t) for one in step.outcome.happenings if isinstance(one, Marked)]


def _trace(lookout: Lookout, best: BestPlay, step: Step) -> Trace:
    """The best play's trace, by the engine itself."""
    program, deeds = lookout.table.program, list[Deed]()
    for number, move in enumerate(best.moves, start=1):
        taken = (
            decide(program, lookout.mover, step.situation, move.choice)
            if move.choice is not None
            else pass_time(program, lookout.mover, step.situation, move.until)
        )
        assert taken is not None, "the best play takes what is offered"
        step = taken
        acts = [(one.action, one.t) for one in step.outcome.happenings if isinstance(one, Acted)]
        deeds += deeds_of_decision(lookout.frame, acts, move.answered, vacant=(), seq=len(deeds) + 1, decision=number)
    scenario = program.scenario
    lasts = story_length(scenario)
    return Trace(deeds=tuple(deeds), moments=best.end.moments, begins=scenario.begins, lasts=lasts)
