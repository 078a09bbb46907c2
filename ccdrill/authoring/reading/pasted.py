"""Characters that word processors put in place of those that YAML knows: curly quotes, long dashes, blanks nobody can see."""

import re
from collections.abc import Callable

CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
"""Quotes of word processors, for both ends of a text."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022"
_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_LINE_START = r"(?:^|\n)[ ]*"
_BLANK = re.compile(rf"{_LINE_START}(?:- +)?(?:[\w-]+:)?[ ]*([{_BLANKS}])")
_DASH = re.compile(rf"{_LINE_START}([{_DASHES}])[ {_BLANKS}]")
_QUOTE = re.compile(rf"{_LINE_START}(?:- +)*(?:[\w-]+: +)?([{CURLY}])")
_QUOTE_IN_BRACKETS = re.compile(rf"[{{\[](?:[^\n\"']*[:,\[{{])? *([{CURLY}])")
_INDENTED = re.compile(rf"^[ ]*([{_BLANKS}])[ {_BLANKS}]*[^\s{_BLANKS}]", re.MULTILINE)
"""A line that such a blank indents."""
_LOOK_FAR = 4_000
"""Characters above a line in which a line is looked for that made it fall out."""
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


def find_indented(text: str, offset: int) -> tuple[int, str, str] | None:
    """The first line, of those above a line that does not fit them, which blanks indent that are no ordinary ones.

    To a reader of YAML such a line is not indented at all, and what stands below it seems to be. Within a text that
    ordinary blanks indent they do no harm.
    """
    begin = text.rfind("\n", 0, offset) + 1
    first = max(0, text.find("\n", max(0, begin - _LOOK_FAR)) + 1)
    for match in _INDENTED.finditer(text, first, begin):
        above = text[first : match.start()].rstrip("\n").rpartition("\n")[2]
        if match.start(1) - match.start() < len(above) - len(above.lstrip(" ")):
            return match.start(1), *_say_indenting(text, match[1])
    return None


def find_indented_below(text: str, offset: int) -> tuple[int, str, str] | None:
    """The line below the one at `offset`, if such blanks indent it: then nothing seems to stand below the key."""
    begin = text.find("\n", offset) + 1
    match = _INDENTED.match(text, begin) if begin else None
    return (match.start(1), *_say_indenting(text, match[1])) if match is not None else None


def explain_pasted(value: str) -> tuple[str, str] | None:
    """The same of a value, or a key, that is not what it should be."""
    if re.match(f"[{CURLY}]", value):
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


def _say_indenting(text: str, character: str) -> tuple[str, str]:
    """The same of one that indents a line: where many do, an editor is quicker than a person."""
    message, cure = _say_blank(character)
    others = len(_INDENTED.findall(text)) - 1
    if others:
        lines = f"the {others} other lines" if others > 1 else "the other line"
        cure = f"Type ordinary spaces in its place, here and in {lines} that such characters indent: 'find and replace' of your editor does all at once."
    return message, cure


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
