"""What is told of the runs of one drill: scores, what compares, objectives, and what participants said of it."""

from ccdrill.model.drill import Grade
from ccdrill.model.form import Statement
from ccdrill.model.value import Value


class RunRow(Value, frozen=True, kw_only=True):
    """One run among those of its drill."""

    run: str
    """Its id."""
    date: str
    """The day on which it began, in UTC."""
    team: str
    """What the team calls itself; may be empty."""
    score: str
    """0 to 100, in whole points."""
    exact: str
    """The same as a fraction."""
    on_played: str
    """The score on what was played, as a fraction; empty: nothing was withheld."""
    critical: tuple[str, ...]
    """What failed critically: step:ID or rule:ID."""
    ending_kind: str
    """good, mixed, bad, or cut short."""
    ending_title: str
    """How it ended."""
    changes: tuple[str, ...] = ()
    """What is otherwise than in the run before it in this list, each in words: scores before and after do not compare."""
    since: str = ""
    """The id of the last run before it of the same team whose score compares with its own; empty: there is none."""
    change: str = ""
    """Score less the score of that run, in points, as a fraction; empty: there is none."""


class Alike(Value, frozen=True, kw_only=True):
    """Runs whose scores compare: played to an ending, with the same texts, under the same rules."""

    runs: tuple[str, ...]
    """Their ids, in the order of their dates."""
    lowest: str
    """The lowest score, as a fraction."""
    highest: str
    """The highest, as a fraction."""
    middle: str = ""
    """The median, as a fraction; empty below five runs: it would say more than is known."""


class Graded(Value, frozen=True, kw_only=True):
    """How an objective was rated after one run."""

    run: str
    """The run's id."""
    date: str
    """The day on which it began, in UTC."""
    grade: Grade
    """The rating that stands: the evaluator's, or the proposed one."""
    is_confirmed: bool
    """Whether it is the evaluator's word; else it is only proposed."""


class ObjectiveRow(Value, frozen=True, kw_only=True):
    """An objective over the runs of a drill."""

    id: str
    """Its id."""
    objective: str
    """What it wants to see, by its last run."""
    grades: tuple[Graded, ...]
    """Run by run, in the order of their dates."""


class AgreementRow(Value, frozen=True, kw_only=True):
    """How far participants agree with a statement of the feedback form, over the runs of a drill."""

    statement: Statement
    """Which, by its id."""
    text: str
    """What it says."""
    runs: int
    """In how many runs it was counted."""
    counts: tuple[int, ...]
    """How many gave each answer, from 1 (not at all) to 5 (entirely)."""
    answers: int
    """How many answered."""
    middle: str
    """The median, in words where it lies between two answers. There is no mean: the answers are an order, no measure."""
    spread: str
    """From which answer to which, and how many agree, in words."""


class DrillFeedback(Value, frozen=True, kw_only=True):
    """What participants put down on the feedback forms of a drill: how many, never whose."""

    runs: tuple[str, ...]
    """The runs of which forms were counted, by id."""
    forms: int
    """How many forms there were at the least: of each run as many as answered the statement that most answered."""
    statements: tuple[AgreementRow, ...]
    """Those that were counted, in the order of the form."""


class DrillResults(Value, frozen=True, kw_only=True):
    """The runs of one drill: the same scenario, scored against the same procedure."""

    drill: str
    """The drill's id."""
    title: str
    """The drill's title, by its last run."""
    marking: str
    """Such as Confidential, by its last run; may be empty."""
    scenario: str
    """The scenario's id."""
    scenario_title: str
    """The scenario's title, by its last run."""
    procedure: str
    """The procedure's id."""
    procedure_title: str
    """The procedure's title, by its last run."""
    runs: tuple[RunRow, ...]
    """In the order of their dates."""
    alike: tuple[Alike, ...]
    """Its runs by what compares; those that were ended early or led on by hand are in none."""
    objectives: tuple[ObjectiveRow, ...]
    """Its objectives."""
    feedback: DrillFeedback | None
    """What participants said; None: no form was counted."""
