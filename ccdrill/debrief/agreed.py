"""What people agreed once an exercise was over, as a report tells it: beside what was found, never in place of it."""

from collections.abc import Mapping

from ccdrill.model.afterwards import Disposition
from ccdrill.model.drill import Grade
from ccdrill.model.value import Value

DISPOSITIONS: Mapping[Disposition, str] = {
    "not-followed": "we did not follow the procedure",
    "procedure-wrong": "the procedure is wrong",
    "scenario-wrong": "the scenario is wrong",
    "deliberate": "deliberate, and better than the procedure",
}
"""What a team can say of what differed."""


class AgreedAction(Value, frozen=True, kw_only=True):
    """What was agreed to be done about something."""

    what: str
    """The action, as typed."""
    owner: str
    """Who sees to it, as typed; empty: nobody yet."""
    due: str
    """By which day, as 2027-01-31; empty: not agreed."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def is_whole(self) -> bool:
        """Whether somebody sees to it by some day."""
        return bool(self.owner and self.due)

    @property
    def who_and_when(self) -> str:
        """Owner and date; what is not agreed yet is said to be open."""
        return f"{self.owner or 'no owner yet'}, {f'by {self.due}' if self.due else 'no date yet'}"


class Said(Value, frozen=True, kw_only=True):
    """What the team makes of what differed."""

    disposition: Disposition
    """Which answer: not-followed, procedure-wrong, scenario-wrong, or deliberate, and better than the procedure."""
    reason: str
    """Why, as typed; may be empty."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def words(self) -> str:
        """The answer with its reason."""
        answer = DISPOSITIONS[self.disposition]
        return f"{answer}: {self.reason}" if self.reason else answer


class Confirmed(Value, frozen=True, kw_only=True):
    """An evaluator's word on a rating."""

    grade: Grade
    """The letter, which may be the proposed one."""
    reason: str
    """Why, as typed; empty only where the proposed rating was confirmed."""
    by: str
    """The evaluator's name, as typed; may be empty."""
    recorded: str
    """When it was recorded as it stands, in UTC."""
