"""`check` over files and folders: everything once, the whole of it, and no crash."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.telling.report import report
from ccdrill.checking import Checker, check_paths
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.rehearsal.telling.verdicts import UNTRIED
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, TINY_VOCABULARY, write_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "own")


def codes(library: Library, *paths: Path | str) -> tuple[int, list[str]]:
    files, found = check_paths(library, (), [str(path) for path in paths])
    return files, [one.code for one in found]


def test_everything_that_is_shipped_is_clean():
    files, found = check_paths(Library(), (), ())
    assert "\n".join(report(found)) == ""
    assert files == len(
        [path for name in ("scenarios", "drills") for path in (shipped_folder() / name).rglob("*.yaml")]
    )


def test_a_folder_is_checked_with_all_that_is_in_it(folder: Path):
    assert codes(Library(), folder) == (4, [])
    assert codes(Library((folder,)), folder) == (4, [])


def test_without_paths_the_users_folders_and_the_shipped_ones_are_checked(folder: Path):
    shipped, _ = check_paths(Library(), (), (), is_quick=True)
    files, found = check_paths(Library((folder,)), (folder,), (), is_quick=True)
    assert files == shipped + 4 > 4
    assert found == ()


def test_one_file_is_checked_alone(folder: Path):
    assert codes(Library((folder,)), folder / "drills/procedures/tiny-procedure.yaml") == (1, [])


def test_a_source_that_only_the_rule_of_a_deadline_names_is_used(folder: Path):
    text = TINY_PROCEDURE.replace("source: Visa A-3.1", 'source: "law:9"').replace(
        "steps:", "sources: {law: {title: Law}}\nsteps:"
    )
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(text, encoding="utf-8")
    assert codes(Library((folder,)), folder / "drills/procedures/tiny-procedure.yaml") == (1, [])


def test_a_problem_that_two_drills_meet_is_told_once(folder: Path):
    (folder / "scenarios/tiny.yaml").write_text(TINY_SCENARIO.replace("goto: contain", "goto: x"), encoding="utf-8")
    second = TINY_DRILL.replace("id: tiny-drill", "id: second")
    (folder / "drills/second.yaml").write_text(second, encoding="utf-8")
    assert codes(Library((folder,)), folder) == (5, ["unknown-state"])


def test_a_format_that_is_not_known_is_told_once_beside_the_drill_that_plays_the_file(folder: Path):
    (folder / "scenarios/tiny.yaml").write_text(TINY_SCENARIO.replace("scenario/v1", "scenario/v2"), encoding="utf-8")
    assert codes(Library((folder,)), folder) == (4, ["wrong-value"])


def test_a_drill_tells_what_is_wrong_with_itself_and_with_both_its_files(folder: Path):
    (folder / "scenarios/tiny.yaml").write_text(TINY_SCENARIO.replace("goto: contain", "goto: x"), encoding="utf-8")
    bad = TINY_PROCEDURE.replace("[leader]", "[leder]")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(bad, encoding="utf-8")
    (folder / "drills/tiny-drill.yaml").write_text(TINY_DRILL.replace("[divert, isolate]", "[dvert]"), encoding="utf-8")
    files, found = codes(Library((folder,)), folder / "drills/tiny-drill.yaml")
    assert files == 1
    assert sorted(found) == ["unknown-role", "unknown-state", "unknown-step"]


def test_steps_of_a_procedure_that_could_not_be_read_are_not_missed(folder: Path):
    bad = TINY_PROCEDURE.replace("id: isolate,", "idd: isolate, x: [z],")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(bad, encoding="utf-8")
    assert codes(Library((folder,)), folder / "drills/tiny-drill.yaml") == (1, ["unknown-key", "unknown-key"])


def test_both_names_that_a_drill_gets_wrong_are_told(folder: Path):
    bad = TINY_DRILL.replace("scenario: tiny", "scenario: tinny").replace("tiny-procedure", "scenario-procedure")
    (folder / "drills/tiny-drill.yaml").write_text(bad, encoding="utf-8")
    assert codes(Library((folder,)), folder / "drills/tiny-drill.yaml")[1] == ["unknown-scenario", "unknown-procedure"]


def test_a_vocabulary_with_errors_is_told_once_for_all_that_needs_it(folder: Path):
    bad = TINY_VOCABULARY.replace("{title: Agent}", "{titel: Agent, deputies: [nobody]}")
    (folder / "scenarios/vocabulary.yaml").write_text(bad, encoding="utf-8")
    assert codes(Library((folder,)), folder)[1] == ["unknown-key", "unknown-role"]


def test_a_folder_without_files_is_told_and_hidden_ones_are_left_alone(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config.yaml").write_text("a: b", encoding="utf-8")
    assert codes(Library(), tmp_path) == (0, ["no-files"])


def test_a_folder_that_leads_into_itself_is_walked_once(folder: Path):
    try:
        (folder / "drills/up").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("links need a privilege here")
    assert codes(Library((folder,)), folder) == (4, [])


def test_links_that_lead_nowhere_are_told_where_a_folder_is_checked(folder: Path):
    try:
        (folder / "drills/gone.yaml").symlink_to("nowhere.yaml")
        (folder / "drills/round.yaml").symlink_to("round.yaml")
    except OSError:
        pytest.skip("links need a privilege here")
    assert codes(Library((folder,)), folder) == (6, ["unreadable", "unreadable"])
    (gone, _) = check_paths(Library((folder,)), (), [str(folder)])[1]
    assert gone.message == "this is a link to nowhere.yaml, and nothing is there"


@pytest.mark.parametrize("path", ["nowhere.yaml", "nowhere", "a\0b", "x" * 5000, "x" * 300 + "/y.yaml"])
def test_a_path_that_leads_nowhere_is_one_problem(path: str):
    files, found = codes(Library(), path)
    assert files == 1
    assert found in (["no-such-file"], ["unreadable"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("scenarios/tiny.yml", TINY_SCENARIO),
        ("drills/tiny-procedure.yaml", TINY_PROCEDURE),
        ("drills/tiny.yaml", TINY_SCENARIO),
        ("scenarios/words.yaml", TINY_VOCABULARY),
    ],
)
def test_a_file_where_the_library_does_not_look_for_it_is_warned_of(folder: Path, name: str, text: str):
    (folder / name).write_text(text, encoding="utf-8")
    (found,) = Checker(Library((folder,))).check(folder / name)
    assert (found.code, found.severity) == ("not-found-here", "warning")


def test_what_only_shows_together_is_told_for_a_drill(folder: Path):
    bad = TINY_PROCEDURE.replace("moment:suspicion", "moment:certainty")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(bad, encoding="utf-8")
    assert codes(Library((folder,)), folder / "drills/tiny-drill.yaml") == (1, ["clock-never-starts"])


@pytest.mark.parametrize("ending", [".yml", ".yaml.txt", ".YAML", ".txt", ""])
def test_a_scenario_with_another_ending_is_named_to_the_drill_that_misses_it(folder: Path, ending: str):
    (folder / "scenarios/tiny.yaml").rename(folder / f"scenarios/tiny{ending}")
    path = folder / "drills/tiny.yaml"
    (folder / "drills/tiny-drill.yaml").rename(path)
    path.write_text(TINY_DRILL.replace("id: tiny-drill", "id: tiny"), encoding="utf-8")
    if (folder / "scenarios/tiny.yaml").exists():
        pytest.skip("file names have no case here")
    (found,) = Checker(Library((folder,))).check(path)
    assert (found.code, found.line) == ("unknown-scenario", 5)
    assert found.message == "there is no scenario 'tiny'"
    assert found.cure == f"There is scenarios/tiny{ending}: rename it to tiny.yaml."


def test_a_scenario_that_a_word_processor_saved_is_named_to_the_drill_that_misses_it(folder: Path):
    (folder / "scenarios/tiny.yaml").rename(folder / "scenarios/tiny.docx")
    (found,) = Checker(Library((folder,))).check(folder / "drills/tiny-drill.yaml")
    assert found.code == "unknown-scenario"
    assert found.cure.startswith("There is scenarios/tiny.docx, which is no plain text")
    assert found.cure.endswith("save that as tiny.yaml.")


def test_a_procedure_beside_the_folder_of_drills_is_told_where_it_belongs(folder: Path):
    (folder / "procedures").mkdir()
    (folder / "drills/procedures/tiny-procedure.yaml").rename(folder / "procedures/tiny-procedure.yaml")
    (found,) = Checker(Library((folder,))).check(folder / "drills/tiny-drill.yaml")
    assert found.cure == ("There is procedures/tiny-procedure.yaml: move it to drills/procedures/tiny-procedure.yaml.")


def test_a_drill_is_never_its_own_scenario_nor_another_one_of_its_folder(folder: Path):
    text = TINY_DRILL.replace("scenario: tiny", "scenario: other")
    (folder / "drills/tiny-drill.yaml").write_text(text, encoding="utf-8")
    (folder / "drills/other.yaml").write_text(TINY_DRILL.replace("id: tiny-drill", "id: other"), encoding="utf-8")
    assert codes(Library((folder,)), folder / "drills/tiny-drill.yaml")[1] == ["unknown-scenario"]


def test_a_file_that_an_editor_called_txt_is_told_its_name(folder: Path):
    path = (folder / "scenarios/tiny.yaml").rename(folder / "scenarios/tiny.yaml.txt")
    (found,) = Checker(Library((folder,))).check(path)
    assert (found.code, found.cure) == ("not-found-here", "Rename it to tiny.yaml.")
    (folder / "drills/tiny-drill.yaml").unlink()
    files, told = check_paths(Library((folder,)), (), [str(folder)])
    assert files == 2
    assert [(one.code, one.file) for one in told] == [("not-found-here", str(path))]


def test_an_action_that_the_procedure_does_not_know_is_told_once_with_how_many_choices_do_it(folder: Path):
    unknown = TINY_PROCEDURE.replace("unneeded: [retry]\n", "")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(unknown, encoding="utf-8")
    twice = TINY_SCENARIO.replace("        takes: 6h\n", "        does: [retry]\n        takes: 6h\n")
    for scenario, many in ((TINY_SCENARIO, ""), (twice, ", which 2 choices do")):
        (folder / "scenarios/tiny.yaml").write_text(scenario, encoding="utf-8")
        _, found = check_paths(Library((folder,)), (folder,), [str(folder)], is_quick=True)
        message = f"the procedure 'tiny-procedure' knows nothing of 'retry'{many}, so it counts as unneeded"
        assert [one.message for one in found] == [message]


def told(folder: Path, *codes: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is told of a folder: each a code, its file, and the codes that it follows from."""
    found = check_paths(Library((folder,)), (folder,), [str(folder)])[1]
    return [
        (one.code, Path(one.file).name, tuple(cause.code for cause in one.because))
        for one in found
        if not codes or one.code in codes
    ]


