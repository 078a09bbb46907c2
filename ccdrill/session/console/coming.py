"""What comes next by itself: messages and the timeout that are due by the story's clock, or wait for something. For the facilitator alone.

As things stand now: a decision may change all of it.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from ccdrill.engine.calendar import span_label
from ccdrill.engine.conditions import holds, may_hold
from ccdrill.engine.program import Program, Timed
from ccdrill.engine.situation import Situation
from ccdrill.model.condition import Condition
from ccdrill.model.ids import InjectId
from ccdrill.model.scenario import branches_of
from ccdrill.model.value import Value
from ccdrill.session.console.provisos import condition_in_words
from ccdrill.session.run.run import Run
from ccdrill.session.showing.ahead import changes_ahead
from ccdrill.session.telling.telling import Telling

HELD = "held back: i sends it"
"""What is said of a message that the facilitator holds back."""
_NEVER = 1 << 60
"""Behind all that has a time."""


class ComingView(Value, frozen=True, kw_only=True):
    """Something that comes by itself."""

    when: str
    """By the story's clock, with the day only where it is another; empty: nobody can tell."""
    left: int | None
    """Story seconds until then."""
    real: int | None
    """Real seconds until then, if nobody decides or pauses; None where thinking takes no story time."""
    what: str
    """From whom a message comes, or what happens when nobody decides."""
    provided: str
    """What must be so for it to come, in words; empty: nothing."""


class InjectView(Value, frozen=True, kw_only=True):
    """A message that has not arrived."""

    id: InjectId
    """Its name in the scenario."""
    title: str
    """From whom it comes, and how it begins."""
    about: str
    """When it comes by itself, or why it does not."""


def messages_to_come(telling: Telling, program: Program, situation: Situation, run: Run) -> tuple[InjectView, ...]:
    """Every message that did not arrive: what is held back, then what comes next; last what does not come by itself any more.

    Of those that are due together, what would come as the story stands is first.
    """
    waiting = (timed for timed in program.injects if timed.id not in run.arrived)
    return tuple(
        InjectView(
            id=timed.id,
            title=f"{telling.sender(timed.id)}: {' '.join(telling.wording.fill(timed.inject.text).split())}",
            about=_about(telling, situation, timed, run),
        )
        for timed in sorted(waiting, key=lambda one: _rank(telling, situation, one, run))
    )


def _rank(telling: Telling, situation: Situation, timed: Timed, run: Run) -> tuple[int, bool]:
    """By which messages stand in order: when they are due, or behind all that have a time; then whether they would not come.

    Of the ways in which one message can come, which are due together, the one for the story as it stands is the first.
    """
    would_not = not holds(timed.inject.when, situation, telling.exercise.scenario.case)
    if timed.id in run.held:
        return -1, would_not
    return _NEVER + 1 if timed.id in situation.delivered else _due(telling, situation, timed)[0], would_not


def _about(telling: Telling, situation: Situation, timed: Timed, run: Run) -> str:
    if timed.id in run.held:
        return "held back"
    if timed.id in situation.delivered:
        return "did not come"
    t, provided = _due(telling, situation, timed)
    when = telling.clock(t).removeprefix(_today(telling, situation)) if t < _NEVER else ""
    return ", ".join(part for part in (when, provided) if part)


def _today(telling: Telling, situation: Situation) -> str:
    """What the clock says before the time of day, which goes without saying."""
    return telling.clock(situation.now).rpartition(" ")[0] + " "


def coming(
    telling: Telling, program: Program, situation: Situation, held: Iterable[InjectId]
) -> tuple[ComingView, ...]:
    """Everything that is still to come, what is due first first; what waits for something last, in file order.

    Behind it, what was `held` back.
    """
    if situation.is_ended:
        return ()
    kept = [(_NEVER, telling.sender(timed.id), HELD) for timed in program.injects if timed.id in set(held)]
    by_itself = (*_timeout(telling, program, situation), *_messages(telling, program, situation))
    found = [*sorted(by_itself, key=itemgetter(0)), *kept]
    pace = telling.exercise.drill.pace
    today = _today(telling, situation)
    return tuple(
        ComingView(
            when=telling.clock(t).removeprefix(today) if t < _NEVER else "",
            left=t - situation.now if t < _NEVER else None,
            real=int((t - situation.now) / pace) if pace and t < _NEVER else None,
            what=what,
            provided=provided,
        )
        for t, what, provided in found
    )


def _messages(telling: Telling, program: Program, situation: Situation) -> Iterator[tuple[int, str, str]]:
    scenario = telling.exercise.scenario
    ahead = changes_ahead(scenario, situation)
    for timed in program.injects:
        if timed.id not in situation.delivered and may_hold(timed.inject.when, situation, scenario.case, ahead):
            t, provided = _due(telling, situation, timed)
            yield t, telling.wording.sender(timed.inject), provided


def _due(telling: Telling, situation: Situation, timed: Timed) -> tuple[int, str]:
    """When a message is due, and what must be so for it to come."""
    when, after = timed.inject.when, timed.inject.after
    asked = condition_in_words(telling, when.tree) if when is not None else ""
    if timed.at is not None:
        return timed.at, f"if then {asked}" if asked else ""
    if timed.id in situation.armed:
        return situation.armed[timed.id] + (after or 0), f"if still {asked}"
    return _NEVER, f"{span_label(after)} after {asked}" if after else f"when {asked}"


def _timeout(telling: Telling, program: Program, situation: Situation) -> Iterator[tuple[int, str, str]]:
    expiry = program.expiries.get(situation.state)
    if expiry is None or situation.is_timeout_spent:
        return
    ways = [_way(telling, one.to, one.when) for one in branches_of(expiry.timeout.goto)]
    yield situation.entered + expiry.after, f"time is up: {', else '.join(ways) or 'the story stays here'}", ""


def _way(telling: Telling, to: str, when: Condition | None) -> str:
    return f"{to} if {condition_in_words(telling, when.tree)}" if when is not None else f"on to {to}"
