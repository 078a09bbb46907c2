"""What to write where a name of some pattern is expected."""

import re
import unicodedata
from typing import get_args

from msgspec import Meta

from ccdrill.model.ids import SLUG, SOURCE, WORD
from ccdrill.model.procedure import Anchor, Gate, MomentGate

_LONGEST = 60
_BEGINNINGS = frozenset({"start", "the start", "begin", "begins", "beginning", "the beginning", "t0", "0", "0m"})
"""What people call the start of the exercise."""
_FILE_NAME = re.compile(r"([^/\\\\]+?)\.ya?ml(?:\.txt)?$")


def pattern_of(alias: object) -> str:
    """The pattern of an annotated text of the model."""
    return next(meta.pattern or "" for meta in get_args(alias) if isinstance(meta, Meta))


_CURES = {
    SLUG: "Write lower-case words joined by hyphens, such as open-incident.",
    WORD: "Write lower-case words joined by underscores, such as cards_exposed.",
    SOURCE: "Write lower-case words, digits and dots joined by hyphens, such as pci-dss-4.0.1.",
    pattern_of(Anchor): "Write start, step:step-id or moment:moment-id.",
    pattern_of(Gate): "Write step:step-id or moment:moment-id.",
    pattern_of(MomentGate): "Write moment:moment-id; doing a step can't make a later act forbidden.",
}


def cure_for_pattern(pattern: str) -> str:
    """How a name of this pattern is written."""
    return _CURES[pattern]


def cure_for_name(name: str, pattern: str, *, is_one: bool = False) -> str:
    """What to write instead of a name that is not of this pattern. `is_one`: several names can't be meant."""
    if name.endswith("\n"):
        ended = name.rstrip("\n")
        return f"Write {ended}, without a line end." if re.search(pattern, ended) else "Write it on one line."
    file = _FILE_NAME.search(name)
    if file is not None and pattern == SLUG and re.search(SLUG, file[1]):
        return f"Write {file[1]}: the id, which is the file's name without .yaml."
    if pattern == SLUG and (bare := re.fullmatch(r"(?:step|moment): *(.+)", name)) and re.search(SLUG, bare[1]):
        return f"Write {bare[1]}, without what stands before it."
    if pattern == pattern_of(Anchor) and name.lower() in _BEGINNINGS:
        return "Write start."
    if pattern in (pattern_of(Anchor), pattern_of(Gate)):
        kind, _, id_ = name.lower().partition(":")
        if (
            kind in ("steps", "step", "moments", "moment")
            and f"{kind.rstrip('s')}:{id_}" != name
            and re.search(SLUG, id_)
        ):
            return f"Write {kind.rstrip('s')}:{id_}."
    if pattern == pattern_of(Anchor):
        id_ = re.sub(r"^(step|moment): +", "", name)
        if re.search(SLUG, id_):
            kind = name.partition(":")[0] if id_ != name else ""
            return f'Write "{kind}:{id_}", without a blank.' if kind else f"Write step:{id_} or moment:{id_}."
    if is_one and pattern == SLUG and re.search(SLUG, last := re.split(r"[/\\\\]", name)[-1]) and last != name:
        return f"Write {last}: the name alone, without a folder."
    several = re.split(r" +or +| +and +| *[/,;&] *", name)
    if pattern == SLUG and len(several) > 1 and not is_one and all(re.search(SLUG, one) for one in several):
        return f"Write each name by itself: {', '.join(several)}."
    joint = {SLUG: "-", WORD: "_", SOURCE: "-"}.get(pattern)
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*" if pattern == SOURCE else "[a-z0-9]+", letters)
    better = joint.join(parts) if joint else ""
    if len(better) <= _LONGEST and re.search(pattern, better):
        return f"{_CURES[pattern].partition(',')[0]}: {better}."
    return _CURES[pattern]
