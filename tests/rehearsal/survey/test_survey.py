"""What a survey says where it can't list everything is so: each answer is held against the list of every situation."""

from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.authoring.decoding.load import load_text
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.survey import slices
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsal.telling.verdicts import check_story
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.listing import WAITED, Play, in_short
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.walker import Walker
from tests.builders import read
from tests.engine.strategies import scenarios
from tests.rehearsal.hubs import hubs
from tests.rehearsal.small import small_budgets
from tests.rehearsal.survey.test_pursue import RINGING
from tests.rehearsal.walks import steps, steps_from


def small(scenario: Scenario) -> Survey:
    """As far as a story so small needs."""
    with small_budgets():
        return survey(compile_scenario(scenario), Random(1).random, budget=2, plays=3)


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios() | hubs(), st.booleans())
def test_what_a_survey_says_is_so(scenario: Scenario, stays: bool):
    """One survey for all that it says: to make it is nearly all of the work."""
    if not stays:
        scenario = replace(scenario, anywhere={name: one for name, one in scenario.anywhere.items() if name != "stay"})
    found = small(scenario)
    what_can_not_be_does_not_happen_and_what_can_does(found)
    from_where_it_is_told_that_plays_get_stuck_none_comes_to_an_ending(found)
    where_no_lock_is_possible_every_situation_leads_to_an_ending(found, scenario)


def what_can_not_be_does_not_happen_and_what_can_does(found: Survey) -> None:
    seen_states: set[int] = set()
    seen_calls: set[int] = set()
    for walker, _ in steps(found.table, 80):
        seen_states |= {walker.state, *walker.visited}
        seen_calls |= set(walker.arrived)
        for row in [] if walker.is_ended else found.table.rows[walker.state]:
            holds = row.guard.test(walker)
            if holds and not walker.bits & row.once:
                assert found.can_take(row.offer.key) is not False
            if not holds:
                assert found.can_refuse(row.offer.key) is not False
    assert all(found.can_reach(state) is not False for state in seen_states)
    assert all(found.can_arrive(call) is not False for call in seen_calls)
    for state in found.states:
        assert state in met(found.table, found.states[state])


def met(table: Table, play: Play) -> set[int]:
    """The states that a play comes to."""
    walker = played(table, play)
    return {walker.state, *walker.visited}


def played(table: Table, play: Play) -> Walker:
    """Where a play ends, choice by choice and wait by wait."""
    walker = Walker(table)
    walker.start()
    for key in play:
        if key == WAITED:
            assert walker.wait()
        else:
            walker.take(next(row for row in walker.open_rows() if row.offer.key == key))
    return walker


def from_where_it_is_told_that_plays_get_stuck_none_comes_to_an_ending(found: Survey) -> None:
    event(f"{min(len(found.locks), 2)} locks")
    for lock in found.locks:
        walker = played(found.table, lock.play)
        assert walker.state == lock.state
        ends = [one for one, _ in steps_from(walker, 40) if one.is_ended]
        assert not ends or lock.is_saved_by_time


def where_no_lock_is_possible_every_situation_leads_to_an_ending(found: Survey, scenario: Scenario) -> None:
    if found.holding or found.locks:
        return
    listed = explore(build_table(compile_scenario(scenario)), waits=True, budget=150)
    event(f"no lock is possible, {'all' if listed.is_exhausted else 'not all'} situations listed")
    if not listed.is_exhausted:
        return
    ends = {number for number in range(len(listed.keys)) if listed.state(number) >= found.table.endings}
    size = -1
    while size != len(ends):
        size = len(ends)
        ends |= {one for one in range(listed.expanded) if any(target in ends for _, target in listed.edges(one))}
    assert len(ends) == len(listed.keys)


