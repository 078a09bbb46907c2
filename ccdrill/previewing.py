"""`ccdrill preview`: a scenario tried out by its author, from any state with any values. Nothing is recorded.

A trial is where it began and what was done since; whatever is shown follows from these, so a scenario that was changed
meanwhile is simply played again.
"""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec.structs import replace

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.meant import meant
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Offer
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step, begin, begin_at, decide, offers, pass_time
from ccdrill.model.errors import CcdrillError
from ccdrill.model.happenings import Entered
from ccdrill.model.ids import ChoiceId, FlagName, MeterName, StateId
from ccdrill.model.scenario import Meter, Scenario, State, branches_of
from ccdrill.model.units import StoryTime
from ccdrill.model.value import Value
from ccdrill.renaming import renamed
from ccdrill.session.telling.words import Wording

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
"""As meters are written: no exponents, and no more digits than a scenario could need."""


_QUOTED = 60
"""Characters of what was typed that are quoted."""
_TIME = "Write 2h, or 'day 2 09:00'."


class BadStart(CcdrillError):
    """A trial can't begin so, or go on so."""


class Start(Value, frozen=True, kw_only=True):
    """Where a trial begins."""

    state: StateId | None = None
    """None: as the story does."""
    now: int = 0
    """Seconds from the start of the story."""
    given: Mapping[str, bool | Fraction] = {}
    """Flags and meters that differ from what the scenario says."""


def start_from(scenario: Scenario, at: str | None, given: Iterable[str], time: str | None) -> Start:
    """Where to begin, from what was typed: a state, `name=value` for flags and meters, a time. Raises BadStart."""
    state = known_state(scenario, at) if at is not None else None
    values = dict(_setting(scenario, one) for one in given)
    seconds = 0
    if time is not None:
        try:
            seconds = StoryTime.parse(time).since_start(scenario.begins.second_of_day())
        except ValueError as error:
            quoted = as_one_line(time, _QUOTED)
            better = meant(StoryTime, time)
            cure = f"{better[0].upper()}{better[1:]}." if better else str(error) if quoted == time else _TIME
            raise BadStart(f"the time '{quoted}' can't be read", cure) from None
    if state is None and (values or seconds):
        state = scenario.start
    return Start(state=state, now=seconds, given=values)


def known_state(scenario: Scenario, name: str) -> StateId:
    """The state of that name. Raises BadStart with the nearest one."""
    state = StateId(name)
    if state not in scenario.states:
        raise BadStart(f"there is no state '{as_one_line(name, _QUOTED)}'", _state_meant(scenario, state))
    return state


def _state_meant(scenario: Scenario, name: StateId) -> str:
    """What to write for a name that no state has."""
    titled = next((id_ for id_, one in scenario.states.items() if one.title.casefold() == name.casefold()), None)
    if titled is not None:
        from ccdrill.authoring.checks.titled import told_id  # most names are ids

        return told_id(titled)
    ended = next((id_ for id_, one in scenario.endings.items() if name.casefold() in (id_, one.title.casefold())), None)
    if ended is None:
        return _did_you_mean(name, scenario.states)
    before = next((id_ for id_, one in scenario.states.items() if ended in _targets(one)), None)
    first = f", such as {before}, which leads there" if before is not None else ""
    return f"'{ended}' is an ending, and nothing follows it. Begin in a state{first}."


def _targets(state: State) -> set[StateId]:
    """Where its choices and its timeout can lead."""
    gotos = [one.goto for one in state.choices.values()] + ([state.timeout.goto] if state.timeout is not None else [])
    return {branch.to for goto in gotos if goto is not None for branch in branches_of(goto)}


def _setting(scenario: Scenario, typed: str) -> tuple[str, bool | Fraction]:
    name, _, value = (part.strip() for part in typed.partition("="))
    known = (*scenario.flags, *scenario.meters)
    if name not in known:
        raise BadStart(f"there is no flag or meter '{as_one_line(name, _QUOTED)}'", _did_you_mean(name, known))
    if name in scenario.flags:
        if value not in ("true", "false"):
            raise BadStart(f"'{name}' is a flag", f"Write {name}=true or {name}=false.")
        return name, value == "true"
    if not _NUMBER.fullmatch(value):
        raise BadStart(f"'{name}' is a meter", f"Write a number, such as {name}=12 or {name}=-0.5.")
    number = Fraction(value)
    meter = next(one for key, one in scenario.meters.items() if key == name)
    if (meter.min is not None and number < meter.min) or (meter.max is not None and number > meter.max):
        raise BadStart(f"{value} is out of bounds for '{name}'", _bounds_words(meter))
    return name, number


def _bounds_words(meter: Meter) -> str:
    parts = [f"at least {meter.min}"] if meter.min is not None else []
    parts += [f"at most {meter.max}"] if meter.max is not None else []
    return f"It is {' and '.join(parts)}."


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = nearest(name, names)
    return f"Did you mean '{near}'?" if near else f"Known: {', '.join(names) or 'none'}."


def _known_start(scenario: Scenario, start: Start) -> Start:
    """Without the values of flags and meters that the scenario does not have."""
    flags = {str(name) for name in scenario.flags}
    meters = {str(name) for name in scenario.meters}
    given = {
        name: value for name, value in start.given.items() if name in (flags if isinstance(value, bool) else meters)
    }
    return Start(state=start.state, now=start.now, given=given)


def _values(here: Situation) -> dict[str, bool | Fraction]:
    """Flags and meters by name."""
    flags: dict[str, bool | Fraction] = {str(name): value for name, value in here.flags.items()}
    return flags | {str(name): value for name, value in here.meters.items()}


