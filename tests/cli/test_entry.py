"""However a command ends, the process ends in words and with a documented code."""

import click
import pytest

from ccdrill.cli.entry import guarded
from ccdrill.cli.program import OutputClosed
from ccdrill.model.errors import CcdrillError, DamagedRun, StoreError
from tests.cli.program import Program


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (click.Abort(), 130, "Interrupted."),
        (click.UsageError("no such thing"), 2, "no such thing"),
        (click.exceptions.Exit(0), 0, ""),
        (StoreError("the disk is full", "Make room."), 2, "ccdrill: the disk is full\n  Make room."),
        (DamagedRun("event 2 was changed"), 1, "event 2 was changed"),
        (CcdrillError("\x1b[2Jno\u202e"), 2, "ccdrill: ?[2Jno?\n"),
        (OSError(5, "Input/output error"), 2, "the system refuses: [Errno 5] Input/output error"),
        (OutputClosed(), 0, ""),
        (ZeroDivisionError("of course"), 70, "this is a bug"),
        (RecursionError(), 70, "this is a bug"),
    ],
)
def test_every_error_has_its_words_and_its_code(
    error: BaseException,
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: object,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def command() -> None:
        raise error

    assert guarded(command) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert "Traceback" not in printed.err
    assert bool(printed.err) == bool(words)


def test_a_clock_beyond_what_can_be_read_is_told_of_and_is_no_bug(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def beyond() -> float:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")

    monkeypatch.setattr("time.time", beyond)
    assert guarded(beyond) == 2
    told = capsys.readouterr().err
    assert "the clock of this machine" in told
    assert "Set the date" in told


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (1, 1), ("text", 0)])
def test_a_command_that_ends_well_ends_with_what_it_returns(returned: object, code: int) -> None:
    assert guarded(lambda: returned) == code


@pytest.mark.parametrize("group", [(), ("new",), ("runs",)])
def test_the_list_of_commands_cuts_no_sentence_off(program: Program, group: tuple[str, ...]) -> None:
    listed = program(*group, "--help").out.partition("Commands:")[2]
    assert listed
    assert "..." not in listed
