"""What is told of one procedure over its runs: its steps and its prohibitions."""

from typing import Literal

from ccdrill.model.value import Value

Standing = Literal["again and again", "lost once", "mended", "as written", "never exercised"]
"""How a step or a prohibition stands after its runs."""


class Tally(Value, frozen=True, kw_only=True):
    """In how many runs a step went in which way. A step may be late and done by the wrong role in one run: it counts in both."""

    exercised: int
    """Runs that exercised it."""
    as_written: int
    """Done as written."""
    late: int
    """Done after its deadline."""
    wrong_role: int
    """Done by somebody to whom it does not belong."""
    without_record: int
    """Done, and a record that shows it is missing."""
    out_of_order: int
    """Done before something that must come first, or after what it must precede."""
    wrong_place: int
    """Done elsewhere than it should be."""
    not_done: int
    """Not done at all."""
    unjudged: int
    """Something of it was not judged, because nobody was asked or nobody answered."""
    procedure_wrong: int
    """The team says of it that the procedure is wrong, or that it did better on purpose."""


class StepRow(Value, frozen=True, kw_only=True):
    """A required step over the runs of its procedure."""

    step: str
    """Its id."""
    text: str
    """What it says, by its last run."""
    is_critical: bool
    """Whether its failure is a critical one, by its last run."""
    standing: Standing
    """Lost again and again, lost once and not mended, mended since, always as written, or never exercised."""
    tally: Tally
    """In how many runs it went in which way."""
    teams: int
    """How many teams came to it; runs without a team's name count as one team's."""
    teams_lost: int
    """How many of them did not do it as written the last time that they came to it."""
    kept_since: int
    """How many runs, counted back from the last that exercised it, did it as written."""
    last_run: str
    """The last run that exercised it; empty: none did."""
    last_date: str
    """The day on which that run began, in UTC; empty: none did."""
    last_how: str
    """How it went there, in words; empty: it was never exercised."""


class RuleRow(Value, frozen=True, kw_only=True):
    """A prohibition over the runs of its procedure."""

    rule: str
    """Its id."""
    text: str
    """What must not be done, by its last run."""
    standing: Standing
    """Broken again and again, once, not any more, or never broken (as written)."""
    runs: int
    """Runs in which it applied; whether it could have been broken there is not known."""
    broken: int
    """Runs in which it was broken."""
    teams: int
    """How many teams it applied to; runs without a team's name count as one team's."""
    teams_lost: int
    """How many of them broke it the last time."""
    kept_since: int
    """How many runs, counted back from the last in which it applied, kept to it."""
    last_broken: str
    """The last run that broke it; empty: none did."""


class ProcedureResults(Value, frozen=True, kw_only=True):
    """One procedure, over all its runs, whichever drill they are of."""

    procedure: str
    """Its id."""
    title: str
    """Its title, by its last run."""
    is_model: bool
    """Whether it is a model one, not an organisation's."""
    versions: tuple[str, ...]
    """The versions that were played, in the order in which they came."""
    texts: int
    """How many texts of it were played: more than versions, where one was changed and kept its version."""
    runs: int
    """How many runs are counted."""
    cut_short: int
    """How many of them were ended early: what that kept from the team does not count."""
    steps: tuple[StepRow, ...]
    """What was lost again and again comes first, then what was lost once, mended, as written, never exercised."""
    prohibitions: tuple[RuleRow, ...]
    """Those that were ever broken come first."""
