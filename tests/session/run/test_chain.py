"""The chain proves that nothing was changed, lost or put in between, and never lets in what it could not read again."""

from fractions import Fraction

import msgspec
import pytest

from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import Decided, Entry, Judgement
from ccdrill.model.outcome import Outcome
from ccdrill.model.text_ref import TextRef
from ccdrill.session.run.chain import (
    START,
    digest_of,
    find_text,
    keep_text,
    open_links,
    seal,
    seal_entry,
)
from ccdrill.session.run.ports import Link
from tests.session.stage import Stage, decide


@pytest.fixture
def links() -> tuple[Link, ...]:
    stage = Stage()
    session = stage.begin()
    for choice in ("escalate", "divert"):
        decide(session, choice)
    return stage.store.read(session.run.opened.run).links


def test_a_chain_opens_as_it_was_sealed(links: tuple[Link, ...]) -> None:
    assert [entry.seq for entry in open_links(links)] == [1, 2, 3]


def test_entries_are_written_the_same_every_time(links: tuple[Link, ...]) -> None:
    previous = START
    for link, entry in zip(links, open_links(links), strict=True):
        assert seal_entry(entry, previous) == link
        previous = link.seal


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_changed_byte_of_any_event_is_found(links: tuple[Link, ...], index: int) -> None:
    link = links[index]
    for place in range(0, len(link.body), 37):
        body = bytearray(link.body)
        body[place] ^= 1
        changed = [*links]
        changed[index] = msgspec.structs.replace(link, body=bytes(body))
        with pytest.raises(DamagedRun, match=f"event {index + 1} of the run was changed"):
            open_links(changed)


def test_a_missing_a_repeated_and_a_swapped_event_are_found(links: tuple[Link, ...]) -> None:
    first, second, third = links
    for damaged in ([first, third], [second, third], [first, second, second], [second, first, third]):
        with pytest.raises(DamagedRun):
            open_links(damaged)


def test_a_resealed_change_in_the_middle_breaks_what_follows(links: tuple[Link, ...]) -> None:
    first, second, third = links
    body = second.body.replace(b'"seq":2', b'"seq":2 ')
    forged = Link(seq=2, body=body, seal=seal(first.seal, body))
    with pytest.raises(DamagedRun, match="event 3"):
        open_links([first, forged, third])


def test_a_chain_without_events_is_no_run() -> None:
    with pytest.raises(DamagedRun, match="no events"):
        open_links([])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"\xff\xfe",
        b"[" * 5000,
        b'{"seq":1,"utc":"x","t":0,"event":{"x":' + b"[" * 100_000,
        b'{"seq":1,"utc":"x","t":0,"event":{"type":"unheard-of"}}',
        b'{"seq":9,"utc":"x","t":0,"event":{"type":"resumed"}}',
        b'{"seq":1,"utc":"x","t":0,"event":{"type":"resumed","more":1}}',
    ],
)
def test_a_well_sealed_body_that_is_no_event_is_told_in_words(body: bytes) -> None:
    with pytest.raises(DamagedRun):
        open_links([Link(seq=1, body=body, seal=seal(START, body))])


@pytest.mark.parametrize(
    "number",
    [
        '"1e999999999"',
        '"1/0"',
        '"nan"',
        '"0.5"',
        '" 1"',
        '"1/-2"',
        f'"{"9" * 5000}"',
        '"\uff11"',
        "370",
        "1e400",
        "null",
        "true",
        "[]",
    ],
)
def test_no_number_of_a_file_can_keep_the_machine_busy(links: tuple[Link, ...], number: str) -> None:
    body = links[0].body.replace(b'"cards_exposed":"370"', f'"cards_exposed":{number}'.encode())
    assert body != links[0].body
    with pytest.raises(DamagedRun, match="can't be read"):
        open_links([Link(seq=1, body=body, seal=seal(START, body))])


def test_what_could_never_be_read_again_never_reaches_a_chain() -> None:
    outcome = Outcome(state="tell", now=0, meters={"queue": Fraction(1, 3)})
    decided = Decided(choice="tell/phone", judgement=Judgement(confidence=7), outcome=outcome)
    with pytest.raises((ValueError, msgspec.ValidationError)):
        seal_entry(Entry(seq=2, utc="", t=0, event=decided), START)


def test_a_text_is_found_by_its_digest_and_told_as_erased_when_it_is_gone() -> None:
    kept = keep_text("because", "salt")
    ref = TextRef(digest=kept.digest)
    assert find_text(ref, [kept]) == "because"
    assert find_text(ref, []) == "(erased)"
    assert find_text(None, [kept]) == ""


def test_the_same_text_with_another_salt_has_another_digest() -> None:
    assert digest_of("because", "a") != digest_of("because", "b")
