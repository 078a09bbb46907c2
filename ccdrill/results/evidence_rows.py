"""What is told to whoever asks for evidence: agreed actions, outside sources, and how sure teams were."""

from typing import Literal

from ccdrill.model.value import Value

Shown = Literal["as written", "lost again", "not tested"]
"""What later runs showed of what was agreed."""
Age = Literal["within 12 months", "older than 12 months", "never exercised", "only broken"]
"""How long ago something was exercised; `only broken`: no step names it, only prohibitions that were broken."""


State = Literal["overdue", "due", "open", "done"]
"""How an agreed action stands on a day."""


class ActionTotals(Value, frozen=True, kw_only=True):
    """How far agreed actions are carried out, over all runs of the drills and teams that were asked for."""

    agreed: int
    """How many were agreed."""
    done: int
    """How many of them are done."""
    unproven: int
    """Of how many that are done no proof is named."""
    overdue: int
    """How many should be done by now and are not."""


class ActionRow(Value, frozen=True, kw_only=True):
    """An action that was agreed after a run: whether it is done, as people say, and what later runs showed."""

    run: str
    """The run after which it was agreed."""
    date: str
    """The day on which that run began, in UTC."""
    drill: str
    """The drill's title."""
    procedure: str
    """The procedure's id."""
    about: str
    """What it is about: step:ID, rule:ID, action:ID, or gap:NUMBER for what the team said was missing, which no run tests."""
    text: str
    """The same in words; of a gap, as typed."""
    what: str
    """The action, as typed."""
    owner: str
    """Who sees to it, as typed; empty: nobody yet."""
    due: str
    """By which day; empty: not agreed."""
    first_due: str = ""
    """By which day it was agreed first; empty: that was not moved."""
    moved: int = 0
    """How often that was moved, on later days than it was recorded on."""
    state: State
    """`done`; else `open`: no day is agreed; `due`: today or later; `overdue`: its day is past."""
    done: str = ""
    """On which day it was done; empty: it is not."""
    proof: str = ""
    """Where one sees it, as typed; empty: no proof is named."""
    checked_by: str = ""
    """Who checked it, as typed; empty: nobody is named."""
    reopened: str = ""
    """Why it was opened again after it had been done, as typed; empty: it was not."""
    tested: int
    """Later runs of the procedure that tested it: they began after it was recorded as it stands; what is done, on a later day."""
    kept: int
    """In how many of these it went as written."""
    shown: Shown
    """What the last of these showed."""
    next_run: str = ""
    """The first of these; empty: there is none."""
    next_date: str = ""
    """The day on which it began, in UTC."""
    next_how: str = ""
    """How it went there, in words."""
    last_run: str = ""
    """The last of these."""
    last_date: str = ""
    """The day on which it began, in UTC."""
    last_how: str = ""
    """How it went there, in words."""

    @property
    def is_about_a_gap(self) -> bool:
        """Whether it is about something that the team said was missing."""
        return self.about.startswith("gap:")


class SourceRow(Value, frozen=True, kw_only=True):
    """An outside source, and when what answers to it was last exercised. It does not say that a requirement is met."""

    source: str
    """Which, as the procedures refer to it."""
    title: str
    """The same in words: title and edition; empty: it is declared nowhere."""
    place: str
    """Where in it; empty: all of it is meant, or it is declared nowhere."""
    about: str = ""
    """What stands there, where the source is said to want all of several things; else empty."""
    age: Age
    """How long ago a step that names it was last exercised, up to today; whether none was, or no step names it."""
    runs: int
    """Runs that exercised a step that names it; where no step does: that broke a prohibition which names it."""
    last_run: str
    """The last of these; empty: none."""
    last_date: str
    """The day on which it began, in UTC; empty: none."""
    last_how: str
    """How the steps that name it went there, in words; empty: none."""
    last_untested: tuple[str, ...]
    """Steps that name it and were not exercised in that run, by id."""
    procedures: tuple[str, ...]
    """The procedures that name it, by id."""


class SureLevel(Value, frozen=True, kw_only=True):
    """The decisions of which teams were so sure."""

    sure: str
    """How sure, in words."""
    decisions: int
    """How many, where what they cost is known."""
    cost_nothing: int
    """How many of them cost nothing."""
    cost_records: int
    """How many cost points only for records that nobody ticked: what was chosen was right."""
    cost_points: int
    """How many cost points for what was chosen."""


class SureResults(Value, frozen=True, kw_only=True):
    """How sure teams were, against how right, over all decisions with an answer. Beside every score, and of no single person."""

    decisions: int
    """Decisions with an answer, where what they cost is known."""
    unknown: int
    """Decisions with an answer that are left out, because what they cost is not known."""
    levels: tuple[SureLevel, ...]
    """From a guess to certain; a level that nobody named is left out."""
    brier: str
    """The Brier score as a fraction, 0 (best) to 1; empty below ten decisions: it would say more than is known."""
    brier_words: str
    """The same with two decimals; empty like it."""
