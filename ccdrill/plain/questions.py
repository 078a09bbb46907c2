"""Questions put in lines about a run that is over, one after the other. Records each answer at once."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.talking.talk import Talk
from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.model.ids import Subject
from ccdrill.plain.planned import lines_about, named
from ccdrill.session.deciding.commands import Agree, AgreeAction

HOW = "An empty line leaves what is asked as it is; the word quit ends."


class Questions(ABC):
    """Puts them. Knows neither where answers come from nor who prints."""

    def __init__(self, talk: Talk, ask: Callable[[str], str | None], tell: Callable[[str], object]) -> None:
        """`ask` puts a question and gives the answer; None: nobody answers any more."""
        self._talk = talk
        self._ask = ask
        self.tell = tell
        self.away: dict[str, type[Exception]] = {"quit": Stopped, "stop": Stopped}
        """What is no answer, but leads away from the question."""

    @property
    def today(self) -> dt.date:
        """The day in UTC."""
        return self._talk.today

    @property
    def debrief(self) -> Debrief:
        """As it stood when it was looked at last."""
        return self._talk.debrief

    def go(self) -> None:
        """Puts all of them, until somebody stops. Raises UnknownName, DamagedRun, StoreError."""
        try:
            self.put_all()
        except Stopped:
            self.tell("Stopped. What was recorded is kept.")

    @abstractmethod
    def put_all(self) -> None:
        """Puts all of them. Raises Stopped, UnknownName, DamagedRun, StoreError."""

    def action(self, about: Subject, *, is_agreed: bool) -> None:
        """What is done about something; and where anything is, who does it, and by when."""
        is_agreed |= self.asked("Action: ", lambda text: AgreeAction(about=about, what=text))
        if is_agreed:
            self.asked("Owner: ", lambda text: AgreeAction(about=about, owner=text))
            self.asked("By when, such as 31 Jan 2027, or in 6 weeks: ", lambda text: AgreeAction(about=about, due=text))

    def asked(self, question: str, asked: Callable[[str], Agree]) -> bool:
        """Asks until the answer is recorded, or there is none; whether it was. `asked` may raise NotAllowed."""
        while text := self.answer(question):
            try:
                wanted = asked(text)
            except NotAllowed as error:
                self.tell(error.sentences)
                continue
            if self.record(wanted):
                return True
        return False

    def record(self, wanted: Agree) -> bool:
        """Records it; False, with words, when it was refused. What another terminal was quicker to say is told as well."""
        try:
            notice = self._talk.agree(wanted)
        except NotAllowed as error:
            self.tell(error.sentences)
            return False
        except StaleRun as error:
            self.tell(error.sentences)
            self.show(self.lines_about(self.look(), named(wanted)))
            return False
        if notice:
            self.tell(notice)
        return True

    def lines_about(self, found: Debrief, name: str) -> Iterable[str]:
        """How something stands."""
        return lines_about(found, [name], self.today)

    def look(self) -> Debrief:
        """What stands now. Nothing is asked any more when another terminal goes on with the exercise."""
        found = self._talk.look()
        if not found.facts.is_finished:
            self.tell("In another terminal the exercise goes on: nothing can be agreed now.")
            raise Stopped
        return found

    def show(self, lines: Iterable[str]) -> None:
        """Lines, behind an empty one."""
        for line in ("", *lines):
            self.tell(line)

    def answer(self, question: str) -> str:
        """What is answered; empty: nothing. Raises what leads away."""
        text = self._ask(question)
        if text is None:
            self.tell("")  # the question stands on the line still
            raise Stopped
        if away := self.away.get(text.strip().lower()):
            raise away
        return text.strip()


class Stopped(Exception):
    """Nobody wants to go on."""
