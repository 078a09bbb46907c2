"""The same sitting in screens and in lines is the same record: judgement by judgement, whichever front end it was held in."""

from pathlib import Path

from ccdrill.plain.practice import practise
from ccdrill.practice.judged import Judged
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.practice import PracticeScreen
from ccdrill.tui.screens.sitting_page import SittingPageScreen
from tests.decks import MemoryJudgements, tiny_sitting
from tests.tui.stage import make_house, screen_text, until, until_text

SIZE = (80, 24)
TYPED = ("a", "c", "k", "1 3", "", "a", "4 1", "", "a", "2 4", "")
"""Looks and judgements of three messages, as they are typed in lines."""


def in_lines(*typed: str) -> tuple[list[Judged], str]:
    store = MemoryJudgements()
    told: list[str] = []
    practise(tiny_sitting(store), [f"{one}\n" for one in typed], told.append, "Again.")
    return store.judgements, " ".join(" ".join(told).split())


async def in_screens(folder: Path, *typed: str) -> tuple[list[Judged], str]:
    """The same by keys: a digit each for answer and sureness, then Enter; Space for an empty line."""
    store = MemoryJudgements()
    app = CcdrillApp(make_house(folder), sitting=tiny_sitting(store))
    told: list[str] = []
    async with app.run_test(size=(120, 60)) as pilot:
        await until_text(pilot, "Space begins")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        for line in typed:
            if line == "k":
                await pilot.press("k", "escape")
            elif not line:
                told.append(screen_text(app))
                await pilot.press("space")
            elif line[0].isdigit():
                judged = len(store.judgements)
                await pilot.press(*line.split(), "enter")
                await until(pilot, lambda judged=judged: len(store.judgements) == judged + 1)
            else:
                await pilot.press(line)
        await until(pilot, lambda: isinstance(app.screen, SittingPageScreen))
        told.append(screen_text(app))
    return store.judgements, "\n".join(told)


async def test_the_same_keys_give_the_same_judgements_in_screens_and_in_lines(tmp_path: Path) -> None:
    lines, said = in_lines(*TYPED)
    screens, shown = await in_screens(tmp_path, *TYPED)
    assert screens == lines
    assert [one.answer for one in lines] == ["report", "leave", "verify"]
    assert lines[0].looked == ("sender", "link-1")
    for words in ("You reported it", "What you caught"):
        assert words.casefold() in said.casefold()
        assert words in shown
