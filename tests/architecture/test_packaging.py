"""What an installed ccdrill brings along: all that is shipped, and nothing that somebody made beside it."""

import tomllib

from tests.running import ROOT


def packed() -> dict[str, str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]


def test_whatever_is_shipped_is_packed_by_its_name() -> None:
    """By folder, a procedure of one's own would be packed too when ccdrill is installed again from where it was written."""
    shipped = {
        path.relative_to(ROOT).as_posix()
        for folder in ("scenarios", "drills", "schemas", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".json"}
    }
    assert packed() == {name: f"ccdrill/shipped/{name}" for name in shipped}
