"""Paints the facilitator's console: what stands where, in how many rows. Pure: views and a room in, lines out.

Left, top to bottom, in the order of speaking; right, what is to come and what to know. What does not fit is on a page of its own.
"""

from collections.abc import Sequence

from msgspec.structs import replace
from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.session.console.backstage import Backstage
from ccdrill.session.console.coming import ComingView
from ccdrill.session.telling.view import OptionView, View
from ccdrill.tui import so_far, story
from ccdrill.tui.notes import facts, listed
from ccdrill.tui.paint import ACCENT, MUTED, STRONG, Line, lines_of, rule, spread
from ccdrill.tui.prospects import choices, consequences, shortened
from ccdrill.tui.table import side_table

ROOMY = 96
"""Columns from which on there is room for what is to come beside what is said."""
_LEAST_LOG, _SHORTEST_LOG = 3, 2
"""Rows of the log, with its heading: what is kept for it where all choices would stand whole, and what it needs at all."""
_FEW = 6
"""Rows of what is to come, beside the rest."""
_YOU_TELL = "You tell the room what comes of it: the big screen has their words alone."
"""What no author wrote, whoever leads says."""


class Room(Value, frozen=True):
    """What there is to share."""

    width: int
    """Columns."""
    rows: int
    """Rows."""
    has_right: bool = True
    """Whether what is to come stands beside it; else a row of it is told here."""


def head(view: View, back: Backstage, played: float, showing: str, score: str, width: int) -> list[Line]:
    """That this is the console, how the exercise stands in words, and what the room sees. `played`: real seconds.

    `score` stands in place of how play keeps to the plan.
    """
    team = f" · {view.team}" if view.team else ""
    state = "OVER" if view.ending is not None else _still(view) or "RUNNING"
    left = Content.assemble((" EXERCISE CONTROL  ", ACCENT), (view.scenario + team, STRONG))
    clocks = [
        Content.assemble((f"{state}  ", ACCENT), when, (f"   played {story.clock(played)} ", MUTED))
        for when in (f"story {view.when}", view.when)
    ]
    right = next((one for one in clocks if left.cell_length + one.cell_length < width), clocks[-1])
    seen = Content.assemble("big screen: ", (f"{showing} ", ACCENT))
    marked = f"{view.marking}: " if view.marking else ""
    return [
        spread(left, right, width),
        spread(Content(f" {score or _pace(view, back, played)}"), seen, width),
        rule(width, f"{marked}for the facilitator alone"),
    ]


def _still(view: View) -> str:
    """Why nothing runs, in a word; empty: it does."""
    return "STOPPED" if view.is_stopped else "PAUSED" if view.is_paused else ""


def _pace(view: View, back: Backstage, played: float) -> str:
    """How play keeps to the plan, in words."""
    used, (opened, decided) = int(played) // 60, back.planned
    if view.ending is not None:
        return f"{view.decided} decided"
    number = f"Decision {view.decided + 1}"
    if not decided:
        return number
    kept = f"{used - decided} behind" if used > decided else f"{opened - used} ahead" if used < opened else "on time"
    return f"{number} · planned {decided} min, used {used}: {kept}"


def speaking(view: View, back: Backstage, picked: OptionView | None, room: Room) -> list[Line]:
    """The left side: what to say, to ask, to hint; what each choice does; what was recorded. In so many rows at most.

    Of a choice that is picked, all that would come of it stands in place of what is said, and at need of the others.
    """
    width = room.width
    found = next((one for one in back.prospects if picked is not None and one.option.id == picked.id), None)
    whole, short = (choices(view, back, picked, width, rows) for rows in (2, 1))
    bodies = [(whole, _LEAST_LOG + 1), (short, _LEAST_LOG + 1), (short, 0)]
    if found is not None:
        heads = [consequences(found, width)]
        bodies.append(([], 0))
    else:
        heads = [_said(view, back, width), _said(view, back, width, rows=1), []]
    for head in heads:
        for body, least in bodies:
            lines = [*head, *([Content("")] if head and body else []), *body]
            if len(lines) + least <= room.rows:
                return _with_log(_with_next(lines, back, room), view, back, room)
    return _shorter(heads[-1] or short, room.rows)


