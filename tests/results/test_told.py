"""The results in words, the same in every format that people read."""

import re

import pytest
from msgspec.structs import replace

from ccdrill.plain.results import results_lines
from ccdrill.reports.markdown import render_markdown
from ccdrill.results.document import Results
from ccdrill.results.report import report
from ccdrill.results.told import signed, told
from tests.debrief.hostile import as_shown, read
from tests.results.runs import agreed, covered, objective, played, results, rule, run, step, sure


def part(found: Results, title: str) -> str:
    """All that a part says, on one line."""
    lines = next(one for one in told(found) if one.title == title).lines
    return " / ".join(text for one in lines for text in (f"{one.label}: {one.text}", *one.below))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("17", "+17"),
        ("-125/4", "-31"),
        ("0", "no change"),
        ("1/4", "+0.2"),
        ("-3/8", "-0.4"),
        ("1", "+1"),
        ("3/2", "+2"),
    ],
)
def test_a_difference_has_its_sign(points: str, words: str) -> None:
    assert signed(points) == words


def test_every_part_is_told_although_there_is_nothing() -> None:
    found = list(told(results()))
    assert len(found) == 10
    assert [one.title for one in found if not one.lines] == []
    assert "No run is counted." in part(results(), "Scores, run by run")


def test_few_runs_are_called_few() -> None:
    days = [run(f"2026-0{month}-01") for month in range(1, 6)]
    assert "so few show no trend" in part(results(*days[:4]), "What is counted")
    assert "few" not in part(results(*days), "What is counted")


def test_runs_are_few_where_no_drill_has_enough_of_them_however_many_there_are_in_all() -> None:
    two = [run(f"2026-0{month}-0{day}", drill=f"drill-{day}") for month in range(1, 6) for day in (1, 2)]
    assert "so few show no trend" in part(results(*two[:8]), "What is counted")
    assert "few" not in part(results(*two), "What is counted")


def test_a_row_of_scores_is_cut_where_they_do_not_compare() -> None:
    runs = [run("2026-01-01", score="40"), run("2026-02-01", score="60"), run("2026-03-01", played=played(text="!"))]
    assert "dates: 40, 60 | 50; at a |" in part(results(*runs), "Scores, run by run")
    assert "dates: 40, 60 /" in part(results(*runs[:2]), "Scores, run by run")


def test_of_many_scores_the_last_are_in_the_row_and_all_below() -> None:
    days = [run(f"2026-01-{day:02}", score=str(day)) for day in range(1, 21)]
    words = part(results(*days), "Scores, run by run")
    assert "the last 12 of 20: 9, 10, 11" in words
    assert words.count(" of 100") == 20


def test_a_weak_link_of_one_team_tells_its_last_run_and_of_several_teams_how_many() -> None:
    lost = [run(f"2026-0{month}-01", step("a", "differed", "late")) for month in (1, 2)]
    assert "late in 2; the last (2026-02-01): late" in part(results(*lost), "Lost again and again")
    other = run("2026-03-01", step("a"), team="Team B")
    assert "lost the last time by 1 of 2 teams" in part(results(*lost, other), "Lost again and again")


def test_what_is_mended_says_for_how_long() -> None:
    runs = [run("2026-01-01", step("a", "not done")), run("2026-02-01", step("a")), run("2026-03-01", step("a"))]
    assert part(results(*runs[:2]), "Mended since").endswith("not done in 1; as written in the last run")
    assert part(results(*runs), "Mended since").endswith("not done in 1; as written in the last 2 runs")


def test_what_a_clause_lacks_is_said_plainly_and_no_requirement_is_called_met() -> None:
    found = results(
        run("2024-01-01", step("a"), coverage=(covered("pci:1", "a"),)),
        run("2026-01-01", step("b", "withheld"), coverage=(covered("pci:2", "b", how="not reached"),)),
    )
    words = part(found, "What outside sources ask for")
    assert words.index("Never exercised (as of 2026-11-29): 1 / PCI DSS 4.0.1, 2") == 0
    assert "Not exercised for more than 12 months" in words
    assert "that a requirement is met, this does not say" in words
    assert "complian" not in words


def spoilt(text: str) -> Results:
    """Runs in which every text from outside says this."""
    titles = ("drill_title", "scenario_title", "procedure_title", "ending_title", "marking", "team")
    steps = (step("a", "differed", "late"), step("b", "not exercised"))
    return results(
        *(
            run(
                f"2026-0{month}-01",
                *(replace(one, text=text) for one in steps),
                rules_kept=(replace(rule("off", is_broken=True), text=text),),
                objectives=(replace(objective("P"), text=text),),
                agreed=(replace(agreed("step:a", "2026-01-01T10:00:00.000Z"), text=text),),
                coverage=(replace(covered("pci:1", "a"), title=text, place=text),),
                sure=sure((1, "nothing")),
                **dict.fromkeys(titles, text),
            )
            for month in (1, 2)
        )
    )


@pytest.mark.parametrize(
    "text", ["**a** | b", "\n\n# It went well", "- [a](https://x.example)", "<script>", "1. `x`", "\x1b[31m\u202e", "www.x.example"]
)  # fmt: skip
def test_no_text_from_outside_breaks_a_report(text: str) -> None:
    plain, found = (read(render_markdown(report(spoilt(one)))) for one in ("plain words", text))
    assert found.skeleton == plain.skeleton
    assert "".join(found.words) == "".join(plain.words).replace("plain words", as_shown(text))
    lines = list(results_lines(spoilt(text)))
    assert len(lines) == len(list(results_lines(spoilt("plain words"))))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", "".join(lines))


def test_a_document_is_marked_on_every_page_as_its_drills_are() -> None:
    assert report(spoilt("Confidential")).marking == "EXERCISES. Confidential."
    assert report(spoilt("")).marking == "EXERCISES."


def test_titles_of_procedures_may_hold_commas() -> None:
    (one, *_) = results(run("2027-01-05")).procedures
    models = tuple(replace(one, title=title, is_model=True) for title in ("A call, and what comes of it", "Another"))
    found = replace(results(run("2027-01-05")), procedures=models)
    assert "A call, and what comes of it; Another. They are not your organisation's own" in part(
        found, "What is counted"
    )


def test_scores_of_one_day_compare_on_that_day() -> None:
    found = results(run("2027-01-05"), run("2027-01-05T12:00:00.000Z"))
    assert "2 scores compare, 2027-01-05: lowest" in part(found, "Scores, run by run")


def test_what_always_went_as_written_is_named_in_a_line_for_each_number_of_runs() -> None:
    twice, once = (step("a"), step("b", is_critical=True)), step("c")
    told = part(results(run("2026-01-01", *twice), run("2026-02-01", *twice, once)), "The other steps")
    assert told.endswith("3 steps / in 2 runs: b (critical), a / in 1 run: c")
