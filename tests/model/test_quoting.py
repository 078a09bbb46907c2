"""Somebody's words inside a sentence of ours."""

import pytest

from ccdrill.model.quoting import quoted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring off", '"Ring off"'),
        ('"Yes. She rings you now." Fetch her out', "\"'Yes. She rings you now.' Fetch her out\""),
        ('Say it, "Phone down", aloud', "\"Say it, 'Phone down', aloud\""),
        ('"Last week?"', '"Last week?"'),
        ('"One", or "two"', "\"'One', or 'two'\""),
        ('"', '"\'"'),
    ],
)
def test_quotes_never_stand_beside_quotes(text: str, told: str) -> None:
    assert quoted(text) == told