MANY = """
schema: ccdrill/scenario/v1
id: many
title: Many
version: "1"
summary: Twelve things can be done in any order, and two of them only on different ways.
begins: 2026-03-02T09:00+00:00
meters: {load: {label: Load, start: 0, min: 0, shown: live}}
flags: {left: false, right: false, FLAGS}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      go-left: {text: Go left, takes: 3m, set: {left: true}, goto: hall}
      go-right: {text: Go right, takes: 5m, set: {right: true}, goto: hall}
  hall:
    phase: contain
    title: Hall
    question: What now?
    narrative: There.
    choices:
CHOICES
      both: {text: Do what needs both, when: left and right, goto: home}
      leave: {text: Leave, when: not t0 or not t1 or not t2, goto: home}
injects:
  news: {at: 2h, text: News., add: {load: 1}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


def many() -> str:
    names = [f"t{number}" for number in range(14)]
    choices = "\n".join(
        f"      {name}: {{text: Do {name}, once: true, takes: {number + 1}m, add: {{load: {number}}}, set: {{{name}: true}}}}"
        for number, name in enumerate(names)
    )
    return MANY.replace("FLAGS", ", ".join(f"{name}: false" for name in names)).replace("CHOICES", choices)


def test_facts_that_exclude_each_other_are_told_apart_where_a_list_is_too_long():
    program = compile_scenario(read(many(), Scenario))
    found = survey(program, Random(0).random)
    assert not found.is_exhausted
    assert found.can_take("hall/both") is False
    (lock,) = found.locks
    assert found.table.names[lock.state] == "hall"
    assert {"hall/t0", "hall/t1", "hall/t2"} <= set(lock.play)


def test_at_a_pace_too_plays_get_stuck_where_no_length_of_waiting_helps():
    loaded = load_text(many(), "many.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    assert found.hangs_on_waiting
    told = check_story(loaded.document, loaded.model, found, is_paced=True)
    assert "hall:" in next(one.source for one in told if one.code in {"soft-lock", "stuck"})
    assert not [one for one in told if one.code == "not-decided" and "stuck" in one.message]


ROOMS = """
schema: ccdrill/scenario/v1
id: rooms
title: Rooms
version: "1"
summary: Two clues are needed to get home, and a porter comes once in the morning.
begins: 2026-03-02T20:00+00:00
meters:
  clues: {label: Clues, start: 0, min: 0, max: 4}
  loads: {label: Loads, start: 4, min: 0, max: 500}
flags: {copied: false, filed: false}
drift: [{meter: loads, per_hour: 30}]
start: hall
states:
  hall:
    phase: declare
    title: Hall
    question: Where to?
    narrative: Doors.
    choices:
      descend: {text: Go down, takes: 1m, goto: cellar}
      ascend: {text: Go up, when: clues >= 2, takes: 1m, goto: office}
      leave: {text: Go home, when: filed, goto: [{when: loads < 120, to: early}, {to: late}]}
  cellar:
    phase: contain
    title: Cellar
    question: What now?
    narrative: Dark.
    choices:
      copy: {text: Copy it, when: not copied, takes: 20m, set: {copied: true}, add: {clues: 1}}
      read: {text: Read it, when: clues < 4, once: true, takes: 25m, add: {clues: 2}}
      up: {text: Go up, takes: 30m, goto: UP}
  office:
    phase: notify
    title: Office
    question: What now?
    narrative: Light.
    choices:
      file: {text: File it, when: not filed, takes: 45m, set: {filed: true}}
      down: {text: Go down, takes: 2m, goto: hall}
injects:
  porter: {at: day 2 08:00, text: Still here?, goto: office}
endings:
  early: {kind: good, title: Early, narrative: Over.}
  late: {kind: mixed, title: Late, narrative: Over.}
"""


def rooms(up: str) -> Survey:
    """Without a list."""
    program = compile_scenario(read(ROOMS.replace("UP", up), Scenario))
    return survey(program, Random(0).random, budget=1, plays=5)


def test_what_moves_a_meter_decides_whether_plays_get_stuck_and_a_message_that_interrupts_them_does_not():
    found = rooms("hall")
    assert (found.holding, found.locks) == ([], [])


def test_where_a_message_is_the_only_way_out_plays_get_stuck_after_it():
    found = rooms("cellar")
    (lock,) = found.locks
    assert found.table.names[lock.state] == "cellar"
    assert not lock.is_stuck
    assert lock.is_proved
    assert any(step.startswith("cellar/up (2") and step.endswith(" times)") for step in in_short(lock.play))
    assert lock.state in met(found.table, lock.play)


CALLS = 12
CORRIDOR = """
schema: ccdrill/scenario/v1
id: corridor
title: Corridor
version: "1"
summary: Three doors, one after the other, and people who ring at any time.
begins: 2026-03-02T09:00+00:00
meters: {load: {label: Load, start: 0, shown: live}}
start: a
states:
STATES
injects:
CALLS
  too-late: {at: 9h, text: Is anybody there?}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""
