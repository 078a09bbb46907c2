"""Whether what a scenario declares makes a difference: flags and meters, names, and what choices do."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ccdrill.authoring.checks.check_adds import check_adds, rooms
from ccdrill.authoring.checks.findings import Findings, meant_by
from ccdrill.authoring.checks.texts import PLACEHOLDER, has_escapes
from ccdrill.authoring.checks.written_so import forms_of
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import FlagSet, Leaf, MeterCompared
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import FlagName, MeterName, Word
from ccdrill.model.scenario import Choice, Meter, Scenario
from ccdrill.model.walks import Moves, conditions_of, moves_of_meters, sources_of

FLAG_NEVER_CHANGES, METER_NEVER_CHANGES = "flag-never-changes", "meter-never-changes"
"""What a flag is told as that always has the same answer, and a meter that always is the same number."""
_FLAG_NEVER_READ = "flag-never-read"


def check_unused(document: Document, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """A warning for each flag, meter, name and choice that makes no difference."""
    findings = Findings(document)
    _check_values(findings, scenario)
    check_unused_names(findings, scenario.names)
    _check_effects(findings, scenario)
    return findings.sorted()


def never_changing(scenario: Scenario) -> dict[FlagName, bool]:
    """The flags that nothing sets to anything but what they start with, each with that."""
    changed = _changed(scenario)
    return {flag: start for flag, start in scenario.flags.items() if (flag, not start) not in changed}


def _check_values(findings: Findings, scenario: Scenario) -> None:
    asked = _asked(scenario)
    read, compared = _read(asked), _compared(asked)
    unread = [flag for flag in scenario.flags if flag not in read]
    one_flag = _under_two_names(scenario, read) if unread else None
    for flag in unread:
        if one_flag is None or flag != one_flag.is_set:
            message = f"nothing ever asks for '{flag}'"
            cure = f"Ask for it in a 'when', or delete it.{_perhaps_renamed(flag, read, scenario)}"
            findings.warning(("flags", flag), _FLAG_NEVER_READ, message, cure, at_key=True)
    moves = moves_of_meters(scenario)
    fixed = _note_fixed(findings, scenario, asked, moves)
    narrow = {name: room for name, room in rooms(scenario, moves).items() if name not in fixed}
    if narrow:
        check_adds(findings, scenario, narrow)
    for meter in scenario.meters:
        if meter not in compared and meter not in fixed and not _says_who_sees_it(findings.document, meter):
            message = f"no condition asks for '{meter}', and it does not say who sees it: people meet it in the debrief"
            cure = "If that is meant, write shown: debrief. Else ask for it in a condition, or delete it."
            findings.note(("meters", meter), "meter-never-read", message, cure, at_key=True)


class _TwoNames(NamedTuple):
    """One flag, as it seems, under two names."""

    is_set: FlagName
    """What it is called where it is set; nothing asks for that."""
    is_asked: FlagName
    """What it is called where it is asked for; nothing sets that."""


def _under_two_names(scenario: Scenario, read: Collection[FlagName]) -> _TwoNames | None:
    """A flag that nothing asks for and one that nothing sets, if no other flags are so, and they are called alike."""
    fixed = never_changing(scenario)
    never_set = [flag for flag in fixed if flag in read]
    never_read = [flag for flag in scenario.flags if flag not in read and flag not in fixed]
    if len(never_set) != 1 or len(never_read) != 1:
        return None
    found = _TwoNames(never_read[0], never_set[0])
    is_alike = meant_by(found.is_set, [found.is_asked]) is not None
    return found if is_alike and scenario.flags[found.is_set] == scenario.flags[found.is_asked] else None


def _perhaps_renamed(flag: FlagName, read: Collection[FlagName], scenario: Scenario) -> str:
    """What to do besides if a flag that is set may be one that is asked for: the only one that is never set, or one that is called alike."""
    fixed = never_changing(scenario)
    never_set = [other for other in fixed if other in read and scenario.flags[other] == scenario.flags[flag]]
    if flag in fixed:
        return ""
    if len(never_set) == 1 == sum(other in read for other in fixed):
        return f" If it is '{never_set[0]}', which is asked for and never set, call both the same."
    near = meant_by(flag, read)
    return f" If it is '{near}', call both the same." if near is not None else ""


def note_fixed(findings: Findings, scenario: Scenario) -> None:
    """A warning for each flag that is asked for and always has the same answer, and for each meter that is always the same number."""
    _note_fixed(findings, scenario, _asked(scenario), moves_of_meters(scenario))


def _note_fixed(
    findings: Findings, scenario: Scenario, asked: Collection[Leaf], moves: Mapping[MeterName, Moves]
) -> list[MeterName]:
    """The same; gives these meters. `moves`: what moves each."""
    read, compared = _read(asked), _compared(asked)
    never_set = {flag: start for flag, start in never_changing(scenario).items() if flag in read}
    one_flag = _under_two_names(scenario, read) if never_set else None
    for flag, start in never_set.items():
        message = f"'{flag}' is {str(start).lower()} for ever: nothing sets it to {str(not start).lower()}"
        cure, with_it = "Set it somewhere, or delete it.", tuple[str, ...]()
        if one_flag is not None:
            message += f", and nothing asks for '{one_flag.is_set}', which is set"
            cure = f"If both are one flag, call them the same. Else set '{flag}', and ask for '{one_flag.is_set}'."
            with_it = (_FLAG_NEVER_READ,)
        findings.shown(("flags", flag), FLAG_NEVER_CHANGES, message, cure, folded=with_it)
    fixed = [name for name, meter in scenario.meters.items() if not _is_moved(meter, moves[name])]
    for meter in fixed:
        message = f"nothing ever changes '{meter}'" + (", though conditions ask for it" if meter in compared else "")
        cure = "Add to it or let it drift, or delete it."
        if any(moves[meter].steps):
            limit = _limit_at_start(scenario.meters[meter], moves[meter])
            message += f": it starts at its {limit}, and all that moves it would take it beyond"
            cure = f"Move that {limit}, or begin elsewhere; or delete it."
        findings.warning(("meters", meter), METER_NEVER_CHANGES, message, cure, at_key=True)
    return fixed


def comparisons(scenario: Scenario) -> list[MeterCompared]:
    """What conditions ask for of meters, in file order, each once."""
    return [leaf for leaf in _asked(scenario) if isinstance(leaf, MeterCompared)]


def _asked(scenario: Scenario) -> dict[Leaf, None]:
    """What conditions ask for, in file order, each once."""
    return dict.fromkeys(leaf for condition in conditions_of(scenario) for leaf in condition.leaves)


def _read(asked: Iterable[Leaf]) -> set[FlagName]:
    return {leaf.flag for leaf in asked if isinstance(leaf, FlagSet)}


def _compared(asked: Iterable[Leaf]) -> set[MeterName]:
    return {leaf.meter for leaf in asked if isinstance(leaf, MeterCompared)}


def _is_moved(meter: Meter, moves: Moves) -> bool:
    """Whether anything makes the meter another than it is at the start."""
    steps = [*moves.steps, *(number - meter.start for number in moves.settings)]
    rises = max(steps, default=0) > 0 and (meter.max is None or meter.start < meter.max)
    falls = min(steps, default=0) < 0 and (meter.min is None or meter.start > meter.min)
    return rises or falls


def _limit_at_start(meter: Meter, moves: Moves) -> str:
    """The limits at which a meter begins that is moved and stays what it is."""
    is_raised, is_lowered = max(moves.steps) > 0, min(moves.steps) < 0
    return " and its ".join(["max"] * is_raised + ["min"] * is_lowered) if meter.min != meter.max else "only number"


def _says_who_sees_it(document: Document, meter: str) -> bool:
    written = document.root["meters"]
    one = written.get(meter) if isinstance(written, dict) else None
    return isinstance(one, dict) and "shown" in one


def check_unused_names(findings: Findings, names: Collection[Word]) -> None:
    """A warning for each name that no text uses. A text with escapes may hold them in another form: then nothing is said."""
    if has_escapes(findings.document.text):
        return
    used = {match[1].strip() for match in PLACEHOLDER.finditer(findings.document.text)}
    for name in names:
        if name not in used and not any(form in findings.document.text for form in forms_of(name)):
            message, cure = f"no text says {{{name}}}", "Use it in a text, or delete it."
            findings.warning(("names", name), "name-never-used", message, cure, at_key=True)


def _check_effects(findings: Findings, scenario: Scenario) -> None:
    for name, state in scenario.states.items():
        for key, choice in state.choices.items():
            _check_choice(findings, ("states", name, "choices", key), choice)
    for key, choice in scenario.anywhere.items():
        _check_choice(findings, ("anywhere", key), choice)


def _check_choice(findings: Findings, path: Path, choice: Choice) -> None:
    is_idle = not (choice.goto or choice.takes or choice.does or choice.outcome or _changes_values(choice))
    if is_idle and not choice.records:
        message, cure = (
            "this choice changes nothing and tells nothing",
            "Give it does, goto, takes or outcome, or delete it.",
        )
        findings.warning(path, "no-effect", message, cure, at_key=True)
    elif choice.records and not choice.does:
        message = "the choice leaves records of nothing: it does no action"
        cure = "Write the action under does, or delete the records."
        findings.warning((*path, "records"), "records-of-nothing", message, cure, at_key=True)


def _changes_values(source: Choice) -> bool:
    return bool(source.set or source.add or source.marks)


def _changed(scenario: Scenario) -> set[tuple[str, bool]]:
    """Flags with what they are set to."""
    return {
        (name, setting.value)
        for source in sources_of(scenario)
        for name, setting in source.set.items()
        if isinstance(setting.value, bool)
    }
