"""What keeps a single value from being the text, truth, whole number, word of a list or date that it should be."""

import datetime as dt
import re

from msgspec import inspect

from ccdrill.authoring.decoding.cures import cure_for_truth
from ccdrill.authoring.decoding.patterns import cure_for_name
from ccdrill.authoring.decoding.synonyms import key_meant
from ccdrill.authoring.reading.dates_meant import date_meant, in_words, no_such_day, two_readings
from ccdrill.authoring.reading.document import Node
from ccdrill.authoring.reading.meant import meant
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.authoring.reading.scalars import Fault
from ccdrill.authoring.reading.shapes import bare, found, plain

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def misfit(node: Node, kind: inspect.Type) -> Fault | None:
    """What is wrong with a value of this kind, if anything is. Values of other kinds than those are right."""
    kind = bare(kind)
    match kind:
        case inspect.StrType():
            return _text(node, kind)
        case inspect.BoolType() if not isinstance(node, bool):
            message = f"{found(node)} stands where true or false is expected"
            return Fault("wrong-kind", message, cure_for_truth(node))
        case inspect.IntType():
            return _integer(node, kind)
        case inspect.LiteralType() if not (isinstance(node, str) and node in kind.values):
            return _literal(node, kind)
        case inspect.DateType() if not _is_date(node):
            return Fault("wrong-value", f"{found(node)} is not a date", _sentence(_cure_for_date(node)))
        case _:
            return None


def bad_name(text: str, kind: inspect.Type, *, is_key: bool = False) -> Fault | None:
    """What is wrong with a name or a text of this kind, if anything is. `is_key`: where only one name can stand."""
    kind = bare(kind)
    assert isinstance(kind, inspect.StrType), "names and texts are texts"
    if kind.min_length and len(text) < kind.min_length:
        return Fault("empty-text", "the text is empty", "Write it.")
    if kind.pattern and re.search(kind.pattern, text) is None:
        return Fault(
            "bad-name", f"{found(text)} is not a name of this kind", cure_for_name(text, kind.pattern, is_one=is_key)
        )
    return None


def _text(node: Node, kind: inspect.StrType) -> Fault | None:
    if isinstance(node, str):
        return bad_name(node, kind)
    cure = "Write a text." if isinstance(node, dict | list) else f'Put it in quotes: "{plain(node)}".'
    if kind.pattern and not isinstance(node, dict | list):
        cure = f'Write the name that is meant; if {plain(node)} is one, put it in quotes: "{plain(node)}".'
    return Fault("wrong-kind", f"{found(node)} stands where a text is expected", cure)


def _integer(node: Node, kind: inspect.IntType) -> Fault | None:
    if not isinstance(node, int) or isinstance(node, bool):
        message = f"{found(node)} stands where a whole number is expected"
        cure = (meant(int, node) if isinstance(node, str) else None) or "write one such as 60, without quotes"
        return Fault("wrong-kind", message, _sentence(cure))
    if (kind.ge is not None and node < kind.ge) or (kind.le is not None and node > kind.le):
        limits = f"from {kind.ge}" + (f" to {kind.le}" if kind.le is not None else " on")
        return Fault("wrong-value", f"{node} is out of range", f"Write a whole number {limits}.")
    return None


def word_meant(node: Node, kind: inspect.LiteralType) -> str | None:
    """The word of a list that somebody means by another one, or by a slip of the pen; None when there is none, or only one."""
    known = [str(value) for value in kind.values]
    if len(known) == 1 or isinstance(node, dict | list):
        return None
    return key_meant(str(node), known, ()) or nearest(str(node), known)


def _literal(node: Node, kind: inspect.LiteralType) -> Fault:
    known = [str(value) for value in kind.values]
    near = word_meant(node, kind)
    cure = (f"Did you mean '{near}'? " if near else "") + (
        f"Write one of: {', '.join(known)}." if len(known) > 1 else f"Write {known[0]}."
    )
    what = "not one of the values known here" if len(known) > 1 else "no format that ccdrill knows"
    return Fault("wrong-value", f"{found(node)} is {what}", cure)


def _cure_for_date(node: Node) -> str:
    if not isinstance(node, str):
        return "write it as 2026-03-02"
    readings = two_readings(node)
    if readings is not None:
        return f"write {' or '.join(f'{date} for {in_words(date)}' for date in readings[0])}"
    return no_such_day(node) or f"write it as {date_meant(node) or '2026-03-02'}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _is_date(node: Node) -> bool:
    if not isinstance(node, str) or not _DATE.fullmatch(node):
        return False
    try:
        dt.date.fromisoformat(node)
    except ValueError:
        return False
    return True
