"""Views as labelled lines. Text only: whoever prints them decides where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import fill

from ccdrill.session.console.notes import NotesView
from ccdrill.session.telling.view import (
    OWN_WORDS,
    ExhibitView,
    LineView,
    MessageView,
    OutcomeView,
    PromptView,
    Tone,
    View,
)
from ccdrill.session.telling.words import who_lines

WIDTH = 78
"""Columns; screen readers and logs do not mind short lines."""
_NEWS = {"state": "SITUATION", "decision": "DECIDED", "message": "MESSAGE"}
_REMARKS: Mapping[Tone, str] = {
    "good": "AS WRITTEN",
    "bad": "NOT AS WRITTEN",
    "missed": "LEFT OUT",
    "open": "NOT DONE SO FAR",
    "plain": "NOTE",
}


def _filled(text: str, first: str = "", rest: str = "") -> str:
    """Wrapped to the width; an id stays whole, and can be copied."""
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def folded(text: str) -> str:
    """One labelled line, wrapped to the width with what follows indented."""
    return _filled(text, rest="  ")


def listed(text: str) -> str:
    """One line of a list, indented; what follows it further."""
    return _filled(text, "  ", "    ")


def section(title: str, texts: Iterable[str], none: str = "") -> Iterator[str]:
    """What is listed, below a heading and a blank line; where there is nothing, `none`, and without that not even a heading."""
    found = list(texts) or [none] * bool(none)
    if found:
        yield ""
        yield folded(f"{title}:")
    yield from (folded(f"- {text}") for text in found)


def behind(head: str, text: str) -> str:
    """A text behind a number or the like, and what follows it under the text."""
    return _filled(text, head, " " * len(head))


def wrapped(text: str, indent: str = "") -> str:
    """Paragraphs wrapped to the width; lines that are indented already stay as they are."""
    paragraphs = []
    for block in text.strip("\n").split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith((" ", "\t")) for line in lines):
            paragraphs.append("\n".join(f"{indent}{line}" for line in lines))
        else:
            paragraphs.append(_filled(" ".join(lines), indent, indent))
    return "\n\n".join(paragraphs)


def header(view: View) -> Iterator[str]:
    """What stands above everything: that this is an exercise, who plays, and how to answer."""
    yield folded(f"THIS IS AN EXERCISE. {view.marking}".rstrip())
    yield folded(f"DRILL: {view.drill}")
    if view.team:
        yield folded(f"TEAM: {view.team}")
    yield f"RUN: {view.run}"
    if view.facilitator or any(seat.player for seat in view.seats):
        yield "WHO PLAYS WHAT:"
        yield from seats(view)
    yield folded("Type an answer and press Enter. The word help lists what you can type.")
    if view.is_paced:
        still = "It stands still now; the word go lets it run." if view.is_paused else "The word pause stops it."
        yield folded(f"Thinking takes story time. {still}")


def rules(told: Iterable[str]) -> Iterator[str]:
    """By which rules it is played."""
    yield "RULES:"
    yield from map(listed, told)


def seats(view: View) -> Iterator[str]:
    """Who leads, and who plays what."""
    for line in who_lines(view):
        yield folded(line)


def clock(view: View) -> Iterator[str]:
    """What time it is in the story, and whether it passes."""
    if not view.is_paced:
        yield f"CLOCK: {view.when}. Thinking takes no story time."
    else:
        yield f"CLOCK: {view.when}. It {'stands still' if view.is_paused else 'runs'}."


def stopped() -> Iterator[str]:
    """That nothing is played, for something real has happened."""
    yield folded(
        "STOPPED: something real has happened. What comes from now on is no exercise. Nothing here runs on meanwhile."
    )
    yield folded("ANSWER: the word go lets the exercise go on, the word end ends it. note, too, can be typed.")


def situation(view: View) -> Iterator[str]:
    """Where the story stands, without the choices."""
    yield ""
    yield folded(f"SITUATION {view.decided + 1}, {view.clock}: {view.title}")
    yield wrapped(view.narrative)
    for meter in view.meters:
        yield f"{meter.label}: {meter.value}"
    yield from table(view)


def table(view: View) -> Iterator[str]:
    """What lies on the table: by name what came with the situation or nobody has read, by letter the rest."""
    if not view.exhibits:
        return
    named = [one for one in view.exhibits if one.is_here and one.is_new]
    others = [one for one in view.exhibits if one not in named]
    unread, seen = [one.letter for one in others if one.is_new], [one.letter for one in others if not one.is_new]
    parts = [f"{one.letter} {one.title} (new)" for one in named]
    parts += [f"not read yet: {', '.join(unread)}"] if unread else []
    parts += [f"seen: {', '.join(seen)}"] if seen else []
    yield folded(f"ON THE TABLE: {'; '.join(parts)}. To read one, type its letter.")


def messages(found: tuple[MessageView, ...]) -> Iterator[str]:
    """What arrived; a letter of several lines stands below its label."""
    for message in found:
        label = f"MESSAGE, {message.clock}, {message.sender}:"
        if "\n" in message.text.strip("\n"):
            yield folded(label)
            yield wrapped(message.text, "  ")
        else:
            yield folded(f"{label} {message.text}")


def news(found: Iterable[LineView]) -> Iterator[str]:
    """What time, or another terminal, brought."""
    for line in found:
        yield folded(f"{_NEWS[line.kind]}, {line.clock}: {line.text}")


def questions(view: View) -> Iterator[str]:
    """What there is to talk about."""
    yield from subjects(view.talk, view.minutes)


def subjects(found: Iterable[str], minutes: int | None) -> Iterator[str]:
    """Questions for a talk of about so many minutes."""
    about = f" (about {minutes} minutes)" if minutes else ""
    for number, question in enumerate(found):
        if not number:
            yield f"TALK ABOUT{about}:"
        yield folded(f"- {question}")


def talk(view: View) -> Iterator[str]:
    """What to talk about before the options open."""
    yield from questions(view)
    yield "ANSWER: the word options shows the choices, once you have talked."


def hints(view: View) -> Iterator[str]:
    """The hints that were taken here."""
    yield from numbered_hints(view.hints, view.hints_taken)


def numbered_hints(found: Sequence[str], first: int) -> Iterator[str]:
    """The first so many hints."""
    for number, hint in enumerate(found[:first], start=1):
        yield folded(f"HINT {number} of {len(found)}: {hint}")


def notes(found: NotesView) -> Iterator[str]:
    """The facilitator's notes."""
    yield folded(f"FOR THE FACILITATOR: {found.title}")
    if found.is_empty:
        yield "The author of this scenario wrote no notes here."
    if found.say:
        yield folded(f"SAY: {found.say}")
    for one in found.watch_for:
        yield folded(f"WATCH FOR: {one}")
    for meter in found.meters:
        yield folded(f"UNKNOWN TO THE TEAM: {meter.label}: {meter.value}")
    for fact in found.facts:
        label = "ANSWER, when asked" if fact.is_known else "NOBODY KNOWS THIS YET, keep it"
        yield folded(f"{label}: {fact.about}: {fact.answer}")
    yield "END OF NOTES"


