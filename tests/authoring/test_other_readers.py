"""What is shipped, and what `new` writes, is read alike by readers of YAML that are stricter than libyaml."""

from pathlib import Path

import pytest

from ccdrill.authoring.reading import yaml_events
from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.reading.yaml_values import load_values

FILES = sorted(
    path for room in ("scenarios", "drills", "templates") for path in (shipped_folder() / room).rglob("*.yaml")
)


def test_the_examples_for_new_files_are_among_them() -> None:
    assert {path.stem for path in FILES} >= {"example", "ivr-solo"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_shipped_file_means_the_same_without_libyaml(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    with_libyaml, _ = load_values(text, path.name)
    monkeypatch.setattr(yaml_events, "_LOADER", yaml_events.yaml.SafeLoader)
    without, problems = load_values(text, path.name)
    assert problems == ()
    assert with_libyaml is not None and without is not None
    assert without.root == with_libyaml.root
