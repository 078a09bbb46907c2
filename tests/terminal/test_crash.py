"""A bug behind the screens: the terminal is given back, a crash file is named, nothing that was typed is printed."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a POSIX thing", allow_module_level=True)

from tests.running import surroundings
from tests.terminal.terminal import Terminal, ccdrill

pytestmark = pytest.mark.terminal
LEAVE_SCREEN, SHOW_CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
BROKEN = """
from ccdrill.tui.screens.exercise import ExerciseScreen
def broken(self, *_):
    typed = "what somebody" + " typed"
    raise ZeroDivisionError("of course")
ExerciseScreen.action_help = ExerciseScreen.action_note = broken
from ccdrill.cli import entry_point
entry_point(["run", "ivr-solo"])
"""
LEFT_BROKEN = """
from textual.css.query import NoMatches
from ccdrill.tui.screens.exercise import ExerciseScreen
def broken(self, *_):
    self.app.exit()
    raise {error}("at the end")
ExerciseScreen.action_note = broken
from ccdrill.cli import entry_point
entry_point(["run", "ivr-solo"])
"""


@pytest.mark.parametrize(("error", "code", "files"), [("ZeroDivisionError", 70, 1), ("NoMatches", 0, 0)])
def test_a_bug_while_screens_are_taken_down_is_one_and_a_part_that_is_gone_by_then_is_none(
    tmp_path: Path, error: str, code: int, files: int
) -> None:
    environment = surroundings(tmp_path, TERM="xterm-256color", TMPDIR=str(tmp_path), LANG="C.UTF-8")
    with Terminal([sys.executable, "-c", LEFT_BROKEN.format(error=error)], environment) as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("n")
        assert terminal.finish() == code
        assert LEAVE_SCREEN in terminal.raw and SHOW_CURSOR in terminal.raw
    assert len([*tmp_path.glob("ccdrill-crash-*.txt")]) == files


def test_a_bug_is_70_with_a_crash_file_and_the_run_goes_on(tmp_path: Path) -> None:
    environment = surroundings(tmp_path, TERM="xterm-256color", TMPDIR=str(tmp_path), LANG="C.UTF-8")
    with Terminal([sys.executable, "-c", BROKEN], environment) as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("n")
        assert terminal.finish() == 70
        assert LEAVE_SCREEN in terminal.raw and SHOW_CURSOR in terminal.raw
        printed = terminal.raw.rpartition(LEAVE_SCREEN)[2]
    assert b"this is a bug" in printed
    assert b"what somebody typed" not in printed and b"Traceback" not in printed
    (file,) = tmp_path.glob("ccdrill-crash-*.txt")
    assert "ZeroDivisionError: of course" in file.read_text(encoding="utf-8")
    with ccdrill(tmp_path, "resume") as terminal:
        terminal.expect("Decision 1")
        terminal.press("q")
        assert terminal.finish() == 0


def test_a_byte_that_is_no_character_does_not_end_the_hearing_of_keys(tmp_path: Path) -> None:
    with ccdrill(tmp_path, "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("n")
        terminal.expect("Esc: give up")
        terminal.send(b"Gr\xfc\xdfe von Zo\xeb, latin")
        terminal.expect("e von Zo")
        terminal.expect(", latin")
        terminal.press("escape")
        terminal.expect_gone("Esc: give up")
        terminal.press("q")
        assert terminal.finish() == 0


def test_the_name_of_a_folder_never_steers_the_terminal(tmp_path: Path) -> None:
    with ccdrill(tmp_path, "--data", str(tmp_path / "\x1b[31mdata\u202e"), "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("\x11")
        assert terminal.finish() == 0
        printed = terminal.raw.rpartition(LEAVE_SCREEN)[2]
    assert b"?[31mdata?" in printed
    assert b"\x1b[31m" not in terminal.raw and "\u202e".encode() not in terminal.raw


def test_a_run_that_was_played_to_its_end_names_its_debrief(tmp_path: Path) -> None:
    with ccdrill(tmp_path, "run", "ivr-solo") as terminal:
        terminal.expect("Space begins")
        terminal.press("space")
        terminal.expect("Decision 1")
        terminal.press("w")
        terminal.press("enter")
        terminal.expect("opens the debrief")
        terminal.press("\x11")
        assert terminal.finish() == 0
        assert b"-m ccdrill debrief " in terminal.raw.partition(b"Its debrief: ")[2]
