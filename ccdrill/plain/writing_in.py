"""Asks what a decision in the team's own words comes to in the story: which actions, how long, and where it leads."""

from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import ActionId, ChoiceId, StateId
from ccdrill.plain.asking import BACK, Asker
from ccdrill.plain.naming import ALL, Naming
from ccdrill.session.console.desk import Desk
from ccdrill.session.deciding.commands import WriteIn
from ccdrill.session.deciding.written import MOST_ACTIONS, own_words, read_span


def ask_what_is_written_in(desk: Desk, words: str, naming: Naming, asker: Asker) -> WriteIn:
    """The decision, with what `asker` asks beside every one; all but the words may be left open.

    Raises Dropped, and NotAllowed where nothing was said.
    """
    if not words:
        naming.say(f"IN YOUR OWN WORDS: what does the team do? {BACK} drops it.")
        words = naming.line()
    if not words:
        raise NotAllowed("nothing was said that the team does", "Type 0 and what it does, in its own words.")
    known = desk.mappings()
    does = naming.named(
        f"ACTIONS: what is that here? Ids, with spaces between, or words to look for; {ALL} lists them. "
        "An empty line takes it as a note, and nothing is scored.",
        known.actions,
        most=MOST_ACTIONS,
    )
    takes = _span(naming)
    goto = naming.named(
        f"LEADS TO: where does it lead? An id, or words to look for; {ALL} lists them. An empty line stays here.",
        known.targets,
    )
    like = (
        naming.named(
            f"LIKE: as which choice of this situation does it move the gauges? An id, or words to look for; {ALL} lists them. "
            "An empty line: none jumps.",
            known.likes,
        )
        if known.likes
        else ()
    )
    actions = tuple(ActionId(one) for one in does)
    answers = asker.ask(desk.asked_of(actions), own_words(words))
    return WriteIn(
        text=words,
        does=actions,
        takes=takes,
        goto=StateId(goto[0]) if goto else None,
        like=ChoiceId(like[0]) if like else None,
        answers=answers,
    )


def _span(naming: Naming) -> int:
    naming.say(
        "TAKES: how long until the team can decide again, such as 10m or 1h30m? A bare number is minutes. An empty line: no time."
    )
    while True:
        line = naming.line()
        try:
            return read_span(line) if line else 0
        except ValueError as error:
            naming.refuse("NOT UNDERSTOOD", f"{error}.", f"{BACK} drops the decision.")
