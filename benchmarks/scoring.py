"""How long a score takes: 40 steps with a 40-event trace, in order and wholly reversed, against a yardstick of the same run.

The yardstick sorts 20,000 fractions, which takes a few tens of milliseconds on our reference machine: the limits are
1 ms ordinary and 10 ms reversed there, as shares of it. Prints figures and ratios, exits 1 above a limit.
"""

import sys
from collections.abc import Callable
from fractions import Fraction
from time import perf_counter

from ccdrill.model.ids import ActionId, ProcedureId, RoleId, StepId
from ccdrill.model.procedure import Deadline, Procedure, Role, Source, Step
from ccdrill.model.units import Within
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.frame import frame_procedure
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace

STEPS = 40
LIMITS = {"ordinary": 1.0, "reversed": 10.0}
REFERENCE_YARDSTICK_MS = 46.0
"""What the yardstick takes on the reference machine (2 cores, CPython 3.11)."""


def procedure() -> Procedure:
    """Forty steps, each after all before it."""
    names = [StepId(f"s{number}") for number in range(STEPS)]
    deadline = Deadline(from_="start", within=Within.parse("1h"))
    return Procedure(
        schema="ccdrill/procedure/v1",
        id=ProcedureId("forty"),
        title="Forty steps",
        version="1",
        source=Source(document="Benchmark"),
        roles={RoleId("lead"): Role(title="Lead")},
        steps=tuple(
            Step(
                id=name,
                do=f"Do {name}",
                weight=Fraction(number % 5 + 1),
                after=tuple(names[:number]),
                deadline=deadline,
                responsible=(RoleId("lead"),),
            )
            for number, name in enumerate(names)
        ),
    )


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of the fastest round."""
    times = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return min(times) * 1000


def main() -> int:
    """Prints the table."""
    written = procedure()
    vocabulary = Vocabulary(schema="ccdrill/vocabulary/v1")
    frame = frame_procedure(written, {}, {}, doable=None)
    order = [step.id for step in written.steps]
    traces = {
        name: Trace(
            deeds=tuple(
                Deed(seq=seq, t=60 * seq, action=ActionId(step), role=RoleId("lead"))
                for seq, step in enumerate(steps, start=1)
            )
        )
        for name, steps in (("ordinary", order), ("reversed", order[::-1]))
    }
    numbers = [Fraction(number * 7919 % 20011, number + 1) for number in range(20000)]
    yardstick = best_of(5, lambda: sorted(numbers))
    failed = False
    for name, trace in traces.items():
        took = best_of(30, lambda trace=trace: score_trace(frame, trace, vocabulary))
        allowed = LIMITS[name] / REFERENCE_YARDSTICK_MS
        failed |= took / yardstick > allowed
        print(
            f"{name:<9} {took:7.3f} ms   {took / yardstick:6.4f} of the yardstick ({yardstick:.1f} ms)   limit {allowed:6.4f}"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
