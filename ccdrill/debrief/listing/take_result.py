"""From a recorded run and its debrief to what it adds to the results of many. Scores nothing otherwise than the debrief does."""

from collections.abc import Iterator

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.findings.losses import Losses
from ccdrill.debrief.listing.run_result import (
    SHAPE,
    TESTED,
    AgreedResult,
    How,
    ObjectiveResult,
    Played,
    RuleResult,
    RunResult,
    StatementResult,
    StepResult,
    SureResult,
)
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.model.afterwards import ActionAgreed, ActionDone, ActionReopened, Disposition
from ccdrill.model.form import STATEMENTS
from ccdrill.model.ids import StepId, Subject
from ccdrill.model.text_ref import TextRef
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item, Score
from ccdrill.session.run.afterwards import gap_subject
from ccdrill.session.run.trace import frame_exercise, led_on, score_run, trace_run
from ccdrill.session.telling.telling import Telling


def take_result(recorded: RecordedRun, debrief: Debrief) -> RunResult:
    """What a run that is over adds. `debrief` is its own."""
    return _Taker(recorded, debrief).take()


class _Taker:
    def __init__(self, recorded: RecordedRun, debrief: Debrief) -> None:
        self.exercise = recorded.exercise
        self.run = recorded.run
        self.debrief = debrief
        self.frame: Frame = frame_exercise(self.exercise)
        self.score: Score = score_run(self.exercise, self.run)
        self.telling = Telling(self.exercise, self.run.situation.now)
        trace = trace_run(self.exercise, self.run, self.frame)
        self.losses = Losses(self.exercise, self.frame, self.score, self.telling, trace)
        self.told: tuple[Item, ...] = (*self.score.items, *self.score.costless)

    def take(self) -> RunResult:
        exercise, run, debrief = self.exercise, self.run, self.debrief
        score = self.score
        return RunResult(
            shape=SHAPE,
            run=run.opened.run,
            began=run.entries[0].utc,
            drill=exercise.drill.id,
            drill_title=exercise.drill.title,
            mode=exercise.drill.mode,
            marking=exercise.drill.marking,
            scenario=exercise.scenario.id,
            scenario_title=self.telling.wording.fill(exercise.scenario.title),
            procedure=exercise.procedure.id,
            procedure_title=exercise.procedure.title,
            is_model=exercise.procedure.model,
            rules=run.opened.rules,
            played=tuple(
                Played(kind=pin.kind, id=pin.id, version=pin.version, sha256=pin.sha256) for pin in run.opened.content
            ),
            team=run.opened.team,
            ending_kind=debrief.ending_kind,
            ending_title=debrief.ending_title,
            is_led=bool(led_on(exercise, run)),
            score=str(score.score),
            on_played=str(score.played) if score.played is not None else "",
            critical=tuple(one.about for one in debrief.critical),
            steps=tuple(self._steps()),
            rules_kept=tuple(self._rules()),
            unneeded=tuple(
                dict.fromkeys(action for item in self.told if item.kind == "unneeded" for action in item.actions)
            ),
            objectives=tuple(
                ObjectiveResult(
                    objective=one.id,
                    text=one.objective,
                    grade=one.grade,
                    confirmed=one.confirmed.grade if one.confirmed is not None else None,
                )
                for one in debrief.ratings
            ),
            agreed=tuple(self._agreed()),
            sure=tuple(self._sure()),
            sure_unknown=debrief.sure.unknown if debrief.sure is not None else 0,
            coverage=debrief.coverage,
            feedback=tuple(self._feedback()),
        )

    def _steps(self) -> Iterator[StepResult]:
        status = {one.step: self.losses.status(one) for one in self.score.performances}
        untested = set(self.frame.not_exercised())
        for name in self.frame.steps:
            if name in untested:
                yield self._step(name, "not exercised")
                continue
            match status.get(name):
                case None | "optional, done" | "optional, left out":
                    continue
                case how:
                    yield self._step(name, how)

    def _step(self, name: StepId, how: How) -> StepResult:
        step = self.frame.steps[name]
        lost = dict.fromkeys(one.kind for one in self.told if one.step == name)
        return StepResult(
            step=name,
            text=step.do,
            how=how,
            lost=tuple(lost) if how in TESTED else (),
            is_critical=step.critical,
            is_unjudged=any(one == name for one, _ in self.score.not_recorded),
            said=self._said(f"step:{name}"),
        )

    def _rules(self) -> Iterator[RuleResult]:
        broken = {item.rule for item in self.told}
        critical = {item.rule for item in self.score.critical_failures}
        for rule in self.frame.prohibitions:
            about = f"rule:{rule.id}"
            yield RuleResult(
                rule=rule.id,
                text=self.losses.without_findings(Subject(about)).what,
                is_broken=rule.id in broken,
                is_critical=rule.id in critical,
                said=self._said(about),
            )

    def _said(self, about: str) -> Disposition | None:
        found = self.run.afterwards.dispositions.get(Subject(about))
        return found.disposition if found is not None else None

    def _agreed(self) -> Iterator[AgreedResult]:
        recorded = {one.event.about: one.utc for one in self.run.entries if isinstance(one.event, ActionAgreed)}
        gaps = self.run.afterwards.gaps.items()
        missing = {gap_subject(gap): named.what.digest for gap, named in gaps if named.what is not None}
        for row in self.debrief.plan:
            found = self.run.afterwards.actions.get(Subject(row.about))
            if found is None or found.what is None:
                continue
            closed = self.run.afterwards.done.get(found.about)
            moved = row.agreed.moved if row.agreed is not None else None
            yield AgreedResult(
                about=row.about,
                text="" if row.is_gap else self.losses.without_findings(Subject(row.about)).what,
                missing=missing.get(Subject(row.about), ""),
                what=found.what.digest,
                owner=_digest(found.owner),
                due=found.due or "",
                first_due=moved.first if moved is not None else "",
                moved=moved.times if moved is not None else 0,
                done=closed.day if isinstance(closed, ActionDone) else "",
                proof=_digest(closed.proof if isinstance(closed, ActionDone) else None),
                by=_digest(closed.by if isinstance(closed, ActionDone) else None),
                reopened=_digest(closed.reason if isinstance(closed, ActionReopened) else None),
                recorded=recorded[found.about],
            )

    def _feedback(self) -> Iterator[StatementResult]:
        for statement in STATEMENTS:
            found = self.run.afterwards.statements.get(statement)
            if found is not None and found.counts is not None:
                yield StatementResult(statement, found.counts)

    def _sure(self) -> Iterator[SureResult]:
        sure = {
            stretch.entry.seq: stretch.judgement.confidence
            for stretch in self.run.decisions
            if stretch.judgement is not None
        }
        for row in self.debrief.sure.rows if self.debrief.sure is not None else ():
            confidence = sure[row.decision]
            if confidence is not None:
                yield SureResult(confidence, row.cost)


def _digest(ref: TextRef | None) -> str:
    """By which a text stands beside the run; empty: there is none."""
    return ref.digest if ref is not None else ""
