"""A few questions one after the other, as a value: what is asked, what was answered, what the keys go to. Pure: typing in, the next form out.

An answer is a text, a span of time, or one or several names from a list, which is searched by typing.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from ccdrill.model.value import Value
from ccdrill.session.deciding.written import read_span
from ccdrill.session.telling.naming import Named, matching
from ccdrill.tui.apart import numbered, told_apart
from ccdrill.tui.paint import ACCENT, BAD, MUTED, STRONG, TITLE, Line, lines_of, rule, spread

_LABEL = 10
"""Columns of what a question is called."""
_MARKED = 5
"""Columns of a row of the list for its mark, and for the blank behind its title."""
_NOWHERE = -1
"""Where the cursor is as long as nobody went into the list."""
Left = Mapping[str, tuple[str, ...]]
"""What was answered in a form that was left, by the ids of its questions."""


class Ask(Value, frozen=True, kw_only=True):
    """One question."""

    id: str
    """By which its answer is found."""
    label: str
    """In one word."""
    question: str
    """In a sentence."""
    kind: Literal["text", "span", "names"] = "text"
    """What is answered."""
    names: tuple[Named, ...] = ()
    """What can be named."""
    most: int = 1
    """How many of them."""
    is_open: bool = False
    """Whether all names are shown to whoever sees it: they tell nothing of the story."""
    is_known: bool = False
    """Whether what stands beside them is shown too: everybody in the room knows it."""
    is_news: bool = False
    """Whether the names are texts that everybody reads later: until then only the facilitator sees more than how they begin."""
    if_empty: str = ""
    """What stands where nothing is answered; empty: it must be answered."""

    def takes(self, answer: str) -> bool:
        """Whether it can be answered so: a list takes what is in it."""
        return self.kind != "names" or any(one.id == answer for one in self.names)


class Form(Value, frozen=True, kw_only=True):
    """The questions, and how far they were answered."""

    title: str
    """What it is about."""
    asks: tuple[Ask, ...]
    """In the order asked."""
    is_private: bool
    """Whether only the facilitator sees it: else a list shows nothing but what was looked for."""
    at: int = 0
    """Which question stands."""
    answers: Mapping[str, tuple[str, ...]] = {}
    """What was answered: a text, a span as it was typed, or ids."""
    cursor: int = _NOWHERE
    """Which row of the list the keys are at."""
    refusal: str = ""
    """Why the last answer can't be taken."""

    @property
    def ask(self) -> Ask:
        """The question that stands."""
        return self.asks[min(self.at, len(self.asks) - 1)]

    @property
    def is_done(self) -> bool:
        """Whether everything was answered, or left open."""
        return self.at == len(self.asks)

    def answer(self, name: str) -> tuple[str, ...]:
        """What was answered to a question."""
        return self.answers.get(name, ())

    def begun_with(self, left: Left) -> "Form":
        """With what was answered in one that was left, as far as it can be answered here."""
        kept = {ask.id: tuple(one for one in left.get(ask.id, ()) if ask.takes(one)) for ask in self.asks}
        return replace(self, answers={name: answer for name, answer in kept.items() if answer})

    def left_with(self, typed: str) -> Left:
        """What was answered, and what was typed to the question that stands; what was typed to search a list is none."""
        if self.ask.kind == "names":
            return self.answers
        return {**self.answers, self.ask.id: (typed,) if typed.strip() else ()}

    @property
    def as_answered(self) -> str:
        """What the line to type in holds when its question comes up."""
        return " ".join(self.answer(self.ask.id)) if self.ask.kind != "names" else ""

    def rows(self, typed: str) -> Sequence[Named]:
        """What the list shows."""
        if self.ask.kind != "names":
            return ()
        if typed.strip():
            return matching(typed, self.ask.names)
        return self.ask.names if self.is_private or self.ask.is_open else ()

    def row(self, typed: str) -> int:
        """Where the cursor is: by itself on the first of what was looked for."""
        return max(0, self.cursor) if typed.strip() else self.cursor

    def moved(self, by: int, typed: str) -> "Form":
        """Up or down in the list."""
        last = len(self.rows(typed)) - 1
        return replace(self, cursor=min(last, max(0, self.row(typed) + by)) if last >= 0 else _NOWHERE)

    def typed(self) -> "Form":
        """Another list, for something else was typed."""
        return replace(self, cursor=_NOWHERE, refusal="")

    def entered(self, typed: str) -> "Form":
        """What Enter makes of it: the next question, a name picked or dropped, or why not."""
        ask, typed = self.ask, typed.strip()
        if ask.kind == "names":
            return self._named(typed)
        if ask.kind == "span" and typed:
            try:
                read_span(typed)
            except ValueError as error:
                return replace(self, refusal=f"{error}.")
        if not typed and not ask.if_empty:
            return replace(self, refusal="Type it first.")
        return _onward(self._answered((typed,) if typed else ()))

    def back(self) -> "Form | None":
        """The question before; None from the first."""
        return replace(self, at=self.at - 1, cursor=_NOWHERE, refusal="") if self.at else None

    def _named(self, typed: str) -> "Form":
        ask, rows, row = self.ask, self.rows(typed), self.row(typed)
        picked = self.answer(ask.id)
        if typed and not rows:
            return replace(self, refusal="Nothing is called so.")
        if row == _NOWHERE:
            needs = not picked and not ask.if_empty
            return replace(self, refusal="Pick one first.") if needs else _onward(self)
        name = rows[row].id
        if ask.most == 1:
            return _onward(self._answered((name,)))
        if name in picked:
            return self._answered(tuple(one for one in picked if one != name))
        if len(picked) == ask.most:
            return replace(self, refusal=f"{ask.most} are the most.")
        return self._answered((*picked, name))

    def _answered(self, answer: tuple[str, ...]) -> "Form":
        return replace(self, answers={**self.answers, self.ask.id: answer}, cursor=_NOWHERE, refusal="")


