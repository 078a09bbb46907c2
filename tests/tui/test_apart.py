"""Lines that begin alike tell apart where they are cut."""

from ccdrill.tui.apart import numbered, told_apart

CALL = "Dev, in person: Jean in row C has collapsed. Her neighbour rang for help"
WAYS = (f"{CALL}, and they knew where we are.", f"{CALL}: they had our address.", f"{CALL} and got the porter at Harl.")


def test_what_lines_share_gives_way_where_it_would_fill_them_and_whose_they_are_stays() -> None:
    assert told_apart(WAYS, 50) == [
        "Dev, in person: … help, and they knew where we are.",
        "Dev, in person: … help: they had our address.",
        "Dev, in person: … help and got the porter at Harl.",
    ]


def test_a_line_is_left_as_it_is_where_it_tells_apart_or_fits() -> None:
    assert told_apart(WAYS, 120) == list(WAYS)
    assert told_apart(("Dev: Off now", "Lotte: Who comes in?"), 20) == ["Dev: Off now", "Lotte: Who comes in?"]


def test_lines_that_are_the_same_stay_the_same() -> None:
    assert told_apart((CALL, CALL), 30) == [CALL, CALL]


def test_lines_of_nobody_are_told_apart_too() -> None:
    assert told_apart(("Take all the lines down at once", "Take all the lines down tonight"), 26) == [
        "… at once",
        "… tonight",
    ]


def test_what_may_not_be_read_too_soon_is_counted_where_it_begins_alike() -> None:
    assert numbered((*WAYS, "Lotte: Who comes in?"), 50) == [
        "Dev, in person: Jean in row C has coll… (1 of 3)",
        "Dev, in person: Jean in row C has coll… (2 of 3)",
        "Dev, in person: Jean in row C has coll… (3 of 3)",
        "Lotte: Who comes in?",
    ]


def test_what_is_the_same_to_its_end_or_tells_apart_where_it_begins_bears_no_number() -> None:
    assert numbered(("Dev: Off now", "Dev: Off now", "Lotte: Off"), 40) == [
        "Dev: Off now",
        "Dev: Off now",
        "Lotte: Off",
    ]