DOOR = """
  NAME:
    phase: detect
    title: Door
    question: What now?
    narrative: A door.
    choices:
      look: {text: Look at it, once: true, takes: 20m, outcome: Wood.}
      ahead: {text: Go on, takes: 5m, goto: NEXT}
    timeout: {after: 6h, text: Still a door.}
"""


def test_where_only_waiting_makes_the_list_too_long_it_is_known_all_the_same_what_only_waiting_brings():
    states = "".join(DOOR.replace("NAME", name).replace("NEXT", to) for name, to in ("ab", "bc", ("c", "home")))
    calls = "\n".join(f"  call-{number}: {{at: {number + 1}m, text: Hm., add: {{load: 1}}}}" for number in range(CALLS))
    program = compile_scenario(read(CORRIDOR.replace("STATES", states).replace("CALLS", calls), Scenario))
    found = survey(program, Random(0).random, budget=30)
    assert found.listed is not None and not found.listed.is_exhausted
    table = found.table
    assert found.waited.timeouts == {table.index[StateId(name)] for name in "abc"}
    assert [call.id for call in table.timed if call.index in found.waited.calls] == ["too-late"]


def test_a_story_that_never_ends_is_listed_for_a_tenth_and_yet_told_where_plays_go_round():
    states = "".join(DOOR.replace("NAME", name).replace("NEXT", to) for name, to in ("ab", "bc", "ca"))
    calls = "\n".join(f"  call-{number}: {{at: {number + 1}m, text: Hm., add: {{load: 1}}}}" for number in range(CALLS))
    program = compile_scenario(read(CORRIDOR.replace("STATES", states).replace("CALLS", calls), Scenario))
    found = survey(program, Random(0).random, budget=300, plays=10)
    assert found.listed is not None and not found.listed.is_exhausted
    assert found.listed.expanded <= 30
    assert {lock.state for lock in found.locks if lock.is_proved} == {
        found.table.index[StateId(name)] for name in "abc"
    }


