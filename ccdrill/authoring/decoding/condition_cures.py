"""What to write instead of what is no condition: cures for signs, names, capitals and compared flags."""

import re

from ccdrill.authoring.decoding.conditions import MAX_LENGTH, RESERVED
from ccdrill.authoring.decoding.phrases import COMPARISONS, SIGNS
from ccdrill.authoring.reading.numbers_meant import comma_cure, number_meant

_DECIMAL_COMMA = re.compile(r"(-?[0-9]{1,15}),([0-9]{1,15})")
_RATIO = re.compile(r"(?<![0-9.])-?[0-9]{1,15} */ *[0-9]{1,15}(?![0-9.])")
_CALL = re.compile(r"(done|happened) *\( *([a-z0-9-]+)[^()]*$")
_CASE = re.compile(r"\bcase$", re.IGNORECASE)
_TIMES = frozenset({"time", "clock", "now", "minutes", "t", "elapsed_time", "hours"})
"""What people call the time since the start."""
_COMPARED_FLAG = re.compile(r"((?:case\.)?[a-z][a-z0-9_]*) *= *(true|false|yes|no|on|off)\b", re.IGNORECASE)


def cure_for_sign(text: str, position: int) -> str:
    """For the character at that position of the words, which the language does not have."""
    character = text[position]
    if character == "=":
        return _cure_for_equals(text, position)
    comma = _DECIMAL_COMMA.search(text, max(0, position - MAX_LENGTH)) if character == "," else None
    if comma is not None and comma.start(2) == position + 1:
        return comma_cure(comma[1], comma[2])
    ratio = _ratio_at(text, position)
    if ratio is not None and (number := number_meant(ratio.group())) is not None:
        return number
    call = _CALL.search(text, 0, position) if character in ",;" else None
    if call is not None:
        return f"ask for each by itself: {call[1]}({call[2].strip()}) and {call[1]}(...)"
    if character == "." and (before := _CASE.search(text, 0, position)) is not None:
        return cure_for_capitals(before.group())
    if character in SIGNS:
        return f"write {' or '.join(repr(word) for word in SIGNS[character])}"
    if character in COMPARISONS:
        return f"write {COMPARISONS[character]}"
    if character == "%":
        return "write the number alone"
    if character in "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb":
        return "leave the quotes out"
    if not character.isprintable():
        return "type an ordinary space in its place"
    return "use names, numbers, and, or, not, comparisons and brackets"


def _cure_for_equals(text: str, position: int) -> str:
    """A single equals sign: a sign turned around, a flag compared with its value, or two of them meant."""
    after = text[position + 1 : position + 2]
    if after in (">", "<"):
        return f"write {after}="
    compared = compared_flag(text, position)
    return cure_for_flag(compared[1], is_true=meaning_of(compared[2]) is True) if compared is not None else "write =="


def replaced_by_cure(text: str, position: int) -> tuple[int, int]:
    """Where that begins and ends for which the cure of the sign at that position stands."""
    whole = compared_flag(text, position) or _ratio_at(text, position)
    if whole is None and text.startswith(".", position):
        whole = _CASE.search(text, 0, position)
    if whole is not None:
        return whole.span()
    is_doubled = text[position] in "&|" and text.startswith(text[position], position + 1)
    return position, position + 1 + is_doubled


def _ratio_at(text: str, position: int) -> re.Match[str] | None:
    """The number over another whose stroke stands at that position; None: none is there."""
    if not text.startswith("/", position):
        return None
    return next((one for one in _RATIO.finditer(text) if one.start() < position < one.end()), None)


def compared_flag(text: str, position: int) -> re.Match[str] | None:
    """The comparison of a flag with true or false by the single equals sign at that position; None: none is there."""
    if not text.startswith("=", position):
        return None
    return next((one for one in _COMPARED_FLAG.finditer(text) if one.start() < position < one.end()), None)


def meaning_of(word: str) -> bool | None:
    """Whether a word that a flag is compared with says that it is set; None for any other word."""
    return {"true": True, "yes": True, "on": True, "set": True, "false": False, "no": False, "off": False}.get(
        word.lower()
    )


def cure_for_compared(meter: str, sign: str, other: str) -> str:
    """For what a meter is compared with, when it is no number: time, a state, a number and its unit."""
    if meter in _TIMES and re.fullmatch(r"(?:\d+[dhms])+", other):
        return f"write elapsed {sign} {other}"
    if meter in ("state", "phase") and sign in ("==", "!="):
        return "no condition can ask for it: let the state set a flag, or mark a moment, and ask for that"
    return number_meant(other) or "write one such as 500"


def cure_for_flag(flag: str, *, is_true: bool) -> str:
    """For a flag that is compared with true or false: how it is asked for."""
    return f"write {flag}" if is_true else f"write not {flag}"


def cure_for_capitals(word: str) -> str:
    """For a word of the language that is not in small letters."""
    return f"write it in small letters: {word.lower()}"


def cure_for_name(text: str) -> str:
    """For what stands where the name of a flag should, and is none."""
    if text.lower() in RESERVED:
        return cure_for_capitals(text)
    if "-" in text:
        return f"flags have underscores; did you mean done({text}), happened({text}) or {text.replace('-', '_')}?"
    return "flags are lower-case words with underscores"
