"""What all screens share."""

from ccdrill.model.errors import StaleRun
from ccdrill.tui.screens.base import FramedScreen


def test_a_refusal_is_told_in_whole_sentences() -> None:
    screen = FramedScreen()
    screen.tell_refusal(StaleRun("the run moved on", "Look at what is new."))
    assert screen.message == "The run moved on. Look at what is new."
