"""What docs/debrief.md says of the JSON is what the code says: each field, under what it belongs to."""

from pathlib import Path

from ccdrill.debrief.document.document import Debrief
from tests.documented import check_reference, fields_of

GUIDE = Path(__file__).parents[2] / "docs" / "debrief.md"


def test_every_field_of_the_json_is_explained() -> None:
    check_reference(GUIDE, Debrief)


def test_the_json_says_which_format_it_is() -> None:
    assert next(iter(fields_of(Debrief))) == "schema"
