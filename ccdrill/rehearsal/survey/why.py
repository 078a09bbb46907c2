"""Why a condition never holds: which question in it always has the wrong answer, and what alone could change that."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

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
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.places import Source
from ccdrill.rehearsal.known.known import Known
from ccdrill.rehearsal.known.layout import Layout, fact_of
from ccdrill.rehearsal.known.questions import Question, seen
from ccdrill.rehearsal.known.ranges import OPPOSITE, Range
from ccdrill.rehearsal.survey.giving import giving

_MOST = 3
_MOST_LEAVES = 6
"""Questions of which all combinations of answers are tried."""
_NEVER_SO = "the numbers never come so"


class Scope(NamedTuple):
    """Of which situations a reason speaks."""

    there: str
    """What is said behind *never holds*."""
    none: str
    """What is said before what is never so together."""


HERE = Scope(" here", "no play comes here with")
EVER = Scope("", "no play ever has")
THEN = Scope(" then", "then no play has")


def why_never(tree: Expression, known: Known | None, scenario: Scenario, layout: Layout, scope: Scope = HERE) -> str:
    """A sentence on a resolved condition where that is known; without what is known, on the condition alone."""
    if known is None:
        return "the state itself is never reached"
    return _Reason(known, scenario, layout, scope).of(tree)


class _Reason:
    def __init__(self, known: Known, scenario: Scenario, layout: Layout, scope: Scope) -> None:
        self._known, self._scenario, self._layout, self._scope = known, scenario, layout, scope

    def of(self, tree: Expression) -> str:
        asked = tuple(dict.fromkeys(leaves(tree)))
        fixed = {leaf: answer for leaf in asked if (answer := self._always(leaf)) is not None}
        wrong = next((leaf for leaf in fixed if not _can_hold(tree, {leaf: fixed[leaf]})), None)
        if wrong is not None:
            return self._wrong(wrong, wanted=not fixed[wrong])
        if _is_absurd(tree, asked):
            return f"what it asks of {' and '.join(_words(leaf) for leaf in asked)} contradicts itself"
        if len(asked) == 1:
            return self._wrong(asked[0], wanted=_can_hold(tree, {asked[0]: True}))
        together = _fewest(tree, fixed)
        if together and len(together) <= _MOST:
            return ", and ".join(self._wrong(leaf, wanted=not fixed[leaf]) for leaf in together)
        if isinstance(tree, Any):
            return ", and ".join(dict.fromkeys(self.of(term) for term in tree.terms[:_MOST]))
        return self._apart(tree, asked)

    def _always(self, leaf: Leaf) -> bool | None:
        """The only answer that a question has; None: it has both."""
        answer = Question(leaf, self._layout).truth(self._known)
        return None if answer.may_hold and answer.may_fail else answer.may_hold

    def _wrong(self, leaf: Leaf, *, wanted: bool) -> str:
        """A question that never has the answer that is wanted, and why."""
        if isinstance(leaf, Constant):
            return "it asks for what never changes in this story, and is not so"
        always = "never holds" if wanted else "always holds"
        return f"{_words(leaf)} {always}{self._scope.there}: {self._source(leaf, wanted=wanted)}"

    def _source(self, leaf: Leaf, *, wanted: bool) -> str:
        """What alone could give the other answer."""
        if isinstance(leaf, ElapsedCompared):
            return _hours(leaf, wanted=wanted)
        if isinstance(leaf, MeterCompared):
            return _amount(leaf, seen(self._layout.reach[leaf.meter], self._known), wanted=wanted)
        if not wanted and not isinstance(leaf, FlagSet):
            return "it can't be undone"
        by = _givers(self._scenario, leaf, wanted=wanted)
        return (
            f"it is only {_given(leaf, wanted=wanted)} by {by}"
            if by
            else f"nothing has it {_given(leaf, wanted=wanted)}"
        )

    def _apart(self, tree: Expression, asked: Sequence[Leaf]) -> str:
        """Questions of which each has the answer that is wanted, but never all of them at once."""
        wants = _wants(tree)
        if wants is None:
            return f"what it asks of {' and '.join(_words(leaf) for leaf in asked)} is never so at the same time"
        words = " and ".join(f"{'' if wanted else 'not '}{_words(leaf)}" for leaf, wanted in wants.items())
        brought = [
            f"{_words(leaf)} is only {_given(leaf, wanted=wanted)} by {by}"
            for leaf, wanted in wants.items()
            if fact_of(leaf) is not None
            and _starts(self._scenario, leaf) is not wanted
            and (by := _givers(self._scenario, leaf, wanted=wanted))
        ]
        return f"{self._scope.none} {words}{': ' if brought else ''}{', and '.join(brought[:_MOST])}"


def _wants(tree: Expression) -> Mapping[Leaf, bool] | None:
    """The answers that a list of questions must have, all of them; None: it is no such list."""
    found: dict[Leaf, bool] = {}
    for term in tree.terms if isinstance(tree, All) else (tree,):
        leaf, wanted = (term.term, False) if isinstance(term, Not) else (term, True)
        if isinstance(leaf, Not | All | Any):
            return None
        found[leaf] = wanted
    return found


def _starts(scenario: Scenario, leaf: Leaf) -> bool:
    """How a fact is at first."""
    return isinstance(leaf, FlagSet) and scenario.flags[leaf.flag]


def _is_absurd(tree: Expression, asked: Sequence[Leaf]) -> bool:
    """Whether it can't hold whatever the answers are."""
    if isinstance(tree, Constant) or len(asked) > _MOST_LEAVES:
        return False
    answers = (dict(zip(asked, one, strict=True)) for one in product((True, False), repeat=len(asked)))
    return not any(_can_hold(tree, one) for one in answers)


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


def _given(leaf: Leaf, *, wanted: bool) -> str:
    """How a fact comes to be so."""
    return {FlagSet: f"set to {str(wanted).lower()}", Done: "done", Happened: "marked"}.get(type(leaf), "changed")


def _givers(scenario: Scenario, leaf: Leaf, *, wanted: bool) -> str:
    """What gives a fact, in words; empty if nothing does."""
    found = [_named(source) for source in giving(scenario, leaf, wanted=wanted)]
    more = " and elsewhere" if len(found) > _MOST else ""
    return f"{', '.join(found[:_MOST])}{more}"


def _amount(leaf: MeterCompared, numbers: Range, *, wanted: bool) -> str:
    """Where a meter always is instead."""
    asked = leaf.comparison if wanted else OPPOSITE[leaf.comparison]
    low, high = numbers
    if numbers.may_be(asked, leaf.number):
        return _NEVER_SO  # known of no meter by itself
    if high is not None and (high < leaf.number or asked == ">"):
        return f"it is never above {float(high):g}"
    return f"it is never below {float(low):g}" if low is not None and asked != "!=" else _NEVER_SO


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
