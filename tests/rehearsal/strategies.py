"""Exercises in small: any story, a procedure over its actions and moments, and a drill that asks for anything."""

from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from msgspec.structs import replace

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.drill import Drill
from ccdrill.model.ids import DrillId, ProcedureId, ScenarioId, StateId
from ccdrill.model.procedure import Deadline, Procedure
from ccdrill.model.scenario import Choice, Scenario, branches_of
from ccdrill.model.units import Duration, Within
from ccdrill.model.walks import doable_actions
from ccdrill.rehearsal.walk.onward import with_all_after
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.scoring.frame import Frame, frame_procedure
from tests.engine.strategies import ACTIONS, ENDINGS, scenarios
from tests.engine.strategies import MOMENTS as STORY_MOMENTS
from tests.scoring.strategies import CASE, MOMENTS, PLACES, RECORDS, SHARED_ROLES, TABOO, frames

_NAMES = {
    **{f"s{number}": action for number, action in enumerate(ACTIONS)},
    **dict(zip(MOMENTS, STORY_MOMENTS, strict=True)),
    TABOO: ACTIONS[1],
}


def _renamed(anchor: str | None) -> str | None:
    """A moment by its name in the story; steps keep theirs."""
    kind, _, name = (anchor or "").partition(":")
    return f"moment:{_NAMES[name]}" if kind == "moment" else anchor


def _soon(deadline: Deadline) -> Deadline:
    """The deadline in seconds where it had minutes, as the stories have: else nothing would ever be late."""
    within = deadline.within.seconds
    return replace(
        deadline,
        from_=_renamed(deadline.from_),
        within=deadline.within if within is None else Within.parse(f"{within // 100}s"),
        grace=None if deadline.grace is None else Duration(deadline.grace // 100),
    )


def in_the_story(procedure: Procedure) -> Procedure:
    """The procedure about what the stories of `scenarios` do."""
    steps = tuple(
        replace(
            step,
            actions=(_NAMES[step.id],) if step.id in _NAMES else step.actions,
            deadline=_soon(step.deadline) if step.deadline else None,
        )
        for step in procedure.steps
    )
    rules = tuple(
        replace(
            rule,
            action=_NAMES.get(rule.action, rule.action),
            until=_renamed(rule.until),
            since=_renamed(rule.since),
        )
        for rule in procedure.prohibited
    )
    return replace(procedure, steps=steps, prohibited=rules)


@st.composite
def choices_that_leave(draw: DrawFn, scenario: Scenario) -> Scenario:
    """The story with records and places at its choices."""

    def leaving(choice: Choice) -> Choice:
        records = tuple(draw(st.lists(st.sampled_from(RECORDS), unique=True)))
        return replace(choice, records=records, where=tuple(draw(st.lists(st.sampled_from(PLACES), unique=True))))

    states = {
        name: replace(state, choices={key: leaving(one) for key, one in state.choices.items()})
        for name, state in scenario.states.items()
    }
    anywhere = {name: leaving(choice) for name, choice in scenario.anywhere.items()}
    return replace(scenario, states=states, anywhere=anywhere)


def with_an_end(scenario: Scenario) -> Scenario:
    """The story, in which something leads to an ending: where nothing did, the choice that comes from nowhere does."""
    ways = {state: set(_targets(scenario, state)) for state in scenario.states}
    if with_all_after(ways, [scenario.start]) & scenario.endings.keys():
        return scenario
    anywhere = {name: replace(one, when=None, in_=(), goto=ENDINGS[0]) for name, one in scenario.anywhere.items()}
    return replace(scenario, anywhere={**scenario.anywhere, "any": anywhere["any"]})


def _targets(scenario: Scenario, name: StateId) -> Iterator[StateId]:
    """Where a state may lead, whatever conditions say."""
    state = scenario.states[name]
    here = [one for one in scenario.anywhere.values() if not one.in_ or name in one.in_]
    timeouts = [state.timeout] if state.timeout is not None else []
    for one in (*state.choices.values(), *here, *timeouts, *scenario.injects.values()):
        yield from (branch.to for branch in branches_of(one.goto))


@st.composite
def exercises(draw: DrawFn) -> tuple[Table, Frame, Drill]:
    """What a search for the best play needs; W is above 0."""
    scenario = with_an_end(draw(choices_that_leave(draw(scenarios()))))
    drawn = draw(frames())
    procedure = in_the_story(drawn.procedure)
    missing = drawn.applicable - drawn.exercised
    frame = frame_procedure(procedure, SHARED_ROLES, CASE, doable=doable_actions(scenario), not_exercised=missing)
    if not frame.weight:
        frame = frame_procedure(procedure, SHARED_ROLES, CASE, doable=None, not_exercised=missing)
    drill = Drill(
        schema="ccdrill/drill/v1",
        id=DrillId("small"),
        title="Small",
        scenario=ScenarioId("small"),
        procedure=ProcedureId("generated"),
        mode="team",
        minutes=10,
        ask=tuple(draw(st.lists(st.sampled_from(["role", "records", "where"]), unique=True))),
    )
    return build_table(compile_scenario(scenario)), frame, drill
