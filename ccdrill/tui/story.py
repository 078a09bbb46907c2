"""Paints the exercise: situation, options, outcome, ending, what happened. Pure: a view and a width in, lines out."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from ccdrill.session.view import LineView, MessageView, MeterView, OptionView, OutcomeView, RemarkView, View
from ccdrill.session.words import seat_lines
from ccdrill.tui.paint import (
    ACCENT,
    BAD,
    GOOD,
    MEASURE,
    MUTED,
    REMINDER,
    STRONG,
    TITLE,
    Line,
    lifted,
    lines_of,
    rule,
    rule_room,
    spread,
)

_MARGIN = "  "
_SHORTEST_LABEL = 4
"""Columns below which a gauge's label says nothing any more."""
_LEAST = 26
"""Columns that what happened needs beside its time; with fewer it stands below."""
_APART = 2
"""Blanks at least between what is played and the clocks, or a team's name would read on into them."""
_REMARKS = {
    "good": ("As written: ", f"bold {GOOD}"),
    "bad": ("Not as written: ", f"bold {BAD}"),
    "missed": ("Left out: ", f"bold {BAD}"),
    "open": ("Not done so far: ", ACCENT),
    "plain": ("", MUTED),
}


def header(view: View, played: float, width: int) -> list[Line]:
    """The top of every screen of the exercise: that it is one, what is played, the two clocks, the gauges.

    `played`: real seconds. The narrower it is the less is said of the clocks, but always which is which.
    """
    team = f" · {view.team}" if view.team else ""
    paused = "PAUSED  " if view.is_paused else ""
    left = Content.assemble((" EXERCISE  ", ACCENT), (view.scenario + team, STRONG))
    minutes = f"  played {int(played) // 60} min "
    said = [
        Content.assemble((paused, ACCENT), when, (real, MUTED))
        for when, real in (
            (f"story {view.when}", f"   played {clock(played)} "),
            (f"story {view.when}", minutes),
            (view.when, minutes),
        )
    ]
    right = next((one for one in said if left.cell_length + _APART + one.cell_length <= width), said[-1])
    if left.cell_length + _APART + right.cell_length > width:
        left = left.truncate(max(0, width - _APART - right.cell_length), ellipsis=True)
    return [spread(left, right, width), rule(width, view.marking, _gauges(view.meters, rule_room(width, view.marking)))]


def situation(view: View, news: Iterable[MessageView], width: int) -> list[Line]:
    """The story: title, narrative, and what nobody has told yet."""
    found = [*lines_of(view.title, width - 2, TITLE, indent=" "), Content("")]
    found += lines_of(view.narrative, width - 4, indent=_MARGIN)
    return [*found, *_messages(news, width)]


def meanwhile(news: Iterable[MessageView], width: int) -> list[Line]:
    """What arrived between an outcome and the next situation, when that has no room for it."""
    return [Content.styled(" Meanwhile", TITLE), *_messages(news, width)]


def talk(view: View, width: int) -> list[Line]:
    """What to talk about, with a heading."""
    if not view.talk:
        return []
    return [Content.styled(" Talk about", STRONG), *questions(view, width - 4, "   ")]


def questions(view: View, width: int, margin: str = "") -> list[Line]:
    """What to talk about, question by question."""
    return [line for one in view.talk for line in lines_of(one, width, indent=f"{margin}  ", first=f"{margin}· ")]


def hints(view: View, width: int) -> list[Line]:
    """The hints that were taken here, the last one below; numbered where there are several."""
    taken = view.hints[: view.hints_taken]
    if len(taken) < 2:
        return [line for one in taken for line in lines_of(one, width)]
    numbered = (lines_of(one, width, indent="   ", first=f"{at}  ") for at, one in enumerate(taken, start=1))
    return [line for one in numbered for line in (*one, Content(""))][:-1]


def collapsed(view: View, width: int) -> list[list[Line]]:
    """The story in short, above open options: title and last message, the title alone, nothing."""
    title = lines_of(view.title, width - 2, STRONG, indent=" ")
    last = _message(view.messages[-1], width) if view.messages else []
    return [[*title, *last], title, []]


def question(view: View, width: int) -> list[Line]:
    """What is asked: the eye meets it first."""
    return lines_of(view.question, width - 2, TITLE, indent=" ")


def option(found: OptionView, width: int) -> list[Line]:
    """A choice with its number, in hanging lines."""
    number = Content.styled(f" {found.number}  ", ACCENT)
    lines = lines_of(found.text, min(width, MEASURE) - 5)
    return [Content.assemble(number if index == 0 else "    ", line) for index, line in enumerate(lines)]


def outcome(found: OutcomeView, width: int) -> list[Line]:
    """What a decision came to."""
    took = f"took {found.took}, now {found.until}" if found.took else f"now {found.until}"
    lines: list[Line] = [spread(Content.styled(" Decided", TITLE), Content.styled(took + " ", MUTED), width)]
    lines += lines_of(found.choice, width - 4, STRONG, indent=_MARGIN)
    if found.text:
        lines += [Content(""), *lines_of(found.text, width - 4, indent=_MARGIN)]
    lines += _messages(found.messages, width)
    if found.meters:
        lines.append(Content(""))
        lines += [Content(f"  {meter.label}  {meter.value}  ({meter.trend})") for meter in found.meters]
    if found.remarks:
        lines += [Content(""), Content.styled(" What the procedure says", TITLE)]
        for one in found.remarks:
            lines += remark(one, width)
    return lines


