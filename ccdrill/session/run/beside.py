"""What stands beside a run's chain: names and typed texts, and the proof that each is the one that the chain speaks of.

They can be erased, so one that is missing proves nothing; it is counted. One that was changed, swapped, or put there is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from ccdrill.model.afterwards import ActionAgreed, ActionDone, LedBy, RatingConfirmed
from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import Event, Facilitator, Seat
from ccdrill.model.ids import PersonId
from ccdrill.model.outcome import Outcome
from ccdrill.model.text_ref import TextRef
from ccdrill.session.run.chain import digest_of, open_links
from ccdrill.session.run.ports import Beside, KeptName, KeptText, StoredRun
from ccdrill.session.run.run import Run


def check_beside(run: Run, beside: Beside) -> None:
    """Raises DamagedRun when a name or a text is not the one that the run speaks of, or the run speaks of none."""
    _check_texts(_typed(run), beside.texts)
    _check_names(run, beside.names)


def unproved(run: Run, beside: Beside) -> tuple[str, ...]:
    """What a proof of the run says nothing about, each in words: what is missing, and names that its chain does not seal."""
    people = _names_by_person(run)
    typed = _typed(run)
    missing = (
        _count(len(people.keys() - {kept.person for kept in beside.names}), len(people), "name"),
        _count(len(typed - {kept.digest for kept in beside.texts}), len(typed), "typed text"),
    )
    unsealed = any(people.get(kept.person) == {None} for kept in beside.names)
    return (
        *filter(None, missing),
        *(["names not sealed: recorded by a ccdrill that did not seal them yet"] if unsealed else []),
    )


def typed_names(stored: StoredRun) -> frozenset[str]:
    """The digests of typed texts that are names of people: owners, evaluators, whoever checked or led; also what was changed since.

    Raises DamagedRun where the chain can't tell.
    """
    try:
        events = [entry.event for entry in open_links(stored.links)]
    except DamagedRun as error:
        raise DamagedRun(error.message, "Erase the typed texts too: ccdrill runs erase RUN. Or delete it.") from None
    return named_in(events)


def named_in(events: Iterable[Event]) -> frozenset[str]:
    """The digests of texts in these events that were asked for as names of people."""
    return frozenset(ref.digest for ref in map(_name_in, events) if ref is not None)


def _name_in(event: Event) -> TextRef | None:
    match event:
        case ActionAgreed(owner=name) | ActionDone(by=name) | RatingConfirmed(by=name) | LedBy(who=name):
            return name
        case _:
            return None


def _count(missing: int, all_of_them: int, what: str) -> str:
    return f"{missing} of {all_of_them} {what}{'s' if all_of_them > 1 else ''} erased or missing" if missing else ""


def _check_texts(typed: set[str], texts: Iterable[KeptText]) -> None:
    for kept in texts:
        if digest_of(kept.text, kept.salt) != kept.digest:
            raise _changed("a text that somebody typed was changed after it was recorded", "texts")
        if kept.digest not in typed:
            raise _changed("a text stands beside the run that nobody typed in it", "texts")


def _check_names(run: Run, names: Iterable[KeptName]) -> None:
    people = _names_by_person(run)
    for kept in names:
        if kept.person not in people:
            raise _changed("a name stands beside the run of somebody who does not take part in it", "names")
        sealed = people[kept.person]
        if sealed != {digest_of(kept.name, kept.salt)} and (sealed != {None} or kept.salt):
            raise _changed("the name of somebody who takes part was changed after it was recorded", "names")


def _names_by_person(run: Run) -> dict[PersonId, set[str | None]]:
    """What the seats of each person, and what was said of who leads, say of the name; None: it is not sealed."""
    found: defaultdict[PersonId, set[str | None]] = defaultdict(set)
    for seat in chain.from_iterable(run.all_seats()):
        if seat.person is not None:
            found[seat.person].add(seat.name.digest if seat.name is not None else None)
    for _, people in run.facilitators:
        for one in people:
            found[one.person].add(one.name.digest)
    return found


def _typed(run: Run) -> set[str]:
    """The digest of every text that was typed while the run was played."""
    return {ref.digest for entry in run.entries for ref in _refs(entry.event)}


def _refs(value: object) -> Iterator[TextRef]:
    """Every reference to a text in a part of an event. In what the story brought there is none; seats and facilitators hold names."""
    match value:
        case TextRef():
            yield value
        case Outcome() | Seat() | Facilitator():
            return
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _refs(getattr(value, name))
        case tuple():
            for one in value:
                yield from _refs(one)


def _changed(message: str, what: str) -> DamagedRun:
    return DamagedRun(
        message,
        f"Delete the run and import it again from an exported file, or go without: ccdrill runs erase RUN --{what}",
    )
