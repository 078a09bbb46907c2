"""Whether a scenario's texts fit the big screen, which is designed for 80 by 24."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.checks.texts import PLACEHOLDER
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.excerpt import columns
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import StateId, Word
from ccdrill.model.scenario import Choice, Scenario, State, Words
from ccdrill.model.value import Value

NARRATIVE_LINES, NARRATIVE_WIDTH = 9, 74
CHOICES, CHOICE_LINES, CHOICE_WIDTH = 5, 2, 70
EXHIBIT_WIDTH = 76
TITLE_WIDTH = 60
QUESTION_LINES = 2


class TooLong(Value, frozen=True):
    """A text that does not fit its place."""

    path: Path
    """Where it stands."""
    text: str
    """As it is written, with its names in braces."""
    message: str
    """By how much."""
    cure: str
    """What to do."""


def check_lengths(document: Document, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """A warning for each text that is too long for its place on the screen."""
    return _LengthCheck(document, scenario).run()


def too_long_by_names(scenario: Scenario, names: Mapping[Word, str]) -> Iterator[TooLong]:
    """The texts that only a drill's own names make too long."""
    already = {one.path for one in _texts_too_long(scenario, scenario.names)}
    filled = {**scenario.names, **names}
    return (one for one in _texts_too_long(scenario, filled) if one.path not in already)


def names_in(text: str) -> Counter[str]:
    """The names that a text asks for, each with how often."""
    return Counter(match[1] for match in PLACEHOLDER.finditer(text))


class _LengthCheck:
    def __init__(self, document: Document, scenario: Scenario) -> None:
        self.findings = Findings(document)
        self.scenario = scenario
        free = [one for one in scenario.anywhere.values() if one.when is None]
        self.everywhere = sum(not one.in_ for one in free)
        self.extra = Counter(state for one in free for state in set(one.in_))

    def run(self) -> tuple[Diagnostic, ...]:
        for one in _texts_too_long(self.scenario, self.scenario.names):
            self.findings.warning(one.path, "text-too-long", one.message, one.cure)
        for state_id, state in self.scenario.states.items():
            self._choices(("states", state_id), state_id, state)
        return self.findings.sorted()

    def _choices(self, path: Path, state_id: StateId, state: State) -> None:
        """Choices with a `when` may be away; the others are always there."""
        extra = self.everywhere + self.extra[state_id]
        always = sum(choice.when is None for choice in state.choices.values()) + extra
        if always > CHOICES:
            beside = f" ({extra} of them from anywhere)" if extra else ""
            message = f"{always} choices{beside} do not fit the big screen, which holds {CHOICES}"
            cure = "Drop some, or give some a 'when'."
            self.findings.warning((*path, "choices"), "too-many-choices", message, cure, at_key=True)


def _texts_too_long(scenario: Scenario, names: Mapping[Word, str]) -> Iterator[TooLong]:
    """Every text that does not fit its place with those names filled in."""

    def fill(placeholder: re.Match[str]) -> str:
        return names.get(placeholder[1], placeholder[0])

    for path, words, lines, width in _places(scenario):
        for where, text in _each(path, words):
            if len(text) * 2 <= width and "\n" not in text and "{" not in text:
                continue
            filled = PLACEHOLDER.sub(fill, text) if "{" in text else text
            if _surely_fits(filled, lines, width):
                continue
            taken = sum(count_lines(line, width) for line in paragraphs(filled))
            if taken > lines:
                message = f"the text takes {taken} lines of {width} characters, and its place holds {lines}"
                yield TooLong(where, text, message, "Shorten it.")
    for state_id, state in scenario.states.items():
        for index, exhibit in enumerate(state.exhibits):
            body = PLACEHOLDER.sub(fill, exhibit.body) if "{" in exhibit.body else exhibit.body
            widest = max((columns(line) for line in body.split("\n")), default=0)
            if widest > EXHIBIT_WIDTH:
                message = f"the exhibit's widest line has {widest} characters, and its page {EXHIBIT_WIDTH}"
                yield TooLong(("states", state_id, "exhibits", index, "body"), exhibit.body, message, "Break the line.")


def _places(scenario: Scenario) -> Iterator[tuple[Path, Words, int, int]]:
    """Each place for a text, with the lines that it holds and how wide they are."""
    for state_id, state in scenario.states.items():
        path: Path = ("states", state_id)
        yield (*path, "title"), state.title, 1, TITLE_WIDTH
        yield (*path, "question"), state.question, QUESTION_LINES, NARRATIVE_WIDTH
        yield (*path, "narrative"), state.narrative, NARRATIVE_LINES, NARRATIVE_WIDTH
        for name, choice in state.choices.items():
            yield from _places_of((*path, "choices", name), choice)
        if state.timeout is not None:
            yield (*path, "timeout", "text"), state.timeout.text, NARRATIVE_LINES, NARRATIVE_WIDTH
        for index, exhibit in enumerate(state.exhibits):
            yield (*path, "exhibits", index, "title"), exhibit.title, 1, TITLE_WIDTH
    for choice_id, choice in scenario.anywhere.items():
        yield from _places_of(("anywhere", choice_id), choice)
    for inject_id, inject in scenario.injects.items():
        yield ("injects", inject_id, "text"), inject.text, NARRATIVE_LINES, NARRATIVE_WIDTH
    for ending_id, ending in scenario.endings.items():
        yield ("endings", ending_id, "title"), ending.title, 1, TITLE_WIDTH
        yield ("endings", ending_id, "narrative"), ending.narrative, NARRATIVE_LINES, NARRATIVE_WIDTH


def _places_of(path: Path, choice: Choice) -> Iterator[tuple[Path, Words, int, int]]:
    yield (*path, "text"), choice.text, CHOICE_LINES, CHOICE_WIDTH
    yield (*path, "outcome"), choice.outcome, NARRATIVE_LINES, NARRATIVE_WIDTH


def _each(path: Path, words: Words) -> Iterator[tuple[Path, str]]:
    if isinstance(words, str):
        yield path, words
        return
    for index, variant in enumerate(words):
        yield (*path, index, "text"), variant.text


def _surely_fits(text: str, lines: int, width: int) -> bool:
    """A quick answer for most texts: of two lines that follow each other, no more than one is half empty."""
    most = 2 * len(text) // (width + 1) + text.count("\n") + 1
    return most <= lines and text.isascii()


def count_lines(line: str, width: int) -> int:
    """How many rows of a screen a line takes when it is broken between words."""
    if not line.isascii():
        line = "".join(one * columns(one) for one in line)
    taken, start, end = 1, 0, len(line.rstrip())
    while end - start > width:
        space = line.rfind(" ", start + 1, start + width + 1)
        start = space + 1 if space > 0 else start + width
        taken += 1
    return taken


def paragraphs(text: str) -> list[str]:
    """The text's lines as screens show them: single line ends are spaces, an empty line is an empty line."""
    blocks = text.strip("\n").split("\n\n")
    joined = [" ".join(block.split("\n")) for block in blocks]
    return [line for index, block in enumerate(joined) for line in (("", block) if index else (block,))]
