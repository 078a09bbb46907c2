"""What docs/results.md says of the JSON is what the code says: each field, under what it belongs to."""

from pathlib import Path

from ccdrill.results.document import Results
from ccdrill.results.table import HEAD
from tests.documented import check_reference, fields_of

GUIDE = Path(__file__).parents[2] / "docs" / "results.md"


def test_every_field_of_the_json_is_explained() -> None:
    check_reference(GUIDE, Results)


def test_the_json_says_which_format_it_is() -> None:
    assert next(iter(fields_of(Results))) == "schema"


def test_every_column_of_the_csv_is_named() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [name for name in HEAD if f"`{name}`" not in guide] == []
