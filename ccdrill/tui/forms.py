"""The forms that a facilitator fills in: what each asks, and what is to be done when it was filled in. Pure.

`is_private`: whether only the facilitator sees it.
"""

from ccdrill.model.ids import ActionId, ChoiceId, InjectId, RoleId, StateId
from ccdrill.model.value import Value
from ccdrill.session.console.coming import InjectView
from ccdrill.session.deciding.commands import HoldInject, LeadOn, SeatRole, SendInject, WriteIn
from ccdrill.session.deciding.seating import RoleView
from ccdrill.session.deciding.team import split_names
from ccdrill.session.deciding.written import MOST_ACTIONS, read_span
from ccdrill.session.telling.naming import Mappings
from ccdrill.tui.form import Ask, Form

_WORDS, _ACTIONS, _TAKES, _TO, _WHY = "words", "actions", "takes", "to", "why"
_LIKE = "like"
_MESSAGE, _HOW = "message", "how"
_ROLE, _WHO = "role", "who"
_STAYS = "stays here"
_ALIKE = "Of several that begin alike the first is for the story as it stands, if any is."
OWN_WORDS = "Something else, in their own words"
"""What the form of a decision is called that no choice says."""


def write_in(known: Mappings, *, is_private: bool) -> Form:
    """A decision in the team's own words."""
    asks: tuple[Ask, ...] = (
        Ask(
            id=_WORDS,
            label="Words",
            question="What does the team do? In its own words, as they will stand in the debrief.",
        ),
        Ask(
            id=_ACTIONS,
            label="Actions",
            question="What is that here? Pick each action; Enter on an empty line goes on. Without any it is a note: nothing is scored.",
            kind="names",
            names=known.actions,
            most=MOST_ACTIONS,
            if_empty="none: a note",
        ),
        Ask(
            id=_TAKES,
            label="Takes",
            question="How long until the team can decide again? Such as 10 (minutes), 45s, 1h30m; empty: no time.",
            kind="span",
            if_empty="no time",
        ),
        Ask(
            id=_TO,
            label="Leads to",
            question="Where does it lead? Enter on an empty line: the story stays here.",
            kind="names",
            names=known.targets,
            if_empty=_STAYS,
        ),
        Ask(
            id=_LIKE,
            label="Like",
            question="As which choice does it move the gauges? Enter on an empty line: none jumps.",
            kind="names",
            names=known.likes,
            is_open=True,
            if_empty="no gauge jumps",
        ),
    )
    if not known.likes:
        asks = asks[:-1]
    return Form(title=OWN_WORDS, asks=asks, is_private=is_private)


def written_in(form: Form) -> WriteIn:
    """The decision that a form was filled in with."""
    takes, place, like = form.answer(_TAKES), form.answer(_TO), form.answer(_LIKE)
    return WriteIn(
        text=" ".join(form.answer(_WORDS)),
        does=tuple(ActionId(one) for one in form.answer(_ACTIONS)),
        takes=read_span(takes[0]) if takes else 0,
        goto=StateId(place[0]) if place else None,
        like=ChoiceId(like[0]) if like else None,
    )


def lead_on(known: Mappings, *, is_private: bool) -> Form:
    """Another situation, without a decision."""
    asks = (
        Ask(
            id=_TO,
            label="To",
            question="Where does the story go on? What lies between is skipped, and the debrief says so.",
            kind="names",
            names=known.targets,
        ),
        Ask(id=_WHY, label="Why", question="What is the debrief to say of it?"),
    )
    return Form(title="Lead the story on by hand", asks=asks, is_private=is_private)


def led_on(form: Form) -> LeadOn:
    """What a form was filled in with."""
    return LeadOn(to=StateId(form.answer(_TO)[0]), reason=form.answer(_WHY)[0])


class _What(Value, frozen=True):
    """What can be done with a message."""

    id: str
    title: str
    about: str = ""


def take_role(known: tuple[RoleView, ...], *, is_private: bool) -> Form:
    """A role that changes hands."""
    asks = (
        Ask(
            id=_ROLE,
            label="Role",
            question="Which role changes hands? Up and Down, or a word of it.",
            kind="names",
            names=known,
            is_open=True,
            is_known=True,
        ),
        Ask(
            id=_WHO,
            label="Who",
            question="Who plays it, or leads, from now on? Several names with commas; empty: nobody, so the facilitator plays it. "
            "What was decided before stays with whoever played it then.",
            if_empty="nobody: the facilitator",
        ),
    )
    return Form(title="Who plays what", asks=asks, is_private=is_private)


def role_taken(form: Form) -> SeatRole:
    """What a form was filled in with."""
    return SeatRole(role=RoleId(form.answer(_ROLE)[0]), players=split_names(" ".join(form.answer(_WHO))))


def message_by_hand(known: tuple[InjectView, ...], *, is_private: bool) -> Form:
    """A message that is sent now or held back."""
    ways = (_What("send", "Send it now"), _What("hold", "Hold it back: it does not come by itself"))
    which = "" if is_private else f" {_ALIKE}"
    asks = (
        Ask(id=_MESSAGE, label="Message", question=f"Which message?{which}", kind="names", names=known, is_news=True),
        Ask(id=_HOW, label="How", question="Now, or not by itself?", kind="names", names=ways, is_open=True),
        Ask(id=_WHY, label="Why", question="Why? It stands in the debrief.", if_empty="not said"),
    )
    return Form(title="A message by hand", asks=asks, is_private=is_private)


def sent_or_held(form: Form) -> SendInject | HoldInject:
    """What a form was filled in with."""
    ask = SendInject if form.answer(_HOW) == ("send",) else HoldInject
    return ask(inject=InjectId(form.answer(_MESSAGE)[0]), reason=" ".join(form.answer(_WHY)))
