"""The guides for authors do what they say, in an empty folder, with nothing but what is shipped."""

import re
from pathlib import Path
from typing import get_args

import pytest

from ccdrill.model.scenario import Phase, Pillar
from tests.cli.documents import DOCS, follow, steps_of
from tests.cli.program import Program

GUIDES = ["writing-a-scenario.md", "your-own-procedure.md", "practice.md"]


@pytest.fixture
def author(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Somebody who has installed ccdrill and made a folder."""
    folder, nothing = tmp_path / "mine", tmp_path / "nothing"
    folder.mkdir()
    nothing.mkdir()
    monkeypatch.chdir(folder)
    return Program(folder, nothing)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_can_be_followed_to_the_letter_and_leaves_good_files_behind(author: Program, name: str) -> None:
    steps = steps_of(name)
    assert {step.kind for step in steps} >= {"file", "output", "command"}
    follow(author, steps)
    done = author("check", *(one for one in ("scenarios", "drills") if (author.folder / one).exists()))
    assert "0 errors, 0 warnings" in done.out


def test_what_the_guide_shows_beside_its_story_fits_into_it(author: Program) -> None:
    steps = steps_of("writing-a-scenario.md")
    follow(author, steps)
    (shown,) = (step.text for step in steps if step.kind == "aside" and "\nanywhere:\n" in step.text)
    parts = dict(re.findall(r"^(\w+):\n((?:[ ].*\n|\n)+)", shown, re.MULTILINE))
    assert set(parts) == {"drift", "facts", "states", "anywhere", "injects"}
    state, timeout = parts["states"].split("\n", 1)
    story = author.folder / "scenarios/wrong-inbox.yaml"
    text = story.read_text(encoding="utf-8")
    for before, after in (
        ("\nfacts:\n", f"\ndrift:\n{parts['drift']}facts:\n{parts['facts'].rstrip()}\n"),
        (f"\n{state}\n", f"\n{state}\n{timeout.rstrip()}\n"),
        ("\ninjects:\n", f"\nanywhere:\n{parts['anywhere']}\ninjects:\n{parts['injects']}"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    story.write_text(text, encoding="utf-8")
    done = author("check", "scenarios/wrong-inbox.yaml")
    assert "0 errors, 0 warnings" in done.out, done.out
    played = author("preview", "scenarios/wrong-inbox.yaml", typed="between-us\nsend-on\nwait 30m\n").out
    assert "inject 'brother'" in played
    assert "tell-after-all" in played


def test_the_guide_names_every_phase_and_pillar() -> None:
    text = (DOCS / "writing-a-scenario.md").read_text(encoding="utf-8")
    told = text.partition("- **`phase`**")[2].partition("- **Time**")[0]
    assert [word for word in (*get_args(Phase), *get_args(Pillar)) if f"`{word}`" not in told] == []


def test_what_the_readme_shows_of_a_scenario_of_ones_own_works_as_printed(author: Program) -> None:
    shown = re.findall(r"`ccdrill ([^`]*\bour-breach\b[^`]*)`", (DOCS.parent / "README.md").read_text(encoding="utf-8"))
    assert [line.split()[0] for line in shown] == ["new", "check", "graph", "preview", "rehearse"]
    for line in shown:
        done = author(*line.split(), typed="quit\n")
        assert done.code == 0, f"{line}\n{done.out}{done.err}"
