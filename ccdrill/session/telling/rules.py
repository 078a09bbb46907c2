"""By which rules an exercise is played, in sentences, as people are told before it begins. Pure: an exercise in, words out."""

from ccdrill.model.exercise import Exercise
from ccdrill.scoring.titles import joined

_ASKED = {
    "role": "who acts",
    "records": "what is on record",
    "where": "where",
    "reason": "why",
    "confidence": "how sure you are",
}
"""In the order in which it is asked."""


def rules_of(exercise: Exercise, *, shows_minutes_left: bool) -> list[str]:
    """One sentence or two for each rule. `shows_minutes_left`: whether the minutes planned for a decision run down in sight."""
    drill = exercise.drill
    model = " It is a model procedure, not your organisation's own." if exercise.procedure.model else ""
    asked = joined([words for one, words in _ASKED.items() if one in drill.ask])
    begins = exercise.scenario.begins
    rules = [
        f"About {drill.minutes} minutes. The story begins on {begins:%A} {begins.day} {begins:%B} {begins:%Y} at {begins:%H:%M}.",
        "Everything in it is invented. Nothing you do here reaches a real system; never type a real card number.",
        f'You are scored against "{exercise.procedure.title}", version {exercise.procedure.version}.{model}',
    ]
    if drill.pace:
        pace = f"{float(drill.pace):g} story minute{'' if drill.pace == 1 else 's'}"
        rules.append(f"Thinking takes time: {pace} for each real minute.")
    else:
        rules.append("Thinking takes no story time; what you choose to do does.")
        has_plan = drill.agenda.decision or any(one.facilitator.minutes for one in exercise.scenario.states.values())
        if shows_minutes_left and has_plan:
            rules.append("The minutes left, at the bottom, are only a plan: nothing happens when they are over.")
    if asked:
        rules.append(f"With each decision you may be asked {asked}. Only the choice is required.")
    if drill.options == "closed":
        rules.append("Talk first: the facilitator opens the options.")
    rules.append(
        "You are told after each decision what the procedure says."
        if drill.feedback == "each"
        else "What the procedure says comes at the end."
    )
    return rules