def options(view: View) -> Iterator[str]:
    """What can be chosen, and how."""
    yield folded(f"QUESTION: {view.question}")
    for option in view.options:
        yield _filled(f"{option.number}. {option.text}", rest="   ")
    if view.can_write_in:
        yield f"0. {OWN_WORDS}"
    last = len(view.options)
    own = " Or 0 and what the team does, in its own words." if view.can_write_in else ""
    yield folded("ANSWER: the number of your choice" + (f", 1 to {last}." if last > 1 else ", 1.") + own)


def hands(view: View) -> Iterator[str]:
    """A show of hands, choice by choice."""
    if not view.hands:
        yield folded("HANDS: not counted. The word hands takes how many are for each choice, such as: hands 1=3 2=6")
        return
    counted = ", ".join(f"{count} for {one.number}" for one, count in zip(view.options, view.hands, strict=True))
    people = f" of {view.people}" if view.people else ""
    yield folded(f"HANDS: {counted}. {sum(view.hands)}{people} hands.")


def outcome(found: OutcomeView) -> Iterator[str]:
    """What a decision came to."""
    took = f" (takes {found.took}, until {found.until})" if found.took else ""
    yield ""
    yield folded(f"DECIDED: {found.choice}{took}")
    if found.text:
        yield wrapped(found.text)
    yield from messages(found.messages)
    for meter in found.meters:
        yield f"{meter.label}: {meter.value} ({meter.trend})"
    for remark in found.remarks:
        yield folded(f"{_REMARKS[remark.tone]}: {remark.text}")
    if found.unanswered:
        yield folded(f"STILL OPEN: {', '.join(found.unanswered)}. The word fill answers what is open.")


def exhibit(found: ExhibitView) -> Iterator[str]:
    """A paper, whole."""
    yield ""
    yield f"EXHIBIT {found.letter} ({found.kind}): {found.title}"
    yield from (f"  {line}" for line in found.body.split("\n"))
    yield "END OF EXHIBIT"


def so_far(view: View) -> Iterator[str]:
    """What happened."""
    yield "SO FAR:"
    for line in view.so_far:
        yield folded(f"{line.clock} {_NEWS[line.kind].lower()}: {line.text}")
    yield "END OF SO FAR"


def prompt(found: PromptView, answered: str = "") -> Iterator[str]:
    """What is asked beside a choice, and how to answer. `answered`: what an empty line keeps."""
    keys = "one key" if found.most == 1 else f"up to {found.most} keys, with spaces between"
    how = f"Answer with {keys}" if found.answers else "Type it in a few words"
    empty = f"keeps: {answered}" if answered else "leaves it open"
    yield folded(f"{found.label.upper()}: {found.help}. {how}; an empty line {empty}.")
    for answer in found.answers:
        yield listed(f"{answer.key}: {answer.title}")


def still_open(view: View) -> Iterator[str]:
    """What can still be filled in before the debrief."""
    numbers = [str(number) for number, one in enumerate(view.decisions, start=1) if one.unanswered]
    if numbers:
        which = "decision" if len(numbers) == 1 else "decisions"
        yield folded(
            f"STILL OPEN: something that was asked with {which} {', '.join(numbers)}. The word fill and a number answer it; "
            "records that are left open count as not recorded."
        )


def ending(view: View) -> Iterator[str]:
    """How it ended."""
    if view.ending is not None:
        yield ""
        yield folded(f"THE END ({view.ending.kind}), {view.clock}: {view.ending.title}")
        yield wrapped(view.ending.text)
