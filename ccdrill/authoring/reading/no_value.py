"""Why there is no value where one should be: a space is missing, all of it is still a comment, or a comma cut a text."""

import re
from typing import NamedTuple

from ccdrill.authoring.reading.file_keys import all_keys
from ccdrill.authoring.reading.limits import MAX_KEY
from ccdrill.authoring.reading.numbers_meant import comma_cure
from ccdrill.authoring.reading.scalars import Fault
from ccdrill.authoring.reading.yaml_events import Event

_JOINED = re.compile(r"[A-Za-z][\w-]*:(?=[^\s/:])")
_EQUALS = re.compile(r"([A-Za-z][\w-]*) *= *(.+)")
_SPACED = re.compile(r"([a-z_]+) +(true|false|-?[0-9][\w.]*)")
"""One of our keys and its value, with no colon between them."""
_ONE_VALUE = re.compile(r"([a-z][\w-]*) +(true|false|-?[0-9]+(?:\.[0-9]+)?)")
"""A name and its value, with no colon between them."""
_WHOLE_PART = re.compile(r"(?<![\w.])(-?[0-9]{1,15}),$")
_CONDITION = re.compile(r"\b(?:when|while): *$")
"""What stands before a condition."""
_COMMENTED_OUT = re.compile(r" *# *(?:- +)?[\w-]+:(?: |$)")
_MOST_COMMENTS = 10_000
"""Characters below a key that are looked through."""


class Joined(NamedTuple):
    """A key and its value that no space parts."""

    key: str
    """What the key should be."""
    value: str
    """What stands behind its colon."""
    offset: int
    """Where its colon is in the text."""
    fault: Fault
    """What to say."""


class Stray(NamedTuple):
    """What stands in { } by itself and is taken for a key."""

    start: int
    """Where it begins in the text."""
    width: int
    """How many characters it has."""
    fault: Fault
    """What to say."""


def find_joined(text: str, key: Event, value: Event) -> Joined | None:
    """Of a key inside { } without a value: the value that it swallowed, as in {title:Cut it off}."""
    if not key.implicit[0] or _has_colon(text, key, value):
        return None
    match = _JOINED.match(key.value)
    if match is None:
        return _find_equated(key) or _find_spaced(key)
    message = f"a space is missing after '{match.group()}'"
    cure = f"Write '{match.group()} ' and then the value."
    colon = match.end() - 1
    return Joined(
        key=key.value[:colon],
        value=key.value[colon + 1 :],
        offset=key.start_mark.index + colon,
        fault=Fault("yaml-syntax", message, cure),
    )


def _find_equated(key: Event) -> Joined | None:
    """The value that an equals sign parts from its key, as in {diverted = true}."""
    match = _EQUALS.fullmatch(key.value)
    if match is None:
        return None
    message = "an equals sign stands where a colon belongs"
    return Joined(
        key=match[1],
        value=match[2],
        offset=key.start_mark.index + key.value.index("="),
        fault=Fault("yaml-syntax", message, f"Write {match[1]}: {match[2]}."),
    )


def _find_spaced(key: Event) -> Joined | None:
    """The value that only a blank parts from one of our keys, as in {start 0}."""
    match = _SPACED.fullmatch(key.value)
    if match is None or match[1] not in all_keys():
        return None
    return Joined(
        key=match[1],
        value=match[2],
        offset=key.start_mark.index + len(match[1]),
        fault=Fault("yaml-syntax", f"a colon is missing after '{match[1]}'", f"Write {match[1]}: {match[2]}."),
    )


def still_a_comment(text: str, key: Event, value: Event) -> Fault | None:
    """What to say when all that is meant to stand below a key is a comment."""
    start = value.end_mark.index
    for line in text[start : start + _MOST_COMMENTS].split("\n")[1:-1]:
        if line.strip() and not line.lstrip().startswith("#"):
            return None
        if _COMMENTED_OUT.match(line):
            message = f"no entry of '{key.value}' is uncommented yet: every line of them begins with #"
            cure = "Take the '# ' away before the lines of at least one; if none is meant, delete the key."
            return Fault("no-value", message, cure)
    return None


def find_stray(text: str, key: Event, value: Event) -> Stray | None:
    """A 'key' inside { } without a colon: the rest of a text with a comma in it, or a text that begins with a bracket."""
    if value.value or _has_colon(text, key, value):
        return None
    start, end = key.start_mark.index, key.end_mark.index
    if text.startswith("{", start - 1) and text.startswith("}", end):
        cure = f'Put the whole text in quotes, as in "{{{key.value}}}".'
        if _CONDITION.search(text, max(0, start - MAX_KEY), start - 1) is not None:
            return Stray(
                start - 1, end - start + 2, Fault("no-quotes", "a condition has no braces", f"Write {key.value}.")
            )
        if (pair := _ONE_VALUE.fullmatch(key.value)) is not None:
            message, cure = f"a colon is missing after '{pair[1]}'", f"Write {{{pair[1]}: {pair[2]}}}."
            return Stray(start - 1, end - start + 2, Fault("no-quotes", message, cure))
        return Stray(start - 1, end - start + 2, Fault("no-quotes", "a text can't begin with a bracket", cure))
    message = f"'{key.value}' stands alone here, without a colon and a value"
    cure = "If it belongs to the text before it, put the whole text in quotes: a comma ends a text inside { }."
    before = _WHOLE_PART.search(text[max(0, start - MAX_KEY) : start])
    if before is not None and key.value.isdigit():
        message = f"a comma stands inside the number {before[1]},{key.value}"
        cure = f"{comma_cure(before[1], key.value).capitalize()}."
    return Stray(start, end - start, Fault("stray-comma", message, cure))


def _has_colon(text: str, key: Event, value: Event) -> bool:
    return ":" in text[key.end_mark.index : value.end_mark.index]
