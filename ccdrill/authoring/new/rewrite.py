"""Changes single values of a YAML text and leaves everything else as it stands: comments, order, quotes."""

import json
import re
from collections.abc import Mapping

from ccdrill.authoring.reading.locate import Path, locate
from ccdrill.authoring.reading.scalars import read_plain

_SAFE = re.compile(r"[A-Za-z0-9](?:[^\s:#]|:(?=\S)| (?=[^\s#]))*")
"""Texts behind a key that mean the same without quotes, unless they mean a number or the like."""


def with_values(text: str, values: Mapping[Path, str]) -> str:
    """The text with these scalars in place of those at the paths; what is not there is not added."""
    root = locate(text, values)
    places = [(root.find(path), scalar) for path, scalar in values.items()]
    found = [(place.value, scalar) for (place, is_there), scalar in places if is_there and place.value is not None]
    for (start, end), scalar in sorted(found, reverse=True):
        text = text[:start] + scalar + text[end:]
    return text


def as_scalar(text: str) -> str:
    """A text of one line as it stands behind a key: plain where that is safe, else in double quotes."""
    is_plain = _SAFE.fullmatch(text) is not None and read_plain(text) == (text, None)
    return text if is_plain else json.dumps(text, ensure_ascii=False)
