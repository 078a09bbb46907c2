"""What follows from a cause is told with it: nothing is lost, and a mended scenario can do all that the scenario can."""

import re
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ccdrill.authoring.checks.check_unused import note_fixed
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.decoding.load import load_text
from ccdrill.authoring.reading.document import Complaint
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.model.walks import conditions_of
from ccdrill.rehearsal.known.needs import needs
from ccdrill.rehearsal.survey import surveying
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.surveying import survey, try_out
from ccdrill.rehearsal.telling.folding import fold
from ccdrill.rehearsal.telling.mends import Mend, mended
from ccdrill.rehearsal.telling.verdicts import note_story
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.small import small_budgets
from tests.rehearsal.survey.test_survey import RESCUE
from tests.rehearsal.telling.test_remarks import CROWD
from tests.rehearsal.walks import moves

_FEW = 60


def complaints_of(scenario: Scenario, *, is_paced: bool) -> tuple[list[Complaint], list[Complaint]]:
    """What is told one by one, and what is told folded."""
    loaded = load_text(RESCUE, "rescue.yaml", Scenario).loaded
    assert loaded is not None
    with small_budgets():
        found = survey(compile_scenario(scenario), Random(1).random, budget=300, plays=20)
    findings = note_story(loaded.document, scenario, found, is_paced=is_paced)
    before = list(findings.complaints)

    def again(mends: tuple[Mend, ...]) -> Survey:
        return try_out(compile_scenario(mended(scenario, mends)), Random(0).random)

    with small_budgets() as patch:
        patch.setattr(surveying, "_TRIALS", 8)  # they show of so small a story what a hundred show, one by one compared
        fold(findings, found, "", again, is_paced=is_paced)
    after = list(findings.complaints)
    flags = Findings(loaded.document)
    note_fixed(flags, scenario)  # told without playing; here only with what follows from them
    return [*before, *(one for one in flags.complaints if one.path in {kept.path for kept in after})], after


def counted(message: str) -> int:
    """How many others are told of in a message."""
    _, _, consequences = message.partition("; and so")
    every = re.findall(r"(\d+) (?:choice|inject|state|ending|timeout|target|drift|text|condition)s?\b", consequences)
    alike = re.findall(r", nor (?:to )?(\d+) others? of this list", message)
    beside = "".join(re.findall(r", nor with ('.*?): '", message))
    alike += re.findall(r"(\d+) others$", beside)
    return sum(map(int, (*every, *alike))) + len(re.findall(r"'[^']+'", beside)) + consequences.count("the only ending")


