"""A trial of a scenario in plain lines: what its author can type, and what a save has changed."""

from collections.abc import Callable, Iterable, Iterator

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.meant import span_meant
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.engine.calendar import calendar_of
from ccdrill.engine.program import Offer
from ccdrill.engine.situation import Situation
from ccdrill.model.errors import CcdrillError
from ccdrill.model.scenario import Scenario
from ccdrill.model.units import parse_span
from ccdrill.plain.changed import changes_between, listed_changes
from ccdrill.plain.lines import exhibit, folded, listed, wrapped
from ccdrill.plain.trial import explained, facilitation, papers, shown, values_of, why_closed
from ccdrill.previewing import Trial, known_state
from ccdrill.watching import WAITS

HELP = (
    "NUMBER or ID: take that choice",
    "? NUMBER: what a choice does",
    "a letter, such as A: read that exhibit",
    "facilitator: the facilitator's notes on this state, with questions and hints",
    "set NAME=VALUE: give a flag or a meter another value",
    "wait 20m: let time pass (wait alone: 10 minutes)",
    "back: as if the last of these had not been done",
    "at STATE: go to any state, with the time and the values of now (at alone: the names of all states)",
    "restart: go back to where this trial began",
    "quit: leave",
)
"""What can be typed."""
_COMMANDS = ("help", "facilitator", "set", "wait", "back", "at", "restart", "quit")
_ASK_FOR_HELP = "Type ? for what can be typed here."
PROMPT = "> "
"""What stands before an answer, where a person types it."""
_QUOTED = 60
"""Characters of an answer that are quoted."""
_ENDED = "It has ended. Take a move back, or restart."
_MOST_DIGITS = 6
_WAIT = 600
"""Seconds that `wait` alone waits."""


Reload = Callable[[], tuple[Scenario | None, tuple[str, ...]]]
"""A scenario that has changed since this was asked last, if it is good, and what to say."""


class NotMended(CcdrillError):
    """Nobody is there any more who could mend a file that can't be used as it is."""


def wait_for_one(reload: Reload, answers: Iterable[str | None], write: Callable[[str], None]) -> Scenario | None:
    """The scenario, as soon as its file is good; None when somebody quits before. Raises NotMended."""
    found, said = reload()
    _say(write, said)
    if found is not None:
        return found
    for answer in answers:
        if answer is not None and answer.split() == ["quit"]:
            return None
        found, said = reload()
        _say(write, said)
        if found is not None:
            return found
        if answer is not None and not said:
            write(WAITS)
    raise NotMended("the file has errors, and nobody mended it", "Mend what is listed, then try again.")


def play_trial(
    trial: Trial,
    answers: Iterable[str | None],
    write: Callable[[str], None],
    reload: Reload | None = None,
    ask: Callable[[], None] = lambda: None,
) -> None:
    """Plays until `quit` or the end of the answers. `ask` is called whenever an answer is wanted.

    A None among the answers says that a while went by; `reload` is asked then.
    """
    write(
        wrapped(
            f"A trial of '{trial.program.scenario.id}'; nothing is recorded. ? tells what can be typed; quit leaves."
        )
    )
    _say(write, shown(trial))
    ask()
    for answer in answers:
        if answer is None:
            changed, said = reload() if reload is not None else (None, ())
            _say(write, said)
            if changed is not None:
                _say(write, _read_again(trial, changed))
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


def _read_again(trial: Trial, changed: Scenario) -> Iterator[str]:
    """What a save has changed, what was kept, and how it stands now if that is shown otherwise than before."""
    old, before, seen, moves = trial.program.scenario, trial.situation, list(shown(trial)), len(trial.steps) - 1
    lost = trial.reload(changed)
    here, elsewhere = changes_between(old, changed, trial.situation.state)
    if not here and not elsewhere:
        yield "Read again: nothing has changed."
        return
    yield "Read again."
    if here:
        yield folded(f"CHANGED HERE: {listed_changes(here)}")
    if elsewhere:
        yield folded(f"CHANGED ELSEWHERE: {listed_changes(elsewhere)}")
    if lost:
        yield folded(f"NOT KEPT: {lost}")
    moved = ", ".join(_differences(before, trial.situation, trial.program.scenario))
    yield folded(f"NOW: {moved}" if moved else f"KEPT: {_counted(moves, lost)}where it stands, the time and all values")
    now = list(shown(trial))
    if now != seen:
        yield from now


