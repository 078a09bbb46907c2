"""What the system asks of the process while screens are open: to end, to stand still, to go on. Never in the middle of anything.

A terminal that goes away asks for an end too, but only the program whose own it is; another one, as `su -c` or `setsid` starts
them, would read nothing from it for ever, as fast as it can.

Textual hears the last two itself, wherever the program is: while it hands a line to the terminal that would wait for itself
for ever. Here they are heard between two messages, as everything else is.
"""

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


_LOOK_SECONDS = 1.0
"""How often it is seen to that the terminal is still there."""


class Signals:
    """The signals of an app. Windows, which has none of them, ends a process without asking."""

    def __init__(self, app: "App[Any]") -> None:
        """Hears nothing yet."""
        self._app = app
        self.is_ending = False
        """Whether the process was asked to end."""
        self._is_standing_still = False

    def hear_the_end(self) -> None:
        """Whoever asks the process to end gets the terminal back, as by `q`; only the exit code says that it was interrupted."""
        if os.name == "posix":
            for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(asked, self._end)
            if _is_at_terminal():
                self._look_later()

    def hear_pauses(self) -> None:
        """Takes over from Textual what it does when somebody stops the program and lets it go on. Its driver must stand."""
        if os.name == "posix":
            for asked, do in ((signal.SIGTSTP, self._stand_still), (signal.SIGCONT, self._go_on)):
                kept = signal.getsignal(asked)
                if callable(kept):
                    asyncio.get_running_loop().add_signal_handler(asked, do, kept)

    def _end(self) -> None:
        self.is_ending = True
        self._app.exit()

    def _look_later(self) -> None:
        asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        """Ends when nobody is there any more, who could see anything or press a key."""
        if _is_at_terminal():
            self._look_later()
        else:
            self._end()

    def _stand_still(self, stop: Any) -> None:
        """Gives the terminal back and stops; not when the program is about to end, nor twice."""
        if self._app.is_running and not self.is_ending and not self._is_standing_still:
            self._is_standing_still = True
            stop()

    def _go_on(self, draw: Any) -> None:
        """Takes the terminal again. Whoever was stopped unasked (SIGSTOP) gives it back first: its modes may be another's now."""
        if not self._app.is_running:
            return
        driver = self._app._driver  # noqa: SLF001  # Textual names it nowhere else
        if not self._is_standing_still and driver is not None:
            driver.suspend_application_mode()
        self._is_standing_still = False
        draw()
        self._app.refresh(layout=True)


def _is_at_terminal() -> bool:
    """Whether what keys come from is a terminal, and has not gone away."""
    return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
