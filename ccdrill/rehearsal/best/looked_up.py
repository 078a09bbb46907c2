"""What a search for the best play comes to: the play move by move, or only what it would score."""

from dataclasses import dataclass
from fractions import Fraction

from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ChoiceId, ChoiceKey, StateId
from ccdrill.rehearsal.best.standing import Standing
from ccdrill.scoring.deciding import Answered


@dataclass(frozen=True)
class Move:
    """One decision of a play that was found."""

    state: StateId
    """Where it is taken."""
    t: int
    """When it is taken, in seconds from the start."""
    choice: ChoiceId | None
    """What is chosen; None: nobody decides until something happens."""
    key: ChoiceKey | None
    """The same, as a run remembers it."""
    until: int
    """When it is over."""
    answered: Answered
    """What is best said beside it."""


@dataclass(frozen=True)
class BestPlay:
    """What a search came to."""

    score: Fraction
    """The highest score that can still be had: the search proved it."""
    moves: tuple[Move, ...]
    """How, from where the search began."""
    end: Situation
    """Where it ends."""
    standing: Standing
    """What it comes to with the procedure."""
    is_best_kind: bool
    """Whether it is proved that no play with that score comes to an ending of a better kind. Never of 0, which more plays come to."""


@dataclass(frozen=True)
class Forecast:
    """What can still be had from a situation."""

    raw: Fraction | None
    """The highest score, without the floor at 0; None when the budget did not suffice to prove one, or no ending can be
    reached."""
    choice: ChoiceId | None
    """What is best chosen now; None: nothing."""
    standing: Standing | None
    """What that comes to with the procedure; None after an ending."""
    count: int
    """How many situations were looked at."""
    then: tuple[ChoiceId, ...] = ()
    """What is best chosen after that in the same state: a repair comes before what leads on."""

    @property
    def score(self) -> Fraction | None:
        """The highest score; None as `raw` is."""
        return None if self.raw is None else max(Fraction(0), self.raw)
