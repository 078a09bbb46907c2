"""How commands print."""

from ccdrill.cli.printing import columns


def test_columns_stand_below_one_another_whatever_is_in_them() -> None:
    rows = [
        ("ab", "A long title", "Team B", "score 8", ""),
        ("cd", "漢字", "", "score 100", ""),
        ("ef", "", "", "", ""),
    ]
    assert list(columns(rows)) == [
        "ab  A long title  Team B  score 8",
        "cd  漢字                  score 100",
        "ef",
    ]
    assert list(columns([])) == []
