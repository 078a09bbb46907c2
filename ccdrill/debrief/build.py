"""From a run to its debrief. Reads the folded run and its score; decides nothing."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from ccdrill.debrief.course import Consequence, Line, Truth
from ccdrill.debrief.decisions import decisions_of
from ccdrill.debrief.document import GRADES, Debrief, Facts, Numbers, RatingRow
from ccdrill.debrief.hindsight import look_back
from ccdrill.debrief.losses import Losses, decimal, quoted
from ccdrill.debrief.otherwise import otherwise, turning_points
from ccdrill.debrief.recorded import RecordedRun
from ccdrill.debrief.shares import breakdowns, exercised_words
from ccdrill.debrief.sure import sureness
from ccdrill.engine.calendar import instant
from ccdrill.engine.situation import Situation
from ccdrill.model.events import CutShort, Noted, TextRef
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.model.scenario import Meter
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Score, rounded
from ccdrill.session.chain import find_text
from ccdrill.session.telling import Telling
from ccdrill.session.trace import frame_exercise, score_run, trace_run
from ccdrill.session.words import meter_value


def build_debrief(recorded: RecordedRun) -> Debrief:
    """The debrief of a run as it stands, finished or not."""
    return _Builder(recorded).build()


class _Builder:
    def __init__(self, recorded: RecordedRun) -> None:
        self.recorded = recorded
        self.exercise = recorded.exercise
        self.run = recorded.run
        self.frame: Frame = frame_exercise(self.exercise)
        self.score: Score = score_run(self.exercise, self.run)
        names = {kept.person: kept.name for kept in recorded.beside.names}
        self.telling = Telling(self.exercise, names, self.run.situation.now)
        self.wording = self.telling.wording
        decision_of = {deed.seq: deed.decision for deed in trace_run(self.exercise, self.run, self.frame).deeds}
        self.losses = Losses(self.exercise, self.frame, self.score, self.telling, decision_of)

    def build(self) -> Debrief:
        losses = self.losses
        findings = losses.findings()
        decisions = tuple(decisions_of(self.exercise, self.run, self.recorded.beside.texts))
        kept = tuple(losses.kept(one) for one in self.score.performances if losses.status(one) == "as written")
        hindsight = look_back(self.exercise, self.run)
        return Debrief(
            facts=self._facts(),
            ending_kind=self._ending()[0],
            ending_title=self._ending()[1],
            ending_text=self._ending()[2],
            kept=kept,
            unrecorded=tuple(
                losses.kept(one) for one in self.score.performances if losses.status(one) == "records missing"
            ),
            strengths=tuple(one for one in kept if one.is_critical),
            exercised=exercised_words(self.frame),
            breakdowns=breakdowns(self.frame, self.score, self.exercise.drill.objectives),
            otherwise=otherwise(self.exercise, self.run, self.frame, self.score, hindsight.best),
            turning_points=turning_points(self.exercise, self.run, hindsight, decisions),
            sure=sureness(self.run, hindsight, decisions),
            critical=tuple(one for one in findings if one.is_critical),
            differed=tuple(one for one in findings if not one.is_critical),
            numbers=self._numbers(),
            ratings=tuple(
                RatingRow(
                    objective=one.text,
                    grade=one.grade,
                    words=GRADES[one.grade],
                    score=rounded(one.score) if one.score is not None and one.grade != "N" else "",
                )
                for one in self.score.ratings
            ),
            timeline=tuple(losses.row(one) for one in self.score.performances),
            decisions=decisions,
            messages=tuple(self._messages()),
            moments=tuple(self._moments()),
            consequences=tuple(self._consequences()),
            truths=tuple(
                Truth(about=self.wording.fill(one.about), answer=self.wording.fill(one.answer))
                for one in self.exercise.scenario.facts
            ),
            withheld=tuple(self.frame.steps[step].do for step in self.score.withheld),
            not_exercised=tuple(self.frame.steps[step].do for step in self.score.not_exercised),
            not_recorded=tuple(self._not_recorded()),
            by_vacant=tuple(
                f"{self.frame.steps[step].do}: {self.frame.title(role)}" for step, role in self.score.by_vacant
            ),
            notes=tuple(self._notes()),
            next=tuple(
                dict.fromkeys(
                    one.citation.text for one in findings if one.citation is not None and one.kind != "prohibited"
                )
            )[:3],
        )

    def _facts(self) -> Facts:
        exercise, run = self.exercise, self.run
        drill, scenario, procedure = exercise.drill, exercise.scenario, exercise.procedure
        return Facts(
            run=run.opened.run,
            drill=drill.title,
            mode=drill.mode,
            marking=drill.marking,
            scenario=f"{self.wording.fill(scenario.title)} ({scenario.id} {scenario.version})",
            procedure=f"{procedure.title} ({procedure.id} {procedure.version})",
            document=procedure.source.document,
            section=procedure.source.section,
            is_model=procedure.model,
            team=run.opened.team,
            head_count=run.opened.head_count,
            seats=tuple(f"{seat.title}: {seat.player}" for seat in self.telling.seats(run)),
            organisation=drill.overview.organisation,
            sponsor=drill.overview.sponsor,
            location=drill.overview.location,
            contact=drill.overview.contact,
            scope=drill.overview.scope,
            began=_utc(run.entries[0].utc),
            ended=_utc(run.entries[-1].utc),
            story=f"{_day(self.exercise, 0)} to {_day(self.exercise, run.situation.now)}",
            rules=run.opened.rules,
            seal=self.recorded.seal,
            is_finished=run.is_over,
        )

    def _ending(self) -> tuple[str, str, str]:
        run = self.run
        if run.situation.is_ended:
            ending = self.exercise.scenario.endings[run.situation.state]
            return ending.kind, self.wording.fill(ending.title), self.wording.choose(ending.narrative, run.situation)
        at = f"at {self.losses.clock(run.situation.now)}, in the situation {quoted(self._title(run.situation))}"
        if run.is_cut_short:
            cut = next(entry.event for entry in reversed(run.entries) if isinstance(entry.event, CutShort))
            why = f" Why: {self._typed(cut.reason)}" if cut.reason else ""
            return "cut short", self.telling.cut_short(), f"The exercise was ended {at}.{why}"
        return "unfinished", "Not finished yet", f"The run stands {at}. What is not done yet counts as left out."

    def _numbers(self) -> Numbers:
        score = self.score
        words = ""
        if score.played_weight is not None:
            at = self.losses.clock(self.run.situation.now)
            who = "you ended it" if self.exercise.drill.mode == "solo" else "ended by the facilitator"
            words = f"Played {decimal(score.played_weight)} of {decimal(score.weight)} by weight; {who} at {at}."
        return Numbers(
            score=rounded(score.score),
            exact=str(score.score),
            raw=str(score.raw),
            weight=str(score.weight),
            lost=str(score.lost),
            played=rounded(score.played) if score.played is not None else "",
            played_words=words,
            lost_words=_lost_words(score),
        )

    def _typed(self, ref: TextRef | None) -> str:
        """What somebody typed; empty for nothing."""
        return find_text(ref, self.recorded.beside.texts)

    def _title(self, situation: Situation) -> str:
        """Of a state."""
        return self.wording.fill(self.exercise.scenario.states[situation.state].title)

    def _messages(self) -> Iterable[Line]:
        for stretch in self.run.stretches:
            for message in self.telling.messages(stretch):
                yield Line(clock=message.clock, text=f"{message.sender}: {message.text}")

    def _moments(self) -> Iterable[Line]:
        for moment, t in sorted(self.run.situation.moments.items(), key=lambda one: one[1]):
            yield Line(clock=self.losses.clock(t), text=self.losses.moment(moment))

    def _consequences(self) -> Iterable[Consequence]:
        for name, meter in self.exercise.scenario.meters.items():
            end = self.run.situation.meters[name]
            yield Consequence(
                label=self.wording.fill(meter.label),
                start=meter_value(meter, meter.start),
                end=meter_value(meter, end),
                verdict=_verdict(meter, end),
            )

    def _not_recorded(self) -> Iterable[str]:
        missing: dict[StepId, list[str]] = {}
        for step, what in self.score.not_recorded:
            missing.setdefault(step, []).append(what)
        for step, parts in missing.items():
            yield f"{self.frame.steps[step].do}: {', '.join(parts)}"

    def _notes(self) -> Iterable[Line]:
        for entry in self.run.entries:
            if isinstance(entry.event, Noted):
                yield Line(clock=self.losses.clock(entry.t), text=self._typed(entry.event.text))


def _verdict(meter: Meter, end: Fraction) -> Literal["better", "worse", "unchanged"]:
    if end == meter.start:
        return "unchanged"
    return "better" if (end < meter.start) == (meter.better == "lower") else "worse"


def _day(exercise: Exercise, seconds: int) -> str:
    moment = instant(exercise.scenario.begins, seconds)
    return f"{moment:%d %B %Y %H:%M}".lstrip("0")


def _utc(label: str) -> str:
    return f"{label[:10]} {label[11:16]} UTC"


def _lost_words(score: Score) -> str:
    """What was lost of what there was to lose."""
    more = "; there is no score below 0" if score.raw < 0 else ""
    return f"Lost {decimal(score.lost)} of {decimal(score.weight)} by weight{more}."
