"""A name that is known nowhere is told once, with every place where it stands."""

import json
from pathlib import Path

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.telling.machine_report import as_json
from ccdrill.checking import Checker
from ccdrill.model.diagnostics import Diagnostic
from tests.builders import TINY_PROCEDURE, TINY_SCENARIO, write_library


def found_in(folder: Path, text: str, place: str = "scenarios/tiny.yaml") -> tuple[Diagnostic, ...]:
    (folder / place).write_text(text, encoding="utf-8")
    return Checker(Library((folder,))).check(folder / place)


def test_a_renamed_flag_is_one_finding_that_lists_its_uses(tmp_path: Path):
    folder = write_library(tmp_path)
    asked = "\n".join(f"      more-{number}: {{text: M{number}, when: fixed, takes: 1m}}" for number in range(6))
    text = TINY_SCENARIO.replace("    choices:\n", f"    choices:\n{asked}\n", 1)
    (one,) = [one for one in found_in(folder, text) if one.code == "unknown-flag"]
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if "when: fixed" in line]
    assert one.line == lines[0]
    assert f"used 6 times, also in lines {lines[1]}, {lines[2]}, " in one.message
    assert [line for line, _ in one.also] == lines[1:]
    told = json.loads(as_json(1, [one]))["findings"][0]
    assert [line for line, _ in told["also"]] == lines[1:]


def test_a_renamed_meter_is_one_finding_whether_it_is_added_to_set_or_asked_for(tmp_path: Path):
    uses = (
        "      a: {text: A, takes: 1m, add: {wait: 1}}\n"
        "      b: {text: B, takes: 1m, set: {wait: 0}}\n"
        "      c: {text: C, takes: 1m, when: wait > 2}\n"
    )
    text = TINY_SCENARIO.replace("    choices:\n", f"    choices:\n{uses}", 1)
    (one,) = found_in(write_library(tmp_path), text)
    assert one.code == "unknown-meter"
    assert "used 3 times" in one.message and len(one.also) == 2


def test_a_name_that_is_used_once_is_told_without_a_count(tmp_path: Path):
    text = TINY_SCENARIO.replace("    choices:\n", "    choices:\n      more: {text: M, when: fixed, takes: 1m}\n", 1)
    (one,) = [one for one in found_in(write_library(tmp_path), text) if one.code == "unknown-flag"]
    assert (one.also, "used" in one.message) == ((), False)


def test_two_names_are_two_findings_however_alike_they_are(tmp_path: Path):
    more = "      a: {text: A, when: fixed, takes: 1m}\n      b: {text: B, when: fixd, takes: 1m}\n"
    text = TINY_SCENARIO.replace("    choices:\n", f"    choices:\n{more}", 1)
    assert [one.code for one in found_in(write_library(tmp_path), text)].count("unknown-flag") == 2


def test_an_unknown_role_of_several_steps_is_told_once(tmp_path: Path):
    text = TINY_PROCEDURE.replace("[telephony]", "[telephny]")
    assert text.count("[telephny]") == 2
    told = found_in(write_library(tmp_path), text, "drills/procedures/tiny-procedure.yaml")
    assert [(one.code, len(one.also)) for one in told] == [("unknown-role", 1)]


def test_a_flag_that_was_renamed_where_it_is_set_is_named_with_the_one_that_nothing_sets(tmp_path: Path):
    folder, file = write_library(tmp_path), "scenarios/tiny.yaml"
    renamed = TINY_SCENARIO.replace("set: {route_diverted: true}", "set: {rerouted: true}")
    cures = []
    for flags, asked in (
        ("rerouted: false", ""),
        ("rerouted: false, calm: false", " and calm"),
        ("rerouted: true", ""),
    ):
        text = renamed.replace("flags: {", f"flags: {{{flags}, ").replace(
            "not route_diverted", f"not route_diverted{asked}"
        )
        (folder / file).write_text(text, encoding="utf-8")
        found = Checker(Library((folder,)), is_quick=True).check(folder / file)
        cures += [one.cure for one in found if one.code == "flag-never-read"]
    assert ["route_diverted" in cure for cure in cures] == [True, False, False]


def unplayed(folder: Path, text: str) -> list[Diagnostic]:
    """What shows of a scenario without playing it, but for notes."""
    (folder / "scenarios/tiny.yaml").write_text(text, encoding="utf-8")
    told = Checker(Library((folder,)), is_quick=True).check(folder / "scenarios/tiny.yaml")
    return [one for one in told if one.severity != "note"]


def test_a_flag_under_two_names_is_one_finding_that_names_both(tmp_path: Path):
    slip = TINY_SCENARIO.replace("set: {route_diverted: true}", "set: {route_divertd: true}")
    text = slip.replace("flags: {", "flags: {route_divertd: false, ")
    (one,) = unplayed(write_library(tmp_path), text)
    assert (one.code, one.folded) == ("flag-never-changes", ("flag-never-read",))
    assert "'route_diverted' is false for ever" in one.message and "nothing asks for 'route_divertd'" in one.message
    assert "call them the same" in one.cure


def test_a_flag_that_is_set_under_another_name_once_is_told_what_it_may_be(tmp_path: Path):
    more = "    choices:\n      more: {text: More, takes: 1m, set: {route_divertd: true}}\n"
    text = TINY_SCENARIO.replace("flags: {", "flags: {route_divertd: false, ").replace("    choices:\n", more, 1)
    (one,) = unplayed(write_library(tmp_path), text)
    assert (one.code, "If it is 'route_diverted', call both the same." in one.cure) == ("flag-never-read", True)


NAMED_ON = (
    TINY_SCENARIO.replace("flags: {", "flags: {on: false, ", 1)
    .replace("    choices:\n", "    choices:\n      on: {text: Switch, when: on, takes: 1m, set: {on: true}}\n", 1)
    .replace("      on: {", "      dark: {text: Dim, when: not on, once: on, takes: 1m}\n      on: {", 1)
)


def test_a_name_that_is_no_text_to_every_reader_is_told_once_and_quotes_cure_it(tmp_path: Path):
    folder = write_library(tmp_path)
    (one,) = [one for one in found_in(folder, NAMED_ON) if "the name on" in one.message]
    assert one.code == "yaml-1.1" and "used 4 times" in one.message and len(one.also) == 3
    assert NAMED_ON.split("\n")[one.line - 1].startswith("flags: {")
    quoted = NAMED_ON.replace("on: false", '"on": false').replace("      on: {", '      "on": {')
    quoted = quoted.replace("when: on,", 'when: "on",').replace("{on: true}", '{"on": true}')
    assert [(one.code, one.width) for one in found_in(folder, quoted) if one.severity == "error"] == [("wrong-kind", 2)]


def test_a_condition_that_says_no_is_no_use_of_a_choice_by_that_name(tmp_path: Path):
    asked = "    choices:\n      no: {text: Refuse, takes: 1m}\n      more: {text: More, when: no, takes: 1m}\n"
    told = found_in(write_library(tmp_path), TINY_SCENARIO.replace("    choices:\n", asked, 1))
    assert [one.also for one in told if one.code == "yaml-1.1"] == [(), ()]
