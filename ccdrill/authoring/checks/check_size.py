"""Whether a story is no larger than any that people play: every situation of it is looked at with all that it holds."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.limits import MAX_CHOICES, MAX_FLAGS, MAX_INJECTS, MAX_METERS, MAX_OFFERS
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.scenario import Scenario


def check_size(findings: Findings, scenario: Scenario) -> None:
    """An error for each mapping that holds more than `authoring/reading/limits.py` allows."""
    counted: list[tuple[Path, int, int]] = [
        (("flags",), len(scenario.flags), MAX_FLAGS),
        (("meters",), len(scenario.meters), MAX_METERS),
        (("injects",), len(scenario.injects), MAX_INJECTS),
        (("anywhere",), len(scenario.anywhere), MAX_CHOICES),
    ]
    counted += [
        (("states", name, "choices"), len(state.choices), MAX_CHOICES) for name, state in scenario.states.items()
    ]
    for path, count, most in counted:
        if count > most:
            what = "choices" if path == ("anywhere",) else path[-1]
            message = f"there are {count:,} {what} here, and {most:,} are the most that can be played"
            findings.error(path, "too-large", message, "Leave out what makes no difference.", at_key=True)
    offered = sum(len(state.choices) for state in scenario.states.values())
    offered += sum(len(one.in_ or scenario.states) for one in scenario.anywhere.values())
    if offered > MAX_OFFERS:
        message = (
            f"the states offer {offered:,} choices, those from anywhere counted in each,"
            f" and {MAX_OFFERS:,} are the most that can be played"
        )
        cure = "Say under 'in' in which states they are offered, or split the story."
        findings.error(("anywhere",) if scenario.anywhere else ("states",), "too-large", message, cure, at_key=True)
