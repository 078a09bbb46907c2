"""What people agreed once an exercise was over, as a report tells it: beside what was found, never in place of it."""

import datetime as dt
import re
from collections.abc import Mapping

from ccdrill.debrief.document.moved import Moved
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
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


class Done(Value, frozen=True, kw_only=True):
    """That an agreed action is done, as people say."""

    day: str
    """On which day, as 2027-01-31."""
    proof: str
    """Where one sees it, as typed; empty: no proof is named."""
    by: str
    """Who checked it, as typed; empty: nobody is named."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def words(self) -> str:
        """The day, where one sees it, and who checked it."""
        proof = f"proof: {self.proof}" if self.proof else "no proof yet"
        checked = f"; checked by {self.by}" if self.by else ""
        return f"{self.day}; {proof}{checked}"


class Reopened(Value, frozen=True, kw_only=True):
    """That an action which was done is open again."""

    reason: str
    """Why, as typed."""
    recorded: str
    """When it was recorded as it stands, in UTC."""

    @property
    def words(self) -> str:
        """When and why."""
        return f"not any more, reopened on {self.recorded[:10]}: {self.reason}"


class AgreedAction(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What was agreed to be done about something."""

    what: str
    """The action, as typed."""
    owner: str
    """Who sees to it, as typed; empty: nobody yet."""
    due: str
    """By which day, as 2027-01-31; empty: not agreed."""
    moved: Moved | None = None
    """That the day was moved; left out: it was not."""
    recorded: str
    """When it was recorded as it stands, in UTC."""
    done: Done | None = None
    """That it is done; left out: that is not recorded."""
    reopened: Reopened | None = None
    """That it was done and is open again; left out: it is not."""

    @property
    def is_whole(self) -> bool:
        """Whether somebody sees to it by some day."""
        return bool(self.owner and self.due)

    @property
    def who_and_when(self) -> str:
        """Owner and date, and that it was moved; what is not agreed yet is said to be open."""
        return self._who_and_when("")

    @property
    def in_short(self) -> str:
        """The same, with the day on which it was done and whether a proof is lacking, or that it was reopened."""
        if self.done is not None:
            return self._who_and_when(f", done on {self.done.day}{'' if self.done.proof else ', no proof yet'}")
        return self._who_and_when(", reopened" if self.reopened is not None else "")

    @property
    def by_when(self) -> str:
        """The date alone, and that it was moved; empty: none was ever agreed."""
        return f"{self.due or 'no date any more'}; {self.moved.words}" if self.moved is not None else self.due

    def _who_and_when(self, state: str) -> str:
        none = "no date yet" if self.moved is None else "no date any more"
        moved = f"; {self.moved.words}" if self.moved is not None else ""
        return f"{bare(self.owner) or 'no owner yet'}, {f'by {self.due}' if self.due else none}{state}{moved}"

    @property
    def done_words(self) -> str:
        """Whether it is done, and by what one sees it; empty: nothing was said of that."""
        told = self.done or self.reopened
        return told.words if told is not None else ""

    @property
    def last_recorded(self) -> str:
        """When something of it was recorded last, in UTC."""
        return max(one.recorded for one in (self, self.done, self.reopened) if one is not None)

    def is_of(self, today: dt.date) -> bool:
        """Whether it was agreed as it stands on that day in UTC: nobody asks on the same day whether it is done."""
        return self.recorded[:10] >= today.isoformat()

    def overdue_since(self, today: dt.date) -> str:
        """The day by which it should have been done, if that was before `today` and it is not; empty: it is not overdue.

        No report says so: it says the same on whatever day it is printed.
        """
        return self.due if self.done is None and is_past(self.due, today) else ""


def without_proof(done: int, unproven: int) -> str:
    """How many of the actions that are done lack a proof, to follow how many are done; empty: none does."""
    if not unproven:
        return ""
    return " (no proof yet)" if unproven == done else f" ({unproven} without a proof)"


def bare(text: str) -> str:
    """A text to stand in brackets: without those that it is in itself, such as what stands in place of a name left out."""
    whole = _IN_BRACKETS.fullmatch(text)
    return whole[1] if whole is not None else text


def is_past(due: str, today: dt.date) -> bool:
    """Whether the day by which something was to be done, as 2027-01-31, lies before `today` in UTC; not if none is agreed."""
    return bool(due) and due < today.isoformat()


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
