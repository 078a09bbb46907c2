"""The score: `100 * max(0, 1 - L/W)`, with everything that explains it."""

from collections.abc import Collection, Mapping
from fractions import Fraction

import msgspec

from ccdrill.model.drill import Objective
from ccdrill.model.errors import CcdrillError
from ccdrill.model.ids import RoleId, StepId
from ccdrill.model.value import Value
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.losses import Losses
from ccdrill.scoring.ratings import rate
from ccdrill.scoring.result import Item, Missing, Performance, Score
from ccdrill.scoring.sentences import Narrator
from ccdrill.scoring.trace import Trace

_HUNDRED = Fraction(100)


class NothingToScore(CcdrillError):
    """The procedure asks for nothing that this scenario exercises."""


class Circumstances(Value, frozen=True):
    """What else the score must know about a run, none of it the players' doing."""

    withheld: Collection[StepId] = ()
    """Steps that the facilitator's cut kept from the team."""
    offered: Collection[StepId] | None = None
    """Steps that some enabled choice could have performed; None: all (an outside trace)."""
    objectives: tuple[Objective, ...] = ()
    """The drill's objectives; empty: those that the procedure's steps name."""


def score_trace(
    frame: Frame, trace: Trace, vocabulary: Vocabulary, circumstances: Circumstances | None = None
) -> Score:
    """The score of a trace. Raises NothingToScore when W is 0, NoCalendar for business days without a start."""
    given = circumstances or Circumstances()
    weight = frame.weight
    if weight == 0:
        raise NothingToScore(
            f"the procedure '{frame.procedure.id}' asks for nothing that can be done here",
            "Widen the scope, or score it with another scenario.",
        )
    deeds = Deeds(frame, trace)
    losses = Losses(deeds, weight)
    withheld = tuple(step for step in frame.required if step in given.withheld and step not in deeds.performed)
    narrator = Narrator(deeds, vocabulary)
    told = [
        msgspec.structs.replace(
            item, sentence=narrator.sentence(item), is_critical=item.is_critical and item.step not in withheld
        )
        for item in losses.items()
    ]
    items = tuple(item for item in told if item.cost or item.is_critical)
    lost = sum((item.cost for item in items), Fraction(0))
    played_weight, played = _played(frame, deeds, withheld)
    return Score(
        score=_HUNDRED * max(Fraction(0), 1 - lost / weight),
        raw=_HUNDRED * (1 - lost / weight),
        weight=weight,
        lost=lost,
        items=items,
        costless=tuple(item for item in told if not item.cost and not item.is_critical),
        order_pairs=losses.pairs,
        played=played,
        played_weight=played_weight,
        withheld=withheld,
        not_exercised=frame.not_exercised(),
        not_recorded=_not_recorded(deeds),
        by_vacant=_by_vacant(deeds),
        performances=_performances(deeds),
        ratings=rate(frame, items, withheld, given.offered, given.objectives),
        weights={step: frame.steps[step].weight for step in frame.required},
    )


def _played(frame: Frame, deeds: Deeds, withheld: tuple[StepId, ...]) -> tuple[Fraction | None, Fraction | None]:
    """W and score without the withheld steps: the same formula on what was played."""
    if not withheld:
        return None, None
    weight = frame.weight - sum((frame.steps[step].weight for step in withheld), Fraction(0))
    if weight == 0:
        return Fraction(0), None
    lost = sum((item.cost for item in Losses(deeds, weight).items() if item.step not in withheld), Fraction(0))
    return weight, _HUNDRED * max(Fraction(0), 1 - lost / weight)


def _performances(deeds: Deeds) -> tuple[Performance, ...]:
    frame = deeds.frame
    found: list[Performance] = []
    for step in frame.steps:
        if step not in frame.exercised:
            continue
        deed = deeds.performed.get(step)
        if deed is None:
            found.append(Performance(step=step, due=deeds.due.get(step)))
        else:
            found.append(Performance(step=step, done=deed.t, due=deeds.due.get(step), role=deed.role, seq=deed.seq))
    return tuple(found)


def _not_recorded(deeds: Deeds) -> tuple[tuple[StepId, Missing], ...]:
    """What required steps that were done could not be judged by."""
    found: list[tuple[StepId, Missing]] = []
    for step in deeds.frame.required:
        deed = deeds.performed.get(step)
        if deed is None:
            continue
        wanted = deeds.frame.steps[step]
        if wanted.responsible and deed.role is None:
            found.append((step, "who"))
        if wanted.evidence and deeds.evidence(step) is None:
            found.append((step, "record"))
        if wanted.where and deed.place is None:
            found.append((step, "place"))
    return tuple(found)


def _by_vacant(deeds: Deeds) -> tuple[tuple[StepId, RoleId], ...]:
    """Required steps that would have been charged for role, had somebody played it."""
    frame = deeds.frame
    done = ((step, deeds.performed.get(step)) for step in frame.required)
    return tuple(
        (step, deed.role)
        for step, deed in done
        if deed is not None and deed.is_vacant and deed.role is not None and not frame.may_act(deed.role, step)
    )


def losses_of(items: tuple[Item, ...]) -> Mapping[StepId, Fraction]:
    """What each step lost, in units of weight."""
    lost: dict[StepId, Fraction] = {}
    for item in items:
        if item.step is not None:
            lost[item.step] = lost.get(item.step, Fraction(0)) + item.cost
    return lost
