"""The graph of a scenario: what people can come to, and what leads there. What is dead is said as a survey proved it."""

from collections.abc import Iterator, Mapping
from typing import Literal

from ccdrill.authoring.reading.locate import Path
from ccdrill.engine.calendar import span_label
from ccdrill.model.condition import Any, Condition
from ccdrill.model.ids import ChoiceKey, StateId
from ccdrill.model.scenario import AnywhereChoice, Choice, Goto, Scenario, branches_of
from ccdrill.model.value import Value
from ccdrill.rehearsal.survey.firsts import idle_targets
from ccdrill.rehearsal.survey.retaken import Retaken
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.session.telling.words import Wording

ANYWHERE = "(anywhere)"
"""The node that stands for every state: choices that all of them offer, and injects that lead on from wherever people are."""
BY_HAND = {" (own words)": "in the team's own words", " (led on)": "led on by hand"}
"""What a run does that the story does not have: how the key of such a way ends, behind the state that it left; and what it is called."""
Taken = Mapping[tuple[str, str], tuple[int, ...]]
"""The steps of a run, numbered from 1, by what led on (`Way.key`) and the node to which it led."""


class Node(Value, frozen=True, kw_only=True):
    """A state, an ending, or ANYWHERE."""

    id: str
    """The state's id, or ANYWHERE."""
    kind: Literal["state", "good", "mixed", "bad", "anywhere"]
    """What it is; endings by how they turn out."""
    title: str = ""
    """In people's words."""
    is_start: bool = False
    """Whether the story begins there."""
    mark: str = ""
    """What is wrong with it, in words; empty: nothing."""
    steps: tuple[int, ...] = ()
    """The steps of the run that came here; 0 is the beginning."""


class Way(Value, frozen=True, kw_only=True):
    """What leads from one node to another, or back to itself."""

    key: str
    """`state/choice`, the choice of anywhere, `state (timeout)`, `inject (inject)`; of a run also what is BY_HAND."""
    source: str
    """Where it begins."""
    target: str
    """Where it leads; the same: the run stays."""
    kind: Literal["choice", "anywhere", "timeout", "inject", "hand"]
    """What it is; by hand: no rule of the story leads there, a run went there all the same."""
    label: str
    """Its id, or after how long it comes."""
    when: str = ""
    """The condition, in the author's words; empty: always."""
    text: str = ""
    """What people read."""
    mark: str = ""
    """What is wrong with it, in words; empty: nothing."""
    steps: tuple[int, ...] = ()
    """The steps of the run that went this way."""


class Graph(Value, frozen=True, kw_only=True):
    """A scenario to look at."""

    title: str
    """In people's words."""
    nodes: tuple[Node, ...]
    """States in file order, then endings, then ANYWHERE if something begins there."""
    ways: tuple[Way, ...]
    """In file order: states with their timeouts, anywhere, injects; then what a run did by hand."""
    messages: tuple[Way, ...]
    """Injects that lead nowhere: they only fall; source and target are ANYWHERE."""
    run: str = ""
    """The run that is laid over it; empty: none."""


def graph_of(scenario: Scenario, survey: Survey, taken: Taken | None = None, run: str = "") -> Graph:
    """The graph of a checked scenario, with what was proved of it, and a run's steps if there are any."""
    return _Drawing(scenario, survey, taken or {}, run).graph()


