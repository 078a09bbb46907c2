"""What may reach a person: text. Nothing that steers a terminal, and nothing that makes a line read otherwise than it is written."""

import unicodedata

_STEERING = ("Cc", "Cs")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a line read in another order than it is written."""


def readable(text: str) -> str:
    """The text with every character that could steer a terminal shown as a question mark; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if is_text(character) else "?" for character in text)


def is_text(character: str) -> bool:
    """Whether it may be shown: no half of a character (from bytes that were not UTF-8), nothing that steers or turns."""
    return character in "\n\t" or not (unicodedata.category(character) in _STEERING or character in _TURNING)
