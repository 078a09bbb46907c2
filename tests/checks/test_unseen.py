"""Defects that hide behind something are found as well, and every play that a finding shows can be played."""

from pathlib import Path

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.checking import check_paths
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.walk.listing import WAITED, Play
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from tests.builders import read
from tests.checks.returning import RETURNING
from tests.checks.test_plants import copied_story, found_in
from tests.checks.unseen import EXPORT, EXPORT_DRILL, EXPORT_PLAN, PLANTS, Plant

ORIGINALS = Path(__file__).parent / "unseen_originals"
LOCKS = {"stuck", "stuck-untimed", "no-way-out", "soft-lock"}


def planted(plant: Plant, folder: Path) -> Path:
    copied_story(ORIGINALS, plant.file, folder)
    path = folder / plant.file
    text = path.read_text(encoding="utf-8")
    for old, new in ((plant.old, plant.new), *plant.more):
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {plant.file}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return folder


def played(text: str, play: Play) -> Walker:
    """Where a play comes to; it fails where a choice is not offered."""
    walker = Walker(build_table(compile_scenario(read(text, Scenario))))
    walker.start()
    for key in play:
        if key == WAITED:
            assert walker.wait(), "nothing happens however long one waits"
            continue
        offered = {row.offer.key: row for row in walker.open_rows()}
        assert key in offered, f"{key} of {play} is not offered, but {sorted(offered)}"
        walker.take(offered[key])
    return walker


def test_the_originals_are_clean():
    assert found_in(ORIGINALS) == []


@pytest.mark.parametrize("plant", [*PLANTS, *RETURNING], ids=lambda plant: plant.name)
def test_a_hidden_defect_is_found_at_its_line_and_its_play_can_be_played(plant: Plant, tmp_path: Path):
    folder = planted(plant, tmp_path / "library")
    told = found_in(folder)
    lines = [f"{one.code} {Path(one.file).name}:{one.line} {one.source.strip()} ({one.message})" for one in told]
    where = str(folder / (plant.where or plant.file))
    assert any(one.code == plant.code and plant.at in one.source and one.file == where for one in told), "\n".join(
        lines
    )
    assert plant.never not in {one.code for one in told}
    assert not plant.whole or [one.message.endswith(plant.whole) for one in told] == [True]
    story = Path(plant.file).stem.partition("-")[0]
    text = (folder / "scenarios" / f"{story}.yaml").read_text(encoding="utf-8")
    for one in told:
        is_proved_without = one.code == "best-below-100" and one.message.startswith("no play of this drill scores")
        assert one.play or is_proved_without or one.code not in LOCKS | {"best-below-100"}
        if not one.play:
            continue
        end = played(text, one.play)
        if one.code in LOCKS:
            assert not end.is_ended
            assert one.code not in {"stuck", "stuck-untimed"} or not end.open_rows()
        if one.code == "best-below-100":
            assert end.is_ended


LUNCH = Plant(
    "lunch",
    EXPORT,
    "      hush:\n",
    "      hm: {text: Wait for lunch, when: elapsed >= 30m and elapsed < 35m and not done(hush-up), takes: 1m, goto: count}\n      hush:\n",
    "dead-choice",
    "hm:",
)
"""A choice that only people who think for half an hour can take."""
RUNG = "  bell: {at: 37m, when: reported and not chimed, from: A bell, text: Noon.}\n"
BELL = Plant(
    "bell",
    EXPORT,
    "{opened: false,",
    "{opened: false, chimed: false,",
    "dead-inject",
    "bell:",
    more=(
        (
            "injects:\n",
            f"injects:\n{RUNG}  chime: {{when: reported, after: 4m, from: A clock, text: Chime., set: {{chimed: true}}}}\n",
        ),
    ),
)
"""A message that comes only if people report after just so long; plays are listed with waits until something happens."""


def told_of(plant: Plant, folder: Path, pace: str) -> dict[str, Diagnostic]:
    """What is said of the scenario with its drill at a pace; with no pace at all, of the scenario by itself."""
    planted(plant, folder)
    drill = folder / "drills/export-solo.yaml"
    if pace:
        drill.write_text(drill.read_text() + f"pace: {pace}\n")
        paths = [str(drill), str(folder / EXPORT)]
    else:
        paths = [str(folder / EXPORT)]
    return {one.code: one for one in check_paths(Library((folder,)), (folder,), paths)[1]}


@pytest.mark.parametrize("pace", ["0", ""])
def test_what_only_thinking_brings_is_dead_without_a_pace_and_a_play_shows_it(pace: str, tmp_path: Path):
    told = told_of(LUNCH, tmp_path / "library", pace)["dead-choice"]
    assert "only if they wait" in told.message
    assert told.play == (WAITED, "mail/hm")


