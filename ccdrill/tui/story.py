"""Paints the exercise: situation, options, outcome, ending, side column. Pure: a view and a width in, lines out."""

from rich.cells import cell_len
from textual.content import Content

from ccdrill.session.view import MessageView, OptionView, OutcomeView, RemarkView, View
from ccdrill.tui.paint import ACCENT, BAD, GOOD, MUTED, STRONG, TITLE, Line, lines_of, rule, spread

_MARGIN = "  "
_REMARKS = {
    "good": ("As written: ", GOOD),
    "bad": ("Not as written: ", BAD),
    "missed": ("Left out: ", BAD),
    "plain": ("", MUTED),
}


def header(view: View, played: str, width: int) -> list[Line]:
    """The top of every screen of the exercise: that it is one, what is played, the two clocks, the gauges."""
    team = f" · {view.team}" if view.team else ""
    day = f"day {view.day}, " if view.day > 1 else ""
    paused = "PAUSED  " if view.is_paused else ""
    left = Content.assemble((" EXERCISE  ", ACCENT), (view.scenario + team, STRONG))
    right = Content.assemble((paused, ACCENT), (f"story {day}{view.clock}", ""), (f"   {played} ", MUTED))
    gauges = " · ".join(f"{meter.label} {meter.value}" for meter in view.meters)
    return [spread(left, right, width), rule(width, view.marking, gauges)]


def situation(view: View, width: int) -> list[Line]:
    """The story: title, narrative, what arrived."""
    found = [*lines_of(view.title, width - 2, TITLE, indent=" "), Content("")]
    found += lines_of(view.narrative, width - 4, indent=_MARGIN)
    for message in view.messages:
        found += [Content(""), *_message(message, width)]
    return found


def talk(view: View, width: int) -> list[Line]:
    """What to talk about while the options are closed."""
    found: list[Line] = [Content("")] if view.talk else []
    if view.talk:
        found.append(Content.styled(" Talk about", STRONG))
    for question in view.talk:
        found += lines_of(question, width - 4, indent="     ", first="   · ")
    return found


def table(view: View, width: int) -> list[Line]:
    """What lies on the table, by letter."""
    if not view.exhibits:
        return []
    items = " · ".join(f"{one.letter} {one.title}{' (new)' if one.is_new else ''}" for one in view.exhibits)
    return [Content(""), *lines_of(items, width - 4, MUTED, indent=" " * 16, first=" On the table:  ")]


def collapsed(view: View, width: int) -> list[Line]:
    """The story in short, above open options: the last message."""
    if not view.messages:
        return lines_of(view.title, width - 2, MUTED, indent=" ")
    return _message(view.messages[-1], width)


def question(view: View, width: int) -> list[Line]:
    """What is asked: the eye meets it first."""
    return lines_of(view.question, width - 2, TITLE, indent=" ")


def option(found: OptionView, width: int) -> list[Line]:
    """A choice with its number, in hanging lines."""
    number = Content.styled(f" {found.number}  ", ACCENT)
    lines = lines_of(found.text, width - 5)
    return [Content.assemble(number if index == 0 else "    ", line) for index, line in enumerate(lines)]


def outcome(found: OutcomeView, width: int) -> list[Line]:
    """What a decision came to."""
    took = f"{found.took}, now {found.until}" if found.took else f"now {found.until}"
    lines: list[Line] = [spread(Content.styled(" Decided", TITLE), Content.styled(took + " ", MUTED), width)]
    lines += lines_of(found.choice, width - 4, STRONG, indent=_MARGIN)
    if found.text:
        lines += [Content(""), *lines_of(found.text, width - 4, indent=_MARGIN)]
    for message in found.messages:
        lines += [Content(""), *_message(message, width)]
    if found.meters:
        lines.append(Content(""))
        lines += [Content(f"  {meter.label}  {meter.value}  ({meter.trend})") for meter in found.meters]
    if found.remarks:
        lines += [Content(""), Content.styled(" What the procedure says", TITLE)]
        for remark in found.remarks:
            lines += _remark(remark, width)
    return lines


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


def side(view: View, width: int) -> list[Line]:
    """The column of a wide screen: so far, on the table, who plays what. The same that other keys show on a narrow one."""
    lines = [Content.styled("SO FAR", STRONG), *so_far(view, width)]
    if view.exhibits:
        lines += [Content(""), Content.styled("ON THE TABLE", STRONG)]
        for one in view.exhibits:
            lines += lines_of(
                f"{one.title}{'  (new)' if one.is_new else ''}", width, indent="   ", first=f"{one.letter}  "
            )
    if view.seats or view.people:
        people = f"{view.people} people" if view.people else ""
        lines += [Content(""), spread(Content.styled("WHO PLAYS WHAT", STRONG), Content.styled(people, MUTED), width)]
        lines += seats(view, width)
    return lines


def so_far(view: View, width: int) -> list[Line]:
    """What happened, one entry a line or two."""
    lines: list[Line] = []
    column = max((cell_len(line.clock) for line in view.so_far), default=0) + 2
    for line in view.so_far:
        style = {"state": MUTED, "decision": STRONG, "message": ""}[line.kind]
        prefix = {"state": "", "decision": "You: " if view.mode == "solo" else "Team: ", "message": ""}[line.kind]
        text = prefix + _shortened(line.text)
        lines += lines_of(text, width, style, indent=" " * column, first=f"{line.clock:<{column}}")
    return lines


def seats(view: View, width: int) -> list[Line]:
    """Roles and players."""
    return [
        line for seat in view.seats for line in lines_of(f"{seat.title}: {seat.player}", width, indent="  ", first="")
    ]


def _message(message: MessageView, width: int) -> list[Line]:
    bar = Content.styled("  ┃ ", ACCENT)
    lines = lines_of(f"{message.clock}  {message.sender}: {message.text}", width - 6)
    return [Content.assemble(bar, line) for line in lines]


def _remark(remark: RemarkView, width: int) -> list[Line]:
    words, style = _REMARKS[remark.tone]
    lines = lines_of(words + remark.text, width - 6, indent="    ", first="  · ")
    return [lines[0].stylize(style, 4, 4 + len(words)), *lines[1:]] if words else lines


def _shortened(text: str) -> str:
    """A line of what happened is a reminder, not the text itself."""
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:97].rsplit(" ", 1)[0] + " ..."
