"""The crash file: written, named, and without what people typed into variables."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from ccdrill.crash import write_crash_file
from tests.running import surroundings


def crash() -> RuntimeError:
    with pytest.raises(RuntimeError) as caught:
        _break("what somebody" + " typed")
    return caught.value


def _break(typed: str) -> None:
    raise RuntimeError("broken")


def test_the_crash_file_is_named_and_holds_the_traceback_without_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told = write_crash_file(crash())
    (file,) = tmp_path.iterdir()
    assert str(file) in told
    assert "Every decision is safe" in told
    text = file.read_text(encoding="utf-8")
    assert "RuntimeError: broken" in text and "ccdrill 0" in text
    assert "what somebody typed" not in text


def test_where_no_file_can_be_written_the_error_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise OSError("no room")

    monkeypatch.setattr("ccdrill.crash.tempfile.NamedTemporaryFile", fail)
    assert "RuntimeError: broken" in write_crash_file(crash())


_FULL = """
import resource, signal
from ccdrill.crash import write_crash_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
try:
    raise RuntimeError("broken")
except RuntimeError as error:
    print(write_crash_file(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_disk_that_takes_only_half_of_it_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "crashes").mkdir()
    environment = surroundings(tmp_path, TMPDIR=str(tmp_path / "crashes"))
    done = subprocess.run([sys.executable, "-c", _FULL], env=environment, capture_output=True, text=True, check=True)
    assert "RuntimeError: broken" in done.stdout and "Every decision is safe" in done.stdout
    assert list((tmp_path / "crashes").iterdir()) == []


def test_an_error_that_can_not_even_say_what_it_is_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise ValueError("no words")

    def fail(*_: object, **__: object) -> io.BytesIO:
        raise MemoryError

    monkeypatch.setattr("ccdrill.crash.tempfile.NamedTemporaryFile", fail)
    assert "Odd" in write_crash_file(Odd())


def test_an_error_of_many_lines_is_told_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert "RuntimeError: broken in two lines). Every" in write_crash_file(RuntimeError("broken\nin two\n lines"))