def second_drill(folder: Path) -> None:
    second = TINY_DRILL.replace("id: tiny-drill", "id: second")
    (folder / "drills/second.yaml").write_text(second, encoding="utf-8")


@pytest.mark.parametrize("place", ["words.yaml", "drills/vocabulary.yaml"])
def test_words_that_nothing_reads_are_told_once_where_they_stand(folder: Path, place: str):
    (folder / "scenarios/vocabulary.yaml").rename(folder / place)
    files, found = check_paths(Library((folder,)), (folder,), [str(folder)])
    (one,) = found
    assert (one.code, one.severity, one.file) == ("not-found-here", "error", str(folder / place))
    assert one.cure == "Move it to scenarios/vocabulary.yaml."
    assert "unknown-action" in one.folded
    assert files == 4


def test_words_of_a_vocabulary_that_is_not_checked_itself_are_told_there_too(folder: Path):
    (folder / "scenarios/vocabulary.yaml").rename(folder / "vocabulary.yaml")
    found = check_paths(Library((folder,)), (folder,), [str(folder / "scenarios/tiny.yaml")])[1]
    assert [(one.code, one.file) for one in found] == [("not-found-here", str(folder / "vocabulary.yaml"))]


@pytest.mark.parametrize(
    ("file", "code"),
    [("scenarios/tiny.yaml", "unknown-scenario"), ("drills/procedures/tiny-procedure.yaml", "unknown-procedure")],
)
def test_drills_that_ask_for_a_renamed_file_follow_from_its_name(folder: Path, file: str, code: str):
    second_drill(folder)
    (folder / file).rename((folder / file).with_name("other.yaml"))
    found = check_paths(Library((folder,)), (folder,), [str(folder)])[1]
    (named,) = (one for one in found if one.code == "id-not-file")
    assert named.cure == f"Rename the file to {Path(file).name}: it is asked for by its id."
    assert [one for one in told(folder) if one[0] != "id-not-file"] == [
        (code, "second.yaml", ("id-not-file",)),
        (code, "tiny-drill.yaml", ("id-not-file",)),
    ]


