"""English words, and signs of other languages, that stand in conditions, and what is written for them here."""

import re

from ccdrill.authoring.meant import span_meant

SIGNS = {"&": ("and",), "|": ("or",), "!": ("not",), ",": ("and", "or"), ";": ("and", "or")}
"""Signs in whose place one of these words stands here."""
COMPARISONS = {"\u2265": ">=", "\u2264": "<=", "\u2260": "!=", "\u21d2": ">=", "\u2212": "-"}
"""Signs that word processors put in place of two others."""
_INTRODUCTIONS = ("if", "when", "while", "unless", "until")
_BE = r"(?:is|are|was|were|has|be)"
_COMPARED: tuple[tuple[str, str], ...] = (
    (rf"(?:{_BE} )?at least", ">="),
    (rf"(?:{_BE} )?at most", "<="),
    (rf"(?:{_BE} )?not (?:more|greater|larger|higher|bigger|longer) than", "<="),
    (rf"(?:{_BE} )?not (?:less|fewer|smaller|lower|shorter) than", ">="),
    (rf"(?:{_BE} )?(?:more|greater|larger|higher|bigger|longer) than", ">"),
    (rf"(?:{_BE} )?(?:less|fewer|smaller|lower|shorter) than", "<"),
    (rf"(?:{_BE} )?(?:above|over|after)", ">"),
    (rf"(?:{_BE} )?(?:below|under|before)", "<"),
    (rf"(?:{_BE} )?(?:not equal(?: to)?|different from)", "!="),
    (rf"(?:{_BE} )?(?:equal to|equals|equal)", "=="),
    (rf"{_BE} not(?= -?[0-9])", "!="),
    (rf"{_BE}(?= -?[0-9])", "=="),
)
_AMOUNT = re.compile(r" +(-?[0-9]+(?:[.,][0-9]+)?(?: *[a-z]+\b)?)", re.IGNORECASE)
_TRUTH = re.compile(rf"(?:{_BE} +)(not +)?(true|false|yes|no|set|on|off)\b", re.IGNORECASE)


def cure_for_words(before: str, rest: str) -> str | None:
    """What is written for English that goes on after the name `before`; `rest` begins with the first word of it."""
    if before.lower() in _INTRODUCTIONS:
        return "write 'not'" if before.lower() == "unless" else f"leave '{before}' out"
    truth = _TRUTH.match(rest)
    if truth is not None:
        is_true = truth[2].lower() not in ("false", "no", "off")
        return f"write {before}" if is_true != bool(truth[1]) else f"write not {before}"
    for words, sign in _COMPARED:
        match = re.match(words.replace(" ", " +") + r"\b", rest, re.IGNORECASE)
        if match is not None:
            return f"write {before} {sign} {_amount(before, rest[match.end() :])}"
    return None


def _amount(before: str, rest: str) -> str:
    """The number or span that follows a comparison in words."""
    match = _AMOUNT.match(rest)
    if match is None:
        return "30m" if before == "elapsed" else "500"
    number = re.match(r"-?[0-9]+(?:[.,][0-9]+)?", match[1])
    assert number is not None, "an amount begins with a number"
    if before == "elapsed":
        return span_meant(match[1].lower()) or f"{number.group()}m"
    return number.group().replace(",", ".")
