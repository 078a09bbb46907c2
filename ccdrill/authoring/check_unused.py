"""Whether what a scenario declares is used: flags that are asked for and change, meters that move."""

from collections.abc import Iterator

from ccdrill.authoring.check_conditions import choices_of
from ccdrill.authoring.document import Document
from ccdrill.authoring.findings import Findings
from ccdrill.model.condition import Condition, FlagSet, MeterCompared
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.scenario import Choice, Inject, Scenario, Timeout, Words, branches_of


def check_unused(document: Document, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """A warning for each flag and meter that makes no difference."""
    findings = Findings(document)
    asked = {leaf for condition in conditions_of(scenario) for leaf in condition.leaves}
    read = {leaf.flag for leaf in asked if isinstance(leaf, FlagSet)}
    changed = _changed(scenario)
    for flag, start in scenario.flags.items():
        path = ("flags", flag)
        if flag not in read:
            message, cure = f"nothing ever asks for '{flag}'", "Ask for it in a 'when', or delete it."
            findings.warning(path, "flag-never-read", message, cure, at_key=True)
        elif (flag, not start) not in changed:
            message = f"'{flag}' is {str(start).lower()} for ever: nothing sets it to {str(not start).lower()}"
            findings.warning(path, "flag-never-changes", message, "Set it somewhere, or delete it.", at_key=True)
    moving = {drift.meter for drift in scenario.drift} | {name for name, _ in changed}
    compared = {leaf.meter for leaf in asked if isinstance(leaf, MeterCompared)}
    for meter in scenario.meters:
        if meter not in moving:
            message = f"nothing ever changes '{meter}'" + (
                ", though conditions ask for it" if meter in compared else ""
            )
            cure = "Add to it or let it drift, or delete it."
            findings.warning(("meters", meter), "meter-never-changes", message, cure, at_key=True)
    return findings.sorted()


def _effects(scenario: Scenario) -> Iterator[Choice | Inject | Timeout]:
    yield from choices_of(scenario)
    yield from scenario.injects.values()
    yield from (state.timeout for state in scenario.states.values() if state.timeout is not None)


def _changed(scenario: Scenario) -> set[tuple[str, object]]:
    """Flags with what they are set to, and meters that are set or added to."""
    found: set[tuple[str, object]] = set()
    for source in _effects(scenario):
        found |= {(name, setting.value) for name, setting in source.set.items()}
        found |= {(name, amount) for name, amount in source.add.items()}
    return found


def conditions_of(scenario: Scenario) -> Iterator[Condition]:
    """Every condition of the file, also those of texts."""
    for source in _effects(scenario):
        yield from (branch.when for branch in branches_of(source.goto) if branch.when is not None)
        if isinstance(source, Choice | Inject) and source.when is not None:
            yield source.when
        if isinstance(source, Choice):
            yield from _of_words(source.outcome)
        if isinstance(source, Timeout):
            yield from _of_words(source.text)
    yield from (drift.while_ for drift in scenario.drift if drift.while_ is not None)
    for state in scenario.states.values():
        yield from _of_words(state.narrative)
    for ending in scenario.endings.values():
        yield from _of_words(ending.narrative)


def _of_words(words: Words) -> Iterator[Condition]:
    if not isinstance(words, str):
        yield from (variant.when for variant in words if variant.when is not None)
