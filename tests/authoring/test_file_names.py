"""What to do with a file that is not called by its id: the cure never leads to another error."""

from pathlib import Path

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.checking import Checker
from tests.builders import TINY_SCENARIO, TINY_VOCABULARY, write_library


@pytest.mark.parametrize(
    ("name", "is_copy", "cure"),
    [
        ("second", False, "Rename the file to tiny.yaml, or write id: second."),
        ("Tiny Line", False, "Rename the file to tiny.yaml."),
        ("second", True, "Write id: second."),
        ("tiny - Copy", True, "Rename the file, and write its new name as the id."),
    ],
)
def test_a_file_is_told_the_name_or_the_id_that_it_can_have(tmp_path: Path, name: str, is_copy: bool, cure: str):
    folder = write_library(tmp_path, vocabulary=TINY_VOCABULARY, scenario=TINY_SCENARIO)
    file = folder / "scenarios" / f"{name}.yaml"
    file.write_text(TINY_SCENARIO, encoding="utf-8")
    if not is_copy:
        (folder / "scenarios" / "tiny.yaml").unlink()
    found = Checker(Library((folder,))).check(file)
    assert [(one.code, one.cure) for one in found] == [("id-not-file", cure)]


def test_an_option_with_a_long_dash_is_told_as_one(tmp_path: Path):
    (found,) = Checker(Library((tmp_path,))).check(Path("\u2013strict"))
    assert found.cure == "An option begins with two hyphens: --strict."
