"""What a scalar without quotes means, and what is wrong with it.

true, false, exact numbers, text; nothing that readers of YAML 1.1 and 1.2 take differently, but for dates, which are text.
"""

import re
from decimal import Decimal
from typing import NamedTuple

Plain = str | bool | int | Decimal
BLANK = "____"
"""What stands where a value is still to be filled in."""


class Fault(NamedTuple):
    """What is wrong with a single value, wherever it stands."""

    code: str
    """Which rule it breaks."""
    message: str
    """What is wrong, in words."""
    cure: str
    """What to write instead."""


ODD_STARTS = frozenset("+-.0123456789yYnNoOtTfF~=<") | {""}
"""How everything begins that `read_plain` takes for anything but text, or complains about: the rest is text."""
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_LONG_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?")
_BOOLEANS = "y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE"
"""To some readers."""
_ODD_WORDS = frozenset((*_BOOLEANS.split("|"), "~", "null", "Null", "NULL", "=", "<<"))
"""The same, nothing, a default value, and a merge."""
_OF_NUMBERS = frozenset("0123456789+-._:abcdefABCDEFxoinIN")
"""What stands in numbers of any notation, and no letter comes first: most scalars that begin with a digit are times, such as 10m, and hold other letters."""
_ODD_NUMBER = r"""(?x)
    [-+]?0[0-9_]+|[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+           # octal, binary, hexadecimal
    |[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?                             # base 60
    |[-+]?[0-9]+_[0-9_]*(\.[0-9_]*)?                                         # digits with underscores
    |[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*\.|[0-9][0-9_]*(\.[0-9_]*)?[eE][-+]?[0-9]+)   # floats in short or long form
    |[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)
    """
"""Compiled for the first scalar that may be one: it takes long, and few files have one."""
_TIME_OF_DAY = r"([1-9]|1[0-9]|2[0-3]):[0-5][0-9]"
_TRUE = frozenset({"y", "yes", "on", "true"})
_FALSE = frozenset({"n", "no", "off", "false"})
MISSING = Fault("no-value", "the value is missing", 'Write one, or delete the key; "" is an empty text.')


def read_plain(value: str, *, is_item: bool = False) -> tuple[Plain, Fault | None]:
    """What the scalar means, and what is wrong with it. `is_item`: it stands in a list, and no list holds true or false."""
    if value[:1] not in ODD_STARTS:
        return value, None
    if value == "":
        return value, MISSING
    if value in ("true", "false"):
        return value == "true", None
    if _INTEGER.fullmatch(value):
        return int(value), None
    if _DECIMAL.fullmatch(value):
        return Decimal(value), None
    if value in _ODD_WORDS or (not value[0].isalpha() and _OF_NUMBERS.issuperset(value)):
        return value, _complain(value, is_item=is_item)
    return value, None


def is_ambiguous_key(key: str) -> bool:
    """Whether a key without quotes is not text to every reader."""
    if key[:1] not in ODD_STARTS:
        return False
    plain, fault = read_plain(key)
    return fault is not None or not isinstance(plain, str)


def _complain(value: str, *, is_item: bool) -> Fault | None:
    shown = value if len(value) <= 40 else f"{value[:40]}..."
    is_odd = value in _ODD_WORDS or re.fullmatch(_ODD_NUMBER, value) is not None
    if not is_odd and _LONG_NUMBER.fullmatch(value):
        message = f"{shown} has too many digits for a number"
        return Fault("wrong-value", message, "Write at most 18 before and 18 behind the point; a text needs quotes.")
    if not is_odd:
        return None
    quoted = f'put it in quotes if it is text: "{shown}".'
    if value == "~" or value.lower() == "null":
        return Fault("yaml-1.1", f"{value} means 'nothing', which has no place here", f"Delete the key, or {quoted}")
    if is_item and value.lower() in _TRUE | _FALSE:
        message = f"{value} is a boolean to some YAML readers and text to others"
        return Fault("yaml-1.1", message, f"P{quoted[1:]}")
    if value.lower() in _TRUE | _FALSE:
        meant = "true" if value.lower() in _TRUE else "false"
        message = f"{value} is a boolean to some YAML readers and text to others"
        return Fault("yaml-1.1", message, f"Write {meant}, or {quoted}")
    message = f"{shown} is a number in an odd notation to some YAML readers"
    cure = f"P{quoted[1:-1]}; write numbers plainly, as in 750 or 0.5."
    if re.fullmatch(_TIME_OF_DAY, value):
        hour, _, minute = value.partition(":")
        times = f"A time of the story is written day 1 {hour:0>2}:{minute}, a span {hour}h{minute}m"
        cure = f"{times}. P{quoted[1:]}"
    return Fault("yaml-1.1", message, cure)
