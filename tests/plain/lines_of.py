"""Playing in lines in memory: what was typed goes in, what was printed comes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ccdrill.debrief.build import debrief_session
from ccdrill.plain.play import play
from ccdrill.session.session import Session
from tests.session.stage import Stage


@dataclass
class Played:
    """One sitting."""

    session: Session
    lines: list[str] = field(default_factory=list)
    is_over: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def flat(self) -> str:
        """The text without its line ends."""
        return " ".join(self.text.split())

    def after(self, label: str) -> str:
        """What was printed from the last line on that begins with the label."""
        starts = [index for index, line in enumerate(self.lines) if line.startswith(label)]
        assert starts, f"nothing begins with {label!r} in:\n{self.text}"
        return "\n".join(self.lines[starts[-1] :])


def sit_down(session: Session, *typed: str | None) -> Played:
    """Plays with these lines; None: a while goes by. Raises what `play` raises, with what was printed as a note."""
    return sit_down_with(session, typed)


def sit_down_with(session: Session, typed: Iterable[str | None], *, is_piped: bool = False) -> Played:
    """The same with lines that come as they are asked for; `is_piped`: from a file or another program."""
    played = Played(session)
    try:
        played.is_over = play(
            session, _typed(typed), played.lines.append, lambda: debrief_session(session), is_piped=is_piped
        )
    except Exception as error:
        error.add_note(played.text)
        raise
    return played


def _typed(lines: Iterable[str | None]) -> Iterator[str | None]:
    for line in lines:
        yield None if line is None else f"{line}\n"


def play_all(stage: Stage, *typed: str | None) -> Played:
    """Begins a run and plays it with these lines."""
    return sit_down(stage.begin(), *typed)
