"""Carets stand under the characters that are meant, however the text was written down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccdrill.authoring.reading.document import Complaint, Document, Part
from ccdrill.authoring.reading.locate import locate
from ccdrill.authoring.reading.yaml_values import load_values


def marked(text: str, complaint: Complaint) -> str:
    """The characters of the text that are underlined."""
    document, _ = load_values(text, "places.yaml")
    assert document is not None
    (found,) = document.diagnose_all([complaint])
    line = text.split("\n")[found.line - 1]
    assert line == found.source
    return line[found.column - 1 : found.column - 1 + found.width]


def at(path: tuple[str | int, ...], *, key: bool = False, within: Part | None = None) -> Complaint:
    return Complaint(path, "code", "message", "cure", at_key=key, within=within)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: plain text # with a comment", "plain text"),
        ("a: 'single ''quoted'' text'", "'single ''quoted'' text'"),
        ('a: "double \\u0041 text"', '"double \\u0041 text"'),
        ("a: 0.50 # a number", "0.50"),
        ("a: +5", "+5"),
        ("a: true", "true"),
        ("a: [1, 2]", "["),
        ("a: {b: c}", "{"),
        ("a: |\n  block", "|"),
        ("a: plain text\n  that goes on", "plain text"),
        ("é: wörter 日本 # x", "wörter 日本"),
        ("x: {y: [z, a: {b: 'c, d'}]}\na: here", "here"),
    ],
)
def test_a_value_is_underlined_as_it_was_written(text: str, expected: str):
    path = ("é",) if text.startswith("é") else ("a",)
    assert marked(text, at(path)) == expected


@pytest.mark.parametrize("text", ["some key: x", "? some key\n: x", "{some key: x}", '{"b": 1, some key: x}'])
def test_a_key_is_underlined_as_it_was_written(text: str):
    assert marked(text, at(("some key",), key=True)) == "some key"


def test_a_quoted_key_is_underlined_with_its_quotes():
    assert marked('{"some key": x}', at(("some key",), key=True)) == '"some key"'


def test_a_path_that_the_text_does_not_have_leads_to_the_longest_part_that_it_has():
    assert marked("a:\n  - b: c\n  - d: e", at(("a", 1, "x", "y"))) == "d"
    assert marked("# first\na: b", at(("x",))) == "a"


def test_items_of_lists_are_counted_past_whatever_is_in_the_others():
    text = "a: [x, [y, {z: [1, 2]}], {p: q}, here]"
    assert marked(text, at(("a", 3))) == "here"


@pytest.mark.parametrize(
    "text",
    [
        "a: not ready and queue > 3",
        "a: 'not ready and queue > 3'",
        'a: "not ready and queue > 3"',
        "a: not ready\n  and queue > 3",
        "a: >\n  not ready\n  and queue > 3\n",
        "a: |\n  not ready and\n    queue > 3\n",
        "a: >-\n    not\n    ready\n    and\n    queue\n    > 3",
        "a: 'not ready\n\n  and queue > 3'",
    ],
)
def test_a_word_in_a_text_is_underlined_wherever_the_text_was_broken(text: str):
    document, _ = load_values(text, "places.yaml")
    assert document is not None
    value = str(document.root["a"])
    start = value.index("queue")
    assert marked(text, at(("a",), within=Part(value, start, start + 5))) == "queue"


@pytest.mark.parametrize("before", ["caf\\u00e9 ", "one\\ntwo ", '\\"so\\" ', "\\x41\\\\ ", "\\U0001F600 "])
def test_a_word_behind_escapes_is_underlined_alone(before: str):
    text = f'a: "{before}queue"'
    document, _ = load_values(text, "places.yaml")
    assert document is not None
    value = str(document.root["a"])
    start = value.index("queue")
    assert marked(text, at(("a",), within=Part(value, start, start + 5))) == "queue"


def test_where_the_text_was_written_in_a_way_that_is_not_followed_all_of_it_is_underlined():
    text = 'a: "one\\\n   queue"'
    assert marked(text, at(("a",), within=Part("onequeue", 3, 8))) == '"one\\'


WORDS = st.lists(st.sampled_from(("one", "two", "it's", "x", "日本", "'q'")), min_size=1, max_size=8)


@settings(deadline=None)
@given(WORDS, st.data())
def test_any_word_of_a_folded_text_is_found_again(words: list[str], data: st.DataObject):
    text = "a: >-\n" + "\n".join(f"    {word}" for word in words) + "\nb: c"
    value = " ".join(words)
    index = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:index])) + (1 if index else 0)
    part = Part(value, start, start + len(words[index]))
    assert marked(text, at(("a",), within=part)) == words[index]


@settings(deadline=None)
@given(WORDS, st.data())
def test_any_word_of_a_text_in_single_quotes_is_found_again(words: list[str], data: st.DataObject):
    value = " ".join(words)
    text = "a: '" + value.replace("'", "''") + "'"
    index = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:index])) + (1 if index else 0)
    part = Part(value, start, start + len(words[index]))
    assert marked(text, at(("a",), within=part)).replace("''", "'") == words[index]


def test_many_places_are_found_in_one_reading_and_given_back_in_the_order_asked():
    text = "\n".join(f"k{index}: v{index}" for index in range(50))
    document = Document("places.yaml", text, {f"k{index}": f"v{index}" for index in range(50)})
    found = document.diagnose_all([at((f"k{index}",)) for index in (40, 3, 17)])
    assert [(one.line, one.column) for one in found] == [(41, 6), (4, 5), (18, 6)]


def test_places_in_a_text_that_can_no_longer_be_parsed_are_none():
    assert locate("a: [", [("a", 0)]).find(("a", 0))[1] is False
