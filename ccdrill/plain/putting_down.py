"""What is recorded beside the decisions, in lines: notes, the people in the room and their minutes, and what was asked before."""

from collections.abc import Callable, Iterable
from typing import Literal

from ccdrill.plain import lines
from ccdrill.plain.asking import Asker
from ccdrill.plain.naming import Naming
from ccdrill.plain.seating import ask_who
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.answers import picked_of
from ccdrill.session.deciding.hands import read_hands
from ccdrill.session.deciding.minutes import read_minutes, told_minutes
from ccdrill.session.deciding.people import read_people, told_people
from ccdrill.session.session import Session


class PuttingDown:
    """Takes what stands behind such a word, asks for what is missing, and says what was recorded."""

    def __init__(self, session: Session, asker: Asker, naming: Naming, show: Callable[[Iterable[str]], None]) -> None:
        """`asker` and `naming` ask, `show` prints lines."""
        self._session = session
        self._asker = asker
        self._naming = naming
        self._show = show

    def put_down(self, word: Literal["note", "hands", "fill", "more", "people", "seat"], rest: str) -> None:
        """What such a word asks for; `rest` is what stands behind it. Raises Dropped, NotAllowed, StaleRun."""
        match word:
            case "note":
                self._tell("Noted.", self._session.handle(commands.WriteNote(text=rest)).notice)
            case "hands":
                self._count_hands(rest)
            case "more":
                self._give_minutes(rest)
            case "people":
                self._count_people(rest)
            case "seat":
                self._seat(rest)
            case "fill":
                self._fill(rest)

    def _count_hands(self, typed: str) -> None:
        """Records a show of hands, and reads it out; without any, reads out the one that stands."""
        after = self._session.view()
        if typed:
            hands = read_hands(typed, after.options)
            after = self._session.handle(commands.CountHands(hands=hands))
        self._show(lines.hands(after))

    def _give_minutes(self, typed: str) -> None:
        """Gives the situation more minutes than were planned."""
        minutes = read_minutes(typed)
        after = self._session.handle(commands.GiveMinutes(minutes=minutes))
        self._tell(f"{told_minutes(minutes)} Planned are {after.minutes} now.")

    def _count_people(self, typed: str) -> None:
        """Says how many take part from now on; without a number, how many do."""
        after = self._session.view()
        if typed or not after.people:
            people = read_people(typed, after.people)
            after = self._session.handle(commands.CountPeople(people=people))
        self._tell(told_people(after.people))

    def _seat(self, typed: str) -> None:
        """Says who plays a role from now on."""
        command = ask_who(self._session.desk().roles(), typed, self._naming)
        notice = self._session.handle(command).notice
        self._tell(next(one.told for one in self._session.desk().roles() if one.id == command.role), notice)

    def _fill(self, number: str) -> None:
        """Asks again what was asked with a decision: the last, or the one of that number."""
        decisions = self._session.view().decisions
        place = int(number[:6]) if number.isdecimal() else len(decisions)
        last = decisions[place - 1] if 0 < place <= len(decisions) else None
        if last is None or not last.prompts:
            which = f"decision {place}" if number.isdecimal() else "the last decision"
            self._asker.refuse("NOT POSSIBLE", f"nothing was asked with {which}.", "")
            return
        self._tell(f"FILL IN, decision {place} of {len(decisions)}: {last.choice}")
        answers = self._asker.ask(last.prompts, last.option, picked_of(last.judgement, last.reason))
        after = self._session.handle(commands.Amend(decision=last.seq, answers=answers))
        self._tell("Filled in.", after.notice)

    def _tell(self, *texts: str) -> None:
        """What the person must know, if there is anything."""
        self._show(lines.folded(text) for text in texts if text)
