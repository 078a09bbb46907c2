"""What the procedure says of one decision, right after it: for drills that tell after each."""

import msgspec

from ccdrill.engine.situation import Situation
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceKey, MomentId, StepId
from ccdrill.model.quoting import quoted
from ccdrill.model.scenario import acts_of
from ccdrill.model.walks import choice_of
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.result import Item
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.sentences import Narrator
from ccdrill.scoring.trace import Deed
from ccdrill.session.deciding.written import mapped_words
from ccdrill.session.run.run import Run, Stretch
from ccdrill.session.run.trace import frame_exercise, trace_run
from ccdrill.session.showing.ahead import actions_ahead
from ccdrill.session.telling.view import RemarkView, Tone
from ccdrill.session.telling.words import Wording

_ORDER = ("good", "plain", "bad", "missed", "open")


def remarks_on(exercise: Exercise, run: Run, stretch: Stretch) -> tuple[RemarkView, ...]:
    """What the decision did as written, did otherwise, and passed over: what went well comes first.

    A step is called left out where it is over for good; while it may still be done, it is not done so far.
    """
    return tuple(sorted(_Feedback(exercise, run, stretch).remarks(), key=lambda remark: _ORDER.index(remark.tone)))


class _Feedback:
    """One decision seen through the procedure, as far as this is known by now."""

    def __init__(self, exercise: Exercise, run: Run, stretch: Stretch) -> None:
        self.exercise = exercise
        self.wording = Wording(exercise.scenario, exercise.drill.names)
        self.stretch = stretch
        self.frame = frame_exercise(exercise)
        self.trace = trace_run(exercise, run, self.frame)
        self.deeds = Deeds(self.frame, self.trace)
        self.narrator = Narrator(self.deeds, exercise.vocabulary)
        before = run.stretches[: run.stretches.index(stretch)]
        self.offered_before = before[-1].outcome.offered if before else ()
        self.offered_ever = tuple(choice for one in before for choice in one.outcome.offered)
        self.told = next(
            (one.after for one in reversed(before) if one.can_be_taken_back), before[0].after if before else None
        )
        """Where it stood when the procedure had its say last."""
        self.own = [deed for deed in self.trace.deeds if deed.decision == stretch.entry.seq]

    def remarks(self) -> list[RemarkView]:
        losses = self._losses()
        remarks = self._mapped()
        remarks += [RemarkView(tone="bad", text=item.sentence, about=item.rule or item.step or "") for item in losses]
        for deed in self.own:
            step = self.frame.performer.get(deed.action)
            if step is not None and self.deeds.performed.get(step) is deed:
                remarks += self._performed(step, deed, any(item.step == step for item in losses))
        if self.own and all(remark.tone == "plain" for remark in remarks):
            remarks.append(self._plain())
        ahead = self._ahead(self.stretch.after)
        remarks += [self._named("missed", step) for step in self._over(ahead)]
        return remarks + [self._named("open", step) for step in self._passed_over() if step in ahead]

    def _mapped(self) -> list[RemarkView]:
        """Of what the team said in its own words: what it was taken for."""
        written = self.stretch.written
        if written is None:
            return []
        taken = ", ".join(mapped_words(self.exercise, written))
        words = (
            f"The facilitator took it as: {taken}."
            if taken
            else "The facilitator took it as a note: nothing is scored."
        )
        like = choice_of(self.exercise.scenario, written.like) if written.like is not None else None
        moved = f" The gauges move as by {quoted(self.wording.fill(like.text))}" if like is not None else ""
        return [RemarkView(tone="plain", text=f"{words}{moved}{'.' if moved else ''}")]

    def _named(self, tone: Tone, step: StepId) -> RemarkView:
        return RemarkView(tone=tone, text=f'"{self.frame.steps[step].do}".', about=step)

    def _losses(self) -> list[Item]:
        """What this decision alone lost, and what differed in its steps at no cost, in words about this decision; order is told as it happens, not at the end."""
        score = score_trace(self.frame, self.trace, self.exercise.vocabulary)
        own = {deed.seq: deed for deed in self.own}
        found: list[Item] = []
        for item in (*score.items, *(one for one in score.costless if one.step is not None)):
            seqs = [seq for seq in item.seqs if seq in own]
            if not seqs or item.kind == "order":
                continue
            here = msgspec.structs.replace(
                item, seqs=tuple(seqs), times=len(seqs), done=own[seqs[0]].t, role=own[seqs[0]].role
            )
            found.append(msgspec.structs.replace(here, sentence=self.narrator.sentence(here)))
        return found

    def _performed(self, step: StepId, deed: Deed, has_losses: bool) -> list[RemarkView]:
        """A step that was done now: as written, or too early."""
        asked = self.frame.steps[step]
        missing = [
            one
            for one in self.frame.steps
            if one in self.frame.before[step]
            and one in self.frame.required
            and (one not in self.deeds.first or self.deeds.first[one].seq > deed.seq)
        ]
        if missing:
            names = " and ".join(f'"{self.frame.steps[one].do}"' for one in missing)
            early = f'"{asked.do}" was done before {names}, which must come first.'
            return [RemarkView(tone="bad", text=early, about=step)]
        if has_losses:
            return []
        limit = self.deeds.due[step]
        in_time = f", in time (due {self.narrator.due(limit)})" if limit is not None else ""
        return [RemarkView(tone="good", text=f'"{asked.do}"{in_time}.', about=step)]

    def _plain(self) -> RemarkView:
        """The decision did something that neither won nor lost anything."""
        again = any(self.frame.performer.get(deed.action) in self.frame.exercised for deed in self.own)
        text = "This had been done before." if again else "The procedure neither asks for this nor forbids it."
        return RemarkView(tone="plain", text=text)

    def _over(self, ahead: set[StepId]) -> list[StepId]:
        """Required steps that could have been done in this run, were not, and can't be done any more since this decision."""
        ever = self._doable(self.offered_ever)
        before = self._ahead(self.told) if self.told is not None else set()
        return [step for step in self._undone() if step in ever and step in before - ahead]

    def _passed_over(self) -> list[StepId]:
        """Required steps that could have been done here, were not, and can't be done in the situation that follows."""
        could, can = self._doable(self.offered_before), self._doable(self.stretch.outcome.offered)
        return [step for step in self._undone() if step in could - can and self._was_asked_for(step)]

    def _was_asked_for(self, step: StepId) -> bool:
        """Whether the procedure wanted it by then: not where its clock waited for a moment that had not come."""
        deadline, before = self.frame.steps[step].deadline, self.stretch.before
        kind, _, name = deadline.from_.partition(":") if deadline is not None else ("", "", "")
        return kind != "moment" or before is None or MomentId(name) in before.moments

    def _undone(self) -> list[StepId]:
        return [step for step in self.frame.required if step not in self.deeds.first]

    def _ahead(self, situation: Situation) -> set[StepId]:
        """What may still be done from there."""
        actions = actions_ahead(self.exercise.scenario, situation)
        return {self.frame.performer[action] for action in actions if action in self.frame.performer}

    def _doable(self, offered: tuple[ChoiceKey, ...]) -> set[StepId]:
        choices = (choice_of(self.exercise.scenario, key) for key in offered)
        acts = (act.action for choice in choices if choice is not None for act in acts_of(choice))
        return {self.frame.performer[action] for action in acts if action in self.frame.performer}
