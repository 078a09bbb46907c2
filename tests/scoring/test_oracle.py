"""Two scorers, written apart from the same definition, agree on every figure."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.model.ids import StepId
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item
from ccdrill.scoring.score import Circumstances, score_trace
from ccdrill.scoring.trace import Trace
from tests.scoring.example import NO_WORDS
from tests.scoring.oracle import Oracle
from tests.scoring.strategies import CASE, SHARED_ROLES, frames, traces

pytestmark = pytest.mark.laws


def oracle_of(frame: Frame, trace: Trace) -> Oracle:
    return Oracle(frame.procedure, SHARED_ROLES, CASE, trace, set(frame.applicable - frame.exercised))


def itemised(items: tuple[Item, ...]) -> list[tuple[str, str, Fraction]]:
    """Kind, step or prohibition, and cost; what was unneeded as one."""
    found: dict[tuple[str, str], Fraction] = {}
    for item in items:
        key = (str(item.kind), str(item.step or item.rule or ""))
        found[key] = found.get(key, Fraction(0)) + item.cost
    return sorted((*key, cost) for key, cost in found.items() if cost)


@settings(max_examples=max(300, settings.default.max_examples))
@given(st.data())
def test_the_oracle_agrees_on_score_weight_loss_items_and_what_was_played(data: st.DataObject):
    frame = data.draw(frames())
    trace = data.draw(traces(frame))
    withheld: set[StepId] = data.draw(st.sets(st.sampled_from(sorted(frame.steps)), max_size=3))
    score = score_trace(frame, trace, NO_WORDS, Circumstances(withheld=withheld))
    oracle = oracle_of(frame, trace)
    assert (score.raw, score.weight, score.lost) == (oracle.raw(), oracle.weight, oracle.lost())
    assert itemised(score.items) == oracle.costs()
    assert score.played == oracle.played(withheld)
