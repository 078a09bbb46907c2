"""Run and content to View. Only what participants may see goes in: no truths, no facilitator's notes, no procedure."""

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase, ascii_uppercase

from ccdrill.engine.calendar import day_of_story, span_label
from ccdrill.engine.program import Offer, Program
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import offers
from ccdrill.model.events import Judgement
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Arrived, Chosen, Entered, TimedOut
from ccdrill.model.ids import ChoiceKey, PersonId
from ccdrill.model.scenario import acts_of
from ccdrill.session.chain import find_text
from ccdrill.session.feedback import remarks_on
from ccdrill.session.ports import KeptText
from ccdrill.session.run import Run, Stretch
from ccdrill.session.telling import Telling
from ccdrill.session.trace import choice_of
from ccdrill.session.view import (
    AnswerView,
    Asks,
    EndingView,
    ExhibitView,
    LineView,
    MeterView,
    OptionView,
    OutcomeView,
    PromptView,
    View,
)
from ccdrill.session.words import meter_value

CONFIDENCE = ("a guess", "leaning", "fairly sure", "certain")
"""The four steps, 1 to 4."""
OVERTAKEN = "Before this was done, the story moved on."
"""What stands in place of the outcome of a choice that an ending overtook."""
_LABELS: Mapping[Asks, tuple[str, str]] = {
    "role": ("who", "who acts"),
    "records": ("recorded", "what is on record afterwards"),
    "where": ("where", "where it is done"),
    "reason": ("why", "your reason, in a few words"),
    "confidence": ("sure", "how sure you are"),
}


