"""Tiny scenarios, one rule each: played by the runtime and by rehearsal they end in `pass`; see README.md."""

from functools import cache
from pathlib import Path
from random import Random

import pytest

from ccdrill.authoring.decoding.load import load_file
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Program
from ccdrill.engine.step import begin, decide
from ccdrill.model.ids import ChoiceId, StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def program(path: Path) -> Program:
    reading = load_file(path, Scenario)
    assert reading.loaded is not None, reading.diagnostics
    return compile_scenario(reading.loaded.model)


def play(path: Path) -> list[str]:
    line = path.read_text(encoding="utf-8").split("\n")[1]
    return [one.strip() for one in line.removeprefix("# Play:").split(",")]


@every_file
def test_the_runtime_ends_in_pass(path: Path):
    compiled = program(path)
    mover = MachineMover(compiled)
    situation = begin(compiled, mover).situation
    for choice in play(path):
        step = decide(compiled, mover, situation, ChoiceId(choice))
        assert step is not None, f"'{choice}' is not offered in {situation}"
        situation = step.situation
    assert situation.state == "pass"


@every_file
def test_rehearsal_ends_in_pass(path: Path):
    table = build_table(program(path))
    walker = Walker(table)
    walker.start()
    for choice in play(path):
        row = next(one for one in walker.open_rows() if one.offer.id == choice)
        walker.take(row)
    assert table.names[walker.state] == "pass"


@every_file
def test_rehearsal_lists_the_way_to_pass_and_what_is_said_of_fail(path: Path):
    found = survey(program(path), Random(0).random)
    assert found.can_reach(found.table.names.index(StateId("pass"))) is True
    if "# No decisions lead to fail." in path.read_text(encoding="utf-8"):
        by_deciding = explore(found.table, waits=False)
        assert by_deciding.is_exhausted
        reached = {found.table.names[by_deciding.state(number)] for number in range(len(by_deciding.keys))}
        assert "fail" not in reached


def test_there_is_one_for_every_rule():
    rules = [path.read_text(encoding="utf-8").split("\n")[0] for path in FILES]
    assert len(set(rules)) == len(rules) >= 60
    assert all(rule.startswith("# Rule: ") for rule in rules)
