"""The improvement plan gone through in lines, row by row and question by question."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from ccdrill.debrief.document.agreed import DISPOSITIONS
from ccdrill.debrief.document.document import GRADES, Debrief, RatingRow
from ccdrill.model.afterwards import Disposition
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.plain.planned import INDENT, lines_about
from ccdrill.plain.questions import HOW, Questions
from ccdrill.session.deciding.commands import ConfirmRating, Dispose, MarkDone

_ON = "The word ratings goes on to the ratings."


class Walk(Questions):
    """Goes through one plan."""

    def put_all(self) -> None:
        """Every row, then every objective."""
        found = self.look()
        self.tell(f"{HOW} {_ON}" if found.ratings else HOW)
        self.away["ratings"] = _RatingsWanted
        with suppress(_RatingsWanted):
            for row in found.plan:
                self._row(Subject(row.about))
        del self.away["ratings"]
        if found.ratings:
            self._ratings([ObjectiveId(one.id) for one in found.ratings])

    def _row(self, about: Subject) -> None:
        """As it stands now: another terminal may have filled it."""
        found = self.look()
        row = next((one for one in found.plan if one.about == about), None)
        if row is None:
            return
        self.show(lines_about(found, [about], self.today))
        if row.agreed is None or row.agreed.done is None:
            self.action(about, is_agreed=row.agreed is not None)
        if row.agreed is not None and row.agreed.done is None and self._is_later_day(found):
            self._done(about)
        if row.is_gap:
            return
        answers = {str(number): one for number, one in enumerate(DISPOSITIONS, start=1)}
        listed = "; ".join(f"{one}: {DISPOSITIONS[answer]}" for one, answer in answers.items())
        self.tell(f"{INDENT}{listed}")
        answers |= {one: one for one in DISPOSITIONS}
        while picked := self._pick(f"{found.who_says}, 1 to {len(DISPOSITIONS)}: ", answers):
            if self._say(about, answers[picked]):
                return

    def _is_later_day(self, found: Debrief) -> bool:
        """Whether the exercise was held before today: on its own day nobody is asked what is done already."""
        return found.facts.began[:10] < self.today.isoformat()

    def _done(self, about: Subject) -> None:
        """Of an action that was agreed before: whether it is done, where one sees it, and who checked it."""
        question = "Done, on which day, such as today, or 31 Jan 2027 (empty: not yet): "
        if self.asked(question, lambda text: MarkDone(about=about, day=text)):
            self.asked(
                "Proof, such as a ticket, or a version of a document: ", lambda text: MarkDone(about=about, proof=text)
            )
            self.asked("Checked by: ", lambda text: MarkDone(about=about, checked_by=text))

    def _say(self, about: Subject, answer: Disposition) -> bool:
        """What the team says of a row, and why; whether it was recorded."""
        is_recorded = self.record(Dispose(about=about, disposition=answer))
        if is_recorded:
            self.asked("Why: ", lambda text: Dispose(about=about, disposition=answer, reason=text))
        return is_recorded

    def _ratings(self, objectives: Sequence[ObjectiveId]) -> None:
        self.tell("")
        evaluator = self.answer("Evaluator, for the ratings: ") or None
        for objective in objectives:
            found = self.look()
            rating = next(one for one in found.ratings if one.id == objective)
            self.show(lines_about(found, [objective], self.today))
            grade = self._pick(f"Rating ({', '.join(GRADES)}; {rating.grade} is proposed): ", GRADES)
            if grade:
                self._rate(rating, grade, evaluator)

    def _rate(self, rating: RatingRow, picked: str, evaluator: str | None) -> None:
        """A rating that differs is asked for its reason until there is one."""
        grade = next(one for one in GRADES if one == picked)
        objective = ObjectiveId(rating.id)
        question = "Why: " if grade == rating.grade else f"Why {grade} and not {rating.grade}: "
        while True:
            reason = self.answer(question)
            asked = ConfirmRating(objective=objective, grade=grade, reason=reason or None, evaluator=evaluator)
            if self.record(asked):
                return

    def _pick(self, question: str, known: Iterable[str]) -> str:
        """One of the answers, in whatever capitals it is typed; empty: none."""
        meant = {one.casefold(): one for one in known}
        while (text := self.answer(question)) and text.casefold() not in meant:
            self.tell(f"'{text}' is no answer here. Answer one of: {', '.join(meant.values())}; or nothing.")
        return meant.get(text.casefold(), "")


class _RatingsWanted(Exception):
    """Nobody wants to go through the rows that are left."""
