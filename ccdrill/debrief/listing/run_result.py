"""What one run adds to the results of many: its score, step by step how it went, what was agreed. Holds nothing that people typed.

It is kept beside the run's line, to be quicker next time, and can be thrown away: texts and names can be erased, and must not
stay behind in what was worked out of them. The team's name is part of the record.
"""

from fractions import Fraction
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ccdrill.debrief.document.lessons import Cost, Coverage
from ccdrill.model.afterwards import Disposition
from ccdrill.model.drill import Grade
from ccdrill.model.events import Confidence
from ccdrill.model.form import Counts, Statement
from ccdrill.model.value import Value
from ccdrill.scoring.result import ItemKind

_ALL = 100
SHAPE = 3
"""Goes up when a field comes to mean something else: what an earlier ccdrill kept is then worked out anew."""

How = Literal["as written", "records missing", "differed", "not done", "withheld", "not exercised"]
"""How a required step went; `withheld`: it was kept from the team; `not exercised`: the drill can't test it."""
Points = Annotated[str, Meta(pattern=r"^([0-9]{1,4000}(/[0-9]{1,4000})?)?\Z")]
"""0 to 100, as a fraction in digits; empty: none. Python's own reader would also take `1e999999999`, and never come back."""
TESTED: frozenset[How] = frozenset(("as written", "records missing", "differed", "not done"))
"""How a step went that was exercised."""


class Known(Value, frozen=True, omit_defaults=True):
    """The base of what is kept: what is as usual is not written."""


class StepResult(Known, frozen=True, kw_only=True):
    """How one required step went."""

    step: str
    """Its id."""
    text: str
    """What it says."""
    how: How
    """How it went."""
    lost: tuple[ItemKind, ...] = ()
    """In which ways it differed, at a cost or without."""
    is_critical: bool = False
    """Whether its failure is a critical one."""
    is_unjudged: bool = False
    """Whether something of it was not judged, because nobody was asked or nobody answered."""
    said: Disposition | None = None
    """What the team makes of it."""

    @property
    def is_tested(self) -> bool:
        """Whether it was exercised."""
        return self.how in TESTED


class RuleResult(Known, frozen=True, kw_only=True):
    """How one prohibition was kept to."""

    rule: str
    """Its id."""
    text: str
    """What must not be done."""
    is_broken: bool = False
    """Whether it was done."""
    is_critical: bool = False
    """Whether that is a critical failure."""
    said: Disposition | None = None
    """What the team makes of it."""


class ObjectiveResult(Known, frozen=True, kw_only=True):
    """How one objective was rated."""

    objective: str
    """Its id."""
    text: str
    """What it wanted to see."""
    grade: Grade
    """As proposed."""
    confirmed: Grade | None = None
    """The evaluator's word; None: only proposed."""


class AgreedResult(Known, frozen=True, kw_only=True):
    """An action that was agreed, without its texts."""

    about: str
    """What it is about: step:ID, rule:ID, action:ID or gap:NUMBER."""
    text: str = ""
    """The same in words; empty: people typed it."""
    missing: str = ""
    """The digest of what the team says was missing, which stands beside the run; empty: it is about something else."""
    what: str
    """The digest of the action's text, which stands beside the run."""
    owner: str = ""
    """The digest of its owner's text; empty: nobody yet."""
    due: str = ""
    """By which day, as 2027-01-31; empty: not agreed."""
    first_due: str = ""
    """By which day it was agreed first; empty: that was not moved."""
    moved: int = 0
    """How often that was moved."""
    done: str = ""
    """On which day it was done; empty: it is not."""
    proof: str = ""
    """The digest of the text that says where one sees it; empty: no proof is named."""
    by: str = ""
    """The digest of the name of whoever checked it; empty: nobody is named."""
    reopened: str = ""
    """The digest of the text that says why it was opened again; empty: it was not."""
    recorded: str
    """When it was recorded as it stands, in UTC, as the run says it; whether it is done, is recorded apart."""

    @property
    def typed(self) -> tuple[str, ...]:
        """The digests of all its texts."""
        return tuple(one for one in (self.what, self.owner, self.missing, self.proof, self.by, self.reopened) if one)