def _counted(moves: int, lost: str) -> str:
    return "" if lost or not moves else "the move made, " if moves == 1 else f"all {moves} moves, "


def _differences(before: Situation, after: Situation, scenario: Scenario) -> Iterator[str]:
    """What a save has changed of where a trial stands: place, time, and values."""
    if before.state != after.state:
        yield f"in '{after.state}' instead of '{before.state}'"
    if before.now != after.now:
        calendar = calendar_of(scenario)
        yield f"{calendar.at(after.now)} instead of {calendar.at(before.now)}"
    old, new = values_of(before), values_of(after)
    yield from (
        f"{name}={value} instead of {old[name]}" for name, value in new.items() if old.get(name, value) != value
    )
    yield from (f"{name}={value} is new" for name, value in new.items() if name not in old)
    yield from (f"{name} is gone" for name in old if name not in new)


def _answered(trial: Trial, words: list[str]) -> Iterator[str]:
    """What an answer comes to."""
    try:
        match words:
            case ["?" | "help"]:
                yield from (listed(line) for line in HELP)
                return
            case ["?", which]:
                yield from explained(trial, _find(trial, which))
                return
            case ["at"]:
                yield wrapped(f"The states: {', '.join(trial.program.scenario.states)}. Write at STATE.", "  ")
                return
            case [which] if (found := _read_here(trial, which)) is not None:
                yield from found
                return
            case _:
                refused = _do(trial, words)
    except CcdrillError as error:
        refused = f"{error.message}. {error.hint}"
    if refused is not None:
        yield wrapped(refused)
        return
    yield from shown(trial)


def _read_here(trial: Trial, which: str) -> Iterator[str] | None:
    """The paper of that letter, or the notes; None for anything else, and where a choice is called so, as in a drill."""
    if any(offer.id == which for offer in trial.offered):
        return None
    if which.lower() == "facilitator":
        return facilitation(trial)
    paper = papers(trial).get(which.upper())
    return exhibit(paper) if paper is not None else None


def _do(trial: Trial, words: list[str]) -> str | None:
    """Does what was typed; why not, if it can't be done. Raises CcdrillError where a name or a value is not known."""
    match words:
        case ["back"]:
            return None if trial.back() else "This is the beginning."
        case ["restart"]:
            trial.restart()
        case ["set"]:
            known = ", ".join((*trial.program.scenario.flags, *trial.program.scenario.meters))
            return f"Write set NAME=VALUE. Known: {known or 'none'}."
        case ["set", *typed]:
            return None if trial.give("".join(typed)) else _ENDED
        case ["at", state]:
            trial.jump(known_state(trial.program.scenario, state))
        case ["wait"] | ["wait", _] | ["wait", _, _]:
            seconds = _seconds(" ".join(words[1:])) if len(words) > 1 else _WAIT
            return None if trial.wait(seconds) else _ENDED
        case [which]:
            offer = _find(trial, which)
            return None if trial.take(offer.id) else f"'{offer.id}' can't be taken now{why_closed(trial, offer)}."
        case _:
            return f"'{as_one_line(' '.join(words), _QUOTED)}' is not understood. {_ASK_FOR_HELP}"
    return None


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
        raise CcdrillError(f"there is no choice '{as_one_line(which, _QUOTED)}' here", _instead(which, offers))
    return found


def _instead(which: str, offers: tuple[Offer, ...]) -> str:
    """What may have been meant by an answer that is no choice: one by its beginning, or by the nearest word."""
    if which.isdecimal() and offers:
        return f"There {'is 1' if len(offers) == 1 else f'are {len(offers)}'}."
    begun = [offer.id for offer in offers if offer.id.startswith(which)]
    near = begun[0] if len(begun) == 1 else nearest(which, [*(offer.id for offer in offers), *_COMMANDS])
    return f"Did you mean '{near}'?" if near else _ASK_FOR_HELP
