"""Commands that play."""

from pathlib import Path

import pytest

from ccdrill.cli.called import joined
from tests.builders import TINY_DRILL, TINY_PROCEDURE, write_library
from tests.cli.program import TO_THE_END, Program


def test_a_drill_is_played_to_its_end_and_that_is_0(program: Program) -> None:
    done = program.play()
    assert (done.code, done.err) == (0, "")
    assert "DEBRIEF: Tiny drill" in done.out


def test_without_a_terminal_a_run_is_played_in_lines(program: Program) -> None:
    assert program("run", "tiny-drill", typed=TO_THE_END).code == 0


def test_a_drill_is_found_by_its_path_too(program: Program) -> None:
    path = program.library / "drills" / "tiny-drill.yaml"
    assert program("run", path, typed=TO_THE_END).code == 0


def test_answers_that_end_before_the_exercise_are_2_and_the_run_goes_on(program: Program) -> None:
    first = program.play(typed="escalate\n\n\n\n")
    assert first.code == 2
    assert f"Go on with: ccdrill resume {first.run}" in first.err
    second = program("resume", first.run, typed="divert\n\n\n\nphone\n\n\n\n")
    assert second.code == 0
    assert "Mon 10:20 decided: Escalate on the security line" in second.out


def test_a_slip_in_piped_answers_is_2_names_its_line_and_the_run_goes_on(program: Program) -> None:
    first = program.play(typed="escalate\n\n\n\ndivret\n1\n1\n")
    assert first.code == 2
    assert "ccdrill: line 5: 'divret' is no choice here. Did you mean 'divert'?" in first.err
    assert f"Go on with: ccdrill resume {first.run}" in first.err
    assert program("resume", first.run, typed="divert\n\n\n\nphone\n\n\n\n").code == 0


