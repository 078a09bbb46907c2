"""A story that is larger than any that people play is refused in words, before it is looked at situation by situation."""

import pytest

from ccdrill.authoring.checks.check_size import check_size
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.decoding.load import load_text
from ccdrill.authoring.reading import limits
from ccdrill.model.scenario import Scenario
from tests.running import ROOT

HEAD = """\
schema: ccdrill/scenario/v1
id: wide
title: Wide
version: "1"
summary: Much at once.
begins: 2026-03-02T10:00+00:00
"""
CHOICE = "c{}: {{text: Do it, takes: 1m}}"
PARTS = {
    "flags": (limits.MAX_FLAGS, "f{}: false", "flags: PARTS\n"),
    "meters": (limits.MAX_METERS, "m{}: {{label: M, start: 0}}", "meters: PARTS\n"),
    "injects": (limits.MAX_INJECTS, "i{}: {{at: 1m, from: Floor, text: Now.}}", "injects: PARTS\n"),
    "anywhere": (limits.MAX_CHOICES, CHOICE, "anywhere: PARTS\n"),
    "choices": (limits.MAX_CHOICES, CHOICE, ""),
}


def said(head: str, states: str) -> list[tuple[str, int, str]]:
    """What is said of the size of a scenario, each with its line."""
    text = f"{HEAD}{head}start: s0\nstates:\n{states}endings:\n  end: {{kind: good, title: E, narrative: Here.}}\n"
    loaded = load_text(text, "wide.yaml", Scenario).loaded
    assert loaded is not None
    findings = Findings(loaded.document)
    check_size(findings, loaded.model)
    return [(one.code, one.line, one.message) for one in findings.sorted()]


def state(number: int, choices: str) -> str:
    """A state with these choices."""
    return f"  s{number}: {{phase: detect, title: S, question: Q, narrative: Here., choices: {{{choices}}}}}\n"


@pytest.mark.parametrize("part", PARTS)
def test_as_many_as_may_be_are_taken_and_one_more_is_told_of_at_its_line(part: str) -> None:
    most, unit, frame = PARTS[part]
    for count in (most, most + 1):
        parts = ",\n".join(unit.format(number) for number in range(count))
        head = frame.replace("PARTS", f"{{{parts}}}")
        found = said(head, state(0, parts if part == "choices" else CHOICE.format(0)))
        assert [code for code, _, _ in found] == ["too-large"] * (count - most)
        assert all(line and f"{most + 1:,}" in message and f"{most:,}" in message for _, line, message in found)


def test_the_guide_to_checks_names_these_limits() -> None:
    told = " ".join((ROOT / "docs/checks.md").read_text(encoding="utf-8").split())
    assert (
        f"at most {limits.MAX_INJECTS:,} injects, {limits.MAX_FLAGS:,} flags and {limits.MAX_METERS:,} meters" in told
    )
    assert f"at most {limits.MAX_CHOICES:,} choices" in told
    assert f"all states together {limits.MAX_OFFERS:,}" in told


def test_choices_from_anywhere_count_in_each_state_that_offers_them() -> None:
    states = limits.MAX_OFFERS // 500
    shared = ",\n".join(CHOICE.format(number) for number in range(500))
    every = "".join(state(number, CHOICE.format("")) for number in range(states))
    ((code, line, message),) = said(f"anywhere: {{{shared}}}\n", every)
    assert (code, line) == ("too-large", HEAD.count("\n") + 1)
    assert f"{states * 501:,}" in message
    assert said(f"anywhere: {{{shared}}}\n".replace("text: Do it", "in: [s0], text: Do it"), every) == []
