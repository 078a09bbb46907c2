"""A run in one line, for lists."""

from typing import Literal

import msgspec

from ccdrill.model.ids import RunId
from ccdrill.model.value import Value

_NOTHING = msgspec.Raw(b"null")


class Summary(Value, frozen=True, kw_only=True):
    """One run of a list."""

    run: RunId
    """Its id."""
    drill: str
    """The drill's title."""
    drill_id: str
    """The drill's id; empty for a run that can't be read."""
    team: str
    """What the team calls itself."""
    began: str
    """When, in UTC, to the minute."""
    status: Literal["unfinished", "finished", "ended", "damaged"]
    """`ended`: by the facilitator."""
    decided: int
    """How many decisions stand."""
    score: str
    """In whole points; empty while it is unfinished."""
    problem: str = ""
    """Why it can't be read, if it can't."""


def unreadable(run: RunId, problem: str) -> Summary:
    """The line of a run that can't be read."""
    return Summary(
        run=run, drill="", drill_id="", team="", began="", status="damaged", decided=0, score="", problem=problem
    )


class KeptSummary(Value, frozen=True, kw_only=True):
    """What is kept of a run, to be quicker next time: its line, and what it adds to the results of many, once somebody asked."""

    line: Summary
    """Its line."""
    result: msgspec.Raw = _NOTHING
    """What `run_result` wrote: lists need not read it."""

    @property
    def has_result(self) -> bool:
        """Whether somebody asked for results since the run last grew."""
        return self.result != _NOTHING


def write_kept(kept: KeptSummary) -> bytes:
    """As it is kept."""
    return msgspec.json.encode(kept)


def read_kept(body: bytes) -> KeptSummary | None:
    """What was kept; None if another version wrote it, or it is broken."""
    try:
        return msgspec.json.decode(body, type=KeptSummary)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
