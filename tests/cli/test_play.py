"""Commands that play."""

from pathlib import Path

import pytest

from ccdrill.cli.called import joined
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, TINY_VOCABULARY, write_library
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


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_a_console_without_a_terminal_is_2_and_says_what_one_terminal_can_do(
    program: Program, plain: tuple[str, ...]
) -> None:
    done = program("console", *plain)
    assert (done.code, done.out) == (2, "")
    assert "the console has screens only, no lines" in done.err
    assert "--plain" in done.err


@pytest.mark.parametrize(
    ("run", "why"),
    [("last", "is of a drill that is played alone"), ("nope", "there is no run 'nope'")],
)
def test_a_console_on_what_it_can_not_lead_is_2_and_says_why(
    program: Program, monkeypatch: pytest.MonkeyPatch, run: str, why: str
) -> None:
    monkeypatch.setattr("ccdrill.front_ends.has_terminal", lambda: True)
    program.play(typed="escalate\n")
    done = program("console", run)
    assert done.code == 2
    assert why in done.err


@pytest.mark.parametrize("is_played", [True, False])
def test_a_console_waits_until_a_big_screen_shows_a_run_and_takes_no_other(
    program: Program, monkeypatch: pytest.MonkeyPatch, is_played: bool
) -> None:
    looked, led = list[float](), list[object]()
    shown = iter([None, None, "the-one"])
    monkeypatch.setattr("ccdrill.front_ends.has_terminal", lambda: True)
    monkeypatch.setattr("ccdrill.front_ends.run_screens", lambda *_, session, **__: led.append(session) or 0)
    monkeypatch.setattr("time.sleep", looked.append)
    monkeypatch.setattr("ccdrill.bootstrap.House.control", lambda _, run: run)
    if is_played:
        program.play(typed="escalate\n")
    monkeypatch.setattr("ccdrill.bootstrap.House.shown_run", lambda _: next(shown))
    monkeypatch.setattr("ccdrill.cli.printing._width", lambda _: 60)
    done = program("console")
    assert (done.code, len(looked), led) == (0, 2, ["the-one"])
    assert "The console waits\n  until the" in done.err, "no word is broken in a narrow terminal"
    assert "ccdrill run ivr-team" in " ".join(done.err.split())


def test_a_run_that_is_not_there_is_2_with_the_way_to_the_list(program: Program) -> None:
    for name in ("nothing", "last", ""):
        done = program("resume", name)
        assert done.code == 2
        assert "ccdrill run" in done.err


def test_first_characters_of_several_runs_are_2_and_name_them(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(100))
    monkeypatch.setattr("ccdrill.system.SystemChance.token", lambda *_: f"same{next(numbers):04}")
    for _ in range(2):
        program.play(typed="")
    done = program("resume", "same")
    assert done.code == 2
    assert "begins the ids of 2 runs" in done.err


def test_a_drill_that_is_not_there_is_2_and_names_the_nearest(program: Program) -> None:
    done = program("run", "tiny-dril")
    assert done.code == 2
    assert "Did you mean 'tiny-drill'?" in done.err


def write_own(program: Program) -> None:
    """Files in the current folder under ids that no library folder has, with a word that no library knows."""
    for folder, name, text in (
        ("scenarios", "a-story", TINY_SCENARIO.replace("id: tiny", "id: a-story")),
        (
            "drills/procedures",
            "our-plan",
            TINY_PROCEDURE.replace("id: tiny-procedure", "id: our-plan").replace("[leader]", "[mast-keeper]"),
        ),
        (
            "drills",
            "mine",
            TINY_DRILL.replace("id: tiny-drill", "id: mine")
            .replace("scenario: tiny", "scenario: a-story")
            .replace("procedure: tiny-procedure", "procedure: our-plan"),
        ),
        (
            "scenarios",
            "vocabulary",
            TINY_VOCABULARY.replace("roles:\n", "roles:\n  mast-keeper: {title: The keeper}\n"),
        ),
    ):
        (program.folder / folder).mkdir(parents=True, exist_ok=True)
        (program.folder / folder / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("run", "mine"),
        ("run", "mine", "--procedure", "our-plan"),
        ("graph", "mine"),
        ("graph", "a-story", "--format", "mermaid"),
        ("preview", "mine"),
        ("preview", "a-story", "--at", "contain"),
        ("rehearse", "mine", "--plays", "5"),
        ("rehearse", "a-story", "--procedure", "our-plan", "--plays", "5"),
        ("new", "drill", "another", "--from", "mine"),
        ("new", "procedure", "another", "--for", "a-story", "--folder", "elsewhere"),
    ],
)
def test_an_id_that_no_library_has_is_looked_for_in_the_current_folder(
    program: Program, command: tuple[str, ...]
) -> None:
    write_own(program)
    done = program(*command, typed="quit\n")
    assert done.code == 0, done.err


def test_the_library_and_what_is_shipped_come_before_the_current_folder(program: Program) -> None:
    write_library(program.folder, drill=TINY_DRILL.replace("title: Tiny drill", "title: Not this one"))
    (program.folder / "drills/ivr-solo.yaml").write_text("nothing")
    assert "DRILL: Tiny drill" in program("run", "tiny-drill", "--plain", typed="quit\n").out
    assert "DRILL: Desk fourteen" in program("run", "ivr-solo", "--plain", typed="quit\n").out


def test_of_an_id_that_is_nowhere_the_nearest_of_the_current_folder_is_named_too(program: Program) -> None:
    write_own(program)
    assert "Did you mean 'a-story'?" in program("rehearse", "a-stry").err
    told = program("run", "q").err
    assert "there is no drill 'q'" in told
    assert "There are: " in told and "mine" in told and "ivr-solo" in told


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
    spaced = Path("our files") / path
    write_library(program.folder / "our files")
    assert f'try it out with: ccdrill preview "{spaced}"' in program("run", spaced).err
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
        "--team", "Team B", "--people", "12", "--seat", "telephony=Ann", "--seat", " leader = Ben Example ",
        "--facilitator", "Fay Example, Guy Example",
    )  # fmt: skip
    assert done.code == 0
    assert "TEAM: Team B" in done.out
    for line in (
        "Facilitator: Fay Example, Guy Example",
        "Telephony engineer: Ann",
        "Team leader: Ben Example",
        "Vacant (the facilitator): Acquirer contact",
    ):
        assert line in done.out
    debrief = program("debrief", "last").out
    assert "12 participants" in debrief
    assert "Fay Example, Guy Example" in debrief
    program("runs", "erase", "last", "--names", "--yes")
    assert "Fay Example" not in program("debrief", "last").out


@pytest.mark.parametrize("seat", ["telephony", "=Ann", "telephony=", "telephony= "])
def test_a_seat_that_is_not_role_and_name_is_2(program: Program, seat: str) -> None:
    done = program.play("--seat", seat)
    assert done.code == 2
    assert "ROLE=NAME" in done.err


def test_a_seat_that_nobody_needs_and_one_in_a_solo_drill_are_2(program: Program) -> None:
    assert program.play("--seat", "leader=Ann").code == 2
    assert "Leave out who leads it" in program.play("--facilitator", "Ann").err
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
