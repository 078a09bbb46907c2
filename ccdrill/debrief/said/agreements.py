"""Sets what people agreed beside what was found: on findings, on the rows of the plan, on ratings. Changes none of these."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ccdrill.debrief.document.agreed import AgreedAction, Confirmed, Done, Reopened, Said
from ccdrill.debrief.document.document import Finding, RatingRow
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.document.moved import moved_in
from ccdrill.debrief.findings.losses import Losses
from ccdrill.debrief.recorded.afterwards import on_one_line, recorded_when
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.debrief.said.washing import Washing
from ccdrill.model.afterwards import ActionDone, ActionReopened, Afterword
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.model.text_ref import TextRef


class Agreements:
    """What stands of what was agreed on one run."""

    def __init__(self, recorded: RecordedRun) -> None:
        """Of a run that is not over there is nothing."""
        self._afterwards = recorded.run.afterwards
        self._washing = Washing(recorded)
        self._recorded = recorded
        self._when_recorded = recorded_when(recorded)
        self._moved = moved_in(recorded.run.entries)

    def on_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, with what the team says of each."""
        return [replace(one, said=self._said(one.about)) for one in findings]

    def on_plan(self, plan: Sequence[Improvement], losses: Losses) -> tuple[Improvement, ...]:
        """The rows with what was agreed; behind them what the team says was missing, then anything else it agreed on.

        Raises DamagedRun for a step that never was.
        """
        plan = (*plan, *self._washing.rows())
        known = {one.about for one in plan}
        others = [
            one
            for one in dict.fromkeys((*self._afterwards.actions, *self._afterwards.dispositions))
            if one not in known
        ]
        rows = (*plan, *(losses.without_findings(one) for one in others))
        return tuple(replace(one, agreed=self._agreed(one.about), said=self._said(one.about)) for one in rows)

    def on_ratings(self, ratings: Iterable[RatingRow]) -> tuple[RatingRow, ...]:
        """The proposed ratings, with the evaluator's word on each."""
        return tuple(replace(one, confirmed=self._confirmed(one.id)) for one in ratings)

    def _agreed(self, about: str) -> AgreedAction | None:
        found = self._afterwards.actions.get(Subject(about))
        if found is None:
            return None
        closed = self._afterwards.done.get(Subject(about))
        return AgreedAction(
            what=self._text(found.what),
            owner=self._text(found.owner),
            due=found.due or "",
            moved=self._moved.get(found.about),
            recorded=self._when(found),
            done=self._done(closed) if isinstance(closed, ActionDone) else None,
            reopened=self._reopened(closed) if isinstance(closed, ActionReopened) else None,
        )

    def _done(self, found: ActionDone) -> Done:
        return Done(day=found.day, proof=self._text(found.proof), by=self._text(found.by), recorded=self._when(found))

    def _reopened(self, found: ActionReopened) -> Reopened:
        return Reopened(reason=self._text(found.reason), recorded=self._when(found))

    def _said(self, about: str) -> Said | None:
        found = self._afterwards.dispositions.get(Subject(about))
        if found is None or found.disposition is None:
            return None
        return Said(disposition=found.disposition, reason=self._text(found.reason), recorded=self._when(found))

    def _confirmed(self, objective: str) -> Confirmed | None:
        found = self._afterwards.ratings.get(ObjectiveId(objective))
        if found is None or found.grade is None:
            return None
        return Confirmed(
            grade=found.grade,
            reason=self._text(found.reason),
            by=self._text(found.by),
            recorded=self._when(found),
        )

    def _text(self, ref: TextRef | None) -> str:
        return on_one_line(ref, self._recorded)

    def _when(self, event: Afterword) -> str:
        return self._when_recorded[event]
