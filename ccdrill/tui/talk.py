"""How long people have talked about what stands before them. Nothing hangs on it: the minutes of a situation are only a plan."""

from collections.abc import Callable

from ccdrill.session.played import Watch
from ccdrill.tui.moves import Now


class Talk:
    """Begins anew with each situation and after each outcome; stands still while the exercise is paused."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that never run back."""
        self._clock = clock
        self._watch = Watch(0.0, clock)
        self._about: tuple[int, str] | None = None

    def read(self, now: Now) -> float:
        """Real seconds since the situation was opened, without pauses. An outcome that is read again takes nothing from them."""
        if not now.is_read_again:
            about = None if now.phase == "outcome" else (now.view.decided, now.view.title)
            if about != self._about:
                self._about, self._watch = about, Watch(0.0, self._clock)
        return self._watch.read(is_paused=now.view.is_paused)
