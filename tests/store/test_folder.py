"""The data folder: private, local, and never a surprise."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.model.ids import RunId
from ccdrill.model.rules import RULES
from ccdrill.store.connection import FILE
from ccdrill.store.folder import is_there, prepare_folder
from ccdrill.store.mounts import network_share
from ccdrill.store.sqlite import SqliteStore
from tests.running import give_away, permissions, unprivileged
from tests.store.rows import play_some

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_folder_and_files_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    before = os.umask(0)
    try:
        play_some(folder)
        store = SqliteStore(folder)
        store.run_ids()
        assert mode(folder) == 0o700
        files = {path.name: oct(mode(path)) for path in folder.iterdir()}
        assert files == dict.fromkeys((FILE, f"{FILE}-shm", f"{FILE}-wal"), "0o600")
        store.close()
    finally:
        os.umask(before)


@posix
def test_a_folder_of_ours_that_was_opened_up_is_closed_again(tmp_path: Path) -> None:
    play_some(tmp_path / "data")
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "data" / FILE).chmod(0o644)
    SqliteStore(tmp_path / "data").run_ids()
    assert (mode(tmp_path / "data"), mode(tmp_path / "data" / FILE)) == (0o700, 0o600)


@posix
def test_a_folder_that_holds_other_things_keeps_its_mode_and_the_files_in_it_are_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "letter.txt").touch()
    play_some(home)
    SqliteStore(home).run_ids()
    assert mode(home) == 0o755
    assert mode(home / FILE) == 0o600


def test_nothing_is_created_by_looking(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data")
    assert store.run_ids() == store.summaries(RULES) == ()
    for call in (store.read, store.head, store.delete):
        with pytest.raises(Exception, match="no run"):
            call(RunId("whatever"))
    assert not (tmp_path / "data").exists()


def test_a_file_in_place_of_the_folder_is_told_on_reading_and_on_writing(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    for call in (lambda: SqliteStore(tmp_path / "data").run_ids(), lambda: play_some(tmp_path / "data")):
        with pytest.raises(StoreError, match="is a file"):
            call()


def test_a_folder_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        play_some(tmp_path / "file" / "data")


def test_a_name_that_no_folder_can_have_is_told(tmp_path: Path) -> None:
    for name in ("n" * 300, "nul\0"):
        with pytest.raises(StoreError):
            is_there(tmp_path / name / FILE)
        with pytest.raises(StoreError):
            prepare_folder(tmp_path / name, FILE)


@permissions
@pytest.mark.parametrize("broken", ["folder", "file", "hidden"])
def test_what_may_not_be_written_or_looked_into_is_told_in_words(open_tmp: Path, broken: str) -> None:
    data = open_tmp / "data"
    play_some(data)
    if broken != "file":
        for file in data.iterdir():
            file.unlink()
    give_away(data)
    (data / FILE if broken == "file" else data).chmod({"folder": 0o500, "file": 0o400, "hidden": 0}[broken])
    with unprivileged(), pytest.raises(StoreError, match="Permission denied") as refused:
        SqliteStore(data).run_ids() if broken == "hidden" else play_some(data)
    assert "--data" in refused.value.hint
    (data / FILE if broken == "file" else data).chmod(0o700)


@permissions
def test_a_folder_of_somebody_else_that_we_may_write_to_is_used_as_it_is(open_tmp: Path) -> None:
    data = open_tmp / "data"
    data.mkdir()
    data.chmod(0o777)
    with unprivileged():
        play_some(data)
    assert mode(data) in (0o777, 0o700)
    assert mode(data / FILE) == 0o600


def listed(tmp_path: Path, *mounts: str) -> Path:
    file = tmp_path / "mounts"
    file.write_text("".join(f"{line} rw 0 0\n" for line in mounts))
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="mounts are Linux's")
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "vboxsf", "fuse.rclone"])
def test_a_network_share_is_seen_by_the_deepest_mount_above_the_folder(tmp_path: Path, kind: str) -> None:
    home = tmp_path / "home"
    mounts = listed(tmp_path, "/dev/sda / ext4", f"server:/x {home} {kind}", f"/dev/sdb {home}/local ext4")
    assert network_share(home / "data", mounts) == kind
    assert network_share(home / "local" / "data", mounts) == ""
    assert network_share(tmp_path / "homeless", mounts) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="mounts are Linux's")
def test_a_share_with_spaces_in_its_name_and_one_mounted_over_another_are_seen(tmp_path: Path) -> None:
    home = tmp_path / "my files"
    escaped = str(home).replace(" ", "\\040")
    mounts = listed(tmp_path, "/dev/sda / ext4", f"/dev/sdb {escaped} ext4", f"server:/x {escaped} nfs", "broken line")
    assert network_share(home / "data", mounts) == "nfs"


def test_where_no_list_of_mounts_is_nothing_is_known(tmp_path: Path) -> None:
    assert network_share(tmp_path, tmp_path / "no-such-list") == ""


def test_a_data_folder_on_a_share_is_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccdrill.store.folder.network_share", lambda _: "nfs")
    with pytest.raises(StoreError, match=r"network share \(nfs\)"):
        play_some(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_link_to_a_share_is_followed(tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    link = tmp_path / "link"
    try:
        link.symlink_to(share)
    except OSError:
        pytest.skip("this system makes no links")
    mounts = listed(tmp_path, "/dev/sda / ext4", f"server:/x {share} nfs")
    assert network_share(link / "data", mounts) == "nfs"


@posix
@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_no_file_in_place_of_the_databases_log_is_told_and_not_waited_for(
    tmp_path: Path, suffix: str, make: Callable[[Path], None]
) -> None:
    play_some(tmp_path)
    for left in tmp_path.glob(f"{FILE}-*"):
        left.unlink()
    make(tmp_path / f"{FILE}{suffix}")
    with pytest.raises(StoreError, match="not a regular file") as refused:
        SqliteStore(tmp_path, wait_seconds=0.05).run_ids()
    assert f"{FILE}{suffix}" in refused.value.message
    assert "Move it away" in refused.value.hint


@posix
def test_a_path_that_is_too_long_for_a_database_is_told_as_such(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["deep" * 20] * 7)
    with pytest.raises(StoreError, match="is longer than a database's can be") as refused:
        play_some(folder)
    assert "--data" in refused.value.hint