RESCUE = """
schema: ccdrill/scenario/v1
id: rescue
title: Rescue
version: "1"
summary: Somebody comes to the hall, but only if he was told.
begins: 2026-03-02T09:00+00:00
flags: {told: false, has_key: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      tell: {text: Tell somebody, takes: 1m, set: {told: true}, goto: hall}
      alone: {text: Go alone, takes: 1m, goto: hall}
      safely: {text: Take the key, takes: 1m, set: {has_key: true}, goto: hall}
  hall:
    phase: contain
    title: Hall
    question: What now?
    narrative: There.
    choices:
      out: {text: Go out, when: has_key, takes: 1m, goto: home}
injects:
  porter: {when: told, after: 1h, text: There you are., goto: home}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize("budget", [1, 1000])
@pytest.mark.parametrize("is_paced", [True, False])
def test_where_time_saves_one_play_and_not_another_the_other_is_told(budget: int, is_paced: bool):
    loaded = load_text(RESCUE, "rescue.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random, budget=budget)
    found_there = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    (told,) = [one for one in found_there if "hall:" in one.source]
    assert (told.code, told.severity) == ("stuck", "error")
    assert told.play == ("desk/alone",)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("at: 30s, when: told", "'told' never holds then: it is only set to true by 'desk/tell'"),
        (
            "when: told and has_key",
            (
                "no play ever has 'told' and 'has_key': 'told' is only set to true by 'desk/tell', and 'has_key' is only "
                "set to true by 'desk/safely'"
            ),
        ),
        ("when: told and has_key, after: 1m", "its 'when' never holds, or not for long enough"),
    ],
)
def test_what_keeps_a_message_away_is_what_it_asks_for(asked: str, reason: str):
    loaded = load_text(RESCUE.replace("when: told, after: 1h", asked), "rescue.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    (told,) = [one for one in check_story(loaded.document, loaded.model, found) if one.code == "dead-inject"]
    assert told.message.startswith(f"this never arrives: {reason}")
    assert told.message.removeprefix(f"this never arrives: {reason}")[:1] in {"", ";"}


def told_of_dear(text: str, *, is_paced: bool) -> list[Diagnostic]:
    """What is said of an ending that was shown only by a play with waits, where neither list is whole."""
    loaded = load_text(text, "ringing.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random, budget=2)
    assert WAITED in found.states[found.table.index[StateId("dear")]]
    return [
        one for one in check_story(loaded.document, loaded.model, found, is_paced=is_paced) if "dear" in one.message
    ]


def test_what_only_a_play_with_waits_shows_is_proved_to_need_them_where_nothing_else_takes_so_long():
    (told,) = told_of_dear(RINGING, is_paced=False)
    assert told.code == "unreachable-ending"
    assert told.message.startswith("people come to 'dear' only if they wait")
    assert told_of_dear(RINGING, is_paced=True) == []


def test_what_only_a_play_with_waits_shows_is_not_decided_for_people_who_never_wait():
    long = RINGING.replace("    leave:", "    look: {text: Look, when: calm, takes: 10m},\n    leave:")
    long = long.replace("{barred: false}", "{barred: false, calm: false}").replace(
        "{barred: true}", "{barred: true, calm: true}"
    )
    (told,) = told_of_dear(long, is_paced=False)
    assert told.code == "not-decided"
    assert "whether the ending 'dear' is reached without people who wait for it" in told.message
    assert told_of_dear(long, is_paced=True) == []


QUEUE = """
schema: ccdrill/scenario/v1
id: queue
title: Queue
version: "1"
summary: Whoever stands in the queue for too long comes too late.
begins: 2026-03-02T09:00+00:00
meters: {calls: {label: Calls, start: 0, min: 0}}
start: yard
states:
  yard: {phase: detect, title: Yard, question: What now?, narrative: Here., choices: {
    ring: {text: Ring, add: {calls: 1}, takes: 1m},
    go: {text: Go in, when: calls > 2, goto: desk}}}
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {
    leave: {text: Leave, goto: home},
    jump: {text: Jump the queue, when: calls != 7.5, goto: home},
    stand: {text: Stand in the queue, takes: 2h, outcome: It moves.}},
    timeout: {after: 4h, text: They shut., goto: late}}
  late: {phase: detect, title: Late, question: What now?, narrative: Shut., choices: {out: {text: Go out, goto: home}}}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


