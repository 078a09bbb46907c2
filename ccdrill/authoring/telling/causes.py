"""Findings that follow from others: which of them are told with their cause, and what stands there."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ccdrill.model.diagnostics import Cause, Diagnostic

_WORST_FIRST = ("error", "warning", "note")


def settled(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, of which one follows from others only where all of them are told, and in whatever drill it is told."""
    found = tuple(found)
    told = {one.as_cause for one in found}
    because: dict[Diagnostic, list[tuple[Cause, ...]]] = {}
    for one in found:
        is_told = told.issuperset(one.because)
        because.setdefault(replace(one, because=()), []).append(one.because if is_told else ())
    return tuple(
        replace(one, because=tuple(dict.fromkeys(cause for some in many for cause in some))) if all(many) else one
        for one, many in because.items()
    )


def with_consequences(found: Sequence[Diagnostic]) -> list[tuple[Diagnostic, list[Diagnostic]]]:
    """What is told by itself, each with what is told with it: what follows from it and is no worse.

    What follows from several is told with the first of them that is as severe.
    """
    own: dict[Cause, tuple[Diagnostic, list[Diagnostic]]] = {}
    levels = {one.as_cause: _WORST_FIRST.index(one.severity) for one in reversed(found) if not one.because}
    homes = [
        next(
            (
                cause
                for cause in one.because
                if levels.get(cause, len(_WORST_FIRST)) <= _WORST_FIRST.index(one.severity)
            ),
            None,
        )
        for one in found
    ]
    told = [(one, list[Diagnostic]()) for one, home in zip(found, homes, strict=True) if home is None]
    for one, beside in reversed(told):
        own[one.as_cause] = one, beside
    for one, home in zip(found, homes, strict=True):
        if home is not None:
            own[home][1].append(one)
    return told