class Presenter:
    """Makes views of one run. Holds content only; what changes comes in with each call."""

    def __init__(self, exercise: Exercise, program: Program, names: Mapping[PersonId, str]) -> None:
        """`names` say who plays."""
        self.exercise = exercise
        self.program = program
        self.telling = Telling(exercise, names)
        self.wording = self.telling.wording

    def view(self, run: Run, situation: Situation, texts: Iterable[KeptText], notice: str = "") -> View:
        """The picture of a run at a situation, which may be later than its last entry when time passes.

        `texts` are what people typed.
        """
        drill, scenario = self.exercise.drill, self.exercise.scenario
        state = scenario.states.get(situation.state)
        offered = offers(self.program, situation) if not run.is_over else ()
        last = run.decisions[-1] if run.decisions else None
        return View(
            run=run.opened.run,
            seq=run.seq,
            drill=drill.title,
            scenario=self.wording.fill(scenario.title),
            team=run.opened.team,
            mode=drill.mode,
            marking=drill.marking,
            clock=self.telling.clock(situation.now),
            day=day_of_story(scenario.begins, situation.now),
            decided=len(run.decisions),
            title=self.wording.fill(state.title if state else scenario.endings[situation.state].title),
            question=self.wording.fill(state.question) if state else "",
            narrative=self.wording.choose(state.narrative, situation) if state else "",
            minutes=(state.facilitator.minutes or drill.agenda.decision) if state else 0,
            talk=tuple(self.wording.fill(text) for text in state.facilitator.ask) if state else (),
            hints=tuple(self.wording.fill(text) for text in state.facilitator.hints) if state else (),
            messages=tuple(message for stretch in self._recent(run) for message in self.telling.messages(stretch)),
            exhibits=tuple(self._exhibits(run)),
            options=tuple(self._option(number, offer) for number, offer in enumerate(offered, start=1)),
            is_options_open=run.is_options_open or drill.options == "open",
            prompts=self._prompts(offered),
            meters=self._meters(situation, last.before if last else None),
            so_far=tuple(line for stretch in run.stretches for line in self._lines(stretch)),
            people=run.opened.head_count,
            seats=self.telling.seats(run),
            outcome=self.outcome(run, last, texts) if last else None,
            ending=self._ending(run, situation),
            is_paced=drill.pace > 0,
            is_paused=run.is_paused,
            can_take_back=last is not None,
            notice=notice,
        )

    def outcome(self, run: Run, stretch: Stretch, texts: Iterable[KeptText]) -> OutcomeView:
        """What a decision came to."""
        choice = choice_of(self.exercise.scenario, stretch.choice or ChoiceKey(""))
        assert choice is not None and stretch.before is not None, "a recorded choice is in the pinned scenario"
        done_at = next((one.t for one in stretch.outcome.happenings if isinstance(one, Chosen)), None)
        judgement = stretch.judgement or Judgement()
        offered = offers(self.program, stretch.before)
        option = next(
            (
                self._option(number, offer)
                for number, offer in enumerate(offered, start=1)
                if offer.key == stretch.choice
            )
        )
        prompts = tuple(prompt for prompt in self._prompts(offered) if prompt.asks in option.asks)
        return OutcomeView(
            seq=stretch.entry.seq,
            choice=option.text,
            text=self.wording.choose(choice.outcome, stretch.after) if done_at is not None else OVERTAKEN,
            took=span_label(choice.takes) if choice.takes else "",
            until=self.telling.clock(stretch.after.now if done_at is None else done_at),
            messages=tuple(self.telling.messages(stretch)),
            meters=tuple(meter for meter in self._meters(stretch.after, stretch.before) if meter.trend),
            remarks=remarks_on(self.exercise, run, stretch) if self.exercise.drill.feedback == "each" else (),
            option=option,
            prompts=prompts,
            judgement=judgement,
            reason=find_text(judgement.reason, texts),
            unanswered=tuple(prompt.label for prompt in prompts if _answer(judgement, prompt.asks) is None),
        )

    def asked(self, *, does_something: bool) -> tuple[Asks, ...]:
        """What is asked beside a choice, in the order of the strip; nothing for one that does nothing."""
        return tuple(asks for asks in _LABELS if asks in self.exercise.drill.ask) if does_something else ()

    def _recent(self, run: Run) -> list[Stretch]:
        """The last decision and the time after it; before the first decision, all."""
        last = max((index for index, stretch in enumerate(run.stretches) if stretch.is_decision), default=0)
        return run.stretches[last:]

    def _exhibits(self, run: Run) -> Iterator[ExhibitView]:
        scenario = self.exercise.scenario
        visited = [
            one.state for stretch in run.stretches for one in stretch.outcome.happenings if isinstance(one, Entered)
        ]
        found = [
            exhibit
            for state in dict.fromkeys(visited)
            if state in scenario.states
            for exhibit in scenario.states[state].exhibits
        ]
        for letter, exhibit in zip(ascii_uppercase, found, strict=False):
            yield ExhibitView(
                id=exhibit.id,
                letter=letter,
                kind=exhibit.kind,
                title=self.wording.fill(exhibit.title),
                body=self.wording.fill(exhibit.body),
                is_new=exhibit.id not in run.exhibits_seen,
            )

    def _option(self, number: int, offer: Offer) -> OptionView:
        does = acts_of(offer.choice)
        return OptionView(
            number=number,
            id=offer.id,
            text=self.wording.fill(offer.choice.text),
            asks=self.asked(does_something=bool(does)),
            most_roles=len(does),
        )

    def _prompts(self, offered: tuple[Offer, ...]) -> tuple[PromptView, ...]:
        if not any(offer.choice.does for offer in offered):
            return ()
        return tuple(
            PromptView(
                asks=asks,
                label=_LABELS[asks][0],
                help=_LABELS[asks][1],
                answers=self.answers(asks, offered),
                picks_many=asks in ("role", "records"),
            )
            for asks in self.asked(does_something=True)
        )

    def answers(self, asks: Asks, offered: tuple[Offer, ...]) -> tuple[AnswerView, ...]:
        """What can be picked: the same list whichever choice is meant, so that it gives nothing away."""
        vocabulary = self.exercise.vocabulary
        if asks == "role":
            return _keyed_by_letter([(role, self.telling.role_title(role)) for role in self.telling.roles()])
        if asks == "records":
            records = sorted({record for offer in offered for record in offer.choice.records})
            return _keyed_by_number([(record, vocabulary.records[record].title) for record in records])
        if asks == "where":
            places = sorted({place for offer in offered for place in offer.choice.where})
            return _keyed_by_number([(place, vocabulary.places[place].title) for place in places])
        if asks == "confidence":
            return tuple(
                AnswerView(key=str(step), id=str(step), title=title) for step, title in enumerate(CONFIDENCE, start=1)
            )
        return ()

    def _meters(self, situation: Situation, before: Situation | None) -> tuple[MeterView, ...]:
        found = []
        for name, meter in self.exercise.scenario.meters.items():
            if meter.shown != "live":
                continue
            moved = round(situation.meters[name]) - round(before.meters[name]) if before is not None else 0
            found.append(
                MeterView(
                    label=self.wording.fill(meter.label),
                    value=meter_value(meter, situation.meters[name]),
                    trend=f"{moved:+,}" if moved else "",
                )
            )
        return tuple(found)

    def _lines(self, stretch: Stretch) -> Iterator[LineView]:
        scenario = self.exercise.scenario
        if stretch.choice is not None and stretch.before is not None:
            choice = choice_of(scenario, stretch.choice)
            assert choice is not None, "a recorded choice is in the pinned scenario"
            yield LineView(
                clock=self.telling.clock(stretch.before.now), text=self.wording.fill(choice.text), kind="decision"
            )
        messages = self.telling.messages(stretch)
        for happening in stretch.outcome.happenings:
            if isinstance(happening, Arrived | TimedOut):
                message = next(messages)
                yield LineView(clock=message.clock, text=f"{message.sender}: {message.text}", kind="message")
            elif isinstance(happening, Entered):
                place = scenario.states.get(happening.state) or scenario.endings[happening.state]
                yield LineView(clock=self.telling.clock(happening.t), text=self.wording.fill(place.title), kind="state")

    def _ending(self, run: Run, situation: Situation) -> EndingView | None:
        if situation.is_ended:
            ending = self.exercise.scenario.endings[situation.state]
            return EndingView(
                kind=ending.kind,
                title=self.wording.fill(ending.title),
                text=self.wording.choose(ending.narrative, situation),
            )
        if run.is_cut_short:
            return EndingView(
                kind="cut short",
                title="Ended by the facilitator",
                text="The exercise was ended before its ending. What was played is scored.",
            )
        return None


def _answer(judgement: Judgement, asks: Asks) -> object:
    match asks:
        case "role":
            return judgement.roles
        case "records":
            return judgement.records
        case "where":
            return judgement.where
        case "reason":
            return judgement.reason
        case "confidence":
            return judgement.confidence


def _keyed_by_number(items: list[tuple[str, str]]) -> tuple[AnswerView, ...]:
    """1 to 9, then letters."""
    keys = "123456789" + ascii_lowercase
    return tuple(
        AnswerView(key=key, id=identity, title=title) for key, (identity, title) in zip(keys, items, strict=False)
    )


def _keyed_by_letter(items: list[tuple[str, str]]) -> tuple[AnswerView, ...]:
    """The first letter of the title that is still free."""
    taken: dict[str, tuple[str, str]] = {}
    for identity, title in items:
        wanted = [character for character in title.lower() + ascii_lowercase if character in ascii_lowercase]
        key = next((character for character in wanted if character not in taken), None)
        if key is not None:
            taken[key] = (identity, title)
    return tuple(AnswerView(key=key, id=identity, title=title) for key, (identity, title) in taken.items())
