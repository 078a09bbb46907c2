"""Numbers as people read them."""

from fractions import Fraction

import pytest

from ccdrill.model.scenario import Meter
from ccdrill.session.telling.words import meter_value


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("", Fraction(7900), "7,900"),
        ("%", Fraction(70), "70%"),
        ("min", Fraction(19, 2), "10 min"),
        ("h", Fraction(-1), "-1 h"),
        ("£", Fraction(7900), "£7,900"),
        ("€", Fraction(-1200), "-€1,200"),
    ],
)
def test_a_unit_stands_behind_its_number_and_a_sign_of_money_before_it(unit: str, value: Fraction, said: str):
    assert meter_value(Meter(label="Gauge", unit=unit), value) == said
