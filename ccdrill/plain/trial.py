"""Where a trial of a scenario stands, in plain lines: also what people don't see, and what every choice would do."""

from collections.abc import Iterator
from fractions import Fraction

from ccdrill.engine.calendar import calendar_of, span_label
from ccdrill.engine.conditions import holds
from ccdrill.engine.program import Offer
from ccdrill.engine.situation import Situation
from ccdrill.model.happenings import Acted, Arrived, Chosen, Marked, TimedOut
from ccdrill.model.scenario import Choice, acts_of, branches_of
from ccdrill.model.walks import choice_of
from ccdrill.plain import lines
from ccdrill.plain.lines import behind, folded, numbered_hints, subjects, wrapped
from ccdrill.previewing import Trial
from ccdrill.session.console.notes import notes_of
from ccdrill.session.showing.table import lettered
from ccdrill.session.telling.view import ExhibitView


def shown(trial: Trial) -> Iterator[str]:
    """What the last move brought, and where it stands now."""
    scenario, situation = trial.program.scenario, trial.situation
    calendar = calendar_of(scenario)
    yield ""
    for happening in trial.step.outcome.happenings:
        match happening:
            case Arrived(inject=inject, t=t):
                text = trial.wording.fill(scenario.injects[inject].text)
                yield _told(f"{calendar.at(t)} inject '{inject}'", text)
            case TimedOut(state=left, t=t):
                timeout = scenario.states[left].timeout
                text = trial.wording.choose(timeout.text, situation) if timeout is not None else ""
                yield _told(f"{calendar.at(t)} timeout of '{left}'", text)
            case Chosen(choice=key, t=t):
                choice = choice_of(scenario, key)
                text = trial.wording.choose(choice.outcome, situation) if choice is not None else ""
                yield _told(f"{calendar.at(t)} chosen: {key}", text)
            case Marked(moment=moment, t=t):
                yield f"{calendar.at(t)} moment '{moment}'"
            case Acted(action=action, t=t):
                yield f"{calendar.at(t)} done: {action}"
            case _:
                continue
    clock = f"{calendar.at(situation.now)}, {span_label(situation.now)} after the start"
    if situation.is_ended:
        ending = scenario.endings[situation.state]
        yield f"THE END: {situation.state} ({ending.kind}), {clock}"
        yield trial.wording.fill(ending.title)
        yield wrapped(trial.wording.choose(ending.narrative, situation))
        yield _values(trial)
        return
    state = scenario.states[situation.state]
    yield f"AT {situation.state}, {clock}"
    yield trial.wording.fill(state.title)
    yield wrapped(trial.wording.choose(state.narrative, situation))
    yield from _table(trial)
    yield _values(trial)
    if state.timeout is not None and not situation.is_timeout_spent:
        remaining = situation.entered + state.timeout.after - situation.now
        yield f"timeout in {span_label(max(0, remaining))}"
    yield trial.wording.fill(state.question)
    open_now = {offer.key for offer in trial.open_now}
    for number, offer in enumerate(trial.offered, start=1):
        closed = "" if offer.key in open_now else f"  (closed{why_closed(trial, offer)})"
        yield behind(f"{number}  ", f"{offer.id}: {trial.wording.fill(' '.join(offer.choice.text.split()))}{closed}")
    if not open_now:
        yield "Nothing can be chosen here."


def _told(what: str, text: str) -> str:
    """Something that happened, with the text that people read then, if there is one."""
    return folded(f"{what}: {' '.join(text.split())}" if text else what)


def papers(trial: Trial) -> dict[str, ExhibitView]:
    """What lies on the table, by the letter that reads it, as in a drill."""
    fill = trial.wording.fill
    return {
        letter: ExhibitView(
            id=one.id,
            letter=letter,
            kind=one.kind,
            title=fill(one.title),
            body=fill(one.body),
            is_new=state == trial.situation.state,
        )
        for letter, one, state in lettered(trial.program.scenario, trial.entered)
    }


def _table(trial: Trial) -> Iterator[str]:
    """What came with the state by name, the rest by letter."""
    found = papers(trial)
    parts = [f"{one.letter} {one.title}" for one in found.values() if one.is_new]
    earlier = [one.letter for one in found.values() if not one.is_new]
    parts += [f"from before {', '.join(earlier)}"] if earlier else []
    if parts:
        yield wrapped(f"on the table: {'; '.join(parts)}", "  ")


def facilitation(trial: Trial) -> Iterator[str]:
    """All that helps whoever leads the talk about a state: questions, hints, and what only the facilitator reads."""
    scenario, here = trial.program.scenario, trial.situation
    if here.is_ended:
        yield "It has ended: there are no notes on an ending."
        return
    notes = scenario.states[here.state].facilitator
    fill = trial.wording.fill
    yield from subjects([fill(one) for one in notes.ask], notes.minutes)
    yield from numbered_hints([fill(one) for one in notes.hints], len(notes.hints))
    yield from lines.notes(notes_of(scenario, trial.wording, here, trial.entered))


def explained(trial: Trial, offer: Offer) -> Iterator[str]:
    """Everything that a choice does, in the words of its file."""
    choice = offer.choice
    yield wrapped(f"{offer.id}: {trial.wording.fill(' '.join(choice.text.split()))}")
    if choice.when is not None:
        yield f"  when {choice.when.text}{'' if holds(choice.when, trial.situation, trial.program.case) else ' (not so now)'}"
    if choice.once:
        yield f"  once{' (taken already)' if trial.situation.used.get(offer.key) else ''}"
    yield f"  takes {span_label(choice.takes) if choice.takes else 'no time'}"
    for act in acts_of(choice):
        yield f"  does {act.action}{f' after {span_label(act.after)}' if act.after is not None else ''}"
    for what, found in (("records", choice.records), ("where", choice.where), ("marks", choice.marks)):
        if found:
            yield f"  {what} {', '.join(found)}"
    yield from _changes(choice)
    branches = branches_of(choice.goto)
    for branch in branches:
        asked = f" when {branch.when.text}" if branch.when is not None else ""
        yield f"  goes to {branch.to}{asked}"
    if not branches:
        yield "  stays"


def _changes(choice: Choice) -> Iterator[str]:
    for name, setting in choice.set.items():
        value = str(setting.value).lower() if isinstance(setting.value, bool) else _number(setting.value)
        yield f"  sets {name} to {value}"
    for name, amount in choice.add.items():
        yield f"  adds {_number(amount)} to {name}"


def why_closed(trial: Trial, offer: Offer) -> str:
    """Why a choice can't be taken now."""
    if offer.choice.once and trial.situation.used.get(offer.key):
        return ": it can be taken once"
    return f": when {offer.choice.when.text}" if offer.choice.when is not None else ""


def _values(trial: Trial) -> str:
    """Flags and meters, also those that nobody is shown."""
    parts = [f"{name}={value}" for name, value in values_of(trial.situation).items()]
    return wrapped(f"values: {', '.join(parts) or 'none'}", "  ")


def values_of(situation: Situation) -> dict[str, str]:
    """Each meter and flag, as it is written."""
    meters = {str(name): _number(value) for name, value in situation.meters.items()}
    return meters | {str(name): str(value).lower() for name, value in situation.flags.items()}


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.6g}"
