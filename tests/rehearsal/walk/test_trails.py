"""Plays that share their beginnings are the plays that they stand for, and what was seen keeps the first of them."""

from ccdrill.rehearsal.walk.trails import WAITED, Shown, Trail, spelled, trail_of


def test_a_trail_is_spelled_as_the_play_that_it_was_made_of():
    assert spelled(trail_of(())) == ()
    assert spelled(trail_of(("a", "b", "a"))) == ("a", "b", "a")


def test_trails_go_on_from_each_other_without_changing():
    first = Trail(None, "a")
    left, right = Trail(first, "b"), Trail(first, "c")
    assert (first.moves(), left.moves(), right.moves()) == (("a",), ("a", "b"), ("a", "c"))
    assert left.before is right.before is first


def test_what_was_seen_keeps_the_first_play_and_its_order():
    shown = Shown[str]()
    shown.note("late", trail_of(("a", "b")))
    shown.note("early", None)
    shown.note("late", trail_of(("c",)))
    assert list(shown) == list(shown.keys()) == ["late", "early"]
    assert (shown["late"], shown["early"]) == (("a", "b"), ())
    assert "late" in shown
    assert "never" not in shown


def test_what_was_seen_by_waiting_is_what_no_play_of_decisions_alone_showed_first():
    shown = Shown[str]()
    shown.note("waited", trail_of(("a", WAITED, "b")))
    shown.note("decided", trail_of(("a", "b")))
    shown.note("decided", trail_of((WAITED,)))
    assert list(shown.by_waiting()) == ["waited"]
