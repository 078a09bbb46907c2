"""How each step of the procedure went, as a report tells it: against the clock, by whom, with which records."""

from typing import Literal

from ccdrill.model.value import Value

Status = Literal[
    "as written", "records missing", "differed", "not done", "withheld", "optional, done", "optional, left out"
]


def status_words(status: Status) -> str:
    """How a step went, for people."""
    return "not reached" if status == "withheld" else status


class Kept(Value, frozen=True, kw_only=True):
    """One step that went as written, or would have but for its records."""

    text: str
    """What the step says."""
    step: str
    """Its id."""
    done: str
    """When, by the story's clock."""
    due: str
    """When it was due; empty: no clock ran."""
    is_critical: bool
    """Whether its failure would have been listed apart."""
    missing: str = ""
    """Missing records that nobody ticked; empty: none."""
    not_left: str = ""
    """Missing records that were ticked, though what was chosen leaves no such record; empty: none."""
    lost: str = ""
    """What they cost, in points; empty: nothing."""
    left_out_before: str = ""
    """Steps that count, must come before it, and were not done; empty: none."""

    @property
    def words(self) -> str:
        """The step, when it was done, and what is missing."""
        due = f", due {self.due}" if self.due else ""
        missing = f"; nobody ticked: {self.missing}" if self.missing else ""
        in_vain = f"; ticked, but what was chosen leaves no such record: {self.not_left}" if self.not_left else ""
        before = f"; left out, though it must come first: {self.left_out_before}" if self.left_out_before else ""
        return f"{self.text}: done {self.done}{due}{before}{missing}{in_vain}"


class Row(Value, frozen=True, kw_only=True):
    """One step of the procedure against what was done."""

    step: str
    """Its id."""
    text: str
    """What it says."""
    due: str
    """When it was due; empty: no clock ran."""
    done: str
    """When it was done; empty: it was not."""
    by: str
    """Who did it; empty: not recorded."""
    status: Status
    """How it went."""
    weight: str
    """What it is worth."""
    lost: str
    """What of it was lost, in points; empty: nothing."""
