"""What is said of a typed answer that means nothing: why, and what may have been meant."""

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.plain.asking import QUOTED
from ccdrill.plain.words import WORDS
from ccdrill.session.telling.view import View


def not_understood(view: View, line: str, *, is_piped: bool) -> tuple[str, str]:
    """What is wrong with an answer that means nothing here, and what may help. `is_piped`: nobody is there to answer again."""
    answer = as_one_line(line, QUOTED)
    if view.ending is not None:
        return f"'{answer}' means nothing here: the exercise is over.", "An empty line goes on to the debrief."
    near = _near(view, line, is_piped=is_piped)
    if near is not None:
        why = f"'{answer}' is no choice here. Did you mean '{near}'?"
    elif is_piped:
        why = f"'{answer}' is no choice here: {', '.join(f'{one.number} {one.id}' for one in view.options)}.{_not_asked(view, answer)}"
    else:
        why = f"'{answer}' is no choice here."
    return why, "The word help lists what you can type."


def _not_asked(view: View, answer: str) -> str:
    """That nothing was asked beside the choice before, to which the answer to such a question may have been meant."""
    last = view.decisions[-1] if view.decisions else None
    if last is None or last.prompts or not view.prompts or not answer.isdecimal():
        return ""
    return f" Nothing was asked beside '{last.option.id}' before it: there no choice does an action."


def _near(view: View, line: str, *, is_piped: bool) -> str | None:
    """The choice that was meant, or the word of use here; choices that nobody has seen yet are not told to people."""
    choices = [one.id for one in view.options] if is_piped or view.is_options_open else []
    typed = line.partition(" ")[0]
    words = [word.name for word in WORDS if word.is_of_use(view)]
    return nearest(line, choices) or nearest(typed, choices) or nearest(typed, words)
