"""What scoring says: exact numbers, itemised losses, and the words for them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import field

from ccdrill.model.drill import Grade
from ccdrill.model.ids import ActionId, ObjectiveId, PlaceId, RecordId, RoleId, RuleId, StepId
from ccdrill.model.value import Value
from ccdrill.scoring.order import Pair

ItemKind = Literal["omitted", "order", "late", "role", "evidence", "place", "prohibited", "unneeded"]
Missing = Literal["who", "record", "place"]


class Item(Value, frozen=True, kw_only=True):
    """One itemised loss: what it cost, and everything a sentence about it needs."""

    kind: ItemKind
    """What sort of loss."""
    cost: Fraction
    """In units of weight."""
    points: Fraction
    """In points of 100: `100 * cost / W`."""
    step: StepId | None = None
    """The step that was done badly or not at all."""
    rule: RuleId | None = None
    """The prohibition that was broken."""
    actions: tuple[ActionId, ...] = ()
    """What was done, for deeds that nothing asked for."""
    is_critical: bool = False
    """Whether it is a critical failure."""
    due: int | None = None
    """The last second in time, from the start."""
    done: int | None = None
    """When it was done, in seconds from the start."""
    role: RoleId | None = None
    """Who did it."""
    missing: tuple[RecordId, ...] = ()
    """Required records that were not left."""
    not_left: tuple[RecordId, ...] = ()
    """Those of them that were ticked, though what was chosen leaves no such record."""
    place: PlaceId | None = None
    """Where it was done."""
    pairs: tuple[Pair, ...] = ()
    """The inverted pairs that this charge meets."""
    times: int = 1
    """How often a prohibition was broken."""
    seqs: tuple[int, ...] = ()
    """The deeds it is about."""
    sentence: str = ""
    """In plain words."""


class Performance(Value, frozen=True, kw_only=True):
    """How one exercised step went."""

    step: StepId
    """Which."""
    done: int | None = None
    """When it was first done, in seconds from the start; None: not done."""
    due: int | None = None
    """The last second in time; None: no clock ran."""
    role: RoleId | None = None
    """Who did it; None: not recorded."""
    seq: int | None = None
    """The deed that performed it."""


class Rating(Value, frozen=True, kw_only=True):
    """How one objective went, on the HSEEP scale; proposed, until an evaluator confirms it."""

    objective: ObjectiveId
    """Which."""
    text: str
    """What it wanted to see."""
    grade: Grade
    """The letter."""
    score: Fraction | None
    """Of its own steps, 0 to 100; None when none was exercised."""


class Score(Value, frozen=True, kw_only=True):
    """The score of a run against a procedure."""

    score: Fraction
    """0 to 100."""
    raw: Fraction
    """The same without its floor: may be negative."""
    weight: Fraction
    """W, what there was to do."""
    lost: Fraction
    """L, the sum of the items' costs."""
    items: tuple[Item, ...]
    """Every loss, in the order of the procedure, then prohibitions, then what nobody asked for. Critical failures even at no cost."""
    costless: tuple[Item, ...] = ()
    """What differed besides and cost nothing: the procedure sets a cost of 0, or a cap was reached. In the same order."""
    order_pairs: tuple[Pair, ...] = ()
    """(what must come first and did not, what was done before it)."""
    played: Fraction | None = None
    """The score on what was played, when something was withheld."""
    played_weight: Fraction | None = None
    """W of what was played."""
    withheld: tuple[StepId, ...] = ()
    """Steps that the facilitator's cut kept from the team."""
    not_exercised: tuple[StepId, ...] = ()
    """Required steps that this scenario can't test, or that are out of scope."""
    not_recorded: tuple[tuple[StepId, Missing], ...] = ()
    """What was not asked for, and so not judged."""
    by_vacant: tuple[tuple[StepId, RoleId], ...] = ()
    """Required steps that a vacant role did to which they do not belong: never charged."""
    performances: tuple[Performance, ...] = ()
    """How each exercised step went, in file order."""
    ratings: tuple[Rating, ...] = ()
    """Per objective."""
    weights: Mapping[StepId, Fraction] = field(default_factory=dict)
    """Of the required, exercised steps."""

    @property
    def critical_failures(self) -> tuple[Item, ...]:
        """Listed apart: a number must never hide a missed legal notification."""
        return tuple(item for item in self.items if item.is_critical)


def rounded(value: Fraction, places: int = 0) -> str:
    """For people: rounded half to even, with so many decimals."""
    scale = 10**places
    whole = round(value * scale)
    if places == 0:
        return str(whole)
    sign = "-" if whole < 0 else ""
    return f"{sign}{abs(whole) // scale}.{abs(whole) % scale:0{places}d}"
