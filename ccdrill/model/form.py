"""The participants' feedback form: which statements it holds, how far people can agree, and what they write down beside."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

Statement = Literal[
    "built", "believable", "facilitated", "right-people", "reading", "taking-part", "practising", "prepared"
]
"""A statement of the form."""
STATEMENTS: Mapping[Statement, str] = {
    "built": "It was well built, and I always knew where we were",
    "believable": "The story was believable and could happen to us",
    "facilitated": "The facilitator knew the matter and kept us to the point",
    "right-people": "The right people were here, of the right level and in the right mix",
    "reading": "What I had to read helped me",
    "taking-part": "I could take part as somebody in my position should",
    "practising": "We could practise, and found out how to do better, what matters most for us",
    "prepared": "I am better prepared now than I was before",
}
"""In their order; what each asks about is that of the form of US exercise doctrine (HSEEP)."""
OF_TEAMS: frozenset[Statement] = frozenset(("facilitated", "right-people"))
"""Those that ask nothing of somebody who played alone."""
SCALE = (1, 2, 3, 4, 5)
"""How far people agree: 1 not at all, 5 entirely."""
MOST_HEADS = 9_999
"""People who can take part in an exercise, or be counted for one answer."""
Heads = Annotated[int, Meta(ge=0, le=MOST_HEADS)]
"""How many people."""
Counts = tuple[Heads, Heads, Heads, Heads, Heads]
"""How many people gave each answer of the scale: never whose."""
RemarkKind = Literal["strength", "improve", "other"]
"""What was strong, what must become better, anything else."""
REMARKS: Mapping[RemarkKind, str] = {
    "strength": "Strengths",
    "improve": "What must become better",
    "other": "Anything else",
}
"""In their order, in words."""
MOST_REMARKS = 60
"""Remarks of a kind that there is room for: three of each of twenty people."""
RemarkNumber = Annotated[int, Meta(ge=1, le=MOST_REMARKS)]
"""The number of a remark among those of its kind, by which it stays the same whatever becomes of the others."""


def remark_name(kind: RemarkKind, remark: RemarkNumber) -> str:
    """By what name a remark can be changed, such as strength:2."""
    return f"{kind}:{remark}"


def statements_for(mode: str) -> tuple[Statement, ...]:
    """The statements of the form for a drill that is played so: team or solo."""
    return tuple(one for one in STATEMENTS if mode == "team" or one not in OF_TEAMS)
