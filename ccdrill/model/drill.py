"""The exercise plan: scenario, procedure, scope, mode, objectives, pace, and what is asked with each decision."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta, field

from ccdrill.model.ids import DrillId, ObjectiveId, ProcedureId, RoleId, ScenarioId, StepId
from ccdrill.model.scenario import Names, Text
from ccdrill.model.value import Value

Asked = Literal["role", "records", "where", "reason", "confidence"]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Grade = Literal["P", "S", "M", "U", "N"]
"""How an objective went, on the HSEEP scale: P without challenges, S some, M major, U unable, N not exercised."""


class Agenda(Value, frozen=True, kw_only=True):
    """How the minutes of a drill are meant to be spent."""

    briefing: Minutes = 0
    """Before the story starts."""
    decision: Minutes = 0
    """For each decision."""
    hot_wash: Minutes = 0
    """For the talk after the ending."""


class Overview(Value, frozen=True, kw_only=True):
    """The exercise overview block that plans and reports print."""

    organisation: str = ""
    """Who exercises."""
    sponsor: str = ""
    """Who asked for it."""
    location: str = ""
    """Where."""
    contact: str = ""
    """Whom to ask."""
    scope: str = ""
    """Type, limits, and what is left out."""
    date: dt.date | None = None
    """When it is planned."""


class Objective(Value, frozen=True, kw_only=True):
    """What the exercise wants to see."""

    id: ObjectiveId
    """Its name."""
    text: Text
    """In one sentence."""
    steps: tuple[StepId, ...]
    """The steps that show it."""
    capability: str = ""
    """The capability that it belongs to."""


def capabilities_of(objectives: Iterable[Objective]) -> tuple[str, ...]:
    """Each once. All that whoever decides alone is told of the objectives before: the rest would decide for them."""
    return tuple(dict.fromkeys(one.capability for one in objectives if one.capability))


class Drill(Value, frozen=True, kw_only=True):
    """An exercise plan."""

    schema: Literal["ccdrill/drill/v1"]
    """The format of this file."""
    id: DrillId
    """Its name; the file's name without `.yaml`."""
    title: Text
    """What people call it."""
    summary: str = ""
    """One or two sentences for the library; left out: the scenario's."""
    scenario: ScenarioId
    """What is played."""
    procedure: ProcedureId
    """What it is scored against."""
    mode: Literal["team", "solo"]
    """A team with a facilitator, or one person alone."""
    plays: RoleId | None = None
    """Solo: the role that the person plays."""
    minutes: Annotated[int, Meta(ge=1, le=1440)]
    """How long it is meant to last."""
    agenda: Agenda = Agenda()
    """How those minutes are spent."""
    pace: Fraction = Fraction(0)
    """Exercise minutes per real minute of thinking; 0: thinking takes no time."""
    ask: tuple[Asked, ...] = ()
    """What is asked beside the choice with each decision, wherever one of the choices does something."""
    feedback: Literal["end", "each"] = "end"
    """When the procedure is shown: at the end, or after each decision."""
    options: Literal["open", "closed"] = "open"
    """Closed: the facilitator opens the choices after the talk."""
    marking: str = ""
    """Printed on every screen and page, such as Confidential."""
    roles: tuple[RoleId, ...] = ()
    """Who takes part; left out: everybody whom the procedure makes responsible."""
    names: Names = field(default_factory=dict)
    """Override the scenario's fictional names."""
    scope: tuple[StepId, ...] = ()
    """Only these steps count; left out: all."""
    overview: Overview = Overview()
    """For plans and reports."""
    objectives: tuple[Objective, ...] = ()
    """What the exercise wants to see."""
