"""What is said to make no difference makes none: also not on the way to a state that opens later, and while a choice is under way."""

from random import Random

import pytest

from ccdrill.authoring.decoding.load import load_text
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsal.telling.verdicts import check_story

ALIKE = """
schema: ccdrill/scenario/v1
id: alike
title: Alike
version: "1"
summary: Two ways that read alike, one for each of those who come.
begins: 2026-03-02T09:00+00:00
flags: {early: false, told: false}
start: door
states:
  door:
    phase: detect
    title: Door
    question: What now?
    narrative: A door.
    choices:
      run: {text: Run, set: {early: true}, goto: hall}
      tell: {text: Tell somebody, set: {told: true}, goto: hall}
  hall:
    phase: contain
    title: Hall
    question: What now?
    narrative: A hall.
    choices:
      go: {text: Go in, when: early, goto: home}
      follow: {text: Go in, when: WHEN, goto: home}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(("asked", "is_told"), [("told", False), ("not told", True)])
def test_choices_read_alike_only_where_both_are_offered(asked: str, is_told: bool):
    loaded = load_text(ALIKE.replace("WHEN", asked), "alike.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    codes = {one.code for one in check_story(loaded.document, loaded.model, found, is_paced=False)}
    assert ("same-text" in codes) is is_told


DRIFTING = """
schema: ccdrill/scenario/v1
id: drifting
title: Drifting
version: "1"
summary: Something runs on until the doors open, and while a list is fetched.
begins: 2026-03-02T09:00+00:00
meters: {copies: {label: Copies, start: 0, shown: live}}
drift: [{meter: copies, per_hour: 2, while: "WHILE"}]
start: door
states:
  door:
    phase: detect
    title: Door
    question: What now?
    narrative: A door.
    opens: 2h
    marks: [open]
    choices:
      fetch: {text: Fetch the list, takes: 3h, does: [{action: look, after: 1h}], goto: home}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


def told(asked: str) -> dict[str, str]:
    """What is said of the drift that runs only while that holds."""
    loaded = load_text(DRIFTING.replace("WHILE", asked), "drifting.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    findings = check_story(loaded.document, loaded.model, found, is_paced=False)
    return {one.code: one.message for one in findings if "while:" in one.source}


@pytest.mark.parametrize(
    "asked", ["elapsed < 2h", "not happened(open)", "happened(open)", "done(look)", "not done(look)", "elapsed >= 1h"]
)
def test_a_drift_that_runs_for_a_time_is_told_nothing(asked: str):
    assert told(asked) == {}


@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        ("done(hide)", "dead-drift", "this never runs: 'done(hide)' never holds: nothing has it done"),
        (
            "done(look) and elapsed < 2h",
            "dead-drift",
            (
                "this never runs: no play ever has 'done(look)' and 'elapsed < 2 h': 'done(look)' is only done by "
                "'door/fetch'"
            ),
        ),
        ("not done(hide)", "always-true", "this condition always holds, so the drift always runs"),
    ],
)
def test_a_drift_that_never_runs_or_always_does_is_told_with_the_reason(asked: str, code: str, why: str):
    assert told(asked) == {code: why}


RING = """
schema: ccdrill/scenario/v1
id: ring
title: Ring
version: "1"
summary: From the desk to the letter, which comes at five, and back as often as people like.
begins: 2026-03-02T09:00+00:00
meters: {trust: {label: Trust, start: 50, shown: live}}
flags: {asked: false}
drift: [{meter: trust, per_hour: -2, while: "WHILE"}]
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: A desk., choices: {
    ask: {text: Ask, when: not asked, takes: 5m, set: {asked: true}},
    read: {text: Read the post, takes: 10m, goto: letter}}}
  letter: {phase: notify, title: Letter, question: What now?, narrative: A letter., opens: 8h, marks: [certainty], choices: {
    back: {text: Go back, takes: 10m, goto: desk},
    leave: {text: Leave, when: trust > 40, goto: home},
    flee: {text: Flee, goto: home}}}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("not asked and happened(certainty) and elapsed < 2h", "dead-drift"),
        ("not asked and happened(certainty) and elapsed < 8h", "dead-drift"),
        ("not asked and happened(certainty) and elapsed < 9h", ""),
        ("asked and not happened(certainty)", ""),
    ],
)
@pytest.mark.parametrize("is_paced", [False, True])
def test_a_drift_never_runs_where_what_it_asks_for_never_comes_together_though_ways_meet(
    asked: str, code: str, is_paced: bool
):
    loaded = load_text(RING.replace("WHILE", asked), "ring.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    told = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    of_drift = [one for one in told if "while:" in one.source]
    assert [one.code for one in of_drift] == [code] * bool(code)
    assert all("no play ever has not 'asked' and 'happened(certainty)'" in one.message for one in of_drift)


BELL = """
schema: ccdrill/scenario/v1
id: bell
title: Bell
version: "1"
summary: A bell rings unless somebody has shut the door, which takes ten minutes.
begins: 2026-03-02T09:00+00:00
flags: {shut: false}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: A hall., choices: {
    shut: {text: Shut the door, takes: 10m, set: {shut: true}},
    leave: {text: Leave, takes: 10m, goto: home}}}
injects:
  bell: {at: AT, when: not shut, text: It rings.}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize(("at", "is_told"), [("9m", True), ("10m", False), ("11m", False)])
@pytest.mark.parametrize("is_paced", [False, True])
def test_a_condition_that_nothing_can_have_ended_by_then_always_holds(at: str, is_told: bool, is_paced: bool):
    loaded = load_text(BELL.replace("AT", at), "bell.yaml", Scenario).loaded
    assert loaded is not None
    told = check_story(
        loaded.document, loaded.model, survey(compile_scenario(loaded.model), Random(0).random), is_paced=is_paced
    )
    assert [one.source.strip() for one in told if one.code == "always-true"] == [
        f"bell: {{at: {at}, when: not shut, text: It rings.}}"
    ] * is_told


CROWD = """
schema: ccdrill/scenario/v1
id: crowd
title: Crowd
version: "1"
summary: Five ways to leave, and another two for those who think for three hours.
begins: 2026-03-02T09:00+00:00
flags: {asked: false}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: A hall., choices: {
    ask: {text: Ask, when: not asked, set: {asked: true}},
    one: {text: Leave by the first door, goto: home},
    two: {text: Leave by the second, goto: home},
    three: {text: Leave by the third, goto: home},
    four: {text: Leave by the fourth, goto: home},
    late: {text: Leave late, when: elapsed >= 3h, goto: [{when: asked, to: home}, {to: away}]}}}
endings:
  home: {kind: good, title: Home, narrative: Over.}
  away: {kind: mixed, title: Away, narrative: Over.}
"""


@pytest.mark.parametrize(
    ("is_paced", "codes"), [(False, {"dead-choice", "unreachable-ending"}), (True, {"too-many-choices"})]
)
def test_without_a_pace_nothing_is_told_of_what_only_people_meet_who_wait(is_paced: bool, codes: set[str]):
    loaded = load_text(CROWD, "crowd.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    assert {one.code for one in check_story(loaded.document, loaded.model, found, is_paced=is_paced)} == codes
