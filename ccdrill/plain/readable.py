"""What may reach a screen reader or a terminal: text. Nothing that steers it, nothing that is only drawn."""

import unicodedata

_DRAWN = dict.fromkeys(range(0x2500, 0x2580), "-")
_DRAWN |= {ord(character): "|" for character in "│┃┆┇┊┋╎╏║╽╿"}
_DRAWN |= {
    ord(character): "+"
    for character in "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰"
}
_STEERING = ("Cc", "Cs")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a line read in another order than it is written."""


def readable(text: str) -> str:
    """The text with every character that could steer a terminal shown as a question mark; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _is_text(character) else "?" for character in text)


def spoken(text: str) -> str:
    """The readable text with drawn lines and boxes as plain hyphens, bars and pluses."""
    return readable(text).translate(_DRAWN)


def _is_text(character: str) -> bool:
    return character in "\n\t" or not (unicodedata.category(character) in _STEERING or character in _TURNING)
