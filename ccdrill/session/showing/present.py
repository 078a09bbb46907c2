"""Run and content to View. Only what participants may see goes in: no truths, no facilitator's notes, no procedure."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten

from ccdrill.engine.calendar import now_label, span_label
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import offers
from ccdrill.model.events import ByHand
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Arrived, Entered, TimedOut
from ccdrill.model.ids import ChoiceId, StateId
from ccdrill.model.quoting import quoted
from ccdrill.session.deciding.by_hand import told_by_hand
from ccdrill.session.deciding.hands import standing_hands
from ccdrill.session.deciding.minutes import given_here
from ccdrill.session.deciding.story import Story
from ccdrill.session.deciding.written import chosen_of, offer_of
from ccdrill.session.run.ports import Beside, KeptName
from ccdrill.session.run.run import Run, Stretch
from ccdrill.session.showing.feedback import remarks_on
from ccdrill.session.showing.prompts import Prompter
from ccdrill.session.showing.table import lettered
from ccdrill.session.showing.untold import done_at, told_stretches
from ccdrill.session.telling.telling import Telling
from ccdrill.session.telling.view import (
    DecisionView,
    EndingView,
    ExhibitView,
    LineView,
    MessageView,
    MeterView,
    OutcomeView,
    SeatView,
    View,
)
from ccdrill.session.telling.words import meter_value

OVERTAKEN = "Before this was done, the story moved on."
"""What stands in place of the outcome of a choice that an ending overtook."""
_TOLD_BY_THE_FACILITATOR = "The facilitator tells you what comes of it."
"""What stands in place of the outcome of what the team decided in its own words."""
NOTHING_CHANGED = "Nothing changed that you can see."
"""What stands in place of an outcome where the author wrote none and the story stays where it was."""
GOES_ON = "The story goes on."
"""The same, where it moves on."""
_QUOTED = 240
"""Characters of a decision that are quoted where it may be taken back: more than any choice has that is read in two lines."""


class Presenter:
    """Makes views of one run. Holds content only; what changes comes in with each call."""

    def __init__(self, exercise: Exercise, story: Story) -> None:
        """The story is the exercise's."""
        self.exercise = exercise
        self.story = story
        self.program = story.program
        self.telling = Telling(exercise)
        self.wording = self.telling.wording
        self.prompter = Prompter(exercise, story, self.telling)

    def view(self, run: Run, situation: Situation, beside: Beside, notice: str = "") -> View:
        """The picture of a run at a situation, which may be later than its last entry when time passes.

        `beside` are the names and texts of the run.
        """
        drill, scenario = self.exercise.drill, self.exercise.scenario
        state = scenario.states.get(situation.state)
        offered = offers(self.program, situation) if not run.is_over else ()
        last = run.decisions[-1] if run.decisions else None
        hands = standing_hands(run)
        decisions = tuple(self.prompter.decision(stretch, beside.texts) for stretch in run.decisions)
        chosen = {one.seq: one.choice for one in decisions}
        return View(
            run=run.opened.run,
            seq=run.seq,
            drill=drill.title,
            scenario=self.wording.fill(scenario.title),
            team=run.opened.team,
            mode=drill.mode,
            marking=drill.marking,
            clock=self.telling.clock(situation.now),
            when=now_label(scenario.begins, situation.now),
            decided=len(run.decisions),
            title=self.wording.fill(state.title if state else scenario.endings[situation.state].title),
            question=self.wording.fill(state.question) if state else "",
            narrative=self.wording.choose(state.narrative, situation) if state else "",
            minutes=(state.facilitator.minutes or drill.agenda.decision) + given_here(run) if state else 0,
            talk=tuple(self.wording.fill(text) for text in state.facilitator.ask) if state else (),
            hints=tuple(self.wording.fill(text) for text in state.facilitator.hints) if state else (),
            hints_taken=run.hints_taken.get(situation.state, 0),
            messages=tuple(self._recent(run)),
            exhibits=tuple(self._exhibits(run, situation.state)),
            options=tuple(self.prompter.option(number, offer) for number, offer in enumerate(offered, start=1)),
            is_options_open=run.is_options_open or drill.options == "open",
            hands=tuple(hands.get(offer.key, 0) for offer in offered) if hands else (),
            prompts=self.prompter.prompts(offered),
            meters=self._meters(situation, last.before if last else None),
            so_far=tuple(
                line
                for stretch, untold in told_stretches(run)
                for line in self.lines(stretch, untold, chosen.get(stretch.entry.seq, ""))
            ),
            has_moved_on=len(run.stretches) > 1,
            people=run.head_count,
            seats=self._seats(run, beside.names),
            facilitator=self.telling.facilitator(run, beside.names),
            facilitator_title=self.telling.leads_title(),
            decisions=decisions,
            outcome=self._outcome(run, decisions[-1]) if last else None,
            ending=self._ending(run, situation),
            is_paced=drill.pace > 0,
            is_paused=run.is_paused,
            is_stopped=run.is_stopped,
            last_done=self._last_done(run, chosen),
            was_by_hand=run.last_done is not None and not run.last_done.is_decision,
            notice=notice,
        )

    def _last_done(self, run: Run, chosen: Mapping[int, str]) -> str:
        """What was done last; `chosen`: what was decided, by its seq."""
        done = run.last_done
        if done is None:
            return ""
        event = done.entry.event
        if isinstance(event, ByHand):
            return told_by_hand(self.telling, event)
        return quoted(shorten(chosen[done.entry.seq], _QUOTED, placeholder=" ..."))

    def _outcome(self, run: Run, decision: DecisionView) -> OutcomeView:
        """What the last decision came to."""
        stretch, untold = next(
            (stretch, untold) for stretch, untold in told_stretches(run) if stretch.entry.seq == decision.seq
        )
        written = stretch.written
        choice = chosen_of(self.exercise, stretch)
        done = done_at(stretch)
        gauges = self._meters(self._stands(stretch, untold), stretch.before)
        until = stretch.after.now if done is None else done
        text = self.wording.choose(choice.outcome, stretch.after) if done is not None else OVERTAKEN
        is_told = written is not None and not text
        text = _TOLD_BY_THE_FACILITATOR if is_told else text
        messages = tuple(one for one in self.telling.messages(stretch, untold) if not one.is_untold)
        if not (text or messages or any(meter.trend for meter in gauges)):
            is_moved = stretch.before is not None and stretch.after.state != stretch.before.state
            text = GOES_ON if is_moved else NOTHING_CHANGED
        return OutcomeView(
            seq=decision.seq,
            choice=decision.choice,
            option=decision.option,
            prompts=decision.prompts,
            judgement=decision.judgement,
            reason=decision.reason,
            is_written_in=decision.is_written_in,
            mapped=decision.mapped,
            unanswered=decision.unanswered,
            text=text,
            is_told=is_told,
            took=span_label(choice.takes) if choice.takes else "",
            until=self.telling.clock(until),
            when=now_label(self.exercise.scenario.begins, until),
            messages=messages,
            gauges=gauges,
            meters=tuple(meter for meter in gauges if meter.trend),
            remarks=remarks_on(self.exercise, run, stretch) if self.exercise.drill.feedback == "each" else (),
        )

    def _stands(self, stretch: Stretch, untold: tuple[bool, ...]) -> Situation:
        """Where things stood when a choice was done. What is recorded is where they came to: only gauges may differ."""
        if stretch.before is None or stretch.choice is None or not any(untold):
            return stretch.after
        written, name = stretch.written, ChoiceId(stretch.choice.rpartition("/")[2])
        choice = name if written is None else offer_of(self.exercise, written)
        return self.story.done(stretch.before, choice) or stretch.after

    def _recent(self, run: Run) -> Iterator[MessageView]:
        """What the last decision and the time after it brought; before the first decision, everything."""
        told = list(told_stretches(run))
        first = max((index for index, (stretch, _) in enumerate(told) if stretch.is_decision), default=0)
        for stretch, untold in told[first:]:
            yield from self.telling.messages(stretch, untold)

    def _exhibits(self, run: Run, here: StateId) -> Iterator[ExhibitView]:
        visited = _visited(run)
        for letter, exhibit, state in lettered(self.exercise.scenario, visited):
            yield ExhibitView(
                id=exhibit.id,
                letter=letter,
                kind=exhibit.kind,
                title=self.wording.fill(exhibit.title),
                body=self.wording.fill(exhibit.body),
                is_new=exhibit.id not in run.exhibits_seen,
                is_here=state == here,
                is_untold=visited[state],
            )

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

    def lines(self, stretch: Stretch, untold: tuple[bool, ...], chosen: str) -> Iterator[LineView]:
        """What a stretch is in the list of what happened; `untold`: of its happenings, in order.

        `chosen`: what was decided, where it is a decision.
        """
        if stretch.is_decision and stretch.before is not None:
            yield LineView(clock=self.telling.clock(stretch.before.now), text=chosen, kind="decision")
        messages = self.telling.messages(stretch)
        for happening, is_untold in zip(stretch.outcome.happenings, untold, strict=True):
            if isinstance(happening, Arrived | TimedOut):
                one = next(messages)
                yield LineView(clock=one.clock, text=f"{one.sender}: {one.text}", kind="message", is_untold=is_untold)
            elif isinstance(happening, Entered):
                clock, text = self.telling.clock(happening.t), self.telling.place(happening.state)
                yield LineView(clock=clock, text=text, kind="state", is_untold=is_untold)

    def _seats(self, run: Run, names: Iterable[KeptName]) -> tuple[SeatView, ...]:
        """Who plays what; of a team, also the roles of which nothing was said, all in the order of the drill."""
        if self.exercise.drill.mode == "solo":
            return self.telling.seats(run, names)
        seated = dict(zip(run.seats_at(), self.telling.seats(run, names), strict=True))
        roles = dict.fromkeys((*self.telling.roles(), *seated))
        return tuple(seated.get(role) or SeatView(title=self.telling.role_title(role), player="") for role in roles)

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
                title=self.telling.cut_short(),
                text="The exercise was ended before its ending. What was played is scored.",
            )
        return None


def _visited(run: Run) -> dict[StateId, bool]:
    """Every state and ending that was entered, in order; with it, whether the last outcome knows nothing of it."""
    found: dict[StateId, bool] = {}
    for stretch, untold in told_stretches(run):
        for happening, is_untold in zip(stretch.outcome.happenings, untold, strict=True):
            if isinstance(happening, Entered):
                found.setdefault(happening.state, is_untold)
    return found
