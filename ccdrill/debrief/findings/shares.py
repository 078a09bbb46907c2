"""The loss by objective, phase, pillar and role: where in the procedure it lies."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import get_args

from msgspec.structs import replace

from ccdrill.debrief.document.lessons import Breakdown, Share
from ccdrill.model.drill import Objective
from ccdrill.model.ids import RoleId, RuleId, StepId
from ccdrill.model.procedure import Step
from ccdrill.model.scenario import Phase
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item, Score, rounded

_BESIDE = "beside the steps (prohibitions, what nobody asked for)"
_HUNDRED = Fraction(100)


def breakdowns(frame: Frame, score: Score, objectives: tuple[Objective, ...]) -> tuple[Breakdown, ...]:
    """Each view in which the procedure says more than one thing; none when nothing was lost.

    In all but the objectives' the parts sum to the loss, without what was kept from the team.
    """
    score = _reached(score)
    if not score.lost:
        return ()
    views = [
        _by_objective(frame, score, objectives),
        _by_phase(frame, score),
        _by_step("pillar", frame, score, lambda step: step.pillar or ""),
        _by_role(frame, score),
    ]
    return tuple(view for view in views if view is not None and len(view.shares) > 1)


def exercised_words(frame: Frame, score: Score, cut: str) -> str:
    """How much of what the procedure asks for in this case the drill can test, and how much of that this run reached.

    `cut`: what kept something from the team, if anything did.
    """
    missing = frame.not_exercised()
    drill = "This drill exercises every step that the procedure asks for here."
    if missing:
        weight = frame.weight + sum((frame.steps[step].weight for step in missing), Fraction(0))
        steps = f"{len(frame.required)} of {len(frame.required) + len(missing)} steps"
        drill = f"This drill exercises {steps}, {_plain(frame.weight)} of {_plain(weight)} by weight."
    if not score.withheld:
        return drill
    reached = _reached(score).weights
    many = f"{len(reached)} of {len(score.weights)} steps"
    weight = sum(reached.values(), Fraction(0))
    return f"{drill} {cut[:1].upper()}{cut[1:]}, this run reached {many}, {_plain(weight)} of {_plain(score.weight)} by weight; only these are counted here."


def _reached(score: Score) -> Score:
    """Without the steps that were kept from the team. Points stay those of the whole."""
    if not score.withheld:
        return score
    items = tuple(item for item in score.items if item.step not in score.withheld)
    return replace(
        score,
        items=items,
        lost=sum((item.cost for item in items), Fraction(0)),
        weights={step: weight for step, weight in score.weights.items() if step not in score.withheld},
    )


def _by_step(by: str, frame: Frame, score: Score, label: Callable[[Step], str]) -> Breakdown | None:
    if not any(label(frame.steps[step]) for step in score.weights):
        return None
    labels = {step: label(frame.steps[step]) or f"no {by} named" for step in score.weights}
    shares = [
        _share(
            one,
            sum((score.weights[step] for step, its in labels.items() if its == one), Fraction(0)),
            [item for item in score.items if item.step is not None and labels.get(item.step) == one],
            score.weight,
        )
        for one in dict.fromkeys(labels.values())
    ]
    beside = [item for item in score.items if item.step is None]
    if beside:
        shares.append(_share(_BESIDE, Fraction(0), beside, score.weight))
    return Breakdown(by=by, shares=tuple(shares))


def _by_phase(frame: Frame, score: Score) -> Breakdown | None:
    """In the order in which a response goes, however the procedure lists its steps."""
    found = _by_step("phase", frame, score, lambda step: step.phase or "")
    if found is None:
        return None
    place = {phase: index for index, phase in enumerate(get_args(Phase))}
    shares = sorted(found.shares, key=lambda share: place.get(share.label, len(place)))
    return Breakdown(by=found.by, shares=tuple(shares))


def _by_role(frame: Frame, score: Score) -> Breakdown | None:
    """Any one of these roles: the same ones are one part, in whichever order a step names them."""
    names: dict[frozenset[RoleId], str] = {}
    for step in score.weights:
        roles = frame.steps[step].responsible
        names.setdefault(frozenset(roles), " or ".join(frame.title(role) for role in roles))
    return _by_step("role", frame, score, lambda step: names[frozenset(step.responsible)])


def _by_objective(frame: Frame, score: Score, objectives: tuple[Objective, ...]) -> Breakdown:
    """A step may serve several objectives, or none: the parts need not sum to the whole."""
    shares = []
    served: set[StepId] = set()
    charged: set[RuleId] = set()
    for objective in objectives:
        steps = [step for step in objective.steps if step in score.weights]
        rules = {rule.id for rule in frame.prohibitions if rule.objective == objective.id}
        items = [item for item in score.items if item.step in steps or item.rule in rules]
        weight = sum((score.weights[step] for step in steps), Fraction(0))
        if steps or items:
            shares.append(_share(objective.text, weight, items, score.weight))
        served.update(steps)
        charged.update(rules)
    left = [item for item in score.items if item.step not in served and item.rule not in charged]
    if left and objectives:
        weight = sum((score.weights[step] for step in score.weights if step not in served), Fraction(0))
        shares.append(_share("no objective of this drill", weight, left, score.weight))
    return Breakdown(by="objective", shares=tuple(shares))


def _share(label: str, weight: Fraction, items: Iterable[Item], total: Fraction) -> Share:
    lost = sum((item.cost for item in items), Fraction(0))
    return Share(
        label=label,
        weight=_plain(weight) if weight else "",
        lost=rounded(_HUNDRED * lost / total, 1),
        kept=rounded(_HUNDRED * max(Fraction(0), 1 - lost / weight)) if weight else "",
    )


def _plain(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else rounded(value, 2)