@settings(max_examples=2 * settings.default.max_examples)
@given(scenarios(), st.booleans())
def test_whatever_is_left_out_is_counted_in_what_is_told(scenario: Scenario, is_paced: bool):
    before, after = complaints_of(scenario, is_paced=is_paced)
    kept = {(one.path, one.code) for one in after}
    gone = [one for one in before if (one.path, one.code) not in kept]
    event(f"{min(len(gone), 3)} of {min(len(before), 9)} are folded")
    round_it = sum(one.message.partition("nor from")[2].count("'") // 2 for one in after if "nor from" in one.message)
    assert len(gone) == sum(counted(one.message) for one in after) + round_it
    assert {one.code for one in gone} == {code for one in after for code in one.folded} | (
        {"no-way-out"} if round_it else set()
    )
    assert not {"stuck", "soft-lock", "stuck-untimed", "not-decided"} & {one.code for one in gone}
    assert all(
        any(one.message.startswith(other.message) for other in before if other.path == one.path) for one in after
    )


@settings(max_examples=2 * settings.default.max_examples)
@given(scenarios(), st.data())
def test_a_mended_scenario_can_do_all_that_the_scenario_can(scenario: Scenario, data: st.DataObject):
    states = [*scenario.states, *scenario.endings]
    causes = [
        *(("state", name) for name in states),
        *(("choice", f"{name}/{key}") for name, state in scenario.states.items() for key in state.choices),
        *(("choice", str(key)) for key in scenario.anywhere),
        *(("inject", str(key)) for key in scenario.injects),
        *(("timeout", str(name)) for name, state in scenario.states.items() if state.timeout is not None),
        *(("drift", str(index)) for index, drift in enumerate(scenario.drift) if drift.while_ is not None),
        *(need for when in conditions_of(scenario) for need in needs(when.tree, holds=True)),
    ]
    home = data.draw(st.sampled_from([*scenario.states]))
    mends = [Mend(one, (home,)) for one in data.draw(st.lists(st.sampled_from(causes), min_size=1, max_size=3))]
    table, other = (build_table(compile_scenario(one)) for one in (scenario, mended(scenario, mends)))
    first, twin = Walker(table), Walker(other)
    first.start()
    twin.start()
    twins = {first: twin}
    for before, key, after in moves(first, _FEW):
        there = Walker(other)
        there.copy_from(twins[before])
        if key is None:
            there.wait()
        else:
            there.take(next(row for row in there.open_rows() if row.offer.key == key))
        assert other.names[there.state] == table.names[after.state]
        twins[after] = there


def test_a_state_is_led_to_beside_what_a_choice_does_and_before_it():
    loaded = load_text(RESCUE, "rescue.yaml", Scenario).loaded
    assert loaded is not None
    scenario = mended(loaded.model, [Mend(("state", "home"), (StateId("desk"),))])
    found = try_out(compile_scenario(scenario), Random(0).random)
    assert any(found.table.names[state] == "home" for state in found.states)
    walker = Walker(found.table)
    walker.start()
    for key in ("mend 0, next", "desk/tell"):
        walker.take(next(row for row in walker.open_rows() if row.offer.key == key))
    assert found.table.names[walker.state] == "home"


TURN = """
schema: ccdrill/scenario/v1
id: turn
title: Turn
version: "1"
summary: Whoever burns the key goes round between two rooms for ever.
begins: 2026-03-02T09:00+00:00
flags: {burnt: false, bent: false}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: A hall., choices: {
    burn: {text: Burn it, when: not burnt, set: {burnt: true}},
    over: {text: Go over, goto: room},
    out: {text: Go out, when: not burnt and not bent, goto: done}}}
  room: {phase: detect, title: Room, question: What now?, narrative: A room., choices: {
    back: {text: Go back, goto: hall},
    bend: {text: Bend it, when: burnt and not burnt, set: {bent: true}}}}
endings:
  done: {kind: good, title: Done, narrative: Over.}
"""


def locks_told(text: str) -> list[tuple[tuple[str, ...], str]]:
    _, told = complaints_of(read(text, Scenario), is_paced=False)
    return [(one.play, one.message) for one in told if one.code == "soft-lock"]


def test_where_one_play_closes_several_states_that_is_told_once():
    ((play, message),) = locks_told(TURN)
    assert play == ("hall/burn",)
    assert message.endswith("; nor from 'room', with which it goes round")


def test_where_another_play_closes_another_state_both_are_told():
    burn, over = (
        "    burn: {text: Burn it, when: not burnt, set: {burnt: true}},\n",
        "    over: {text: Go over, goto: room},\n",
    )
    text = TURN.replace(burn + over, over + burn).replace("when: burnt and not burnt, set", "set")
    assert [play for play, _ in locks_told(text)] == [("hall/burn",), ("hall/over", "room/bend")]


def test_where_plays_go_round_in_a_state_from_which_others_are_led_elsewhere_both_are_told():
    burn, over = ("when: not burnt, set: {burnt: true}", "text: Go over, goto")
    text = TURN.replace(burn, burn.replace("not burnt", "not bent")).replace(
        over, over.replace(",", ", when: not bent,")
    )
    text = text.replace("back: {text: Go back,", "back: {text: Go back, when: not burnt,").replace(
        "bend: {text: Bend it, when: burnt and not burnt, set: {bent: true}}", "sit: {text: Sit}"
    )
    text = text.replace("    out:", "    bend: {text: Bend it, when: not burnt, set: {bent: true}},\n    out:")
    assert [play for play, _ in locks_told(text)] == [("hall/bend",), ("hall/burn", "hall/over")]


def test_what_follows_from_a_choice_for_people_who_wait_is_told_with_it_where_nobody_does():
    before, told = complaints_of(read(CROWD, Scenario), is_paced=False)
    assert {one.code for one in before} == {"dead-choice", "unreachable-ending"}
    (one,) = told
    assert one.code == "dead-choice"
    assert one.message.endswith("nobody does; and so 1 ending ('away') never comes about")


FIXED = """
schema: ccdrill/scenario/v1
id: fixed
title: Fixed
version: "1"
summary: Nothing unlocks the door.
begins: 2026-03-02T09:00+00:00
flags: {locked: true, lit: false}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: A hall., choices: {
    knock: {text: Knock, when: locked, takes: 1m},
    out: {text: Go out, when: not locked, goto: away},
    wait: {text: Wait, goto: here}}}
endings:
  away: {kind: good, title: Away, narrative: Over.}
  here: {kind: mixed, title: Here, narrative: Over.}
"""


def test_what_follows_from_a_flag_that_never_changes_is_told_of_the_flag():
    _, told = complaints_of(read(FIXED, Scenario), is_paced=False)
    (one,) = told
    assert (one.path, one.code) == (("flags", "locked"), "flag-never-changes")
    assert one.message == (
        "'locked' is true for ever: nothing sets it to false; and so 1 choice ('hall/out') and 1 ending ('away') never "
        "come about, and 1 condition always holds"
    )


def test_a_flag_that_never_changes_is_not_told_of_what_has_another_cause():
    text = FIXED.replace("when: not locked, goto", "when: lit, goto").replace(
        "takes: 1m", "takes: 1m, set: {lit: false}"
    )
    _, told = complaints_of(read(text, Scenario), is_paced=False)
    assert {one.path: set(one.folded) for one in told} == {
        ("flags", "locked"): {"always-true"},
        ("flags", "lit"): {"dead-choice", "unreachable-ending"},
    }


METERED = (
    FIXED.replace("flags: {locked: true, lit: false}", "meters: {force: {label: Force}, heat: {label: Heat}}")
    .replace("when: locked", "when: force < 2 or force > 7")
    .replace("when: not locked", "when: force >= 2 and force <= 7")
)


def test_what_follows_from_a_meter_that_never_changes_is_told_of_the_meter():
    _, told = complaints_of(read(METERED.replace(", heat: {label: Heat}", ""), Scenario), is_paced=False)
    (one,) = told
    assert (one.path, one.code) == (("meters", "force"), "meter-never-changes")
    assert one.message == (
        "nothing ever changes 'force', though conditions ask for it; and so 1 choice ('hall/out') and 1 ending ('away') "
        "never come about, and 1 condition always holds"
    )


def test_a_meter_that_never_changes_is_not_told_of_what_has_another_cause():
    text = METERED.replace("when: force >= 2 and force <= 7", "when: heat > 3").replace(
        "takes: 1m", "takes: 1m, set: {heat: 0}"
    )
    _, told = complaints_of(read(text, Scenario), is_paced=False)
    assert {one.path: set(one.folded) for one in told} == {
        ("meters", "force"): {"always-true"},
        ("meters", "heat"): {"dead-choice", "unreachable-ending"},
    }


def test_a_meter_that_only_one_choice_moves_is_no_cause():
    text = METERED.replace("takes: 1m", "takes: 1m, add: {force: 2}").replace(
        "when: force >= 2 and force <= 7", "when: force > 9"
    )
    _, told = complaints_of(read(text.replace(", heat: {label: Heat}", ""), Scenario), is_paced=False)
    assert "meter-never-changes" not in {one.code for one in told}


def test_a_meter_that_its_limit_holds_is_told_so():
    text = METERED.replace("takes: 1m", "takes: 1m, add: {force: 2}").replace(
        "{label: Force}", "{label: Force, max: 0}"
    )
    _, told = complaints_of(read(text.replace(", heat: {label: Heat}", ""), Scenario), is_paced=False)
    (one,) = told
    assert one.path == ("meters", "force")
    assert ": it starts at its max, and all that moves it would take it beyond; and so 1 choice" in one.message
    assert one.cure == "Move that max, or begin elsewhere; or delete it."


COUNTING = """
schema: ccdrill/scenario/v1
id: counting
title: Counting
version: "1"
summary: Three calls, and then the evening.
begins: 2026-03-02T09:00+00:00
meters: {calls: {label: Calls, min: 0, max: 2}}
start: desk
states:
  desk: {phase: detect, title: Desk, question: Whom now?, narrative: A desk., choices: {
    bank: {text: Bank, once: true, add: {calls: 1}, goto: [{when: calls >= 3, to: evening}, {to: desk}]},
    police: {text: Police, once: true, add: {calls: 1}, goto: [{when: calls >= 3, to: evening}, {to: desk}]},
    press: {text: Press, once: true, add: {calls: 1}, goto: [{when: calls >= 3, to: late}, {to: desk}]},
    go: {text: Go, goto: evening}, stay: {text: Stay, goto: late}}}
endings:
  evening: {kind: good, title: Evening, narrative: Over.}
  late: {kind: bad, title: Late, narrative: Over.}
"""


def test_a_count_that_is_never_reached_is_told_once_of_all_choices_that_lead_on_by_it():
    _, told = complaints_of(read(COUNTING, Scenario), is_paced=False)
    assert [(one.path[3], one.message) for one in told] == [
        ("bank", "this never leads here, nor with 'desk/police': 'calls >= 3' never holds here: it is never above 2"),
        ("press", "this never leads here: 'calls >= 3' never holds here: it is never above 2"),
    ]


SPREADING = """
schema: ccdrill/scenario/v1
id: spreading
title: Spreading
version: "1"
summary: Cards leak, and money is lost once there are many.
begins: 2026-03-02T09:00+00:00
meters: {cards: {label: Cards, start: 370}, lost: {label: Lost, start: 0}}
drift:
  - {meter: cards, per_hour: 120}
  - {meter: lost, per_hour: 60, while: cards > MANY}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      go: {text: Go, takes: 10m, goto: bank}
    timeout: {after: 30m, text: Late., goto: bank}
  bank:
    phase: detect
    title: Bank
    question: What now?
    narrative: There.
    choices:
      ask: {text: Ask, when: lost > 0, takes: 5m, goto: found}
      leave: {text: Leave, takes: 5m, goto: home}
    timeout: {after: 1h, text: Late., goto: home}
endings:
  found: {kind: good, title: Found, narrative: Over.}
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize("is_paced", [True, False])
def test_what_waits_for_a_drift_that_never_runs_is_told_of_the_drift(is_paced: bool):
    _, told = complaints_of(read(SPREADING.replace("MANY", "600"), Scenario), is_paced=is_paced)
    (one,) = [one for one in told if one.code != "dead-timeout"]
    assert (one.path, one.code) == (("drift", 1), "dead-drift")
    assert one.message.endswith("; and so 1 choice ('bank/ask') and 1 ending ('found') never come about")


def test_a_message_that_waits_for_a_drift_that_never_runs_is_told_of_the_drift():
    text = SPREADING.replace("MANY", "600").replace(
        "endings:", "injects: {call: {when: lost > 0, after: 10m, text: Money is gone.}}\nendings:"
    )
    _, told = complaints_of(read(text, Scenario), is_paced=True)
    (one,) = told
    assert one.message.endswith(
        "; and so 1 choice ('bank/ask'), 1 inject ('call') and 1 ending ('found') never come about"
    )


def test_what_asks_for_more_than_a_drift_could_bring_is_not_told_of_the_drift():
    text = SPREADING.replace("MANY", "600").replace("lost > 0", "lost > 6000")
    _, told = complaints_of(read(text, Scenario), is_paced=True)
    assert {one.code for one in told} == {"dead-drift", "dead-choice"}


TWO_ENDINGS = """endings:
  told: {kind: good, title: Told, narrative: Over.}
  unsaid: {kind: mixed, title: Unsaid, narrative: Over.}
"""


def with_two_endings(text: str) -> Scenario:
    """A story of these states."""
    return read(SPREADING.partition("meters:")[0] + text + TWO_ENDINGS, Scenario)


def test_where_plays_get_stuck_something_may_have_to_lead_on_though_messages_lead_there_from_later_states():
    story = with_two_endings(
        "flags: {written: false}\n"
        "start: desk\n"
        "states:\n"
        "  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {\n"
        "    go: {text: Go, takes: 1m, goto: letters}, stay: {text: Stay, takes: 1m}}}\n"
        "  letters: {phase: detect, title: Letters, question: What now?, narrative: There., choices: {\n"
        "    write: {text: Write, takes: 1m, set: {written: true}}}}\n"
        "  back: {phase: detect, title: Back, question: What now?, narrative: Late., choices: {\n"
        "    leave: {text: Leave, takes: 1m, goto: [{when: written, to: told}, {to: unsaid}]}}}\n"
        "injects: {film: {at: 5m, text: It is on film., goto: letters}}\n"
    )
    _, told = complaints_of(story, is_paced=True)
    assert {one.code for one in told} == {"no-way-out", "unreachable-state"}
    (unreachable,) = [one for one in told if one.code == "unreachable-state"]
    assert unreachable.message.endswith("; and so 2 endings ('told' and 'unsaid') never come about")


def test_a_target_that_stays_dead_is_not_told_of_the_state_beside_it():
    story = with_two_endings(
        "meters: {hours: {label: Hours, start: 0, min: 0, max: 20, better: lower}}\n"
        "start: desk\n"
        "states:\n"
        "  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {\n"
        "    go: {text: Go, takes: 1m, goto: [{when: hours > 5, to: told}, {to: unsaid}]},\n"
        "    leave: {text: Leave, takes: 1m, goto: told}}}\n"
        "  shop: {phase: detect, title: Shop, question: What now?, narrative: There., choices: {\n"
        "    shut: {text: Shut it, takes: 1m, once: true, add: {hours: 1}, goto: desk}}}\n"
    )
    _, told = complaints_of(story, is_paced=True)
    assert {one.code for one in told} == {"unreachable-state", "dead-target"}
