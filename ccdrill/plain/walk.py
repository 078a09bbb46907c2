"""The improvement plan gone through in lines, row by row and question by question. Records each answer at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from ccdrill.debrief.agreed import DISPOSITIONS
from ccdrill.debrief.document import GRADES, Debrief, RatingRow
from ccdrill.debrief.talk import Talk
from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.model.events import Disposition
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.plain.planned import INDENT, lines_about, named
from ccdrill.session.commands import Agree, AgreeAction, ConfirmRating, Dispose

_HOW = "An empty line leaves what is asked as it is; the word quit ends."
_ON = "The word ratings goes on to the ratings."


class Walk:
    """Goes through one plan. Knows neither where answers come from nor who prints."""

    def __init__(self, talk: Talk, ask: Callable[[str], str | None], tell: Callable[[str], object]) -> None:
        """`ask` puts a question and gives the answer; None: nobody answers any more."""
        self._talk = talk
        self._ask = ask
        self._tell = tell
        self._words: dict[str, type[Exception]] = {"quit": _Stopped, "stop": _Stopped, "ratings": _RatingsWanted}
        """What is no answer, but leads away from the question."""

    def go(self) -> None:
        """Every row, then every objective, until somebody stops. Raises UnknownName, DamagedRun, StoreError."""
        found = self._talk.debrief
        self._tell(f"{_HOW} {_ON}" if found.ratings else _HOW)
        try:
            with suppress(_RatingsWanted):
                for row in found.plan:
                    self._row(Subject(row.about))
            del self._words["ratings"]
            if found.ratings:
                self._ratings([ObjectiveId(one.id) for one in found.ratings])
        except _Stopped:
            self._tell("Stopped. What was recorded is kept.")

    def _row(self, about: Subject) -> None:
        """As it stands now: another terminal may have filled it."""
        found = self._look()
        row = next((one for one in found.plan if one.about == about), None)
        if row is None:
            return
        self._show(lines_about(found, [about]))
        is_agreed = row.agreed is not None
        is_agreed |= self._asked("Action: ", lambda text: AgreeAction(about=about, what=text))
        if is_agreed:
            self._asked("Owner: ", lambda text: AgreeAction(about=about, owner=text))
            self._asked("By when, such as 2027-01-31: ", lambda text: AgreeAction(about=about, due=text))
        answers = dict(enumerate(DISPOSITIONS, start=1))
        listed = "; ".join(f"{one}: {DISPOSITIONS[answer]}" for one, answer in answers.items())
        self._tell(f"{INDENT}{listed}")
        known = [str(one) for one in answers]
        while picked := self._pick(f"{found.who_says}, 1 to {len(answers)}: ", known):
            if self._say(about, answers[int(picked)]):
                return

    def _say(self, about: Subject, answer: Disposition) -> bool:
        """What the team says of a row, and why; whether it was recorded."""
        is_recorded = self._record(Dispose(about=about, disposition=answer))
        if is_recorded:
            self._asked("Why: ", lambda text: Dispose(about=about, disposition=answer, reason=text))
        return is_recorded

    def _ratings(self, objectives: Sequence[ObjectiveId]) -> None:
        self._tell("")
        evaluator = self._answer("Evaluator, for the ratings: ") or None
        for objective in objectives:
            rating = next(one for one in self._look().ratings if one.id == objective)
            self._show(lines_about(self._talk.debrief, [objective]))
            grade = self._pick(f"Rating ({', '.join(GRADES)}; {rating.grade} is proposed): ", [*GRADES])
            if grade:
                self._rate(rating, grade, evaluator)

    def _rate(self, rating: RatingRow, picked: str, evaluator: str | None) -> None:
        """A rating that differs is asked for its reason until there is one."""
        grade = next(one for one in GRADES if one == picked)
        objective = ObjectiveId(rating.id)
        question = "Why: " if grade == rating.grade else f"Why {grade} and not {rating.grade}: "
        while True:
            reason = self._answer(question)
            asked = ConfirmRating(objective=objective, grade=grade, reason=reason or None, evaluator=evaluator)
            if self._record(asked):
                return

    def _asked(self, question: str, asked: Callable[[str], Agree]) -> bool:
        """Asks until the answer is recorded, or there is none; whether it was."""
        while text := self._answer(question):
            if self._record(asked(text)):
                return True
        return False

    def _pick(self, question: str, known: list[str]) -> str:
        """One of the answers; empty: none."""
        while (text := self._answer(question).upper()) and text not in known:
            self._tell(f"'{text}' is no answer here. Answer one of: {', '.join(known)}; or nothing.")
        return text

    def _record(self, asked: Agree) -> bool:
        """Records it; False, with words, when it was refused. What another terminal was quicker to say is told as well."""
        try:
            notice = self._talk.agree(asked)
        except NotAllowed as error:
            self._tell(error.sentences)
            return False
        except StaleRun as error:
            self._tell(error.sentences)
            self._show(lines_about(self._look(), [named(asked)]))
            return False
        if notice:
            self._tell(notice)
        return True

    def _look(self) -> Debrief:
        """What stands now. Nothing is asked any more when another terminal goes on with the exercise."""
        found = self._talk.look()
        if not found.facts.is_finished:
            self._tell("In another terminal the exercise goes on: nothing can be agreed now.")
            raise _Stopped
        return found

    def _show(self, lines: Iterable[str]) -> None:
        for line in ("", *lines):
            self._tell(line)

    def _answer(self, question: str) -> str:
        text = self._ask(question)
        if text is None:
            self._tell("")  # the question stands on the line still
            raise _Stopped
        if away := self._words.get(text.strip().lower()):
            raise away
        return text.strip()


class _RatingsWanted(Exception):
    """Nobody wants to go through the rows that are left."""


class _Stopped(Exception):
    """Nobody wants to go on."""
