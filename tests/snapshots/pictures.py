"""Pictures of screens as text, compared with those that somebody last looked at; `CCDRILL_UPDATE=1` takes them anew."""

from dataclasses import dataclass, field
from pathlib import Path

from textual.command import CommandList
from textual.pilot import Pilot

from tests.golden import difference
from tests.tui.stage import screen_text, until, until_text

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40)}


@dataclass
class Album:
    """The pictures of one walk through the screens at one size."""

    size: str
    pilot: Pilot[None]
    differences: list[str] = field(default_factory=list)
    taken: list[Path] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return GOLDEN / self.size

    async def press(self, *keys: str, see: str) -> None:
        """Presses keys and waits until a text is on the screen."""
        await self.pilot.press(*keys)
        await until_text(self.pilot, see)

    async def go_on(self, *, see: str) -> None:
        """Space, page by page, until a text stands on the screen. Every page differs from the one before."""
        while see not in (page := await self._at_rest()):
            await self.pilot.press("space")
            await until(self.pilot, lambda before=page: screen_text(self.pilot.app) != before)

    async def take(self, name: str) -> str:
        """Waits until the screen rests; what stands on it then is the picture."""
        picture = (await self._at_rest()).replace("\\", "/")  # paths on Windows
        path = self.folder / f"{name}.txt"
        self.taken.append(path)
        self.differences.append(difference(path, picture + "\n"))
        return picture

    async def _at_rest(self) -> str:
        seen: list[str] = [""]

        def rests() -> bool:
            seen.append(screen_text(self.pilot.app))
            return seen[-1] == seen[-2]

        await until(self.pilot, rests)
        return seen[-1]

    async def take_palette(self, name: str) -> str:
        """The palette, once everything that can be done now is in it."""
        app = self.pilot.app
        wanted = len(list(app.get_system_commands(app.screen)))
        await self.pilot.press("ctrl+p")
        await until(
            self.pilot,
            lambda: any(one.option_count == wanted for one in app.screen.query(CommandList)),
        )
        return await self.take(name)

    def check(self) -> None:
        """Fails with all that differs."""
        told = "\n\n".join(one for one in self.differences if one)
        assert not told, f"\n{told}\n\nIf this is what was meant: CCDRILL_UPDATE=1, and look at the difference."
