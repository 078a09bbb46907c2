"""Paints the exercise: situation, options, outcome, ending. Pure: a view and a width in, lines out."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from ccdrill.session.telling.view import MessageView, MeterView, OptionView, OutcomeView, RemarkView, View
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

STOPPED = "THE EXERCISE IS STOPPED"
"""What stands in place of the reminder while something real keeps people from the exercise."""
_MARGIN = "  "
_SHORTEST_LABEL = 4
"""Columns below which a gauge's label says nothing any more."""
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
    if view.is_stopped:
        return [
            spread(Content.styled(f" {STOPPED}", ACCENT), Content.styled(f"{view.scenario} ", MUTED), width),
            rule(width, view.marking),
        ]
    paused = "PAUSED  " if view.is_paused and view.ending is None else ""
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


def stopped(width: int) -> list[Line]:
    """What the room reads when something real has happened."""
    said = (
        "Something real has happened. What you see and hear from now on is no exercise.",
        "Leave the exercise as it is, and do what the real event asks of you. Nothing here runs on meanwhile.",
        "You will be told when the exercise goes on, or that it is over.",
    )
    lines: list[Line] = [Content(""), Content.styled(" This is no exercise", TITLE)]
    for text in said:
        lines += [Content(""), *lines_of(text, width - 4, STRONG, indent=_MARGIN)]
    return lines


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
    """The story in short, above open options, the fullest first: title and last message, the title alone, nothing."""
    title = lines_of(view.title, width - 2, STRONG, indent=" ")
    last = _message(view.messages[-1], width) if view.messages else []
    return [*([[*title, Content(""), *last], [*title, *last]] if last else []), title, []]


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


def blank(width: int, rows: int) -> list[Line]:
    """Nothing but what never leaves the screen, in its middle."""
    said = Content.styled(REMINDER, ACCENT)
    middle = Content.assemble(" " * max(0, (width - said.cell_length) // 2), said)
    return [*[Content("")] * max(0, (rows - 1) // 2), middle]


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
