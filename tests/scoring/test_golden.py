"""Omission and order cost against an independent optimal-alignment tool (golden.json says which)."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.model.ids import ActionId, ProcedureId, StepId
from ccdrill.model.procedure import Fractions, Procedure, Scoring, Source, Step, Unneeded
from ccdrill.scoring.frame import frame_procedure
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.scoring.example import NO_WORDS

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text(encoding="utf-8"))["cases"]
NEVER = parse_condition("case.never")
FREE = Fraction(0)


def step_of(row: dict) -> Step:
    return Step(
        id=StepId(row["id"]),
        do=row["id"],
        weight=Fraction(row["weight"]),
        after=tuple(StepId(one) for one in row["after"]),
        required=row["kind"] == "required",
        when=NEVER if row["kind"] == "not_applicable" else None,
        costs=Fractions(order=Fraction(row["order"]), late=FREE, role=FREE, evidence=FREE, place=FREE),
    )


@pytest.mark.parametrize("case", GOLDEN, ids=range(len(GOLDEN)))
def test_omission_and_order_cost_what_the_optimal_alignment_costs(case: dict):
    procedure = Procedure(
        schema="ccdrill/procedure/v1",
        id=ProcedureId("golden"),
        title="Golden",
        version="1",
        source=Source(document="Golden"),
        scoring=Scoring(unneeded=Unneeded(cost=FREE)),
        steps=tuple(step_of(row) for row in case["steps"]),
    )
    trace = Trace(
        deeds=tuple(Deed(seq=seq, t=seq, action=ActionId(action)) for seq, action in enumerate(case["trace"], start=1))
    )
    score = score_trace(frame_procedure(procedure, {}, {}, doable=None), trace, NO_WORDS)
    cost = {kind: sum((item.cost for item in score.items if item.kind == kind), FREE) for kind in ("omitted", "order")}
    assert score.weight == Fraction(case["W"])
    assert cost == {"omitted": Fraction(case["omitted"]), "order": Fraction(case["order"])}
