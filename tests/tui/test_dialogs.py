"""Dialogs on their own: the ways in and out of them are tested with the screens that open them."""

import pytest
from textual.app import App
from textual.command import CommandList
from textual.events import Key

from ccdrill.tui.palette import Palette
from ccdrill.tui.screens.dialogs import PageDialog, TextDialog


@pytest.mark.parametrize("keys", [("enter", "enter"), ("escape", "escape"), ("enter", "escape", "enter")])
@pytest.mark.parametrize("dialog", [TextDialog, PageDialog])
async def test_a_burst_of_keys_answers_a_dialog_once_and_closes_nothing_beneath_it(
    dialog: type[TextDialog] | type[PageDialog], keys: tuple[str, ...]
):
    app, answers = App[None](), list[str | None]()
    async with app.run_test() as pilot:
        beneath = app.screen
        asks = TextDialog("Note", "") if dialog is TextDialog else PageDialog("So far", "", lambda _: ["One"])
        await app.push_screen(asks, answers.append)
        await pilot.pause()
        for key in keys:
            app.post_message(Key(key, None))  # as a terminal sends them, without waiting for what comes of each
        await pilot.pause()
        await pilot.pause()
        assert app.screen is beneath
    assert len(answers) == 1


def test_a_dialog_whose_program_is_left_before_it_stands_fills_nothing():
    page = PageDialog("So far", "", lambda _: [])
    page.on_mount()
    page.on_resize()
    TextDialog("Note", "").on_mount()
    assert page.text.lines == ()


@pytest.mark.parametrize("keys", [("escape", "escape"), ("enter", "enter", "enter"), ("escape", "enter")])
async def test_a_burst_of_keys_closes_the_palette_and_nothing_beneath_it(keys: tuple[str, ...]):
    app = App[None]()
    async with app.run_test() as pilot:
        beneath = app.screen
        await app.push_screen(Palette())
        await pilot.press(*"theme")
        await pilot.pause()
        for key in keys:
            app.post_message(Key(key, None))
        await pilot.pause()
        await pilot.pause()
        assert beneath in app.screen_stack


async def test_a_page_of_a_palette_that_was_not_drawn_yet_is_no_error(monkeypatch: pytest.MonkeyPatch):
    def unknown(_: CommandList) -> None:
        raise KeyError(0)

    app = App[None]()
    monkeypatch.setattr(CommandList, "action_page_up", unknown)
    async with app.run_test() as pilot:
        await app.push_screen(Palette())
        await pilot.press("a", "pageup")
        assert isinstance(app.screen, Palette)
