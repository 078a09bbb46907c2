"""What was exercised of what outside sources ask for: by the sources that the procedure's steps and prohibitions name."""

import re
from collections import Counter
from collections.abc import Iterator

from ccdrill.debrief.document.lessons import Coverage
from ccdrill.debrief.document.steps import status_words
from ccdrill.debrief.findings.citing import Citing
from ccdrill.debrief.findings.losses import Losses
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Score

NAMED_BY_NONE = "no step that counts here"
"""How it went with what a source wants, too, and nothing was asked for: optional steps, and those of another case, don't count."""
_ORDER = (
    "as written",
    "records missing",
    "differed",
    "not done",
    "not reached",
    "not exercised",
    "broken",
)


def coverage(frame: Frame, score: Score, losses: Losses, citing: Citing) -> tuple[Coverage, ...]:
    """Each outside source, with the required steps that name it and how they went. Empty when none is named.

    What one of them is said to want all of is in it whole, named or not: else nobody would see what is missing.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name, refs, how in _told(frame, score, losses):
        for ref in refs:
            found.setdefault(ref, []).append((name, how))
    wanted = citing.wanted(found)
    return tuple(
        _row(source, found.get(source, []), wanted.get(source, ""), citing)
        for source in sorted({*found, *wanted}, key=natural)
    )


def _row(source: str, told: list[tuple[str, str]], about: str, citing: Citing) -> Coverage:
    named = citing.parts(source)
    return Coverage(
        source=source,
        title=named.source if named is not None else "",
        place=named.place if named is not None else "",
        about=about,
        steps=tuple(name for name, _ in told),
        how=_how([how for _, how in told]) if told else NAMED_BY_NONE,
    )


def _told(frame: Frame, score: Score, losses: Losses) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each required step, and each prohibition that was broken: its id, the sources it names, how it went."""
    status = {one.step: losses.status(one) for one in score.performances}
    missing = set(frame.not_exercised())
    for name, step in frame.steps.items():
        if name in missing:
            yield name, step.refs, "not exercised"
        elif name in score.weights:
            yield name, step.refs, status_words(status[name])
    broken = {item.rule for item in score.items}
    for rule in frame.prohibitions:
        if rule.id in broken:
            yield rule.id, rule.refs, "broken"


def _how(words: list[str]) -> str:
    counts = Counter(words)
    if len(counts) == 1:
        return words[0]
    return ", ".join(f"{counts[word]} {word}" for word in _ORDER if counts[word])


def natural(source: str) -> list[tuple[int, str]]:
    """So that 12.10.1 comes after 4.2.2."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", source)]
