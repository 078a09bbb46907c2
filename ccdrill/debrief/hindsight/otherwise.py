"""Hindsight in words: the run beside the best play, and the decisions on which it turned."""

from collections.abc import Iterator
from fractions import Fraction

from ccdrill.debrief.document.course import DecisionRow
from ccdrill.debrief.document.lessons import Compared, Otherwise, TurningPoint
from ccdrill.debrief.hindsight.hindsight import Hindsight, Turn
from ccdrill.engine.calendar import span_label
from ccdrill.model.events import InjectHeld, InjectSent
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceId, StateId
from ccdrill.model.quoting import quoted
from ccdrill.rehearsal.best.looked_up import BestPlay
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Score, rounded
from ccdrill.session.run.run import Run
from ccdrill.session.telling.telling import Telling
from ccdrill.session.telling.words import meter_value

BEYOND = (
    "It is made of the story's own choices alone: what the team did in its own words, and what the facilitator did by hand,"
    " is not in it, and a decision may have left more to be had than any choice did."
)
"""What must be known to read it beside a run that was not made of choices alone."""
OUT_OF_ORDER = "As long as messages have come out of their order, what a decision costs is not known."
"""The same of messages by hand."""


def otherwise(exercise: Exercise, run: Run, frame: Frame, score: Score, best: BestPlay | None) -> Otherwise:
    """The run beside the best play; what could not be found in time is left out."""
    if best is None:
        return Otherwise(score="")
    telling = Telling(exercise)
    ending = exercise.scenario.endings[best.end.state]
    return Otherwise(
        score=rounded(best.score),
        ending_title=telling.wording.fill(ending.title),
        ending_kind=ending.kind,
        consequences=tuple(_meters(exercise, telling, run, best)),
        times=tuple(_times(frame, score, best)),
        path=tuple(_path(exercise, telling, best)),
        beyond=_beyond(run),
    )


def _beyond(run: Run) -> str:
    by_hand = [stretch.entry.event for stretch in run.stretches if stretch.is_by_hand]
    is_out_of_order = any(isinstance(event, InjectSent | InjectHeld) for event in by_hand)
    return " ".join([BEYOND] * bool(by_hand) + [OUT_OF_ORDER] * is_out_of_order)


def _meters(exercise: Exercise, telling: Telling, run: Run, best: BestPlay) -> Iterator[Compared]:
    for name, meter in exercise.scenario.meters.items():
        actual, other = run.situation.meters[name], best.end.meters[name]
        if actual != other:
            yield Compared(
                label=telling.wording.fill(meter.label),
                actual=meter_value(meter, actual),
                otherwise=meter_value(meter, other),
            )


def _times(frame: Frame, score: Score, best: BestPlay) -> Iterator[Compared]:
    """Critical steps and outside duties that came at another time, or not at all."""
    done = {one.step: one.done for one in score.performances}
    for name in frame.required:
        step = frame.steps[name]
        is_duty = step.deadline is not None and step.deadline.kind == "rule"
        actual, other = _after(done.get(name)), _after(best.standing.done.get(name))
        if name in score.withheld:
            actual = "not reached"
        if (step.critical or is_duty) and actual != other:
            yield Compared(label=step.do, actual=actual, otherwise=other)


def _after(seconds: int | None) -> str:
    return "not done" if seconds is None else f"after {span_label(seconds)}" if seconds else "at once"


def _path(exercise: Exercise, telling: Telling, best: BestPlay) -> Iterator[str]:
    for move in best.moves:
        yield f"{telling.clock(move.t)}  {_choice_text(exercise, telling, move.state, move.choice)}"


def _choice_text(exercise: Exercise, telling: Telling, state: StateId, choice: ChoiceId | None) -> str:
    if choice is None:
        return "Nobody decides until something happens"
    here = exercise.scenario.states.get(state)
    found = (here.choices.get(choice) if here is not None else None) or exercise.scenario.anywhere.get(choice)
    return telling.wording.fill(found.text) if found is not None else choice


def turning_points(
    exercise: Exercise, run: Run, hindsight: Hindsight, rows: tuple[DecisionRow, ...]
) -> tuple[TurningPoint, ...]:
    """Every decision that stands, the costliest first, by what it took from the score; those of unknown cost last."""
    telling = Telling(exercise)
    row_of = {row.seq: row for row in rows}
    before = {stretch.entry.seq: stretch.before for stretch in run.decisions}
    chosen = {stretch.entry.seq: stretch.choice for stretch in run.decisions}
    found = []
    for turn in sorted(hindsight.turns, key=_weight, reverse=True):
        row, here = row_of[turn.decision], before[turn.decision]
        assert here is not None, "every decision has a before"
        found.append(
            TurningPoint(
                decision=turn.decision,
                clock=row.clock,
                situation=row.situation,
                choice=row.choice,
                before=_points(turn.before),
                after=_points(turn.after),
                cost=_cost(turn),
                below=_below(turn),
                instead=_instead(exercise, telling, here.state, turn, chosen[turn.decision] or ""),
            )
        )
    return tuple(found)


def _instead(exercise: Exercise, telling: Telling, state: StateId, turn: Turn, chosen: str) -> str:
    """What was best chosen in place of a choice, up to what leads on; empty: just that, or nothing that is known.

    In quotes, for a choice may say itself what comes first.
    """
    choice = chosen.rpartition("/")[2]
    if turn.instead is None or turn.instead == choice or not turn.regret:
        return ""
    first, *then = (quoted(_choice_text(exercise, telling, state, one)) for one in (turn.instead, *turn.then))
    after = (f"then {'the same' if one == choice else text}" for one, text in zip(turn.then, then, strict=True))
    return ", ".join((first, *after))


def _weight(turn: Turn) -> tuple[Fraction, Fraction]:
    """What a turn took from the score, which never goes below 0; then what it took in all. Least of all where that is not known."""
    if turn.regret is None or turn.before is None or turn.after is None:
        return Fraction(-1), Fraction(0)
    return max(Fraction(0), turn.before) - max(Fraction(0), turn.after), turn.regret


def _cost(turn: Turn) -> str:
    """What a turn cost, in points, so that the numbers that are printed beside it subtract; empty: nothing, or not known."""
    if not turn.regret or turn.before is None or turn.after is None:
        return ""
    return rounded(_tenths(turn.before) - _tenths(turn.after), 1)


def _below(turn: Turn) -> str:
    """What of a turn's cost lies below 0, in points; empty: nothing."""
    if not turn.regret or turn.before is None or turn.after is None or turn.after >= 0:
        return ""
    before, after = _tenths(turn.before), _tenths(turn.after)
    return rounded(min(before - after, -after), 1)


def _points(score: Fraction | None) -> str:
    """What can be had, with a decimal where there is one: no score is below 0."""
    return rounded(max(Fraction(0), score), 1).removesuffix(".0") if score is not None else ""


def _tenths(value: Fraction) -> Fraction:
    """As it is printed."""
    return Fraction(rounded(value, 1))