def test_a_renamed_file_is_named_where_only_the_drill_is_checked(folder: Path):
    (folder / "scenarios/tiny.yaml").rename(folder / "scenarios/other.yaml")
    found = check_paths(Library((folder,)), (folder,), [str(folder / "drills/tiny-drill.yaml")])[1]
    assert [(one.code, one.cure, one.because) for one in found] == [
        ("unknown-scenario", "scenarios/other.yaml bears that id: rename it to tiny.yaml.", ())
    ]


def test_drills_that_ask_for_a_file_in_another_folder_follow_from_where_it_lies(folder: Path):
    second_drill(folder)
    (folder / "scenarios/tiny.yaml").rename(folder / "tiny.yaml")
    assert told(folder) == [
        ("not-found-here", "tiny.yaml", ()),
        ("unknown-scenario", "second.yaml", ("not-found-here",)),
        ("unknown-scenario", "tiny-drill.yaml", ("not-found-here",)),
    ]


def test_a_folder_of_nearly_the_right_name_is_told_once_with_all_that_it_hides(folder: Path):
    second_drill(folder)
    (folder / "scenarios").rename(folder / "scenario")
    assert told(folder) == [
        ("not-found-here", "scenario", ()),
        ("unknown-scenario", "second.yaml", ("not-found-here",)),
        ("unknown-scenario", "tiny-drill.yaml", ("not-found-here",)),
    ]


