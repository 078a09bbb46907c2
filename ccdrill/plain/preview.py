"""A trial of a scenario in plain lines, as its author needs it: also what people don't see, and why a choice is closed."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from ccdrill.authoring.excerpt import as_one_line
from ccdrill.authoring.meant import span_meant
from ccdrill.authoring.nearest import nearest
from ccdrill.engine.calendar import clock_label, span_label
from ccdrill.engine.conditions import holds
from ccdrill.engine.program import Offer
from ccdrill.model.errors import CcdrillError
from ccdrill.model.happenings import Acted, Arrived, Marked, TimedOut
from ccdrill.model.scenario import Choice, Scenario, acts_of, branches_of
from ccdrill.model.units import parse_span
from ccdrill.plain.lines import wrapped
from ccdrill.previewing import Trial, known_state

HELP = "a number or an id takes a choice; ? NUMBER says what it does; wait 20m lets time pass; back; restart; at STATE; quit"
PROMPT = "> "
"""What stands before an answer, where a person types it."""
_QUOTED = 60
"""Characters of an answer that are quoted."""
_MOST_DIGITS = 6
_WAIT = 600
"""Seconds that `wait` alone waits."""


def play_trial(
    trial: Trial,
    answers: Iterable[str | None],
    write: Callable[[str], None],
    reload: Callable[[], tuple[Scenario | None, tuple[str, ...]]] | None = None,
    ask: Callable[[], None] = lambda: None,
) -> None:
    """Plays until `quit` or the end of the answers. `ask` is called whenever an answer is wanted.

    A None among the answers says that a while went by. `reload` is asked then: a scenario that has changed since, if it is
    good, and what to say.
    """
    _say(write, shown(trial))
    ask()
    for answer in answers:
        if answer is None:
            changed, said = reload() if reload is not None else (None, ())
            _say(write, said)
            if changed is not None:
                lost = trial.reload(changed)
                _say(write, (f"Read again{f': {lost}' if lost else ''}.", *shown(trial)))
            if said or changed is not None:
                ask()
            continue
        words = answer.split("#")[0].split()
        if words == ["quit"]:
            return
        if words:
            _say(write, _answered(trial, words))
        ask()


def _say(write: Callable[[str], None], lines: Iterable[str]) -> None:
    for line in lines:
        write(line)


def _answered(trial: Trial, words: list[str]) -> Iterator[str]:
    """What an answer comes to."""
    try:
        match words:
            case ["?" | "help"]:
                yield wrapped(HELP)
                return
            case ["?", which]:
                yield from explained(trial, _find(trial, which))
                return
            case ["back"]:
                if not trial.back():
                    yield "This is the beginning."
                    return
            case ["restart"]:
                trial.restart()
            case ["at", state]:
                trial.jump(known_state(trial.program.scenario, state))
            case ["wait"] | ["wait", _] | ["wait", _, _]:
                if not trial.wait(_seconds(" ".join(words[1:])) if len(words) > 1 else _WAIT):
                    yield "It has ended. Take a move back, or restart."
                    return
            case [which]:
                offer = _find(trial, which)
                if not trial.take(offer.id):
                    yield f"'{offer.id}' can't be taken now{_closed(trial, offer)}."
                    return
            case _:
                yield wrapped(f"'{as_one_line(' '.join(words), _QUOTED)}' is not understood: {HELP}.")
                return
    except CcdrillError as error:
        yield wrapped(f"{error.message}. {error.hint}")
        return
    yield from shown(trial)


def _seconds(span: str) -> int:
    """So long. Raises CcdrillError with how it is written."""
    try:
        return parse_span(span)
    except ValueError as error:
        better = span_meant(span.lower())
        if better is not None and better != span:
            raise CcdrillError(f"'{span}' is not a span of time", f"Write {better}.") from None
        message, _, cure = str(error).rpartition(": ")
        quoted = f"'{as_one_line(span, _QUOTED)}' is not a span of time"
        raise CcdrillError(quoted if len(span) > _QUOTED else message, f"{cure.capitalize()}.") from None


def _find(trial: Trial, which: str) -> Offer:
    offers = trial.offered
    if which.isdecimal() and len(which) <= _MOST_DIGITS and 0 < int(which) <= len(offers):
        return offers[int(which) - 1]
    found = next((offer for offer in offers if offer.id == which), None)
    if found is None:
        near = nearest(which, [offer.id for offer in offers])
        hint = f"Did you mean '{near}'?" if near else f"{HELP[0].upper()}{HELP[1:]}."
        raise CcdrillError(f"there is no choice '{as_one_line(which, _QUOTED)}' here", hint)
    return found


def shown(trial: Trial) -> Iterator[str]:
    """What the last move brought, and where it stands now."""
    scenario, situation = trial.program.scenario, trial.situation
    yield ""
    for happening in trial.step.outcome.happenings:
        match happening:
            case Arrived(inject=inject, t=t):
                text = " ".join(scenario.injects[inject].text.split())
                yield wrapped(f"{clock_label(scenario.begins, t)} inject '{inject}': {trial.wording.fill(text)}", "  ")
            case TimedOut(state=left, t=t):
                yield f"{clock_label(scenario.begins, t)} timeout of '{left}'"
            case Marked(moment=moment, t=t):
                yield f"{clock_label(scenario.begins, t)} moment '{moment}'"
            case Acted(action=action, t=t):
                yield f"{clock_label(scenario.begins, t)} done: {action}"
            case _:
                continue
    clock = f"{clock_label(scenario.begins, situation.now)}, {span_label(situation.now)} after the start"
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
    yield _values(trial)
    if state.timeout is not None and not situation.is_timeout_spent:
        remaining = situation.entered + state.timeout.after - situation.now
        yield f"timeout in {span_label(max(0, remaining))}"
    yield trial.wording.fill(state.question)
    open_now = {offer.key for offer in trial.open_now}
    for number, offer in enumerate(trial.offered, start=1):
        closed = "" if offer.key in open_now else f"  (closed{_closed(trial, offer)})"
        yield wrapped(f"{number}  {offer.id}: {trial.wording.fill(' '.join(offer.choice.text.split()))}{closed}", "   ")
    if not open_now:
        yield "Nothing can be chosen here."


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


def _closed(trial: Trial, offer: Offer) -> str:
    """Why a choice can't be taken now."""
    if offer.choice.once and trial.situation.used.get(offer.key):
        return ": it can be taken once"
    return f": when {offer.choice.when.text}" if offer.choice.when is not None else ""


def _values(trial: Trial) -> str:
    """Flags and meters, also those that nobody is shown."""
    situation = trial.situation
    parts = [f"{name}={_number(value)}" for name, value in situation.meters.items()]
    parts += [f"{name}={str(value).lower()}" for name, value in situation.flags.items()]
    return wrapped(f"values: {', '.join(parts) or 'none'}", "  ")


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.6g}"
