"""What the team decided, decision by decision, with what was taken back."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ccdrill.debrief.document.course import DecisionRow
from ccdrill.engine.calendar import span_label
from ccdrill.engine.situation import Situation
from ccdrill.model.confidence import CONFIDENCE
from ccdrill.model.events import Amended, Decided, Judgement, TakenBack, WrittenIn
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import WRITTEN_IN, ChoiceKey
from ccdrill.model.quoting import quoted
from ccdrill.model.walks import choice_of
from ccdrill.session.deciding.hands import standing_hands
from ccdrill.session.deciding.written import mapped_words
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.ports import KeptText
from ccdrill.session.run.run import Run
from ccdrill.session.telling.telling import Telling


def decisions_of(exercise: Exercise, run: Run, texts: Sequence[KeptText]) -> Iterator[DecisionRow]:
    """Every decision in the order in which it was taken. `texts` are what people typed."""
    teller = _Teller(exercise, Telling(exercise, run.situation.now), texts)
    judged = {stretch.entry.seq: stretch.judgement for stretch in run.decisions}
    undone = {entry.event.decision: entry.event for entry in run.entries if isinstance(entry.event, TakenBack)}
    amended = {entry.event.decision: entry.utc for entry in run.entries if isinstance(entry.event, Amended)}
    past = Run(run.opened)
    """As it stood then: only the fold up to a decision knows in which situation it was taken."""
    for entry in run.entries:
        if isinstance(entry.event, Decided | WrittenIn):
            judgement = judged.get(entry.seq) or entry.event.judgement
            row = teller.row(entry.seq, entry.event, past.situation, judgement, undone.get(entry.seq))
            row = replace(row, hands=teller.hands(standing_hands(past), _key(entry.event)))
            yield replace(row, amended=utc_minute(amended[entry.seq])) if entry.seq in amended else row
        past.take(entry)


def utc_minute(utc: str) -> str:
    """An instant of the record, to the minute."""
    return f"{utc[:10]} {utc[11:16]} UTC"


class _Teller:
    def __init__(self, exercise: Exercise, telling: Telling, texts: Sequence[KeptText]) -> None:
        self.exercise = exercise
        self.telling = telling
        self.texts = texts

    def hands(self, counted: Mapping[ChoiceKey, int], taken: ChoiceKey) -> str:
        """How many were for what was taken, and how many for what else, most first."""
        if not counted:
            return ""
        others = sorted(((count, key) for key, count in counted.items() if key != taken), key=lambda one: -one[0])
        said = [f"{counted.get(taken, 0)} of {sum(counted.values())} for this"]
        for count, key in others:
            choice = choice_of(self.exercise.scenario, key)
            assert choice is not None, "hands were counted for what was offered"
            said.append(f"{count} for {quoted(self.telling.wording.fill(choice.text))}")
        return ", ".join(said)

    def row(
        self, seq: int, event: Decided | WrittenIn, before: Situation, judgement: Judgement, undone: TakenBack | None
    ) -> DecisionRow:
        scenario, words, fill = self.exercise.scenario, self.exercise.words, self.telling.wording.fill
        takes, said = self._taken(event)
        return DecisionRow(
            seq=seq,
            clock=self.telling.clock(before.now),
            situation=fill(scenario.states[before.state].title),
            choice=said,
            is_written_in=isinstance(event, WrittenIn),
            mapped=", ".join(mapped_words(self.exercise, event)) if isinstance(event, WrittenIn) else "",
            led_to=self._led_to(event) if isinstance(event, WrittenIn) else "",
            moved_as=self._moved_as(event) if isinstance(event, WrittenIn) else "",
            took=span_label(takes) if takes else "",
            who=", ".join(self.telling.role_title(role) for role in judgement.roles or ()),
            records=", ".join(words.records[record].title for record in judgement.records or ()),
            where=words.places[judgement.where].title if judgement.where else "",
            confidence=CONFIDENCE[judgement.confidence - 1] if judgement.confidence else "",
            reason=find_text(judgement.reason, self.texts),
            thought=span_label(event.real_ms // 1000),
            is_taken_back=undone is not None,
            taken_back_because=find_text(undone.reason, self.texts) if undone is not None else "",
        )

    def _taken(self, event: Decided | WrittenIn) -> tuple[int, str]:
        """How long it takes, and what was chosen or said."""
        if isinstance(event, WrittenIn):
            return event.takes, find_text(event.text, self.texts)
        choice = choice_of(self.exercise.scenario, event.choice)
        assert choice is not None, "a recorded choice is in the pinned scenario"
        return choice.takes, self.telling.wording.fill(choice.text)

    def _moved_as(self, event: WrittenIn) -> str:
        choice = choice_of(self.exercise.scenario, event.like) if event.like is not None else None
        return self.telling.wording.fill(choice.text) if choice is not None else ""

    def _led_to(self, event: WrittenIn) -> str:
        return self.telling.place(event.goto) if event.goto is not None else ""


def _key(event: Decided | WrittenIn) -> ChoiceKey:
    return event.choice if isinstance(event, Decided) else WRITTEN_IN
