"""Numbers as people write them who do not know the format yet: with a comma, a unit, in per cent, as one over another."""

import re
from decimal import Context, Inexact
from fractions import Fraction

_COMMA = re.compile(r"([-+]?[0-9]{1,15}),([0-9]{1,15})")
_UNIT_BEHIND = re.compile(r"([-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?) *(?:%|[a-z]+)")
_RATIO = re.compile(r"([-+]?[0-9]{1,15}) */ *([0-9]{1,15})")
_PERCENT = re.compile(r"([-+]?[0-9]{1,15}(?:[.,][0-9]{1,15})?) *(?:%|percent|per cent|prozent)")
_DIGITS = 18
"""Digits of a number that can be written here."""
_ENOUGH = 3
"""Digits of one that is close to what can't be written here."""


def number_meant(text: str, *, is_whole: bool = False) -> str | None:
    """The cure for a number with a decimal comma, or with its unit; `is_whole`: where only whole numbers can stand."""
    comma, unit, ratio = _COMMA.fullmatch(text), _UNIT_BEHIND.fullmatch(text), _ratio(text)
    if ratio is not None:
        return None if is_whole and ratio.denominator > 1 else f"write {_in_decimals(ratio)}"
    if is_whole and comma is not None:
        return f"write {comma[1]}{comma[2]}, without a separator" if _may_be_thousands(comma[1], comma[2]) else None
    if comma is not None:
        return comma_cure(comma[1], comma[2])
    if unit is None or (is_whole and "." in unit[1]):
        return None
    return f"write {unit[1]}, the number alone"


def share_meant(text: str, of: str) -> str | None:
    """The cure for a percentage, or a number written in another way, where a fraction from 0 to 1 `of` something stands."""
    text = text.strip().lower()
    percent, comma = _PERCENT.fullmatch(text), _COMMA.fullmatch(text)
    if percent is not None:
        share: Fraction | None = Fraction(percent[1].replace(",", ".")) / 100
    else:
        share = Fraction(f"{comma[1]}.{comma[2]}") if comma is not None else _ratio(text)
    if share is None:
        return None
    if not 0 <= share <= 1:
        return f"write a number from 0 to 1: it is a fraction of {of}"
    return f"write {_in_decimals(share)}, a fraction of {of}"


def _ratio(text: str) -> Fraction | None:
    """The number that is written as one number over another, as in `1/4`."""
    match = _RATIO.fullmatch(text)
    return Fraction(int(match[1]), int(match[2])) if match is not None and int(match[2]) else None


def _in_decimals(number: Fraction) -> str:
    """A number as it is written here, if it can be; else one that is close to it."""
    exactly = Context(prec=_DIGITS)
    exact = exactly.divide(number.numerator, number.denominator)
    if not exactly.flags[Inexact]:
        return f"{exact:f}"
    near = Context(prec=_ENOUGH).divide(number.numerator, number.denominator)
    return f"a number with a point that is close to it, such as {near:f}"


def comma_cure(whole: str, behind: str) -> str:
    """What to write in place of a number with a comma in it."""
    point = f"{whole}.{behind}"
    if _may_be_thousands(whole, behind):
        return f"write {whole}{behind} without a separator, or {point} with a point"
    return f"write {point}, with a point"


def _may_be_thousands(whole: str, behind: str) -> bool:
    return len(behind) == 3 and whole.lstrip("+-") != "0"
