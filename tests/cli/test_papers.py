"""`ccdrill papers`: whom a paper is for, what it is made of, and where it is written."""

from pathlib import Path

import pytest

from tests.builders import TINY_DRILL, TINY_PROCEDURE, write_library
from tests.cli.program import Program

TITLES = {
    "players": "# Players' manual: Tiny drill",
    "facilitator": "# Facilitator's handbook: Tiny drill",
    "evaluators": "# Evaluators' guides: Tiny drill",
    "feedback": "# Feedback: Tiny drill",
}


@pytest.mark.parametrize("reader", TITLES)
def test_a_paper_stands_on_standard_output_as_markdown(program: Program, reader: str) -> None:
    done = program("papers", "tiny-drill", "--for", reader)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{TITLES[reader]}\n\n**THIS IS AN EXERCISE.** Training.\n")


@pytest.mark.parametrize(
    ("name", "begins"), [("a.md", b"# Play"), ("a.html", b"<!DOCTYPE"), ("a.pdf", b"%PDF"), ("a.docx", b"PK")]
)
def test_the_name_of_a_file_says_its_format(program: Program, name: str, begins: bytes) -> None:
    done = program("papers", "tiny-drill", "--for", "players", "--output", name)
    assert done.code == 0 and f"Wrote {name}" in done.err and done.out == ""
    assert Path(name).read_bytes().startswith(begins)


def test_a_file_is_not_replaced_unasked(program: Program) -> None:
    Path("a.md").write_text("mine", encoding="utf-8")
    assert program("papers", "tiny-drill", "--for", "players", "--output", "a.md").code == 2
    assert Path("a.md").read_text(encoding="utf-8") == "mine"
    assert program("papers", "tiny-drill", "--for", "players", "--output", "a.md", "--force").code == 0
    assert Path("a.md").read_text(encoding="utf-8").startswith("# Players' manual")


def test_it_is_made_for_the_procedure_that_is_named(program: Program) -> None:
    own = TINY_PROCEDURE.replace("id: tiny-procedure", "id: ours").replace("title: Tiny procedure", "title: Our plan")
    Path("ours.yaml").write_text(
        own.replace("do: Divert the route", "do: Pull the plug of the route"), encoding="utf-8"
    )
    done = program("papers", "tiny-drill", "--for", "evaluators", "--procedure", "ours.yaml")
    assert done.code == 0 and "Our plan, version 1.0" in done.out
    assert "Pull the plug of the route" in done.out and "Tiny procedure" not in done.out


def test_a_drill_of_the_current_folder_is_found(program: Program) -> None:
    write_library(Path(), drill=TINY_DRILL.replace("title: Tiny drill", "title: Our own drill"))
    done = program("papers", "drills/tiny-drill.yaml", "--for", "facilitator")
    assert done.code == 0 and done.out.startswith("# Facilitator's handbook: Our own drill\n")


def test_without_objectives_in_the_drill_those_of_the_procedure_are_rated(program: Program) -> None:
    without = TINY_DRILL.partition("objectives:")[0]
    named = TINY_PROCEDURE.replace("weight: 3}", "weight: 3, objective: see-it-soon}", 1)
    write_library(program.library, drill=without, procedure=named)
    assert "## Objective 1: see it soon\n" in program("papers", "tiny-drill", "--for", "evaluators").out
    write_library(program.library, drill=without)
    done = program("papers", "tiny-drill", "--for", "evaluators")
    assert done.code == 0 and "## What belongs to no objective\n" in done.out and "## Objective" not in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "--for", "players"), "there is no drill 'nothing'"),
        (("tiny-drill",), "Missing option '--for'"),
        (("tiny-drill", "--for", "everybody"), "'everybody' is not one of"),
        (("tiny-drill", "--for", "players", "--procedure", "none"), "none"),
        (("library/scenarios/tiny.yaml", "--for", "players"), "is a scenario"),
        (("tiny-drill", "--for", "players", "--output", "no/such/folder.md"), "folder.md"),
    ],
)
def test_what_is_not_there_or_not_meant_is_2(program: Program, arguments: tuple[str, ...], said: str) -> None:
    done = program("papers", *arguments)
    assert done.code == 2 and said in done.err and done.out == ""


def test_a_drill_with_errors_is_told_as_when_it_is_played(program: Program) -> None:
    write_library(program.library, drill=TINY_DRILL.replace("steps: [divert, isolate]", "steps: [diverts]"))
    done = program("papers", "tiny-drill", "--for", "players")
    assert done.code == program("run", "tiny-drill", "--plain").code != 0
    assert "diverts" in done.err + done.out
