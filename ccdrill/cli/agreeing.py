"""What people say of a run that is over, recorded by a command: all that was typed at once, or question by question."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ccdrill.cli.printing import asked, fitted, say

if TYPE_CHECKING:
    from ccdrill.bootstrap import House
    from ccdrill.debrief.document.document import Debrief
    from ccdrill.model.ids import RunId
    from ccdrill.plain.questions import Questions
    from ccdrill.session.deciding.commands import Agree


def record(house: "House", run: "RunId", wanted: "Sequence[Agree]", found: "Debrief") -> "Debrief":
    """Records all of it or nothing, and says so; the debrief with what stands then.

    `found`: the debrief that it was read against. Raises NotAllowed, and StaleRun when another terminal was quicker.
    """
    is_new, notice = house.agree(run, wanted, found.facts.seal)
    say("Recorded." if is_new else "It stands like that already.")
    if notice:
        say(notice)
    return house.debrief(run)


def walk_through(house: "House", run: "RunId", found: "Debrief", questions: "type[Questions]") -> "Debrief":
    """Puts the questions; the debrief with what was recorded. `found`: as it stands. Raises NotAllowed."""
    from ccdrill.debrief.talking.talk import Talk
    from ccdrill.plain.planned import INDENT

    house.agree(run, [])  # refused before it is opened to go on: one that is played elsewhere is not stopped
    talk = Talk(house.resume(run), found)
    questions(talk, asked, lambda line: say(fitted(line, INDENT, sys.stderr))).go()
    return talk.debrief