def test_a_word_that_was_renamed_in_the_vocabulary_is_told_once_for_all_files_that_use_it(folder: Path):
    vocabulary = folder / "scenarios/vocabulary.yaml"
    text = TINY_VOCABULARY.replace("  isolate:", "  isolates:").replace("{suspicion:", "{suspicions:")
    vocabulary.write_text(text, encoding="utf-8")
    _, found = check_paths(Library((folder,)), (folder,), [str(folder)])
    own = {one.code: one for one in found if not one.because}
    assert {one.code: one.because for one in found if one.because} == {
        code: (one.as_cause,) for code, one in own.items()
    }
    assert sorted(own) == ["unknown-action", "unknown-moment"]
    assert "rename 'isolates' where it is declared" in own["unknown-action"].cure


def test_a_step_that_was_renamed_is_told_in_its_procedure_and_the_drill_that_names_it_follows(folder: Path):
    text = TINY_PROCEDURE.replace("{id: divert,", "{id: divert-it,")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(text, encoding="utf-8")
    assert told(folder, "unknown-step") == [
        ("unknown-step", "tiny-procedure.yaml", ()),
        ("unknown-step", "tiny-drill.yaml", ("unknown-step",)),
    ]


def test_a_step_that_is_missing_follows_from_an_id_that_stands_twice(folder: Path):
    steps = [line for line in TINY_PROCEDURE.splitlines() if "- id: " in line or "{id: " in line]
    first, second = (line.split("id: ")[1].split(",")[0].strip() for line in steps[:2])
    text = TINY_PROCEDURE.replace(f"id: {second}", f"id: {first}")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(text, encoding="utf-8")
    found = told(folder, "repeated", "unknown-step")
    assert ("repeated", "tiny-procedure.yaml", ()) in found
    assert {one for one in found if one[0] == "unknown-step"} >= {("unknown-step", "tiny-drill.yaml", ("repeated",))}
    assert all(one[2] == ("repeated",) for one in found if one[0] == "unknown-step")


