"""What may reach a person is text, whatever it was made of."""

import re
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.readable import UNREADABLE, readable

TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
"""What Unicode calls the characters that set or end a direction (UAX 9, 3.1)."""


def test_unreadable_is_what_unicode_calls_control_surrogate_or_a_direction() -> None:
    characters = [chr(number) for number in range(sys.maxunicode + 1)]
    expected = {
        one
        for one in characters
        if (unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t")
        or unicodedata.bidirectional(one) in TURNING
    }
    assert {one for one in characters if re.match(UNREADABLE, one)} == expected


@given(st.text())
def test_what_is_readable_is_as_long_and_stays_as_it_is(text: str) -> None:
    shown = readable(text)
    assert len(shown) == len(text)
    assert readable(shown) == shown
    assert all(one in (other, "?") for one, other in zip(shown, text, strict=True))
