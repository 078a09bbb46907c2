"""What may be spoken: readable text, and nothing that is only drawn."""

from ccdrill.model.readable import readable

_DRAWN = dict.fromkeys(range(0x2500, 0x2580), "-")
_DRAWN |= {ord(character): "|" for character in "│┃┆┇┊┋╎╏║╽╿"}
_DRAWN |= {
    ord(character): "+"
    for character in "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰"
}


def spoken(text: str) -> str:
    """The readable text with drawn lines and boxes as plain hyphens, bars and pluses."""
    return readable(text).translate(_DRAWN)
