"""Asks the facilitator to name things of the story or the procedure by their ids, which are looked for by a word."""

from collections.abc import Sequence

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.plain import lines
from ccdrill.plain.asking import QUOTED, Asking
from ccdrill.plain.lines import listed
from ccdrill.session.telling.naming import Named, matching

ALL = "all"
"""What lists everything that can be named."""
_HOW = "Type the id of what is listed."


class Naming(Asking):
    """Asks for things by their ids, and lists what fits a word."""

    def named(self, question: str, known: Sequence[Named], *, least: int = 0, most: int = 1) -> tuple[str, ...]:
        """The ids that were named, each once. Raises Dropped."""
        ids = {one.id for one in known}
        self.say(question)
        while True:
            line = self.line()
            words = dict.fromkeys(line.replace(",", " ").split())
            if not ids.issuperset(words):
                self._look_for(line, known)
            elif not least <= len(words) <= most:
                self.refuse("HOW MANY", "one is wanted here." if most == 1 else f"{most} are the most.", "")
            else:
                return tuple(words)

    def say(self, text: str) -> None:
        """Prints one line."""
        self._show((lines.folded(text),))

    def _look_for(self, line: str, known: Sequence[Named]) -> None:
        found = known if line.lower() == ALL else matching(line, known)
        self._show(listed(f"{one.id}: {one.title}") for one in found)
        near = nearest(line.rsplit(maxsplit=1)[-1], sorted(one.id for one in known)) if not found else None
        meant = f" Did you mean '{near}'?" if near else ""
        self.refuse("WHICH", f"'{as_one_line(line, QUOTED)}' is no id.{meant}", _HOW if found else f"{ALL} lists them.")
