"""The guides for authors do what they say, in an empty folder, with nothing but what is shipped."""

import re
from pathlib import Path

import pytest

from tests.cli.documents import DOCS, follow, steps_of
from tests.cli.program import Program

GUIDES = ["writing-a-scenario.md", "your-own-procedure.md"]


@pytest.fixture
def author(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Somebody who has installed ccdrill and made a folder."""
    folder, nothing = tmp_path / "mine", tmp_path / "nothing"
    folder.mkdir()
    nothing.mkdir()
    monkeypatch.chdir(folder)
    return Program(folder, nothing)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_can_be_followed_to_the_letter(author: Program, name: str) -> None:
    steps = steps_of(name)
    assert {step.kind for step in steps} >= {"file", "output", "command"}
    follow(author, steps)


@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_leaves_behind_is_good(author: Program, name: str) -> None:
    follow(author, steps_of(name))
    done = author("check", *(one for one in ("scenarios", "drills") if (author.folder / one).exists()))
    assert "0 errors, 0 warnings" in done.out


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_of_a_guide_leads_to_a_file(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (DOCS / name).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (DOCS / link).is_file()] == []
