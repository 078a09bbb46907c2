"""Debriefs in which every text that comes from outside says something else, and what a Markdown reader makes of them."""

from dataclasses import dataclass
from typing import TypeVar

import msgspec
from markdown_it import MarkdownIt

from ccdrill.debrief.document.agreed import AgreedAction, Confirmed, Done, Reopened, Said
from ccdrill.debrief.document.course import Consequence, DecisionRow, Facts, HandRow, HintRow, Line, Truth
from ccdrill.debrief.document.document import Citation, Debrief, Finding, RatingRow
from ccdrill.debrief.document.forms import Feedback, Remark, StatementRow
from ccdrill.debrief.document.hot_wash import Answered, Doubt, HotWash, MissingThing
from ccdrill.debrief.document.lessons import (
    Breakdown,
    Cited,
    Compared,
    Coverage,
    Improvement,
    Otherwise,
    Share,
    Sure,
    SureRow,
    TurningPoint,
)
from ccdrill.debrief.document.moved import Moved
from ccdrill.debrief.document.steps import Kept, Row
from ccdrill.model.readable import readable
from tests.debrief.runs import debrief_of

S = TypeVar("S", bound=msgspec.Struct)
OUTSIDE: dict[type[msgspec.Struct], set[str]] = {
    Facts: {
        "drill", "marking", "scenario", "summary", "procedure", "document", "section", "approved", "team", "seats", "facilitator", "organisation", "sponsor",
        "location", "contact", "scope", "contents",
    },
    Citation: {"document", "version", "section", "text", "refs", "sources", "clock"},
    Finding: {"sentence", "by", "belongs_to", "records"},
    AgreedAction: {"what", "owner", "due"},
    Moved: set(),
    Done: {"proof", "by"},
    Reopened: {"reason"},
    Said: {"reason"},
    Confirmed: {"reason", "by"},
    Kept: {"text", "missing", "not_left", "left_out_before"},
    Row: {"text", "by"},
    DecisionRow: {"situation", "choice", "who", "records", "where", "reason", "taken_back_because", "hands", "mapped", "led_to", "moved_as"},
    Consequence: {"label", "start", "end"},
    RatingRow: {"objective", "capability"},
    Truth: {"about", "answer"},
    HintRow: {"situation", "text"},
    Line: {"text"},
    HandRow: {"text", "reason"},
    Share: {"label"},
    Breakdown: set(),
    Compared: {"label", "actual", "otherwise"},
    Otherwise: {"ending_title", "path"},
    TurningPoint: {"situation", "choice", "instead"},
    SureRow: {"choice"},
    Sure: set(),
    Improvement: {"what", "belongs_to", "refs", "sources"},
    Coverage: {"source", "title", "place", "about"},
    HotWash: set(),
    Doubt: {"situation", "choice", "words"},
    MissingThing: {"what"},
    Answered: {"why"},
    Feedback: set(),
    StatementRow: set(),
    Remark: {"text"},
    Cited: {"title", "version", "date", "publisher", "url", "note"},
    Debrief: {"ending_title", "withheld", "not_exercised", "not_recorded", "by_vacant", "next", "costless"},
}  # fmt: skip
"""The fields whose texts come from files and from people; all others are ids, numbers and the program's own words."""
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _whole() -> Debrief:
    """A debrief in which every field is filled, and no list is longer than it must be."""
    lost, undone, cut, washed = (debrief_of(name) for name in ("done", "taken-back", "cut-short", "washed"))
    gap = next(row for row in washed.plan if row.is_gap)
    opened = next(row.agreed.reopened for row in lost.plan if row.agreed is not None and row.agreed.reopened)
    said = washed.hot_wash
    assert said is not None and gap.agreed is not None
    gap = msgspec.structs.replace(gap, agreed=msgspec.structs.replace(gap.agreed, reopened=opened))
    differed = next(one for one in lost.differed if one.said is not None and one.said.reason)
    return msgspec.structs.replace(
        lost,
        kept=undone.kept[:1],
        strengths=undone.kept[:1],
        sure=undone.sure,
        unrecorded=undone.unrecorded[:1],
        critical=lost.critical[:1],
        differed=(differed,),
        timeline=lost.timeline[:2],
        decisions=undone.decisions[1:3],
        notes=undone.notes,
        withheld=cut.withheld,
        not_exercised=cut.not_exercised,
        not_recorded=cut.not_recorded,
        by_vacant=cut.not_recorded,
        by_hand=(HandRow(clock="Mon 10:20", text="Led on", reason="Time is up."),),
        hints=(HintRow(clock="Mon 10:20", situation="At the desk", number=1, of=2, text="Think of the line."),),
        costless=("One thing was done late.",),
        plan=(msgspec.structs.replace(lost.plan[0], said=differed.said), gap),
        hot_wash=HotWash(
            doubt=Doubt(decision=0, words="When the press rang", recorded="2026-11-23 09:00 UTC"),
            gaps=tuple(one for one in said.gaps if one.about == gap.about),
            answers=said.answers[:1],
        ),
        feedback=debrief_of("feedback").feedback,
        ratings=lost.ratings[:1],
        coverage=(msgspec.structs.replace(lost.coverage[0], title="PCI DSS", place="12.10"),),
        sources=(
            Cited(id="pci", title="PCI DSS", version="4", date="2024", publisher="PCI", url="x", note="Read on."),
        ),
    )


WHOLE = _whole()


def spoilt(text: str) -> Debrief:
    """A debrief whose every text from outside is the text."""
    return _spoil(WHOLE, text)


def _spoil(value: S, text: str) -> S:
    changed: dict[str, object] = {}
    for name in value.__struct_fields__:
        found = getattr(value, name)
        if isinstance(found, msgspec.Struct):
            changed[name] = _spoil(found, text)
        elif isinstance(found, tuple) and found and isinstance(found[0], msgspec.Struct):
            changed[name] = tuple(_spoil(one, text) for one in found)
        elif name in OUTSIDE.get(type(value), ()):
            changed[name] = tuple(text for _ in found) if isinstance(found, tuple) else text if found else ""
    return msgspec.structs.replace(value, **changed)


@dataclass(frozen=True)
class Reading:
    """What a reader makes of a document."""

    skeleton: list[tuple[str, str, int]]
    """What it is built from, without its words: kind, element, depth."""
    words: list[str]
    """What is seen, piece by piece: a cell, a paragraph, an entry of a list."""


def read(markdown: str) -> Reading:
    blocks = _READER.parse(markdown)
    return Reading(
        [
            (token.type, token.tag, token.level)
            for block in blocks
            for token in (block, *(block.children or []))
            if token.type != "text"
        ],
        ["".join(token.content for token in block.children or []) for block in blocks if block.type == "inline"],
    )


def as_shown(text: str) -> str:
    """An outside text as it should be seen: on one line, every character of it that may be seen."""
    return " ".join(readable(text).split())
