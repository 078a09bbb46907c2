"""What makes every cost of a frame a whole number: a search adds them up many thousand times."""

from fractions import Fraction
from math import lcm

from ccdrill.model.ids import StepId
from ccdrill.scoring.frame import Frame


def per_record(frame: Frame, name: StepId) -> Fraction:
    """What one missing record of a step costs."""
    step = frame.steps[name]
    return frame.costs(name).evidence * step.weight / max(1, len(step.evidence))


def scale_of(frame: Frame) -> int:
    """What makes every cost of the frame whole, also a second of lateness within a grace."""
    rule = frame.procedure.scoring.unneeded
    numbers = [rule.cost, rule.cap * frame.weight, *(one.cost for one in frame.prohibitions)]
    for name in frame.required:
        step, costs = frame.steps[name], frame.costs(name)
        grace = step.deadline.grace if step.deadline is not None else None
        shares = (costs.order, costs.late / (grace or 1), costs.role, costs.evidence / max(1, len(step.evidence)))
        numbers += [step.weight, *(share * step.weight for share in (*shares, costs.place))]
    return lcm(*(number.denominator for number in numbers))
