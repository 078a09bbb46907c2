"""Why a condition never holds: which question in it always has the wrong answer, and what alone could change that."""

from collections.abc import Iterator, Mapping

from ccdrill.engine.calendar import span_label
from ccdrill.model.condition import (
    All,
    Any,
    Constant,
    Done,
    ElapsedCompared,
    Expression,
    FlagSet,
    Happened,
    Leaf,
    MeterCompared,
    Not,
    leaves,
)
from ccdrill.model.scenario import Choice, Inject, Scenario, State, Timeout, acts_of
from ccdrill.rehearsal.known import Known
from ccdrill.rehearsal.layout import Layout
from ccdrill.rehearsal.places import Source
from ccdrill.rehearsal.questions import Question

_MOST = 3


def why_never(tree: Expression, known: Known | None, scenario: Scenario, layout: Layout) -> str:
    """A sentence on a resolved condition where that is known; without what is known, on the condition alone."""
    if known is None:
        return "the state itself is never reached"
    asked = tuple(dict.fromkeys(leaves(tree)))
    fixed = {leaf: answer for leaf in asked if (answer := _always(leaf, known, layout)) is not None}
    wrong = next((leaf for leaf in fixed if not _can_hold(tree, {leaf: fixed[leaf]})), None)
    if wrong is not None:
        return _wrong(scenario, wrong, wanted=not fixed[wrong])
    if len(asked) == 1:
        return _wrong(scenario, asked[0], wanted=_can_hold(tree, {asked[0]: True}))
    together = _fewest(tree, fixed)
    if together and len(together) <= _MOST:
        return ", and ".join(_wrong(scenario, leaf, wanted=not fixed[leaf]) for leaf in together)
    words = " and ".join(_words(leaf) for leaf in asked)
    return f"what it asks of {words} is never so at the same time"


def _always(leaf: Leaf, known: Known, layout: Layout) -> bool | None:
    """The only answer that a question has; None: it has both."""
    answer = Question(leaf, layout).truth(known)
    return None if answer.may_hold and answer.may_fail else answer.may_hold


def _fewest(tree: Expression, fixed: Mapping[Leaf, bool]) -> tuple[Leaf, ...]:
    """Questions whose only answers keep the condition from holding, none of them in vain; none if they do not."""
    needed = dict(fixed)
    if _can_hold(tree, needed):
        return ()
    for leaf in fixed:
        answer = needed.pop(leaf)
        if _can_hold(tree, needed):
            needed[leaf] = answer
    return tuple(leaf for leaf in fixed if leaf in needed)


def _wrong(scenario: Scenario, leaf: Leaf, *, wanted: bool) -> str:
    """A question that never has the answer that is wanted, and why."""
    if isinstance(leaf, Constant):
        return "it asks for what never changes in this story, and is not so"
    always = "never holds here" if wanted else "always holds here"
    return f"{_words(leaf)} {always}: {_sources(scenario, leaf, wanted=wanted)}"


def _can_hold(tree: Expression, answers: Mapping[Leaf, bool]) -> bool:
    """Whether the condition can hold with these answers, whatever the others are."""
    match tree:
        case Constant(value=value):
            return value
        case Not(term=term):
            return _can_fail(term, answers)
        case All(terms=terms):
            return all(_can_hold(term, answers) for term in terms)
        case Any(terms=terms):
            return any(_can_hold(term, answers) for term in terms)
        case _:
            return answers.get(tree, True)


def _can_fail(tree: Expression, answers: Mapping[Leaf, bool]) -> bool:
    match tree:
        case Constant(value=value):
            return not value
        case Not(term=term):
            return _can_hold(term, answers)
        case All(terms=terms):
            return any(_can_fail(term, answers) for term in terms)
        case Any(terms=terms):
            return all(_can_fail(term, answers) for term in terms)
        case _:
            return not answers.get(tree, False)


def _words(leaf: Leaf) -> str:
    """The question as the author writes it."""
    match leaf:
        case FlagSet(flag=flag):
            return f"'{flag}'"
        case Done(action=action):
            return f"'done({action})'"
        case Happened(moment=moment):
            return f"'happened({moment})'"
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            return f"'{meter} {comparison} {float(number):g}'"
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            return f"'elapsed {comparison} {span_label(seconds)}'"
        case _:
            return "a question about the case"


def _sources(scenario: Scenario, leaf: Leaf, *, wanted: bool) -> str:
    """What alone could give the other answer."""
    if isinstance(leaf, ElapsedCompared):
        return _hours(leaf, wanted=wanted)
    if isinstance(leaf, MeterCompared):
        return "the numbers never come so"
    found = [_named(source) for source in giving(scenario, leaf, wanted=wanted)]
    what = {FlagSet: f"set to {str(wanted).lower()}", Done: "done", Happened: "marked"}.get(type(leaf), "changed")
    if not wanted and not isinstance(leaf, FlagSet):
        return "it can't be undone"
    if not found:
        return f"nothing has it {what}"
    more = " and elsewhere" if len(found) > _MOST else ""
    return f"it is only {what} by {', '.join(found[:_MOST])}{more}"


def _hours(leaf: ElapsedCompared, *, wanted: bool) -> str:
    """Where the clock always is instead."""
    if leaf.comparison in ("==", "!="):
        return "the clock never comes so"
    return "it is always later by then" if (leaf.comparison in ("<", "<=")) is wanted else "it is never that late there"


def _named(source: Source) -> str:
    kind, name = source
    if kind == "choice":
        return f"'{name}'" if "/" in name else f"'{name}' (anywhere)"
    return {"state": "the entry into '{}'", "timeout": "the timeout of '{}'"}.get(kind, "the inject '{}'").format(name)


def giving(scenario: Scenario, leaf: Leaf, *, wanted: bool) -> Iterator[Source]:
    """What could give a question that answer: of a meter, all that changes it; nothing changes the clock."""
    return (named for named, source in _all_sources(scenario) if _gives(source, leaf, wanted=wanted))


def _all_sources(scenario: Scenario) -> Iterator[tuple[Source, Choice | Inject | Timeout | State]]:
    for name, state in scenario.states.items():
        yield ("state", name), state
        yield from ((("choice", f"{name}/{key}"), choice) for key, choice in state.choices.items())
        if state.timeout is not None:
            yield ("timeout", name), state.timeout
    yield from ((("choice", key), choice) for key, choice in scenario.anywhere.items())
    yield from ((("inject", key), inject) for key, inject in scenario.injects.items())


def _gives(source: Choice | Inject | Timeout | State, leaf: Leaf, *, wanted: bool) -> bool:
    match leaf:
        case FlagSet(flag=flag):
            settings = {} if isinstance(source, State) else source.set
            return any(name == flag and setting.value is wanted for name, setting in settings.items())
        case Done(action=action):
            return wanted and isinstance(source, Choice) and any(act.action == action for act in acts_of(source))
        case Happened(moment=moment):
            return wanted and moment in source.marks
        case MeterCompared(meter=meter):
            return not isinstance(source, State) and (meter in source.set or meter in source.add)
        case _:
            return False
