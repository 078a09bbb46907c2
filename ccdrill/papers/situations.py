"""The situations of the facilitator's handbook: what to say and ask, and what each choice does, takes, and comes to."""

from collections import Counter
from collections.abc import Iterator

from ccdrill.engine.calendar import span_label
from ccdrill.model.ids import ChoiceId, ChoiceKey, StepId
from ccdrill.model.scenario import Choice, State, acts_of
from ccdrill.model.walks import offered_in
from ccdrill.papers.saying import Saying
from ccdrill.papers.tasks import Tasks
from ccdrill.papers.way import Stop, Way
from ccdrill.reports.blocks import (
    Block,
    Entry,
    Line,
    Section,
    Short,
    emphasis,
    entry,
    labelled,
    line,
    listing,
    paragraph,
    section,
    strong,
    words,
)
from ccdrill.session.console.prospects import ProspectView
from ccdrill.session.console.provisos import condition_in_words

_FEW = 2
"""Ways on that are told in one line, however many choices have them in common."""
_WAYS = "Ways on"


class Situations:
    """Tells the situations of one exercise, one after the other: a choice that several offer is told in the first."""

    def __init__(self, way: Way, tasks: Tasks, saying: Saying) -> None:
        """`way` says in which order, and what would come of choices."""
        self._way = way
        self._tasks = tasks
        self._saying = saying
        self._told: dict[ChoiceKey, int] = {}

    def sections(self) -> Iterator[Section]:
        """A section for each situation."""
        for stop in self._way.stops:
            state = self._way.exercise.scenario.states[stop.state]
            yield section(words(f"{stop.number}. {self._saying.fill(state.title)}"), self._blocks(stop, state))

    def _blocks(self, stop: Stop, state: State) -> Iterator[Block]:
        fill = self._saying.fill
        yield paragraph(self._when(stop, state))
        yield from self._saying.told(state.narrative)
        notes = state.facilitator
        lead = [
            Short("Say", fill(notes.say)),
            Short("Ask", "", tuple(fill(text) for text in notes.ask)),
            Short("Hints, one by one", "", tuple(fill(text) for text in notes.hints)),
            Short("Watch for", "", tuple(fill(text) for text in notes.watch_for)),
            Short("On the table", ", ".join(fill(one.title) for one in state.exhibits)),
            Short("Then the question", fill(state.question)),
        ]
        yield labelled(one for one in lead if one.text or one.below)
        shared = self._shared(stop)
        yield listing(self._choices(stop, shared))
        for number, ways in enumerate(shared, start=1):
            yield listing([entry(strong(f"{_WAYS} {number}:"), below=_lines(_in_order(ways)))])
        if state.timeout is not None:
            said = self._saying.leads(state.timeout.goto)
            after = [*self._saying.in_line(state.timeout.text), self._saying.effects(state.timeout)]
            head = f"If nobody decides within {span_label(state.timeout.after)}:"
            yield listing([entry(strong(head), f" {said or 'the story stays here'}.", below=_lines(after))])

    def _when(self, stop: Stop, state: State) -> str:
        """When people come here, how long it is planned for, and which clocks that starts."""
        minutes = self._way.planned(stop)
        now = self._saying.clock(stop.situation.now) if stop.situation is not None else ""
        if stop.is_likely:
            comes = f"{now} for whoever keeps to the procedure"
        else:
            comes = f"Only off that way{f', for example at {now}' if now else ''}"
        moments = self._way.exercise.words.moments
        marks = [f'starts the clocks that wait for "{moments[one].title}"' for one in state.marks]
        parts = [comes, *([f"planned for {minutes} min"] if minutes else []), *marks]
        return f"{'; '.join(parts)}."

    def _shared(self, stop: Stop) -> list[tuple[str, ...]]:
        """Ways on that hang on more than one thing and that several choices of a situation have in common: told once."""
        offered = offered_in(self._way.exercise.scenario, stop.state)
        found = Counter(self._saying.ways(choice.goto) for key, _, choice in offered if key not in self._told)
        return [ways for ways, count in found.items() if count > 1 and len(ways) > _FEW]

    def _choices(self, stop: Stop, shared: list[tuple[str, ...]]) -> Iterator[Entry]:
        for key, name, choice in offered_in(self._way.exercise.scenario, stop.state):
            text = strong(self._saying.fill(" ".join(choice.text.split())))
            if key in self._told:
                yield entry(text, f" See situation {self._told[key]}.")
                continue
            self._told[key] = stop.number
            mark = (" ", emphasis("The procedure's way.")) if key in stop.taken else ()
            yield entry(text, f" {self._facts(choice, shared)}.", *mark, below=self._comes_of(stop, name, choice))

    def _facts(self, choice: Choice, shared: list[tuple[str, ...]]) -> str:
        """How long it takes, where it leads, and when it is offered."""
        ways = self._saying.ways(choice.goto)
        known = f"then as told below: {_WAYS.lower()} {shared.index(ways) + 1}" if ways in shared else ""
        parts = [self._saying.takes(choice), known or self._saying.leads(choice.goto) or "the story stays here"]
        if choice.when is not None:
            parts.append(f"offered only if {condition_in_words(self._saying.telling, choice.when.tree)}")
        return f"{', '.join(parts)}"

    def _comes_of(self, stop: Stop, name: ChoiceId, choice: Choice) -> Iterator[Line]:
        yield from _lines([*self._saying.in_line(choice.outcome), self._saying.effects(choice)])
        prospect = stop.found.get(name)
        says = list(self._judged(prospect) if prospect is not None else self._would_be_judged(choice))
        yield from _lines(says or ["The procedure says nothing of it."])

    def _judged(self, prospect: ProspectView) -> Iterator[str]:
        """What the procedure says of a choice: steps by their numbers, what goes against it in sentences."""
        numbers = self._tasks.numbers
        for head, tone in (("Fulfils", "good"), ("Gives up for good", "missed")):
            steps = [numbers[StepId(one.about)] for one in prospect.remarks if one.tone == tone]
            if steps:
                yield f"{head}: {', '.join(steps)}."
        yield from (f"Against the procedure: {one.text}" for one in prospect.remarks if one.tone == "bad")
        yield from (one.text for one in prospect.remarks if one.tone == "plain")

    def _would_be_judged(self, choice: Choice) -> Iterator[str]:
        """The same of a choice that is not offered when the team first comes here."""
        frame = self._tasks.frame
        actions = [act.action for act in acts_of(choice)]
        steps = [frame.performer[one] for one in actions if one in frame.performer]
        counted = [self._tasks.numbers[one] for one in steps if one in frame.exercised]
        if counted:
            yield f"Does: {', '.join(counted)}."
        for said in self._tasks.forbidden(rule for rule in frame.prohibitions if rule.action in actions):
            yield f"Against the procedure: {said}"


def _in_order(ways: tuple[str, ...]) -> list[str]:
    """Ways on, each in a sentence: the first that holds is taken."""
    first, *others = ways
    return [f"{first[0].upper()}{first[1:]}.", *(f"Else {one}." for one in others)]


def _lines(texts: list[str]) -> Iterator[Line]:
    yield from (line(words(one)) for one in texts if one)
