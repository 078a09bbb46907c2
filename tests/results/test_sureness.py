"""How sure teams were against how right, over many runs, worked out by hand."""

from tests.results.runs import results, run, sure


def test_nobody_was_asked() -> None:
    assert results(run("2026-01-01")).sure is None


def test_each_level_says_how_many_were_right() -> None:
    found = results(
        run("2026-01-01", sure=sure((4, "nothing"), (4, "points"), (1, "records"))),
        run("2026-02-01", sure=sure((4, "nothing")), sure_unknown=2),
    ).sure
    assert found is not None
    assert [(one.sure, one.decisions, one.cost_nothing, one.cost_records, one.cost_points) for one in found.levels] == [
        ("a guess", 1, 0, 1, 0),
        ("certain", 3, 2, 0, 1),
    ]
    assert (found.decisions, found.unknown, found.brier, found.brier_words) == (4, 2, "", "")


def test_from_ten_decisions_on_there_is_a_brier_score() -> None:
    """Nine certain and right, (1/20)^2 each; one leaning and wrong, (13/20)^2: 9/400 + 169/400 = 178/400, a tenth of it."""
    nine = sure(*([(4, "nothing")] * 8), (4, "records"))
    assert results(run("2026-01-01", sure=nine)).sure.brier == ""
    found = results(run("2026-01-01", sure=nine), run("2026-02-01", sure=sure((2, "points")))).sure
    assert (found.brier, found.brier_words) == ("89/2000", "0.04")
