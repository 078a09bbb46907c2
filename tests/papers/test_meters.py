"""What the handbook says of gauges: each beside what moves it by itself, and which way."""

from fractions import Fraction

from msgspec.structs import replace

from ccdrill.model.ids import MeterName
from ccdrill.model.scenario import Drift
from ccdrill.papers.facilitator import facilitators_handbook
from ccdrill.reports.blocks import Table
from tests.papers.exercises import tiny


def test_a_gauge_that_moves_by_itself_says_so_with_its_sign_and_no_other_does() -> None:
    exercise = tiny()
    first, *others = exercise.scenario.meters
    drift = tuple(Drift(meter=MeterName(first), per_hour=Fraction(by)) for by in (-4, 6))
    handbook = facilitators_handbook(replace(exercise, scenario=replace(exercise.scenario, drift=drift)))
    [counted] = [one for part in handbook.sections if part.title == "What is counted" for one in part.blocks]
    assert isinstance(counted, Table)
    moves = [row[-1] for row in counted.rows]
    assert [text.replace(" min", "").replace("%", "") for text in moves] == [
        "-4 an hour; +6 an hour",
        *["-" for _ in others],
    ]
