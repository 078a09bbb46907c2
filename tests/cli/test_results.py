"""The command that shows what many runs show together."""

import json
from pathlib import Path

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.store.sqlite import SqliteStore
from tests.cli.program import Program
from tests.store.rows import change

BADLY = "retry\n\n\n\nescalate\n\n\n\npower-off\n\n\n\nwait\n\n\n\n\n"


def test_without_runs_it_says_how_to_begin_one(program: Program) -> None:
    done = program("results")
    assert (done.code, done.out) == (0, "")
    assert done.err == "There are no runs yet. Begin one with: ccdrill run ivr-solo\n"
    empty = program("results", "--format", "json")
    assert json.loads(empty.out)["runs"] == 0
    assert "There are no runs yet" in empty.err


def test_runs_are_told_in_the_order_in_which_they_were_played(program: Program) -> None:
    first = program.play("--team", "Team B", typed=BADLY).run
    second = program.play("--team", "Team B").run
    done = program("results")
    assert (done.code, done.err) == (0, "")
    assert done.out.index(first) < done.out.index(second)
    assert "Scores in the order of their dates: 0, " in done.out
    found = json.loads(program("results", "--format", "json").out)
    assert found["schema"] == "ccdrill/results/v1"
    assert [one["run"] for one in found["drills"][0]["runs"]] == [first, second]


def test_a_team_is_found_whatever_its_capitals_and_others_are_left_out(program: Program) -> None:
    program.play("--team", "Team B")
    program.play("--team", "Team C")
    done = program("results", "--team", "team  b")
    assert "Team B: " in done.out
    assert "Team C" not in done.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--drill", "tiny-dril"), "there is no run of a drill 'tiny-dril'"),
        (("--drill", "tiny-dril"), "Did you mean 'tiny-drill'?"),
        (("--team", "Team X"), "There are runs of: Team B"),
        (("--since", "soon"), "'soon' is no date"),
        (("--since", "2026-02-30"), "Write year, month and day, such as 2027-01-31."),
        (("--since", "01/02/2026"), "'01/02/2026' can be read as 1 Feb and as 2 Jan"),
        (("--last", "0"), "--last"),
        (("--format", "doc"), "'doc' is not one of"),
    ],
)
def test_what_can_not_be_meant_is_told_with_what_could(program: Program, options: tuple[str, ...], says: str) -> None:
    program.play("--team", "Team B")
    done = program("results", *options)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_whoever_asks_for_runs_from_a_day_to_come_on_is_told_that_it_is_to_come(program: Program) -> None:
    program.play()
    done = program("results", "--since", "in 6 weeks")
    assert done.code == 0
    assert "No run is counted." in done.out
    assert done.err.startswith("No run can have begun since ") and "that is in the future, and today is " in done.err
    assert program("results", "--since", "2020-01-01").err == ""


def test_a_run_that_is_not_over_is_named_and_does_not_count(program: Program) -> None:
    run = program.play(typed="retry\n\n\n\nquit\n").run
    done = program("results")
    assert done.code == 0
    assert f"Not over, not counted: {run}" in done.out
    assert "No run is counted." in done.out


def test_a_damaged_run_is_named_and_left_out(program: Program) -> None:
    good, bad = program.play().run, program.play().run
    change(program.folder / "data", "UPDATE run SET head = 'x' WHERE id = ?", bad)
    done = program("results", "--format", "json")
    assert done.code == 0
    assert done.err.startswith(f"Left out: run {bad}: ")
    found = json.loads(done.out)
    assert [one["run"] for one in found["unreadable"]] == [bad]
    assert [one["run"] for one in found["drills"][0]["runs"]] == [good]


def test_what_was_agreed_is_told_with_what_the_next_run_showed(program: Program) -> None:
    program.play(typed=BADLY)
    program("plan", "last", "--row", "step:divert", "--action", "Script the diversion", "--owner", "Ann Lee")
    assert "Not tested: no run since it was agreed came to it" in program("results").out
    program.play()
    done = program("results")
    assert "No date yet: Script the diversion (Ann Lee)" in done.out
    assert "Tested once since, and it was lost again" in done.out
    hidden = program("results", "--without-names")
    assert "Script the diversion" not in hidden.out and "Ann Lee" not in hidden.out
    assert "(left out) (name left out)" in hidden.out


