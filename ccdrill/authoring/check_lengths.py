"""Whether a scenario's texts fit the big screen, which is designed for 80 by 24."""

import re
from collections import Counter
from collections.abc import Mapping

from ccdrill.authoring.document import Document
from ccdrill.authoring.excerpt import columns
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.locate import Path
from ccdrill.authoring.texts import PLACEHOLDER
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Choice, Scenario, State, Words

NARRATIVE_LINES, NARRATIVE_WIDTH = 9, 74
CHOICES, CHOICE_LINES, CHOICE_WIDTH = 5, 2, 70
EXHIBIT_WIDTH = 76
TITLE_WIDTH = 60
QUESTION_LINES = 2


def check_lengths(document: Document, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """A warning for each text that is too long for its place on the screen."""
    return _LengthCheck(document, scenario).run()


class _LengthCheck:
    def __init__(self, document: Document, scenario: Scenario) -> None:
        self.findings = Findings(document)
        self.scenario = scenario
        free = [one for one in scenario.anywhere.values() if one.when is None]
        self.everywhere = sum(not one.in_ for one in free)
        self.extra = Counter(state for one in free for state in set(one.in_))

    def run(self) -> tuple[Diagnostic, ...]:
        for state_id, state in self.scenario.states.items():
            self._state(("states", state_id), state_id, state)
        for choice_id, choice in self.scenario.anywhere.items():
            self._choice(("anywhere", choice_id), choice)
        for inject_id, inject in self.scenario.injects.items():
            self._words(("injects", inject_id, "text"), inject.text)
        for ending_id, ending in self.scenario.endings.items():
            self._fits(("endings", ending_id, "title"), ending.title, 1, TITLE_WIDTH)
            self._words(("endings", ending_id, "narrative"), ending.narrative)
        return self.findings.sorted()

    def _state(self, path: Path, state_id: StateId, state: State) -> None:
        self._fits((*path, "title"), state.title, 1, TITLE_WIDTH)
        self._fits((*path, "question"), state.question, QUESTION_LINES, NARRATIVE_WIDTH)
        self._words((*path, "narrative"), state.narrative)
        self._choices(path, state_id, state)
        if state.timeout is not None:
            self._words((*path, "timeout", "text"), state.timeout.text)
        for index, exhibit in enumerate(state.exhibits):
            self._fits((*path, "exhibits", index, "title"), exhibit.title, 1, TITLE_WIDTH)
            widest = max((columns(line) for line in exhibit.body.split("\n")), default=0)
            if widest > EXHIBIT_WIDTH:
                message = f"the exhibit's widest line has {widest} characters, and its page {EXHIBIT_WIDTH}"
                self.findings.warning((*path, "exhibits", index, "body"), "text-too-long", message, "Break the line.")

    def _choices(self, path: Path, state_id: StateId, state: State) -> None:
        """Choices with a `when` may be away; the others are always there."""
        extra = self.everywhere + self.extra[state_id]
        always = sum(choice.when is None for choice in state.choices.values()) + extra
        if always > CHOICES:
            beside = f" ({extra} of them from anywhere)" if extra else ""
            message = f"{always} choices{beside} do not fit the big screen, which holds {CHOICES}"
            cure = "Drop some, or give some a 'when'."
            self.findings.warning((*path, "choices"), "too-many-choices", message, cure, at_key=True)
        for name, choice in state.choices.items():
            self._choice((*path, "choices", name), choice)

    def _choice(self, path: Path, choice: Choice) -> None:
        self._fits((*path, "text"), choice.text, CHOICE_LINES, CHOICE_WIDTH)
        self._words((*path, "outcome"), choice.outcome)

    def _words(self, path: Path, words: Words) -> None:
        if isinstance(words, str):
            self._fits(path, words, NARRATIVE_LINES, NARRATIVE_WIDTH)
            return
        for index, variant in enumerate(words):
            self._fits((*path, index, "text"), variant.text, NARRATIVE_LINES, NARRATIVE_WIDTH)

    def _fits(self, path: Path, text: str, lines: int, width: int) -> None:
        if len(text) * 2 <= width and "\n" not in text and "{" not in text:
            return
        if "{" in text:
            text = PLACEHOLDER.sub(self._fill, text)
        if _surely_fits(text, lines, width):
            return
        taken = sum(count_lines(line, width) for line in paragraphs(text))
        if taken > lines:
            message = f"the text takes {taken} lines of {width} characters, and its place holds {lines}"
            self.findings.warning(path, "text-too-long", message, "Shorten it.")

    def _fill(self, placeholder: re.Match[str]) -> str:
        names: Mapping[str, str] = self.scenario.names
        return names.get(placeholder[1], placeholder[0])


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
