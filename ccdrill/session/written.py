"""What a team does that no choice says: mapped by the facilitator to actions, a time and a way on, it is a choice for the occasion.

Without actions it is a note: nothing is scored by it. Never of somebody who plays alone: nobody could map it.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, TypeVar

from ccdrill.authoring.nearest import nearest
from ccdrill.engine.compile import improvised
from ccdrill.engine.program import Offer
from ccdrill.engine.situation import Situation
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import WrittenIn
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import WRITTEN_IN, ActionId, ChoiceId, StateId
from ccdrill.model.procedure import actions_of
from ccdrill.model.scenario import Choice, acts_of, branches_of
from ccdrill.model.units import Duration, parse_span
from ccdrill.model.value import Value
from ccdrill.model.walks import choice_of, choices_of
from ccdrill.session.run import Stretch
from ccdrill.session.story import Story
from ccdrill.session.view import OWN_WORDS, OptionView, View
from ccdrill.session.words import Wording

MOST_ACTIONS = 9
"""Actions of one decision: whoever does more has decided more than once."""
LONGEST = 31 * 86_400
"""Seconds that it may take: as long as the longest deadline of a notification, and more than any story waits at once."""


class ActionView(Value, frozen=True, kw_only=True):
    """An action that a decision can be mapped to."""

    id: ActionId
    """Its name in scenario and procedure."""
    title: str
    """What people call it."""
    about: str = ""
    """What the procedure says of it, in a word or two: for the facilitator alone."""


class TargetView(Value, frozen=True, kw_only=True):
    """A situation or an ending that a decision can lead to."""

    id: StateId
    """Its name in the scenario."""
    title: str
    """What people call it."""
    about: str = ""
    """Whether a choice of this situation leads there, and whether it is an ending: in a word or two."""


class Named(Protocol):
    """What can be named: an action, a situation, a message."""

    @property
    def id(self) -> str:
        """Its name in the file."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def about(self) -> str:
        """What only the facilitator should read of it."""
        ...


N = TypeVar("N", bound=Named)


class Mappings(Value, frozen=True, kw_only=True):
    """All that a decision can be mapped to. For the facilitator alone."""

    actions: tuple[ActionView, ...]
    """What the procedure asks for in its order, what it forbids, what else there is."""
    targets: tuple[TargetView, ...]
    """Where this situation's own choices lead, then every other situation, then the endings."""


def written_offer(exercise: Exercise, does: Sequence[ActionId], takes: int = 0, goto: StateId | None = None) -> Offer:
    """The choice for the occasion. Its records and places are all that anybody may want to tick for these actions."""
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
            records=tuple(dict.fromkeys(records)),
            where=tuple(dict.fromkeys(places)),
        )
    )


def offer_of(exercise: Exercise, event: WrittenIn) -> Offer:
    """The choice for the occasion that was taken."""
    return written_offer(exercise, event.does, event.takes, event.goto)


def own_words(text: str) -> OptionView:
    """What the team says, where a choice would stand."""
    return OptionView(number=0, id=ChoiceId(WRITTEN_IN), text=text)


def listed_options(view: View) -> tuple[OptionView, ...]:
    """What people read where the choices stand: these, and for a team that there may be something else."""
    return (*view.options, own_words(OWN_WORDS)) if view.can_write_in else view.options


def read_span(typed: str) -> int:
    """Seconds of a span as it is typed while people wait: 10 is ten minutes. Raises ValueError with the cure."""
    return parse_span(f"{typed}m" if typed.isdecimal() else typed)


def matching(typed: str, known: Sequence[N]) -> tuple[N, ...]:
    """Of actions or situations those that bear all these words, in id or title; none when nothing was typed."""
    words = typed.casefold().replace("-", " ").split()
    named = [(one, f"{one.id} {one.title}".casefold().replace("-", " ")) for one in known]
    return tuple(one for one, text in named if words and all(word in text for word in words))


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


def check_place(exercise: Exercise, place: StateId) -> None:
    """Raises NotAllowed for what is neither a situation nor an ending."""
    places = [*exercise.scenario.states, *exercise.scenario.endings]
    if place not in places:
        raise NotAllowed(f"there is no situation '{place}'", name_one_of(place, places))


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


def mappings(exercise: Exercise, situation: Situation, offered: Sequence[Offer]) -> Mappings:
    """What can be named in a situation in which these choices are offered."""
    return Mappings(actions=tuple(_actions(exercise)), targets=tuple(_targets(exercise, situation, offered)))


def _actions(exercise: Exercise) -> Iterator[ActionView]:
    procedure, words = exercise.procedure, exercise.words.actions
    about: dict[ActionId, str] = {}
    for step in procedure.steps:
        about |= dict.fromkeys(actions_of(step), f"step {step.id}")
    for rule in procedure.prohibited:
        about[rule.action] = f"{about[rule.action]}, at times forbidden" if rule.action in about else "forbidden"
    about |= {action: "accepted" for action in procedure.accepted if action not in about}
    for action in dict.fromkeys((*about, *words)):
        if action in words:
            yield ActionView(id=action, title=words[action].title, about=about.get(action, ""))


def _targets(exercise: Exercise, situation: Situation, offered: Sequence[Offer]) -> Iterator[TargetView]:
    scenario, wording = exercise.scenario, Wording(exercise.scenario, exercise.drill.names)
    near = dict.fromkeys(branch.to for offer in offered for branch in branches_of(offer.choice.goto))
    for place in dict.fromkeys((*near, *scenario.states, *scenario.endings)):
        if place == situation.state:
            continue
        ending = scenario.endings.get(place)
        kinds = ["a choice leads there"] * (place in near) + ["an ending"] * (ending is not None)
        title = ending.title if ending is not None else scenario.states[place].title
        yield TargetView(id=place, title=wording.fill(title), about=", ".join(kinds))


def name_one_of(name: str, known: Collection[str]) -> str:
    """What to name in place of what is not there."""
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near is not None else "Look it up in the list."
