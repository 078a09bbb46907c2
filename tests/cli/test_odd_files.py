"""What is no file to read, wherever one is named: words and the exit code of unusable input, and nothing is waited for."""

import os
from pathlib import Path

import pytest

from tests.cli.program import Program

MOST = 100 * 1024 * 1024


def make_odd(name: str, path: Path) -> None:
    match name:
        case "folder":
            path.mkdir()
        case "link to itself":
            path.symlink_to(path.name)
        case "link to nowhere":
            path.symlink_to("nowhere.yaml")
        case "pipe":
            os.mkfifo(path)
        case "100 MB":
            with path.open("wb") as file:
                file.truncate(MOST)
        case "NULs":
            path.write_bytes(b"\0" * 5000)
        case "another encoding":
            path.write_bytes("title: größer\n".encode("utf-16"))
        case _:
            assert name == "nothing there"


posix = pytest.mark.skipif(
    os.name != "posix", reason="pipes in folders are POSIX's, and links need a privilege elsewhere"
)
ODD = [
    "nothing there",
    "folder",
    "100 MB",
    "NULs",
    "another encoding",
    *(pytest.param(name, marks=posix) for name in ("link to itself", "link to nowhere", "pipe")),
]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "command",
    [
        "run odd.yaml",
        "run tiny-drill --procedure odd.yaml",
        "new scenario x --from odd.yaml",
        "new procedure x --from odd.yaml",
        "new procedure x --for odd.yaml",
        "new drill x --from odd.yaml",
        "score odd.yaml trace.jsonl",
    ],
)
def test_it_is_told_in_words_wherever_it_is_named(program: Program, name: str, command: str) -> None:
    make_odd(name, program.folder / "odd.yaml")
    (program.folder / "trace.jsonl").write_text('{"t": 1, "action": "escalate"}\n', encoding="utf-8")
    done = program(*command.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("odd.yaml:")
    assert not (program.folder / "scenarios").exists()
    assert not (program.folder / "drills").exists()


@pytest.mark.parametrize("name", ODD)
def test_in_a_folder_it_does_not_hide_what_else_is_wrong(program: Program, name: str) -> None:
    (program.folder / "mine").mkdir()
    make_odd(name, program.folder / "mine/odd.yaml")
    (program.folder / "mine/wrong.yaml").write_text("schema: ccdrill/drill/v2\n", encoding="utf-8")
    done = program("check", "mine")
    assert done.code == 1
    assert "wrong.yaml:1:9: 'ccdrill/drill/v2' is no format that ccdrill knows" in done.out


@posix
@pytest.mark.parametrize(
    ("procedure", "said"),
    [
        ("odd.yaml", "odd.yaml: this is not a regular file"),
        ("nothing", "there is no procedure 'nothing'"),
        ("tiny-procedure", "odd.yaml is not a regular file\n  Name a file, or - to read what is piped in."),
    ],
)
def test_a_trace_that_nobody_writes_is_not_waited_for(program: Program, procedure: str, said: str) -> None:
    make_odd("pipe", program.folder / "odd.yaml")
    done = program("score", procedure, "odd.yaml")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@posix
def test_a_trace_that_the_shell_hands_over_is_read(program: Program) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'{"t": 1, "action": "escalate"}\n')
    os.close(writing)
    try:
        done = program("score", "tiny-procedure", f"/dev/fd/{reading}", "--scenario", "tiny")
    finally:
        os.close(reading)
    assert (done.code, done.err) == (0, "")