def test_what_was_first_seen_by_waiting_is_gone_after_by_deciding():
    loaded = load_text(QUEUE, "queue.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random, budget=20, plays=1)
    assert not found.is_exhausted
    assert found.states[found.table.index[StateId("late")]][-2:] == ("desk/stand", "desk/stand")
    told = check_story(loaded.document, loaded.model, found, is_paced=False)
    assert not any("late" in one.message for one in told)


CELL = """
schema: ccdrill/scenario/v1
id: cell
title: Cell
version: "1"
summary: Whoever comes to the cell depends on others.
begins: 2026-03-02T09:00+00:00
flags: {told: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      leave: {text: Leave, goto: home}
      search: {text: Search, takes: 2h, outcome: Nothing.}
      tell: {text: Tell somebody and go in, takes: 1h, set: {told: true}, goto: cell}
    timeout: {after: 3h, text: The door opens., goto: DOOR}
  cell:
    phase: contain
    title: Cell
    question: What now?
    narrative: There.
    choices:
      shout: {text: Shout, once: true, outcome: Nothing.}
      CHOICE
INJECTS
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""
SLIP = "slip: {text: Slip out with the others, when: elapsed == 4h, goto: home}"
FLOOD = """meters: {water: {label: Water}}
drift: [{meter: water, per_hour: 1, while: told and water < 9}]
"""
"""A drift that asks for a meter: how long one must wait for that is not looked at."""
PORTER = "injects:\n  porter: {at: 2h, when: told, text: There you are., goto: home}"


def of_the_cell(text: str, *, is_paced: bool | None) -> list[Diagnostic]:
    """What is said of plays that get stuck there."""
    loaded = load_text(text, "cell.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    assert found.is_exhausted
    told = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    return [one for one in told if one.code.startswith("stuck") or "get stuck in 'cell'" in one.message]


def cell(*, door: str = "desk", choice: str = "", injects: str = "") -> str:
    return CELL.replace("DOOR", door).replace("CHOICE", choice).replace("INJECTS", injects)


def without(key: str, text: str) -> str:
    return "\n".join(line for line in text.splitlines() if f"{key}:" not in line)


def test_a_play_that_gets_stuck_where_nobody_waits_is_shown_without_waiting():
    (told,) = of_the_cell(cell(door="cell", choice=SLIP.replace("goto", "once: true, goto")), is_paced=False)
    assert told.play == ("desk/tell", "cell/shout")
    (told,) = of_the_cell(without("tell", cell(door="cell")), is_paced=False)
    assert told.play == ("desk/search", "desk/search", "cell/shout")


@pytest.mark.parametrize("is_paced", [False, None, True])
def test_where_the_clock_has_closed_the_only_way_out_plays_are_stuck_however_long_people_wait(is_paced: bool | None):
    (told,) = of_the_cell(cell(choice=SLIP), is_paced=is_paced)
    assert told.code == "stuck"
    assert "not every" not in told.message


@pytest.mark.parametrize("is_paced", [False, True])
def test_a_choice_that_would_open_after_the_timeout_can_never_be_taken_at_any_pace(is_paced: bool):
    choice = "late: {text: Go after all, when: elapsed > 4h, goto: home}\n      leave:"
    loaded = load_text(
        cell(door="cell").replace("leave:", choice).replace("takes: 2h, ", ""), "cell.yaml", Scenario
    ).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    told = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    (late,) = [one for one in told if one.code == "dead-choice"]
    assert "'elapsed > 4 h' never holds here: it is never that late there" in late.message
    assert "waiting" not in late.message


@pytest.mark.parametrize("opens", ["elapsed > 6h", "water > 5"])
def test_a_choice_that_time_opens_frees_a_play_at_a_pace(opens: str):
    rising = cell(choice=SLIP.replace("elapsed == 4h", opens)).replace(
        "flags:", f"{FLOOD.replace(' and water < 9', '')}flags:"
    )
    (told,) = of_the_cell(rising, is_paced=False)
    assert told.code == "stuck-untimed"
    assert all(one.code == "not-decided" for one in of_the_cell(rising, is_paced=True))


@pytest.mark.parametrize(("is_paced", "code"), [(False, "stuck"), (None, "stuck"), (True, "not-decided")])
def test_where_only_the_right_second_leads_on_it_is_said_that_not_every_waiting_was_tried(
    is_paced: bool | None, code: str
):
    text = cell(choice=SLIP.replace("elapsed == 4h", "water > 5 and water < 6")).replace("flags:", f"{FLOOD}flags:")
    (told,) = of_the_cell(text, is_paced=is_paced)
    assert told.code == code
    assert ("not every" in told.message) is (is_paced is not False)


def test_at_a_pace_it_is_not_decided_whether_who_waits_too_long_gets_stuck():
    text = without("search", without("timeout", cell(injects=PORTER)))
    (told,) = of_the_cell(text, is_paced=True)
    assert told.code == "not-decided"
    assert [one.code for one in of_the_cell(text, is_paced=False)] == ["stuck-untimed"]


@pytest.mark.parametrize("budget", range(1, 12))
def test_no_waiting_is_said_to_free_a_play_where_a_list_that_is_too_short_does_not_show_it(budget: int):
    bell = "    timeout: {after: 1h, text: A bell rings., set: {rung: true}, goto: cell}\n"
    text = cell().replace("told: false", "told: false, rung: false").replace("  cell:\n", f"  cell:\n{bell}")
    text = text.replace("{text: Shout, once: true", "{text: Shout, once: true, when: rung")
    loaded = load_text(text, "cell.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random, budget=budget)
    told = check_story(loaded.document, loaded.model, found, is_paced=False)
    codes = {one.code for one in told if "cell:" in one.source and one.code.startswith("stuck")}
    assert codes == {"stuck"}


PIT = """
schema: ccdrill/scenario/v1
id: pit
title: Pit
version: "1"
summary: Whoever falls into the pit can knock once the bell has rung, and nobody hears it.
begins: 2026-03-02T09:00+00:00
flags: {rung: false}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {
    leave: {text: Leave, goto: home},
    fall: {text: Fall, takes: 1m, goto: pit}}}
  pit: {phase: contain, title: Pit, question: What now?, narrative: There., choices: {
    knock: {text: Knock, when: rung, takes: 1m}}}
