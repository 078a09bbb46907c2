"""`ccdrill new` and `ccdrill schema`: what an author begins with is good, plays at once, and is never written over anything."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.folders import FOLDERS, Playable, shipped_folder
from ccdrill.authoring.schemas.build import schema_text
from ccdrill.authoring.schemas.modeline import schema_file
from ccdrill.model.exercise import Kind
from tests.builders import TINY_SCENARIO
from tests.cli.program import Done, Program

BEST = "ring-back\n3\nwarn\n4\nring-security\n4\n\n"
"""Answers that play the example as its procedure asks."""
SHIPPED: list[tuple[Playable, str]] = [(kind, name) for kind in FOLDERS for name in Library().ids(kind)]


def commands_of(done: Done) -> list[list[str]]:
    """What it says to type next."""
    lines = done.err.partition("\nNext:")[2].splitlines()[1:]
    assert lines
    return [[word.strip('"') for word in re.findall(r'"[^"]+"|\S+', line)][1:] for line in lines]


def written(folder: Path) -> dict[str, str]:
    """Every file below a folder, but for the tests' own library."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(folder / "library") and not path.is_relative_to(folder / "data")
    }


def clean(program: Program, *paths: str) -> bool:
    done = program("check", *paths)
    return done.code == 0 and "0 errors, 0 warnings" in done.out


def test_a_new_scenario_is_good_and_plays_at_once_in_a_folder_that_is_no_library(program: Program) -> None:
    done = program("new", "scenario", "our-line")
    assert (done.code, done.out) == (0, "")
    assert list(written(program.folder)) == [
        "drills/our-line.yaml",
        "drills/procedures/our-line.yaml",
        "scenarios/our-line.yaml",
        "scenarios/vocabulary.yaml",
        "schemas/deck-v1.json",
        "schemas/drill-v1.json",
        "schemas/procedure-v1.json",
        "schemas/scenario-v1.json",
        "schemas/vocabulary-v1.json",
    ]
    assert all(f"Wrote {Path(name)}\n" in done.err for name in written(program.folder))
    assert clean(program, "scenarios", "drills")
    played = program("run", "drills/our-line.yaml", "--plain", typed=BEST)
    assert played.code == 0
    assert "THE END (good)" in played.out
    assert "SCORE: 100 of 100" in played.out


@pytest.mark.parametrize(
    ("typed", "ending"),
    [
        ("own-card\n4\nring-security\n4\n\n", "THE END (mixed)"),
        ("hear-him-out\n2\nwait-and-see\n2\n\n", "THE END (bad)"),
    ],
)
def test_the_example_can_end_otherwise_too(program: Program, typed: str, ending: str) -> None:
    program("new", "scenario", "our-line")
    played = program("run", "drills/our-line.yaml", "--plain", typed=typed)
    assert played.code == 0
    assert ending in played.out
    assert "SCORE: 100" not in played.out


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_new_file_of_each_kind_is_good_and_teaches(program: Program, kind: Playable) -> None:
    done = program("new", kind, "ours")
    assert done.code == 0
    assert clean(program, "scenarios" if kind == "scenario" else "drills")
    text = (program.folder / FOLDERS[kind] / "ours.yaml").read_text(encoding="utf-8")
    assert text.count("#") >= 15


@pytest.mark.parametrize(("kind", "source"), SHIPPED)
def test_a_copy_is_the_whole_file_under_a_new_name_with_its_title_and_comments(
    program: Program, kind: Playable, source: str
) -> None:
    assert program("new", kind, "ours", "--from", source).code == 0
    assert clean(program, "--quick", "scenarios" if kind == "scenario" else "drills"), (
        "playing shows what it did before"
    )
    original = (shipped_folder() / FOLDERS[kind] / f"{source}.yaml").read_text(encoding="utf-8")
    copy = (program.folder / FOLDERS[kind] / "ours.yaml").read_text(encoding="utf-8")
    title = next(line for line in original.splitlines() if line.startswith("title: "))
    called = f"{title} (ours)" if kind == "drill" else title
    assert copy == original.replace(f"\nid: {source}\n", "\nid: ours\n").replace(f"\n{title}\n", f"\n{called}\n")
    assert copy != original