def reading(view: View, back: Backstage, room: Room, *, is_ending: bool) -> list[Line]:
    """The left side while an outcome or the ending is read aloud: its words, what the procedure says, and what to say then."""
    width = room.width
    if is_ending:
        lines = story.ending(view, width)
    elif view.outcome is not None:
        text = _YOU_TELL if view.outcome.is_told else view.outcome.text
        lines = story.outcome(replace(view.outcome, text=text, remarks=back.remarks), width)
    else:
        lines = []
    then = [] if is_ending or not back.notes.say else _spoken("THEN", back.notes.say, width)
    if then and len(lines) + len(then) + 1 <= room.rows:
        lines += [Content(""), *then]
    return _with_log(lines if is_ending else _with_next(lines, back, room), view, back, room)


def knowing(view: View, back: Backstage, room: Room) -> list[Line]:
    """The right side: what comes next, what to watch for, the papers, how it stands, the facts, the people. As much as fits."""
    width, notes = room.width, back.notes
    parts = [
        _part("NEXT, as things stand", _next(back.coming, width, _FEW), width),
        _part("WATCH FOR", listed(notes.watch_for, width), width),
        _table(view, width, _FEW),
        _part("HOW IT STANDS", listed((f"{one.label}: {one.value}" for one in notes.meters), width), width),
        _part("FACTS", facts([one for one in notes.facts if one.is_known], width), width, "/ searches"),
    ]
    people = _people(view, width)
    spare = room.rows - len(people)
    lines: list[Line] = []
    for part in parts:
        if part and len(lines) + 2 < spare:
            lines += _shorter(part, spare - len(lines))
    return [*lines[: max(0, spare)], *people][: room.rows]


def _shorter(part: list[Line], rows: int) -> list[Line]:
    """Lines in so many rows; the last one says where the rest of them is."""
    if not part:
        return []
    if len(part) - (not part[-1].plain) <= rows:
        return part[:rows]
    return [*part[: rows - 1], Content.styled("  more: f", MUTED)]


def everything(view: View, back: Backstage, width: int) -> list[Line]:
    """A page with all notes, and all that is to come, whole."""
    notes = back.notes
    known, unknown = ([fact for fact in notes.facts if fact.is_known is wanted] for wanted in (True, False))
    parts = [
        _part("OF THE LAST DECISION", [line for one in back.remarks for line in story.remark(one, width)], width),
        _part("SAY", lines_of(notes.say, width) if notes.say else [], width),
        _part("ASK", story.questions(view, width), width),
        _part(
            "HINTS",
            listed(view.hints, width),
            width,
            f"{view.hints_taken} of {len(view.hints)} given" if view.hints else "",
        ),
        _part("WATCH FOR", listed(notes.watch_for, width), width),
        _part("NEXT, as things stand", _next(back.coming, width, 0), width),
        _part("HOW IT STANDS", listed((f"{one.label}: {one.value}" for one in notes.meters), width), width),
        _table(view, width, len(view.exhibits) + 1),
        _part("FACTS", facts(known, width), width),
        _part("NOBODY IN THE STORY KNOWS THIS YET", facts(unknown, width), width),
        _part("PEOPLE", so_far.seats(view, width), width),
    ]
    return [line for part in parts for line in part][:-1]


def log(view: View, back: Backstage, width: int) -> list[Line]:
    """Everything that was recorded, whole."""
    return so_far.log(replace(view, so_far=back.journal, seats=()), width)


def _said(view: View, back: Backstage, width: int, rows: int = 0) -> list[Line]:
    """What to say, ask and hint; each in so many rows, 0: whole."""
    hint = view.hints[view.hints_taken :][:1]
    texts = [("SAY", back.notes.say), *(("ASK", text) for text in (view.talk[:1] if rows else view.talk))]
    texts += [("HINT", f"{text} (h gives it)") for text in hint]
    return [line for label, text in texts if text for line in _spoken(label, text, width, rows)]


