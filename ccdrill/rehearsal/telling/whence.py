"""Why no play comes to a state or an ending: what would lead there, and why it never does."""

from collections.abc import Iterator, Sequence

from ccdrill.model.ids import ChoiceKey, StateId
from ccdrill.model.scenario import Branch, branches_of
from ccdrill.rehearsal.known.guards import resolve
from ccdrill.rehearsal.survey.firsts import Fork, forks_of, never_first
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.why import THEN, why_never

_MOST = 2
"""Ways that are told of; the others are counted."""
_UNREACHED = "'{}' leads there, but is never reached"
_OVERTAKEN = "something else always moves the story on before"
_MOVED_ON = "something else moves the story on before"


def why_unreached(name: StateId, survey: Survey) -> str:
    """The end of a sentence on a state or an ending to which no play comes."""
    forks = [
        fork
        for fork in forks_of(survey.table.program.scenario)
        if any(branch.to == name for branch in branches_of(fork.goto))
    ]
    others = [fork for fork in forks if fork.path[:2] != ("states", name)]
    if not others:
        return "only itself leads there" if forks else "nothing leads there"
    told = list(dict.fromkeys(_why(fork, name, survey) for fork in others))
    more = len(told) - _MOST
    return "; ".join(told[:_MOST]) + (
        f"; and so with {more} other {'way' if more == 1 else 'ways'}" if more > 0 else ""
    )


def _why(fork: Fork, name: StateId, survey: Survey) -> str:
    """Why one choice, inject or timeout does not lead to a place."""
    kind, source = fork.source
    index = survey.table.index
    match kind:
        case "choice":
            state, slash, _ = source.partition("/")
            if slash and survey.can_reach(index[StateId(state)]) is False:
                return _UNREACHED.format(state)
            if survey.can_take(ChoiceKey(source)) is False:
                return f"'{source}' leads there, but can never be chosen"
            what = f"'{source}'"
        case "timeout":
            if survey.can_reach(index[StateId(source)]) is False:
                return _UNREACHED.format(source)
            if survey.can_expire(index[StateId(source)]) is False:
                return f"the timeout of '{source}' leads there, but never fires"
            what = f"the timeout of '{source}'"
        case _:
            table = survey.table
            if any(one.id == source and survey.can_arrive(one.index) is False for one in table.calls):
                return f"the inject '{source}' leads there, but never arrives"
            what = f"the inject '{source}'"
    branches = branches_of(fork.goto)
    if len(branches) == 1 and branches[0].when is None:
        return f"{what} leads there, but {_OVERTAKEN}"
    why = next(_conditions(fork, name, survey), None) or _alone(fork, name, survey) or _either(branches, name)
    return f"{what} has it among its targets, but {why}"


def _alone(fork: Fork, name: StateId, survey: Survey) -> str:
    """Why the first target of what happens is not led to, where no message can come between: only its condition is left."""
    known, table = survey.flow.after.get(fork.source), survey.table
    first, *others = branches_of(fork.goto)
    is_first = first.to == name and all(one.to != name for one in others)
    is_led_away = any(call.effect.targets for call in table.calls)
    if known is None or first.when is None or not is_first or is_led_away:
        return ""
    tree = resolve(first.when.tree, table.program.case)
    return why_never(tree, known, table.program.scenario, table.layout, THEN)


def _either(branches: Sequence[Branch], name: StateId) -> str:
    """What may be the reason where none of these is proved: what stands first comes after nothing, and what asks nothing always holds."""
    places = [at for at, branch in enumerate(branches) if branch.to == name]
    reasons = ["its condition never holds then"] if any(branches[at].when is not None for at in places) else []
    reasons += ["another one always comes first"] if any(places) else []
    return f"{', '.join(reasons)}, or {_MOVED_ON}"


def _conditions(fork: Fork, name: StateId, survey: Survey) -> Iterator[str]:
    known, branches = survey.flow.after.get(fork.source), branches_of(fork.goto)
    if known is not None:
        yield from (why for at, why in never_first(branches, known, survey.table) if branches[at].to == name)