@pytest.mark.parametrize(
    "arguments",
    [
        ("scenario", "ours"),
        ("procedure", "ours"),
        ("drill", "ours"),
        ("drill", "ours", "--scenario", "ivr-on-the-floor", "--procedure", "floor-payment-alarm"),
        ("drill", "ours", "--from", "tiny-drill"),
        ("deck", "ours"),
        ("scenario", "ours", "--from", "ivr-on-the-floor"),
        ("scenario", "ours", "--from", "tiny"),
        ("procedure", "ours", "--from", "payment-channel-compromise"),
        ("procedure", "ours", "--from", "library/drills/procedures/tiny-procedure.yaml"),
    ],
)
@pytest.mark.parametrize("folder", ["", "sub folder"])
def test_what_it_says_to_type_next_works(program: Program, arguments: tuple[str, ...], folder: str) -> None:
    done = program("new", *arguments, *(("--folder", folder) if folder else ()))
    assert done.code == 0
    for command in commands_of(done):
        again = program(*command, typed="quit\n")
        assert (again.code, again.err) == (0, "") or (command[0] == "new" and again.code == 0), again.err
        assert command[0] != "check" or "tiny" in arguments[-1] or "0 errors, 0 warnings" in again.out


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
@pytest.mark.parametrize("kind", FOLDERS)
def test_a_name_that_windows_keeps_for_a_device_is_refused_on_every_system(
    program: Program, kind: Playable, name: str
) -> None:
    done = program("new", kind, name)
    assert done.code == 2
    assert f"'{name}' names a device on Windows" in done.err
    assert written(program.folder) == {}
    assert program("new", kind, f"{name}-1").code == 0


@pytest.mark.parametrize(
    ("kind", "name"), [("scenario", "ivr-solo"), ("procedure", "floor-payment-alarm"), ("drill", "ivr-team")]
)
def test_a_name_that_would_find_a_shipped_file_in_place_of_the_new_one_is_refused(
    program: Program, kind: str, name: str
) -> None:
    done = program("new", kind, name)
    assert done.code == 2
    assert "which would be found in place of yours" in done.err
    assert f"our-{name}" in done.err
    assert not (program.folder / "drills").exists()
    assert program("new", "procedure", "ivr-solo").code == 0, "no procedure is called so"


def test_a_new_drill_asks_what_the_guides_answer(program: Program) -> None:
    program("new", "scenario", "ours")
    program("new", "drill", "plan")
    for name in ("ours", "plan"):
        assert "\nask: [confidence]  " in (program.folder / f"drills/{name}.yaml").read_text(encoding="utf-8")


def test_no_new_drill_is_called_like_another_one(program: Program) -> None:
    """The library lists drills by their titles."""
    done = program("new", "drill", "ours", "--from", "ivr-team")
    told = (
        "It plays ivr-second-prompt, as ivr-team does. It is called The payment line, with the team (ours): give it a title"
        " of its own."
    )
    assert told in " ".join(done.err.split())
    program("new", "drill", "again", "--from", "ours")
    program("new", "scenario", "one")
    program("new", "scenario", "two")
    program("new", "drill", "four", "--scenario", "one", "--procedure", "one")
    program("new", "drill", "five", "--scenario", "one", "--procedure", "one")
    assert {path.stem: title_of(path) for path in Path("drills").glob("*.yaml")} == {
        "ours": "The payment line, with the team (ours)",
        "again": "The payment line, with the team (again)",
        "one": "A voice from the supplier, on your own",
        "two": "A voice from the supplier, on your own (two)",
        "four": "A voice from the supplier",
        "five": "A voice from the supplier (five)",
    }


