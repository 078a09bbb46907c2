"""Every planted defect is found, at its line and with a play that shows it; clean originals are told nothing."""

import shutil
from pathlib import Path

import pytest

from ccdrill.authoring.checks.codes import CODES
from ccdrill.authoring.library.library import Library
from ccdrill.checking import check_paths
from ccdrill.model.diagnostics import Diagnostic
from tests.checks.plants import PLANTS, Plant

ORIGINALS = Path(__file__).parent / "originals"


def copied_story(originals: Path, file: str, folder: Path) -> Path:
    """A library with the story that a file belongs to and the vocabulary: what else is there says nothing of that story."""
    story = Path(file).stem.partition("-")[0]
    for path in originals.rglob("*.yaml"):
        if path.stem.partition("-")[0] in (story, "vocabulary"):
            copy = folder / path.relative_to(originals)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return folder


def found_in(folder: Path) -> list[Diagnostic]:
    return list(check_paths(Library((folder,)), (folder,), [str(folder)])[1])


def test_the_originals_are_clean():
    assert found_in(ORIGINALS) == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_defect_is_found_at_its_line(plant: Plant, tmp_path: Path):
    folder = copied_story(ORIGINALS, plant.file, tmp_path / "library")
    path = folder / plant.file
    text = path.read_text(encoding="utf-8")
    for old, new in plant.edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {plant.file}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    told = found_in(folder)
    lines = [f"{one.code} {Path(one.file).name}:{one.line} {one.source.strip()} ({one.message})" for one in told]
    hits = [
        one
        for one in told
        if one.code == plant.code and plant.at in one.source and one.file == str(folder / (plant.where or plant.file))
    ]
    assert hits, "\n".join(lines)
    assert {one.code for one in told} <= {plant.code, *plant.also}, "\n".join(lines)
    assert plant.says in hits[0].message
    assert hits[0].code in CODES


def test_a_role_that_fits_no_step_is_one_finding_and_not_one_for_each_step(tmp_path: Path):
    folder = tmp_path / "library"
    shutil.copytree(ORIGINALS, folder)
    drill = folder / "drills/reset-solo.yaml"
    drill.write_text(
        drill.read_text(encoding="utf-8").replace("mode: solo\n", "mode: solo\nplays: web\n"), encoding="utf-8"
    )
    assert [one.code for one in found_in(folder)] == ["best-below-100", "role-impossible"]


def test_there_are_many_of_many_kinds():
    assert len(PLANTS) >= 60
    assert len({plant.code for plant in PLANTS}) >= 25
    assert len({plant.file for plant in PLANTS}) >= 8
