"""Commands about what can be played."""

import json
import re
from pathlib import Path

import pytest

from ccdrill.authoring.reading.folders import FOLDERS
from ccdrill.cli.printing import fitted
from tests.builders import TINY_DRILL, TINY_SCENARIO, write_library
from tests.cli.program import Program

README = Path(__file__).parents[2] / "README.md"


def test_drills_are_listed_with_title_mode_and_summary(program: Program) -> None:
    done = program("list")
    assert done.code == 0
    assert "tiny-drill\n  Tiny drill (solo, 5 min)\n  A payment line asks twice.\n" in done.out


def test_what_is_shipped_is_listed_in_the_order_of_the_readme(program: Program) -> None:
    table = re.findall(r"^\| `([a-z]+-(?:solo|team))` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [line for line in program("list").out.splitlines() if line in table]
    assert listed == table and len(table) > 5


def test_drills_of_the_current_folder_are_listed_too_and_other_files_are_not(program: Program) -> None:
    write_library(program.folder, drill=TINY_DRILL.replace("Tiny drill", "Not this one"))
    (program.folder / "drills/ours.yaml").write_text(
        TINY_DRILL.replace("id: tiny-drill\ntitle: Tiny", "id: ours\ntitle: Our")
    )
    (program.folder / "drills/battery.yaml").write_text("kind: power-drill\nvolts: 18\n")
    done = program("list")
    assert (done.code, done.err) == (0, "")
    assert "ours\n  Our drill (solo, 5 min)\n" in done.out
    assert "Not this one" not in done.out and "battery" not in done.out


def test_known_words_are_listed_by_kind_with_those_of_the_current_folder(program: Program) -> None:
    done = program("list", "--words")
    assert (done.code, done.err) == (0, "")
    kinds = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert kinds == ["actions:", "moments:", "roles:", "records:", "places:", "sources:"]
    assert "  warn-desks-by-voice: Warn the desks by voice\n" in done.out
    assert "  route-diff: Route difference\n" in done.out
    assert "hide-breach" not in done.out
    (program.folder / "scenarios").mkdir()
    (program.folder / "scenarios/vocabulary.yaml").write_text(
        "schema: ccdrill/vocabulary/v1\nactions:\n  hide-breach: {title: Keep it quiet}\n"
    )
    assert "  hide-breach: Keep it quiet\n" in program("list", "--words").out


def test_a_drill_that_can_not_be_read_is_1_and_does_not_hide_the_others(program: Program) -> None:
    (program.library / "drills" / "bad.yaml").write_text("schema: ccdrill/drill/v1\nid: bad\n")
    done = program("list")
    assert done.code == 1
    assert "tiny-drill" in done.out
    assert "bad.yaml" in done.err


@pytest.mark.parametrize("arguments", [("--quick",), ("library",), ("library/drills/tiny-drill.yaml",)])
def test_good_files_are_checked_with_0(program: Program, arguments: tuple[str, ...]) -> None:
    done = program("check", *arguments)
    assert "0 errors" in done.out
    assert done.code == 0


def test_without_a_path_the_current_folder_is_checked_too_and_it_says_what_was(program: Program) -> None:
    shipped = program("check", "--quick")
    assert f"Folders: {program.library}, and what is shipped\n" in shipped.out
    write_library(program.folder, scenario=TINY_SCENARIO.replace("goto: contain", "goto: contains"))
    done = program("check", "--quick")
    assert done.code == 1
    assert f"{Path('scenarios/tiny.yaml')}:" in done.out
    assert f"Folders: scenarios, drills, {program.library}, and what is shipped\n" in done.out
    assert "Folders" not in program("check", "scenarios").out
    assert json.loads(program("check", "--quick", "--format", "json").out)


def test_a_library_folder_in_which_one_stands_is_checked_once(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = program("check", "--quick").out
    monkeypatch.chdir(program.library)
    done = program("check", "--quick")
    assert f"Folders: {program.library}, and what is shipped\n" in done.out
    assert done.out.splitlines()[-1] == elsewhere.splitlines()[-1]
    assert "files checked: 0 errors" in done.out


def test_an_error_is_1_and_stands_on_standard_output(program: Program) -> None:
    write_library(program.library, scenario=TINY_SCENARIO.replace("goto: contain", "goto: contains"))
    done = program("check", "library/scenarios/tiny.yaml")
    assert done.code == 1
    assert "tiny.yaml:" in done.out and "1 file checked: 1 error" in done.out
    assert done.err == ""


def test_a_path_that_is_not_there_is_2(program: Program) -> None:
    done = program("check", "no-such-file.yaml")
    assert done.code == 2
    assert done.out == (
        "no-such-file.yaml: there is no such file. Check the name and the folder. [no-such-file]\n"
        "1 file checked: 1 error, 0 warnings\n"
    )
    assert done.err == ""


def test_of_a_name_that_files_in_the_folders_here_bear_these_are_named(program: Program) -> None:
    program("new", "scenario", "our-breach")
    scenario, procedure, drill = (
        Path(FOLDERS[kind]) / "our-breach.yaml" for kind in ("scenario", "procedure", "drill")
    )
    done = program("check", "our-breach.yaml")
    assert done.code == 2
    assert f"our-breach.yaml: there is no such file. Did you mean {scenario} or {procedure} or {drill}?" in done.out
    (program.folder / scenario).unlink()
    (program.folder / procedure).unlink()
    assert f"Did you mean {drill}?" in program("check", "our-breach.yaml").out


def test_an_id_means_every_file_that_other_commands_find_by_it(program: Program) -> None:
    program("new", "scenario", "our-breach")
    assert program("check", "our-breach").out == "3 files checked: 0 errors, 0 warnings\n"
    drill = program.folder / "drills/our-breach.yaml"
    drill.write_text(drill.read_text(encoding="utf-8").replace("mode: solo", "mode: alone"), encoding="utf-8")
    done = program("check", "our-breach")
    assert done.code == 1
    assert done.out.startswith(f"{Path('drills/our-breach.yaml')}:")
    assert program("check", "ivr-solo").out == "1 file checked: 0 errors, 0 warnings\n"
    assert program("check", "our-braech").code == 2


def test_what_lies_there_by_the_name_of_an_id_is_what_is_meant(program: Program) -> None:
    program("new", "scenario", "our-breach")
    (program.folder / "our-breach").write_text(TINY_DRILL, encoding="utf-8")
    assert "1 file checked" in program("check", "our-breach").out


def test_of_a_path_that_is_not_there_the_one_that_may_be_meant_is_named(program: Program) -> None:
    (program.folder / "plan.yaml.txt").write_text(TINY_DRILL)
    assert "There is plan.yaml.txt: rename it to plan.yaml." in program("check", "plan.yaml").out
    assert "Did you mean library/drills/tiny-drill.yaml?" in program("check", "library/drills/tiny-dril.yaml").out


def test_files_that_were_not_given_are_named_as_those_that_were(program: Program) -> None:
    write_library(program.library, vocabulary="schema: ccdrill/vocabulary/v1\nactions: []\n")
    told = program("check", "library/drills/tiny-drill.yaml").out
    assert told.startswith("library/scenarios/vocabulary.yaml:2:10: ")
    told = program("check", program.library / "drills/tiny-drill.yaml").out
    assert told.startswith(f"{program.library}/scenarios/vocabulary.yaml:2:10: ")


def test_a_library_folder_that_is_not_there_is_2(program: Program, tmp_path: Path) -> None:
    done = program("--library", tmp_path / "nowhere", "list")
    assert done.code == 2
    assert "nowhere is not there" in done.err


def test_a_broken_vocabulary_is_2_for_whoever_wants_to_play(program: Program) -> None:
    write_library(program.library, vocabulary="schema: ccdrill/vocabulary/v1\nactions: []\n")
    assert program("run", "tiny-drill").code == 2
    write_library(program.library, drill=TINY_DRILL.replace("id: tiny-drill", "id: other"))
    assert program("check", "library").code == 1


LONELY = TINY_SCENARIO.replace("flags: {", "flags: {lonely: false, ")


def test_a_warning_is_1_only_when_strict(program: Program) -> None:
    write_library(program.library, scenario=LONELY)
    assert program("check", "library/scenarios/tiny.yaml").code == 0
    done = program("check", "--strict", "library/scenarios/tiny.yaml")
    assert done.code == 1
    assert "1 file checked: 0 errors, 1 warning\n" in done.out


def test_what_follows_from_a_finding_is_told_with_it_and_counted(program: Program) -> None:
    closed = TINY_SCENARIO.replace("does: [tell-acquirer]", "when: elapsed < 0s\n        does: [tell-acquirer]")
    write_library(program.library, scenario=closed)
    done = program("check", "library/drills/tiny-drill.yaml")
    assert "      | because of this: library/drills/procedures/" in done.out
    assert done.out.endswith("\n1 file checked: 0 errors, 3 warnings; 2 of these follow from others\n"), done.out


def test_a_quick_check_leaves_out_what_only_playing_shows(program: Program) -> None:
    write_library(
        program.library,
        scenario=TINY_SCENARIO.replace("takes: 6h\n        goto: late", "takes: 6h\n        when: elapsed < 1m"),
    )
    assert "[dead-choice]" in program("check", "library/scenarios/tiny.yaml").out
    assert "[dead-choice]" not in program("check", "--quick", "library/scenarios/tiny.yaml").out


def test_programs_read_findings_alone_on_standard_output(program: Program) -> None:
    write_library(program.library, scenario=LONELY)
    done = program("check", "--format", "json", "library/scenarios/tiny.yaml")
    assert [one["code"] for one in json.loads(done.out)["findings"]] == ["flag-never-read"]
    done = program("check", "--format", "github", "library/scenarios/tiny.yaml")
    assert done.out.startswith("::warning file=library/scenarios/tiny.yaml,line=13,") and done.out.count("\n") == 1
    assert "1 file checked" in done.err


def test_on_a_terminal_a_long_line_is_folded_between_words_and_in_a_pipe_it_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "  " + "a payment line that asks twice " * 5
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    folded = fitted(text, "  ").split("\n")
    assert len(folded) == 3
    assert all(len(line) <= 60 and line.startswith("  ") for line in folded)
    assert " ".join(folded).split() == text.split()
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert fitted(text, "  ") == text
