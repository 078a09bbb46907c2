"""The catalogue: which file a name means, whose file comes first, and what a stranger's drill can't make us read."""

import shutil
from pathlib import Path

import pytest

from ccdrill.authoring.library.library import (
    BadContent,
    Library,
    for_procedure,
    merge_vocabularies,
)
from ccdrill.authoring.reading.folders import Playable, shipped_folder
from ccdrill.model.drill import Drill
from ccdrill.model.errors import UnknownName
from ccdrill.model.ids import StepId
from ccdrill.model.procedure import Procedure
from ccdrill.model.vocabulary import Vocabulary
from tests.builders import (
    TINY_DRILL,
    TINY_PROCEDURE,
    TINY_SCENARIO,
    TINY_VOCABULARY,
    read,
    write_library,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "own")


@pytest.fixture
def library(folder: Path) -> Library:
    return Library((folder,))


def test_ids_are_those_of_the_user_and_then_the_shipped_ones_each_once(folder: Path, library: Library):
    shutil.copy(folder / "drills/tiny-drill.yaml", folder / "drills/ivr-solo.yaml")
    ids = library.ids("drill")
    assert ids[:2] == ("ivr-solo", "tiny-drill")
    assert len(set(ids)) == len(ids)
    assert library.path_of("drill", "ivr-solo") == folder / "drills/ivr-solo.yaml"
    assert Library().path_of("drill", "ivr-solo") == shipped_folder() / "drills/ivr-solo.yaml"


def test_the_vocabulary_and_hidden_files_are_no_scenarios(folder: Path, library: Library):
    (folder / "scenarios/._tiny.yaml").write_bytes(b"\x00\x05\x16\x07")
    own = [one for one in library.ids("scenario") if one not in Library().ids("scenario")]
    assert own == ["tiny"]


def test_of_several_folders_the_first_has_the_word(tmp_path: Path, folder: Path):
    other = write_library(tmp_path / "other", scenario=TINY_SCENARIO.replace("The tiny line", "Another line"))
    for folders, title in (((folder, other), "The tiny line"), ((other, folder), "Another line")):
        library = Library(folders)
        loaded = library.load_scenario(library.path_of("scenario", "tiny")).loaded
        assert loaded is not None
        assert loaded.model.title == title


def test_a_drill_plays_the_scenario_that_lies_beside_it(tmp_path: Path, folder: Path):
    other = write_library(tmp_path / "other", scenario=TINY_SCENARIO.replace("The tiny line", "Another line"))
    exercise = Library((folder,)).load_drill(other / "drills/tiny-drill.yaml")
    assert exercise.scenario is not None
    assert exercise.scenario.loaded is not None
    assert exercise.scenario.loaded.model.title == "Another line"


def test_files_of_one_flat_folder_find_each_other(tmp_path: Path, folder: Path):
    flat = tmp_path / "flat"
    flat.mkdir()
    for path in folder.rglob("*.yaml"):
        shutil.copy(path, flat)
    drill = Library((folder,)).load_drill(flat / "tiny-drill.yaml")
    assert drill.is_whole()
    assert Path(drill.scenario.loaded.document.file).parent == flat


def test_a_drill_is_found_by_a_path_without_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder / "drills")
    library = Library().beside(Path("tiny-drill.yaml"))
    assert library.load_drill(library.path_of("drill", "tiny-drill.yaml")).is_whole()


def test_a_library_folder_that_was_not_set_brings_its_own_words_along(folder: Path):
    drill = folder / "drills/tiny-drill.yaml"
    assert not Library().load_drill(drill).is_whole()
    library = Library().beside(drill)
    assert library.load_drill(drill).is_whole()
    assert library.beside(drill) is library
    assert Library().beside(Path("nowhere.yaml")).ids("drill") == Library().ids("drill")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("tiny-drll", "Did you mean 'tiny-drill'?"), ("tinydrill", "Did you mean 'tiny-drill'?"), ("xyz", "There are: ")],
)
def test_an_unknown_name_names_the_nearest_known_one(library: Library, name: str, hint: str):
    with pytest.raises(UnknownName) as caught:
        library.path_of("drill", name)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("name", ["The tiny line", "the-tiny-line"])
