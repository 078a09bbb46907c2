"""What the best play of a drill would be if the drill were a little otherwise: to see what a loss hangs on.

All that is tried of one drill together may cost no more than a check can wait for; what is not decided by then is not known.
"""

from ccdrill.model.exercise import Exercise
from ccdrill.rehearsal.drill.prospect import Prospect, look_ahead
from ccdrill.scoring.result import Score

_TOGETHER = 6_000
"""Situations that all the searches of one drill may look at."""
_TO_BEGIN = 100
"""What each search costs in any case, in situations: its tables are made anew."""


class Trials:
    """Looks for the best plays of one drill that is changed in one way after the other."""

    def __init__(self, prospect: Prospect) -> None:
        """`prospect`: of the drill as it is."""
        self._score = prospect.score
        self._left = _TOGETHER

    def best(self, changed: Exercise) -> Score | None:
        """The score of the best play of the changed drill; None if it is not known."""
        if self._score is None or self._left <= 0:
            return None
        ahead = look_ahead(changed, self._left)
        self._left -= ahead.count + _TO_BEGIN
        return ahead.score

    def better(self, changed: Exercise) -> Score | None:
        """The same, if it is higher than that of the drill as it is; else None."""
        found = self.best(changed)
        return found if found is not None and self._score is not None and found.score > self._score.score else None