def _onward(form: Form) -> Form:
    return replace(form, at=form.at + 1, cursor=_NOWHERE, refusal="")


def form_lines(form: Form, typed: str, width: int, rows: int) -> list[Line]:
    """The questions with their answers, the one that stands in a sentence, and what can be named, in so many rows."""
    lines = [Line.styled(form.title, TITLE)]
    lines += [_field(form, ask, place, width) for place, ask in enumerate(form.asks)]
    asked = [*lines_of(form.ask.question, width), *(lines_of(form.refusal, width, BAD) if form.refusal else [])]
    room, many = rows - len(lines) - 1 - len(asked), len(form.rows(typed))
    there_is_more = f"{many} to pick from, Up and Down for more" if many > room else ""
    return [*lines, rule(width, "", there_is_more), *asked, *_list(form, typed, width, room)]


def _field(form: Form, ask: Ask, place: int, width: int) -> Line:
    titles = {one.id: one.title for one in ask.names}
    answered = ", ".join(titles.get(one, one) for one in form.answer(ask.id))
    shown = answered or (ask.if_empty if place < form.at else "")
    mark = ">" if place == form.at else " "
    head = Line.assemble((f"{mark} ", ACCENT), (f"{ask.label:<{_LABEL}}", STRONG if place == form.at else MUTED))
    return spread(Line.assemble(head, (shown, "" if answered else MUTED)), "", width)


def _list(form: Form, typed: str, width: int, rows: int) -> list[Line]:
    """A part of the list with the cursor in it; what was picked is marked in words too."""
    found, at = form.rows(typed), form.row(typed)
    if form.ask.kind != "names":
        return []
    if not found:
        words = "Nothing is called so." if typed.strip() else "Type a word to look for."
        return [] if form.refusal else [Line.styled(words, MUTED)]
    first = max(0, min(at - rows // 2, len(found) - rows))
    lines = []
    tells_more = form.is_private or form.ask.is_known
    room = width - _MARKED - (width // 3 if tells_more else 0)
    shortened = numbered if form.ask.is_news and not form.is_private else told_apart
    titles = shortened([one.title for one in found], room)
    for place, one in list(enumerate(found))[first : first + rows]:
        mark = ">" if place == at else "*" if one.id in form.answer(form.ask.id) else " "
        about = Line.styled(one.about if tells_more else "", MUTED).truncate(width // 3, ellipsis=True)
        title = Line.assemble((f"  {mark} ", ACCENT), (titles[place], STRONG if place == at else ""))
        line = spread(title, about, width)
        lines.append(line.stylize("on $picked") if place == at else line)
    return lines
