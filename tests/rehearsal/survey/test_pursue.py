"""Going after what no play has met yet: numbers first where these must come far; and not a moment longer than there is a budget for it."""

import pytest

from ccdrill.authoring.decoding.conditions import parse_condition
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.known.guards import Compiler
from ccdrill.rehearsal.survey.distances import FAR, Distances
from ccdrill.rehearsal.survey.goals import Goals
from ccdrill.rehearsal.survey.pursue import Pursuit
from ccdrill.rehearsal.survey.wandering import walk
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import WAITED
from tests.builders import TINY_SCENARIO, read


def test_nothing_is_looked_for_once_the_budget_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    table = build_table(compile_scenario(read(TINY_SCENARIO, Scenario)), is_lean=True)
    asked: list[int] = []
    into = Goals.ever_into

    def count(goals: Goals, target: int) -> object:
        asked.append(target)
        return into(goals, target)

    monkeypatch.setattr(Goals, "ever_into", count)
    ending = table.endings
    assert Pursuit(table).play_to(ending)
    assert ending in asked
    asked.clear()
    assert Pursuit(table, 0).play_to(ending) is None
    assert not asked


CELLAR = """
schema: ccdrill/scenario/v1
id: cellar
title: Cellar
version: "1"
summary: The water rises until a tap is shut, and nobody goes home before that.
begins: 2026-03-02T09:00+00:00
meters: {water: {label: Water, start: 0, min: 0}}
flags: {FLAGS, soaked: false}
drift: [{meter: water, per_hour: 60, while: not t0}]
start: cellar
states:
  cellar: {phase: detect, title: Cellar, question: What now?, narrative: Wet., choices: {
    TAPS,
    stand: {text: Stand about, takes: 5m},
    soak: {text: Get wet, when: water > 90, set: {soaked: true}},
    leave: {text: Leave, when: t0 and t1 and t2, goto: [{when: soaked, to: wet}, {to: dry}]}}}
injects:
  siren: {when: water > 100, text: A siren.}
endings:
  wet: {kind: bad, title: Wet, narrative: Over.}
  dry: {kind: good, title: Dry, narrative: Over.}
"""


def cellar() -> Table:
    names = [f"t{number}" for number in range(8)]
    taps = ", ".join(f"{one}: {{text: Shut {one}, when: not {one}, takes: 2m, set: {{{one}: true}}}}" for one in names)
    flags = ", ".join(f"{one}: false" for one in names)
    return build_table(compile_scenario(read(CELLAR.replace("TAPS", taps).replace("FLAGS", flags), Scenario)))


def test_where_a_number_must_come_far_it_is_gone_after_before_what_would_stop_it() -> None:
    table = cellar()
    play = Pursuit(table, 2000).play_to(table.index[StateId("wet")])
    assert play is not None
    assert play[: play.index("cellar/t0")].count("cellar/stand") > 10


def test_a_message_that_waits_for_a_number_is_gone_after() -> None:
    table = cellar()
    (siren,) = table.waiting
    play = Pursuit(table, 2000).play_told(siren)
    assert play is not None
    walker = walk(table, play)
    assert walker is not None and walker.bits & siren.bit


@pytest.mark.parametrize(
    ("asked", "first", "less"),
    [
        ("water > 90", 1.05, "cellar/stand"),  # five minutes nearer
        ("elapsed >= 1h", 1.05, "cellar/stand"),
        ("t0 and t1", 2, "cellar/t0"),
        ("t0 or soaked", 1, "cellar/t0"),
        ("not (t0 and not t0)", 0, ""),
        ("not t0", 0, ""),
        ("soaked", 2.05, "cellar/stand"),  # that takes water
    ],
)
def test_a_question_is_far_by_what_is_answered_otherwise_and_a_number_by_how_much(
    asked: str, first: float, less: str
) -> None:
    table = cellar()
    scale = dict(zip(table.layout.meters, table.scale, strict=True))
    far = Distances(table, Compiler(table.layout, table.program.case, scale)).to(parse_condition(asked).tree)
    start = walk(table, ())
    assert start is not None
    assert far(start) == pytest.approx(first)
    nearer = walk(table, (less,) if less else ())
    assert nearer is not None and (far(nearer) < first if less else far(nearer) == first)


def test_what_can_never_be_undone_is_farther_than_anything() -> None:
    table = cellar()
    scale = dict(zip(table.layout.meters, table.scale, strict=True))
    far = Distances(table, Compiler(table.layout, table.program.case, scale)).to(parse_condition("not t1").tree)
    after = walk(table, ("cellar/t1",))
    assert after is not None and far(after) == FAR


RINGING = """
schema: ccdrill/scenario/v1
id: ringing
title: Ringing
version: "1"
summary: It rings abroad until somebody bars it; nothing that people do takes time.
begins: 2026-03-02T09:00+00:00
meters: {bill: {label: Bill, start: 0, min: 0}}
flags: {barred: false}
drift: [{meter: bill, per_hour: 60, while: not barred}]
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: It rings., timeout: {after: 40m, goto: hall}, choices: {
    bar: {text: Bar it, when: not barred, set: {barred: true}},
    leave: {text: Leave, goto: [{when: not barred and bill > 200, to: dear}, {to: cheap}]}}}
  hall: {phase: detect, title: Hall, question: What now?, narrative: It rings., timeout: {after: 20m, goto: desk}, choices: {
    back: {text: Go back, goto: desk}}}
endings:
  dear: {kind: bad, title: Dear, narrative: Over.}
  cheap: {kind: good, title: Cheap, narrative: Over.}
"""


def test_what_only_waiting_brings_is_gone_after_by_waiting_too() -> None:
    table = build_table(compile_scenario(read(RINGING, Scenario)))
    dear = table.index[StateId("dear")]
    assert Pursuit(table, 2000).play_to(dear) is None
    play = Pursuit(table, 2000, waits=True).play_to(dear)
    assert play is not None and WAITED in play
    walker = walk(table, play)
    assert walker is not None and walker.state == dear


def test_a_state_that_only_a_timeout_leads_to_is_gone_after() -> None:
    table = build_table(compile_scenario(read(RINGING, Scenario)))
    assert Pursuit(table, waits=True).play_to(table.index[StateId("hall")]) == (WAITED,)


LOCKED = """
schema: ccdrill/scenario/v1
id: locked
title: Locked
version: "1"
summary: A door that half of all switches open, and the way home behind it.
begins: 2026-03-02T09:00+00:00
flags: {FLAGS}
start: hall
states:
  hall: {phase: detect, title: Hall, question: What now?, narrative: Switches., choices: {
    SWITCHES,
    in: {text: Go in, when: "ALL", goto: room}}}
  room: {phase: contain, title: Room, question: What now?, narrative: A room., choices: {out: {text: Go out, goto: home}}}
endings:
  home: {kind: good, title: Home, narrative: Over.}
"""


def test_what_opens_the_door_to_where_a_play_is_to_come_is_gone_after_on_the_way_there() -> None:
    names = [f"s{number}" for number in range(16)]
    switches = ", ".join(f"{one}: {{text: Turn {one}, once: true, set: {{{one}: true}}}}" for one in names)
    text = LOCKED.replace("SWITCHES", switches).replace("FLAGS", ", ".join(f"{one}: false" for one in names))
    table = build_table(compile_scenario(read(text.replace("ALL", " and ".join(names[::2])), Scenario)))
    assert Pursuit(table, 1000).play_to(table.index[StateId("home")]) is not None
