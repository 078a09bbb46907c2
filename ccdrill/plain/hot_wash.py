"""The hot wash in lines, question by question: what takes five minutes right after play, while everybody is still there."""

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.document.hot_wash import MEANT, QUESTIONS, HotWash, least_sure
from ccdrill.debrief.talking.answering import answer_of, doubt_of, free_gap, gap_of, next_gap
from ccdrill.model.afterwards import Gap, Question
from ccdrill.model.ids import Subject
from ccdrill.plain.planned import DOUBT, INDENT, lines_about, named_question
from ccdrill.plain.questions import HOW, Questions
from ccdrill.session.deciding.commands import NameGap
from ccdrill.session.run.afterwards import gap_subject

_NOTHING = HotWash()
_MISSING = "Missing: "


class HotWashWalk(Questions):
    """Asks when they were least sure, what was missing and what is done about it, and the three questions."""

    def put_all(self) -> None:
        """All five."""
        self.look()
        self.tell(HOW)
        self._doubt()
        self._gaps()
        for question in QUESTIONS:
            self._question(question)

    def _doubt(self) -> None:
        found = self.look()
        proposed = least_sure(found.decisions, found.turning_points)
        self.show(["When were you least sure? Give its number, or say it in your own words."])
        rows = found.standing_decisions
        for number, row in enumerate(rows, start=1):
            self.tell(f"{INDENT}{number:<3}{row.found_by}")
        self._stands(found, DOUBT)
        hint = f" ({rows.index(proposed) + 1} is proposed)" if proposed is not None else ""
        self.asked(f"Least sure{hint}: ", lambda text: doubt_of(text, found))

    def _gaps(self) -> None:
        """Those that are named already, then others, until there is none or no room."""
        for one in _washed(self.look()).gaps:
            self._known_gap(Subject(one.about))
        while free_gap(found := self.look()) is not None:
            again = "else " if _washed(found).gaps else ""
            self.show([f"What {again}was missing? A number, a rule, a tool, somebody to ask. An empty line goes on."])
            if not self._new_gap():
                return

    def _known_gap(self, about: Subject) -> None:
        """As it stands now: another terminal may have filled or withdrawn it."""
        found = self.look()
        row = next((one for one in found.plan if one.about == about), None)
        if row is not None:
            self.show(lines_about(found, [about], self.today))
            gap = gap_of(about)
            self.asked(_MISSING, lambda text: NameGap(gap=gap, what=text))
            self.action(about, is_agreed=row.agreed is not None)

    def _new_gap(self) -> bool:
        """What was missing, and what is done about it; whether anything was."""
        named: list[Gap] = []

        def asked(text: str) -> NameGap:
            """Under the number that is free by then: another terminal may have been quicker."""
            named.append(next_gap(self.debrief))
            return NameGap(gap=named[-1], what=text)

        if not self.asked(_MISSING, asked):
            return False
        self.action(gap_subject(named[-1]), is_agreed=False)
        return True

    def _question(self, question: Question) -> None:
        found = self.look()
        self.tell("")
        self._stands(found, named_question(question))
        self.tell(MEANT[question])
        self.asked(f"{QUESTIONS[question]} Yes, partly or no, and a sentence: ", lambda text: answer_of(question, text))

    def _stands(self, found: Debrief, name: str) -> None:
        for line in lines_about(found, [name], self.today):
            self.tell(line)


def _washed(found: Debrief) -> HotWash:
    return found.hot_wash or _NOTHING
