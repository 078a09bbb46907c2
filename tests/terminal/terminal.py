"""A real process in a real terminal: keys in, what a person would see out. Waits for text, never for time."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pyte

NOT_OURS = ("CCDRILL_", "TEXTUAL", "COLUMNS", "LINES")
"""Variables that would say more of the machine's terminal and settings than of the ones under test."""
PATIENCE = 30.0
"""Seconds after which a text that never comes is a failure."""
KEYS = {
    "enter": "\r",
    "space": " ",
    "tab": "\t",
    "escape": "\x1b",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "pagedown": "\x1b[6~",
    "end": "\x1b[F",
}


class Terminal:
    """A program in a terminal of a size. Use it as a context; what it started is ended with it."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        is_own: bool = True,
    ) -> None:
        """`is_own`: the terminal is the program's own, so that the system tells it when it is resized or goes away."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._main, child = pty.openpty()
        self.resize(columns, rows)
        self.process = subprocess.Popen(
            arguments,
            stdin=child,
            stdout=child,
            stderr=child,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_take_terminal if is_own else None,  # noqa: PLW1509  # no threads here, and nothing else hands over a terminal
        )
        os.close(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """The terminal goes away, as when its window is closed."""
        if self._main >= 0:
            os.close(self._main)
            self._main = -1

    def resize(self, columns: int, rows: int) -> None:
        """As a person drags the window: the program is told, and paints everything anew."""
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, *keys: str) -> None:
        """Keys by name, or text as it is."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())

    def send(self, data: bytes) -> None:
        """Bytes, as a terminal of any encoding may send them."""
        os.write(self._main, data)

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def expect(self, text: str) -> str:
        """Reads until the text stands on the screen; returns all of it."""
        until = monotonic() + PATIENCE
        while text not in self.text():
            if not self._read(until):
                raise AssertionError(f"never saw {text!r}; the screen says:\n{self.text()}")
        return self.text()

    def expect_gone(self, text: str) -> None:
        """Reads until the text has left the screen."""
        until = monotonic() + PATIENCE
        while text in self.text():
            if not self._read(until):
                raise AssertionError(f"{text!r} never went; the screen says:\n{self.text()}")

    def finish(self) -> int:
        """Reads to the end of the program; its exit code."""
        until = monotonic() + PATIENCE
        while self._read(until):
            pass
        return self.process.wait(timeout=PATIENCE)

    def _read(self, until: float) -> bool:
        """Takes in what comes next; False at the end of the output or of patience."""
        ready, _, _ = select.select([self._main], [], [], max(0.0, until - monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._main, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)


def _take_terminal() -> None:
    """Makes standard input the controlling terminal, so that a resize reaches the program as a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def ccdrill(
    folder: Path, *arguments: str, columns: int = 80, rows: int = 24, is_own: bool = True, **environment: str
) -> Terminal:
    """The program, with its data and settings in a folder."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    base |= {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "CCDRILL_DATA": str(folder / "data"),
        "CCDRILL_CONFIG": str(folder / "settings.toml"),
        "LANG": "C.UTF-8",
    }
    line = [sys.executable, "-m", "ccdrill", *arguments]
    return Terminal(line, base | environment, columns=columns, rows=rows, is_own=is_own)