def _begins_anew(began: StateId) -> str:
    return (
        f"there is no state '{began}' any more, where this trial began: it begins anew where the story does, "
        "without what was set and done; 'at STATE' goes elsewhere"
    )


class Trial:
    """A scenario as somebody is trying it out."""

    def __init__(self, scenario: Scenario, start: Start) -> None:
        """Stands where it begins."""
        self._start = start
        self._moves: list[tuple[str, str | int]] = []
        self._read(scenario)
        self.steps: list[Step] = [self._first()]
        """What each move came to, the beginning first."""

    @property
    def step(self) -> Step:
        """What the last move came to."""
        return self.steps[-1]

    @property
    def situation(self) -> Situation:
        """Where it stands."""
        return self.step.situation

    @property
    def offered(self) -> tuple[Offer, ...]:
        """Every choice of the state, also those that can't be taken now."""
        return () if self.situation.is_ended else self.program.offers[self.situation.state]

    @property
    def open_now(self) -> tuple[Offer, ...]:
        """Those that can."""
        return offers(self.program, self.situation)

    @property
    def entered(self) -> tuple[StateId, ...]:
        """The states that the story came to, each once: since it began, or since it was put elsewhere."""
        since = max((at for at, (kind, _) in enumerate(self._moves, start=1) if kind == "jump"), default=0)
        happenings = (one for step in self.steps[since:] for one in step.outcome.happenings)
        return tuple(dict.fromkeys(one.state for one in happenings if isinstance(one, Entered)))

    def take(self, choice: ChoiceId) -> bool:
        """Takes a choice; False when it can't be taken now."""
        return self._do("take", choice)

    def wait(self, seconds: int) -> bool:
        """Lets time pass while nobody decides; False after an ending."""
        return self._do("wait", seconds)

    def give(self, typed: str) -> bool:
        """Gives a flag or meter another value, as in `name=value`; False after an ending. Raises BadStart.

        Nothing else changes but what follows at once from the value: a message that waited for it arrives.
        """
        _setting(self.program.scenario, typed)
        return self._do("set", typed)

    def jump(self, state: StateId) -> None:
        """To another state, at the time and with the values of now; what was done is forgotten."""
        self._do("jump", state)

    def back(self) -> bool:
        """As if the last move had not been made; False at the beginning."""
        if not self._moves:
            return False
        self._moves.pop()
        self.steps.pop()
        return True

    def restart(self) -> None:
        """Back to where it began."""
        del self._moves[:], self.steps[1:]

    def reload(self, scenario: Scenario) -> str:
        """Plays all moves again in a changed scenario. What could not be kept, in words; empty: everything was.

        A state that is called otherwise now is the same state. Where a move does not hold any more, the trial goes on from the
        state in which it stands, with the values and at the time of now, if there still is such a state; else from where that
        move was.
        """
        called = renamed(self.program.scenario, scenario)
        here = replace(self.situation, state=called.get(self.situation.state, self.situation.state))
        moves = [(kind, called.get(StateId(str(what)), what) if kind == "jump" else what) for kind, what in self._moves]
        began = self._start.state
        lost = ""
        if began is not None and called.get(began, began) not in scenario.states:
            lost, moves = _begins_anew(began), []
            self._start = Start()
        elif began is not None:
            self._start = replace(self._start, state=called.get(began, began))
        self._start = _known_start(scenario, self._start)
        self._read(scenario)
        self._moves, self.steps = [], [self._first()]
        failed = next((number for number, move in enumerate(moves, start=1) if not self._do(*move)), None)
        if failed is None:
            return lost
        gone = f"move {failed} ('{moves[failed - 1][1]}') does not hold any more"
        if here.state not in scenario.states:
            also = "" if here.is_ended else f", and there is no state '{here.state}'"
            return f"{gone}{also}; this is where that move was"
        self._start = _known_start(scenario, Start(state=here.state, now=here.now, given=_values(here)))
        self._moves, self.steps = [], [self._first()]
        return f"{gone}; it goes on from here, and what led here is forgotten"

    def _read(self, scenario: Scenario) -> None:
        self.program = compile_scenario(scenario)
        self.wording = Wording(scenario)
        self._mover = MachineMover(self.program)

    def _first(self) -> Step:
        start = self._start
        if start.state is None:
            return begin(self.program, self._mover)
        return begin_at(self.program, self._mover, start.state, start.now, start.given)

    def _do(self, kind: str, what: str | int) -> bool:
        step = self._stepped(kind, what)
        if step is not None:
            self._moves.append((kind, what))
            self.steps.append(step)
        return step is not None

    def _stepped(self, kind: str, what: str | int) -> Step | None:
        here, scenario = self.situation, self.program.scenario
        if kind == "take":
            return decide(self.program, self._mover, here, ChoiceId(str(what)))
        if kind == "wait":
            return None if here.is_ended else pass_time(self.program, self._mover, here, here.now + int(what))
        if kind == "set":
            return None if here.is_ended else self._given(here, str(what))
        if what not in scenario.states:
            return None
        return begin_at(self.program, self._mover, StateId(str(what)), here.now, _values(here))

    def _given(self, here: Situation, typed: str) -> Step | None:
        """The situation with another value in it; None where there is no such flag or meter any more."""
        try:
            name, value = _setting(self.program.scenario, typed)
        except BadStart:
            return None
        if isinstance(value, bool):
            here = replace(here, flags={**here.flags, FlagName(name): value})
        else:
            here = replace(here, meters={**here.meters, MeterName(name): value})
        return pass_time(self.program, self._mover, here, here.now)
