"""Choices that differ in nothing but their name, drawn as one: four that lead to the same place need one line, and one label."""

from collections.abc import Iterable

from msgspec.structs import replace

from ccdrill.graph.story import Way


def bundled(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Choices with the same ends, condition, mark and steps of a run are one way, named after all of them.

    It stands where the first of them stood, and has its key; timeouts and injects stay by themselves.
    """
    found: dict[tuple[object, ...], list[Way]] = {}
    for number, way in enumerate(ways):
        is_choice = way.kind in ("choice", "anywhere")
        alike = (way.source, way.target, way.when, way.mark, way.steps) if is_choice else (number,)
        found.setdefault(alike, []).append(way)
    return tuple(
        replace(together[0], label=", ".join(one.label for one in together)) if len(together) > 1 else together[0]
        for together in found.values()
    )
