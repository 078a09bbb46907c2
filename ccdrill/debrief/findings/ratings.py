"""How each objective went, as a report proposes it; in a run that may go on, as far as this is decided."""

from collections.abc import Collection, Sequence

import msgspec

from ccdrill.debrief.document.document import GRADES, Finding, RatingRow
from ccdrill.model.drill import Objective
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ObjectiveId, StepId
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.ratings import rate
from ccdrill.scoring.result import Rating, Score, rounded
from ccdrill.session.run.run import Run
from ccdrill.session.showing.ahead import actions_ahead


class Ratings:
    """The objectives of one scored run."""

    def __init__(self, exercise: Exercise, run: Run, frame: Frame, score: Score, findings: Sequence[Finding]) -> None:
        """`findings`: those of the whole run."""
        self._exercise = exercise
        self._frame = frame
        self._score = score
        self._still_open = frozenset() if run.is_over else _still_open(exercise, run, frame, score)
        self._is_over = run.is_over
        self._findings = [one for one in findings if _step(one) not in self._still_open]

    def rows(self) -> tuple[RatingRow, ...]:
        """A row for each objective; of an unfinished run, without the steps that may still be done."""
        if self._is_over:
            return tuple(self._row(one, GRADES[one.grade]) for one in self._score.ratings)
        objectives = tuple(
            Objective(
                id=one.objective,
                text=one.text,
                steps=tuple(step for step in self._steps(one.objective) if step not in self._still_open),
            )
            for one in self._score.ratings
        )
        items = tuple(item for item in self._score.items if item.step not in self._still_open)
        so_far = rate(self._frame, items, withheld=(), offered=None, objectives=objectives) if objectives else ()
        return tuple(
            self._row(one, "still open" if one.grade == "N" else f"{GRADES[one.grade]} so far") for one in so_far
        )

    def _steps(self, objective: ObjectiveId) -> tuple[StepId, ...]:
        """Those of an objective: the drill's, or where it has none of its own the procedure's."""
        if self._exercise.drill.objectives:
            return next(one.steps for one in self._exercise.drill.objectives if one.id == objective)
        return tuple(step.id for step in self._frame.steps.values() if step.objective == objective)

    def _row(self, rating: Rating, words: str) -> RatingRow:
        row = RatingRow(
            id=rating.objective,
            objective=rating.text,
            grade=rating.grade,
            words=words,
            score="",
            capability=self._capability(rating),
        )
        if rating.score is None:
            return row
        steps = self._steps(rating.objective)
        return msgspec.structs.replace(
            row,
            score=rounded(rating.score),
            exact=str(rating.score),
            findings=tuple(one.id for one in self._findings if self._lowers(one, rating.objective, steps)),
            not_reached=sum(step in steps for step in self._score.withheld),
        )

    def _capability(self, rating: Rating) -> str:
        objectives = self._exercise.drill.objectives
        return next((one.capability for one in objectives if one.id == rating.objective), "")

    def _lowers(self, finding: Finding, objective: ObjectiveId, steps: Collection[StepId]) -> bool:
        """Whether it is about one of the objective's steps, or a prohibition that names the objective."""
        if finding.citation is None:
            return False
        if finding.kind == "prohibited":
            named = (rule for rule in self._frame.prohibitions if rule.objective == objective)
            return any(rule.id == finding.citation.step for rule in named)
        return finding.citation.step in steps


def _still_open(exercise: Exercise, run: Run, frame: Frame, score: Score) -> frozenset[StepId]:
    """What was not done and may still be."""
    ahead = {frame.performer.get(action) for action in actions_ahead(exercise.scenario, run.situation)}
    return frozenset(one.step for one in score.performances if one.done is None and one.step in ahead)


def _step(finding: Finding) -> StepId | None:
    """The step that a finding is about."""
    return StepId(finding.citation.step) if finding.citation is not None and finding.kind != "prohibited" else None