def title_of(path: Path) -> str:
    return next(
        line.removeprefix("title: ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("title: ")
    )


def test_a_new_drill_is_for_as_many_and_as_long_as_the_plan_that_there_is_of_its_story(program: Program) -> None:
    """An hour of a team was planned as ten minutes of one person."""
    pair = ("--scenario", "ivr-second-prompt", "--procedure", "payment-channel-compromise")
    done = program("new", "drill", "ours", *pair)
    assert "Like 'ivr-team' it is planned for a team and 60 minutes: change mode and minutes" in " ".join(
        done.err.split()
    )
    lines = Path("drills/ours.yaml").read_text(encoding="utf-8").splitlines()
    said = {line.split("  #")[0].rstrip() for line in lines}
    assert {
        "mode: team",
        "minutes: 60",
        "options: closed",
        "feedback: end",
        "ask: [role, records, confidence]",
    } <= said
    assert clean(program, "--quick", "drills")


def test_of_a_story_without_a_plan_it_is_said_for_whom_it_is_planned_now(program: Program) -> None:
    program("new", "scenario", "ours", "--from", "ivr-second-prompt")
    done = program("new", "drill", "plan", "--procedure", "payment-channel-compromise")
    assert "It is planned for one person and 10 minutes: change mode and minutes" in " ".join(done.err.split())
    assert "\nmode: solo  " in Path("drills/plan.yaml").read_text(encoding="utf-8")


def test_a_new_drill_plays_the_only_scenario_of_the_folder_and_says_so(program: Program) -> None:
    assert "It plays Desk fourteen (ivr-on-the-floor), " in program("new", "drill", "shipped").err
    (program.folder / "drills/shipped.yaml").unlink()
    program("new", "scenario", "ours")
    done = program("new", "drill", "night-shift")
    assert (
        "It plays A voice from the supplier (ours), scored against When a stranger asks for a favour (ours)."
        in " ".join(done.err.split())
    )
    drill = (program.folder / "drills/night-shift.yaml").read_text(encoding="utf-8")
    assert "\nscenario: ours" in drill and "\nprocedure: ours" in drill and "Desk fourteen" not in drill
    assert clean(program, "drills")


def test_a_new_drill_among_several_of_a_kind_is_refused_until_one_is_named(program: Program) -> None:
    program("new", "procedure", "our-plan")
    program("new", "scenario", "ours")
    before = written(program.folder)
    done = program("new", "drill", "night-shift")
    assert done.code == 2
    assert f"there are 2 procedures in {Path('drills/procedures')}: our-plan, ours" in done.err
    assert "as in --procedure our-plan" in done.err
    assert written(program.folder) == before
    assert program("new", "drill", "night-shift", "--procedure", "ours").code == 0
    program("new", "scenario", "others")
    done = program("new", "drill", "day-shift", "--procedure", "ours")
    assert done.code == 2
    assert f"there are 2 scenarios in {Path('scenarios')}: others, ours" in done.err
    assert "as in --scenario others" in done.err
    assert program("new", "drill", "day-shift", "--procedure", "ours", "--scenario", "ours").code == 0


def test_a_new_drill_of_a_scenario_without_a_procedure_says_how_to_begin_one(program: Program) -> None:
    program("new", "scenario", "ours", "--from", "ivr-on-the-floor")
    done = program("new", "drill", "night-shift")
    assert done.code == 2
    assert f"there is no procedure in {Path('drills/procedures')}" in done.err
    assert "Or begin one: ccdrill new procedure NAME --for ours" in done.err
    assert program("new", "drill", "night-shift", "--procedure", "floor-payment-alarm").code == 0


def test_of_a_procedure_to_fill_in_it_is_said_that_it_must_be_filled_in_first(program: Program) -> None:
    done = program("new", "procedure", "ours", "--for", "ivr-on-the-floor")
    first = "Next: take away the # of the steps that you have, fill in the blanks ____, then:\n  ccdrill check "
    assert first in done.err
    assert "\nNext:\n" in program("new", "procedure", "another").err


def test_a_copy_keeps_what_a_name_in_it_means_to_yaml(program: Program) -> None:
    assert program("new", "scenario", "123").code == 0
    assert program("new", "procedure", "null", "--for", "123").code == 0
    assert 'id: "123"' in (program.folder / "scenarios/123.yaml").read_text(encoding="utf-8")
    assert clean(program, "scenarios", "drills/123.yaml")
    told = program("check", "drills/procedures/null.yaml").out.splitlines()[0]
    assert "no entry of 'steps' is uncommented yet" in told
    assert told.endswith("[no-value]")


@pytest.mark.parametrize(
    "there", ["scenarios/ours.yaml", "drills/ours.yaml", "drills/procedures/ours.yaml", "schemas", "drills"]
)
def test_what_is_there_is_never_written_over_and_then_nothing_is_written(program: Program, there: str) -> None:
    (program.folder / there).parent.mkdir(parents=True, exist_ok=True)
    (program.folder / there).write_text("mine", encoding="utf-8")
    done = program("new", "scenario", "ours")
    assert done.code == 2
    assert str(Path(there)) in done.err
    assert written(program.folder) == {there: "mine"}


def test_a_vocabulary_of_ones_own_is_left_as_it_is(program: Program) -> None:
    (program.folder / "scenarios").mkdir()
    own = "schema: ccdrill/vocabulary/v1\nroles: {guard: {title: Guard}}\n"
    (program.folder / "scenarios/vocabulary.yaml").write_text(own, encoding="utf-8")
    assert program("new", "scenario", "ours").code == 0
    assert (program.folder / "scenarios/vocabulary.yaml").read_text(encoding="utf-8") == own
    assert program("new", "procedure", "plan", "--for", "ours").code == 0
    assert "guard (Guard)" in (program.folder / "drills/procedures/plan.yaml").read_text(encoding="utf-8")


def test_a_name_with_a_folder_is_told_without_it(program: Program) -> None:
    assert "Write ours: the name alone" in program("new", "scenario", "scenarios/ours").err


@pytest.mark.parametrize("name", ["Ours", "our line", "../ours", "ours.yaml", "", "vocabulary", "a\0b", "ü", "-x"])
def test_a_name_that_no_file_can_have_is_2(program: Program, name: str) -> None:
    done = program("new", "scenario", "--", name)
    assert done.code == 2
    assert written(program.folder) == {}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("scenario", "x", "--from", "ivr-second-promt"), "Did you mean 'ivr-second-prompt'?"),
        (("procedure", "x", "--for", "nowhere.yaml"), "there is no such file"),
        (("procedure", "x", "--for", "tiny", "--from", "tiny-procedure"), "exclude each other"),
        (("drill", "x", "--scenario", "tiny"), "Or begin one: ccdrill new procedure NAME --for tiny"),
        (("drill", "x", "--procedure", "tiny-procedure"), "Name what is played: --scenario ID"),
        (("drill", "x", "--from", "tiny-drill", "--scenario", "tiny", "--procedure", "x"), "--from copies"),
        (
            ("drill", "x", "--scenario", "tiny", "--procedure", "floor-payment-alarm"),
            "ccdrill new procedure NAME --for tiny",
        ),
        (("drill", "x", "--scenario", "../tiny", "--procedure", "tiny-procedure"), "there is no scenario"),
        (("scenario", "x", "--from", "library/drills/tiny-drill.yaml"), "this is a drill"),
    ],
)
def test_what_can_not_be_made_is_told_and_nothing_is_written(
    program: Program, arguments: tuple[str, ...], told: str
) -> None:
    done = program("new", *arguments)
    assert done.code == 2
    assert told in done.err
    assert written(program.folder) == {}


