"""What a scalar without quotes means, and what is wrong with it.

true, false, exact numbers, text; nothing that readers of YAML 1.1 and 1.2 take differently.
"""

import re
from decimal import Decimal

Plain = str | bool | int | Decimal
Complaint = tuple[str, str, str]
"""Code, message and cure."""

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_STARTS_ODDLY = re.compile(r"[-+]?[.0-9]|[yYnNoOtTfF~]")
_AMBIGUOUS = re.compile(
    r"""(?x)
    y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE   # booleans to some readers
    |~|null|Null|NULL                                                        # nothing
    |[-+]?0[0-9_]+|[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+           # octal, binary, hexadecimal
    |[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?                             # base 60
    |[-+]?[0-9]+_[0-9_]*(\.[0-9_]*)?                                         # digits with underscores
    |[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*\.|[0-9][0-9_]*(\.[0-9_]*)?[eE][-+]?[0-9]+)   # floats in short or long form
    |[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)
    """
)
_TRUE = frozenset({"y", "yes", "on", "true"})
_FALSE = frozenset({"n", "no", "off", "false"})


def read_plain(value: str) -> tuple[Plain, Complaint | None]:
    """What the scalar means, and what is wrong with it."""
    if not _STARTS_ODDLY.match(value):
        missing = (
            ("no-value", "the value is missing", 'Write one, or delete the key; "" is an empty text.')
            if value == ""
            else None
        )
        return value, missing
    if value in ("true", "false"):
        return value == "true", None
    if _INTEGER.fullmatch(value):
        return int(value), None
    if _DECIMAL.fullmatch(value):
        return Decimal(value), None
    return value, _complaint(value) if _AMBIGUOUS.fullmatch(value) else None


def is_ambiguous_key(key: str) -> bool:
    """Whether a key without quotes is not text to every reader."""
    return _AMBIGUOUS.fullmatch(key) is not None


def _complaint(value: str) -> Complaint:
    quoted = f'put it in quotes if it is text: "{value}".'
    if value == "~" or value.lower() == "null":
        return "yaml-1.1", f"{value} means 'nothing', which has no place here", f"Delete the key, or {quoted}"
    if value.lower() in _TRUE | _FALSE:
        meant = "true" if value.lower() in _TRUE else "false"
        return (
            "yaml-1.1",
            f"{value} is a boolean to some YAML readers and text to others",
            f"Write {meant}, or {quoted}",
        )
    message = f"{value} is a number in an odd notation to some YAML readers"
    return "yaml-1.1", message, f"{quoted[0].upper()}{quoted[1:-1]}; write numbers plainly, as in 750 or 0.5."