injects:
  bell: {at: 2h, text: A bell., set: {rung: true}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize("budget", [1, 2, 100])
def test_waiting_saves_no_play_that_it_only_lets_go_round(budget: int):
    found = survey(compile_scenario(read(PIT, Scenario)), Random(0).random, budget=budget)
    assert found.locks
    assert not any(lock.is_saved_by_time for lock in found.locks)


def told_of_locks(text: str, *, budget: int, is_paced: bool | None) -> list[tuple[str, str]]:
    loaded = load_text(text, "story.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random, budget=budget)
    told = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    return [(one.code, one.message) for one in told if one.severity == "error"]


@pytest.mark.parametrize("budget", [1, 2, 100])
def test_what_can_be_chosen_after_waiting_in_vain_is_no_lack_of_choices_at_a_pace(budget: int):
    (told,) = told_of_locks(PIT, budget=budget, is_paced=True)
    assert told[1].endswith("no ending can be reached any more, whatever is chosen")


CELLAR = """
schema: ccdrill/scenario/v1
id: cellar
title: Cellar
version: "1"
summary: The cellar lets out whoever brings key and lamp.
begins: 2026-03-02T09:00+00:00
flags: {key: false, lamp: false}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: Here., choices: {
    down: {text: Go down, goto: cellar},
    take-key: {text: Take the key, once: true, set: {key: true}},
    take-lamp: {text: Take the lamp, once: true, set: {lamp: true}},
    leave: {text: Leave, goto: home}}}
  cellar: {phase: contain, title: Cellar, question: What now?, narrative: There., choices: {
    out: {text: Go out, when: key and lamp, goto: home}}}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


@pytest.mark.parametrize("budget", [4, 6, 100])
def test_a_state_is_not_said_to_be_a_trap_because_it_was_one_in_what_was_listed(budget: int):
    ((code, message),) = told_of_locks(CELLAR, budget=budget, is_paced=None)
    assert (code, message) == ("stuck", "in 'cellar', after the play shown, nothing can be chosen any more")


def test_what_only_waiting_leads_out_of_is_said_to_be_a_trap_without_waiting():
    slow = CELLAR.replace("when: key and lamp", "when: elapsed > 1h").replace(
        "    out:", "    sit: {text: Sit down},\n    out:"
    )
    ((_, message),) = told_of_locks(slow, budget=100, is_paced=None)
    assert message == "in 'cellar' no ending can be reached any more without waiting, whatever is chosen"
    assert told_of_locks(slow, budget=100, is_paced=True) == []


ROOM = """
  NAME: {phase: contain, title: Room, question: What now?, narrative: A room., choices: {
    front: {text: Leave by the front, when: NAME_front, takes: 1m, goto: hall},
    back: {text: Leave by the back, when: NAME_back, takes: 1m, goto: hall}}}"""
BUILDING = """
schema: ccdrill/scenario/v1
id: building
title: Building
version: "1"
summary: Each room is left as it was entered, and rooms are entered in any order.
begins: 2026-03-02T09:00+00:00
flags: {FLAGS}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: Doors., choices: {
    WAYS
    leave: {text: Go home, takes: 1m, goto: home}}}ROOMS
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


def test_where_the_ways_out_of_all_states_are_too_many_cases_each_state_is_proved_alone(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(slices, "_WHOLE", 500)
    monkeypatch.setattr(slices, "_MOST", 500)
    sides = {room: (f"{room}_front", f"{room}_back") for room in "abcd"}
    ways = "".join(
        f"\n    {one.replace('_', '-')}: {{text: Go in by {one}, takes: 1m, set: {{{one}: true, {other}: false}}, goto: {room}}},"
        for room, (front, back) in sides.items()
        for one, other in ((front, back), (back, front))
    )
    text = BUILDING.replace("WAYS", ways).replace("ROOMS", "".join(ROOM.replace("NAME", room) for room in sides))
    text = text.replace("FLAGS", ", ".join(f"{one}: false" for both in sides.values() for one in both))
    found = survey(compile_scenario(read(text, Scenario)), Random(0).random, budget=1, plays=1)
    assert found.holding == []
