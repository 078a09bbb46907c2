"""Characters that word processors put in place of those that YAML knows: curly quotes, long dashes, blanks nobody can see."""

import re
from collections.abc import Callable

_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022"
_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_LINE_START = r"(?:^|\n)[ ]*"
_BLANK = re.compile(rf"{_LINE_START}(?:- +)?(?:[\w-]+:)?[ ]*([{_BLANKS}])")
_DASH = re.compile(rf"{_LINE_START}([{_DASHES}])[ {_BLANKS}]")
_QUOTE = re.compile(rf"{_LINE_START}(?:- +)*(?:[\w-]+: +)?([{_QUOTES}])")
_QUOTE_IN_BRACKETS = re.compile(rf"[{{\[](?:[^\n\"']*[:,\[{{])? *([{_QUOTES}])")
_LONGEST = 500
"""Characters before and after the place where a reader stumbles that are looked through."""
_NO_QUOTE = 'Type plain quotes at both ends of it: "...".'


def find_pasted(text: str, offset: int) -> tuple[int, str, str] | None:
    """What stands at or above a syntax error and explains it: where, what is wrong, and what to do."""
    line = text.rfind("\n", 0, offset) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    end = text.find("\n", offset)
    end = min(end if end >= 0 else len(text), offset + _LONGEST)
    for pattern, begin, say in _LOOKS:
        first = max(above if begin == "above" else line, offset - _LONGEST)
        match = pattern.search(text[first:end])
        if match is not None:
            return first + match.start(1), *say(match[1])
    return None


def explain_pasted(value: str) -> tuple[str, str] | None:
    """The same of a value, or a key, that is not what it should be."""
    if re.match(f"[{_QUOTES}]", value):
        message, _ = _say_quote(value[0])
        return message, 'Delete the quotes; a text that needs some takes plain ones: "...".'
    blank = re.search(f"[{_BLANKS}]", value)
    return explain_dash(value) or (_say_blank(blank.group()) if blank is not None else None)


def explain_dash(value: str) -> tuple[str, str] | None:
    """The same of a text where a list should be."""
    return _say_dash(value[0]) if re.match(f"[{_DASHES}]", value) else None


def _say_blank(character: str) -> tuple[str, str]:
    message = f"the invisible character U+{ord(character):04X} stands here, which is no ordinary space"
    return message, "Delete it, and type ordinary spaces in its place."


def _say_dash(character: str) -> tuple[str, str]:
    return f"'{character}' is not the dash of a list", "Type '- ' in its place: a hyphen and a space."


def _say_quote(character: str) -> tuple[str, str]:
    return f"the curly quote {character} does not begin a text in quotes", _NO_QUOTE


_LOOKS: tuple[tuple[re.Pattern[str], str, Callable[[str], tuple[str, str]]], ...] = (
    (_BLANK, "above", _say_blank),
    (_DASH, "above", _say_dash),
    (_QUOTE, "line", _say_quote),
    (_QUOTE_IN_BRACKETS, "line", _say_quote),
)
"""What is looked for, and whether it may stand in the line above too."""
