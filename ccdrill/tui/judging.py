"""Paints what is asked of a message and, once it is judged, what that came to. Pure: views and a width in, lines out."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from textual.content import Content

from ccdrill.model.value import Value
from ccdrill.practice.view import AnswerView, CueView, FeedbackView, PracticeView, RouteView, SureView, Tone
from ccdrill.tui.marks import Mark, quoted
from ccdrill.tui.message import COLUMN, label
from ccdrill.tui.paint import ACCENT, BAD, GOOD, MUTED, STRONG, TITLE, Line, lines_of, spread, told, wrap

_TONES: dict[Tone, str] = {"good": f"bold {GOOD}", "fair": ACCENT, "bad": f"bold {BAD}"}
_WIDEST_COLUMN = 40
"""Columns of the first answers, at most: the others stay within one look."""
_NARROW = 50
"""Columns below which a text has too little room behind a label."""
Block = list[Line]
"""Lines that stand together."""


class Picked(Value, frozen=True):
    """What was picked so far for a message; nothing of it is recorded yet."""

    answer: AnswerView | None = None
    """What to do with it."""
    sure: SureView | None = None
    """How sure."""

    def press(self, key: str, view: PracticeView) -> "Picked":
        """With what that key picks: the answer first, then how sure; the same when it picks nothing."""
        if self.answer is None:
            return replace(self, answer=next((one for one in view.answers if one.key == key), None))
        return replace(self, sure=next((one for one in view.sureness if one.key == key), self.sure))


def question(view: PracticeView, picked: Picked, width: int) -> list[Line]:
    """What is asked now, and the answers by their keys; as high for the one question as for the other."""
    if picked.answer is None:
        return [Content.styled(f" {view.question}", TITLE), *_columns(view.answers, None, width)]
    answer = Content.assemble(("Your answer: ", MUTED), (f"{picked.answer.title} ", STRONG))
    asked = spread(Content.styled(f" {view.sure_question}", TITLE), answer, width)
    return [asked, *_columns(view.sureness, picked.sure, width)]


def marks_of(found: FeedbackView) -> tuple[Mark, ...]:
    """The words to mark in the message: what decides before the others."""
    decisive = [Mark(found.decisive.quote, decides=True)] if found.decisive is not None else []
    return (*decisive, *(Mark(one.quote, decides=False) for one in found.others if one.quote))


def core(found: FeedbackView, width: int) -> list[Block]:
    """What everybody should read, the most important first: what it was, what decides, what to do next time, the point."""
    blocks = [lines_of(found.verdict, width - 2, _TONES[found.tone], indent=" ")]
    if found.decisive is not None:
        cue = _behind("What decides", _cue(found.decisive, decides=True), width, ACCENT)
        blocks.append([*cue, *_behind("", found.decisive.why, width)])
    if found.because:
        blocks.append(_behind("What decides", found.because, width, STRONG))
    if found.next_time and found.next_time != found.because:
        blocks.append(_behind("Next time", found.next_time, width))
    return [*blocks, _behind("Take along", found.point, width)]


def rest(found: FeedbackView, width: int) -> list[Block]:
    """The others, what is right here, and how hard it was; behind labels, or below them in a narrow column."""
    said = (
        ("Best here", found.best),
        ("Safe route", f"{found.route.what}: {found.route.how}"),
        ("You said", found.judged),
        ("How hard", found.difficulty),
    )
    if width >= _NARROW:
        blocks = [[line for title, text in said if text for line in _behind(title, text, width)]]
    else:
        blocks = [[Content.styled(title, TITLE), *lines_of(text, width)] for title, text in said if text]
    if not found.others:
        return blocks
    margin = " " if width >= _NARROW else ""
    listed = [line for one in found.others for line in told(_cue(one, decides=False), one.why, width - 2)]
    title = Content.styled(f"{margin}{found.others_title}", TITLE)
    return [[title, *(Content.assemble(margin, line) for line in listed)], *blocks]


def routes(found: Sequence[RouteView], width: int, here: RouteView | None = None) -> list[Line]:
    """The ways that are known to be safe, each with how it is gone. `here`: the one for what was just judged."""
    lines: list[Line] = []
    for one in found:
        sign, style = ("» ", ACCENT) if one == here else ("", STRONG)
        lines += [*lines_of(f"{sign}{one.what}", width, style), *lines_of(one.how, width, indent="  ")]
    return lines


def stacked(blocks: Iterable[Block], *, is_airy: bool) -> Block:
    """Blocks one below the other; `is_airy`: with a blank line between two."""
    lines: Block = []
    for block in blocks:
        lines += [*([Content("")] if is_airy and lines else []), *block]
    return lines


def _columns(found: Sequence[AnswerView | SureView], picked: SureView | None, width: int) -> list[Line]:
    """Answers in two columns, to be read down; what was picked has a star."""
    half = (len(found) + 1) // 2
    cells = []
    for one in found:
        star, style = ("*", STRONG) if one is picked else (" ", "")
        cells.append(Content.assemble((f" {star}{one.key}  ", ACCENT), (one.title, style)))
    room = min(width // 2, _WIDEST_COLUMN)
    return [
        Content.assemble(left, " " * max(1, room - left.cell_length), right)
        for left, right in zip(cells[:half], [*cells[half:], Content("")], strict=False)
    ]


def _cue(found: CueView, *, decides: bool) -> str:
    return f"{found.name} {quoted(found.quote, decides=decides)}" if found.quote else found.name


def _behind(title: str, text: str, width: int, style: str = "") -> Block:
    """A text behind its label, in the column of the message's own."""
    rows = wrap(text, width - COLUMN - 1)
    return [Content.assemble(" " * COLUMN if number else label(title), (row, style)) for number, row in enumerate(rows)]