def test_a_copied_story_is_planned_as_the_one_that_it_was_copied_from(program: Program) -> None:
    """A team's hour got a plan for one person and ten minutes."""
    done = program("new", "scenario", "ours", "--from", "ivr-second-prompt")
    assert commands_of(done)[1] == ["new", "drill", "ours", "--from", "ivr-team", "--scenario", "ours"]
    planned = program(*commands_of(done)[1])
    assert planned.code == 0 and "It plays The payment line (ours)" in planned.err
    text = Path("drills/ours.yaml").read_text(encoding="utf-8")
    assert "\nscenario: ours\n" in text and "\nmode: team\n" in text and "\nminutes: 60\n" in text
    assert "0 errors, 0 warnings" in program("check", "drills/ours.yaml").out
    again = program("new", "drill", "more", "--from", "ivr-team", "--scenario", "nothing-such")
    assert again.code == 2 and "there is no scenario 'nothing-such'" in again.err


@pytest.mark.parametrize("name", ["a", "wrong-inbox", "a-name-that-is-longer-than-the-room-that-there-is"])
def test_comments_stay_below_each_other_whatever_the_name(program: Program, name: str) -> None:
    assert program("new", "scenario", name).code == 0
    for path in (f"scenarios/{name}.yaml", f"drills/{name}.yaml", f"drills/procedures/{name}.yaml"):
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        line = next(one for one in lines if one.startswith("id: "))
        assert line.index("#") == max(33, len(f"id: {name}  ")), path


