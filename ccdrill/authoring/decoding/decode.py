"""Plain values to typed values.

The types are the truth: msgspec converts at C speed, and only when it refuses, a walk over the same types names *all*
problems (`explain.py`), and mends what it can, so that the rest of the file can still be checked.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from ccdrill.authoring.decoding.conditions import ConditionError, parse_condition
from ccdrill.authoring.reading.document import Complaint, Document
from ccdrill.authoring.reading.limits import MAX_CONDITIONS
from ccdrill.model.condition import Condition
from ccdrill.model.units import Duration, Setting, StoryStart, StoryTime, Within

T = TypeVar("T")


def decode(document: Document, kind: type[T]) -> tuple[T | None, Document, tuple[Complaint, ...]]:
    """The typed value of a document, or every problem that keeps it from being one.

    With problems, the value and the document returned are drafts: the document's gaps say where they are not what the
    author wrote.
    """
    read = _reader()
    try:
        return msgspec.convert(document.root, kind, dec_hook=read), document, ()
    except msgspec.ValidationError as error:
        fallback = Complaint((), "wrong-value", str(error), "Check the file against the format.")
    from ccdrill.authoring.decoding.explain import explain

    draft, complaints = explain(document, kind, read)
    if draft is None:
        return None, document, complaints
    try:
        return msgspec.convert(draft.root, kind, dec_hook=read), draft, complaints or (fallback,)
    except msgspec.ValidationError:
        return None, draft, complaints or (fallback,)


def _reader() -> Callable[[type, Any], Any]:
    """`read_custom` for one file: equal scalars are read once, and no more conditions than a story could need."""
    left = MAX_CONDITIONS

    def read(kind: type, value: object) -> object:
        nonlocal left
        if kind is Condition and isinstance(value, str):
            left -= len(value)
            if left < 0:
                message = f"the conditions of this file are longer than {MAX_CONDITIONS:,} characters in all"
                raise ConditionError(message, "set flags for what is asked again and again", 0, 1)
        return read_custom(kind, value)

    return cast("Callable[[type, Any], Any]", lru_cache(maxsize=None, typed=True)(read))


def read_custom(kind: type, value: object) -> object:
    """Values of the field's own types from YAML scalars. Raises ValueError with the cure."""
    if kind is Condition:
        return parse_condition(value)
    if kind is Duration or kind is StoryTime or kind is Within or kind is StoryStart:
        return kind.parse(value)
    if kind is Fraction:
        return _number(value, "a number")
    if kind is Setting:
        return Setting(value if isinstance(value, bool) else _number(value, "true, false or a number"))
    raise NotImplementedError(f"no reader for {kind}")


def _number(value: object, wanted: str) -> Fraction:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Fraction(value)
    shown = str(value).lower() if isinstance(value, bool) else f"'{value}'"
    raise ValueError(f"{shown} is not {wanted}: write one such as 120 or 0.5, without quotes")