def _spoken(label: str, text: str, width: int, rows: int = 0) -> list[Line]:
    """A text with what to do with it before it."""
    margin = 6
    lines = lines_of(text, width - margin)
    lines = shortened(lines, rows, width - margin) if rows else lines
    head = Content.styled(f" {label:<{margin - 1}}", ACCENT)
    return [Content.assemble(" " * margin if at else head, line) for at, line in enumerate(lines)]


def _with_next(lines: list[Line], back: Backstage, room: Room) -> list[Line]:
    """Lines, and under them in a row what comes next, where nothing else tells it and there is a row for it."""
    if room.has_right or not back.coming or len(lines) + 2 > room.rows:
        return lines
    more = f" {len(back.coming) - 1} more: f " if len(back.coming) > 1 else " "
    told = Content.assemble((" NEXT ", ACCENT), _one_coming(back.coming[0]))
    return [*lines, Content(""), spread(told, Content.styled(more, MUTED), room.width)]


def _with_log(lines: list[Line], view: View, back: Backstage, room: Room) -> list[Line]:
    """Lines, and under them what was recorded last, as much as fits."""
    width, rows = room.width, room.rows - len(lines) - 1
    if rows < _SHORTEST_LOG:
        return _shorter(lines, room.rows)
    happened, is_whole = so_far.last(replace(view, so_far=back.journal), width - 1, rows - 1)
    if not happened:
        return lines
    title = spread(Content.styled(" LOG", MUTED), Content.styled("" if is_whole else "l: all of it ", MUTED), width)
    return [*lines, Content(""), title, *(Content.assemble(" ", line) for line in happened)]


def _next(found: Sequence[ComingView], width: int, most: int) -> list[Line]:
    """What comes by itself, what is due first; `most` rows, 0: all of it."""
    lines: list[Line] = []
    for at, one in enumerate(found):
        entry = lines_of(_one_coming(one), width, indent="  ", first="· ")
        if most and not at:
            entry = shortened(entry, most - 1, width)  # what comes first stands there, however long its conditions are
        if most and len(lines) + len(entry) > most - (at + 1 < len(found)):
            return [*lines, Content.styled(f"  {len(found) - at} more: f", MUTED)]
        lines += entry
    return lines


def _one_coming(one: ComingView) -> str:
    left = f" (in {one.real // 60}:{one.real % 60:02})" if one.real is not None else ""
    provided = f", {one.provided}" if one.provided else ""
    return f"{one.when}{left} {one.what}{provided}" if one.when else f"{one.what}{provided}"


def _table(view: View, width: int, rows: int) -> list[Line]:
    """The exhibits with their letters, the new ones first; nothing where none lies on the table."""
    return [*side_table(view, width, rows), Content("")] if view.exhibits else []


def _people(view: View, width: int) -> list[Line]:
    """How many people play, and who plays what, in as few rows as it can be told."""
    vacant = ", ".join(one.title for one in view.seats if one.is_vacant)
    played = "; ".join(f"{one.title}: {one.player}" for one in view.seats if one.player and not one.is_vacant)
    said = [text for text in (played, f"You play: {vacant}" if vacant else "") if text]
    if not (view.people or said):
        return []
    here = ", ".join(
        text for text in (f"{view.people} here" if view.people else "", "" if said else "nobody named") if text
    )
    head = spread(Content.styled("PEOPLE", STRONG), Content.styled(here, MUTED), width)
    return [head, *(line for text in said for line in lines_of(text, width))]


def _part(title: str, lines: list[Line], width: int, note: str = "") -> list[Line]:
    """A heading and what stands under it, with a blank line after; nothing where there is nothing."""
    if not lines:
        return []
    return [spread(Content.styled(title, STRONG), Content.styled(note, MUTED), width), *lines, Content("")]