def test_a_step_that_is_missing_does_not_follow_from_an_action_that_stands_twice(folder: Path):
    text = TINY_PROCEDURE.replace("actions: [escalate]", "actions: [escalate, escalate]")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(text, encoding="utf-8")
    drill = TINY_DRILL.replace("steps: [", "steps: [tidy-up, ")
    (folder / "drills/tiny-drill.yaml").write_text(drill, encoding="utf-8")
    assert told(folder, "repeated", "unknown-step") == [
        ("repeated", "tiny-procedure.yaml", ()),
        ("unknown-step", "tiny-drill.yaml", ()),
    ]


def test_two_missing_steps_do_not_follow_from_one_id_that_stands_twice(folder: Path):
    steps = [line for line in TINY_PROCEDURE.splitlines() if "- id: " in line or "{id: " in line]
    first, second = (line.split("id: ")[1].split(",")[0].strip() for line in steps[:2])
    text = TINY_PROCEDURE.replace(f"id: {second}", f"id: {first}")
    (folder / "drills/procedures/tiny-procedure.yaml").write_text(text, encoding="utf-8")
    drill = TINY_DRILL.replace("steps: [", "steps: [tidy-up, ")
    (folder / "drills/tiny-drill.yaml").write_text(drill, encoding="utf-8")
    assert all("repeated" not in one[2] for one in told(folder, "unknown-step"))


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "cure"),
    [
        ("scenarios/tiny.yaml", TINY_SCENARIO, "does: [power-off]", "does: [Power off the node]", "power-off"),
        ("scenarios/tiny.yaml", TINY_SCENARIO, "goto: contain", "goto: CONTAIN_TITLE", "contain"),
        (
            "drills/procedures/tiny-procedure.yaml",
            TINY_PROCEDURE,
            "after: [divert]",
            "after: [Divert the route]",
            "divert",
        ),
    ],
)
def test_a_title_in_place_of_an_id_is_told_the_id(folder: Path, file: str, text: str, old: str, new: str, cure: str):
    title = TINY_SCENARIO.partition("\n  contain:")[2].partition("title: ")[2].splitlines()[0].strip("\"'")
    (folder / file).write_text(text.replace(old, new.replace("CONTAIN_TITLE", title), 1), encoding="utf-8")
    found = check_paths(Library((folder,)), (folder,), [str(folder / file)])[1]
    assert [one.cure for one in found] == [f"That is the title of '{cure}': write {cure}."]


def test_what_is_told_with_a_doubt_and_in_some_drill_without_one_is_told_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    sure = Diagnostic(code="stuck", message="in 'hall' nothing can be chosen any more", file="hall.yaml", line=3)
    doubted = replace(sure, message=f"{sure.message}{UNTRIED}", play=("go",))
    other = replace(doubted, line=9)
    found = {"drills": (sure,), "scenarios": (doubted, other)}
    monkeypatch.setattr(Checker, "check", lambda self, path: found.get(path.parent.name, ()))
    assert check_paths(Library((folder,)), (folder,), [str(folder)])[1] == (sure, other)
