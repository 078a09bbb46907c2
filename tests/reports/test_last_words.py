import os

import pytest

from ccdrill.reports.last_words import without_a_last_word

MARK = b" panicked at "


def broken_off(said: bytes) -> None:
    with without_a_last_word(MARK):
        os.write(2, said)
        raise KeyError


def test_what_is_written_below_python_comes_out_at_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    with without_a_last_word(MARK):
        os.write(2, b"a frame of the screen")
        assert capfd.readouterr().err == ""
    assert capfd.readouterr().err == "a frame of the screen"


def test_nor_is_it_lost_when_something_else_goes_wrong(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError):
        broken_off(b"a frame of the screen")
    assert capfd.readouterr().err == "a frame of the screen"


def test_last_words_do_not(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError):
        broken_off(b"thread '<unnamed>' panicked at shaping.rs")
    os.write(2, b"what comes later")
    assert capfd.readouterr().err == "what comes later"


def test_where_nobody_hears_errors_nothing_is_lost_but_words() -> None:
    kept = os.dup(2)
    try:
        os.close(2)
        with without_a_last_word(MARK):
            done = True
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(2)
    finally:
        os.dup2(kept, 2)
        os.close(kept)
    assert done
