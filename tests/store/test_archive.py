"""A run as a file: whole or refused, whatever happened to the file on its way."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.errors import BadContent, CcdrillError, DamagedRun, StoreError
from ccdrill.session.run.chain import START, keep_text, seal
from ccdrill.session.run.ports import Beside, Link, StoredRun
from ccdrill.session.stored import prove
from ccdrill.store.archive import ArchiveError, pack, read_archive, unpack, write_archive
from ccdrill.store.files import UnusableFile
from ccdrill.store.sqlite import SqliteStore
from tests.session.stage import card_number
from tests.store.rows import play_some, read


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredRun:
    return play_some(tmp_path_factory.mktemp("archive") / "data")


@pytest.fixture(scope="module")
def data(stored: StoredRun) -> bytes:
    return pack(stored)


def sealed(data: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """A file that was changed by somebody who knows how to make its check."""
    fields = json.loads(data)
    del fields["check"]
    change(fields)
    covered = json.dumps(fields, ensure_ascii=False, indent=1).encode().removesuffix(b"\n}")
    return covered + b',\n "check": "' + sha256(covered).hexdigest().encode() + b'"\n}\n'


def test_an_exported_run_is_imported_as_it_was(stored: StoredRun, tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "run.json", tmp_path / "elsewhere"
    write_archive(stored, file)
    SqliteStore(elsewhere).create(read_archive(file))
    assert read(elsewhere, stored.run) == stored


@pytest.mark.parametrize("beat", [-1, 2**62, 10**30])
def test_a_heartbeat_that_no_exercise_has_is_refused(data: bytes, beat: int) -> None:
    with pytest.raises(ArchiveError, match=r"no exported run: .*beat"):
        unpack(sealed(data, lambda fields: fields.update(beat=beat)), "run.json")


@pytest.mark.parametrize("field", ["format", "run"])
def test_what_is_said_of_a_file_stays_short_whatever_it_brings(data: bytes, field: str) -> None:
    with pytest.raises(CcdrillError) as refused:
        unpack(sealed(data, lambda fields: fields.update({field: "x" * 100_000})), "run.json")
    assert len(refused.value.message) < 400


def test_what_is_said_of_an_event_stays_short_whatever_it_holds(stored: StoredRun) -> None:
    forged = sealed_anew(stored, '"type":"opened"', f'"type":"{"x" * 100_000}"', stored.beside)
    with pytest.raises(DamagedRun, match="event 1 of the run can't be read") as refused:
        prove(forged)
    assert len(refused.value.message) < 400


def test_the_file_is_one_that_people_and_programs_can_read(data: bytes) -> None:
    fields = json.loads(data)
    assert list(fields) == ["format", "run", "contents", "links", "beside", "beat", "check"]
    assert "by the book" in data.decode()


def sealed_anew(stored: StoredRun, old: str, new: str, beside: Beside) -> StoredRun:
    """A forged run: its first and every other event says something else, and its seals agree with it."""
    previous, links = START, []
    for link in stored.links:
        body = link.body.replace(old.encode(), new.encode())
        previous = seal(previous, body)
        links.append(Link(seq=link.seq, body=body, seal=previous))
    return msgspec.structs.replace(stored, links=tuple(links), beside=beside)


@pytest.mark.parametrize("where", ["text", "team"])
def test_no_card_number_gets_in_with_a_run_that_is_otherwise_good(
    stored: StoredRun, tmp_path: Path, where: str
) -> None:
    (reason,) = stored.beside.texts
    text = keep_text(f"Paid with {card_number()}", "salt")
    forged = {
        "text": sealed_anew(stored, reason.digest, text.digest, Beside(texts=(text,))),
        "team": sealed_anew(stored, "Team B", card_number(), stored.beside),
    }[where]
    prove(forged)
    file = tmp_path / "run.json"
    file.write_bytes(pack(forged))
    with pytest.raises(DamagedRun, match="looks like a payment card number"):
        read_archive(file)


def test_a_change_of_any_byte_is_refused(stored: StoredRun, data: bytes) -> None:
    chance = Random(7)
    places = {*range(0, len(data), 41), *range(len(data) - 90, len(data)), *range(60)}
    for place in sorted(places):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises((ArchiveError, DamagedRun)):
            unpack(bytes(changed), "it")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: b" " + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b'"beat": null,', b'"beat":  null,'),
        lambda data: data.replace(b'"beat": null,', b'"beat": null, "beat": null,'),
        lambda data: data[: len(data) // 2],
        lambda data: b"\xef\xbb\xbf" + data,
    ],
)
def test_a_change_that_means_nothing_is_refused_too(data: bytes, change: Callable[[bytes], bytes]) -> None:
    assert change(data) != data
    with pytest.raises((ArchiveError, DamagedRun)):
        unpack(change(data), "it")


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe{",
        b'{"format":"ccdrill/run/v1"}',
        b'{"format":"ccdrill/run/v1","run":"\\ud800aaaaaaa","contents":[],"links":[],"beside":{},"beat":null,"check":""}',
        b'{"format":1}',
        b'"' + b"a" * 1_000_000 + b'"',
        b"1" * 100_000,
    ],
)
def test_hostile_json_is_no_exported_run(hostile: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(hostile)
    with pytest.raises((ArchiveError, DamagedRun)):
        read_archive(tmp_path / "file")


def test_a_newer_format_says_to_update(data: bytes) -> None:
    newer = sealed(data, lambda fields: fields.update(format="ccdrill/run/v3", more={}))
    with pytest.raises(ArchiveError, match="v3") as refused:
        unpack(newer, "it")
    assert "Update" in refused.value.hint


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields.update(run="last"),
        lambda fields: fields.update(run="../../etc/passwd"),
        lambda fields: fields.update(run="zzzzzzzz"),
        lambda fields: fields.update(run="\x1b[31mred0"),
        lambda fields: fields["links"].pop(),
        lambda fields: fields.update(links=[]),
        lambda fields: fields["links"].reverse(),
        lambda fields: fields["links"][0].update(seal="ß"),
        lambda fields: fields["links"][0].update(seq=-1),
        lambda fields: fields["contents"].clear(),
        lambda fields: fields["contents"].append(fields["contents"][0]),
        lambda fields: fields["contents"].reverse(),
        lambda fields: fields["contents"][1].update(text="schema: [", version="9"),
        lambda fields: fields["beside"]["texts"][0].update(text="because Bob said so"),
        lambda fields: fields.update(beat="soon"),
        lambda fields: fields.update(more="than was asked"),
    ],
)
def test_a_forgery_with_a_good_check_is_proved_to_be_one(
    data: bytes, tmp_path: Path, change: Callable[[dict[str, Any]], Any]
) -> None:
    file = tmp_path / "run.json"
    file.write_bytes(sealed(data, change))
    if b'"texts": []' in data:
        pytest.fail("the run must have a text")
    try:
        stored = read_archive(file)
    except (ArchiveError, DamagedRun, BadContent):
        return
    assert len(stored.links) == 2, "only cutting the end off gives a whole run: an earlier one"


def test_importing_twice_is_refused_and_changes_nothing(stored: StoredRun, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data")
    store.create(stored)
    with pytest.raises(StoreError, match="already"):
        store.create(stored)
    assert store.read(stored.run) == stored


def test_an_imported_run_can_not_spoil_the_content_of_others(stored: StoredRun, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data")
    scenario = stored.contents[1]
    store.create(
        msgspec.structs.replace(
            stored, run="poison00", contents=(msgspec.structs.replace(scenario, kind="vocabulary", id="x"),)
        )
    )
    store.create(stored)
    assert store.read(stored.run) == stored


def test_a_damaged_run_is_not_exported(stored: StoredRun, tmp_path: Path) -> None:
    with pytest.raises(DamagedRun):
        write_archive(msgspec.structs.replace(stored, links=stored.links[1:]), tmp_path / "run.json")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_when_that_is_asked_for(stored: StoredRun, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text("mine")
    with pytest.raises(UnusableFile, match="already"):
        write_archive(stored, file)
    assert file.read_text() == "mine"
    write_archive(stored, file, replace=True)
    read_archive(file)


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccdrill.store.archive._MAX_BYTES", 1000)
    (tmp_path / "large").write_bytes(b"{" * 1001)
    with pytest.raises(UnusableFile, match="larger than"):
        read_archive(tmp_path / "large")


@given(st.binary(max_size=400))
def test_no_bytes_at_all_are_an_exported_run(tail: bytes) -> None:
    for data in (tail, b'{"format":"ccdrill/run/v1",' + tail):
        with pytest.raises(CcdrillError):
            unpack(data, "it")
