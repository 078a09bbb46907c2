"""What a person is told before the first message: who they are in it, how long it takes, what is asked, what is kept. Pure."""

from collections.abc import Iterator

from ccdrill.model.counted import many
from ccdrill.practice.view import OpeningView


def opening(summary: str, count: int, again: int, name: str) -> OpeningView:
    """Of a sitting with `count` messages, of which the person judged `again` before. `name` may be empty."""
    return OpeningView(summary=summary.strip(), rules=tuple(_rules(count, again, name)))


def _rules(count: int, again: int, name: str) -> Iterator[str]:
    yield f"{many(count, 'message', 'messages')}, a few minutes. q leaves at any of them, and what was judged is kept."
    if again:
        yield _again(count, again)
    yield "Some are phish, sent to trick you; some are honest. Say of each what you would do with it, and how sure you are."
    yield (
        "Look first, it is free: a letter shows who really sent it, where a link leads, what a file is; k shows the routes"
        " that you know to be safe."
    )
    yield "Each is explained as soon as it is judged. Take your time: no clock counts against you."
    whose = f"under the name {name}" if name else "without a name"
    yield f"Your answers stay on this machine, {whose}. What you missed comes back sooner; nobody is ranked by it."
    yield "Everything is invented. No link opens, and nothing that you do here reaches anybody."


def _again(count: int, again: int) -> str:
    if again == count:
        return "You have judged it before." if count == 1 else "You have judged all of them before."
    return f"{again} of them {'comes' if again == 1 else 'come'} back, for you have judged {'it' if again == 1 else 'them'} before."
