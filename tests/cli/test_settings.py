"""What the user set: flag before environment before file before default; nothing is created, and mistakes are named."""

import os
from pathlib import Path

import pytest

from ccdrill.settings import BadSettings, Flags, Settings, config_file, read_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "settings.toml"


def write(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def settings(file: Path, flags: Flags | None = None, **environment: str) -> Settings:
    return read_settings(flags or Flags(), {f"CCDRILL_{name}": value for name, value in environment.items()}, file)


def test_nothing_is_created_on_read(file: Path, tmp_path: Path) -> None:
    settings(file, DATA=str(tmp_path / "data"))
    assert list(tmp_path.iterdir()) == []


def test_defaults_hold_where_nothing_is_set(file: Path) -> None:
    found = settings(file)
    assert (found.theme, found.team, found.plain, found.library) == ("dark", "", False, ())
    assert found.data.name == "ccdrill" or found.data.parent.name == "ccdrill"


def test_flag_environment_and_file_take_precedence_in_that_order(file: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    write(file, 'data = "/file"\ntheme = "light"\nteam = "File"\nplain = true\nlibrary = ["../own"]\n')
    from_file = settings(file)
    assert (from_file.data, from_file.theme, from_file.team, from_file.plain) == (Path("/file"), "light", "File", True)
    assert [path.resolve() for path in from_file.library] == [tmp_path / "own"]
    from_environment = settings(file, DATA="/environment", THEME="contrast", TEAM="Environment", LIBRARY=str(tmp_path))
    assert (from_environment.data, from_environment.theme) == (Path("/environment"), "contrast")
    assert (from_environment.team, from_environment.library) == ("Environment", (tmp_path,))
    flags = Flags(data=Path("/flag"), theme="dark", library=(tmp_path / "own",))
    from_flags = settings(file, flags, DATA="/environment", THEME="contrast", LIBRARY=str(tmp_path))
    assert (from_flags.data, from_flags.theme, from_flags.library) == (Path("/flag"), "dark", (tmp_path / "own",))


def test_folders_of_the_file_are_meant_from_where_the_file_is(file: Path) -> None:
    assert settings(write(file, 'data = "runs"\n')).data == file.parent / "runs"


def test_home_is_understood_and_a_home_that_is_not_there_is_told(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert settings(write(file, 'data = "~/runs"\n')).data == tmp_path / "runs"
    if os.name == "posix":
        with pytest.raises(BadSettings, match="names no folder"):
            settings(write(file, 'data = "~nobody-of-that-name/runs"\n'))


def test_several_library_folders_are_parted_as_the_system_parts_paths(file: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    assert settings(file, LIBRARY=os.pathsep.join(map(str, folders))).library == tuple(folders)


@pytest.mark.parametrize(
    ("value", "plain"), [("0", False), ("false", False), ("No", False), ("1", True), ("yes", True), (" TRUE ", True)]
)
def test_plain_in_the_environment_is_on_or_off_whatever_the_file_says(file: Path, value: str, plain: bool) -> None:
    for line in ("plain = true\n", "plain = false\n"):
        assert settings(write(file, line), PLAIN=value).plain is plain


def test_plain_in_the_environment_that_is_neither_on_nor_off_is_refused(file: Path) -> None:
    with pytest.raises(BadSettings, match="CCDRILL_PLAIN to 'maybe'") as refused:
        settings(file, PLAIN="maybe")
    assert "CCDRILL_PLAIN=1" in refused.value.hint


def test_a_theme_that_is_not_there_is_told_with_the_place_that_asks_for_it(file: Path) -> None:
    write(file, 'theme = "pink"\n')
    for flag, environment, place in (
        ("pink", {"THEME": "red"}, "--theme"),
        (None, {"THEME": "pink"}, "CCDRILL_THEME"),
        (None, {}, str(file)),
    ):
        with pytest.raises(BadSettings, match="'pink'") as refused:
            settings(file, Flags(theme=flag), **environment)
        assert place in refused.value.message


def test_an_empty_variable_counts_as_not_set(file: Path) -> None:
    write(file, 'team = "File"\ntheme = "light"\nplain = true\n')
    found = settings(file, TEAM="", THEME="", DATA="", LIBRARY="", PLAIN="")
    assert (found.team, found.theme, found.plain) == ("File", "light", True)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("tem = 'x'", "sets 'tem'", "Did you mean 'team'?"),
        ("zzzzz = 1", "sets 'zzzzz'", "Known: data, library, theme, team, plain."),
        ("[data]\nx = 1", "'data' in", "data ="),
        ("team = 3", "'team' in", "in quotes"),
        ("library = 'x'", "'library' in", "library = ["),
        ("library = [1]", "'library' in", "library = ["),
        ("plain = 'yes'", "'plain' in", "plain = true"),
        ("theme = 'pink'", "no theme 'pink'", "dark, light, contrast"),
        ("library = ['nowhere']", "is not there", "--library"),
        ("team =", "is not TOML", "team ="),
        ("team = 'a'\nteam = 'b'", "stands here a second time", "Keep one of the two."),
        ('library = ["C:\\Users\\me"]', "a backslash inside double quotes", "in single quotes"),
        ('team = "Blue\n', "not closed in its line", "Close it"),
        ("team = \u201cBlue\u201d", "curly quote", "Type plain quotes"),
        ("[settings]\nteam = 'a'", "has a section [settings]", "Delete the line [settings]"),
        (b"\xff\xfe", "can't be read", "UTF-8"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_cure(file: Path, text: str | bytes, message: str, hint: str) -> None:
    with pytest.raises(BadSettings) as refused:
        settings(write(file, text))
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "library = " + "[" * 20_000,
        "team = " + "{a=" * 5_000,
        "team = " + "1" * 5_000,
        "a" + ".a" * 20_000 + " = 1",
        "[" + '"a" . ' * 9_000 + "b]",
        "team = '" + "x" * 90_000 + "'",
    ],
)
def test_what_no_toml_reader_takes_is_a_mistake_too(file: Path, text: str) -> None:
    with pytest.raises(BadSettings) as refused:
        settings(write(file, text))
    assert str(file) in refused.value.message
    assert refused.value.hint


@pytest.mark.skipif(os.name != "posix", reason="pipes in folders are POSIX's")
def test_a_pipe_in_place_of_the_file_is_not_waited_for(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(file)
    with pytest.raises(BadSettings, match="not a regular file"):
        settings(file)


def test_a_file_that_a_windows_editor_marked_as_utf8_is_read(file: Path) -> None:
    assert settings(write(file, b"\xef\xbb\xbfteam = 'Marked'\r\n")).team == "Marked"


def test_a_folder_in_place_of_the_file_is_told(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(BadSettings, match="can't be read"):
        settings(file)


@pytest.mark.parametrize(("name", "near"), [("CCDRILL_DTA", "CCDRILL_DATA"), ("CCDRILL_LIBARY", "CCDRILL_LIBRARY")])
def test_a_mistyped_variable_is_named_with_the_nearest(file: Path, name: str, near: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(Flags(), {name: "x"}, file)
    assert near in refused.value.hint


def test_the_settings_file_is_named_by_the_environment_or_lies_where_the_system_keeps_such(tmp_path: Path) -> None:
    assert config_file({"CCDRILL_CONFIG": str(tmp_path / "mine.toml")}) == tmp_path / "mine.toml"
    assert config_file({}).name == "settings.toml"
