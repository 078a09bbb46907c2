"""The way of a run through the graph of its scenario."""

from ccdrill.graph.story import ANYWHERE, Taken
from ccdrill.model.events import LedOn, WrittenIn
from ccdrill.model.happenings import Arrived, Entered, TimedOut
from ccdrill.model.scenario import Scenario
from ccdrill.session.run.run import Run, Stretch


def path_of(scenario: Scenario, run: Run) -> Taken:
    """What led where, step by step, without what was taken back. Decisions that stay are steps too."""
    found: dict[tuple[str, str], list[int]] = {}
    number = 0
    for stretch in run.stretches:
        for step in _steps(scenario, stretch):
            number += 1
            found.setdefault(step, []).append(number)
    return {step: tuple(numbers) for step, numbers in found.items()}


def _led_by(stretch: Stretch) -> str:
    """What led on, by the key of its way; empty: time, or a message that the facilitator sent."""
    left = stretch.before.state if stretch.before is not None else ""
    match stretch.entry.event:
        case WrittenIn():
            return f"{left} (own words)"
        case LedOn():
            return f"{left} (led on)"
        case _:
            return stretch.choice or ""


def _steps(scenario: Scenario, stretch: Stretch) -> list[tuple[str, str]]:
    """Every state that was entered with what led there; last the decision itself, if it led nowhere."""
    chosen = _led_by(stretch)
    steps: list[tuple[str, str]] = []
    cause, has_led = "", not chosen
    for one in stretch.outcome.happenings:
        match one:
            case Arrived(inject=inject):
                leads = scenario.injects[inject].goto is not None
                cause = f"{inject} (inject)" if leads else cause
                if not leads:
                    steps.append((f"{inject} (inject)", ANYWHERE))
            case TimedOut(state=left):
                cause = f"{left} (timeout)"
            case Entered(state=entered):
                if cause or chosen:  # else the story begins
                    steps.append((cause or chosen, entered))
                has_led, cause = has_led or not cause, ""
            case _:
                continue
    if not has_led:
        steps.append((chosen, stretch.after.state))
    return steps
