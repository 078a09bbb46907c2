"""New files appear whole or not at all, whenever the process ends, and what was broken off is done by doing it again."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ccdrill.authoring.new.templates import NewFile
from ccdrill.authoring.new.writing import NotWritten, write_new
from ccdrill.authoring.schemas.build import schema_text
from ccdrill.authoring.schemas.modeline import schema_file

FILES = tuple(NewFile(path=path, text=f"# {path}\n" * 250) for path in ("scenarios/one.yaml", "drills/one.yaml"))
_KILLED = """
import os, signal, sys
from pathlib import Path
from ccdrill.authoring.new.writing import write_new
from tests.authoring.test_writing import FILES
folder, instants = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
def kill(event, arguments):
    global seen
    if event in ("open", "os.link", "os.rename", "os.remove") and str(arguments[0]).startswith(str(folder)):
        seen += 1
        if seen == instants:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(kill)
write_new(folder, FILES)
"""
_CUT = """
import resource, signal, sys
from pathlib import Path
from ccdrill.authoring.new.writing import write_new
from tests.authoring.test_writing import FILES
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
write_new(Path(sys.argv[1]), FILES)
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")


def run(script: str, folder: Path, argument: int) -> int:
    return subprocess.run([sys.executable, "-c", script, str(folder), str(argument)], check=False).returncode


def named(folder: Path) -> dict[str, str]:
    """Every file under a name that is not for the time of writing only."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".ccdrill-"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, str]:
    write_new(tmp_path / "reference", FILES)
    return named(tmp_path / "reference")


@posix
@pytest.mark.parametrize("instant", [1, 2, 7, 12, 13, 14, 16, 18])
def test_whoever_is_killed_leaves_only_whole_files_and_can_do_it_again(
    tmp_path: Path, whole: dict[str, str], instant: int
) -> None:
    assert run(_KILLED, tmp_path / "new", instant) == -signal.SIGKILL
    assert named(tmp_path / "new").items() <= whole.items()
    write_new(tmp_path / "new", FILES)
    assert named(tmp_path / "new") == whole


@posix
@pytest.mark.parametrize("most", [100, 6000])
def test_a_file_that_is_being_written_does_not_have_its_name_yet(
    tmp_path: Path, whole: dict[str, str], most: int
) -> None:
    assert run(_CUT, tmp_path / "new", most) == -signal.SIGXFSZ
    assert named(tmp_path / "new").items() <= whole.items()


@posix
def test_an_older_schema_is_replaced_whole_or_not_at_all(tmp_path: Path, whole: dict[str, str]) -> None:
    folder = tmp_path / "new"
    write_new(folder, FILES)
    old = schema_text("drill").replace('"description"', '"descriptiom"')
    (folder / schema_file("drill")).write_text(old, encoding="utf-8")
    (folder / FILES[0].path).unlink()
    (folder / FILES[1].path).unlink()
    assert run(_CUT, folder, 6000) == -signal.SIGXFSZ
    assert json.loads((folder / schema_file("drill")).read_text(encoding="utf-8")) == json.loads(old)
    assert named(folder).items() <= {**whole, schema_file("drill"): old}.items()


def test_what_is_all_there_is_not_written_again(tmp_path: Path) -> None:
    write_new(tmp_path, FILES)
    with pytest.raises(NotWritten, match=r"one\.yaml is there already"):
        write_new(tmp_path, FILES)


def test_where_somebody_has_a_name_already_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "drills").mkdir()
    (tmp_path / "drills" / "one.yaml").write_text("mine")
    with pytest.raises(NotWritten, match=r"drills.one\.yaml is there already, and nothing was written"):
        write_new(tmp_path, FILES)
    assert named(tmp_path) == {"drills/one.yaml": "mine"}
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["one.yaml"]


def test_a_disk_without_links_takes_the_files_too(
    tmp_path: Path, whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    write_new(tmp_path / "new", FILES)
    assert named(tmp_path / "new") == whole
    assert len([path for path in (tmp_path / "new").rglob("*") if path.is_file()]) == len(whole)
