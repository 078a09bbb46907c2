"""The paths that people walk, in a real terminal: start, play, resize, leave, go on, and hold the debrief."""

import re
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a POSIX thing", allow_module_level=True)

from tests.builders import TINY_SCENARIO, TINY_VOCABULARY
from tests.running import run_program
from tests.terminal.terminal import PATIENCE, ccdrill

pytestmark = pytest.mark.terminal
PLAYS = Path(__file__).parents[1] / "plays"
LEAVE_SCREEN = b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"


def test_a_newcomer_plays_to_an_ending_by_keyboard_and_keeps_the_debrief(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        for decision in range(1, 7):
            terminal.expect(f"Decision {decision}")
            terminal.press("1")
            if "sure" in terminal.expect("CHOICE 1"):
                terminal.press("3")
            terminal.press("enter")
            terminal.expect("goes on")
            terminal.press("space")
        terminal.expect("opens the debrief")
        terminal.press("space")
        terminal.expect("How it ended")
        terminal.press("x")
        terminal.expect("Export the debrief")
        terminal.press(str(tmp_path / "debrief.md"), "enter")
        terminal.expect("Wrote")
        terminal.press("q")
        assert terminal.finish() == 0
        assert LEAVE_SCREEN in terminal.raw
        assert SHOW_CURSOR in terminal.raw
    assert "# Debrief: Desk fourteen" in (tmp_path / "debrief.md").read_text(encoding="utf-8")


def test_a_team_agrees_on_an_action_after_the_end_and_the_report_has_it(tmp_path: Path):
    assert (
        run_program(
            tmp_path, "run", "ivr-team", "--plain", typed=(PLAYS / "ivr-team-power-off.txt").read_bytes()
        ).returncode
        == 0
    )
    with ccdrill(tmp_path) as terminal:
        terminal.expect("Debriefs")
        terminal.press("end", "enter")
        terminal.expect("How it ended")
        terminal.press("h")
        terminal.expect("When were you least sure?")
        for typed, asked in (
            ("1", "What was missing then?"),
            ("A second line to the desk", "What is done about it?"),
            ("", "What was missing then?"),
            ("", "went wrong in the story"),
            ("p when callers rang", "Would we have known at once?"),
        ):
            terminal.press(*([typed] if typed else []), "enter")
            terminal.expect(asked)
        terminal.press("escape")
        terminal.expect("Enter fill in")
        terminal.press("escape")
        terminal.expect("x export")
        terminal.press("a")
        terminal.expect("Action: open")
        terminal.press("enter")
        terminal.expect("By when")
        for typed in ("A sign on both racks", "Ann Lee", "2037-01-31"):
            terminal.press("enter")
            terminal.expect("Enter keeps it")
            terminal.press(typed, "enter")
            terminal.expect("Recorded.")
        terminal.press("escape")
        terminal.expect("1 of ")
        terminal.press("escape")
        terminal.expect("x export")
        terminal.press("q")
        terminal.expect("Debriefs")
        terminal.press("q")
        assert terminal.finish() == 0
    report = run_program(tmp_path, "debrief", "last").stdout.decode()
    assert "- **Could we see it:** partly, when callers rang" in report
    assert "| hot wash | A second line to the desk |" in report
    assert "| A sign on both racks | Ann Lee | 2037-01-31 |" in report
    assert b"good" in run_program(tmp_path, "runs", "verify", "last").stdout


def test_an_agent_practises_by_four_keys_a_message_and_reads_the_results_later(tmp_path: Path):
    with ccdrill(tmp_path, "practice", "floor-inbox", "--items", "3", "--as", "Rae") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        for number in range(1, 4):
            terminal.expect(f"Message {number} of 3")
            terminal.expect("THIS IS PRACTICE")
            terminal.press("1")
            terminal.expect("How sure are you?")
            terminal.press("3")
            terminal.expect("*3")
            terminal.press("enter")
            terminal.expect("Take along")
            if number == 2:
                terminal.resize(40, 10)
                terminal.expect("ccdrill needs")  # words of the frame before may still come; these can't be among them
                terminal.resize(80, 24)
                terminal.expect("Take along")
            terminal.press("space")
        terminal.expect("3 of 3 judged")
        terminal.press("q")
        assert terminal.finish() == 0
        assert LEAVE_SCREEN in terminal.raw
        assert SHOW_CURSOR in terminal.raw
        assert b"practice --results --as Rae" in terminal.raw.rpartition(LEAVE_SCREEN)[2]
    told = run_program(tmp_path, "practice", "--results", "--as", "rae").stdout.decode()
    assert "3 judgements" in told


def test_practice_that_is_left_or_ended_in_the_middle_keeps_what_was_judged(tmp_path: Path):
    with ccdrill(tmp_path, "practice", "floor-inbox") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Message 1 of 10")
        terminal.press("2", "4", "enter")
        terminal.expect("Take along")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.finish() == 130
        assert SHOW_CURSOR in terminal.raw
    assert "1 judgement" in run_program(tmp_path, "practice", "--results").stdout.decode()


def test_a_manager_looks_at_the_results_of_a_drill_and_takes_them_along(tmp_path: Path):
    for play in ("ivr-solo-worst", "ivr-solo-expert"):
        typed = (PLAYS / f"{play}.txt").read_bytes()
        assert run_program(tmp_path, "run", "ivr-solo", "--plain", typed=typed).returncode == 0
    with ccdrill(tmp_path) as terminal:
        terminal.expect("Debriefs")
        terminal.press("end", "t")
        terminal.expect("What is counted")
        terminal.press("4")
        terminal.expect("Lost again and again")
        terminal.press("x")
        terminal.expect("Export the results")
        terminal.press(str(tmp_path / "results.csv"), "enter")
        terminal.expect("Wrote")
        terminal.press("q")
        terminal.expect("Debriefs")
        terminal.press("q")
        assert terminal.finish() == 0
    lines = (tmp_path / "results.csv").read_text(encoding="utf-8").splitlines()
    assert lines == run_program(tmp_path, "results", "--format", "csv").stdout.decode().splitlines()
    assert run_program(tmp_path, "results").stdout.decode().count("of 100") == 2


def test_leaving_keeps_the_run_and_resume_goes_on_with_it(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("1")
        terminal.expect("CHOICE 1")
        terminal.press("enter")
        terminal.expect("goes on")
        terminal.press("q")
        assert terminal.finish() == 0
        assert b"ccdrill resume" in terminal.raw
    with ccdrill(tmp_path, "resume") as terminal:
        terminal.expect("Decision 2")
        terminal.press("q")
        assert terminal.finish() == 0


def test_the_exercise_can_be_resized_while_it_is_played(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo", columns=120, rows=40) as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("SO FAR")
        terminal.resize(80, 24)
        terminal.expect_gone("SO FAR")
        terminal.expect("THIS IS AN EXERCISE")
        terminal.resize(40, 10)
        terminal.expect("ccdrill needs")
        terminal.resize(80, 24)
        terminal.expect("Decision 1")
        terminal.press("\x11")
        assert terminal.finish() == 0


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_program_that_is_told_to_end_gives_the_terminal_back_and_says_how_to_go_on(
    tmp_path: Path, asked: signal.Signals
):
    with ccdrill(tmp_path, "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.process.send_signal(asked)
        assert terminal.finish() == 130
        assert SHOW_CURSOR in terminal.raw
        assert b"ccdrill resume" in terminal.raw.rpartition(LEAVE_SCREEN)[2]


@pytest.mark.parametrize("is_own", [True, False], ids=["its-own", "lent"])
def test_a_program_whose_terminal_goes_away_ends(tmp_path: Path, *, is_own: bool):
    with ccdrill(tmp_path, "run", "ivr-solo", is_own=is_own) as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.hang_up()
        assert terminal.process.wait(timeout=PATIENCE) == 130


def test_a_terminal_that_knows_only_lines_gets_lines(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo", TERM="dumb") as terminal:
        terminal.expect("QUESTION")
        terminal.press("quit", "enter")
        assert terminal.finish() == 0
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_every_theme_draws_the_library(tmp_path: Path, theme: str):
    with ccdrill(tmp_path, "--theme", theme) as terminal:
        terminal.expect("Desk fourteen")
        terminal.press("q")
        assert terminal.finish() == 0


def test_a_terminal_that_lacks_lines_and_bars_gets_hyphens_and_strokes(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo", PYTHONIOENCODING="ascii") as terminal:
        terminal.expect("-- Training ---")
        terminal.press("?")
        page = terminal.expect("| Help: the briefing")
        assert "+-----" in page
        assert "??" not in page


def test_with_sixteen_colours_the_light_theme_is_none_too_pale_to_read(tmp_path: Path):
    with ccdrill(tmp_path, "--theme", "light", TERM="xterm", COLORTERM="") as terminal:
        terminal.expect("Desk fourteen")
        terminal.press("q")
        assert terminal.finish() == 0
        used = {number for style in re.findall(rb"\x1b\[([\d;]+)m", terminal.raw) for number in style.split(b";")}
        assert b"34" in used, "headings and keys are blue"
        assert not used & {b"33", b"36", b"93", b"96"}, "neither yellow nor cyan on white"


def test_without_colour_everything_is_still_told(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo", NO_COLOR="1") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("1")
        terminal.expect("CHOICE 1")
        terminal.press("3")
        terminal.expect("*3 fairly sure")
        terminal.press("\x11")
        assert terminal.finish() == 0
        painted = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw)
        assert all(red == green == blue for red, green, blue in painted), "only shades of grey"


def test_help_is_one_key_away_on_every_screen(tmp_path: Path):
    with ccdrill(tmp_path) as terminal:
        terminal.expect("Desk fourteen")
        terminal.press("?")
        terminal.expect("Help: the library")
        terminal.press("escape")
        terminal.expect_gone("Help: the library")
        terminal.press("enter")
        terminal.expect("briefing")
        terminal.press("?")
        terminal.expect("Help: the briefing")
        terminal.press("enter")
        terminal.expect_gone("Help: the briefing")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("?")
        terminal.expect("Help: the exercise")
        terminal.press("\x11")
        assert terminal.finish() == 0


def test_the_palette_finds_what_can_be_done(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("\x10")
        terminal.expect("Search")
        terminal.press("hint")
        terminal.expect("A hint to get on")
        terminal.press("enter")
        terminal.expect("A hint")
        terminal.press("\x11")
        assert terminal.finish() == 0


def test_a_watched_file_with_an_error_begins_when_it_is_mended_and_ctrl_c_leaves(tmp_path: Path):
    scenario = tmp_path / "scenarios/tiny.yaml"
    scenario.parent.mkdir()
    scenario.write_text(TINY_SCENARIO.replace("goto: tell", "goto: tel"), encoding="utf-8")
    (scenario.parent / "vocabulary.yaml").write_text(TINY_VOCABULARY, encoding="utf-8")
    with ccdrill(tmp_path, "preview", str(scenario), "--watch", columns=120) as terminal:
        terminal.expect("the trial begins then")
        terminal.press("\x03")
        assert terminal.finish() == 130
    with ccdrill(tmp_path, "preview", str(scenario), "--watch", columns=120) as terminal:
        terminal.expect("the trial begins then")
        scenario.write_text(TINY_SCENARIO, encoding="utf-8")
        terminal.expect("The file is good again.")
        terminal.expect("\n>")
        terminal.press("quit", "enter")
        assert terminal.finish() == 0


def test_a_trial_asks_for_every_answer(tmp_path: Path):
    with ccdrill(tmp_path, "preview", "ivr-on-the-floor", "--at", "safe") as terminal:
        terminal.expect("\n>")
        terminal.press("q", "u", "i", "t", "enter")
        assert terminal.finish() == 0


def test_a_facilitator_leads_a_team_from_a_second_terminal_and_one_terminal_goes_on_alone(tmp_path: Path):
    with ccdrill(tmp_path, "run", "ivr-team", "--people", "12") as screen:
        screen.expect("goes on to who plays what")
        screen.press("space")
        screen.expect("Space begins")
        screen.press("space")
        screen.expect("o opens the options.")
        with ccdrill(tmp_path, "console", columns=100, rows=30) as console:
            console.expect("big screen: SITUATION")
            screen.expect("The facilitator decides.")
            console.press("o")
            screen.expect("Ring ext. 4444")
            console.expect("pick a choice by number")
            console.press("t")
            console.expect("Show of hands")
            console.press("1263", "enter")
            screen.expect("12 of 12")
            console.press("3", "enter")
            screen.expect("Security picks up on the second ring")
            console.expect("What the procedure says")
            screen.press("1")
            screen.expect("The facilitator decides, on the console.")
            console.process.kill()
            screen.expect("The console has gone: the keys here decide again.")
        with ccdrill(tmp_path, "console", columns=80, rows=24) as console:
            console.expect("big screen: OUTCOME")
            console.press("space")
            screen.expect("Four people on a call")
            screen.process.kill()
            console.expect("nobody shows this run")
            console.press("q")
            assert console.finish() == 0
            assert b"ccdrill console" in console.raw.rpartition(LEAVE_SCREEN)[2]
    with ccdrill(tmp_path, "resume") as screen:
        screen.expect("o opens the options.")
        screen.press("o")
        screen.expect("Decision 2")
        screen.press("q")
        assert screen.finish() == 0
    assert b"good" in run_program(tmp_path, "runs", "verify", "last").stdout
