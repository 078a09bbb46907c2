"""Plays a session through lines to its debrief, however it is left."""

from collections.abc import Callable, Iterable, Iterator

from ccdrill.debrief.document.document import Debrief
from ccdrill.plain import report
from ccdrill.plain.leaving import Left, left_in_order
from ccdrill.plain.player import Player, Write
from ccdrill.session.session import Session


def play(
    session: Session,
    answers: Iterable[str | None],
    write: Write,
    debrief: Callable[[], Debrief],
    called: str = "ccdrill",
    *,
    is_piped: bool = False,
) -> bool:
    """Plays to the end, or until `quit`; True when the exercise is over.

    `answers` are lines as they are typed; a None among them says that a while went by without one.
    `called`: how the program was started. `is_piped`: the answers come from a file or another program, so that the first one
    that can't be taken ends it. Raises Refused for that one, AnswersEnded, NobodyReads and Interrupted when it is left in
    another way, StoreError when nothing can be recorded. A paced run is paused when it is left.
    """
    go_on = f"Go on with: {called} resume {session.run.opened.run}"
    player = Player(session, iter(answers), write, go_on, is_piped=is_piped)
    with left_in_order(session.leave, go_on):
        try:
            player.play()
        except Left:
            session.leave()
            player.show((f"Left. The run is kept. {go_on}",))
            return False
        player.show(report.debrief(debrief()))
        player.show(("", *_what_next(session, called)))
    return True


def _what_next(session: Session, called: str) -> Iterator[str]:
    """What can be typed once it is over; a team agrees on what is to be done while it sits together."""
    run = session.run.opened.run
    if session.exercise.drill.mode == "team":
        yield f"For the hot wash, right now: {called} plan {run} --hot-wash"
        yield f"To agree on what is to be done: {called} plan {run} --walk"
    yield f"To keep this debrief: {called} debrief {run} --output debrief.md"
