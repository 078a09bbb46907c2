"""How long people have talked about what stands before them. Nothing hangs on it: the minutes of a situation are only a plan."""

from collections.abc import Callable

from ccdrill.session.played import Watch
from ccdrill.tui.moves import Now


class Talk:
    """Begins anew with each situation and after each outcome; stands still while the exercise is paused."""

    def __init__(self, clock: Callable[[], float], before: float = 0.0) -> None:
        """`clock` gives seconds that never run back; `before`: how many were talked when the run was opened here."""
        self._clock = clock
        self._watch = Watch(before, clock)
        self._about: tuple[int, str] | None = None
        self._has_begun = False

    def read(self, now: Now) -> float:
        """Real seconds since the situation was opened, without pauses. An outcome that is read again takes nothing from them."""
        if not now.is_read_again:
            about = None if now.phase == "outcome" else (now.view.decided, now.view.title)
            if not self._has_begun:
                self._about, self._has_begun = about, True
            elif about != self._about:
                self._about, self._watch = about, Watch(0.0, self._clock)
        return self._watch.read(is_paused=now.view.is_paused)
