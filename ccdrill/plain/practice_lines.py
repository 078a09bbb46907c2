"""A sitting's pictures as labelled lines. Text only: whoever prints them decides where."""

from collections.abc import Iterable, Iterator

from ccdrill.plain.lines import behind, folded, listed
from ccdrill.practice.view import (
    CueView,
    FeedbackView,
    FigureView,
    LookView,
    MessageView,
    OpeningView,
    PageView,
    PracticeView,
    RouteView,
)


def header(view: PracticeView, opening: OpeningView) -> Iterator[str]:
    """What is practised on, by whom, and what there is to know before."""
    yield folded(f"PRACTICE: {view.deck}")
    if view.person:
        yield folded(f"WHO: {view.person}")
    yield folded(f"STORY: {opening.summary}")
    yield "RULES:"
    yield from (folded(f"- {rule}") for rule in opening.rules)


def message(view: PracticeView, found: MessageView) -> Iterator[str]:
    """A message, and what can be looked at."""
    yield ""
    yield folded(f"{view.place.upper()}: {found.channel}")
    yield from (folded(f"{one.label}: {one.text}") for one in found.fields)
    if found.note:
        yield folded(f"Note: {found.note}")
    yield "TEXT:"
    yield from (listed(line) if line.strip() else "" for line in found.body.split("\n"))
    yield "END OF TEXT"
    yield from (look(one) for one in found.looks)


def look(found: LookView) -> str:
    """Something to look at, and what it told."""
    told = f": {found.found}" if found.found else ""
    return folded(f"LOOK {found.letter}: {found.text}, {found.asks}{told}")


def question(view: PracticeView) -> Iterator[str]:
    """What can be done with the message, and how to answer."""
    yield folded(f"QUESTION: {view.question}")
    yield from (behind(f"{one.key}. ", one.title) for one in view.answers)
    closer = "A letter looks closer; the" if view.message is not None and view.message.looks else "The"
    yield folded(
        f"ANSWER: a number, and behind it how sure you are if you like, such as 1 3. {closer} word help lists what else you "
        "can type."
    )


def sureness(view: PracticeView) -> Iterator[str]:
    """How sure one can be."""
    yield folded(f"SURE: {view.sure_question}")
    yield from (listed(f"{one.key}: {one.title}") for one in view.sureness)


def feedback(found: FeedbackView, looks: Iterable[LookView]) -> Iterator[str]:
    """What a judgement came to: what decides first, and what looking would have told."""
    yield ""
    yield folded(f"FEEDBACK: {found.verdict}")
    if found.next_time:
        yield folded(f"NEXT TIME: {found.next_time}")
    yield folded(f"YOU SAID: {found.judged}")
    yield folded(f"BEST HERE: {found.best}")
    if found.decisive is not None:
        yield folded(f"WHAT DECIDES: {_cue(found.decisive)}")
    if found.because:
        yield folded(f"WHAT DECIDES: {found.because}")
    if found.others:
        yield folded(f"{found.others_title.upper()}:")
        yield from (listed(f"- {_cue(one)}") for one in found.others)
    if found.difficulty:
        yield folded(f"HOW HARD: {found.difficulty}")
    yield from (folded(f"NOT LOOKED AT: {one.text}, {one.asks}: {one.found}") for one in looks if not one.is_looked_at)
    yield folded(f"SAFE ROUTE: {route(found.route)}")
    yield folded(f"TAKE ALONG: {found.point}")
    yield "ANSWER: an empty line goes on."


def _cue(cue: CueView) -> str:
    quote = f', "{cue.quote}"' if cue.quote else ""
    return f"{cue.name}{quote}: {cue.why}"


def route(found: RouteView) -> str:
    """A way that is known to be safe."""
    return f"{found.what}: {found.how}"


def routes(view: PracticeView) -> Iterator[str]:
    """What the person knows."""
    yield "ROUTES YOU KNOW:"
    yield from (listed(route(one)) for one in view.routes)
    yield "END OF ROUTES"


def page(found: PageView) -> Iterator[str]:
    """What a sitting, or all of them, came to."""
    yield ""
    yield folded(found.title.upper())
    yield folded(found.lead)
    for one in found.sections:
        yield ""
        yield folded(f"{one.title.upper()}:")
        yield from (folded(text) for text in one.texts)
        yield from (folded(f"- {figure(each)}") for each in one.figures)


def figure(found: FigureView) -> str:
    """A number, and what it means."""
    return f"{found.label}: {found.value}{f'; {found.note}' if found.note else ''}"
