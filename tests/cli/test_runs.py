"""Commands about runs."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.model.ids import RunId
from ccdrill.model.rules import RULES
from ccdrill.store.sqlite import SqliteStore
from tests.builders import TINY_DRILL
from tests.cli.program import Program


@pytest.fixture
def run(program: Program) -> str:
    """A run that was played to its end."""
    return program.play("--team", "Team B").run


def damage(program: Program) -> None:
    with closing(sqlite3.connect(program.folder / "data" / "runs.sqlite3")) as connection:
        connection.execute("UPDATE link SET body = CAST(replace(body, 'escalate', 'escalade') AS BLOB) WHERE seq = 2")
        connection.execute("DELETE FROM summary")
        connection.commit()


def test_runs_are_listed_a_line_each_the_last_first(program: Program, run: str) -> None:
    second = program.play(typed="quit\n").run
    listed = program("runs", "list")
    assert listed.code == 0
    first_line, second_line = listed.out.splitlines()
    assert first_line.startswith(second) and "unfinished" in first_line
    assert (
        second_line.startswith(run)
        and "finished" in second_line
        and "score 88" in second_line
        and second_line.endswith("Tiny drill  Team B")
    )
    assert first_line.index("Tiny") == second_line.index("Tiny")
    assert program("runs").out == listed.out


def test_the_list_is_the_same_from_the_cache_and_knows_what_was_added(program: Program) -> None:
    run = program.play(typed="quit\n").run
    assert program("runs").out == program("runs").out
    assert "unfinished" in program("runs").out
    program("resume", run, typed="end\n\n")
    assert "ended" in program("runs").out


def test_as_many_runs_are_listed_as_are_asked_for_and_how_many_are_older_is_said(
    program: Program, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = program("runs", "list")
    assert every.err == ""
    newest = program.play(typed="quit\n").run
    some = program("runs", "list", "--last", "1")
    assert [line.split()[0] for line in some.out.splitlines()] == [newest]
    assert some.err.startswith("1 older run is not listed. See all with: ")
    assert some.err.strip().endswith("runs list --all")
    both = program("runs", "list", "--last", "1", "--all")
    assert [line.split()[0] for line in both.out.splitlines()] == [newest, run]
    assert both.err == "Every run is listed: --all does, whatever --last says (1).\n"
    assert program("runs", "list", "--all").err == ""
    more_than_can_be = program("runs", "list", "--last", "9" * 30)
    assert (more_than_can_be.code, more_than_can_be.out) == (0, program("runs", "list", "--all").out)


def test_no_runs_are_said_on_standard_error(program: Program) -> None:
    done = program("runs")
    assert (done.code, done.out) == (0, "")
    assert "no runs yet" in done.err
    assert not (program.folder / "data").exists()


def test_whoever_goes_on_with_the_last_run_is_told_which_one_is_damaged(program: Program, run: str) -> None:
    damage(program)
    for command in (["resume"], ["debrief", "last"], ["runs", "trace", "last"]):
        done = program(*command)
        assert done.code == 1
        assert done.err.startswith(f"ccdrill: run '{run}' is damaged: event 2 of the run was changed")


def test_a_damaged_run_is_listed_as_damaged_among_the_others(program: Program, run: str) -> None:
    damage(program)
    second = program.play().run
    done = program("runs")
    assert done.code == 0
    assert second in done.out.splitlines()[0]
    assert run in done.out.splitlines()[1] and "damaged" in done.out.splitlines()[1]


def test_verify_proves_every_run_and_a_bad_one_is_1(program: Program, run: str) -> None:
    good = program("runs", "verify")
    seal = json.loads(program("debrief", run, "--format", "json").out)["facts"]["seal"]
    assert (good.code, good.out) == (0, f"{run}  good  seal {seal}\n")
    damage(program)
    other = program.play().run
    bad = program("runs", "verify")
    assert bad.code == 1
    assert bad.out.splitlines()[0].startswith(f"{other}  good  seal ")
    assert bad.out.splitlines()[1].startswith(f"{run}  BAD: event 2 of the run was changed")
    assert program("runs", "verify", other).code == 0
    assert program("runs", "verify", "nothing").code == 2


def test_a_run_that_is_deleted_while_every_run_is_verified_keeps_none_of_the_others_from_it(
    program: Program, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccdrill.store.sqlite.SqliteStore.run_ids", lambda *_: (RunId("goneaway"), RunId(run)))
    done = program("runs", "verify")
    assert (done.code, done.err) == (0, "Run goneaway was deleted meanwhile.\n")
    assert done.out.startswith(f"{run}  good  seal ")


def test_a_seal_that_was_handed_out_is_found_though_the_run_grew_and_no_other_is(program: Program) -> None:
    run = program.play(typed="escalate\n\n\n\nquit\n").run
    handed_out = json.loads(program("debrief", run, "--format", "json").out)["facts"]["seal"]
    program("resume", run, typed="end\n\n")
    proved = program("runs", "verify", run, "--seal", f" {handed_out.upper()}")
    assert proved.code == 0
    assert proved.out.splitlines()[0].startswith(f"{run}  good  seal ") and handed_out not in proved.out
    said = "the seal given is that of event 2 of 3; since then play went on, or was changed"
    assert proved.out.splitlines()[1].strip() == said
    for other in ("0" * 64, handed_out[:-1], ""):
        refused = program("runs", "verify", run, "--seal", other)
        assert (refused.code, refused.out) == (
            1,
            f"{run}  BAD: none of its 3 events has that seal, so it is not what was sealed then\n",
        )
    for runs in ([], [run, run]):
        assert program("runs", "verify", *runs, "--seal", handed_out).code == 2


def test_a_seal_of_the_end_stands_for_the_play_though_people_agreed_on_something_since(program: Program) -> None:
    run = program.play(typed="escalate\n\n\n\nend\n\n").run
    handed_out = json.loads(program("debrief", run, "--format", "json").out)["facts"]["seal"]
    at_once = program("runs", "verify", run, "--seal", handed_out)
    assert at_once.out.splitlines()[1].strip() == "the seal given is that of event 3, the last"
    program("plan", run, "--row", "1", "--action", "Script it")
    later = program("runs", "verify", run, "--seal", handed_out)
    said = "the seal given is that of event 3 of 4; since then nothing of the play changed"
    assert later.out.splitlines()[1].strip() == said


def test_verify_puts_a_forged_score_of_the_list_right_and_says_so(program: Program, run: str) -> None:
    listed = program("runs", "list").out
    store = SqliteStore(program.folder / "data")
    kept = store.summary(RunId(run), RULES)
    assert kept is not None
    seal = store.read(RunId(run)).links[-1].seal
    store.keep_summary(RunId(run), seal, RULES, kept.replace(b'"score":"88"', b'"score":"99"'))
    store.close()
    assert "score 99" in program("runs", "list").out
    proved = program("runs", "verify")
    assert proved.code == 0
    assert proved.out.splitlines()[0].startswith(f"{run}  good")
    assert proved.out.splitlines()[1].startswith(f"{run}  'runs list' or 'results' said something else of it")
    assert program("runs", "list").out == listed
    assert len(program("runs", "verify").out.splitlines()) == 1


def test_verify_tells_judgements_that_are_missing(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "the judgements of person 1: there are 2, and their numbers go from 1 to 3"
    monkeypatch.setattr("ccdrill.store.judgements.SqliteJudgements.damage", lambda _: (told,))
    proved = program("runs", "verify")
    assert (proved.code, proved.out) == (1, f"practice  BAD: {told}\n")


def test_verify_tells_a_broken_database_though_each_run_is_good(
    program: Program, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccdrill.store.sqlite.SqliteStore.damage", lambda _: "Tree 7 page 7: free space corruption")
    proved = program("runs", "verify")
    assert proved.code == 1
    assert proved.out.splitlines()[0].startswith(f"{run}  good")
    assert proved.out.splitlines()[1].startswith("database  BAD: Tree 7 page 7: free space corruption. Names and typed")
    assert program("runs", "verify", run).code == 0


@pytest.mark.parametrize("odd", ["x'00ff1b'", "CAST(x'61ff62' AS TEXT)"])
def test_a_run_whose_id_is_no_text_is_damaged_and_hides_no_other(program: Program, run: str, odd: str) -> None:
    other = program.play().run
    with closing(sqlite3.connect(program.folder / "data" / "runs.sqlite3")) as connection:
        connection.execute(f"UPDATE run SET id = {odd} WHERE id = ?", (run,))
        connection.commit()
    listed = program("runs")
    assert listed.code == 0
    assert other in listed.out.splitlines()[0] and "finished" in listed.out.splitlines()[0]
    assert "damaged" in listed.out.splitlines()[1] and "its id is no text" in listed.out.splitlines()[1]
    proved = program("runs", "verify")
    assert proved.code == 1
    assert proved.out.splitlines()[0].startswith(f"{other}  good")
    assert "BAD" in proved.out.splitlines()[1] and "its id is no text" in proved.out.splitlines()[1]


@pytest.mark.parametrize("command", ["debrief", "resume", "export"])
def test_a_damaged_run_is_1_wherever_it_is_asked_for(program: Program, run: str, command: str) -> None:
    damage(program)
    arguments = ("runs", "export", run, "run.json") if command == "export" else (command, run)
    done = program(*arguments)
    assert done.code == 1
    assert "event 2 of the run was changed" in done.err
    assert done.out == ""
    assert not (program.folder / "run.json").exists()


def test_a_debrief_is_data_on_standard_output(program: Program, run: str) -> None:
    done = program("debrief", run)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("#")
    as_json = program("debrief", "last", "--format", "json")
    assert json.loads(as_json.out)["facts"]["run"] == run
    assert program("debrief", run, "--output", "-").out == done.out


def test_a_debrief_can_leave_out_names_and_what_people_typed(program: Program) -> None:
    (program.library / "drills/tiny-drill.yaml").write_text(
        TINY_DRILL.replace("mode: solo", "mode: team"), encoding="utf-8"
    )
    typed = "note Ask Ben Example\nend He had to go\n\n"
    who = ("--seat", "leader=Ann Example", "--facilitator", "Dan Example", "--team", "Cara Example's shift")
    run = program.play(*who, typed=typed).run
    whole = program("debrief", run).out
    for form in ("markdown", "json"):
        bare = program("debrief", run, "--format", form, "--without-names").out
        for text in ("Ann Example", "Ben Example", "Dan Example", "He had to go", "Cara Example"):
            assert text in whole
            assert text not in bare
        assert "(name left out)" in bare.replace("\\", "")
    program("debrief", run, "--output", "bare.md", "--without-names")
    assert Path("bare.md").read_text(encoding="utf-8") == program("debrief", run, "--without-names").out


def test_a_debrief_is_written_to_a_file_and_not_over_another(program: Program, run: str) -> None:
    first = program("debrief", run, "--output", "debrief.md")
    assert (first.code, first.out) == (0, "")
    assert "Wrote debrief.md" in first.err
    again = program("debrief", run, "--output", "debrief.md")
    assert again.code == 2
    assert "--force" in again.err
    assert program("debrief", run, "--output", "debrief.md", "--force").code == 0
    assert Path("debrief.md").read_text(encoding="utf-8") == program("debrief", run).out


@pytest.mark.parametrize("place", ["no-folder/debrief.md", ".", "/dev/null/x"])
def test_a_place_that_can_not_be_written_is_2(program: Program, run: str, place: str) -> None:
    for arguments in (("debrief", run, "--output", place), ("runs", "export", run, place)):
        done = program(*arguments)
        assert done.code == 2
        assert "Name a" in done.err


def test_a_run_is_exported_imported_elsewhere_and_scores_the_same(program: Program, run: str, tmp_path: Path) -> None:
    assert program("runs", "export", run, "run.json").code == 0
    elsewhere = str(tmp_path / "elsewhere")
    imported = program("--data", elsewhere, "runs", "import", "run.json")
    assert (imported.code, imported.out) == (0, "")
    assert f"Imported run {run}" in imported.err
    assert program("--data", elsewhere, "debrief", run).out == program("debrief", run).out
    twice = program("--data", elsewhere, "runs", "import", "run.json")
    assert twice.code == 2
    assert "already" in twice.err


def test_a_tampered_file_is_1_and_what_is_no_run_at_all_is_2(program: Program, run: str) -> None:
    program("runs", "export", run, "run.json")
    data = Path("run.json").read_text(encoding="utf-8")
    Path("run.json").write_text(data.replace("Team B", "Team C"), encoding="utf-8")
    assert program("--data", "else", "runs", "import", "run.json").code == 1
    Path("run.json").write_text("{}", encoding="utf-8")
    assert program("--data", "else", "runs", "import", "run.json").code == 2
    assert program("runs", "import", "no-such-file").code == 2
    assert not Path("else").exists()


def test_a_run_is_deleted_after_a_question_that_defaults_to_no(program: Program, run: str) -> None:
    for answer in ("\n", "n\n", "what?\n"):
        kept = program("runs", "delete", run, typed=answer)
        assert kept.code == 0
        assert kept.err.endswith("Kept.\n")
    assert run in program("runs").out
    asked = program("runs", "delete", run, typed="y\n")
    assert asked.code == 0
    assert f"Deleted run {run}" in asked.err
    assert program("runs").out == ""


def test_nothing_of_a_deleted_run_is_left_in_any_file(program: Program) -> None:
    run = program.play("--team", "Unforgettable", typed="note Rosebud was his sledge\nquit\n").run
    files = program.folder / "data"
    assert any(b"Rosebud" in path.read_bytes() for path in files.iterdir())
    assert program("runs", "delete", run, "--yes").code == 0
    for path in files.iterdir():
        assert b"Rosebud" not in path.read_bytes()
        assert b"Unforgettable" not in path.read_bytes()


@pytest.mark.parametrize("command", [("runs",), ("resume",), ("debrief", "last"), ("run", "tiny-drill")])
def test_a_file_in_place_of_the_data_folder_is_2_in_words(program: Program, command: tuple[str, ...]) -> None:
    (program.folder / "file").touch()
    done = program("--data", "file", *command)
    assert done.code == 2
    assert "the data folder file is a file" in done.err


def test_when_a_command_has_ended_everything_is_in_one_file(program: Program, run: str) -> None:
    assert [path.name for path in (program.folder / "data").iterdir()] == ["runs.sqlite3"]


@pytest.mark.parametrize("command", [("runs",), ("resume",), ("debrief", "last")])
def test_a_damaged_database_is_2_in_words(program: Program, command: tuple[str, ...]) -> None:
    (program.folder / "data").mkdir()
    (program.folder / "data" / "runs.sqlite3").write_bytes(b"garbage" * 1000)
    done = program(*command)
    assert done.code == 2
    assert "damaged" in done.err and "exported files" in done.err


def play_with_names(program: Program) -> str:
    (program.library / "drills/tiny-drill.yaml").write_text(
        TINY_DRILL.replace("mode: solo", "mode: team"), encoding="utf-8"
    )
    return program.play("--seat", "leader=Ann Example", typed="note Ask Ben Example\nend He had to go\n\n").run


def test_names_and_texts_are_erased_after_a_question_that_defaults_to_no(program: Program) -> None:
    run = play_with_names(program)
    before = program("debrief", run).out
    kept = program("runs", "erase", run, typed="\n")
    assert (kept.code, kept.out) == (0, "")
    assert f"Erase the names and typed texts of run {run} for good?" in kept.err and kept.err.endswith("Kept.\n")
    assert program("debrief", run).out == before
    assert program("runs", "erase", run, typed="y\n").code == 0
    after = program("debrief", run).out
    for text in ("Ann Example", "Ben Example", "He had to go"):
        assert text in before and text not in after
        assert not any(text.encode() in path.read_bytes() for path in (program.folder / "data").iterdir())
    assert "(erased)" in after
    assert program("runs", "verify", run).code == 0
    assert run in program("runs").out
    again = program("runs", "erase", run, "--yes")
    assert (again.code, again.err.partition(":")[0]) == (0, "There was nothing to erase")


def test_a_name_that_was_changed_is_bad_everywhere_until_it_is_erased(program: Program) -> None:
    run = play_with_names(program)
    with closing(sqlite3.connect(program.folder / "data" / "runs.sqlite3")) as connection:
        connection.execute("UPDATE kept_name SET name = 'Anna Example'")
        connection.commit()
    proved = program("runs", "verify")
    assert (proved.code, proved.out) == (
        1,
        f"{run}  BAD: the name of somebody who takes part was changed after it was recorded\n",
    )
    for command in (["debrief", run], ["resume", run], ["runs", "export", run, "run.json"]):
        done = program(*command)
        assert done.code == 1 and done.out == ""
        assert "name of somebody" in done.err and "runs erase RUN --names" in done.err
    assert program("runs", "erase", run, "--names", "--yes").code == 0
    proved = program("runs", "verify")
    assert proved.code == 0
    assert proved.out.splitlines()[1].strip() == "1 of 1 name erased or missing"


@pytest.mark.parametrize(
    ("flag", "gone", "left"), [("--names", "Ann Example", "Ben"), ("--texts", "Ben", "Ann Example")]
)
def test_names_or_texts_can_be_erased_alone(program: Program, flag: str, gone: str, left: str) -> None:
    run = play_with_names(program)
    assert program("runs", "erase", run, flag, "--yes").code == 0
    found = program("debrief", run).out
    assert gone not in found and left in found


def test_owners_and_evaluators_are_names_that_can_be_erased(program: Program) -> None:
    run = play_with_names(program)
    program("plan", run, "--row", "1", "--action", "Script it", "--owner", "Olga Owner")
    assert "Olga Owner" in program("plan", run).out
    assert program("runs", "erase", run, "--names", "--yes").code == 0
    plan = program("plan", run).out
    assert "Script it (erased, no date yet)" in plan
    kept = b"".join(one.read_bytes() for one in (program.folder / "data").iterdir())
    assert b"Olga Owner" not in kept and b"Ann Example" not in kept
    assert program("runs", "verify", run).code == 0


def test_an_erased_run_is_gone_on_with_exported_and_imported(program: Program) -> None:
    run = program.play(typed="note Ask Ben Example\nescalate\n\n\nquit\n").run
    assert program("runs", "erase", run, "--yes").code == 0
    assert program("resume", run, typed="log\nend\n\n").code == 0
    assert "(erased)" in program("debrief", run).out.replace("\\", "")
    assert program("runs", "export", run, "run.json").code == 0
    assert program("--data", "else", "runs", "import", "run.json").code == 0
    assert program("--data", "else", "debrief", run).out == program("debrief", run).out
    assert program("--data", "else", "runs", "verify").code == 0


def test_to_go_on_where_nothing_can_be_recorded_is_refused_before_anybody_decides(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = program.play(typed="escalate\n\n\n\nquit\n").run

    def refuse(_: SqliteStore) -> None:
        raise StoreError("nothing can be written here", "Use another folder.")

    monkeypatch.setattr(SqliteStore, "require_writable", refuse)
    done = program("resume", run, "--plain", typed="divert\n")
    assert done.code == 2 and "SITUATION" not in done.out
    assert "nothing can be written here" in done.err
    assert program("runs", "verify", run).code == 0
