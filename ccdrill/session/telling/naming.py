"""What the facilitator can name of the story and the procedure, each by its id: actions, situations, messages; and finding it by a word."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.engine.program import Offer
from ccdrill.engine.situation import Situation
from ccdrill.model.errors import NotAllowed
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ActionId, ChoiceId, StateId
from ccdrill.model.procedure import actions_of
from ccdrill.model.scenario import Choice, acts_of, branches_of
from ccdrill.model.value import Value
from ccdrill.model.walks import choices_of
from ccdrill.session.telling.words import Wording


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


class LikeView(Value, frozen=True, kw_only=True):
    """A choice as which a decision can move the gauges."""

    id: ChoiceId
    """Its name in its situation."""
    title: str
    """What it says."""
    about: str = ""
    """What it moves, in a few words: for the facilitator alone."""


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
    """What the choices of this situation do; what the procedure asks for in its order, what it forbids and accepts; what else the
    story has; then what neither knows."""
    targets: tuple[TargetView, ...]
    """Where this situation's own choices lead, then every other situation, then the endings."""
    likes: tuple[LikeView, ...] = ()
    """The choices of this situation that move a gauge, in their order."""


def mappings(exercise: Exercise, situation: Situation, offered: Sequence[Offer]) -> Mappings:
    """What can be named in a situation in which these choices are offered."""
    return Mappings(
        actions=tuple(_actions(exercise, offered)),
        likes=tuple(_likes(exercise, offered)),
        targets=tuple(_targets(exercise, situation, offered)),
    )


def matching(typed: str, known: Sequence[N]) -> tuple[N, ...]:
    """Those that bear all these words, in id or title; none when nothing was typed."""
    words = typed.casefold().replace("-", " ").split()
    named = [(one, f"{one.id} {one.title}".casefold().replace("-", " ")) for one in known]
    return tuple(one for one, text in named if words and all(word in text for word in words))


def moving(offered: Sequence[Offer]) -> tuple[Offer, ...]:
    """Those as which a decision in the team's own words can move meters and flags: the others move none."""
    return tuple(offer for offer in offered if offer.choice.set or offer.choice.add)


def check_place(exercise: Exercise, place: StateId) -> None:
    """Raises NotAllowed for what is neither a situation nor an ending."""
    places = [*exercise.scenario.states, *exercise.scenario.endings]
    if place not in places:
        raise NotAllowed(f"there is no situation '{place}'", name_one_of(place, places))


def name_one_of(name: str, known: Collection[str], otherwise: str = "Look it up in the list.") -> str:
    """What to name in place of what is not there; `otherwise`: where nothing is called alike."""
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near is not None else otherwise


def _actions(exercise: Exercise, offered: Sequence[Offer]) -> Iterator[ActionView]:
    procedure, words = exercise.procedure, exercise.words.actions
    about: dict[ActionId, str] = {}
    for step in procedure.steps:
        about |= dict.fromkeys(actions_of(step), f"step {step.id}")
    for rule in procedure.prohibited:
        about[rule.action] = f"{about[rule.action]}, at times forbidden" if rule.action in about else "forbidden"
    about |= {action: "accepted" for action in procedure.accepted if action not in about}
    first = tuple(about)
    here = dict.fromkeys(_done_by(offer.choice for offer in offered), "a choice here does it")
    about = dict.fromkeys(_done_by(choices_of(exercise.scenario)), "in this story") | here | about
    for action in dict.fromkeys((*here, *first, *about, *words)):
        if action in words:
            yield ActionView(id=action, title=words[action].title, about=about.get(action, "not of this drill"))


def _done_by(choices: Iterable[Choice]) -> Iterator[ActionId]:
    return (act.action for choice in choices for act in acts_of(choice))


def _likes(exercise: Exercise, offered: Sequence[Offer]) -> Iterator[LikeView]:
    scenario, wording = exercise.scenario, Wording(exercise.scenario, exercise.drill.names)
    for offer in moving(offered):
        meters = [name for name in scenario.meters if name in offer.choice.set or name in offer.choice.add]
        moved = [wording.fill(scenario.meters[name].label) for name in meters]
        yield LikeView(id=offer.id, title=wording.fill(offer.choice.text), about=", ".join(moved))


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
