"""Dialogs on their own: the ways in and out of them are tested with the screens that open them."""

from ccdrill.tui.screens.dialogs import PageDialog, TextDialog


def test_a_dialog_whose_program_is_left_before_it_stands_fills_nothing():
    page = PageDialog("So far", "", lambda _: [])
    page.on_mount()
    page.on_resize()
    TextDialog("Note", "").on_mount()
    assert page.text.lines == ()
