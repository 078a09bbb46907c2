"""Imports point down only, wherever they stand: at the top, inside a function, or for the type checker alone.

The linter reads the same contract; it is no part of what a user installs to run the tests, and this is.
"""

import ast
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.architecture.sources import Source, sources
from tests.running import ROOT

_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
HOUSE, *ROOMS = (contract for contract in _CONTRACTS if contract["type"] == "layers")
"""Which room is above which, and folder by folder within the rooms that have them."""


def layers_of(contract: dict[str, Any], container: str = "") -> list[set[str]]:
    """From the top down, by full names; those of one layer are siblings that do not know each other."""
    return [{f"{container}{name.strip()}" for name in layer.split("|")} for layer in contract["layers"]]


LAYERINGS = [
    layers_of(HOUSE),
    *(layers_of(contract, f"{container}.") for contract in ROOMS for container in contract["containers"]),
]


def place_in(layers: list[set[str]], name: str) -> tuple[int, str] | None:
    """Which layer a module is in, counted from the top, and the room or folder there; None: in none, such as `ccdrill.crash`."""
    return next(
        (
            (number, room)
            for number, rooms in enumerate(layers)
            for room in rooms
            if name == room or name.startswith(f"{room}.")
        ),
        None,
    )


def room_of(name: str) -> str:
    return ".".join(name.split(".")[:2])


def imports_of(source: Source) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, wherever it stands."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.label}:{node.lineno}: imports name their module in full"
            assert node.module is not None
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_downward(source: Source, name: str) -> bool:
    """Whether the import goes to a room or folder below, or stays in its own; what lies outside the house is no matter here."""
    for layers in LAYERINGS:
        own, other = place_in(layers, source.name), place_in(layers, name)
        if own and other and own != other and own[0] >= other[0]:
            return False
    return True


def test_no_module_imports_upward_or_sideways() -> None:
    wrong = [
        f"{source.label}:{line}: imports {name}"
        for source in sources()
        for line, name in imports_of(source)
        if not is_downward(source, name)
    ]
    assert not wrong


def test_an_import_upward_or_sideways_would_be_found() -> None:
    named = {source.name: source for source in sources()}
    assert not is_downward(named["ccdrill.engine.step"], "ccdrill.session.session.Session")
    assert not is_downward(named["ccdrill.engine.step"], "ccdrill.authoring.decoding.load.load_file")
    assert not is_downward(named["ccdrill.session.run.ledger"], "ccdrill.session.telling.view.View")
    assert not is_downward(named["ccdrill.authoring.new.templates"], "ccdrill.authoring.library.library.Library")
    assert not is_downward(named["ccdrill.debrief.telling.short"], "ccdrill.debrief.findings.plan.next_of")
    assert is_downward(named["ccdrill.session.session"], "ccdrill.session.run.ledger.Ledger")
    assert is_downward(named["ccdrill.engine.step"], "ccdrill.engine.clock")
    assert is_downward(named["ccdrill.engine.step"], "ccdrill.model.ids.StepId")


def test_every_room_has_its_layer() -> None:
    rooms = {room_of(source.name) for source in sources()} - {"ccdrill"}
    without = {room for room in rooms if place_in(LAYERINGS[0], room) is None}
    assert without == {"ccdrill.__main__", "ccdrill.crash"}, "the way in, and the last resort when all else broke"


def test_a_room_with_folders_has_every_folder_in_its_contract() -> None:
    folders = {source.name for source in sources() if source.is_package and source.name.count(".") == 2}
    without = {folder for folder in folders if not any(place_in(layers, folder) for layers in LAYERINGS[1:])}
    assert without == {"ccdrill.reports.looks", "ccdrill.tui.screens"}, (
        "style sheets of reports, and screens of one kind"
    )


def test_what_stands_in_no_layer_needs_nothing_of_the_house() -> None:
    crash = next(source for source in sources() if source.name == "ccdrill.crash")
    assert {name for _, name in imports_of(crash) if name.startswith("ccdrill")} == {"ccdrill.__version__"}


def test_an_import_inside_a_function_counts() -> None:
    cli = next(source for source in sources() if source.name == "ccdrill.cli.play")
    inside = {name for _, name in imports_of(cli)} - {
        f"{node.module}.{alias.name}"
        for node in cli.tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert "ccdrill.front_ends.run_screens" in inside