class Played(Known, frozen=True, kw_only=True):
    """A text that was played."""

    kind: str
    """drill, scenario, procedure or vocabulary."""
    id: str
    """Its id."""
    version: str
    """Its version; may be empty."""
    sha256: str
    """Of its text."""


class SureResult(Known, frozen=True, array_like=True):
    """One decision, by how sure the team was and what it cost."""

    sure: Confidence
    """How sure, from 1 to 4."""
    cost: Cost
    """What it cost."""


class StatementResult(Known, frozen=True, array_like=True):
    """One statement of the feedback form, and how many participants gave which answer: never whose."""

    statement: Statement
    """Which."""
    counts: Counts
    """How many gave each answer, from 1 (not at all) to 5 (entirely)."""


class RunResult(Known, frozen=True, kw_only=True):
    """What a run that is over adds to the results of many."""

    shape: int = 0
    """Of these fields: the `SHAPE` of the ccdrill that worked it out."""
    run: str
    """The run's id."""
    began: str
    """When play began, in UTC, as it is recorded."""
    drill: str
    """The drill's id."""
    drill_title: str
    """The drill's title."""
    mode: str
    """Team or solo."""
    marking: str = ""
    """Such as Confidential."""
    scenario: str
    """The scenario's id."""
    scenario_title: str
    """The scenario's title."""
    procedure: str
    """The procedure's id."""
    procedure_title: str
    """The procedure's title."""
    is_model: bool = False
    """Whether the procedure is a model one, not an organisation's."""
    rules: int
    """The version of the scoring rules that it was begun under."""
    played: tuple[Played, ...]
    """The texts that it was played with."""
    team: str = ""
    """What the team calls itself."""
    ending_kind: str
    """good, mixed, bad, or cut short."""
    ending_title: str
    """How it ended."""
    is_led: bool = False
    """Whether the facilitator led the story on by hand, past what choices lead to."""
    score: Points
    """0 to 100, as a fraction."""
    on_played: Points = ""
    """The score on what was played, as a fraction; empty: nothing was withheld."""
    critical: tuple[str, ...] = ()
    """What failed critically: step:ID or rule:ID."""
    steps: tuple[StepResult, ...]
    """The required steps, in the order of the procedure, also those that the drill can't test."""
    rules_kept: tuple[RuleResult, ...] = ()
    """The prohibitions that apply."""
    unneeded: tuple[str, ...] = ()
    """Actions, by id, that nobody asked for."""
    objectives: tuple[ObjectiveResult, ...] = ()
    """How the objectives were rated."""
    agreed: tuple[AgreedResult, ...] = ()
    """The actions that were agreed."""
    sure: tuple[SureResult, ...] = ()
    """How sure the team was of its decisions, where what they cost is known."""
    sure_unknown: int = 0
    """How often it said how sure it was and what the decision cost is not known."""
    coverage: tuple[Coverage, ...] = ()
    """What was exercised of what outside sources ask for."""
    feedback: tuple[StatementResult, ...] = ()
    """How far participants agreed with the statements of the feedback form that were counted."""

    @property
    def version(self) -> str:
        """Of the procedure."""
        return next((one.version for one in self.played if one.kind == "procedure"), "")

    @property
    def date(self) -> str:
        """The day on which play began, in UTC."""
        return self.began[:10]

    @property
    def is_cut_short(self) -> bool:
        """Whether it was ended before the story did."""
        return self.ending_kind == "cut short"

    @property
    def is_whole(self) -> bool:
        """Whether all of the story was the team's: only then its score compares with others, and what it left out says something."""
        return not self.is_cut_short and not self.is_led


def write_result(result: RunResult) -> bytes:
    """A result as it is kept."""
    return msgspec.json.encode(result)


def read_result(kept: bytes) -> RunResult | None:
    """A kept result; None if another version of ccdrill wrote it, or it is broken."""
    try:
        found = msgspec.json.decode(kept, type=RunResult)
        can_be = all(0 <= Fraction(one) <= _ALL for one in (found.score, found.on_played or "0"))
    except (msgspec.MsgspecError, ValueError, RecursionError, ZeroDivisionError):
        return None
    return found if found.shape == SHAPE and can_be else None
