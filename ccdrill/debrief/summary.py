"""A run in one line, for lists."""

from typing import Literal

import msgspec

from ccdrill.model.ids import RunId
from ccdrill.model.value import Value


class Summary(Value, frozen=True, kw_only=True):
    """One run of a list."""

    run: RunId
    """Its id."""
    drill: str
    """The drill's title."""
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
    return Summary(run=run, drill="", team="", began="", status="damaged", decided=0, score="", problem=problem)


def write_summary(summary: Summary) -> bytes:
    """A summary as it is cached."""
    return msgspec.json.encode(summary)


def read_summary(kept: bytes) -> Summary | None:
    """A cached summary; None if another version wrote it, or it is broken."""
    try:
        return msgspec.json.decode(kept, type=Summary)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
