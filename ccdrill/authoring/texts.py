"""Every text of a loaded file with its place: for placeholders, card-shaped numbers and lengths."""

import re
from collections.abc import Collection, Iterator

from ccdrill.authoring.document import Node, Path
from ccdrill.authoring.findings import Findings
from ccdrill.model.privacy import holds_card_number

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_NOT_PROSE = frozenset({"schema", "id", "version", "when", "while", "goto", "names", "refs"})


def each_text(node: Node, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """All strings below a node with their paths, in file order."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from each_text(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from each_text(value, (*path, index))


def check_card_numbers(findings: Findings) -> None:
    """No file of ours holds a card-shaped number, not even a test number: a scan must never find one here."""
    for path, text in each_text(findings.document.root):
        if holds_card_number(text):
            findings.error(
                path,
                "card-number",
                "this text holds a card-shaped number",
                "Write a token such as PAN-0417 in its place.",
            )


def check_placeholders(findings: Findings, names: Collection[str]) -> None:
    """`{name}` in a text is filled from `names`: an unknown one would stand on the screen as it is."""
    for path, text in each_text(findings.document.root):
        if not path or path[-1] in _NOT_PROSE or path[0] in _NOT_PROSE:
            continue
        for match in PLACEHOLDER.finditer(text):
            findings.require(path, match.group(1), names, "name", home=" under names")
