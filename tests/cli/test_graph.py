"""`ccdrill graph`: to the terminal or to a file, with a run over it."""

from pathlib import Path

import pytest

from tests.builders import TINY_SCENARIO, write_library
from tests.cli.program import Program


def test_the_outline_stands_on_standard_output(program: Program) -> None:
    done = program("graph", "tiny")
    assert done.code == 0 and done.err == ""
    assert done.out.startswith("The tiny line\n\nthird-caller: ")
    assert program("graph", "tiny-drill").out == done.out
    assert program("graph", "library/scenarios/tiny.yaml").out == done.out


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("mermaid", '---\ntitle: "The tiny line"\n---\nflowchart TB\n'),
        ("dot", "digraph scenario {\n"),
        ("svg", '<svg role="img"'),
    ],
)
def test_every_form_can_be_written_to_a_file(program: Program, form: str, start: str) -> None:
    done = program("graph", "tiny", "--format", form, "--output", "graph.txt")
    assert done.code == 0 and "Wrote graph.txt" in done.err
    assert Path("graph.txt").read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("name", "start"),
    [("graph.svg", "<svg"), ("graph.mmd", "---\n"), ("graph.gv", "digraph"), ("graph.txt", "The tiny line")],
)
def test_the_end_of_the_file_s_name_says_what_to_write(program: Program, name: str, start: str) -> None:
    assert program("graph", "tiny", "--output", name).err == f"Wrote {name}\n"
    assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_a_name_that_says_nothing_of_the_kind_is_told(program: Program) -> None:
    assert "Wrote graph.png, as text" in program("graph", "tiny", "--output", "graph.png").err


def test_a_file_is_not_replaced_unasked(program: Program) -> None:
    Path("graph.txt").write_text("mine", encoding="utf-8")
    assert program("graph", "tiny", "--output", "graph.txt").code == 2
    assert Path("graph.txt").read_text(encoding="utf-8") == "mine"
    assert program("graph", "tiny", "--output", "graph.txt", "--force").code == 0
    assert Path("graph.txt").read_text(encoding="utf-8").startswith("The tiny line\n")


def test_a_run_is_laid_over_it(program: Program) -> None:
    program.play()
    done = program("graph", "tiny", "--run", "last")
    assert done.code == 0
    assert "numbers after * are its steps" in done.out and "  escalate -> contain  *1\n" in done.out


def test_a_run_of_another_version_or_scenario_is_refused(program: Program) -> None:
    program("run", "tiny-drill", "--plain", typed="retry\n")
    done = program("graph", "ivr-on-the-floor", "--run", "last")
    assert done.code == 2 and "the run was played in 'tiny', not in 'ivr-on-the-floor'" in done.err
    for old, new in (("takes: 6h", "takes: 7h"), ("version: 1.0.0", "version: 1.0.1"), ("start: 370", "start: 371")):
        write_library(program.library, scenario=TINY_SCENARIO.replace(old, new))
        done = program("graph", "tiny", "--run", "last")
        assert done.code == 2 and "has changed since the run was played" in done.err


@pytest.mark.parametrize(("arguments", "said"), [(("nothing",), "nothing"), (("tiny", "--run", "zzz"), "zzz")])
def test_what_is_not_there_is_2(program: Program, arguments: tuple[str, ...], said: str) -> None:
    done = program("graph", *arguments)
    assert done.code == 2 and said in done.err and "Traceback" not in done.err


def test_a_scenario_with_errors_is_told_as_by_check(program: Program) -> None:
    write_library(program.library, scenario=TINY_SCENARIO.replace("goto: contain", "goto: contains"))
    done = program("graph", "tiny")
    assert done.code != 0 and "unknown-state" in done.err + done.out