def test_a_title_in_place_of_an_id_is_told_the_id(library: Library, name: str):
    with pytest.raises(UnknownName) as caught:
        library.path_of("scenario", name)
    assert caught.value.hint == "That is the title of 'tiny': write tiny."


@pytest.mark.parametrize(
    ("place", "kind", "hint"),
    [
        ("away.yaml", "scenario", "There is away.yaml: write away.yaml."),
        ("away.yaml.txt", "scenario", "There is away.yaml.txt: rename it to away.yaml."),
        ("drills/away.yaml", "scenario", f"There is {Path('drills/away.yaml')}: write {Path('drills/away.yaml')}."),
        (
            "scenarios/away.yml",
            "scenario",
            f"There is {Path('scenarios/away.yml')}: write {Path('scenarios/away.yml')}.",
        ),
        ("away.yaml", "drill", "away.yaml is a scenario, no drill."),
    ],
)
def test_a_name_that_a_file_of_the_current_folder_has_leads_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, kind: Playable, hint: str
):
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text(TINY_SCENARIO.replace("id: tiny", "id: away"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownName) as caught:
        Library().path_of(kind, "away")
    assert caught.value.hint == hint


@pytest.mark.parametrize("place", ["away.yaml", "drills/procedures/away.yaml"])
def test_a_drill_whose_scenario_lies_in_another_folder_is_told_where(folder: Path, library: Library, place: str):
    (folder / place).write_text(TINY_SCENARIO.replace("id: tiny", "id: away"), encoding="utf-8")
    with pytest.raises(UnknownName) as caught:
        library.path_of("scenario", "away", beside=folder / "drills/tiny-drill.yaml")
    assert caught.value.hint == f"There is {place}: move it to scenarios/away.yaml."


@pytest.mark.parametrize(
    "name", ["../tiny", "/etc/passwd", "tiny.yaml", "C:\\x", "", ".", "tiny\n", "a\0b", "x" * 5000]
)
def test_what_stands_in_a_drill_is_an_id_and_never_a_path(folder: Path, library: Library, name: str):
    with pytest.raises(UnknownName) as caught:
        library.path_of("scenario", name, beside=folder / "drills/tiny-drill.yaml")
    assert len(caught.value.message) < 120
    assert caught.value.message.isprintable()


def test_a_drill_that_names_a_path_is_refused_before_anything_is_opened(folder: Path, library: Library):
    (folder / "secret.yaml").write_text("password: hunter2", encoding="utf-8")
    path = folder / "drills/tiny-drill.yaml"
    path.write_text(TINY_DRILL.replace("scenario: tiny", "scenario: ../secret"), encoding="utf-8")
    parts = library.load_drill(path)
    assert [one.code for one in parts.diagnostics] == ["bad-name"]
    assert parts.scenario is None
    assert "hunter2" not in str(parts.diagnostics)


def test_a_drill_that_names_no_known_scenario_can_not_be_loaded(folder: Path, library: Library):
    path = folder / "drills/tiny-drill.yaml"
    path.write_text(TINY_DRILL.replace("scenario: tiny", "scenario: tinny"), encoding="utf-8")
    with pytest.raises(UnknownName, match="tinny"):
        library.load_drill(path)
    entry = next(one for one in library.drills() if one.path == path)
    preview = library.preview(entry)
    assert [one.code for one in preview.diagnostics] == ["unknown-scenario"]
    assert preview.scenario is None


def test_the_catalogue_lists_bad_files_with_what_is_wrong(folder: Path, library: Library):
    (folder / "drills/bad.yaml").write_text(TINY_PROCEDURE, encoding="utf-8")
    entry = next(one for one in library.drills() if one.path.stem == "bad")
    assert entry.drill is None
    assert [one.code for one in entry.diagnostics] == ["wrong-file"]


def test_an_id_that_is_not_the_file_name_keeps_the_file_from_being_used(folder: Path, library: Library):
    moved = (folder / "scenarios/tiny.yaml").rename(folder / "scenarios/renamed.yaml")
    reading = library.load_scenario(moved)
    assert reading.loaded is None
    assert [one.code for one in reading.diagnostics] == ["id-not-file"]


def test_vocabularies_are_merged_and_the_users_words_win(folder: Path, library: Library):
    shipped, own = Library().vocabulary, library.vocabulary
    assert set(shipped.actions) < set(own.actions)
    assert own.roles["leader"].title == "Team leader"
    assert [Path(one.document.file).parent.parent for one in library.vocabularies] == [shipped_folder(), folder]


def test_later_words_override_earlier_ones_of_the_same_id():
    second = TINY_VOCABULARY.replace("{title: Escalate}", "{title: Call security}")
    merged = merge_vocabularies([read(TINY_VOCABULARY, Vocabulary), read(second, Vocabulary)])
    titles = {action: term.title for action, term in merged.actions.items()}
    assert titles["escalate"] == "Call security"
    assert len(titles) == 7


def test_a_vocabulary_with_errors_is_told_when_words_are_needed(folder: Path):
    (folder / "scenarios/vocabulary.yaml").write_text("schema: ccdrill/vocabulary/v1\nactons: {}\n", encoding="utf-8")
    with pytest.raises(BadContent) as caught:
        Library((folder,)).load_scenario(folder / "scenarios/tiny.yaml")
    assert [one.code for one in caught.value.diagnostics] == ["unknown-key"]


def test_an_exercise_brings_the_texts_that_it_was_read_from(library: Library):
    exercise = library.exercise("tiny-drill")
    assert [one.kind for one in exercise.contents] == ["drill", "scenario", "procedure", "vocabulary", "vocabulary"]
    assert exercise.contents[1].text == TINY_SCENARIO
    assert exercise.contents[1].version == "1.0.0"


def test_bad_content_is_no_exercise(folder: Path, library: Library):
    path = folder / "scenarios/tiny.yaml"
    path.write_text(TINY_SCENARIO.replace("goto: contain", "goto: contian"), encoding="utf-8")
    with pytest.raises(BadContent) as caught:
        library.exercise("tiny-drill")
    assert str(path) in caught.value.message
    assert [one.code for one in caught.value.diagnostics] == ["unknown-state"]


OTHER_PROCEDURE = """
schema: ccdrill/procedure/v1
id: other
title: Our own
version: "3"
source: {document: Ours}
steps:
  - {id: isolate, do: Isolate the node}
  - {id: ring, do: Ring them, actions: [tell-acquirer]}
"""


def test_another_procedure_keeps_of_the_drill_what_it_knows():
    drill = read(TINY_DRILL.replace("objectives:", "roles: [leader]\nscope: [divert, isolate]\nobjectives:"), Drill)
    played = for_procedure(drill, read(OTHER_PROCEDURE, Procedure))
    assert played.procedure == "other"
    assert played.scope == (StepId("isolate"),)
    assert [objective.steps for objective in played.objectives] == [(StepId("isolate"),)]
    assert played.roles == ()


def test_objectives_that_another_procedure_knows_nothing_of_are_dropped():
    drill = read(TINY_DRILL.replace("[divert, isolate]", "[divert]"), Drill)
    assert for_procedure(drill, read(OTHER_PROCEDURE, Procedure)).objectives == ()


def test_a_drill_is_loaded_against_another_procedure_by_its_path(folder: Path, library: Library):
    own = folder / "other.yaml"
    own.write_text(OTHER_PROCEDURE, encoding="utf-8")
    parts = library.load_drill(folder / "drills/tiny-drill.yaml", procedure=str(own))
    assert parts.is_whole()
    assert parts.exercise(library.vocabulary, library.vocabularies).procedure.title == "Our own"


def test_a_drill_with_errors_of_its_own_is_still_looked_at_alone(folder: Path, library: Library):
    path = folder / "drills/tiny-drill.yaml"
    path.write_text(TINY_DRILL.replace("minutes: 5", "minuts: 5\npace: -1"), encoding="utf-8")
    assert [one.code for one in library.load_drill(path).diagnostics] == ["unknown-key", "wrong-value"]


def test_what_lies_in_the_current_folder_is_called_as_people_type_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Else a slip is told with a path that takes the line of a small screen."""
    folder = write_library(tmp_path)
    monkeypatch.chdir(folder)
    drill = Path("drills/tiny-drill.yaml")
    assert Library().path_of("scenario", "tiny", drill) == Path("scenarios/tiny.yaml")
    assert Library().path_of("procedure", "tiny-procedure", drill) == Path("drills/procedures/tiny-procedure.yaml")
    assert Library().path_of("scenario", "tiny", folder / drill) == folder / "scenarios/tiny.yaml"
