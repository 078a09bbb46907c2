"""The program as a process: streams that are closed, broken, full or speak another encoding; interrupts; bugs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ccdrill.cli.called import joined
from tests.builders import write_library
from tests.cli.program import TO_THE_END
from tests.running import PATIENCE, run_program, surroundings

posix = pytest.mark.skipif(os.name != "posix", reason="a shell's redirections and signals are POSIX's")


def furnish(folder: Path) -> Path:
    """The tiny library and settings that name it."""
    write_library(folder / "library")
    (folder / "settings.toml").write_text('library = ["library"]\n')
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return furnish(tmp_path)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a run was played to its end, for tests that only read it."""
    folder = furnish(tmp_path_factory.mktemp("played"))
    run_program(folder, "run", "tiny-drill", typed=TO_THE_END)
    return folder


def shell(folder: Path, command: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """A line of sh, in which $C is the program."""
    return subprocess.run(
        ["sh", "-c", f"set -- ; {command}"],
        capture_output=True,
        check=False,
        cwd=folder,
        env=surroundings(folder, C=f"{sys.executable} -m ccdrill", **more),
        timeout=PATIENCE,
    )


def asked_to_end(folder: Path, sent: signal.Signals, before: str = "") -> tuple[int, bytes]:
    """The exit code and the errors of a drill that gets a signal at its first question. `before`: what its shell does first."""
    process = subprocess.Popen(
        ["sh", "-c", f'{before} exec "$@"', "sh", sys.executable, "-m", "ccdrill", "run", "tiny-drill", "--plain"],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    while not process.stdout.readline().startswith(b"ANSWER"):
        pass
    process.send_signal(sent)
    _, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, errors


def assert_clean(done: "subprocess.CompletedProcess[bytes]") -> None:
    for text in (done.stdout, done.stderr):
        assert b"Traceback" not in text
        assert b"Exception ignored" not in text
        assert b"crash" not in text


@pytest.mark.parametrize("arguments", [["check", "library"], ["run", "tiny-drill"]])
def test_no_library_corrupts_memory(folder: Path, arguments: list[str]) -> None:
    """Python's debugging allocator ends the process at once when something was freed or written that should not be.

    `entry_point`, unlike the program, takes down what stands in memory: that is looked at as well.
    """
    program = ("-c", "from ccdrill.cli import entry_point; entry_point()")
    done = run_program(folder, *arguments, typed=TO_THE_END, program=program, PYTHONMALLOC="debug")
    assert done.returncode == 0, done.stderr


def test_python_m_ccdrill_does_everything(folder: Path) -> None:
    assert run_program(folder, "--version").stdout.startswith(b"ccdrill, version ")
    done = run_program(folder, "run", "tiny-drill", "--plain", typed=TO_THE_END)
    assert (done.returncode, done.stderr) == (0, b"")


def test_without_a_terminal_help_is_printed_even_where_term_is_set(folder: Path) -> None:
    done = run_program(folder, TERM="xterm-256color")
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: ccdrill")


def test_bytes_that_are_no_text_are_read_as_such(folder: Path) -> None:
    done = run_program(folder, "run", "tiny-drill", typed=b"note caf\xe9 \xff\xfe\nquit\n")
    assert done.returncode == 0
    assert_clean(done)
    assert b"Noted." in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-8"])
def test_a_terminal_that_can_not_print_a_character_gets_one_like_it(folder: Path, encoding: str) -> None:
    scenario = (folder / "library/scenarios/tiny.yaml").read_text()
    told = "Zwei Knoten \u2013 “drüben”… 日本 ≤ 3, »£5« ✔"
    (folder / "library/scenarios/tiny.yaml").write_text(scenario.replace("Two nodes serve", told), encoding="utf-8")
    done = run_program(folder, "run", "tiny-drill", typed="escalate\n\n\n\nquit\n", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert_clean(done)
    printed = done.stdout.decode(encoding)
    expected = {
        "ascii": 'Zwei Knoten - "druben"... ?? <= 3, >>GBP 5<< v',
        "latin-1": 'Zwei Knoten - "drüben"... ?? <= 3, »£5« v',
        "cp1252": "Zwei Knoten \u2013 “drüben”… ?? <= 3, »£5« v",
        "cp437": 'Zwei Knoten - "drüben"... ?? ≤ 3, »£5« v',
    }
    assert expected.get(encoding, told) in printed


def test_a_bad_name_in_ascii_is_told_too(folder: Path) -> None:
    done = run_program(folder, "run", "ünknown", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert b"there is no drill 'unknown'" in done.stderr


@posix
@pytest.mark.parametrize("command", ["list", "runs", "check library", "--help", "--version", "run tiny-drill --plain"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_bug(folder: Path, command: str, closed: str) -> None:
    done = shell(folder, f"$C {command} {closed}")
    assert_clean(done)
    assert done.returncode == (2 if command.startswith("run ") else 0)


@posix
def test_a_run_whose_standard_input_is_closed_is_begun_and_kept(folder: Path) -> None:
    done = shell(folder, "$C run tiny-drill <&-")
    assert done.returncode == 2
    assert b"the answers ended" in done.stderr
    assert b"unfinished" in run_program(folder, "runs").stdout


@posix
@pytest.mark.parametrize("command", ["list", "check library", "--help", "debrief last", "runs"])
def test_a_reader_that_has_read_enough_is_no_failure(played: Path, command: str) -> None:
    done = shell(played, f"( $C {command} ; echo code $? >&2 ) | true")
    assert_clean(done)
    assert done.stderr.endswith(b"code 0\n")


@posix
def test_a_run_that_nobody_reads_is_left_with_2_and_can_be_gone_on_with(folder: Path) -> None:
    done = shell(folder, "( yes note x | $C run tiny-drill --plain ; echo code $? >&2 ) | head -n 3")
    assert_clean(done)
    assert b"nobody reads the output any more" in done.stderr
    assert b"code 2\n" in done.stderr
    assert run_program(folder, "resume", "last", typed=TO_THE_END).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["list", "--help", "debrief last", "run tiny-drill"])
def test_output_that_nothing_takes_is_2_in_words(played: Path, command: str) -> None:
    done = shell(played, f"$C {command} > /dev/full < /dev/null")
    assert_clean(done)
    assert done.returncode == 2
    assert b"No space left on device" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_it_is_said_that_the_output_was_refused_and_what_to_do(played: Path) -> None:
    for command in ("list", "debrief last", "debrief last --format json"):
        done = shell(played, f"$C {command} > /dev/full")
        assert done.stderr.startswith(b"ccdrill: standard output can't be written: No space left on device\n"), command
        assert b"send it elsewhere" in done.stderr
    done = shell(played, "$C run tiny-drill > /dev/full < /dev/null")
    assert b"nothing is lost" in done.stderr
    assert b" resume " in done.stderr


@posix
def test_narration_that_nobody_hears_changes_nothing(folder: Path) -> None:
    done = shell(folder, "$C run no-such-drill 2> /dev/full")
    assert done.returncode == 2
    done = shell(folder, "( $C run no-such-drill 2>&1 >/dev/null ; echo code $? >&3 ) 3>&1 | true")
    assert_clean(done)


@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, *filter(None, [getattr(signal, "SIGHUP", None)])])
@pytest.mark.parametrize("paced", [False, True])
def test_an_interrupt_is_130_and_leaves_the_run_to_go_on_with(folder: Path, paced: bool, sent: signal.Signals) -> None:
    if paced:
        drill = folder / "library/drills/tiny-drill.yaml"
        drill.write_text(drill.read_text().replace("minutes: 5", "minutes: 5\npace: 1"))
    code, errors = asked_to_end(folder, sent)
    assert code == 130
    assert errors.startswith(b"ccdrill: interrupted; nothing is lost\n  Go on with: ")
    assert f"{joined([sys.executable, '-m', 'ccdrill'])} resume ".encode() in errors
    resumed = run_program(folder, "resume", "last", typed="time\nquit\n").stdout
    assert (b"It stands still." if paced else b"Thinking takes no story time.") in resumed


@posix
def test_who_asks_it_to_end_is_heard_also_where_interrupts_are_ignored_as_behind_a_script(folder: Path) -> None:
    code, errors = asked_to_end(folder, signal.SIGTERM, "trap '' INT;")
    assert code == 130
    assert errors.startswith(b"ccdrill: interrupted; nothing is lost\n")


def test_an_interrupt_while_the_program_still_starts_is_130_without_a_traceback(folder: Path) -> None:
    script = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': sys.meta_path.remove(self); raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from ccdrill.cli import entry_point; entry_point(['--version'])"
    )
    done = run_program(folder, program=("-c", script))
    assert (done.returncode, done.stdout, done.stderr.split()) == (130, b"", [b"Interrupted."])


def test_an_interrupt_in_a_callback_from_which_python_raises_nothing_ends_the_program_too(folder: Path) -> None:
    script = (
        "import sys, weakref\n"
        "def press(_): raise KeyboardInterrupt\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': lock = {1}; gone = weakref.ref(lock, press); del lock\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "sys.argv = ['ccdrill', '--version']\n"
        "from ccdrill.cli import script; script()"
    )
    done = run_program(folder, program=("-c", script))
    assert (done.returncode, done.stdout, done.stderr.split()) == (130, b"", [b"Interrupted."])


def test_a_paced_run_is_played_through_a_pipe_to_its_end(folder: Path) -> None:
    drill = folder / "library/drills/tiny-drill.yaml"
    drill.write_text(drill.read_text().replace("minutes: 5", "minutes: 5\npace: 1"))
    done = run_program(folder, "run", "tiny-drill", typed=TO_THE_END)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_bug_is_70_with_a_crash_file_that_is_named_and_no_traceback(folder: Path) -> None:
    script = (
        "import ccdrill.bootstrap\n"
        "def broken(*_, **__): raise ZeroDivisionError('of course')\n"
        "ccdrill.bootstrap.House.find_run = broken\n"
        "from ccdrill.cli import entry_point; entry_point(['resume'])"
    )
    done = run_program(folder, program=("-c", script), TMPDIR=str(folder), TEMP=str(folder))
    assert done.returncode == 70
    assert b"Traceback" not in done.stderr
    (file,) = folder.glob("ccdrill-crash-*.txt")
    assert str(file).encode() in done.stderr
    assert "ZeroDivisionError: of course" in file.read_text()


@posix
def test_a_question_that_nobody_can_answer_is_2_and_nothing_is_done(folder: Path) -> None:
    run_program(folder, "run", "tiny-drill", typed="quit\n")
    done = shell(folder, "$C runs delete last < /dev/null")
    assert_clean(done)
    assert done.returncode == 2
    assert b"--yes" in done.stderr
    assert b"unfinished" in run_program(folder, "runs").stdout


def test_completion_of_the_shell_still_works(folder: Path) -> None:
    done = run_program(folder, _CCDRILL_COMPLETE="bash_source")
    assert done.returncode == 0
    assert b"complete" in done.stdout


def test_a_misspelt_command_is_told_which_was_meant(folder: Path) -> None:
    done = shell(folder, "$C chek")
    assert done.returncode == 2
    assert b"Did you mean 'check'?" in done.stderr
