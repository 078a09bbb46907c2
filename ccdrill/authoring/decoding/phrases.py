"""English words, and signs of other languages, that stand in conditions, and what is written for them here."""

import re

from ccdrill.authoring.reading.meant import span_meant

SIGNS = {"&": ("and",), "|": ("or",), "!": ("not",), ",": ("and", "or"), ";": ("and", "or")}
"""Signs in whose place one of these words stands here."""
COMPARISONS = {"\u2265": ">=", "\u2264": "<=", "\u2260": "!=", "\u21d2": ">=", "\u2212": "-"}
"""Signs that word processors put in place of two others."""
_INTRODUCTIONS = ("if", "when", "while", "until")
_JOINING = {"und": "and", "oder": "or", "et": "and", "ou": "or"}
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
    first = rest.split(maxsplit=1)[0] if rest.strip() else ""
    if before.lower() in ("unless", "no"):
        return f"write not {first}"
    if before.lower() in _INTRODUCTIONS:
        return f"leave '{before}' out"
    if (bare := _bare_cure(before, first, rest)) is not None:
        return bare
    truth = _TRUTH.match(rest)
    if truth is not None:
        is_true = truth[2].lower() not in ("false", "no", "off")
        return f"write {before}" if is_true != bool(truth[1]) else f"write not {before}"
    for words, sign in _COMPARED:
        match = re.match(words.replace(" ", " +") + r"\b", rest, re.IGNORECASE)
        if match is not None:
            return f"write {before} {sign} {_amount(before, rest[match.end() :])}"
    return None


def _bare_cure(before: str, first: str, rest: str) -> str | None:
    """For what follows a number or a case key, for a bracket too many, and for 'and' and 'or' in another language."""
    if first == ")":
        return "delete it, or write the bracket ( that it closes"
    if first.lower() in _JOINING:
        return f"write {_JOINING[first.lower()]}"
    if re.fullmatch(r"-?[0-9]+", before) and re.fullmatch(r"[0-9]{3}(?:\.[0-9]+)?", first):
        return f"write {before}{first}, without a blank"
    if re.fullmatch(r"-?[0-9.]+", before) and re.fullmatch(r"[A-Za-z]+", first) and first.lower() not in ("and", "or"):
        return "write the number alone"
    held = re.match(r"(?:includes|contains|has) +([a-z0-9-]+)", rest, re.IGNORECASE)
    return f"write {held[1]} in {before}" if held is not None and before.startswith("case.") else None


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
