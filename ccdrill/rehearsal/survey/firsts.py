"""Which of several targets, or of several texts, are never the first whose condition holds: nobody is ever led there, or reads them.

A flow proves it; of targets, a list of all situations tells it too where conditions exclude each other only by the way the story
goes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import All, MeterCompared, Not
from ccdrill.model.scenario import Branch, Goto, Scenario, Variant, Words, branches_of
from ccdrill.model.value import Value
from ccdrill.rehearsal.flow.places import Flow, Source
from ccdrill.rehearsal.known.guards import tree_of
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.known.layout import fact_of
from ccdrill.rehearsal.known.questions import Question, in_turn
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.survey.retaken import Retaken
from ccdrill.rehearsal.walk.table import Table

_WHENEVER = {"choice": "this is chosen", "inject": "this arrives", "timeout": "this fires"}


class Idle(Value, frozen=True):
    """An alternative that never is the first to hold."""

    path: Path
    """Where it stands in the file."""
    reason: str
    """Why, as the end of a sentence."""
    is_proved: bool = True
    """Whether that is so for any length of waiting."""


class Fork(Value, frozen=True):
    """Several targets or texts, of which one is taken."""

    path: Path
    """Where it stands in the file."""
    source: Source
    """What leads and tells."""
    goto: Goto | None
    """Where to."""
    words: Words
    """What it tells."""


def idle_targets(
    found: Flow, taken: Retaken | None, is_reached: Callable[[int], bool], counted: Flow | None = None
) -> Iterator[Idle]:
    """Targets to which nothing leads, of choices, injects and timeouts that happen.

    `taken`: what every situation says, if they are known. `is_reached`: whether a state or an ending is; of others nothing is said.
    `counted`: another proof, which keeps numbers apart.
    """
    table = found.table
    for fork in forks_of(table.program.scenario):
        if isinstance(fork.goto, str):
            continue  # its one target always comes first
        branches = branches_of(fork.goto)
        if fork.source not in found.after or len(branches) == 1:
            continue
        idle: dict[int, tuple[str, bool]] = {}
        for proof in (found, counted):
            known = proof.after.get(fork.source) if proof is not None else None
            if proof is not None and known is not None:
                for index, why in never_first(branches, known, proof.table):
                    idle.setdefault(index, (why, True))
        if taken is not None:
            never = taken.never_led(fork.source)
            idle = dict.fromkeys(never, (_instead(fork.source, branches, never), False)) | idle
        told = {why for index, (why, _) in idle.items() if is_reached(table.index[branches[index].to])}
        for index, (why, is_proved) in sorted(idle.items()):
            if why in told:  # one that is never reached is told with what has the same reason: it may come first
                yield Idle((*fork.path, "goto", index), why, is_proved)


def _instead(source: Source, branches: Sequence[Branch], never: Collection[int]) -> str:
    """Where something leads that never leads to some of its targets, if that is one other place."""
    whenever = f"whenever {_WHENEVER[source[0]]}"
    led = {branch.to for index, branch in enumerate(branches) if index not in never}
    is_one = len(led) == 1 and all(branches[index].to not in led for index in never)
    return f"{whenever}, it leads to '{led.pop()}'" if is_one else f"{whenever}, another target comes first"


def never_led_to(found: Flow) -> set[int]:
    """The states and endings, by index, to which every target that names them is proved idle."""
    table = found.table
    led = {table.index[table.program.scenario.start]}
    for fork in forks_of(table.program.scenario):
        known, branches = found.after.get(fork.source), branches_of(fork.goto)
        if known is not None:
            idle = {index for index, _ in never_first(branches, known, table)} if len(branches) > 1 else set[int]()
            led.update(table.index[one.to] for index, one in enumerate(branches) if index not in idle)
    return set(range(len(table.names))) - led


def idle_texts(found: Flow, proofs: Iterable[Flow] = ()) -> Iterator[Idle]:
    """Texts that are never shown, of states and endings that are reached, and of choices and timeouts that happen.

    `found`: the flow with all facts. `proofs`: others, with some of them, which may know more of numbers.
    """
    table = found.table
    scenario = table.program.scenario
    for room, places in (("states", scenario.states), ("endings", scenario.endings)):
        for name, place in places.items():
            path, state, told = (room, name, "narrative"), table.index[name], set[Path]()
            knowing = [one for one in proofs if state in one.states and _asks_for_known(place.narrative, one.table)]
            for one in (found, *knowing):
                for idle in _unread(path, place.narrative, one.states.get(state), one.table):
                    if idle.path not in told:
                        told.add(idle.path)
                        yield idle
    add, clear = _from_outside(found)
    for fork in forks_of(scenario):
        known = found.after.get(fork.source)
        if known is not None and not isinstance(fork.words, str):
            later = known._replace(true=known.true | add, false=known.false | clear, latest=NEVER, spans=())
            key = "outcome" if fork.source[0] == "choice" else "text"
            yield from _unread((*fork.path, key), fork.words, later, table)


def _unread(path: Path, words: Words, known: Known | None, table: Table) -> Iterator[Idle]:
    if known is not None and not isinstance(words, str):
        yield from (Idle((*path, index), reason) for index, reason in never_first(words, known, table))


def _asks_for_known(words: Words, table: Table) -> bool:
    """Whether the conditions of texts ask for nothing that a table leaves out."""
    if isinstance(words, str):
        return False
    asked = {leaf for one in words if one.when is not None for leaf in one.when.leaves}
    return all(
        leaf.meter in table.layout.reach
        if isinstance(leaf, MeterCompared)
        else (fact := fact_of(leaf)) is None or fact in table.layout.bit
        for leaf in asked
    )


def forks_of(scenario: Scenario) -> Iterator[Fork]:
    """Of everything that leads somewhere, one target included."""
    for name, state in scenario.states.items():
        for key, choice in state.choices.items():
            path = ("states", name, "choices", key)
            yield Fork(path, ("choice", f"{name}/{key}"), choice.goto, choice.outcome)
        if state.timeout is not None:
            yield Fork(("states", name, "timeout"), ("timeout", name), state.timeout.goto, state.timeout.text)
    for key, choice in scenario.anywhere.items():
        yield Fork(("anywhere", key), ("choice", key), choice.goto, choice.outcome)
    for call, inject in scenario.injects.items():
        yield Fork(("injects", call), ("inject", call), inject.goto, "")


def never_first(alternatives: Sequence[Branch | Variant], known: Known, table: Table) -> Iterator[tuple[int, str]]:
    """The places of those that are proved never to be the first to hold, with the reason."""
    questions = _asked(alternatives, table)
    for index, (question, here) in enumerate(zip(questions, in_turn(questions, known)[:-1], strict=True)):
        if question.if_holds(known) is None:
            from ccdrill.rehearsal.survey.why import why_never  # only what is told has a reason

            yield index, why_never(question.tree, known, table.program.scenario, table.layout)
        elif here is None or not _is_first(index, questions, table).answers(known).may_hold:
            yield index, f"one above it always holds then{_named(alternatives[:index], questions, known)}"


def _asked(alternatives: Sequence[Branch | Variant], table: Table) -> list[Question]:
    return [Question(tree_of(one.when, table.program.case), table.layout) for one in alternatives]


def _named(above: Sequence[Branch | Variant], questions: Sequence[Question], known: Known) -> str:
    """Which of those above always holds, as the author writes it; nothing where it takes several of them together."""
    closing = _closing(above, questions, known)
    when = above[closing].when if closing is not None else None
    return f": '{when.text}'" if when is not None else ""


def _closing(alternatives: Sequence[Branch | Variant], questions: Sequence[Question], known: Known) -> int | None:
    """The place of the first whose condition always holds, so that nothing comes after it."""
    asked = enumerate(zip(alternatives, questions, strict=False))
    return next((at for at, (one, test) in asked if one.when is not None and test.if_fails(known) is None), None)


def closing(fork: Fork, found: Flow) -> int | None:
    """The place of the first target with a condition that is proved to hold always; None: there is none, or nothing is known."""
    known, branches = found.after.get(fork.source), branches_of(fork.goto)
    if known is None:
        return None
    return _closing(branches, _asked(branches, found.table), known)


def _is_first(index: int, questions: Sequence[Question], table: Table) -> Question:
    """Whether one of several conditions holds and none above it, asked as one: `x > 5` comes after `x > 3`, however far x drifts."""
    before = [Not(term=one.tree) for one in questions[:index]]
    return Question(All(terms=(*before, questions[index].tree)), table.layout)


def _from_outside(found: Flow) -> tuple[int, int]:
    """Facts that may become true, and false, by themselves between an effect and the text that tells of it."""
    table = found.table
    effects = [call.effect for call in table.calls if call.index in found.calls]
    effects += [
        limit.effect for state, limit in enumerate(table.limits) if limit is not None and state in found.expired
    ]
    entered = (add for state, (add, _) in enumerate(table.on_entry) if state in found.states)
    add = reduce(or_, (one.add for one in effects), reduce(or_, entered, 0))
    return add, reduce(or_, (one.cleared for one in effects), 0)
