"""Files that people name: written whole or not at all, and never over what they did not mean."""

import os
from pathlib import Path

import pytest

from ccdrill.store.files import UnusableFile, prepare_folder, read_limited, write_whole
from tests.running import give_away, permissions, unprivileged


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "report.md", b"text")
    assert (tmp_path / "report.md").read_bytes() == b"text"
    if os.name == "posix":
        assert (tmp_path / "report.md").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("replace", [False, True])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnusableFile, match="not a file"):
        write_whole(tmp_path / "folder", b"text", replace=replace)
    with pytest.raises(UnusableFile, match="not a file"):
        write_whole(Path(os.devnull), b"text", replace=replace)
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_link_that_leads_nowhere_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "report.md").symlink_to("elsewhere.md")
    with pytest.raises(UnusableFile, match="already"):
        write_whole(tmp_path / "report.md", b"text")
    assert (tmp_path / "report.md").is_symlink()
    write_whole(tmp_path / "report.md", b"text", replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_place_that_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    for path in (tmp_path / "no-folder" / "file", tmp_path / ("n" * 300), tmp_path / "nul\0"):
        with pytest.raises(UnusableFile, match="can't be written"):
            write_whole(path, b"text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_is_broken_off_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    (tmp_path / "report.md").write_text("old")

    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr("ccdrill.store.files.os.fsync", fail)
    with pytest.raises((UnusableFile, KeyboardInterrupt)):
        write_whole(tmp_path / "report.md", b"new", replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert (tmp_path / "report.md").read_text() == "old"


def test_only_regular_files_are_read_and_only_so_far(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_limited(tmp_path / "file", 5) == b"12345"
    for path in (tmp_path, tmp_path / "no-such-file", Path(os.devnull), tmp_path / "nul\0"):
        with pytest.raises(UnusableFile):
            read_limited(path, 5)
    with pytest.raises(UnusableFile, match="larger"):
        read_limited(tmp_path / "file", 4)


def test_a_folder_for_files_is_made_and_left_empty(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "new" / "one")
    assert list((tmp_path / "new" / "one").iterdir()) == []


@permissions
def test_a_folder_that_takes_no_files_is_refused(open_tmp: Path) -> None:
    closed = open_tmp / "closed"
    closed.mkdir()
    give_away(closed)
    closed.chmod(0o500)
    with unprivileged(), pytest.raises(UnusableFile, match="can't be written to: Permission denied"):
        prepare_folder(closed)
    closed.chmod(0o700)
