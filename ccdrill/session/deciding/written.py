"""What a team does that no choice says: mapped by the facilitator to actions, a time and a way on, it is a choice for the occasion.

Without actions it is a note: nothing is scored by it. Never of somebody who plays alone: nobody could map it.
"""

from collections.abc import Sequence

from ccdrill.engine.compile import improvised
from ccdrill.engine.program import Offer
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import WrittenIn
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import WRITTEN_IN, ActionId, ChoiceId, ChoiceKey, StateId
from ccdrill.model.procedure import actions_of
from ccdrill.model.scenario import Choice, acts_of
from ccdrill.model.units import Duration, parse_span
from ccdrill.model.walks import choice_of, choices_of
from ccdrill.session.deciding.story import Story
from ccdrill.session.run.run import Stretch
from ccdrill.session.telling.naming import check_place, moving, name_one_of
from ccdrill.session.telling.view import OWN_WORDS, OptionView, View

MOST_ACTIONS = 9
"""Actions of one decision: whoever does more has decided more than once."""
LONGEST = 31 * 86_400
"""Seconds that it may take: as long as the longest deadline of a notification, and more than any story waits at once."""


def written_offer(
    exercise: Exercise,
    does: Sequence[ActionId],
    takes: int = 0,
    goto: StateId | None = None,
    like: ChoiceKey | None = None,
) -> Offer:
    """The choice for the occasion. Its records and places are all that anybody may want to tick for these actions.

    `like`: the choice as which it moves meters and flags. Actions, moments and the way on are its own.
    """
    moves = choice_of(exercise.scenario, like) if like is not None else None
    steps = [step for step in exercise.procedure.steps if set(actions_of(step)) & set(does)]
    alike = [one for one in choices_of(exercise.scenario) if {act.action for act in acts_of(one)} & set(does)]
    records = [*(record for step in steps for record in step.evidence), *(one for has in alike for one in has.records)]
    places = [*(place for step in steps for place in step.where), *(one for has in alike for one in has.where)]
    return improvised(
        Choice(
            text="",
            does=tuple(does),
            takes=Duration(takes),
            goto=goto,
            set=moves.set if moves is not None else {},
            add=moves.add if moves is not None else {},
            records=tuple(dict.fromkeys(records)),
            where=tuple(dict.fromkeys(places)),
        )
    )


def offer_of(exercise: Exercise, event: WrittenIn) -> Offer:
    """The choice for the occasion that was taken."""
    return written_offer(exercise, event.does, event.takes, event.goto, event.like)


def moved_as(offered: Sequence[Offer], like: ChoiceId | None) -> ChoiceKey | None:
    """The key of the choice as which it moves them. Raises NotAllowed for one that moves none, or is not offered."""
    if like is None:
        return None
    found = {offer.id: offer.key for offer in moving(offered)}
    if like not in found:
        raise NotAllowed(f"'{like}' is no choice here that moves a gauge", name_one_of(like, found, "Leave it open."))
    return found[like]


def own_words(text: str) -> OptionView:
    """What the team says, where a choice would stand."""
    return OptionView(number=0, id=ChoiceId(WRITTEN_IN), text=text)


def listed_options(view: View) -> tuple[OptionView, ...]:
    """What people read where the choices stand: these, and for a team that there may be something else."""
    return (*view.options, own_words(OWN_WORDS)) if view.can_write_in else view.options


def read_span(typed: str) -> int:
    """Seconds of a span as it is typed while people wait: 10 is ten minutes. Raises ValueError with the cure."""
    return parse_span(f"{typed}m" if typed.isdecimal() else typed)


def check_written(exercise: Exercise, does: Sequence[ActionId], takes: int, goto: StateId | None) -> None:
    """Raises NotAllowed for what can't be decided so."""
    known = exercise.words.actions
    if exercise.drill.mode == "solo":
        raise NotAllowed(
            "you play alone, so nobody can say what your own words come to", "Take the choice that is nearest to them."
        )
    for action in does:
        if action not in known:
            raise NotAllowed(f"there is no action '{action}'", name_one_of(action, known))
    if len(set(does)) < len(does) or len(does) > MOST_ACTIONS:
        raise NotAllowed(
            "an action stands there twice, or there are too many", f"Name each once, {MOST_ACTIONS} at most."
        )
    if not 0 <= takes <= LONGEST:
        raise NotAllowed("nothing takes so long", f"Write at most {LONGEST // 86_400}d.")
    if goto is not None:
        check_place(exercise, goto)


def offered_to(exercise: Exercise, story: Story, decision: Stretch) -> tuple[Offer, ...]:
    """What was offered where a decision was taken; with what was written in, if it was."""
    assert decision.before is not None, "a decision begins somewhere"
    offered = story.offers(decision.before)
    return (*offered, offer_of(exercise, decision.written)) if decision.written is not None else offered


def chosen_of(exercise: Exercise, decision: Stretch) -> Choice:
    """What was chosen, as its author wrote it; or what was written in, as it was mapped."""
    if decision.written is not None:
        return offer_of(exercise, decision.written).choice
    choice = choice_of(exercise.scenario, decision.choice)
    assert choice is not None, "a recorded choice is in the pinned scenario"
    return choice


def mapped_words(exercise: Exercise, event: WrittenIn) -> tuple[str, ...]:
    """The actions that it was taken for, as people call them."""
    return tuple(exercise.words.actions[action].title for action in event.does)
