"""A text of several versions: what all of them say is told once, and which holds when stays clear."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Variant
from ccdrill.model.units import Setting
from ccdrill.papers.saying import Saying
from ccdrill.papers.way import Way
from ccdrill.reports.blocks import Paragraph
from tests.papers.exercises import tiny


def version(text: str, when: str = "") -> Variant:
    return Variant(text=text, when=parse_condition(when) if when else None)


def told(*versions: Variant) -> list[str]:
    blocks = Saying(Way(tiny())).told(versions)
    return [span.text for block in blocks if isinstance(block, Paragraph) for span in block.line]


def test_how_all_versions_begin_and_end_is_told_once() -> None:
    assert told(version("Dawn.\n\nRain.\n\nDusk.", "elapsed > 1h"), version("Dawn.\n\nSun.\n\nFog.\n\nDusk.")) == [
        "Dawn.",
        "If story time above 1 h:",
        "Rain.",
        "Else:",
        "Sun.",
        "Fog.",
        "In every case:",
        "Dusk.",
    ]


def test_what_a_choice_changes_is_told_with_its_sign_and_what_no_longer_holds() -> None:
    way = Way(tiny())
    choice = replace(
        next(iter(way.exercise.scenario.states["contain"].choices.values())),
        add={MeterName("queue"): Fraction(-5)},
        set={"route_diverted": Setting(False)},
        marks=(),
    )
    assert Saying(way).effects(choice) == "Queue -5 min; no longer: route diverted"
    up = replace(choice, add={MeterName("queue"): Fraction(5)}, set={"route_diverted": Setting(True)})
    assert Saying(way).effects(up) == "Queue +5 min; from now on: route diverted"


@pytest.mark.parametrize(
    "other",
    [version("Dawn.\n\nSun.", "elapsed > 2h"), version("Dawn."), version("Sun.\n\nDawn.")],
    ids=["there may be no text at all", "nothing would be left of it", "they only share it in another place"],
)
def test_else_each_is_told_whole(other: Variant) -> None:
    heads = ("If story time above 1 h:", "If story time above 2 h:" if other.when else "Else:")
    assert told(version("Dawn.\n\nRain.", "elapsed > 1h"), other) == [
        heads[0],
        "Dawn.",
        "Rain.",
        heads[1],
        *other.text.split("\n\n"),
    ]