def remark(one: RemarkView, width: int) -> list[Line]:
    """What the procedure says of a decision, and in which way."""
    words, style = _REMARKS[one.tone]
    lines = lines_of(words + one.text, width - 6, indent="    ", first="  · ")
    return [lines[0].stylize(style, 4, 4 + len(words)), *lines[1:]] if words else lines


def ending(view: View, width: int) -> list[Line]:
    """How it ended."""
    if view.ending is None:
        return []
    kinds = {
        "good": "It ended well.",
        "mixed": "It ended with a mixed result.",
        "bad": "It ended badly.",
        "cut short": "",
    }
    lines: list[Line] = [Content.styled(f" The end, {view.clock}", MUTED), Content("")]
    lines += lines_of(view.ending.title, width - 2, TITLE, indent=" ")
    lines += [Content(""), *lines_of(view.ending.text, width - 4, indent=_MARGIN)]
    if kinds[view.ending.kind]:
        lines += [Content(""), Content.styled(f"  {kinds[view.ending.kind]}", STRONG)]
    return lines


def log(view: View, width: int) -> list[Line]:
    """Who plays what, and what happened, every message whole: the newest is last, for whoever opens it at its end."""
    column = _clock_column(view)
    lines: list[Line] = []
    if view.seats:
        lines = [Content.styled("Who plays what", TITLE), *seats(view, width), Content("")]
        lines.append(Content.styled("What happened", TITLE))
    return [*lines, *(line for one in view.so_far for line in _happened(one, one.text, view, column, width))]


def last_of_so_far(view: View, width: int, rows: int) -> tuple[list[Line], bool]:
    """What happened last in short, as many entries as fit; and whether that is all of it, to the last word."""
    column = _clock_column(view)
    found: list[Line] = []
    is_whole = True
    for one in reversed(view.so_far):
        short = _shortened(one.text)
        lines = _happened(one, short, view, column, width)
        if len(found) + len(lines) > rows:
            return found, False
        is_whole = is_whole and short == " ".join(one.text.split())
        found = [*lines, *found]
    return found, is_whole


def recap(view: View, width: int, rows: int) -> list[Line]:
    """What happened last, in short, for a room that looks back: as much as fits under the heading."""
    happened, _ = last_of_so_far(view, width - 2, rows - 2)
    return [Content.styled(" So far", TITLE), Content(""), *(Content.assemble(" ", line) for line in happened)]


def blank(width: int, rows: int) -> list[Line]:
    """Nothing but what never leaves the screen, in its middle."""
    said = Content.styled(REMINDER, ACCENT)
    middle = Content.assemble(" " * max(0, (width - said.cell_length) // 2), said)
    return [*[Content("")] * max(0, (rows - 1) // 2), middle]


def seats(view: View, width: int) -> list[Line]:
    """Roles and players."""
    return [line for text in seat_lines(view.seats) for line in lines_of(text, width, indent="  ", first="")]


def clock(seconds: float) -> str:
    """Hours, minutes and seconds, such as `0:04:10`."""
    whole = max(0, int(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _gauges(meters: Sequence[MeterView], room: int) -> str:
    """The gauges side by side; where there is too little room the longest labels give way, and no value does."""
    labels = [meter.label for meter in meters]
    while True:
        line = " · ".join(f"{label} {meter.value}" for label, meter in zip(labels, meters, strict=True))
        longest = max(range(len(labels)), key=lambda index: cell_len(labels[index]), default=None)
        if cell_len(line) <= room or longest is None or cell_len(labels[longest]) <= _SHORTEST_LABEL:
            return line
        labels[longest] = labels[longest].removesuffix("…")[:-1].rstrip() + "…"


def _clock_column(view: View) -> int:
    return max((cell_len(line.clock) for line in view.so_far), default=0) + 2


def _happened(one: LineView, text: str, view: View, column: int, width: int) -> list[Line]:
    style = {"state": MUTED, "decision": STRONG, "message": "", "note": ""}[one.kind]
    who = "You: " if view.mode == "solo" else "Team: "
    text = (who if one.kind == "decision" else "") + text
    if width - column < _LEAST:
        return [Content(one.clock), *lines_of(text, width, style, indent="  ")]
    return lines_of(text, width, style, indent=" " * column, first=f"{one.clock:<{column}}")


def _messages(found: Iterable[MessageView], width: int) -> list[Line]:
    """Each with a blank line before it."""
    return [line for message in found for line in (Content(""), *_message(message, width))]


def _message(message: MessageView, width: int) -> list[Line]:
    """Its sender stands out, and its time stands back: the eye meets who speaks, then what is said."""
    bar = Content.styled("  ┃ ", ACCENT)
    lines = lines_of(f"{message.clock} {message.sender}: {message.text}", width - 6)
    at = len(message.clock)
    lines = lifted(lines, MUTED, at)
    lines = lifted(lines, STRONG, at + len(f" {message.sender}:"), begin=at)
    return [Content.assemble(bar, line) for line in lines]


def _shortened(text: str) -> str:
    """A line of what happened is a reminder, not the text itself."""
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:97].rsplit(" ", 1)[0] + " ..."
