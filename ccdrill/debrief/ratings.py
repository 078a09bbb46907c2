"""How each objective went, as a report proposes it; in a run that may go on, as far as this is decided."""

from collections.abc import Collection

from ccdrill.debrief.document import GRADES, RatingRow
from ccdrill.model.drill import Objective
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ObjectiveId, StepId
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.ratings import rate
from ccdrill.scoring.result import Rating, Score, rounded
from ccdrill.session.ahead import actions_ahead
from ccdrill.session.run import Run


def ratings_of(exercise: Exercise, run: Run, frame: Frame, score: Score) -> tuple[RatingRow, ...]:
    """The ratings of a run's score; of an unfinished run, without the steps that may still be done."""
    if run.is_over:
        return tuple(_row(one, GRADES[one.grade]) for one in score.ratings)
    still_open = _still_open(exercise, run, frame, score)
    objectives = tuple(
        Objective(
            id=one.objective,
            text=one.text,
            steps=tuple(step for step in _steps(exercise, frame, one.objective) if step not in still_open),
        )
        for one in score.ratings
    )
    items = tuple(item for item in score.items if item.step not in still_open)
    so_far = rate(frame, items, withheld=(), offered=None, objectives=objectives) if objectives else ()
    return tuple(_row(one, "still open" if one.grade == "N" else f"{GRADES[one.grade]} so far") for one in so_far)


def _still_open(exercise: Exercise, run: Run, frame: Frame, score: Score) -> Collection[StepId]:
    """What was not done and may still be."""
    ahead = {frame.performer.get(action) for action in actions_ahead(exercise.scenario, run.situation)}
    return {one.step for one in score.performances if one.done is None and one.step in ahead}


def _steps(exercise: Exercise, frame: Frame, objective: ObjectiveId) -> tuple[StepId, ...]:
    """Those of an objective: the drill's, or where it has none of its own the procedure's."""
    if exercise.drill.objectives:
        return next(one.steps for one in exercise.drill.objectives if one.id == objective)
    return tuple(step.id for step in frame.steps.values() if step.objective == objective)


def _row(rating: Rating, words: str) -> RatingRow:
    return RatingRow(
        objective=rating.text,
        grade=rating.grade,
        words=words,
        score=rounded(rating.score) if rating.score is not None and rating.grade != "N" else "",
    )
