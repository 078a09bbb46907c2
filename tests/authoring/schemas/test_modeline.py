"""Every file that we ship or write leads an editor to the schema of its kind."""

import re
from pathlib import Path
from typing import get_args

import pytest

from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.schemas.modeline import modeline, schema_file, with_modeline
from ccdrill.model.exercise import Kind

FILES = sorted(
    path for name in ("scenarios", "drills", "templates") for path in (shipped_folder() / name).rglob("*.yaml")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(shipped_folder()).as_posix())
def test_the_first_line_of_a_shipped_file_leads_to_the_schema_of_its_kind(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", text.partition("\n")[0])
    kind = re.search(r"^schema: ccdrill/(\w+)/v1$", text, re.MULTILINE)
    assert found is not None
    assert kind is not None
    named: Kind = kind[1]
    assert (path.parent / found[1]).resolve() == (shipped_folder() / schema_file(named)).resolve()
    assert (path.parent / found[1]).is_file()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_text_gets_the_line_once_whatever_it_had(kind: Kind) -> None:
    once = with_modeline("schema: x\n", kind)
    assert once == f"{modeline(kind)}schema: x\n"
    assert with_modeline(once, kind) == once
    assert with_modeline("# yaml-language-server: $schema=elsewhere.json\nschema: x\n", kind) == once
    assert with_modeline("# A note.\nschema: x\n", kind) == f"{modeline(kind)}# A note.\nschema: x\n"
