"""What hangs on what among the things that never come about in a scenario, and which of them are first causes.

A state hangs on what leads there and never does, a condition on what would give its questions another answer and never does.
That errs on one side: whatever may have to do with it counts. What comes about once the causes are mended, plays show.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import NamedTuple

from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import Condition, Done, ElapsedCompared, FlagSet, Happened, MeterCompared
from ccdrill.model.ids import ChoiceId, InjectId, StateId
from ccdrill.model.scenario import Branch, Scenario, Variant, branches_of
from ccdrill.rehearsal.flow.places import Source
from ccdrill.rehearsal.known.guards import resolve
from ccdrill.rehearsal.known.known import joined
from ccdrill.rehearsal.known.needs import Need, needs
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.survey.firsts import Fork, forks_of
from ccdrill.rehearsal.survey.giving import giving
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.telling.mends import Mend
from ccdrill.rehearsal.walk.onward import Onward, all_after

Node = Need | Source
"""Something that never comes about. Beside the sources of effects there are drifts, by their number, and meters that never change; and `idle` ones, named by where they stand: nothing hangs on them."""
Asked = tuple[Condition, bool]
"""A condition, and whether it would have to hold."""
_NUMBERS = (MeterCompared, ElapsedCompared)
"""Only of choices that ask in vain for the same of these is it said that they have the same cause: elsewhere each number may be a slip."""
_ORDER = ("choice", "inject", "timeout", "drift", "meter", "state")
"""Which of several that hang on each other is taken for the cause."""


class Idle(NamedTuple):
    """Something that is told to be in vain: it never comes about, or a condition that never fails."""

    path: Path
    """Where it stands."""
    code: str
    """What it is told as."""
    need: Need | None = None
    """Of a flag that never changes: the answer that it never has."""

    @property
    def node(self) -> Node:
        """What it is."""
        if self.need is not None:
            return self.need
        match self.path:
            case ("states" | "endings", name) if self.code.startswith("unreachable"):
                return "state", str(name)
            case ("states", state, "choices", name) if self.code == "dead-choice":
                return "choice", f"{state}/{name}"
            case ("anywhere", name) if self.code == "dead-choice":
                return "choice", str(name)
            case ("injects", name) if self.code == "dead-inject":
                return "inject", str(name)
            case ("states", name, "timeout") if self.code == "dead-timeout":
                return "timeout", str(name)
            case ("drift", int(index)):
                return "drift", str(index)
            case ("meters", name):
                return "meter", str(name)
            case _:
                return "idle", "/".join(map(str, self.path))

    @property
    def name(self) -> str:
        """How it is named."""
        if isinstance(self.node, Need):
            return str(self.path[1])
        kind, name = self.node
        return f"drift {int(name) + 1}" if kind == "drift" else name


Things = Mapping[Node, Idle]
Ways = dict[Node, tuple[Node, ...]]
"""What directly hangs on what."""


class Cascade:
    """The answers for one survey."""

    def __init__(self, survey: Survey) -> None:
        """Looks at nothing yet."""
        self._survey = survey
        self._scenario = survey.table.program.scenario
        self._forks = list(forks_of(self._scenario))
        whole = survey.whole
        self._table = whole.table
        self._held = reduce(joined, (*whole.states.values(), *whole.after.values(), *whole.meantime.values()))

    def ways(self, idle: Iterable[Idle]) -> Ways:
        """What each of them hangs on directly, and what that hangs on."""
        things = {one.node: one for one in idle}
        found: Ways = {node: tuple(dict.fromkeys(self._hangs_on(one, things))) for node, one in things.items()}
        asked = dict.fromkeys(node for nodes in found.values() for node in nodes if isinstance(node, Need))
        for need in asked:  # what asks for it itself is not the first to give it
            found[need] = tuple(one for one in self._givers(need, things) if need not in found[one])
        return found

    def causes(self, ways: Ways) -> list[Node]:
        """The first causes: what hangs on nothing else, or, of what only hangs on each other, one."""
        after = {node: all_after(ways, node) for node in ways}
        found: dict[Node, None] = {}
        for node in ways:
            if all(node in after[other] for other in after[node]):
                among = {node, *after[node]}
                found[min((one for one in ways if one in among), key=_rank)] = None
        return list(found)

    def mend(self, cause: Node) -> Mend:
        """What puts a cause right."""
        if isinstance(cause, Need) or cause[0] != "state":
            return Mend(cause)
        return Mend(cause, tuple(self._before(StateId(cause[1]))))

    def _before(self, name: StateId) -> list[StateId]:
        """From where people would come to a state: what has it among its targets, else what it does not lead to, or where plays get stuck, else the start."""
        table = self._table
        there = [state for state in self._scenario.states if self._survey.can_reach(table.index[state]) is not False]
        leading = {home for fork in self._leading_to(name) for home in _homes(self._scenario, fork.source)}
        later = all_after(dict(enumerate(Onward(table).targets)), table.index[name])
        near = [state for state in there if state in leading]
        stuck = {lock.state for lock in self._survey.locks}
        far = [one for one in there if table.index[one] not in later or table.index[one] in stuck]
        return near or far or [self._scenario.start]

    def _leading_to(self, name: str) -> Iterator[Fork]:
        for fork in self._forks:
            if fork.path[:2] != ("states", name) and any(one.to == name for one in branches_of(fork.goto)):
                yield fork

    def _hangs_on(self, idle: Idle, things: Things) -> Iterator[Node]:
        if isinstance(idle.node, Need):
            return  # nothing gives a flag that answer
        kind, name = idle.node
        if kind == "meter":
            return
        if kind == "state":
            for fork in self._leading_to(name):
                dead = self._dead(fork.source, things)
                yield from dead
                if not dead:
                    branches = branches_of(fork.goto)
                    for index in (index for index, one in enumerate(branches) if one.to == name):
                        yield from self._asks(_in_turn(branches, index), things)
        elif kind == "inject" and self._scenario.injects[InjectId(name)].when is None:
            yield from (node for node in things if node[0] == "state")  # every play is over by then
        else:
            home = idle.path[1] if idle.path[0] in ("states", "endings") else ""
            for fork in self._leading_to(str(home)):  # whoever came by another way might see it otherwise
                yield from self._dead(fork.source, things)
            for node in self._asks(self._asked(idle), things):
                if idle.code == "dead-choice" or not isinstance(node, Need) or not isinstance(node.leaf, _NUMBERS):
                    yield node
                else:
                    yield from self._givers(node, things)

    def _asked(self, idle: Idle) -> Iterator[Asked]:
        """The conditions that would have to hold, or to fail, for it to make a difference."""
        path, scenario = idle.path, self._scenario
        whens: list[Condition | None] = []
        match path:
            case (*_, "narrative", int(index)):
                name = StateId(str(path[1]))
                place = scenario.states.get(name) or scenario.endings[name]
                yield from _in_turn(place.narrative, index)
            case (*_, "goto" | "outcome" | "text" as key, int(index)):
                fork = next(one for one in self._forks if one.path == path[:-2])
                yield from _in_turn(branches_of(fork.goto) if key == "goto" else fork.words, index)
            case ("states", state, "choices", name, *_):
                whens = [scenario.states[StateId(str(state))].choices[ChoiceId(str(name))].when]
            case ("anywhere", name, *_):
                whens = [scenario.anywhere[ChoiceId(str(name))].when]
            case ("injects", name, *_):
                whens = [scenario.injects[InjectId(str(name))].when]
            case ("drift", int(index), *_):
                whens = [scenario.drift[index].while_]
        yield from ((when, idle.code != "always-true") for when in whens if when is not None)

    def _asks(self, asked: Iterable[Asked], things: Things) -> Iterator[Node]:
        """What its questions hang on: what would answer them so, or, where they never are at all, the question."""
        for condition, holds in asked:
            for need in needs(resolve(condition.tree, self._table.program.case), holds=holds):
                if isinstance(need.leaf, MeterCompared) and ("meter", need.leaf.meter) in things:
                    yield "meter", need.leaf.meter
                elif self._is_kept_from(need) or self._is_timed(need):
                    yield from (
                        node for node in things if node[0] == "choice"
                    )  # another way may go round it, or take long
                elif self._is_never(need):
                    yield need
                else:
                    yield from self._givers(need, things)

    def _is_kept_from(self, need: Need) -> bool:
        """Whether it was so at first, and what made it otherwise can't be undone: only who did something else still has it so."""
        match need.leaf:
            case Done() | Happened():
                return not need.wanted
            case FlagSet(flag=flag):
                is_so = self._scenario.flags[flag] is need.wanted
                return is_so and not any(giving(self._scenario, need.leaf, wanted=need.wanted))
            case _:
                return False

    def _is_timed(self, need: Need) -> bool:
        """Whether it hangs on how long things take."""
        match need.leaf:
            case ElapsedCompared():
                return True
            case MeterCompared(meter=meter):
                return not self._is_never(need) and any(drift.meter == meter for drift in self._scenario.drift)
            case _:
                return False

    def _is_never(self, need: Need) -> bool:
        """Whether a question never has that answer, anywhere."""
        truth = Question(need.leaf, self._table.layout).truth(self._held)
        return not (truth.may_hold if need.wanted else truth.may_fail)

    def _givers(self, need: Need, things: Things) -> Iterator[Node]:
        """Of what never comes about, what could give a question that answer."""
        for source in giving(self._scenario, need.leaf, wanted=need.wanted):
            yield from self._dead(source, things)
        if isinstance(need.leaf, MeterCompared):
            drifts = enumerate(self._scenario.drift)
            numbers = (str(index) for index, drift in drifts if drift.meter == need.leaf.meter)
            yield from (("drift", number) for number in numbers if ("drift", number) in things)

    def _dead(self, source: Source, things: Things) -> list[Node]:
        return kept_by(self._scenario, source, things)


def kept_by(scenario: Scenario, source: Source, things: Things) -> list[Node]:
    """What keeps a source of effects from coming about: itself, or the states that offer it; nothing if it does."""
    if source in things:
        return [source]
    homes: list[Node] = [("state", home) for home in _homes(scenario, source)]
    return homes if all(home in things for home in homes) else []


def _homes(scenario: Scenario, source: Source) -> Iterable[StateId]:
    """The states in which something may have its effects."""
    kind, name = source
    if kind == "inject":
        return scenario.states
    state, slash, _ = name.partition("/")
    if kind == "choice" and not slash:
        return scenario.anywhere[ChoiceId(name)].in_ or scenario.states
    return (StateId(state),)


def _rank(node: Node) -> int:
    return len(_ORDER) if isinstance(node, Need) else (*_ORDER, "idle").index(node[0])


def _in_turn(alternatives: str | tuple[Branch | Variant, ...], index: int) -> Iterator[Asked]:
    """What must be so for one of a list to be the first that holds."""
    for place, one in enumerate(alternatives[: index + 1]):
        if not isinstance(one, str) and one.when is not None:
            yield one.when, place == index
