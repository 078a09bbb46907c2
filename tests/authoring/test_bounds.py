"""No file takes more than two seconds or 200 MiB, and none ends the process: measured by the system, in a process of its own.

The two seconds are for files of up to 600 kB, the size of six hundred states; beyond that time grows with the size, and the
memory stays in its bounds up to the largest file that is read at all.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.reading.limits import MAX_BYTES
from tests.authoring.bounded import BoundedChecker
from tests.authoring.strategies import GOOD, SNIPPETS
from tests.authoring.test_odd_files import HUGE, ODD
from tests.builders import TINY_SCENARIO
from tests.decks import TINY_DECK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits on memory and processor time are Linux's here")
SIZE = 600_000


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoundedChecker]:
    one = BoundedChecker(tmp_path_factory.mktemp("bounded"))
    yield one
    one.close()


def full_of(unit: str, head: str = "", tail: str = "", *, size: int = SIZE) -> str:
    """As often as it fits."""
    return head + unit * ((size - len(head) - len(tail)) // len(unit)) + tail


def many(line: str, before: str, *, size: int = SIZE, into: str = TINY_SCENARIO) -> str:
    """The tiny scenario, or another file, with numbered lines put in."""
    lines = "".join(line.replace("#", str(index)) for index in range(size // (len(line) + 4)))
    return into.replace(before, lines + before, 1)


SHAPES = {
    "brackets on many lines": ("[\n", "a: ", ""),
    "lists in lists": ("- \n", "", ""),
    "words on many lines": ("x\n", "", ""),
    "keys without a value": ("a:\n", "", ""),
    "anchors on many lines": ("- &a x\n", "", ""),
    "aliases on many lines": ("- *a\n", "", ""),
    "tags on many lines": ("- !t x\n", "", ""),
    "texts in quotes": ('- "x"\n', "", ""),
    "quotes that close too soon": ('- "x"x\n', "", ""),
    "a quote without end": ("y\n", 'a: "', ""),
    "escapes": ("\\x41", 'a: "', '"'),
    "colons": (": \n", "", ""),
    "commas": (",\n", "a: [", ""),
    "tabs": ("\t\n", "a: b\n", ""),
    "comments": ("# x\n", "a: b\n", ""),
    "documents": ("---\n", "", ""),
    "blocks": ("a: |\n b\n", "", ""),
    "rows of digits": ("4 1 1 1 1 1\n  ", "a: |\n  ", ""),
    "placeholders": ("{a} ", "schema: ccdrill/scenario/v1\nid: tiny\ntitle: >\n  ", ""),
    "carriage returns": ("\r", "", ""),
    "wide characters": ("\U0001f600\n  ", "a: |\n  ", ""),
}
LISTS = {
    "unknown keys": ("key#: x\n", "states:"),
    "states with slips": ("  s#: {phase: x}\n", "  tell:"),
    "endings": ("  e#: {kind: bad, title: E, narrative: '{nobody}'}\n", "  held:"),
    "unknown targets": ("  i#: {at: 1m, text: T, goto: x#}\n", "  queue-grows:"),
    "unknown moments": ("      - m#\n", "    facilitator:"),
    "conditions": ("  - {meter: queue, per_hour: 1, while: queue > # and queue < 7# or not route_diverted}\n", "start:"),
    "conditions with slips": ("  - {meter: queue, per_hour: 1, while: quee# > # and not rote}\n", "start:"),
    "choices": ("      c#: {text: T, does: [retry], takes: 1m, goto: [{when: queue > #, to: tell}, {to: held}]}\n", "  contain:"),
}  # fmt: skip


DECKS = {
    "messages": ("  m#: {kind: phish, channel: sms, from: {name: Nn}, body: B#, cues: [{code: L4, quote: B#, why: W}], decisive: L4, right: [report], route: report, point: P}\n", "  shift-swap:"),
    "messages with slips": ("  m#: {kind: phsh, channel: sms, from: {name: Nn}, body: B, right: [use], route: r#, point: '{nobody}'}\n", "  shift-swap:"),
    "quotes": ("      - {code: L4, quote: nobody says this #, why: W}\n", "    decisive: T4"),
    "routes": ("  - {id: r#, what: W, how: H}\n", "items:"),
    "links": ("      - {text: L, to: 'https://l#.test'}\n", "    attachments:"),
    "names": ("  n#: '{n#} and on'\n", "routes:"),
}  # fmt: skip
"""In the deck with what they are put into on lines of its own."""
LONG_DECK = TINY_DECK.replace(
    'links: [{text: Restore my mailbox, to: "https://ostrel-mail.test/login"}]',
    "links:\n      - {text: Restore my mailbox, to: 'https://ostrel-mail.test/login'}",
).replace("names: {org: Ostrel Energy, agent: Rae}", "names:\n  org: Ostrel Energy\n  agent: Rae")


def test_a_good_file_stays_in_the_bounds(checker: BoundedChecker) -> None:
    example = (shipped_folder() / "templates/scenarios/example.yaml").read_bytes()
    assert [one["code"] for one in checker.check(example)] == ["id-not-file"]


@pytest.mark.parametrize("name", ODD)
def test_bytes_that_are_no_text_stay_in_the_bounds(checker: BoundedChecker, name: str) -> None:
    assert [one["code"] for one in checker.check(ODD[name][0])] == [ODD[name][1]]


@pytest.mark.parametrize("name", HUGE)
def test_what_was_made_to_take_the_machine_down_stays_in_the_bounds(checker: BoundedChecker, name: str) -> None:
    data, code = HUGE[name][0].encode(), HUGE[name][1]
    assert code in {one["code"] for one in checker.check(data, is_timed=len(data) <= SIZE)}


@pytest.mark.parametrize("name", SHAPES)
def test_much_of_one_thing_stays_in_the_bounds(checker: BoundedChecker, name: str) -> None:
    unit, head, tail = SHAPES[name]
    assert checker.check(full_of(unit, head, tail).encode()[:SIZE])


@pytest.mark.parametrize("name", LISTS)
def test_a_scenario_with_very_many_entries_stays_in_the_bounds(checker: BoundedChecker, name: str) -> None:
    assert checker.check(many(*LISTS[name]).encode())


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_with_very_many_entries_stays_in_the_bounds(checker: BoundedChecker, name: str) -> None:
    assert checker.check(many(*DECKS[name], into=LONG_DECK).encode())


@pytest.mark.parametrize("name", ["lists in lists", "words on many lines", "blocks", "rows of digits"])
def test_the_largest_file_that_is_read_keeps_to_the_memory(checker: BoundedChecker, name: str) -> None:
    unit, head, tail = SHAPES[name]
    assert checker.check(full_of(unit, head, tail, size=MAX_BYTES).encode(), is_timed=False)


@pytest.mark.parametrize("name", ["unknown keys", "conditions with slips"])
def test_the_largest_scenario_that_is_read_keeps_to_the_memory(checker: BoundedChecker, name: str) -> None:
    line, before = LISTS[name]
    assert checker.check(many(line, before, size=MAX_BYTES * 9 // 10).encode(), is_timed=False)


@pytest.mark.parametrize(
    ("bounds", "told"), [({"mebibytes": 24}, "MemoryError"), ({"seconds": 0.02}, "it ended with -")]
)
def test_what_exceeds_the_bounds_is_found_out(tmp_path: Path, bounds: dict[str, Any], told: str) -> None:
    checker = BoundedChecker(tmp_path, **bounds)
    with pytest.raises(AssertionError, match=told):
        checker.check(many(*LISTS["states with slips"]).encode())
    checker.close()


@st.composite
def repeated_slips(draw: st.DrawFn) -> bytes:
    """A good file with something repeated many times in it, at one place or at each of its lines; or any bytes."""
    unit = draw(
        st.one_of(st.sampled_from(SNIPPETS), st.text(min_size=1, max_size=4), st.sampled_from(("x: ", "- x\n", "a ")))
    )
    times = draw(st.integers(1, 20_000 // len(unit)))
    text = draw(st.sampled_from(sorted(GOOD.values())))
    start = draw(st.integers(0, len(text)))
    whole = draw(
        st.sampled_from((text[:start] + unit * times + text[start:], text.replace("\n", f"\n{unit}"), unit * times))
    )
    return whole.encode("utf-8", errors="surrogatepass")


@given(data=st.one_of(st.binary(max_size=2_000), repeated_slips()))
def test_any_bytes_stay_in_the_bounds_and_give_something_to_read_and_to_do(
    checker: BoundedChecker, data: bytes
) -> None:
    for one in checker.check(data):
        assert one["code"]
        assert one["message"]
        assert one["cure"]
