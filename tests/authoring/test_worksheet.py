"""A procedure to fill in: uncommented and filled, it is a good one that asks for all that the scenario offers."""

import re
from pathlib import Path

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.new.worksheet import worksheet
from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.reading.scalars import BLANK
from ccdrill.authoring.telling.report import report
from ccdrill.model.scenario import Scenario, acts_of
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.model.walks import choices_of, doable_actions
from ccdrill.scoring.frame import frame_procedure
from tests.builders import TINY_SCENARIO, TINY_VOCABULARY, read, write_library

SCENARIOS = [
    *((shipped_folder() / "scenarios").glob("ivr-*.yaml")),
    shipped_folder() / "templates/scenarios/example.yaml",
]


def uncommented(text: str) -> str:
    """As an editor's key for comments leaves the steps."""
    head, steps, rest = text.partition("\nsteps:\n")
    todo, sign, forbidden = rest.partition("\n# What your document forbids")
    return head + steps + re.sub(r"^  # ", "  ", todo, flags=re.MULTILINE) + sign + forbidden


def filled(text: str) -> str:
    """The blanks of every step filled with what stands beside them; lines that have nothing beside them deleted."""
    text = text.replace(f"responsible: [{BLANK}]", "responsible: [agent]").replace(f"within: {BLANK}", "within: 2h")
    text = re.sub(rf" *\w+: \[{BLANK}\] +# (the scenario names|it leaves) no .*\n", "", text)
    return re.sub(rf"\[{BLANK}\]( +# )(\S+(?:, \S+)*)\n", r"[\2]\1\2\n", text)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library((tmp_path,))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_uncommented_and_filled_it_is_good_and_every_action_counts(
    path: Path, tmp_path: Path, library: Library
) -> None:
    scenario = library.load_scenario(path).loaded
    assert scenario is not None
    file = worksheet("ours", scenario.model, library.vocabulary)
    place = tmp_path / file.path
    place.parent.mkdir(parents=True)
    place.write_text(filled(uncommented(file.text)), encoding="utf-8")
    reading = library.load_procedure(place)
    assert "\n".join(report(reading.diagnostics)) == ""
    assert reading.loaded is not None
    procedure = reading.loaded.model
    frame = frame_procedure(
        procedure, library.vocabulary.roles, scenario.model.case, doable=doable_actions(scenario.model), scope=()
    )
    offered = {act.action for choice in choices_of(scenario.model) for act in acts_of(choice)}
    assert {str(step) for step in frame.required} == {str(action) for action in offered}
    assert all(step.responsible and step.deadline for step in procedure.steps)
    assert any(step.evidence for step in procedure.steps)


def test_as_it_is_written_only_the_steps_are_missing(tmp_path: Path) -> None:
    folder = write_library(tmp_path)
    library = Library((folder,))
    file = worksheet("tiny-procedure", read(TINY_SCENARIO, Scenario), library.vocabulary)
    (folder / file.path).write_text(file.text, encoding="utf-8")
    found = library.load_procedure(folder / file.path).diagnostics
    assert [(one.code, one.source) for one in found] == [("no-value", "steps:")]


def test_a_blank_that_was_left_is_told_at_its_place(tmp_path: Path) -> None:
    folder = write_library(tmp_path)
    library = Library((folder,))
    file = worksheet("tiny-procedure", read(TINY_SCENARIO, Scenario), library.vocabulary)
    (folder / file.path).write_text(uncommented(file.text), encoding="utf-8")
    found = library.load_procedure(folder / file.path).diagnostics
    assert {one.code for one in found} == {"bad-name", "wrong-value"}
    assert {one.source[one.column - 1 :][:4] for one in found} == {BLANK}
    assert len(found) == 4 * 6  # who, when, where and evidence of each action that the tiny scenario offers


def test_it_tells_where_each_action_is_offered_and_what_the_scenario_knows_of_it() -> None:
    text = worksheet("ours", read(TINY_SCENARIO, Scenario), read(TINY_VOCABULARY, Vocabulary)).text
    assert (
        "  ## third-caller: Escalate on the security line, with the call IDs\n"
        "  # - id: escalate\n"
        "  #   do: Escalate\n"
        "  #   responsible: [____]\n"
        "  #   deadline: {from: start, within: ____}\n"
        "  #   where: [____]           # desk\n"
        "  #   evidence: [____]        # ticket, call-ids\n"
    ) in text
    assert "#   moment:suspicion (Reasonable suspicion)\n" in text
    assert max(len(line) for line in text.splitlines()) <= 120


def test_an_offer_that_reads_alike_in_two_choices_is_told_once() -> None:
    choice = "      phone:\n        text: Phone now\n        does: [tell-acquirer]\n        takes: 10m\n"
    twice = TINY_SCENARIO.replace("      phone:\n", f"{choice.replace('phone:', 'phone-later:')}      phone:\n")
    assert twice != TINY_SCENARIO
    assert worksheet("ours", read(twice, Scenario), read(TINY_VOCABULARY, Vocabulary)).text.count(": Phone now\n") == 1


def test_names_in_the_texts_of_choices_are_filled_in() -> None:
    named = TINY_SCENARIO.replace("text: Phone now", "text: Phone {org} now").replace("  tell:", "  tell:", 1)
    assert (
        "## tell: Phone Ostrel Energy now\n"
        in worksheet("x", read(named, Scenario), read(TINY_VOCABULARY, Vocabulary)).text
    )