def test_a_drill_stands_for_what_it_plays(program: Program) -> None:
    """`ccdrill list` lists drills: their names are those that people know."""
    done = program("new", "scenario", "ours", "--from", "ivr-team")
    assert done.code == 0
    assert "'ivr-team' is a drill; it plays ivr-second-prompt." in done.err
    assert "title: The payment line" in Path("scenarios/ours.yaml").read_text(encoding="utf-8")
    done = program("new", "procedure", "plan", "--for", "ivr-solo")
    assert done.code == 0 and "the scenario 'ivr-on-the-floor'" in Path("drills/procedures/plan.yaml").read_text(
        "utf-8"
    )
    done = program("new", "procedure", "copy", "--from", "ivr-team")
    assert done.code == 0 and "it plays against payment-channel-compromise." in done.err
    done = program("new", "drill", "both", "--scenario", "ivr-team", "--procedure", "ivr-team")
    assert done.code == 0
    assert "scenario: ivr-second-prompt" in Path("drills/both.yaml").read_text(encoding="utf-8")
    assert max(map(len, done.err.splitlines())) <= 80


def test_a_copy_of_what_has_errors_is_refused_with_all_of_them(program: Program) -> None:
    (program.folder / "bad.yaml").write_text(TINY_SCENARIO.replace("takes: 10m", "takes: 10", 2), encoding="utf-8")
    done = program("new", "scenario", "ours", "--from", "bad.yaml")
    assert done.code == 2
    assert done.err.count("10 has no unit") == 2


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_schema_of_each_kind_is_printed_as_json(program: Program, kind: Kind) -> None:
    done = program("schema", kind)
    assert (done.code, done.err) == (0, "")
    assert done.out == schema_text(kind)
    shown: dict[str, Any] = json.loads(done.out)
    assert shown["properties"]["schema"]["const"] == f"ccdrill/{kind}/v1"


def test_a_schema_that_is_not_known_is_2(program: Program) -> None:
    assert program("schema", "run").code == 2


def test_schemas_of_an_older_version_are_brought_up_to_date_and_others_are_left(program: Program) -> None:
    program("new", "scenario", "one")
    old = schema_text("scenario").replace("What people call it.", "Its old sentence.")
    (program.folder / schema_file("scenario")).write_text(old, encoding="utf-8")
    (program.folder / schema_file("drill")).write_text("{}", encoding="utf-8")
    done = program("new", "scenario", "two")
    assert done.code == 0
    assert f"Wrote {Path(schema_file('scenario'))}\n" in done.err
    assert (program.folder / schema_file("scenario")).read_text(encoding="utf-8") == schema_text("scenario")
    assert (program.folder / schema_file("drill")).read_text(encoding="utf-8") == "{}"
    assert "procedure-v1" not in done.err
