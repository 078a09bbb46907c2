"""Whether a scenario's texts fit the big screen, which is designed for 80 by 24 (DESIGN.md, "The files")."""

from textwrap import wrap

from ccdrill.authoring.document import Document, Path
from ccdrill.authoring.findings import Findings
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.scenario import Scenario, State, Words

NARRATIVE_LINES, NARRATIVE_WIDTH = 9, 74
CHOICES, CHOICE_LINES, CHOICE_WIDTH = 5, 2, 70
EXHIBIT_WIDTH = 76
TITLE_WIDTH = 60
QUESTION_LINES = 2


def check_lengths(document: Document, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """A warning for each text that is too long for its place on the screen."""
    findings = Findings(document)
    for state_id, state in scenario.states.items():
        _state(findings, ("states", state_id), state)
    for choice_id, choice in scenario.anywhere.items():
        _fits(findings, ("anywhere", choice_id, "text"), choice.text, CHOICE_LINES, CHOICE_WIDTH)
    for ending_id, ending in scenario.endings.items():
        _words(findings, ("endings", ending_id, "narrative"), ending.narrative)
    return findings.sorted()


def _state(findings: Findings, path: Path, state: State) -> None:
    _fits(findings, (*path, "title"), state.title, 1, TITLE_WIDTH)
    _fits(findings, (*path, "question"), state.question, QUESTION_LINES, NARRATIVE_WIDTH)
    _words(findings, (*path, "narrative"), state.narrative)
    if len(state.choices) > CHOICES:
        message = f"{len(state.choices)} choices do not fit the big screen, which holds {CHOICES}"
        findings.warning((*path, "choices"), "too-many-choices", message, "Drop some, or guard them.", at_key=True)
    for name, choice in state.choices.items():
        _fits(findings, (*path, "choices", name, "text"), choice.text, CHOICE_LINES, CHOICE_WIDTH)
    for index, exhibit in enumerate(state.exhibits):
        widest = max((len(line) for line in exhibit.body.split("\n")), default=0)
        if widest > EXHIBIT_WIDTH:
            message = f"the exhibit's widest line has {widest} characters, and its page {EXHIBIT_WIDTH}"
            findings.warning((*path, "exhibits", index, "body"), "text-too-long", message, "Break the line.")


def _words(findings: Findings, path: Path, words: Words) -> None:
    if isinstance(words, str):
        _fits(findings, path, words, NARRATIVE_LINES, NARRATIVE_WIDTH)
        return
    for index, variant in enumerate(words):
        _fits(findings, (*path, index, "text"), variant.text, NARRATIVE_LINES, NARRATIVE_WIDTH)


def _fits(findings: Findings, path: Path, text: str, lines: int, width: int) -> None:
    taken = sum(max(1, len(wrap(line, width))) for line in paragraphs(text))
    if taken > lines:
        message = f"the text takes {taken} lines of {width} characters, and its place holds {lines}"
        findings.warning(path, "text-too-long", message, "Shorten it.")


def paragraphs(text: str) -> list[str]:
    """The text's lines as screens show them: single line ends are spaces, an empty line is an empty line."""
    blocks = text.strip("\n").split("\n\n")
    joined = [" ".join(block.split("\n")) for block in blocks]
    return [line for index, block in enumerate(joined) for line in (("", block) if index else (block,))]
