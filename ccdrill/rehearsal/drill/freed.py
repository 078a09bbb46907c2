"""Losses of the best play that hang on where plays get stuck: it has them no more once something can be chosen there.

What is mended for that is the least that an author could do: a choice that waits for something can be taken where nothing else can.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from ccdrill.model.condition import Any, Condition, Not
from ccdrill.model.diagnostics import Cause
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.model.walks import offered_in
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.drill.trials import Trials
from ccdrill.rehearsal.telling.told import Heard
from ccdrill.rehearsal.telling.traps import STUCK
from ccdrill.scoring.result import Item

_ALONE = 4
"""How many places where plays get stuck are looked at alone."""


def lost_by_stuck(prospect: Prospect, heard: Heard, trials: Trials) -> dict[Item, tuple[Cause, ...]]:
    """The losses that hang on such places, each with where these are told: on one of them, or on all together."""
    findings, _ = heard
    stuck = [one for one in findings.complaints if one.code in STUCK]
    found, scenario, score = dict[Item, tuple[Cause, ...]](), prospect.exercise.scenario, prospect.score
    for some in (*([one] for one in stuck[:_ALONE] if len(stuck) > 1), stuck):
        left = [item for item in score.items if item not in found] if score is not None else []
        freed = freed_in(scenario, [StateId(str(one.path[1])) for one in some])
        if not left or freed is scenario:
            continue
        ahead = trials.better(replace(prospect.exercise, scenario=freed))
        if ahead is not None:
            lost = {(item.kind, item.step, item.rule) for item in ahead.items}
            because = findings.document.causes(some)
            found |= {item: because for item in left if (item.kind, item.step, item.rule) not in lost}
    return found


def freed_in(scenario: Scenario, names: Iterable[StateId]) -> Scenario:
    """The scenario in which each choice of these states can be taken where none can; itself if none of them waits for anything."""
    for name in names:
        whens = [choice.when for _, _, choice in offered_in(scenario, name)]
        asked = [when for when in whens if when is not None]
        if asked and len(asked) == len(whens):  # else one was taken that can be taken once
            nothing = Not(term=Any(terms=tuple(when.tree for when in asked)))
            state = scenario.states[name]
            choices = {
                key: replace(choice, when=_or(choice.when, nothing)) if choice.when is not None else choice
                for key, choice in state.choices.items()
            }
            scenario = replace(scenario, states={**scenario.states, name: replace(state, choices=choices)})
    return scenario


def _or(when: Condition, nothing: Not) -> Condition:
    return Condition(f"{when.text} (or nothing)", Any(terms=(when.tree, nothing)))
