"""A drill with everything that it names, ready to be played; and the texts that it was read from."""

from typing import Literal

from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.model.vocabulary import Vocabulary, with_own_words

Kind = Literal["drill", "scenario", "procedure", "vocabulary", "deck"]


class Content(Value, frozen=True, kw_only=True):
    """One file as it was when the run began: a run replays from this, whatever became of the file."""

    kind: Kind
    """What sort of file it is."""
    id: str
    """The id in it; a vocabulary has none and bears its file's name."""
    version: str
    """The version in it, or an empty text."""
    text: str
    """The whole text."""


class Exercise(Value, frozen=True, kw_only=True):
    """What is played and what it is scored against."""

    drill: Drill
    """The plan."""
    scenario: Scenario
    """What happens."""
    procedure: Procedure
    """What should be done."""
    vocabulary: Vocabulary
    """The shared words."""
    contents: tuple[Content, ...]
    """The texts behind them: drill, scenario, procedure, then vocabularies."""

    @property
    def words(self) -> Vocabulary:
        """The shared words as the procedure calls them."""
        return with_own_words(self.vocabulary, self.procedure)
