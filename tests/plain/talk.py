"""Questions after the end, answered in memory, while another terminal records as well."""

from collections.abc import Callable

from ccdrill.debrief.build import build_debrief
from ccdrill.debrief.recorded.recorded import open_recorded
from ccdrill.debrief.talking.talk import Talk
from ccdrill.plain.questions import Questions
from ccdrill.session.session import Session
from tests.debrief.runs import exercise, team
from tests.session.stage import Stage

Deed = Callable[[Session], object]
Given = str | tuple[Deed, str]
"""An answer; before one with a deed, another terminal does that."""


def answer(questions: type[Questions], played: Deed, *answers: Given, days: int = 0) -> tuple[list[str], Talk]:
    """What is told so many days after play, and what came of it."""
    stage = Stage(exercise())
    session = stage.begin(team())
    played(session)
    stage.clock.pass_seconds(days * 86_400)
    told: list[str] = []
    given = iter(answers)

    def ask(question: str) -> str | None:
        told.append(question)
        one = next(given, None)
        if isinstance(one, tuple):
            one[0](stage.resume(session))
            return one[1]
        return one

    talk = Talk(session, build_debrief(open_recorded(stage.store.read(session.run.opened.run))))
    questions(talk, ask, told.append).go()
    stage.prove(session)
    return told, talk
