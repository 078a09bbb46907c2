"""Settings as the commands see them: flag before environment before file, and mistakes are told."""

import pytest

from tests.cli.program import Program


def test_a_flag_comes_before_the_environment_and_that_before_the_file(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program.folder / "settings.toml").write_text('data = "from-file"\n')
    monkeypatch.setenv("CCDRILL_DATA", "from-environment")
    program("--data", "from-flag", "run", "tiny-drill", typed="quit\n")
    program.play(typed="quit\n")
    monkeypatch.delenv("CCDRILL_DATA")
    program.play(typed="quit\n")
    for place in ("from-flag", "from-environment", "from-file"):
        assert (program.folder / place / "runs.sqlite3").is_file()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('dta = "x"', "Did you mean 'data'?"),
        ("team = 7", "'team' in"),
        ('theme = "pink"', "there is no theme 'pink'"),
        ("[", "is not TOML"),
    ],
)
def test_a_bad_settings_file_is_2_for_every_command(program: Program, written: str, words: str) -> None:
    (program.folder / "settings.toml").write_text(written + "\n")
    for command in (("list",), ("runs",), ("check",), ()):
        done = program(*command)
        assert done.code == 2
        assert words in done.err


def test_a_theme_that_is_not_there_is_2(program: Program) -> None:
    done = program("--theme", "pink", "list")
    assert done.code == 2
    assert "Known: dark, light, contrast." in done.err


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("run", "tiny-drill", "--theme", "light"), "--theme goes before the command: ccdrill --theme ... run"),
        (("runs", "list", "--data", "x"), "--data goes before the command: ccdrill --data ... runs"),
        (("run", "tiny-drill", "--tem", "Reds"), "No such option '--tem'"),
        (("list", "--version"), "No such option '--version'"),
    ],
)
def test_a_flag_that_goes_before_the_command_is_told_its_place(
    program: Program, call: tuple[str, ...], words: str
) -> None:
    done = program(*call)
    assert done.code == 2
    assert words in done.err.replace('"', "'")


def test_a_mistyped_variable_of_the_environment_is_2(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCDRILL_DTA", "/somewhere/else")
    done = program("list")
    assert done.code == 2
    assert "Did you mean 'CCDRILL_DATA'?" in done.err
