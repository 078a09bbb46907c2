"""`ccdrill preview`: played from a pipe; nothing is recorded."""

from pathlib import Path

import pytest

from tests.cli.program import Program


def test_a_trial_is_played_from_a_pipe_and_leaves_nothing_behind(program: Program) -> None:
    done = program("preview", "tiny", typed="escalate\n? 1\ndivert\nphone\n")
    assert done.code == 0 and done.err == ""
    assert "AT third-caller" in done.out and "THE END: " in done.out
    assert not Path("data").exists()


@pytest.mark.parametrize("name", ["tiny-drill", "library/scenarios/tiny.yaml", "library/drills/tiny-drill.yaml"])
def test_a_drill_and_a_path_mean_the_scenario_too(program: Program, name: str) -> None:
    assert "AT contain" in program("preview", name, "--at", "contain", typed="").out


def test_values_and_time_are_given_on_the_command_line(program: Program) -> None:
    done = program(
        "preview", "tiny", "--at", "tell", "--set", "queue=4", "--time", "day 2 09:00", "--watch", typed="quit\n"
    )
    assert done.code == 0
    assert "queue=4" in done.out and "Tue 09:00" in done.out


def test_a_watched_file_with_errors_is_not_waited_for_where_nobody_mends_it(program: Program) -> None:
    path = program.library / "scenarios/tiny.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("goto: tell", "goto: tel"), encoding="utf-8")
    done = program("preview", "tiny", "--watch", typed="escalate\n")
    assert done.code == 2
    assert "unknown-state" in done.out and "the trial begins then" in done.out
    assert "nobody mended it" in done.err
    assert program("preview", "tiny", "--watch", typed="quit\n").code == 0


def test_a_file_that_is_not_there_is_not_waited_for(program: Program) -> None:
    done = program("preview", "library/scenarios/tinny.yaml", "--watch", typed="quit\n")
    assert done.code == 2 and "there is no such file" in done.err


def test_what_can_not_be_begun_is_2(program: Program) -> None:
    done = program("preview", "tiny", "--at", "tel", typed="")
    assert done.code == 2 and "Did you mean 'tell'?" in done.err
