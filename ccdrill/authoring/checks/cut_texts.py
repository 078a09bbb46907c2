"""Texts that YAML ends sooner than their author meant: at a comma inside [ ], and at a # behind a blank.

Both are good YAML. What gives them away is how the rest looks, so these are warnings; each has a way to say that it is meant.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

import yaml

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Node
from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.locate import Path, locate
from ccdrill.authoring.reading.yaml_events import Event, open_parser
from ccdrill.model.scenario import SENTENCES

_SENTENCE_ENDS = (".", "?", "!", "\u2026")
_JOINING = frozenset(
    [
        "and",
        "or",
        "but",
        "nor",
        "so",
        "yet",
        "because",
        "since",
        "if",
        "when",
        "while",
        "where",
        "which",
        "that",
        "than",
        "then",
        "not",
        "as",
        "to",
        "with",
        "without",
        "for",
        "from",
        "by",
        "in",
        "on",
        "at",
        "of",
        "before",
        "after",
        "you",
        "he",
        "she",
        "it",
        "they",
        "we",
        "please",
        "though",
        "although",
        "unless",
        "until",
        "even",
        "only",
        "just",
    ]
)
"""Words with which the rest of a sentence begins, and seldom an item of a list."""
_ASKING = frozenset(
    [
        "who",
        "whom",
        "whose",
        "what",
        "which",
        "when",
        "where",
        "why",
        "how",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
    ]
)
"""Words with which a question begins."""
_NUMBER = r"#\s?\d"
_ONE_BLANK = re.compile(r" #(?<=\S #)")
"""A comment after a single blank. Who means one leaves more room before it."""
_KEY = r"[ ]*(?:- +)*(?:([\w-]+):[ ]+)?(?=[^\s'\"\[{|>#&*!%@`])"
"""What stands before a plain value that ends its line."""
_NOT_PROSE = frozenset({"when", "while", "opens", "at", "begins"})
_LONGEST, _LONGEST_WHOLE = 60, 90
"""Characters that are quoted of a part of a text, and of all of it."""


def check_cuts(findings: Findings) -> None:
    """Warns of texts whose rest was lost, or became an item of its own."""
    _check_lists(findings)
    _check_comments(findings)


def _check_lists(findings: Findings) -> None:
    suspects = list(islice(_suspects(findings.document.root), MAX_PROBLEMS))
    if not suspects:
        return
    text = findings.document.text
    root = locate(text, [path for path, _ in suspects] + [path[:-1] for path, _ in suspects])
    for path, parts in suspects:
        item = parts[1]
        (place, is_found), (whole, _) = root.find(path), root.find(path[:-1])
        if not is_found or place.value is None or whole.value is None or not text.startswith("[", whole.value[0]):
            continue
        if not text.startswith(item[0], place.value[0]):
            continue  # in quotes
        message = f"'{as_one_line(item, _LONGEST)}' is an item of its own here: a comma ends a text inside [ ]"
        cure = (
            f"If it goes on with the text before it, put the whole text in quotes{_whole(parts)}, or write each text on "
            "a line of its own, behind '- '."
        )
        findings.warning(path, "split-list", message, cure)


def _whole(parts: list[str]) -> str:
    """The text that was cut into these parts, as it is written, to stand behind a colon; nothing when it is long."""
    from ccdrill.authoring.reading.pasted import CURLY  # few files have such a text

    whole = ", ".join(parts).strip(f"{CURLY} ")
    return f': "{whole}"' if len(whole) <= _LONGEST_WHOLE and not set(whole) & {'"', "\\"} else ""


def _suspects(root: dict[str, Node]) -> Iterator[tuple[Path, list[str]]]:
    """Texts in the facilitator's lists that seem to be cut into several items: where the second is, and all of them."""
    states = root.get("states")
    for name, state in states.items() if isinstance(states, dict) else ():
        notes = state.get("facilitator") if isinstance(state, dict) else None
        for key in SENTENCES if isinstance(notes, dict) else ():
            items = notes.get(key) if isinstance(notes, dict) else None
            if not isinstance(items, list):
                continue
            parts: list[str] = []
            for index, (before, item) in enumerate(pairwise([*items, None]), 1):
                goes_on = isinstance(before, str) and isinstance(item, str) and _goes_on(before, item, items[0])
                if goes_on:
                    parts += [str(item)] if parts else [str(before), str(item)]
                elif parts:
                    yield ("states", name, "facilitator", key, index - len(parts) + 1), parts
                    parts = []


def _goes_on(before: str, item: str, first: Node) -> bool:
    """Whether an item is the rest of the one before it, which is not over.

    It begins so, in a list that has capitals elsewhere; or it closes what the other one opened: it ends as a sentence does, and
    begins in a small letter in such a list, or behind a question.
    """
    if before.endswith(_SENTENCE_ENDS):
        return False
    has_capitals = not (isinstance(first, str) and first[:1].islower())
    if has_capitals and _joins(item):
        return True
    is_asked = item.endswith("?") and _first_word(before).lower() in _ASKING
    return is_asked or (has_capitals and item[:1].islower() and item.endswith(_SENTENCE_ENDS))


def _joins(text: str) -> bool:
    """Whether a text begins with a word that goes on with a sentence."""
    return _first_word(text) in _JOINING


def _first_word(text: str) -> str:
    return next(iter(text.split(maxsplit=1)), "").strip(",;:")


def _check_comments(findings: Findings) -> None:
    text = findings.document.text
    suspects = dict(islice(_comments(text), MAX_PROBLEMS))
    if not suspects:
        return
    for end in _ends_of_plain_texts(text, max(suspects)):
        comment = suspects.get(end)
        if comment is None:
            continue
        message = f"the text ends here: '{as_one_line(comment, _LONGEST)}' is taken for a comment"
        cure = "If it belongs to the text, put the whole text in quotes. If it is a comment, leave two blanks before the #."
        findings.warning_at((end + 1, end + 1 + len(comment)), "text-cut", message, cure)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Where a plain value of several words may end before its author meant it to, and what is lost."""
    position = 0
    while (found := _ONE_BLANK.search(text, position)) is not None:
        start = found.start()
        begin = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        position = end if end >= 0 else len(text)
        line, comment = text[begin:start], text[start + 1 : position]
        before = re.match(_KEY, line)
        if before is None or " #" in line or line.startswith("#") or before[1] in _NOT_PROSE:
            continue
        value = line[before.end() :]
        is_prose = " " in value or value[:1].isupper()
        is_joined = comment[1:2].strip("# \t!") != ""
        ends = comment.rstrip().endswith(_SENTENCE_ENDS)
        goes_on = ends or re.match(_NUMBER, comment) is not None or _joins(comment[1:])
        if is_prose and (is_joined or (goes_on and not value.endswith(_SENTENCE_ENDS))):
            yield start, comment


def _ends_of_plain_texts(text: str, last: int) -> Iterator[int]:
    """Where values without quotes end, up to the last place that is asked for."""
    with open_parser(text) as next_event:
        event: Event
        while (kind := (event := next_event()).__class__) is not yaml.StreamEndEvent:
            if kind is yaml.ScalarEvent and not event.style:
                yield event.end_mark.index
            if event.start_mark.index > last:
                return
