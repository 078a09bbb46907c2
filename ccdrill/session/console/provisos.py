"""A condition of the story as people say it, with the titles and labels of the exercise. For the facilitator: it tells what is hidden."""

from typing import assert_never

from ccdrill.engine.calendar import span_label
from ccdrill.engine.conditions import evaluate_case
from ccdrill.model.condition import (
    All,
    Any,
    CaseCompared,
    CaseHas,
    CaseTrue,
    Constant,
    Done,
    ElapsedCompared,
    Expression,
    FlagSet,
    Happened,
    MeterCompared,
    Not,
)
from ccdrill.session.telling.telling import Telling

_COMPARED = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "==": "exactly", "!=": "not"}


def condition_in_words(telling: Telling, tree: Expression) -> str:
    """A condition as people say it."""
    words, scenario = telling.exercise.words, telling.exercise.scenario
    match tree:
        case Constant(value=value):
            return "always" if value else "never"
        case FlagSet(flag=flag):
            return flag.replace("_", " ")
        case MeterCompared(meter=meter, comparison=comparison, number=number):
            return f"{telling.wording.fill(scenario.meters[meter].label)} {_COMPARED[comparison]} {float(number):g}"
        case ElapsedCompared(comparison=comparison, seconds=seconds):
            return f"story time {_COMPARED[comparison]} {span_label(seconds)}"
        case Done(action=action):
            return f'"{words.actions[action].title}" done'
        case Happened(moment=moment):
            return f'"{words.moments[moment].title}" has come'
        case CaseTrue() | CaseCompared() | CaseHas():
            return "always so in this story" if evaluate_case(tree, scenario.case) else "never so in this story"
        case Not(term=Done(action=action)):
            return f'"{words.actions[action].title}" not done'
        case Not(term=term):
            inner = condition_in_words(telling, term)
            return f"not ({inner})" if isinstance(term, All | Any) else f"not {inner}"
        case All(terms=terms):
            return " and ".join(_bracketed(telling, term) for term in terms)
        case Any(terms=terms):
            return " or ".join(_bracketed(telling, term) for term in terms)
        case _:
            assert_never(tree)


def _bracketed(telling: Telling, term: Expression) -> str:
    said = condition_in_words(telling, term)
    return f"({said})" if isinstance(term, All | Any) else said
