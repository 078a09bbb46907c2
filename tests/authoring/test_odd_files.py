"""Files that are no texts, or no files: told in words, at once, whatever their size."""

import os
import re
import threading
from pathlib import Path

import pytest

from ccdrill.authoring.decoding.load import load_any, load_file, load_text, says_kind
from ccdrill.authoring.library.catalogue import Catalogue
from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading import limits
from ccdrill.authoring.reading.text import FORBIDDEN, decode_text, read_text
from ccdrill.checking import Checker
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.scenario import Scenario
from tests.authoring.soundness import assert_sound
from tests.builders import TINY_DRILL, TINY_SCENARIO

ODD = {
    "a NUL": (TINY_SCENARIO.replace("twice", "tw\0ice", 1).encode(), "control-character", 6, 32),
    "an escape code": (TINY_SCENARIO.replace("twice", "tw\x1b[2Jice", 1).encode(), "control-character", 6, 32),
    "a C1 control": (TINY_SCENARIO.replace("twice", "tw\x9bice", 1).encode(), "control-character", 6, 32),
    "a next-line character": (TINY_SCENARIO.replace("twice", "tw\x85ice", 1).encode(), "control-character", 6, 32),
    "a line separator": (TINY_SCENARIO.replace("twice", "tw\u2028ice", 1).encode(), "control-character", 6, 32),
    "a text turned around": (TINY_SCENARIO.replace("twice", "tw\u202eice", 1).encode(), "control-character", 6, 32),
    "a second byte order mark": (b"\xef\xbb\xbf\xef\xbb\xbfa: b", "control-character", 1, 1),
    "a mark in the middle": (TINY_SCENARIO.replace("twice", "tw\ufeffice", 1).encode(), "control-character", 6, 32),
    "Latin-1": (TINY_SCENARIO.replace("Ostrel", "Östrel").encode("latin-1"), "not-utf8", 7, 14),
    "Latin-1 behind a mark": (b"\xef\xbb\xbfa: b\nc: \xd6", "not-utf8", 2, 4),
    "UTF-16": (TINY_SCENARIO.encode("utf-16"), "not-utf8", 1, 1),
    "UTF-16 without a mark": (TINY_SCENARIO.strip().encode("utf-16-le"), "not-utf8", 1, 1),
    "UTF-32": (TINY_SCENARIO.encode("utf-32"), "not-utf8", 1, 1),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-utf8", 1, 1),
    "a cut character": ("a: é".encode()[:-1], "not-utf8", 1, 4),
    "surrogates as bytes": (b"a: \xed\xa0\x80", "not-utf8", 1, 4),
    "a long line": (b"a: b\nc: " + b"x" * 200_000, "too-long", 2, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_bytes_that_are_no_text_are_told_at_the_first_that_is_none(name: str, tmp_path: Path):
    data, code, line, column = ODD[name]
    path = tmp_path / "odd.yaml"
    path.write_bytes(data)
    found = Checker(Library()).check(path)
    assert [(one.code, one.line, one.column) for one in found] == [(code, line, column)]
    assert_sound(found)


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_give_the_same_lines_and_texts(ending: str):
    text = TINY_SCENARIO.replace("phase: contain", "phase: contian").replace("\n", ending)
    (found,) = load_text(text, "tiny.yaml", Scenario).diagnostics
    assert (found.code, found.line, found.column) == ("wrong-value", 42, 12)
    assert found.source == "    phase: contian"


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_a_file_with_other_line_ends_is_pinned_with_plain_ones(ending: str, tmp_path: Path):
    path = tmp_path / "tiny.yaml"
    path.write_bytes(TINY_SCENARIO.replace("\n", ending).encode())
    loaded = load_file(path, Scenario).loaded
    assert loaded is not None
    assert loaded.text == TINY_SCENARIO


def test_a_byte_order_mark_at_the_start_is_no_matter():
    assert decode_text(b"\xef\xbb\xbfa: b", "mark.yaml") == "a: b"


def test_a_text_from_elsewhere_is_looked_through_as_a_file_is():
    (found,) = load_text("a: \ud800", "run.yaml", Scenario).diagnostics
    assert found.code == "control-character"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only\n# comments\n", b"---\n", b"---\n...\n", b"~\n", b'""\n'])
def test_a_file_with_nothing_in_it_is_told_to_begin(data: bytes, tmp_path: Path):
    path = tmp_path / "empty.yaml"
    path.write_bytes(data)
    assert [one.code for one in Checker(Library()).check(path)] == ["no-mapping"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "drill.yaml").write_text(TINY_DRILL, encoding="utf-8")
    codes, kinds = {}, {}

    def read_all() -> None:
        kinds.update({path.name: says_kind(path) for path in tmp_path.iterdir()})
        assert Catalogue([tmp_path]).titled("drill", "Nothing is called so", tmp_path / "drill.yaml") is None
        for path in (*tmp_path.iterdir(), tmp_path / "gone.yaml", Path("/dev/zero"), Path("a\0b")):
            found = read_text(path)
            codes[path.name] = found.code if isinstance(found, Diagnostic) else "text"

    thread = threading.Thread(target=read_all, daemon=True)
    thread.start()
    thread.join(timeout=10)
    assert not thread.is_alive(), "something was waited for"
    assert kinds == {"pipe.yaml": None, "loop.yaml": None, "folder.yaml": None, "drill.yaml": "drill"}
    assert codes == {
        "drill.yaml": "text",
        "pipe.yaml": "not-a-file",
        "loop.yaml": "unreadable",
        "folder.yaml": "not-a-file",
        "gone.yaml": "no-such-file",
        "zero": "not-a-file",
        "a\0b": "unreadable",
    }


def test_a_name_that_no_system_has_room_for_is_no_crash():
    assert [one.code for one in Checker(Library()).check(Path("a" * 5000))] == ["unreadable"]


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert [one.code for one in load_any(path)[1].diagnostics] == ["too-large"]


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything, Windows has no modes")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path):
    path = tmp_path / "secret.yaml"
    path.write_text("a: b", encoding="utf-8")
    path.chmod(0)
    assert [one.code for one in load_any(path)[1].diagnostics] == ["unreadable"]


def more_values_than(limit: int) -> dict[str, str]:
    """Files that hold too many, of each sort."""
    return {
        "more values than a file may hold": "a: [" + "x,\n" * (limit + 10) + "]",
        "empty lists": "a: [" + "[],\n" * (limit + 10) + "]",
        "many keys": "".join(f"a{index}: b\n" for index in range(limit + 10)),
    }


HUGE = {
    "brackets": ("a: " + "[" * 5000, "too-deep"),
    "braces": ("a: " + "{a: " * 5000, "too-deep"),
    "dashes": ("- " * 5000, "too-deep"),
    "question marks": ("? " * 5000, "odd-key"),
    "anchors": ("".join(f"a{index}: &a{index} [x]\n" for index in range(5000)), "alias"),
    "an alias bomb": ("a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a, *a]\n" for i in range(200)), "alias"),
    "tag directives": ("%TAG !a! x\n" * 100_000, "directive"),
    "one key again and again": ("a: b\n" * 100_000, "duplicate-key"),
    "a text over many lines": ("a: |\n" + ("  " + "x" * 1000 + "\n") * 100, "too-long"),
    "quotes over many lines": ('a: "' + ("x" * 1000 + "\n") * 100 + '"', "too-long"),
    **{name: (text, "too-large") for name, text in more_values_than(limits.MAX_VALUES).items()},
    "a long key": ("a" * 300 + ": b", "odd-key"),
    "a condition of many characters": (
        TINY_SCENARIO.replace("takes: 10m", "when: queue > 3" + "\n          or queue > 3" * 8000 + "\n        takes: 10m", 1),
        "too-long",
    ),
    "a condition of many brackets": (TINY_SCENARIO.replace("takes: 10m", f"when: {'(' * 10_000}\n        takes: 10m", 1), "bad-condition"),
}  # fmt: skip


MANY = more_values_than(500)


@pytest.mark.parametrize("name", MANY)
def test_more_values_than_a_file_may_hold_are_refused(name: str, monkeypatch: pytest.MonkeyPatch):
    """Of their true number `test_bounds.py` says the same, with what it costs."""
    for module in ("yaml_values", "yaml_problems"):
        monkeypatch.setattr(f"ccdrill.authoring.reading.{module}.MAX_VALUES", 500)
    assert "too-large" in {one.code for one in load_text(MANY[name], "many.yaml", Scenario).diagnostics}


@pytest.mark.parametrize("name", [name for name in HUGE if name not in MANY])
def test_what_was_made_to_take_the_machine_down_is_refused(name: str):
    text, code = HUGE[name]
    found = load_text(text, "huge.yaml", Scenario).diagnostics
    assert code in {one.code for one in found}
    assert len(found) <= limits.MAX_PROBLEMS + 1
    assert_sound(found[:5])


def test_conditions_without_end_are_refused_before_all_are_understood(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ccdrill.authoring.decoding.decode.MAX_CONDITIONS", 60)
    asked = TINY_SCENARIO.replace("takes: 10m", "when: queue > 3 or cards_exposed > 400\n        takes: 10m", 1)
    (found,) = load_text(asked, "tiny.yaml", Scenario).diagnostics
    assert (found.code, found.source.strip().split(":")[0]) == ("bad-condition", "goto")
    assert "longer than 60 characters in all" in found.message
    again = TINY_SCENARIO.replace("takes: 10m", "when: not route_diverted\n        takes: 10m", 1)
    assert load_text(again, "tiny.yaml", Scenario).diagnostics == ()


def test_of_very_many_problems_only_the_first_are_listed_and_the_rest_is_mentioned():
    found = load_text("schema: ccdrill/scenario/v1\n" + "".join(f"k{i}: x\n" for i in range(500)), "x.yaml", Scenario)
    assert [one.code for one in found.diagnostics[-2:]] == ["unknown-key", "too-many-problems"]
    assert len(found.diagnostics) == limits.MAX_PROBLEMS + 1
    assert found.loaded is None


def test_warnings_never_crowd_out_an_error(tmp_path: Path):
    endings = "".join(
        f"  e{index}: {{kind: bad, title: E, narrative: {'much too long ' * 80}}}\n" for index in range(150)
    )
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY_SCENARIO + endings + "  e: {kind: bad, title: E, narrative: '{nobody}'}\n", encoding="utf-8")
    reading = Library((tmp_path,)).load_scenario(path)
    assert reading.loaded is None
    assert "unknown-name" in {one.code for one in reading.diagnostics}


def test_what_no_text_may_hold_is_everything_but_what_it_may():
    every = "".join(map(chr, range(0x110000)))
    allowed = "[\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    assert "".join(re.findall(FORBIDDEN, every)) == re.sub(allowed, "", every)
