"""What a console has the big screen show, as a value."""

from ccdrill.tui.lead import Lead


def test_what_is_shown_next_begins_at_its_first_page_and_so_does_what_it_covered() -> None:
    turned = Lead(phase="story").turned(1).turned(1)
    assert turned.shows(seq=3).page == 2
    covered = turned.covered("hint")
    assert (covered.what, covered.page) == ("hint", 0)
    uncovered = covered.turned(1).covered(None)
    assert (uncovered.what, uncovered.page) == ("story", 0)
    assert turned.at("outcome").page == 0
    assert turned.turned(-5).page == 0
