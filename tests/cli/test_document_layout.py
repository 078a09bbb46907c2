"""What documents are made of: links that lead somewhere, lines that are wrapped, and every option told in one of them."""

import re
from itertools import pairwise
from pathlib import Path

import click
import pytest

from ccdrill.cli.program import main
from tests.cli.documents import DOCS

DOCUMENTS = sorted([*DOCS.glob("*.md"), *DOCS.parent.glob("*.md")])
TOO_WIDE, TOO_NARROW = 132, 84
"""Columns of a line of prose: texts are wrapped at 120; what was put in afterwards may go somewhat beyond, and no further."""
OTHER_NAMES = {"--head-count"}
"""Second names of an option that is told under its first."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_every_link_leads_to_a_file_and_to_a_heading_of_it(document: Path) -> None:
    for target, heading in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", document.read_text(encoding="utf-8")):
        file = (document.parent / target) if target else document
        assert file.is_file(), target
        assert not heading or heading in _anchors(file), f"{target}#{heading}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_prose_is_wrapped_and_no_line_breaks_what_is_typed(document: Path) -> None:
    for lines in _prose(document):
        assert not [line for line in lines if len(line) > TOO_WIDE or line.count("`") % 2]
        assert not [line for line, after in pairwise(lines) if len(f"{line} {after.split()[0]}") <= TOO_NARROW]


def test_every_option_is_told_in_some_document() -> None:
    told = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    options = _options(main) - OTHER_NAMES
    assert "--least-sure" in options
    assert [option for option in sorted(options) if not re.search(rf"{option}(?![\w-])", told)] == []


def _options(command: click.Command) -> set[str]:
    here = {
        name for one in command.params if isinstance(one, click.Option) for name in one.opts if name.startswith("--")
    }
    if isinstance(command, click.Group):
        context = click.Context(command)
        below = (command.get_command(context, name) for name in command.list_commands(context))
        here = here.union(*(_options(one) for one in below if one))
    return here


def _anchors(document: Path) -> set[str]:
    """What the headings are called in an address, as GitHub does it."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _prose(document: Path) -> list[list[str]]:
    """Paragraphs and entries of lists, each as its lines: no tables, headings, quotations, nor what stands in blocks."""
    text = re.sub(r"^( *)```.*?^\1```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        is_prose = bool(line.strip()) and not line.startswith(("|", "#", "<!--", "    ", "![", ">"))
        if not is_prose or re.match(r" *(- |\d+\. )", line):
            found.append([])
        if is_prose:
            found[-1].append(line)
    return found
