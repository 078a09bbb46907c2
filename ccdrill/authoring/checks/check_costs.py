"""Whether a procedure's numbers can be reckoned with: weights, what its losses cost, and that doing badly never costs more than not doing."""

from fractions import Fraction

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.procedure import Fractions, OwnFractions, Procedure

_FREE = Fractions(order=Fraction(0), late=Fraction(0), role=Fraction(0), evidence=Fraction(0), place=Fraction(0))


def check_costs(findings: Findings, procedure: Procedure) -> None:
    """Notes what can't be reckoned with."""
    shared = procedure.scoring.costs
    _check_fractions(findings, ("scoring", "costs"), shared, Fractions(), "the defaults")
    for index, step in enumerate(procedure.steps):
        if step.weight <= 0:
            message = "a step weighs more than nothing"
            findings.error(("steps", index, "weight"), "wrong-value", message, "Write a number above 0.")
        if step.costs is not None:
            _check_fractions(findings, ("steps", index, "costs"), step.costs, shared, "the procedure's")
    for index, rule in enumerate(procedure.prohibited):
        if rule.cost < 0:
            message = "a cost can't be negative"
            findings.error(("prohibited", index, "cost"), "wrong-value", message, "Write 0 or more.")
    unneeded = procedure.scoring.unneeded
    for key, value in (("cost", unneeded.cost), ("cap", unneeded.cap)):
        if value < 0:
            message = "this can't be negative"
            findings.error(("scoring", "unneeded", key), "wrong-value", message, "Write 0 or more.")


def _check_fractions(
    findings: Findings, path: Path, costs: Fractions | OwnFractions, others: Fractions, whose: str
) -> None:
    """The sum counts what is not written as it is among the `others`, unless they are too much by themselves."""
    if sum(_parts(others).values()) > 1:
        others = _FREE
    written = _parts(costs)
    for name, part in written.items():
        if part < 0:
            findings.error((*path, name), "wrong-value", "a fraction can't be negative", "Write 0 or more.")
    parts = _parts(others) | written
    total = sum(parts.values())
    if total > 1:
        shown = ", ".join(f"{name} {float(part):g}" for name, part in parts.items())
        message = f"the fractions add up to {float(total):g} ({shown}; those not written are {whose})"
        cure = "Keep their sum at 1 or less: doing a step badly never costs more than leaving it out."
        findings.error(path, "wrong-value", message, cure, at_key=True)


def _parts(costs: Fractions | OwnFractions) -> dict[str, Fraction]:
    return {name: part for name in costs.__struct_fields__ if (part := getattr(costs, name)) is not None}
