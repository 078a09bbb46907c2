"""Names in texts: `{org}` in a story or a message is what whoever plays it calls the organisation."""

import re
from collections.abc import Mapping
from typing import TypeVar, cast

from ccdrill.model.ids import Word
from ccdrill.model.value import Value

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def filled(text: str, names: Mapping[Word, str]) -> str:
    """The text with `{name}` filled in; a name that is not known stays as it is."""
    return _PLACEHOLDER.sub(lambda match: names.get(match[1], match[0]), text)


Filled = TypeVar("Filled")


def filled_in(value: Filled, names: Mapping[Word, str]) -> Filled:
    """The same value with the names filled in wherever it or a part of it is a text."""
    return cast("Filled", _filled_in(value, names))


def _filled_in(value: object, names: Mapping[Word, str]) -> object:
    match value:
        case str():
            return filled(value, names)
        case tuple():
            return tuple(_filled_in(one, names) for one in value)
        case dict():
            return {key: _filled_in(one, names) for key, one in value.items()}
        case Value():
            return type(value)(**{name: _filled_in(getattr(value, name), names) for name in value.__struct_fields__})
        case _:
            return value
