"""The debrief as data: everything that a report says, already in words, with the exact numbers beside them."""

from typing import Literal

from ccdrill.debrief.document.agreed import Confirmed, Said
from ccdrill.debrief.document.course import Consequence, DecisionRow, Facts, HandRow, HintRow, Line, Truth
from ccdrill.debrief.document.forms import Feedback
from ccdrill.debrief.document.hot_wash import HotWash
from ccdrill.debrief.document.lessons import Breakdown, Cited, Coverage, Improvement, Otherwise, Sure, TurningPoint
from ccdrill.debrief.document.steps import Kept, Row
from ccdrill.model.drill import Grade
from ccdrill.model.value import Value
from ccdrill.scoring.result import ItemKind

GRADES: dict[Grade, str] = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to be performed",
    "N": "not exercised",
}


class Citation(Value, frozen=True, kw_only=True):
    """Where it is written."""

    document: str
    """The organisation's document, or the model procedure's."""
    version: str
    """Of the procedure."""
    section: str
    """Where in the document; may be empty."""
    step: str
    """The step or prohibition, by id."""
    text: str
    """What it says."""
    refs: tuple[str, ...] = ()
    """Outside sources that it names."""
    sources: str = ""
    """The same in words: titles and editions, each with its places; empty: it names none."""
    clock: str = ""
    """Its deadline in words, with whether it is an outside rule or the organisation's own target; may be empty."""


class Finding(Value, frozen=True, kw_only=True):
    """One itemised loss of the score, tied to a step and to events."""

    id: str
    """F1, F2, ... in order of cost."""
    kind: ItemKind
    """What sort of loss."""
    is_critical: bool
    """Whether it is a critical failure."""
    sentence: str
    """In one plain sentence."""
    points: str
    """What it cost, of 100, with one decimal."""
    cost: str
    """The same in units of weight, as a fraction."""
    citation: Citation | None
    """What was not kept to; None for what nobody asked for."""
    due: str = ""
    """When it was due, by the story's clock."""
    done: str = ""
    """When it was done."""
    by: str = ""
    """Who did it."""
    events: tuple[int, ...] = ()
    """The decisions it is about, by seq."""
    belongs_to: str = ""
    """Whose the step is by the procedure, or who is forbidden."""
    records: str = ""
    """The records that show the step; empty: it leaves none."""
    about: str = ""
    """What it is about, as the rows of the plan call it: step:ID, rule:ID or action:ID."""
    said: Said | None = None
    """What the team makes of it; None: nothing was recorded."""


class RatingRow(Value, frozen=True, kw_only=True):
    """How one objective went."""

    id: str
    """Of the objective, by which several runs can be compared."""
    objective: str
    """What it wanted to see."""
    grade: Grade
    """The letter."""
    words: str
    """The letter in words."""
    score: str
    """Of its own steps, the withheld ones too, 0 to 100; empty: the drill exercises none of them. People are told none with N."""
    exact: str = ""
    """The same as a fraction; empty like it."""
    capability: str = ""
    """The capability that it belongs to; may be empty."""
    findings: tuple[str, ...] = ()
    """What lowered it: findings of its steps and of prohibitions that name it, by id."""
    not_reached: int = 0
    """How many of its steps lowered it because they were kept from the team."""
    confirmed: Confirmed | None = None
    """The evaluator's word; None: the rating is only proposed."""

    @property
    def told_score(self) -> str:
        """The score as people are told it: none of what was kept from the team."""
        return "" if self.grade == "N" else self.score

    @property
    def stands(self) -> Grade:
        """The evaluator's rating, or the proposed one until there is one."""
        return self.confirmed.grade if self.confirmed is not None else self.grade

    @property
    def confirmed_words(self) -> str:
        """Whether the proposed rating was confirmed, or to what it was changed, by whom, on which day, why; empty: neither yet."""
        found = self.confirmed
        if found is None:
            return ""
        how = f"Confirmed: {found.grade}"
        if found.grade != self.grade:
            how = f"Changed to {found.grade} ({GRADES[found.grade]})"
            if not found.reason:  # an answer was changed since: it was confirmed as it was proposed then
                how = f"Confirmed when it was still {found.grade} ({GRADES[found.grade]})"
        on = f"on {found.recorded[:10]}"
        who = f"by {found.by} {on}" if found.by else f"{on}, no evaluator is named"
        return f"{how} {who}{f': {found.reason}' if found.reason else ''}"


class Numbers(Value, frozen=True, kw_only=True):
    """The score, for people and exactly."""

    score: str
    """0 to 100, in whole points."""
    exact: str
    """The same as a fraction."""
    raw: str
    """Without the floor at 0, as a fraction."""
    weight: str
    """W, as a fraction."""
    lost: str
    """L, as a fraction."""
    played: str = ""
    """The score on what was played, in whole points; empty: nothing was withheld."""
    played_words: str = ""
    """What was played of what there was; empty: everything."""
    lost_words: str = ""
    """What was lost of what there was, in decimals."""


