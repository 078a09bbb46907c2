"""The steps of the procedure as people watch for them: who, by when, what shows it, and where it is written."""

from collections.abc import Iterable, Iterator

from ccdrill.debrief.findings.citing import Citing
from ccdrill.debrief.findings.plan import Planner
from ccdrill.engine.calendar import calendar_of, due
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.model.procedure import Prohibition, Step
from ccdrill.model.value import Value
from ccdrill.papers.heading import objectives
from ccdrill.scoring.titles import Titles, joined
from ccdrill.session.run.trace import frame_exercise


class Task(Value, frozen=True, kw_only=True):
    """A step, in words."""

    number: str
    """By which papers name it: its place among all steps."""
    text: str
    """What is to be done, and whether it is critical or may be left out."""
    who: str
    """Whose it is."""
    due: str
    """By when, what kind of limit that is, and where a rule stands; empty: nothing sets one."""
    shows: str
    """Which records show it, and where it is done; empty: the procedure names neither."""
    after: str
    """Which steps must come right before it, by number; empty: none."""
    sources: str
    """What it rests on outside the procedure; empty: nothing is named."""


class Tasks:
    """Tells the steps and prohibitions of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        """Only those count that its procedure asks for in its scenario and scope."""
        self.exercise = exercise
        self.frame = frame_exercise(exercise)
        self._titles = Titles(self.frame, exercise.vocabulary)
        self._citing = Citing(exercise.words.sources)
        self._planner = Planner(self.frame, self._titles, self._citing)
        self._objectives = objectives(exercise)
        self.numbers = {name: str(number) for number, name in enumerate(self.frame.steps, start=1)}
        """Each step's, as papers name it."""

    def counted(self) -> tuple[StepId, ...]:
        """The steps that can be judged here, in the procedure's order."""
        return tuple(name for name in self.frame.steps if name in self.frame.exercised)

    def not_counted(self) -> tuple[StepId, ...]:
        """All others."""
        return tuple(name for name in self.frame.steps if name not in self.frame.exercised)

    def of_none(self) -> tuple[StepId, ...]:
        """The steps that can be judged here and belong to no objective."""
        named = {step for one in self._objectives for step in one.steps}
        return tuple(name for name in self.counted() if name not in named)

    def rules_of_none(self) -> tuple[Prohibition, ...]:
        """The prohibitions that belong to no objective."""
        known = {one.id for one in self._objectives}
        return tuple(rule for rule in self.frame.prohibitions if rule.objective not in known)

    def task(self, name: StepId) -> Task:
        """A step in words."""
        step = self.frame.steps[name]
        places = joined([self._titles.place(one) for one in step.where], "or")
        records = joined([self._titles.record(one) for one in step.evidence])
        return Task(
            number=self.numbers[name],
            text=f"{step.do}{_weight(step)}",
            who=self._titles.any_of(step.responsible) or "anybody",
            due=self._due(step),
            shows="; ".join(part for part in (records, f"at: {places}" if places else "") if part),
            after=joined([self.numbers[one] for one in step.after if one in self.frame.exercised]),
            sources=self._citing.words(step.refs),
        )

    def forbidden(self, rules: Iterable[Prohibition]) -> Iterator[str]:
        """Prohibitions in sentences."""
        for rule in rules:
            grave = " Critical." if rule.critical else ""
            yield f"{self._planner.forbids(rule)}. {rule.why.rstrip('.')}.{grave}"

    def objectives_of(self, names: Iterable[StepId]) -> str:
        """The objectives that some of the steps belong to, by their numbers."""
        steps = set(names)
        numbers = [str(number) for number, one in enumerate(self._objectives, start=1) if steps & set(one.steps)]
        return ", ".join(numbers)

    def _due(self, step: Step) -> str:
        if step.deadline is None or step.deadline.from_ != "start":
            return self._planner.deadline(step.deadline)
        said = self._planner.deadline(step.deadline)
        begins = self.exercise.scenario.begins
        return f"{calendar_of(self.exercise.scenario).due(due(0, step.deadline.within, begins))}: {said}"


def _weight(step: Step) -> str:
    marks = [*(["critical"] if step.critical else []), *([] if step.required else ["may be left out"])]
    return f" ({', '.join(marks)})" if marks else ""
