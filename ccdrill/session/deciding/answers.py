"""What is answered beside a choice: from what was picked, back to it, whether it can stand, and what is recorded of it."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from ccdrill.engine.program import Offer
from ccdrill.model.confidence import check_sure
from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import Judgement
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import PlaceId, RecordId, RoleId
from ccdrill.model.machine import Chance
from ccdrill.model.scenario import acts_of
from ccdrill.session.deciding.commands import Answers
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.ports import Beside, KeptText
from ccdrill.session.run.typed import keep_typed
from ccdrill.session.telling.telling import Telling
from ccdrill.session.telling.view import Asks


def answers_of(picked: Mapping[Asks, tuple[str, ...]], reason: str) -> Answers:
    """The answers from the ids picked for each prompt; what has none is left open."""
    roles, records, where = picked.get("role"), picked.get("records"), picked.get("where")
    confidence = picked.get("confidence")
    return Answers(
        roles=tuple(RoleId(one) for one in roles) if roles else None,
        records=tuple(RecordId(one) for one in records) if records else None,
        where=PlaceId(where[0]) if where else None,
        reason=reason or None,
        confidence=int(confidence[0]) if confidence else None,
    )


def picked_of(judgement: Judgement, reason: str) -> dict[Asks, tuple[str, ...]]:
    """The ids that were picked for each prompt, and the reason as its own only one."""
    return {
        "role": judgement.roles or (),
        "records": judgement.records or (),
        "where": (judgement.where,) if judgement.where else (),
        "reason": (reason,) if reason else (),
        "confidence": (str(judgement.confidence),) if judgement.confidence else (),
    }


def judgement_of(answers: Answers, chance: Chance) -> tuple[Judgement, Beside, str]:
    """What an event says of answers, what stands beside the chain, and what to tell the person who typed the reason."""
    ref, beside, notice = keep_typed(answers.reason or "", chance)
    judgement = Judgement(
        roles=answers.roles, records=answers.records, where=answers.where, reason=ref, confidence=answers.confidence
    )
    return judgement, beside, notice


def says_the_same(
    one: Judgement | None, texts: Iterable[KeptText], other: Judgement, other_texts: Iterable[KeptText]
) -> bool:
    """Whether answers are those that stand: each with its texts, for the same reason is sealed anew whenever it is typed."""
    return (
        one is not None
        and replace(one, reason=None) == replace(other, reason=None)
        and find_text(one.reason, texts) == find_text(other.reason, other_texts)
    )


def most_roles(offered: Iterable[Offer]) -> int:
    """How many roles may be named beside any of these: as many as the busiest does actions.

    One limit for all, for each choice's own would tell how much it does. It pays nobody to name more than a choice has
    actions: only so many of the first are judged (`scoring/deciding.py`).
    """
    return max((len(acts_of(offer.choice)) for offer in offered), default=1) or 1


def check_answers(exercise: Exercise, offered: Iterable[Offer], answers: Answers) -> None:
    """Names that exist, and no more than may be named where these are offered. Raises NotAllowed at the first that can't stand."""
    known = Telling(exercise).roles()
    for role in answers.roles or ():
        if role not in known:
            raise NotAllowed(f"nobody here plays '{role}'", f"Name one of: {', '.join(known)}.")
    most = most_roles(offered)
    if len(answers.roles or ()) > most:
        raise NotAllowed("more roles are named than there is room for", f"Name at most {most}.")
    for record in answers.records or ():
        if record not in exercise.vocabulary.records:
            raise NotAllowed(f"there is no record '{record}'", "Pick from the list.")
    if answers.where is not None and answers.where not in exercise.vocabulary.places:
        raise NotAllowed(f"there is no place '{answers.where}'", "Pick from the list.")
    if answers.confidence is not None:
        check_sure(answers.confidence)
