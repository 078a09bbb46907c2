"""What differed from the procedure, finding by finding, and each step as it went: the words and numbers of the debrief."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from ccdrill.debrief.document.document import Citation, Finding
from ccdrill.debrief.document.lessons import Improvement
from ccdrill.debrief.document.steps import Kept, Row, Status
from ccdrill.debrief.findings.citing import Citing
from ccdrill.debrief.findings.plan import Planner, subject_of
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import MomentId, RecordId, RoleId, StepId, Subject
from ccdrill.model.quoting import quoted
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item, Performance, Score, rounded
from ccdrill.scoring.score import losses_of
from ccdrill.scoring.titles import Titles, joined
from ccdrill.scoring.trace import Trace
from ccdrill.session.telling.telling import Telling


class Losses:
    """The findings and steps of one scored run."""

    def __init__(self, exercise: Exercise, frame: Frame, score: Score, telling: Telling, trace: Trace) -> None:
        """`trace` is what was scored."""
        self._exercise = exercise
        self._frame = frame
        self._score = score
        self._telling = telling
        self._deeds = {deed.seq: deed for deed in trace.deeds}
        self._titles = Titles(frame, exercise.vocabulary)
        self._citing = Citing(exercise.words.sources)
        self._planner = Planner(frame, self._titles, self._citing)
        self._undone = {one.step for one in score.performances if one.step in frame.required and one.done is None}
        self._lost = losses_of(score.items)

    def clock(self, seconds: int | None) -> str:
        """The story's clock; empty for no time."""
        return self._telling.clock(seconds) if seconds is not None else ""

    def due(self, seconds: int | None) -> str:
        """The end of a limit by the story's clock; empty for none."""
        return self._telling.calendar.due(seconds) if seconds is not None else ""

    def moment(self, moment: MomentId) -> str:
        """A moment's title."""
        return self._titles.moment(moment)

    def findings(self) -> list[Finding]:
        """What was lost, critical failures first, then by what it cost; without what was withheld."""
        return [self._finding(number, item) for number, item in enumerate(self._ordered(), start=1)]

    def costless(self) -> tuple[str, ...]:
        """What differed and costs nothing, each in a sentence: the procedure sets no cost for it, or a cap was reached."""
        return tuple(item.sentence for item in self._score.costless if item.step not in self._score.withheld)

    def plan(self, findings: Sequence[Finding], *, is_over: bool) -> tuple[Improvement, ...]:
        """What is to be put right, by all findings; in a run that may go on, by those of what was done."""
        pairs = zip(self._ordered(), findings, strict=True)
        return self._planner.plan([(item, one) for item, one in pairs if is_over or one.events])

    def without_findings(self, about: Subject) -> Improvement:
        """A row of the plan for what there is no finding about. Raises DamagedRun for a step that never was."""
        return self._planner.without_findings(about)

    def _ordered(self) -> list[Item]:
        return sorted(
            (item for item in self._score.items if item.step not in self._score.withheld),
            key=lambda item: (not item.is_critical, -item.cost),
        )

    def _finding(self, number: int, item: Item) -> Finding:
        deeds = [self._deeds[seq] for seq in item.seqs]
        roles = [item.role] if item.role is not None else dict.fromkeys(deed.role for deed in deeds)
        vacant = {deed.role for deed in deeds if deed.is_vacant}
        return Finding(
            id=f"F{number}",
            kind=item.kind,
            is_critical=item.is_critical,
            sentence=item.sentence,
            points=rounded(item.points, 1),
            cost=str(item.cost),
            citation=self._citation(item),
            due=self.due(item.due),
            done=self.clock(item.done),
            by=", ".join(self._doer(role, item, vacant) for role in roles if role is not None),
            events=tuple(sorted({deed.decision for deed in deeds if deed.decision is not None})),
            belongs_to=self._planner.belongs_to(item),
            records=self._planner.records(item),
            about=subject_of(item),
        )

    def _doer(self, role: RoleId, item: Item, vacant: Collection[RoleId | None]) -> str:
        """By title; of a deputy, that it is one, and of a role that nobody played, that the facilitator did."""
        title = self._frame.title(role)
        if role in vacant:
            return f"{title} (vacant: the facilitator acted)"
        if item.step is None or not (responsible := self._frame.steps[item.step].responsible):
            return title
        is_deputy = role not in responsible and self._frame.may_act(role, item.step)
        return f"{title} (as deputy)" if is_deputy else title

    def _citation(self, item: Item) -> Citation | None:
        if item.step is not None:
            step = self._frame.steps[item.step]
            return self._cite(step.id, step.do, step.refs, self._planner.deadline(step.deadline))
        rule = next((one for one in self._frame.prohibitions if one.id == item.rule), None)
        return self._cite(rule.id, f"Prohibited: {rule.why}", rule.refs) if rule is not None else None

    def _cite(self, name: str, text: str, refs: tuple[str, ...], clock: str = "") -> Citation:
        procedure = self._exercise.procedure
        source = procedure.source
        return Citation(
            document=source.document,
            version=procedure.version,
            section=source.section,
            step=name,
            text=text,
            refs=refs,
            sources=self._citing.words(refs),
            clock=clock,
        )

    def rules(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Where the rules stand that set the deadlines of what was found, as the procedure writes it."""
        for one in findings:
            step = self._frame.steps.get(StepId(one.citation.step)) if one.citation is not None else None
            if step is not None and step.deadline is not None and step.deadline.source:
                yield step.deadline.source

    def status(self, performance: Performance) -> Status:
        """How a step went, in one word."""
        step = self._frame.steps[performance.step]
        if not step.required:
            return "optional, done" if performance.done is not None else "optional, left out"
        if performance.step in self._score.withheld:
            return "withheld"
        if performance.done is None:
            return "not done"
        told = (*self._score.items, *self._score.costless)
        kinds = {item.kind for item in told if item.step == performance.step}
        return "as written" if not kinds else "records missing" if kinds == {"evidence"} else "differed"

    def _items_of(self, step: StepId) -> list[Item]:
        return [item for item in self._score.items if item.step == step]

    def kept(self, performance: Performance) -> Kept:
        """A step that was done, with what is missing of its records."""
        step = self._frame.steps[performance.step]
        items = self._items_of(step.id)
        return Kept(
            text=step.do,
            step=step.id,
            done=self.clock(performance.done),
            due=self.due(performance.due),
            is_critical=step.critical,
            missing=self._records(one for item in items for one in item.missing if one not in item.not_left),
            not_left=self._records(one for item in items for one in item.not_left),
            lost=self._points(step.id),
            left_out_before=joined([quoted(self._frame.steps[one].do) for one in step.after if one in self._undone]),
        )

    def _records(self, records: Iterable[RecordId]) -> str:
        return ", ".join(self._titles.record(record) for record in records)

    def _points(self, step: StepId) -> str:
        """What a step lost, in points; empty: nothing."""
        lost = self._lost.get(step, Fraction(0))
        return rounded(100 * lost / self._score.weight, 1) if lost else ""

    def row(self, performance: Performance) -> Row:
        """A step's line in the timeline."""
        step = self._frame.steps[performance.step]
        return Row(
            step=step.id,
            text=step.do,
            due=self.due(performance.due),
            done=self.clock(performance.done),
            by=self._frame.title(performance.role) if performance.role is not None else "",
            status=self.status(performance),
            weight=decimal(step.weight),
            lost=self._points(step.id),
        )


def decimal(value: Fraction) -> str:
    """For people: at most two decimals, and none that says nothing."""
    text = rounded(value, 2)
    return text.rstrip("0").rstrip(".")