class Debrief(Value, frozen=True, kw_only=True):
    """The after-action report of a run."""

    schema: Literal["ccdrill/debrief/v1"] = "ccdrill/debrief/v1"
    """The format of this value."""
    facts: Facts
    """The exercise overview."""
    ending_kind: str
    """good, mixed, bad, cut short, or unfinished."""
    ending_title: str
    """How it ended."""
    ending_text: str
    """The same, told."""
    kept: tuple[Kept, ...]
    """What went as written."""
    unrecorded: tuple[Kept, ...] = ()
    """What went as written but for records that are missing; each is a finding as well."""
    critical: tuple[Finding, ...]
    """Critical failures, whatever the number says."""
    differed: tuple[Finding, ...]
    """Everything else that differed from the procedure."""
    costless: tuple[str, ...] = ()
    """What differed and costs nothing, each in a sentence."""
    numbers: Numbers
    """The score."""
    ratings: tuple[RatingRow, ...]
    """Per objective: as proposed, with the evaluator's word where there is one."""
    timeline: tuple[Row, ...]
    """The procedure, step by step, against what was done."""
    decisions: tuple[DecisionRow, ...]
    """What the team decided."""
    messages: tuple[Line, ...]
    """What arrived."""
    moments: tuple[Line, ...]
    """What started clocks."""
    consequences: tuple[Consequence, ...]
    """What it came to."""
    truths: tuple[Truth, ...]
    """What was really going on."""
    by_hand: tuple[HandRow, ...] = ()
    """What the facilitator did to the story by hand, with what was taken back."""
    cut: str = ""
    """What kept steps from the team, such as `ended early`; empty: nothing was withheld."""
    withheld: tuple[str, ...]
    """Steps that were kept from the team: it was ended early, or led on by hand."""
    not_exercised: tuple[str, ...]
    """Required steps that this drill can't test."""
    not_recorded: tuple[str, ...]
    """What was not asked for, and so not judged."""
    by_vacant: tuple[str, ...] = ()
    """Steps that a vacant role did to which they do not belong: who acted is not judged there."""
    notes: tuple[Line, ...]
    """What was written down."""
    hints: tuple[HintRow, ...] = ()
    """The hints that were taken, in the order in which they were; they cost nothing."""
    hints_offered: int = 0
    """How many hints there were to take in the situations that were played."""
    strengths: tuple[Kept, ...] = ()
    """Critical steps that went as written: on time, in order, by the right people."""
    exercised: str = ""
    """How much of the procedure this drill can test, in words."""
    breakdowns: tuple[Breakdown, ...] = ()
    """Where the loss lies, in each way that says something."""
    otherwise: Otherwise | None = None
    """What would have been; None: not looked for."""
    turning_points: tuple[TurningPoint, ...] = ()
    """Every decision that stands, the costliest first."""
    sure: Sure | None = None
    """How sure the team was; None when that was not asked."""
    plan: tuple[Improvement, ...] = ()
    """What is to be put right, in order of importance; behind it, what else was agreed."""
    coverage: tuple[Coverage, ...] = ()
    """What was exercised of what outside sources ask for."""
    sources: tuple[Cited, ...] = ()
    """The outside sources that the report names and that are declared."""
    hot_wash: HotWash | None = None
    """What the team itself said right after play; None: nothing was recorded."""
    feedback: Feedback | None = None
    """What participants put down on feedback forms; None: nothing was recorded."""
    next: tuple[str, ...]
    """What to practise next: the first of the plan."""

    @property
    def standing_decisions(self) -> tuple[DecisionRow, ...]:
        """Those that were not taken back: by their places, from 1, people number them here as on the screens."""
        return tuple(row for row in self.decisions if not row.is_taken_back)

    @property
    def who_says(self) -> str:
        """Whose word a disposition is, to be followed by it."""
        return "The team says" if self.facts.mode == "team" else "The player says"

    @property
    def not_reached(self) -> str:
        """What stands above the steps that were not reached."""
        return f"Not reached, because it was {self.cut}"

    @property
    def has_agreed_plan(self) -> bool:
        """Whether anything was agreed on a row of the plan, or the team named something for it."""
        return any(one.is_agreed or one.is_gap for one in self.plan)

    @property
    def at_the_end(self) -> str:
        """Which moment the consequences are those of."""
        return "when it stopped" if self.has_stopped else "at the end"

    @property
    def has_stopped(self) -> bool:
        """Whether the run came to no ending of the story: what it came to is not comparable with one that did."""
        return self.ending_kind in ("cut short", "unfinished")

    @property
    def standing(self) -> str:
        """What figures beside each other are of, where a run that stopped stands beside one that came to its end."""
        if not self.has_stopped:
            return ""
        return "This run stands here as it was when it stopped, the best way through as it was at its end."

    @property
    def turned_nowhere(self) -> str:
        """That nothing was to be had by other choices, in a sentence; empty: something was, or it is not known."""
        is_comparable = self.otherwise is not None and bool(self.otherwise.score) and not self.otherwise.beyond
        is_best = bool(self.turning_points) and all(one.is_known and not one.cost for one in self.turning_points)
        if self.has_stopped or not (is_comparable and is_best):
            return ""
        return "No decision cost points: no other way through would have scored more."

    @property
    def differed_in_deed(self) -> tuple[Finding, ...]:
        """What differed, without the records of steps that are listed for them already."""
        steps = {one.step for one in self.unrecorded}
        return tuple(
            one
            for one in self.differed
            if one.kind != "evidence" or one.citation is None or one.citation.step not in steps
        )
