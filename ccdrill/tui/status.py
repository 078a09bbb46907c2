"""What the status line of the exercise says when nothing else was said: what to do next, and how time stands. Pure."""

from ccdrill.model.counted import many
from ccdrill.session.telling.view import DecisionView, View
from ccdrill.tui.moves import STOPPED, Now


def status_words(now: Now, talked: float) -> tuple[str, str]:
    """Left and right side. `talked`: real seconds since the situation was opened, without pauses."""
    view = now.view
    if view.is_stopped:
        return ("The facilitator says when it goes on." if now.is_led else STOPPED), ""
    if now.is_led:
        return "The facilitator decides.", _talk_left(view, talked) if now.phase in ("story", "options") else ""
    if now.strip is not None:
        return _deciding(now), ""
    if now.phase == "outcome":
        open_fields = ", ".join(view.outcome.unanswered) if view.outcome else ""
        return (f"Still open: {open_fields} (e fills in)." if open_fields else ""), _next(
            now, "Esc goes back" if now.is_read_again else "Space goes on"
        )
    if now.phase == "ending":
        return _still_open(view), _next(now, "Space opens the debrief")
    if now.phase == "meanwhile":
        return "What arrived before the next situation.", _next(now, "Space goes on")
    if view.is_paused:
        return "Paused; p goes on.", _talk_left(view, talked)
    if not view.is_options_open:
        return "Talk first; o opens the options.", _talk_left(view, talked)
    what = "pick a choice by number" if now.shows_options else "Space shows the options"
    return f"Decision {view.decided + 1}: {what}.", _talk_left(view, talked)


def amending_words(view: View, decision: DecisionView) -> str:
    """Which decision is filled in."""
    number = next((place for place, one in enumerate(view.decisions, start=1) if one.seq == decision.seq), 0)
    return f"Decision {number} of {len(view.decisions)}"


def _deciding(now: Now) -> str:
    strip = now.strip
    assert strip is not None, "something is being decided"
    if now.is_typing:
        return "Enter keeps the reason, Esc leaves it as it was."
    open_fields = ", ".join(prompt.label for prompt in strip.unanswered())
    still = f" Still open: {open_fields}." if open_fields else ""
    has_others = sum(bool(one.prompts) for one in now.view.decisions) > 1
    others = " Up, Down: another decision." if now.is_amending and has_others else ""
    return f"Enter {'keeps it' if now.is_amending else 'decides'}.{still}{others}"


def _still_open(view: View) -> str:
    """What could still be filled in; what is left open counts as not recorded."""
    lacking = sum(bool(one.unanswered) for one in view.decisions)
    if not lacking:
        return ""
    return f"Still open in {many(lacking, 'decision', 'decisions')}; e fills in."


def _next(now: Now, words: str) -> str:
    return "Space shows more" if now.is_more_below else words


def _talk_left(view: View, talked: float) -> str:
    """How the talk keeps to the minutes planned for it, in words."""
    if not view.minutes:
        return ""
    left = view.minutes * 60 - int(talked)
    return (
        f"{_minutes(left)} left of {view.minutes} min"
        if left >= 0
        else f"{_minutes(-left)} over the {view.minutes} min"
    )


def _minutes(seconds: int) -> str:
    """Minutes and seconds, such as `3:05`."""
    return f"{seconds // 60}:{seconds % 60:02}"
