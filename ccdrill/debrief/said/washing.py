"""From a run to its hot wash, as a report tells it."""

from collections.abc import Iterator, Mapping, Sequence

from ccdrill.debrief.document.course import DecisionRow
from ccdrill.debrief.document.hot_wash import QUESTIONS, Answered, Doubt, HotWash, MissingThing
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.recorded.afterwards import on_one_line, recorded_when
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.model.text_ref import TextRef
from ccdrill.session.run.afterwards import gap_subject


class Washing:
    """What stands of what was said right after play."""

    def __init__(self, recorded: RecordedRun) -> None:
        """Of a run that is not over there is nothing."""
        self._said = recorded.run.afterwards
        self._recorded = recorded
        self._when = recorded_when(recorded)

    def hot_wash(self, decisions: Sequence[DecisionRow]) -> HotWash | None:
        """All of it; None where nothing was said. `decisions` are those of the run."""
        found = HotWash(
            doubt=self._doubt({row.seq: row for row in decisions}),
            gaps=tuple(self._gaps()),
            answers=tuple(self._answers()),
        )
        return found if found.recorded else None

    def rows(self) -> Iterator[Improvement]:
        """A row of the plan for everything that was missing: what is done about it is agreed there."""
        for one in self._gaps():
            yield Improvement(
                findings=(), what=one.what, belongs_to="", is_critical=False, points="0.0", about=one.about
            )

    def _doubt(self, rows: Mapping[int, DecisionRow]) -> Doubt | None:
        doubt = self._said.doubt
        if doubt is None:
            return None
        recorded = self._when[doubt]
        if doubt.decision is None:
            return Doubt(decision=0, words=self._text(doubt.words), recorded=recorded)
        row = rows[doubt.decision]
        return Doubt(
            decision=row.seq,
            clock=row.clock,
            situation=row.situation,
            choice=row.choice,
            sure=row.confidence,
            recorded=recorded,
        )

    def _gaps(self) -> Iterator[MissingThing]:
        for gap, named in sorted(self._said.gaps.items()):
            yield MissingThing(about=gap_subject(gap), what=self._text(named.what), recorded=self._when[named])

    def _answers(self) -> Iterator[Answered]:
        for question, asked in QUESTIONS.items():
            found = self._said.answers.get(question)
            if found is not None and found.answer is not None:
                yield Answered(
                    question=question,
                    asked=asked,
                    answer=found.answer,
                    why=self._text(found.why),
                    recorded=self._when[found],
                )

    def _text(self, ref: TextRef | None) -> str:
        return on_one_line(ref, self._recorded)
