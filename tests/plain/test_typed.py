"""Lines from a stream, with pauses in between where time must be kept."""

import io
import os
import select
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ccdrill.plain.leaving import Refused
from ccdrill.plain.typed import typed_lines


def test_no_stream_and_a_closed_one_have_no_lines() -> None:
    closed = io.StringIO("x\n")
    closed.close()
    assert list(typed_lines(None)) == list(typed_lines(closed)) == []


def test_a_mark_that_an_editor_put_before_the_first_line_is_no_part_of_it() -> None:
    assert list(typed_lines(io.StringIO("\ufeffone\n\ufefftwo\n"))) == ["one\n", "\ufefftwo\n"]


def test_lines_come_as_they_are_typed_also_the_last_without_an_end() -> None:
    assert list(typed_lines(io.StringIO("one\n\nthree"))) == ["one\n", "\n", "three"]


@pytest.fixture
def pipe() -> Iterator[tuple[int, io.TextIOWrapper]]:
    reading, writing = os.pipe()
    stream = os.fdopen(reading, "r", encoding="utf-8")
    yield writing, stream
    stream.close()


def test_a_while_without_a_line_is_told_and_then_lines_come_as_they_were(
    pipe: tuple[int, io.TextIOWrapper],
) -> None:
    writing, stream = pipe
    lines = typed_lines(stream, every=0.001)
    assert next(lines) is None
    os.write(writing, b"one\ntw")
    assert next(line for line in lines if line is not None) == "one\n"
    os.write(writing, "ö\n".encode() + b"\xff\n" + b"last")
    os.close(writing)
    assert [line for line in lines if line is not None] == ["twö\n", "\ufffd\n", "last"]


def test_a_line_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match="line 2 of the answers is longer than 100,000 characters"):
        list(typed_lines(io.StringIO("one\n" + "x" * 200_000 + "\n")))
    assert [*typed_lines(io.StringIO("x" * 99_999 + "\nlast"))] == ["x" * 99_999 + "\n", "last"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no file without end")
@pytest.mark.parametrize("every", [None, 5.0])
def test_a_stream_without_end_takes_no_memory(every: float | None) -> None:
    with Path("/dev/zero").open(encoding="utf-8") as stream, pytest.raises(Refused, match="line 1 of the answers"):
        list(typed_lines(stream, every))


def test_lines_that_are_piped_in_faster_than_they_are_asked_for_wait(pipe: tuple[int, io.TextIOWrapper]) -> None:
    writing, stream = pipe
    lines = typed_lines(stream, every=5.0)
    os.set_blocking(writing, False)
    written, wanted = 0, 50 * 1024 * 1024
    assert os.write(writing, b"x\n") and next(lines) == "x\n"
    with suppress(BlockingIOError):
        while written < wanted:
            select.select([], [writing], [], 1.0)
            written += os.write(writing, b"\n" * 4096)
    os.close(writing)
    assert written < wanted
    assert sum(line is not None for line in lines) == written


def test_a_stream_without_a_file_has_no_pauses() -> None:
    assert list(typed_lines(io.StringIO("one\n"), every=0.001)) == ["one\n"]
