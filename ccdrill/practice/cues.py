"""The cues of the NIST Phish Scale in plain words, and the five groups that they form (Technical Note 2276, November 2023)."""

from collections.abc import Mapping
from typing import Literal, cast

from ccdrill.model.deck import CueCode

Group = Literal["E", "T", "V", "L", "C"]

GROUPS: Mapping[Group, str] = {
    "E": "Mistakes in it",
    "T": "Sender, links and files",
    "V": "How it looks",
    "L": "What it says",
    "C": "What it plays on",
}
"""What a group is called, in the order of the scale."""
NAMES: Mapping[CueCode, str] = {
    "E1": "spelling or grammar",
    "E2": "something does not fit together",
    "T1": "kind of file",
    "T2": "name and address differ",
    "T3": "link leads elsewhere",
    "T4": "look-alike domain",
    "V1": "no branding",
    "V2": "copied or old logo",
    "V3": "careless layout",
    "V4": "show of security signs",
    "L1": "legal small print",
    "L2": "details that distract",
    "L3": "asks for something sensitive",
    "L4": "urgency",
    "L5": "threat",
    "L6": "greets nobody by name",
    "L7": "nobody signs with details",
    "C1": "appeal to help",
    "C2": "too good to be true",
    "C3": "only for you",
    "C4": "offer that runs out",
    "C5": "looks like daily work",
    "C6": "poses as somebody known or above you",
}
"""What a cue is called."""


def group_of(code: CueCode) -> Group:
    """The group of a cue."""
    return cast("Group", code[0])