def test_at_a_pace_people_may_think_until_a_choice_opens(tmp_path: Path):
    assert told_of(LUNCH, tmp_path / "library", "1") == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (EXPORT_DRILL, "id: export-solo\n", "id: export-solo\nscope: [no-such-step]\n", "unknown-step"),
        (EXPORT_DRILL, "pace: 1", "pase: 1", "unknown-key"),
        (EXPORT_DRILL, "mode: solo", "mode solo", "yaml-syntax"),
        (EXPORT_DRILL, "procedure: export-plan", "procedure: exprt-plan", "unknown-procedure"),
        (EXPORT_DRILL, "scenario: export", "scenario: exprt", "unknown-scenario"),
        (EXPORT_PLAN, "steps:\n", "stepps:\n", "unknown-key"),
    ],
)
def test_an_error_beside_it_does_not_take_a_scenarios_pace_away(
    file: str, old: str, new: str, code: str, tmp_path: Path
):
    folder = planted(LUNCH, tmp_path / "library")
    drill, wrong = folder / EXPORT_DRILL, folder / file
    drill.write_text(drill.read_text() + "pace: 1\n")
    assert old in wrong.read_text()
    wrong.write_text(wrong.read_text().replace(old, new, 1))
    assert {one.code for one in found_in(folder)} == {code}


def test_without_a_pace_thinking_takes_no_time_so_what_only_thinking_brings_never_comes(tmp_path: Path):
    assert "not every length" not in told_of(BELL, tmp_path / "library", "0")["dead-inject"].message


def test_of_a_scenario_by_itself_it_is_said_that_a_pace_was_not_tried(tmp_path: Path):
    told = told_of(BELL, tmp_path / "library", "")
    assert told["dead-inject"].message.endswith("at a pace, not every length of waiting was tried")


def test_at_a_pace_what_thinking_for_just_so_long_may_bring_is_not_decided(tmp_path: Path):
    told = told_of(BELL, tmp_path / "library", "1")
    assert "dead-inject" not in told
    assert "whether the inject 'bell' arrives" in told["not-decided"].message


CELLAR = """  cellar:
    phase: contain
    title: The cellar
    question: What now?
    narrative: Dark.
    facilitator: {say: Nothing.}
    choices:
      grope: {text: Grope about, takes: 5m, outcome: Nothing.}
"""
ACCEPT = "      accept: {text: Take it as lost, takes: 5m, goto: count}\n"
LATE = Plant("late", EXPORT, "anywhere:\n", f"{CELLAR}anywhere:\n", "no-way-out", "cellar:")._replace(
    more=((ACCEPT, f"{ACCEPT}    timeout: {{after: 1h, goto: cellar}}\n"),)
)
"""What a timeout leads to is a state that nothing leads out of."""


def test_at_a_pace_plays_get_stuck_after_a_timeout_too(tmp_path: Path):
    assert "'cellar'" in told_of(LATE, tmp_path / "library", "1")["no-way-out"].message


def test_without_a_pace_nobody_comes_to_what_only_a_timeout_leads_to(tmp_path: Path):
    told = told_of(LATE, tmp_path / "library", "0")
    assert "no-way-out" not in told
    assert "only if they wait and decide nothing" in told["unreachable-state"].message


LEAVE = "      leave: {text: Leave it, takes: 5m, goto: spread}\n"
UNPACED = Plant(
    "unpaced", EXPORT, ACCEPT, f"{ACCEPT}    timeout: {{after: 1h, goto: count}}\n", "dead-timeout", "timeout:"
)
UNPACED = UNPACED._replace(more=((LEAVE, f"{LEAVE}    timeout: {{after: 3h, goto: spread}}\n"),))
"""Two states that only whoever decides nothing leaves by their timeouts."""


def test_timeouts_that_only_waiting_brings_are_told_once_without_a_pace(tmp_path: Path):
    found = found_in(planted(UNPACED, tmp_path / "library"))
    assert [(one.code, "after: 3h" in one.source) for one in found] == [("dead-timeout", True)]
    assert "nor for the timeout of 'spread'" in found[0].message
    assert found[0].play[-1] == WAITED


def test_what_is_proved_for_any_length_of_waiting_says_nothing_of_it(tmp_path: Path):
    plant = Plant(
        "again", EXPORT, "goto: [{when: opened, to: spread}, {to: count}]", "goto: count", "dead-choice", "chase:"
    )
    plant = plant._replace(more=(("when: copies < 5", "when: done(tell-people)"),))
    [told] = [one for one in found_in(planted(plant, tmp_path / "library")) if one.code == "dead-choice"]
    assert "waiting" not in told.message
