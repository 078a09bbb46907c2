"""The crash file: written, named, and without what people typed into variables."""

from pathlib import Path

import pytest

from ccdrill.crash import write_crash_file


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
