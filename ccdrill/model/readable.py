"""What may reach a person: text. Nothing that steers a terminal, and nothing that makes a line read otherwise than it is written."""

import re

UNREADABLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
"""Control characters but line ends and tabs, halves of characters (from bytes that were not UTF-8), and what turns a line: the pattern of one. Few texts have such, and it takes long to compile."""


def readable(text: str) -> str:
    """The text with every character that could steer a terminal shown as a question mark; line ends and tabs stay."""
    return text if text.isprintable() else re.sub(UNREADABLE, "?", text)