def test_a_hint_names_the_folder_that_was_named(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "kept here"
    first = program("--data", folder, "run", "tiny-drill", "--plain", typed="escalate\n")
    assert f"Go on with: {joined(['ccdrill', '--data', str(folder)])} resume {first.run}" in first.err


@pytest.mark.parametrize("name", ["last", None, 3, 8])
def test_a_run_is_gone_on_with_by_last_by_nothing_and_by_its_first_characters(
    program: Program, name: str | int | None
) -> None:
    run = program.play(typed="").run
    given = [] if name is None else [run[:name] if isinstance(name, int) else name]
    done = program("resume", *given, typed=TO_THE_END)
    assert (done.code, done.run) == (0, run)


def test_a_run_that_is_not_there_is_2_with_the_way_to_the_list(program: Program) -> None:
    for name in ("nothing", "last", ""):
        done = program("resume", name)
        assert done.code == 2
        assert "ccdrill run" in done.err


def test_first_characters_of_several_runs_are_2_and_name_them(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(100))
    monkeypatch.setattr("ccdrill.bootstrap.SystemChance.token", lambda *_: f"same{next(numbers):04}")
    for _ in range(2):
        program.play(typed="")
    done = program("resume", "same")
    assert done.code == 2
    assert "begins the ids of 2 runs" in done.err


def test_a_drill_that_is_not_there_is_2_and_names_the_nearest(program: Program) -> None:
    done = program("run", "tiny-dril")
    assert done.code == 2
    assert "Did you mean 'tiny-drill'?" in done.err


@pytest.mark.parametrize(
    ("command", "name", "meant"),
    [
        ("run", "mine", "drills/mine.yaml"),
        ("graph", "mine", "drills/mine.yaml"),
        ("preview", "mine", "drills/mine.yaml"),
        ("rehearse", "a-story", "scenarios/a-story.yaml"),
    ],
)
def test_an_id_whose_file_lies_in_the_current_folder_is_told_its_path(
    program: Program, command: str, name: str, meant: str
) -> None:
    write_library(program.folder)
    (program.folder / "drills/tiny-drill.yaml").rename(program.folder / "drills/mine.yaml")
    (program.folder / "scenarios/tiny.yaml").rename(program.folder / "scenarios/a-story.yaml")
    done = program(command, name)
    assert (done.code, done.out) == (2, "")
    assert f"Did you mean {meant}?" in done.err


def test_a_scenario_can_not_be_run_and_a_drill_that_plays_it_is_named(program: Program) -> None:
    write_library(program.folder)
    path = str(Path("scenarios/tiny.yaml"))
    done = program("run", path)
    assert (done.code, done.out) == (2, "")
    assert f"ccdrill: {path} is a scenario\n" in done.err
    assert (
        f"Name a drill that plays it: {Path('drills/tiny-drill.yaml')}. Or try it out with: ccdrill preview {path}"
        in done.err
    )
    (program.folder / "drills/tiny-drill.yaml").unlink()
    assert f"Name a drill that plays it, or try it out with: ccdrill preview {path}" in program("run", path).err


def test_a_drill_with_errors_is_2_with_its_diagnostics_and_no_run_is_begun(program: Program) -> None:
    write_library(program.library, drill=TINY_DRILL.replace("scenario: tiny\n", "scenery: tiny\n"))
    done = program("run", "tiny-drill")
    assert done.code == 2
    assert "tiny-drill.yaml:" in done.err
    assert not (program.folder / "data").exists()


def test_another_procedure_is_scored_against(program: Program) -> None:
    other = program.folder / "own-procedure.yaml"
    other.write_text(TINY_PROCEDURE.replace("id: tiny-procedure", "id: own-procedure").replace("Tiny proc", "Own proc"))
    done = program.play("--procedure", str(other))
    assert done.code == 0
    assert "Procedure: Own procedure" in done.out
    again = program("debrief", "last")
    assert again.code == 0
    assert "Own procedure" in again.out


def test_team_people_and_seats_stand_in_the_record(program: Program) -> None:
    write_library(program.library, drill=TINY_DRILL.replace("mode: solo", "mode: team"))
    done = program.play(
        "--team", "Team B", "--people", "12", "--seat", "telephony=Ann", "--seat", " leader = Ben Example "
    )
    assert done.code == 0
    assert "TEAM: Team B" in done.out
    for line in ("Telephony engineer: Ann", "Team leader: Ben Example", "Acquirer contact: vacant (the facilitator)"):
        assert line in done.out
    assert "12" in program("debrief", "last").out


@pytest.mark.parametrize("seat", ["telephony", "=Ann", "telephony=", "telephony= "])
def test_a_seat_that_is_not_role_and_name_is_2(program: Program, seat: str) -> None:
    done = program.play("--seat", seat)
    assert done.code == 2
    assert "ROLE=NAME" in done.err


def test_a_seat_that_nobody_needs_and_one_in_a_solo_drill_are_2(program: Program) -> None:
    assert program.play("--seat", "leader=Ann").code == 2
    write_library(program.library, drill=TINY_DRILL.replace("mode: solo", "mode: team"))
    done = program.play("--seat", "captain=Ann")
    assert done.code == 2
    assert "leader" in done.err


def test_a_team_name_of_the_settings_is_used_unless_another_is_given(program: Program) -> None:
    (program.folder / "settings.toml").write_text('team = "Team S"\n')
    assert "TEAM: Team S" in program.play().out
    assert "TEAM: Team F" in program.play("--team", "Team F").out


def test_a_card_number_in_a_name_is_told_at_once(program: Program) -> None:
    number = "4" + "1" * 15
    done = program.play("--team", f"Team {number}")
    assert "looked like a payment card" in done.out
    assert number not in done.out


@pytest.mark.parametrize("people", ["-1", "many", "1.5", "100000"])
def test_a_head_count_that_can_not_be_is_2(program: Program, people: str) -> None:
    assert program.play("--people", people).code == 2


def test_without_a_command_and_a_terminal_the_help_is_printed(program: Program) -> None:
    done = program()
    assert done.code == 0
    assert "Usage: ccdrill" in done.out
    assert not (program.folder / "data").exists()
