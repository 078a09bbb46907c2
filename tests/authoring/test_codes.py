"""Every finding is registered, explained, and called what it is: code, docs and what the checks say are held equal."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ccdrill.authoring.checks.codes import CODES
from tests.authoring.test_corpus import BAD

ROOT = Path(__file__).parents[2]
ENTRY = re.compile(r"^### `([a-z0-9.-]+)`\n\n\*(\w+)(, settable)?\.\* (.*?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
SOURCES = (
    "authoring/**/*.py",
    "rehearsal/**/*.py",
    "scoring/fit.py",
    "scoring/idle_rules.py",
    "scoring/known.py",
    "checking.py",
)
ELSEWHERE = {"utf-8", "follow-the-procedure", "pci-dss-4.0.1"}
"""What looks like a code and is none."""


def emitted() -> Iterator[str]:
    """What looks like a code where diagnostics are made: the word before a message, or a key of what is said of a loss."""
    for pattern in SOURCES:
        for path in (ROOT / "ccdrill").glob(pattern):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    words = [
                        one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    ]
                    words += [
                        one.value.value
                        for one in node.keywords
                        if one.arg == "code" and isinstance(one.value, ast.Constant)
                    ]
                    yield from (word for word in words if re.fullmatch(r"[a-z0-9.]+(-[a-z0-9.]+)+", word))


def test_what_the_checks_say_is_registered():
    assert set(emitted()) - ELSEWHERE - set(CODES) == set()


def test_every_bad_file_of_the_corpus_names_registered_codes():
    named = {
        code
        for bad in BAD
        for code in re.findall(r"([a-z0-9.-]+) \d+:\d+", bad.read_text("utf-8", "replace").split("\n")[0])
    }
    assert named - set(CODES) == set()
    assert len(named) > 40


@pytest.fixture(scope="module")
def entries() -> dict[str, tuple[str, bool, str]]:
    text = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    return {
        code: (severity.lower(), bool(settable), " ".join(words.split()))
        for code, severity, settable, words in ENTRY.findall(text)
    }


def test_every_code_has_an_entry_in_the_docs_and_no_other_has(entries: dict[str, tuple[str, bool, str]]):
    assert list(entries) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_docs_say_what_the_code_says_and_what_to_do(code: str, entries: dict[str, tuple[str, bool, str]]):
    severity, is_settable, words = entries[code]
    kind = CODES[code]
    assert (severity, is_settable) == (kind.severity, kind.is_settable)
    assert words.startswith(kind.words)
    assert len(words) > len(kind.words) + 10  # what to do
