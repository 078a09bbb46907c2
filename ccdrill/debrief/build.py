"""From a run to its debrief. Reads the folded run and its score; decides nothing."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from msgspec.structs import replace

from ccdrill.debrief.document.course import Consequence, HintRow, Line, Truth
from ccdrill.debrief.document.document import Debrief, Finding, Numbers, RatingRow
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.findings.citing import Citing
from ccdrill.debrief.findings.coverage import coverage
from ccdrill.debrief.findings.losses import Losses, decimal
from ccdrill.debrief.findings.plan import next_of
from ccdrill.debrief.findings.ratings import Ratings
from ccdrill.debrief.findings.shares import breakdowns, exercised_words
from ccdrill.debrief.hindsight.hindsight import look_back
from ccdrill.debrief.hindsight.otherwise import otherwise, turning_points
from ccdrill.debrief.hindsight.sure import sureness
from ccdrill.debrief.recorded.by_hand import done_by_hand, how_it_was_cut
from ccdrill.debrief.recorded.decisions import decisions_of
from ccdrill.debrief.recorded.facts import facts_of
from ccdrill.debrief.recorded.recorded import RecordedRun, recorded_so_far
from ccdrill.debrief.said.agreements import Agreements
from ccdrill.debrief.said.filling import feedback_of
from ccdrill.debrief.said.washing import Washing
from ccdrill.engine.situation import Situation
from ccdrill.model.events import MOVES, CutShort, HintTaken, Noted
from ccdrill.model.happenings import Entered
from ccdrill.model.quoting import quoted
from ccdrill.model.scenario import Meter, State
from ccdrill.model.text_ref import TextRef
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Missing, Score, rounded
from ccdrill.scoring.unjudged import unjudged
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.trace import cut_words, frame_exercise, score_run, trace_run
from ccdrill.session.session import Session
from ccdrill.session.telling.telling import Telling
from ccdrill.session.telling.view import Asks
from ccdrill.session.telling.words import meter_value


def build_debrief(recorded: RecordedRun) -> Debrief:
    """The debrief of a run as it stands, finished or not."""
    return _Builder(recorded).build()


def debrief_session(session: Session) -> Debrief:
    """The debrief of a run that is being played."""
    return build_debrief(recorded_so_far(session))


def agreed_anew(found: Debrief, recorded: RecordedRun) -> Debrief:
    """A debrief with what was agreed on the same play since it was made: nobody has to wait for the looking back again."""
    builder = _Builder(recorded)
    findings, plan, ratings = builder.talked_of()
    return replace(
        found,
        facts=facts_of(recorded, builder.telling),
        critical=tuple(one for one in findings if one.is_critical),
        differed=tuple(one for one in findings if not one.is_critical),
        ratings=ratings,
        plan=plan,
        hot_wash=Washing(recorded).hot_wash(found.decisions),
        feedback=feedback_of(recorded),
    )


_ASKED: Mapping[Missing, Asks] = {"who": "role", "record": "records", "place": "where"}
"""What a drill asks to know what may be missing of a step that was done."""


class _Builder:
    def __init__(self, recorded: RecordedRun) -> None:
        self.recorded = recorded
        self.exercise = recorded.exercise
        self.run = recorded.run
        self.frame: Frame = frame_exercise(self.exercise)
        self.score: Score = score_run(self.exercise, self.run)
        self.telling = Telling(self.exercise, self.run.situation.now)
        self.wording = self.telling.wording
        trace = trace_run(self.exercise, self.run, self.frame)
        self.losses = Losses(self.exercise, self.frame, self.score, self.telling, trace)

    def build(self) -> Debrief:
        losses = self.losses
        findings, plan, ratings = self.talked_of()
        decisions = tuple(decisions_of(self.exercise, self.run, self.recorded.beside.texts))
        kept = tuple(losses.kept(one) for one in self.score.performances if losses.status(one) == "as written")
        hindsight = look_back(self.exercise, self.run)
        citing = Citing(self.exercise.words.sources)
        covered = coverage(self.frame, self.score, losses, citing)
        return Debrief(
            facts=facts_of(self.recorded, self.telling),
            ending_kind=self._ending()[0],
            ending_title=self._ending()[1],
            ending_text=self._ending()[2],
            kept=kept,
            unrecorded=tuple(
                losses.kept(one) for one in self.score.performances if losses.status(one) == "records missing"
            ),
            strengths=tuple(one for one in kept if one.is_critical),
            exercised=exercised_words(self.frame, self.score, cut_words(self.exercise, self.run)),
            breakdowns=breakdowns(self.frame, self.score, self.exercise.drill.objectives),
            otherwise=otherwise(self.exercise, self.run, self.frame, self.score, hindsight.best),
            turning_points=turning_points(self.exercise, self.run, hindsight, decisions),
            sure=sureness(self.run, hindsight, decisions),
            critical=tuple(one for one in findings if one.is_critical),
            differed=tuple(one for one in findings if not one.is_critical),
            costless=losses.costless(),
            numbers=self._numbers(findings),
            ratings=ratings,
            timeline=tuple(losses.row(one) for one in self.score.performances),
            decisions=decisions,
            messages=tuple(self._messages()),
            moments=tuple(self._moments()),
            consequences=tuple(self._consequences()),
            truths=tuple(
                Truth(about=self.wording.fill(one.about), answer=self.wording.fill(one.answer))
                for one in self.exercise.scenario.facts
            ),
            by_hand=tuple(done_by_hand(self.run, self.telling, self.recorded.beside.texts)),
            cut=cut_words(self.exercise, self.run) if self.score.withheld else "",
            withheld=tuple(self.frame.steps[step].do for step in self.score.withheld),
            not_exercised=tuple(self.frame.steps[step].do for step in self.score.not_exercised),
            not_recorded=tuple(self._not_recorded()),
            by_vacant=tuple(
                f"{self.frame.steps[step].do}: {self.frame.title(role)}" for step, role in self.score.by_vacant
            ),
            notes=tuple(self._notes()),
            hints=tuple(self._hints()),
            hints_offered=sum(len(state.facilitator.hints) for state in self._played()),
            plan=plan,
            hot_wash=Washing(self.recorded).hot_wash(decisions),
            feedback=feedback_of(self.recorded),
            coverage=covered,
            sources=citing.listed(
                (*(one.source for one in covered), *(ref for one in plan for ref in one.refs), *losses.rules(findings))
            ),
            next=next_of(plan),
        )

    def talked_of(self) -> tuple[list[Finding], tuple[Improvement, ...], tuple[RatingRow, ...]]:
        """Findings, plan and ratings, with what was agreed of them."""
        agreements = Agreements(self.recorded)
        findings = agreements.on_findings(self.losses.findings())
        plan = agreements.on_plan(self.losses.plan(findings, is_over=self.run.is_over), self.losses)
        ratings = Ratings(self.exercise, self.run, self.frame, self.score, findings).rows()
        return findings, plan, agreements.on_ratings(ratings)

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
        return (
            "unfinished",
            "Not finished yet",
            f"The run stands {at}. What is not done yet counts as left out in the score.",
        )

    def _numbers(self, findings: Sequence[Finding]) -> Numbers:
        score = self.score
        words = ""
        if score.played_weight is not None:
            how = "; ".join(how_it_was_cut(self.exercise, self.run, self.telling))
            words = f"Played {decimal(score.played_weight)} of {decimal(score.weight)} by weight; {how}."
        return Numbers(
            score=rounded(score.score),
            exact=str(score.score),
            raw=str(score.raw),
            weight=str(score.weight),
            lost=str(score.lost),
            played=rounded(score.played) if score.played is not None else "",
            played_words=words,
            lost_words=_lost_words(score, findings),
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
        is_asked = self.exercise.drill.ask
        return unjudged(
            self.frame,
            self.score,
            lambda what: "asked, and left open" if _ASKED[what] in is_asked else "not asked",
        )

    def _played(self) -> Iterable[State]:
        """The states that the run came to, what was taken back included."""
        outcomes = (entry.event.outcome for entry in self.run.entries if isinstance(entry.event, MOVES))
        entered = (one.state for outcome in outcomes for one in outcome.happenings if isinstance(one, Entered))
        states = self.exercise.scenario.states
        return (states[state] for state in dict.fromkeys(entered) if state in states)

    def _hints(self) -> Iterable[HintRow]:
        for entry in self.run.entries:
            if isinstance(entry.event, HintTaken):
                state, number = self.exercise.scenario.states[entry.event.state], entry.event.hint
                hints = state.facilitator.hints
                yield HintRow(
                    clock=self.losses.clock(entry.t),
                    situation=self.wording.fill(state.title),
                    number=number,
                    of=len(hints),
                    text=self.wording.fill(hints[number - 1]),
                )

    def _notes(self) -> Iterable[Line]:
        for entry in self.run.entries:
            if isinstance(entry.event, Noted):
                yield Line(clock=self.losses.clock(entry.t), text=self._typed(entry.event.text))


def _verdict(meter: Meter, end: Fraction) -> Literal["better", "worse", "unchanged"]:
    if end == meter.start:
        return "unchanged"
    return "better" if (end < meter.start) == (meter.better == "lower") else "worse"


def _lost_words(score: Score, findings: Sequence[Finding]) -> str:
    """What was lost of what there was to lose, and where those points are found, also for whoever adds up what is printed."""
    lost = f"Lost {decimal(score.lost)} of {decimal(score.weight)} by weight"
    left = sum((score.weights[step] for step in score.withheld), Fraction(0))
    parts = []
    if findings:
        which = "the one finding" if len(findings) == 1 else f"the {len(findings)} findings"
        points, added = (
            _points(score.lost - left, score),
            rounded(sum((Fraction(one.points) for one in findings), Fraction(0)), 1),
        )
        as_printed = f" ({added} when their rounded points are added up)" if added != points else ""
        parts.append(f"{points} points of 100 in {which}{as_printed}")
    if left:
        many = len(score.withheld)
        parts.append(f"{_points(left, score)} in {'the step' if many == 1 else f'the {many} steps'} not reached")
    where = f": {', '.join(parts)}" if parts else ""
    floor = "; there is no score below 0" if score.raw < 0 else ""
    return f"{lost}{where}{floor}."


def _points(cost: Fraction, score: Score) -> str:
    return rounded(100 * cost / score.weight, 1)
