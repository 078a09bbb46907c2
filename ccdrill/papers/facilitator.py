"""The facilitator's handbook: the story as a whole, for whoever leads it. Withheld from players."""

from collections.abc import Iterator

from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import StepId
from ccdrill.model.procedure import actions_of
from ccdrill.model.scenario import Meter, acts_of
from ccdrill.model.walks import offered_in
from ccdrill.papers.events import Events
from ccdrill.papers.glance import Glance
from ccdrill.papers.heading import agenda, objectives, overview, paper
from ccdrill.papers.saying import Saying
from ccdrill.papers.situations import Situations
from ccdrill.papers.tasks import Tasks
from ccdrill.papers.way import Way
from ccdrill.reports.blocks import (
    Block,
    Report,
    Section,
    emphasis,
    listing,
    paragraph,
    section,
    sheet,
    strong,
    table,
)
from ccdrill.session.console.provisos import condition_in_words
from ccdrill.session.telling.words import meter_value

_SEEN = {"live": "everybody", "facilitator": "you alone", "debrief": "nobody before the end"}


def facilitators_handbook(exercise: Exercise) -> Report:
    """For whoever leads. Takes up to a few seconds: the best play is looked for."""
    opening = paragraph(
        strong("Not for players:"), " it tells the whole story, what each choice does, and what the procedure asks for."
    )
    return paper(exercise, "Facilitator's handbook", [opening], _Handbook(exercise).sections(), is_long=True)


class _Handbook:
    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._scenario = exercise.scenario
        self._way = Way(exercise)
        self._tasks = Tasks(exercise)
        self._saying = Saying(self._way)
        self._events = Events(self._way, self._tasks, self._saying)

    def sections(self) -> Iterator[Section]:
        """What to lead by, what is looked up in tables, the story from its first situation to its ends, and what lies beside it."""
        yield section("The story at a glance", Glance(self._way, self._saying, self._events.numbers).blocks())
        yield overview(self._exercise)
        yield section("The time", self._time())
        yield section("What the procedure asks for", self._steps(), is_wide=True)
        if self._scenario.injects:
            yield section("What comes by itself", self._events.blocks(), is_wide=True)
        if self._tasks.frame.prohibitions:
            yield section(
                "What the procedure forbids", [listing(self._tasks.forbidden(self._tasks.frame.prohibitions))]
            )
        yield from Situations(self._way, self._tasks, self._saying).sections()
        yield section("How it can end", self._endings())
        if self._scenario.facts:
            yield section("What is true", self._facts())
        if self._scenario.meters:
            yield section("What is counted", self._meters())
        papers = list(self._papers())
        if papers:
            yield section("The papers on the table", papers)

    def _time(self) -> Iterator[Block]:
        yield agenda(self._exercise)
        yield paragraph(
            strong("Hot wash, at the least."),
            " One minute: which decision were you least sure of? A minute and a half: which gap did it show? Two and a half"
            " minutes: what is done about it, by whom, by when? Write the answer down; then hand out the feedback forms.",
        )

    def _endings(self) -> Iterator[Block]:
        for ending in self._scenario.endings.values():
            yield paragraph(strong(self._saying.fill(ending.title)), f" ({ending.kind})")
            yield from self._saying.told(ending.narrative)

    def _facts(self) -> Iterator[Block]:
        yield paragraph(
            "Answers for questions that the story does not ask. Before its situation nobody in the story can know one."
        )
        rows = [
            (
                self._saying.fill(one.about),
                self._saying.fill(one.answer),
                str(self._way.numbers.get(one.known_from, "the end")) if one.known_from is not None else "always",
            )
            for one in self._scenario.facts
        ]
        yield table(("Question", "The truth", "From situation"), rows)

    def _meters(self) -> Iterator[Block]:
        rows = [
            (
                self._saying.fill(meter.label),
                meter_value(meter, meter.start),
                f"{meter.better} is better",
                _SEEN[meter.shown],
                "; ".join(self._drifts(name, meter)) or "-",
            )
            for name, meter in self._scenario.meters.items()
        ]
        yield table(("What", "At the start", "Which way", "Who sees it", "Moves by itself"), rows)

    def _drifts(self, name: str, meter: Meter) -> Iterator[str]:
        for one in self._scenario.drift:
            if one.meter == name:
                while_ = f" while {condition_in_words(self._saying.telling, one.while_.tree)}" if one.while_ else ""
                sign = "+" if one.per_hour > 0 else "-"
                yield f"{sign}{meter_value(meter, abs(one.per_hour))} an hour{while_}"

    def _steps(self) -> Iterator[Block]:
        found = objectives(self._exercise)
        if found:
            yield paragraph(strong("The objectives"))
            yield listing(f"{number}: {one.text}" for number, one in enumerate(found, start=1))
        yield paragraph("By these numbers situations and messages name the steps:")
        rows = [self._step(name) for name in self._tasks.counted()]
        yield table(("No.", "Step", "Who", "By when", "What shows it", "Objective", "In situations"), rows)
        left_out = self._tasks.not_counted()
        if left_out:
            yield paragraph(strong("Not in this drill"))
            yield listing(f"{one.number}. {one.text}" for one in map(self._tasks.task, left_out))

    def _step(self, name: StepId) -> tuple[str, ...]:
        one = self._tasks.task(name)
        after = f"after {one.after}" if one.after else ""
        return (
            one.number,
            one.text,
            one.who,
            "; ".join(part for part in (one.due, after) if part) or "-",
            one.shows or "-",
            self._tasks.objectives_of([name]) or "-",
            ", ".join(self._where(name)) or "-",
        )

    def _where(self, name: StepId) -> Iterator[str]:
        """The numbers of the situations in which some choice does the step."""
        wanted = set(actions_of(self._tasks.frame.steps[name]))
        for stop in self._way.stops:
            choices = [choice for _, _, choice in offered_in(self._scenario, stop.state)]
            if any(act.action in wanted for choice in choices for act in acts_of(choice)):
                yield str(stop.number)

    def _papers(self) -> Iterator[Block]:
        for stop in self._way.stops:
            for one in self._scenario.states[stop.state].exhibits:
                title = self._saying.fill(one.title)
                yield paragraph(strong(title), " ", emphasis(f"({one.kind}, from situation {stop.number})"))
                yield sheet(self._saying.fill(one.body))
