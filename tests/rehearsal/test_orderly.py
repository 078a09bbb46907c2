"""When steps can be done at the soonest in order: no play that keeps the order is sooner, and what makes it so late is named."""

from collections import deque
from collections.abc import Iterator

from hypothesis import event, given, settings

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.drill import Drill
from ccdrill.model.ids import StepId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.earliest import Earliest
from ccdrill.rehearsal.flow import flow
from ccdrill.rehearsal.orderly import orderly_in
from ccdrill.rehearsal.table import Table
from ccdrill.rehearsal.tabulate import build_table
from ccdrill.rehearsal.walker import Walker
from ccdrill.scoring.frame import Frame
from tests.engine.strategies import scenarios
from tests.rehearsal.strategies import exercises
from tests.rehearsal.walks import steps

Done = tuple[tuple[StepId, int], ...]
"""Steps in the order in which they were first done, each with its second."""


def plays(table: Table, frame: Frame, most: int) -> Iterator[Done]:
    """What every play does, breadth first, waiting included."""
    first = Walker(table)
    first.start()
    waiting, count = deque([(first, Done())]), 0
    while waiting and count < most:
        here, done = waiting.popleft()
        for row in (*here.open_rows(), None) if not here.is_ended else ():
            after = Walker(table)
            after.copy_from(here)
            if row is not None:
                after.take(row)
            elif not after.wait():
                continue
            count += 1
            now = done
            for action, t in after.acts:
                step = frame.performer.get(action)
                if step is not None and step not in dict(now):
                    now = (*now, (step, t))
            yield now
            waiting.append((after, now))


def is_kept(done: Done, step: StepId, frame: Frame) -> bool:
    """Whether all that must come before a step was done before it, itself in order."""
    names = [name for name, _ in done]
    needed = frame.before[step] & set(frame.required)
    if not needed.issubset(names[: names.index(step)]):
        return False
    return all(
        names.index(one) < names.index(other) for other in needed for one in frame.before[other] & set(frame.required)
    )


@settings(max_examples=3 * settings.default.max_examples)
@given(exercises())
def test_no_play_does_a_step_sooner(exercise: tuple[Table, Frame, Drill]):
    table, frame, _ = exercise
    orderly = orderly_in(table, frame)
    for done in plays(table, frame, 100):
        for step, t in done:
            assert orderly.alone[step] <= t
            if is_kept(done, step, frame):
                event(f"{len(frame.before[step] & set(frame.required))} steps come first")
                assert orderly.soonest(step) <= t


@settings(max_examples=3 * settings.default.max_examples)
@given(scenarios())
def test_no_choice_is_taken_sooner(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    earliest = Earliest(flow(table))
    for walker, _ in steps(table, 100):
        for row in walker.open_rows() if not walker.is_ended else ():
            assert earliest.start(row) <= walker.now