def test_what_was_erased_stays_erased(program: Program) -> None:
    run = program.play(typed=BADLY).run
    program("plan", "last", "--row", "step:divert", "--action", "Script the diversion")
    program("results")
    program("runs", "erase", run, "--texts", "--yes")
    done = program("results")
    assert "Script the diversion" not in done.out
    assert "No date yet: (erased)" in done.out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("markdown", "# Results over time\n"), ("json", "{\n"), ("csv", "run,began,"), ("text", "RESULTS OVER TIME")],
)
def test_a_file_is_written_whole_and_none_is_replaced(program: Program, form: str, begins: str) -> None:
    program.play()
    target = program.folder / "out.file"
    done = program("results", "--format", form, "--output", target)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {target}\n")
    assert target.read_text(encoding="utf-8").startswith(begins)
    again = program("results", "--format", form, "--output", target)
    assert again.code == 2
    assert "--force" in again.err
    assert program("results", "--format", form, "--output", target, "--force").code == 0


@pytest.mark.parametrize(
    ("name", "begins", "said"),
    [
        ("out.md", b"# Results over time", ""),
        ("out.csv", b"run,began,", ""),
        ("out.HTM", b"<!DOCTYPE html>", ""),
        ("out.pdf", b"%PDF-", ""),
        ("out.txt", b"RESULTS OVER TIME", ""),
        ("out.doc", b"RESULTS OVER TIME", ", as Text: the end of its name says no other format"),
    ],
)
def test_the_end_of_the_name_says_the_format(program: Program, name: str, begins: bytes, said: str) -> None:
    program.play()
    done = program("results", "--output", program.folder / name)
    assert (done.code, done.err) == (0, f"Wrote {program.folder / name}{said}\n")
    assert (program.folder / name).read_bytes().startswith(begins)


def test_the_csv_has_a_line_for_each_run_and_step(program: Program) -> None:
    program.play("--team", "=1+1")
    lines = program("results", "--format", "csv").out.splitlines()
    assert len(lines) == 5
    assert ",'=1+1," in lines[1]
    assert ",'=1+1," not in program("results", "--format", "csv", "--without-names").out


def test_where_nothing_can_be_kept_the_results_are_the_same(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.play()

    def refuse(*_: object) -> None:
        raise StoreError("the disk is full", "Make room.")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "keep_summary", refuse)
        full = program("results")
    assert full.code == 0
    assert program("results").out == full.out


def test_many_runs_are_said_to_take_a_moment_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccdrill.cli.results._PATIENCE", 1)
    program.play()
    program.play()
    assert program("results").err == "Looking back on 2 runs. It is done once; the next time is quick.\n"
    assert program("results").err == ""


def test_the_guide_names_every_option(program: Program) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "results.md").read_text(encoding="utf-8")
    for option in ("--drill", "--team", "--since", "--last", "--format", "--output", "--without-names"):
        assert option in guide
        assert option in program("results", "--help").out


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("docx", b"PK")])
def test_they_are_written_as_documents_too(program: Program, form: str, start: bytes) -> None:
    program.play("--team", "Quillfeather")
    file = Path(f"results.{form}")
    done = program("results", "--format", form, "--output", file)
    assert (done.code, done.out) == (0, "") and f"Wrote {file}" in done.err
    assert file.read_bytes().startswith(start)
    assert program("results", "--format", form, "--output", file).code == 2


def test_without_names_a_document_names_no_team(program: Program) -> None:
    program.play("--team", "Quillfeather")
    named, nameless = Path("named.html"), Path("nameless.html")
    program("results", "--format", "html", "--output", named)
    program("results", "--format", "html", "--output", nameless, "--without-names")
    assert "Quillfeather" in named.read_text(encoding="utf-8")
    assert "Quillfeather" not in nameless.read_text(encoding="utf-8")


def test_actions_are_looked_for_in_runs_of_any_day(program: Program) -> None:
    program.play(typed=BADLY)
    for option in (("--since", "2026-01-01"), ("--last", "3")):
        refused = program("results", "--actions", "not-done", *option)
        assert (refused.code, "leave --since and --last out" in refused.err) == (2, True)


def test_agreed_actions_are_a_table_for_a_spreadsheet(program: Program) -> None:
    program.play(typed=BADLY)
    program("plan", "last", "--row", "step:divert", "--action", "=1+1", "--owner", "Ann Lee", "--done", "--by", "Eve")
    head, line = program("results", "--actions", "all", "--format", "csv").out.splitlines()
    assert head.startswith("run,date,") and ",'=1+1,Ann Lee,," in line and ",Eve," in line
    hidden = program("results", "--actions", "all", "--format", "csv", "--without-names").out
    assert "Ann Lee" not in hidden and "Eve" not in hidden and "1+1" not in hidden
