"""What Hypothesis makes of our files: hostile texts, good files with slips in them, values of the wrong kind in the right place."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ccdrill.authoring.decoding.load import KINDS, Model
from ccdrill.authoring.reading.yaml_values import load_values
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, TINY_VOCABULARY
from tests.decks import TINY_DECK

GOOD = {
    "scenario": TINY_SCENARIO,
    "procedure": TINY_PROCEDURE,
    "drill": TINY_DRILL,
    "vocabulary": TINY_VOCABULARY,
    "deck": TINY_DECK,
}
SNIPPETS = (
    *("\n", "\n  ", "\n    - ", ": ", ":", "- ", ", ", "{", "}", "[", "]", "'", '"', "|\n", ">\n", "#", "&a ", "*a", "!t ", "%"),
    *("\t", "\0", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\U0001f600", "é", "\\u0000", "\\x1b", "\r", "\r\n", "\ud800"),
    *("---\n", "...\n", "<<: ", "? ", "~", "null", "yes", "on", "0x1", "1e400", "12:30", "9" * 30, "{org}", "{nobody}", "{}"),
    *("done(", "case.", "elapsed > 5m", " and ", "not ", "step:", "moment:", "start", "../", "a" * 210),
)  # fmt: skip

WORDS = st.sampled_from(
    ("", " ", "x", "start", "tiny", "Tiny Line", "2026-03-02", "10m", "step:report", "not x", "a\n", "é" * 50)
)
SCALARS = st.one_of(
    WORDS,
    st.text(max_size=20),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.decimals(-1000, 1000, places=2, allow_nan=False).map(lambda one: Decimal(str(one))),
)
NODES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)
KIND_NAMES = st.sampled_from(sorted(GOOD))


@st.composite
def broken_texts(draw: st.DrawFn) -> tuple[type[Model], str]:
    """A good file with up to four cuts, insertions, copies or moves in it."""
    kind = draw(KIND_NAMES)
    text = GOOD[kind]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        put = draw(st.one_of(st.sampled_from(SNIPPETS), st.just(text[start:end] * 2), st.just("")))
        text = text[:start] + put + text[end:]
    return KINDS[kind], text


@st.composite
def broken_values(draw: st.DrawFn, good: Mapping[str, str] = GOOD) -> tuple[type[Model], dict[str, Any]]:
    """The values of a good file with up to three of them replaced, deleted, renamed or added to."""
    kind = draw(KIND_NAMES)
    document, _ = load_values(good[kind], f"{kind}.yaml")
    assert document is not None
    root = document.root
    for _ in range(draw(st.integers(0, 3))):
        containers = list(_containers(root))
        _break(draw, draw(st.sampled_from(containers)))
    return KINDS[kind], root


def _containers(node: Any) -> "list[dict[str, Any] | list[Any]]":
    if not isinstance(node, dict | list):
        return []
    inside = node.values() if isinstance(node, dict) else node
    return [node, *(found for one in inside for found in _containers(one))]


def _break(draw: st.DrawFn, container: Any) -> None:
    steps = list(container) if isinstance(container, dict) else list(range(len(container)))
    actions: list[Callable[[Any], None]] = [lambda step: container.__setitem__(step, draw(NODES))]
    if isinstance(container, dict):
        actions += [
            container.__delitem__,
            lambda step: container.__setitem__(draw(WORDS), draw(NODES)),
            lambda step: container.__setitem__(f"{step}x", container.pop(step)),
        ]
    else:
        actions.append(lambda _: container.append(draw(NODES)))
    if steps:
        draw(st.sampled_from(actions))(draw(st.sampled_from(steps)))
