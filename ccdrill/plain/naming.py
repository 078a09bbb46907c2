"""Asks the facilitator to name things of the story or the procedure by their ids, which are looked for by a word."""

from collections.abc import Callable, Iterable, Sequence

from ccdrill.authoring.excerpt import as_one_line
from ccdrill.authoring.nearest import nearest
from ccdrill.plain import lines
from ccdrill.plain.asking import BACK, QUOTED, Dropped
from ccdrill.plain.lines import listed
from ccdrill.session.naming import Named, matching

ALL = "all"
"""What lists everything that can be named."""
_HOW = "Type the id of what is listed."


class Naming:
    """Asks through lines until an answer makes sense."""

    def __init__(
        self,
        read: Callable[[], str],
        show: Callable[[Iterable[str]], None],
        refuse: Callable[[str, str, str], None],
    ) -> None:
        """`read` gives the next line that was typed, `show` prints lines; `refuse` says why an answer can't be taken."""
        self._read = read
        self._show = show
        self.refuse = refuse

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

    def line(self) -> str:
        """The next answer. Raises Dropped."""
        line = self._read().strip()
        if line.lower() == BACK:
            raise Dropped
        return line

    def say(self, text: str) -> None:
        """Prints one line."""
        self._show((lines.folded(text),))

    def _look_for(self, line: str, known: Sequence[Named]) -> None:
        found = known if line.lower() == ALL else matching(line, known)
        self._show(listed(f"{one.id}: {one.title}") for one in found)
        near = nearest(line.rsplit(maxsplit=1)[-1], sorted(one.id for one in known)) if not found else None
        meant = f" Did you mean '{near}'?" if near else ""
        self.refuse("WHICH", f"'{as_one_line(line, QUOTED)}' is no id.{meant}", _HOW if found else f"{ALL} lists them.")
