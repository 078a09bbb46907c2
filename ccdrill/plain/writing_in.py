"""Asks what a decision in the team's own words comes to in the story: which actions, how long, and where it leads."""

from collections.abc import Callable, Iterable, Sequence

from ccdrill.authoring.excerpt import as_one_line
from ccdrill.authoring.nearest import nearest
from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import ActionId, StateId
from ccdrill.plain import lines
from ccdrill.plain.asking import BACK, QUOTED, Asker, Dropped
from ccdrill.plain.lines import listed
from ccdrill.session.commands import WriteIn
from ccdrill.session.session import Session
from ccdrill.session.written import Named, matching, own_words, read_span

ALL = "all"
"""What lists everything that can be named."""
_HOW = "Type the id of what is listed."


class WritingIn:
    """Asks through lines. Everything but the words may be left open."""

    def __init__(
        self,
        session: Session,
        read: Callable[[], str],
        show: Callable[[Iterable[str]], None],
        refuse: Callable[[str, str, str], None],
    ) -> None:
        """`read` gives the next line that was typed, `show` prints lines; `refuse` says why an answer can't be taken."""
        self._session = session
        self._read = read
        self._show = show
        self._refuse = refuse

    def ask(self, words: str, asker: Asker) -> WriteIn:
        """The decision, with what `asker` asks beside every one. Raises Dropped, and NotAllowed where nothing was said."""
        if not words:
            self._say("IN YOUR OWN WORDS: what does the team do? back drops it.")
            words = self._line()
        if not words:
            raise NotAllowed("nothing was said that the team does", "Type 0 and what it does, in its own words.")
        known = self._session.mappings()
        does = self._named(
            "ACTIONS: what is that here? Ids, with spaces between, or words to look for; all lists them. "
            "An empty line takes it as a note, and nothing is scored.",
            known.actions,
            most=len(known.actions),
        )
        takes = self._span()
        goto = self._named(
            "GOES TO: where does it lead? An id, or words to look for; all lists them. An empty line stays here.",
            known.targets,
            most=1,
        )
        actions = tuple(ActionId(one) for one in does)
        answers = asker.ask(self._session.asked_of(actions), own_words(words))
        place = StateId(goto[0]) if goto else None
        return WriteIn(text=words, does=actions, takes=takes, goto=place, answers=answers)

    def _named(self, question: str, known: Sequence[Named], *, most: int) -> tuple[str, ...]:
        """What was named, each once."""
        ids = {str(one.id) for one in known}
        self._say(question)
        while True:
            line = self._line()
            words = dict.fromkeys(line.replace(",", " ").split())
            if ids.issuperset(words) and len(words) <= most:
                return tuple(words)
            if len(words) > most and ids.issuperset(words):
                self._refuse("TOO MANY", "it leads to one place.", "")
                continue
            found = known if line.lower() == ALL else matching(line, known)
            self._show(listed(f"{one.id}: {one.title}") for one in found)
            last = list(words)[-1]
            near = nearest(last, sorted(ids)) if not found else None
            meant = f" Did you mean '{near}'?" if near else ""
            self._refuse(
                "WHICH", f"'{as_one_line(line, QUOTED)}' is no id.{meant}", _HOW if found else f"{ALL} lists them."
            )

    def _span(self) -> int:
        self._say(
            "TAKES: how long until the team can decide again, such as 10m or 1h30m? A bare number is minutes. An empty line: no time."
        )
        while True:
            line = self._line()
            try:
                return read_span(line) if line else 0
            except ValueError as error:
                self._refuse("NOT UNDERSTOOD", f"{error}.", f"{BACK} drops the decision.")

    def _line(self) -> str:
        line = self._read().strip()
        if line.lower() == BACK:
            raise Dropped
        return line

    def _say(self, text: str) -> None:
        self._show((lines.folded(text),))
