"""The improvement plan gone through in lines, row by row and question by question. Records each answer at once."""

from collections.abc import Callable

from ccdrill.debrief.agreed import DISPOSITIONS
from ccdrill.debrief.document import GRADES, RatingRow
from ccdrill.debrief.lessons import Improvement
from ccdrill.debrief.talk import Talk
from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.plain.planned import INDENT, rating_lines, row_lines
from ccdrill.session.commands import Agree, AgreeAction, ConfirmRating, Dispose

_HOW = "An empty line leaves what is asked as it is; the word stop ends."
_STOP = "stop"


class Walk:
    """Goes through one plan. Knows neither where answers come from nor who prints."""

    def __init__(self, talk: Talk, ask: Callable[[str], str | None], tell: Callable[[str], object]) -> None:
        """`ask` puts a question and gives the answer; None: nobody answers any more."""
        self._talk = talk
        self._ask = ask
        self._tell = tell

    def go(self) -> None:
        """Every row, then every objective, until somebody stops. Raises StoreError."""
        found = self._talk.debrief
        self._tell(_HOW)
        try:
            for number, row in enumerate(found.plan, start=1):
                self._row(number, row)
            self._ratings(found.ratings)
        except _Stopped:
            self._tell("Stopped. What was recorded is kept.")

    def _row(self, number: int, row: Improvement) -> None:
        found, about = self._talk.debrief, Subject(row.about)
        for line in ("", *row_lines(found, number, row)):
            self._tell(line)
        is_agreed = row.agreed is not None
        is_agreed |= self._asked("Action: ", lambda text: AgreeAction(about=about, what=text))
        if is_agreed:
            self._asked("Owner: ", lambda text: AgreeAction(about=about, owner=text))
            self._asked("By when, such as 2027-01-31: ", lambda text: AgreeAction(about=about, due=text))
        answers = dict(enumerate(DISPOSITIONS, start=1))
        listed = ", ".join(f"{one} {DISPOSITIONS[answer]}" for one, answer in answers.items())
        self._tell(f"{INDENT}{listed}")
        picked = self._pick(f"{found.who_says}, 1 to {len(answers)}: ", [str(one) for one in answers])
        if picked:
            answer = answers[int(picked)]
            self._record(Dispose(about=about, disposition=answer))
            self._asked("Why: ", lambda text: Dispose(about=about, disposition=answer, reason=text))

    def _ratings(self, ratings: tuple[RatingRow, ...]) -> None:
        if not ratings:
            return
        self._tell("")
        evaluator = self._answer("Evaluator, for the ratings: ") or None
        for rating in ratings:
            self._tell("")
            for line in rating_lines(rating):
                self._tell(line)
            grade = self._pick(f"Rating ({', '.join(GRADES)}; {rating.grade} is proposed): ", [*GRADES])
            if grade:
                self._rate(rating, grade, evaluator)

    def _rate(self, rating: RatingRow, picked: str, evaluator: str | None) -> None:
        """A rating that differs is asked for its reason until there is one."""
        grade = next(one for one in GRADES if one == picked)
        objective = ObjectiveId(rating.id)
        while True:
            reason = self._answer("Why: ")
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
        """Records it; False, with words, when it was refused."""
        try:
            notice = self._talk.agree(asked)
        except (NotAllowed, StaleRun) as error:
            self._tell(f"{error.message}. {error.hint}")
            return False
        if notice:
            self._tell(notice)
        return True

    def _answer(self, question: str) -> str:
        text = self._ask(question)
        if text is None:
            self._tell("")  # the question stands on the line still
        if text is None or text.strip().lower() == _STOP:
            raise _Stopped
        return text.strip()


class _Stopped(Exception):
    """Nobody wants to go on."""
