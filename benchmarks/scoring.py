"""How long a score takes, from procedure and trace to items in words: 40 steps, 40 events, in order and wholly reversed.

Every step comes after all before it, and is judged by role, deadline, records and place, beside 5 prohibitions: in order
nothing is lost, reversed all 780 pairs are inverted. Figures are processor time, the best of many rounds, as shares of a
yardstick of about the same length (sorting 600 fractions). An outside limit of 1 ms in order and 10 ms reversed on our
reference machine (2 cores, CPython 3.11) is 1 and 10 times what the yardstick takes there; exits 1 above a limit.

python -m benchmarks.scoring
"""

import sys
from collections.abc import Callable
from fractions import Fraction
from time import process_time

from ccdrill.model.ids import ActionId, PlaceId, ProcedureId, RecordId, RoleId, RuleId, StepId
from ccdrill.model.procedure import Deadline, Procedure, Prohibition, Role, Source, Step
from ccdrill.model.units import Within
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.frame import frame_procedure
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace

STEPS = 40
LIMITS = {"in order": 1.0, "reversed": 10.0}
"""Milliseconds on the reference machine."""
REFERENCE_YARDSTICK_MS = 1.0
"""What the yardstick takes there."""
_ROUNDS = 200
_LEAD, _LOG, _DESK = RoleId("lead"), RecordId("log"), PlaceId("desk")
_WORDS = Vocabulary(schema="ccdrill/vocabulary/v1")


def procedure() -> Procedure:
    """Forty steps, each after all before it, and five prohibitions."""
    names = [StepId(f"s{number}") for number in range(STEPS)]
    deadline = Deadline(from_="start", within=Within.parse("1h"))
    return Procedure(
        schema="ccdrill/procedure/v1",
        id=ProcedureId("forty"),
        title="Forty steps",
        version="1",
        source=Source(document="Benchmark"),
        roles={_LEAD: Role(title="Lead")},
        steps=tuple(
            Step(
                id=name,
                do=f"Do {name}",
                weight=Fraction(number % 5 + 1),
                after=tuple(names[:number]),
                deadline=deadline,
                responsible=(_LEAD,),
                evidence=(_LOG,),
                where=(_DESK,),
            )
            for number, name in enumerate(names)
        ),
        prohibited=tuple(
            Prohibition(id=RuleId(f"r{number}"), action=ActionId(f"never-{number}"), why="It harms")
            for number in range(5)
        ),
    )


def trace(steps: list[StepId]) -> Trace:
    """One event a minute, each by the right role, with its record, at its place."""
    deeds = (
        Deed(seq=seq, t=60 * seq, action=ActionId(step), role=_LEAD, evidence=(_LOG,), place=_DESK)
        for seq, step in enumerate(steps, start=1)
    )
    return Trace(deeds=tuple(deeds))


def scored(written: Procedure, done: Trace) -> Score:
    """Everything that scoring an outside trace does once both are read."""
    return score_trace(frame_procedure(written, {}, {}, doable=None), done, _WORDS)


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the fastest round."""
    times = []
    for _ in range(rounds):
        began = process_time()
        work()
        times.append(process_time() - began)
    return min(times) * 1000


def main() -> int:
    """Prints the table."""
    written = procedure()
    order = [step.id for step in written.steps]
    numbers = [Fraction(number * 7919 % 20011, number + 1) for number in range(600)]
    failed = False
    for name, steps in (("in order", order), ("reversed", order[::-1])):
        done = trace(steps)
        yardstick = best_of(_ROUNDS, lambda: sorted(numbers))
        took = best_of(_ROUNDS, lambda done=done: scored(written, done))
        allowed = LIMITS[name] / REFERENCE_YARDSTICK_MS
        failed |= took / yardstick > allowed
        print(
            f"{name}  {took:6.3f} ms, {took / yardstick:5.2f} of the yardstick ({yardstick:.3f} ms); limit {allowed:.2f}"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