class _Drawing:
    def __init__(self, scenario: Scenario, survey: Survey, taken: Taken, run: str) -> None:
        self._scenario = scenario
        self._wording = Wording(scenario)
        self._survey = survey
        self._taken = taken
        self._run = run
        again = Retaken(survey.listed, waits=True) if survey.is_exhausted and survey.listed is not None else None
        self._idle = {one.path for one in idle_targets(survey.flow, again, lambda _: True)}
        self._stuck = {survey.table.names[lock.state] for lock in survey.locks}

    def graph(self) -> Graph:
        ways = tuple(self._ways())
        leading = tuple(one for one in ways if one.kind != "inject" or one.target != ANYWHERE)
        return Graph(
            title=self._fill(self._scenario.title),
            nodes=tuple(self._nodes(any(one.source == ANYWHERE for one in leading))),
            ways=leading,
            messages=tuple(one for one in ways if one.kind == "inject" and one.target == ANYWHERE),
            run=self._run,
        )

    def _nodes(self, has_anywhere: bool) -> Iterator[Node]:
        arrived: dict[str, list[int]] = {self._scenario.start: [0]} if self._run else {}
        for (_, target), steps in self._taken.items():
            arrived.setdefault(target, []).extend(steps)
        for name, state in self._scenario.states.items():
            yield Node(
                id=name,
                kind="state",
                title=self._fill(state.title),
                is_start=name == self._scenario.start,
                mark=self._mark_of(name),
                steps=tuple(sorted(arrived.get(name, ()))),
            )
        for name, ending in self._scenario.endings.items():
            yield Node(
                id=name,
                kind=ending.kind,
                title=self._fill(ending.title),
                mark=self._mark_of(name),
                steps=tuple(sorted(arrived.get(name, ()))),
            )
        if has_anywhere:
            yield Node(id=ANYWHERE, kind="anywhere", title="wherever people are")

    def _mark_of(self, name: StateId) -> str:
        reached = self._survey.can_reach(self._survey.table.index[name])
        if reached is None:
            return "not decided whether it is reached"
        if not reached:
            return "never reached"
        return "gets stuck" if name in self._stuck else ""

    def _ways(self) -> Iterator[Way]:
        for name, state in self._scenario.states.items():
            for key, choice in state.choices.items():
                path = ("states", name, "choices", key)
                yield from self._choice(ChoiceKey(f"{name}/{key}"), key, choice, name, "choice", path)
            if state.timeout is not None:
                label = f"after {span_label(state.timeout.after)}"
                fires = self._survey.can_expire(self._survey.table.index[name])
                mark = "never fires" if fires is False else ""
                for target, when, idle in self._targets(state.timeout.goto, name, ("states", name, "timeout")):
                    yield self._way(f"{name} (timeout)", name, target, "timeout", label, _both(when), mark=mark or idle)
        for key, anywhere in self._scenario.anywhere.items():
            for source in anywhere.in_ or (ANYWHERE,):
                yield from self._choice(ChoiceKey(key), key, anywhere, source, "anywhere", ("anywhere", key))
        indexes = {call.id: call.index for call in self._survey.table.calls}
        for inject_id, inject in self._scenario.injects.items():
            at = f" at {inject.at.text}" if inject.at is not None else ""
            after = f" after {span_label(inject.after)}" if inject.after is not None else ""
            arrives = self._survey.can_arrive(indexes[inject_id])
            mark = "never arrives" if arrives is False else "not decided whether it arrives" if arrives is None else ""
            if indexes[inject_id] in self._survey.waited.calls:
                mark = "arrives only if people wait"
            for target, when, idle in self._targets(inject.goto, ANYWHERE, ("injects", inject_id)):
                conditions = _both(inject.when, when)
                label = f"{inject_id}{at}{after}"
                text = self._fill(inject.text)
                yield self._way(
                    f"{inject_id} (inject)", ANYWHERE, target, "inject", label, conditions, text, mark or idle
                )

        for led_by, target in self._taken:
            for ending, label in BY_HAND.items():
                if led_by.endswith(ending):
                    yield self._way(led_by, led_by.removesuffix(ending), target, "hand", label, "")

    def _choice(
        self,
        key: ChoiceKey,
        label: str,
        choice: Choice | AnywhereChoice,
        source: str,
        kind: Literal["choice", "anywhere"],
        path: Path,
    ) -> Iterator[Way]:
        can = self._survey.can_take(key)
        mark = "never taken" if can is False else "not decided whether it can be taken" if can is None else ""
        for target, when, idle in self._targets(choice.goto, source, path):
            conditions = _both(choice.when, when)
            yield self._way(key, source, target, kind, label, conditions, self._fill(choice.text), mark or idle)

    def _way(
        self,
        key: str,
        source: str,
        target: str,
        kind: Literal["choice", "anywhere", "timeout", "inject", "hand"],
        label: str,
        when: str,
        text: str = "",
        mark: str = "",
    ) -> Way:
        steps = self._taken.get((key, target), ())
        if target == ANYWHERE:  # it stays, wherever that is
            steps = tuple(sorted(step for (one, _), found in self._taken.items() if one == key for step in found))
        return Way(
            key=key, source=source, target=target, kind=kind, label=label, when=when, text=text, mark=mark, steps=steps
        )

    def _targets(self, goto: Goto | None, stays: str, path: Path) -> Iterator[tuple[str, Condition | None, str]]:
        """Each target with its own condition and what is wrong with it; the place itself when the run stays."""
        branches = branches_of(goto)
        if not branches:
            yield stays, None, ""
        for index, branch in enumerate(branches):
            idle = "never leads here" if (*path, "goto", index) in self._idle else ""
            yield branch.to, branch.when, idle

    def _fill(self, text: str) -> str:
        """In one line, with names filled in."""
        return " ".join(self._wording.fill(text).split())


def _both(*conditions: Condition | None) -> str:
    """What holds when all of them do, as a condition is written: `or` binds less than the `and` between them."""
    asked = [one for one in conditions if one is not None]
    return " and ".join(f"({one.text})" if asked[1:] and isinstance(one.tree, Any) else one.text for one in asked)
