"""What is said never to come first never does, whatever is played; what the story alone excludes is seen where all is listed."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.authoring.decoding.load import load_text
from ccdrill.authoring.reading.locate import Path
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import ChoiceKey, StateId
from ccdrill.model.scenario import Scenario, Variant, Words
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.known.guards import Compiler
from ccdrill.rehearsal.survey.firsts import idle_targets, idle_texts, never_led_to
from ccdrill.rehearsal.survey.rests import Rests
from ccdrill.rehearsal.survey.retaken import Retaken, not_led_from, watched
from ccdrill.rehearsal.survey.surveying import survey
from ccdrill.rehearsal.survey.unled import may_be_unled
from ccdrill.rehearsal.telling.verdicts import check_story
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import trail_of
from ccdrill.rehearsal.walk.walker import Walker
from tests.builders import read
from tests.engine.strategies import conditions, scenarios
from tests.rehearsal.walks import steps

_FEW = 150
words = st.tuples(conditions, conditions).map(
    lambda whens: (*(Variant(when=one, text="Some") for one in whens), Variant(text="Else"))
)


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios())
def test_nothing_leads_to_a_target_that_is_proved_idle(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    idle = {one.path for one in idle_targets(flow(table), None, lambda _: True)}
    event(f"{min(len(idle), 3)} idle targets")
    led: set[Path] = set()
    assert list(steps(telling(table, led), _FEW))
    assert not led & idle


@given(scenarios())
def test_nothing_leads_to_a_target_that_a_whole_list_shows_to_be_idle(scenario: Scenario):
    table = build_table(compile_scenario(scenario))
    listed = explore(table, waits=True, budget=_FEW)
    taken = Retaken(listed, waits=True) if listed.is_exhausted else None
    idle = {one.path: one.is_proved for one in idle_targets(flow(table), taken, lambda _: True)}
    event(f"{min(len(idle) - sum(idle.values()), 3)} idle targets that only a list shows")
    led: set[Path] = set()
    assert list(steps(telling(table, led), _FEW))
    assert not led & idle.keys()


def telling(table: Table, led: set[Path]) -> Table:
    """The same, noting each target that anything leads to."""

    def note(*path: str) -> Callable[[int], None]:
        return lambda index: led.add((*path, "goto", index))

    def of_choice(key: str) -> Callable[[int], None]:
        state, slash, name = key.partition("/")
        return note("states", state, "choices", name) if slash else note("anywhere", key)

    return replace(
        table,
        rows=tuple(tuple(watched(row, of_choice(row.offer.key)) for row in rows) for rows in table.rows),
        timed=tuple(watched(call, note("injects", call.id)) for call in table.timed),
        waiting=tuple(watched(call, note("injects", call.id)) for call in table.waiting),
        limits=tuple(
            watched(limit, note("states", table.names[state], "timeout")) if limit is not None else None
            for state, limit in enumerate(table.limits)
        ),
    )


@settings(max_examples=4 * settings.default.max_examples)
@given(scenarios(), words, words)
def test_a_text_that_is_called_unread_is_never_shown(scenario: Scenario, narrative: Words, outcome: Words):
    scenario = replace(
        scenario,
        states={
            name: replace(
                state,
                narrative=narrative,
                choices={key: replace(choice, outcome=outcome) for key, choice in state.choices.items()},
            )
            for name, state in scenario.states.items()
        },
        endings={name: replace(ending, narrative=narrative) for name, ending in scenario.endings.items()},
    )
    program = compile_scenario(scenario)
    table = build_table(program, with_all=True)
    idle = {one.path for one in idle_texts(flow(table))}
    event(f"{min(len(idle), 3)} unread texts")
    compiler = Compiler(table.layout, program.case, dict(zip(table.layout.meters, table.scale, strict=True)))

    def shown(walker: Walker, texts: Words) -> int:
        assert not isinstance(texts, str)
        return next(index for index, one in enumerate(texts) if compiler.guard(one.when).test(walker))

    def look(walker: Walker, key: str | None) -> None:
        room = "states" if walker.state < table.endings else "endings"
        assert (room, table.names[walker.state], "narrative", shown(walker, narrative)) not in idle
        if key is not None and "/" in key and not walker.is_ended:
            state, _, name = key.partition("/")
            assert ("states", state, "choices", name, "outcome", shown(walker, outcome)) not in idle

    for walker, key in steps(table, _FEW):
        look(walker, key)


EXCLUDED = """
schema: ccdrill/scenario/v1
id: small
title: Small
version: "1"
summary: Two things that are never so together, by the way the story goes.
begins: 2026-03-02T09:00+00:00
flags: {one: false, other: false}
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: Here.
    choices:
      left: {text: Go left, set: {one: true}, goto: hall}
      right: {text: Go right, set: {other: true}, goto: hall}
      out: {text: Go out, goto: home}
  hall:
    phase: contain
    title: Hall
    question: What now?
    narrative: There.
    choices:
      finish: {text: Finish, goto: [{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]}
  desk-again:
    phase: contain
    title: Again
    question: What now?
    narrative: There.
    choices:
      finish: {text: Finish, goto: home}
endings:
  home: {kind: mixed, title: Home, narrative: Over.}
"""


def test_what_only_the_story_excludes_is_seen_where_all_situations_are_listed():
    table = build_table(compile_scenario(read(EXCLUDED, Scenario)))
    possible = flow(table)
    assert not list(idle_targets(possible, None, lambda _: True))
    (idle,) = idle_targets(possible, Retaken(explore(table), waits=True), lambda _: True)
    assert idle.path == ("states", "hall", "choices", "finish", "goto", 0)
    assert not idle.is_proved


FINISH = "finish: {text: Finish, goto: [{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]}"
LED_ON = "goto: [{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]"
LINGER = "linger: {text: Linger, takes: 10m}"


@pytest.mark.parametrize(
    ("old", "new", "path", "says"),
    [
        (
            "endings:\n",
            f"injects:\n  bell: {{when: one or other, after: 5m, from: A, text: Ring., {LED_ON}}}\nendings:\n",
            ("injects", "bell", "goto", 0),
            "whenever this arrives, another target comes first",
        ),
        (
            LINGER,
            f"{LINGER}\n    timeout: {{after: 5m, {LED_ON}}}",
            ("states", "hall", "timeout", "goto", 0),
            "whenever this fires, another target comes first",
        ),
    ],
)
def test_what_the_story_excludes_of_what_happens_by_itself_is_seen_there_too(old: str, new: str, path: Path, says: str):
    text = EXCLUDED.replace(FINISH, LINGER).replace(old, new)
    text = text if "timeout" in text else text.replace(LINGER, f"{LINGER}\n      leave: {{text: Leave, goto: home}}")
    table = build_table(compile_scenario(read(text, Scenario)))
    assert not list(idle_targets(flow(table), None, lambda _: True))
    (idle,) = idle_targets(flow(table), Retaken(explore(table), waits=True), lambda _: True)
    assert (idle.path, idle.reason, idle.is_proved) == (path, says, False)


def test_what_happens_by_itself_and_leads_to_each_of_its_targets_has_no_idle_one():
    text = (
        EXCLUDED.replace(FINISH, LINGER)
        .replace("one and other", "not one")
        .replace(LINGER, f"{LINGER}\n    timeout: {{after: 5m, goto: [{{when: one, to: desk-again}}, {{to: home}}]}}")
    )
    table = build_table(compile_scenario(read(text, Scenario)))
    assert not list(idle_targets(flow(table), Retaken(explore(table), waits=True), lambda _: True))


@pytest.mark.parametrize(
    ("last", "says"),
    [("desk-again", "whenever this is chosen, it leads to 'desk-again'"), ("home", "another target comes first")],
)
def test_where_a_choice_leads_instead_is_named_if_that_is_another_place(last: str, says: str):
    old = "[{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]"
    text = EXCLUDED.replace(old, f"[{{when: one and other, to: home}}, {{to: {last}}}]")
    table = build_table(compile_scenario(read(text, Scenario)))
    (idle,) = idle_targets(flow(table), Retaken(explore(table), waits=True), lambda _: True)
    assert idle.reason.endswith(says)


def test_a_target_is_idle_where_one_above_it_asks_for_less_of_numbers_that_drift():
    text = EXCLUDED.replace("flags:", "meters: {heat: {label: Heat}}\ndrift: [{meter: heat, per_hour: 9}]\nflags:")
    asked = "[{when: not one and heat < 9, to: home}, {when: not one and heat < 5, to: desk-again}, {to: home}]"
    old = "[{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]"
    idle = idle_targets(flow(build_table(compile_scenario(read(text.replace(old, asked), Scenario)))), None, bool)
    assert [(one.path[-1], one.reason) for one in idle] == [(1, "one above it always holds then")]


def test_what_always_holds_above_an_idle_target_is_named():
    asked = "[{when: one or not one, to: home}, {when: other, to: desk-again}, {to: home}]"
    old = "[{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]"
    idle = idle_targets(flow(build_table(compile_scenario(read(EXCLUDED.replace(old, asked), Scenario)))), None, bool)
    assert {one.reason for one in idle} == {"one above it always holds then: 'one or not one'"}


@pytest.mark.parametrize("message", ["", "injects: {breeze: {at: 5m, text: Cold., add: {heat: -20}}}\n"])
def test_a_state_to_which_only_idle_targets_lead_is_out_of_reach_and_so_is_what_follows_it(message: str):
    """A message might cool it between the two questions, as far as a flow knows; they are asked at once."""
    text = EXCLUDED.replace("flags:", "meters: {heat: {label: Heat}}\ndrift: [{meter: heat, per_hour: 9}]\nflags:")
    text = text.replace("endings:\n", f"{message}endings:\n")
    asked = "[{when: not one and heat < 9, to: home}, {when: not one and heat < 5, to: desk-again}, {to: home}]"
    old = "[{when: one and other, to: home}, {when: one, to: desk-again}, {to: home}]"
    text = text.replace(old, asked).replace("finish: {text: Finish, goto: home}", "finish: {text: Finish, goto: late}")
    text = text.replace("endings:\n", "endings:\n  late: {kind: bad, title: Late, narrative: Over.}\n")
    found = survey(compile_scenario(read(text, Scenario)), Random(0).random, budget=2)
    assert [found.table.names[one] for one in never_led_to(found.flow)] == ["desk-again"]
    assert found.can_reach(found.table.index[StateId("desk-again")]) is False
    assert found.can_reach(found.table.index[StateId("late")]) is False


COOLING = """
schema: ccdrill/scenario/v1
id: cooling
title: Cooling
version: "1"
summary: At nine a dentist writes, and everybody is less calm from then on.
begins: 2026-03-02T08:00+00:00
meters: {calm: {label: Calm, start: 5}}
start: desk
states:
  desk: {phase: detect, title: Desk, question: What now?, narrative: A call., choices: {
    soothe: {text: Soothe, takes: 5m, add: {calm: 1}, goto: [{when: calm > 5, to: hall}, {to: yard}]},
    pat: {text: Pat the dog, once: true, takes: 1m, add: {calm: 1}},
    ignore: {text: Ignore, takes: 5m, goto: yard}}}
  hall: {phase: detect, title: Hall, question: What now?, narrative: A hall., choices: {go: {text: Go on, takes: 5m, goto: yard}}}
  yard: {phase: detect, title: Yard, question: What now?, narrative: A yard., choices: {end: {text: End, takes: 2h, goto: over}}}
injects:
  dentist: {at: day 1 09:00, text: Hello., add: {calm: -1}}
endings:
  over: {kind: good, title: Over, narrative: Over.}
"""


@pytest.mark.parametrize(("is_paced", "codes"), [(False, ["dead-target"]), (True, []), (None, [])])
def test_a_target_to_which_only_people_come_who_wait_is_idle_without_a_pace(is_paced: bool | None, codes: list[str]):
    loaded = load_text(COOLING, "cooling.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    assert not found.is_exhausted  # a few plays showed all else
    told = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    assert [one.code for one in told] == codes
    assert all("to: yard" in one.source for one in told)


def test_a_target_to_which_no_play_has_led_yet_is_gone_after():
    found = survey(
        compile_scenario(read(COOLING.replace("calm > 5, to: hall", "calm > 6, to: hall"), Scenario)), Random(0).random
    )
    assert found.led
    found.led.clear()
    assert not may_be_unled(found)


COUNTING = """
schema: ccdrill/scenario/v1
id: counting
title: Counting
version: "1"
summary: Somebody listens at a desk until it is time to go on.
begins: 2026-03-02T08:00+00:00
meters: {rounds: {label: Rounds, start: 0, min: 0, max: 6}, heat: {label: Heat, start: 0, min: 0}}
flags: {hushed: false, told: false}
drift: [{meter: heat, per_hour: 7, while: not told}]
start: desk
states:
  desk:
    phase: detect
    title: Desk
    question: What now?
    narrative: [{when: WHEN, text: First.}, {when: hushed, text: Quiet.}, {text: Loud.}]
    choices:
      listen: {text: Listen, when: rounds < 5, takes: 7m, add: {rounds: 1}, goto: [{when: ROUNDS, to: hall}, {to: desk}]}
      hush: {text: Hush, when: not hushed, takes: 3m, set: {hushed: true}, add: {rounds: 1}}
      tell: {text: Tell, when: not told, takes: 11m, set: {told: true}}
      go: {text: Go on, takes: 5m, goto: hall}
  hall: {phase: detect, title: Hall, question: What now?, narrative: A hall., choices: {
    stay: {text: Stay, when: heat < 9, takes: 13m}, end: {text: End, takes: 2h, goto: over}}}
endings:
  over: {kind: good, title: Over, narrative: Over.}
"""


@pytest.mark.parametrize(
    ("when", "rounds", "codes"),
    [
        ("rounds == 0", "rounds == 5", []),
        ("rounds == 0", "rounds == 6", ["dead-target"]),
        ("rounds == 0 and hushed", "rounds == 5", ["dead-text"]),
        ("rounds == 1 and hushed", "rounds == 5", []),
    ],
)
@pytest.mark.parametrize("is_paced", [False, True])
def test_what_a_meter_that_counts_never_comes_to_is_told_where_not_all_is_listed(
    when: str, rounds: str, codes: list[str], *, is_paced: bool
):
    loaded = load_text(COUNTING.replace("WHEN", when).replace("ROUNDS", rounds), "counting.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    assert not found.is_exhausted
    told = check_story(loaded.document, loaded.model, found, is_paced=is_paced)
    assert [one.code for one in told] == codes


def told_of(text: str) -> list[tuple[str, int, str]]:
    loaded = load_text(text, "counting.yaml", Scenario).loaded
    assert loaded is not None
    found = survey(compile_scenario(loaded.model), Random(0).random)
    return [(one.code, one.column, one.message) for one in check_story(loaded.document, loaded.model, found)]


def test_a_text_is_told_once_that_comes_below_what_always_holds_and_asks_for_what_is_never_so_together():
    text = COUNTING.replace("[{when: WHEN,", "[{when: rounds >= 0, text: Any.}, {when: rounds == 0 and hushed,")
    told = told_of(text.replace("ROUNDS", "rounds == 5"))
    assert [one[0] for one in told] == ["dead-text"] * 3
    assert len({one[1] for one in told}) == 3
    assert all("one above it always holds" in one[2] for one in told)


def test_targets_of_one_list_are_told_each_by_what_knows_of_it():
    goto = "[{when: rounds > 9, to: hall}, {when: rounds == 6, to: hall}, {to: desk}]"
    text = COUNTING.replace("[{when: ROUNDS, to: hall}, {to: desk}]", goto).replace("WHEN", "rounds == 0")
    assert [one[0] for one in told_of(text)] == ["dead-target"] * 2


def test_where_plays_come_to_rest_shows_where_choices_lead():
    loaded = load_text(COUNTING.replace("WHEN", "rounds == 0").replace("ROUNDS", "rounds == 5"), "", Scenario).loaded
    assert loaded is not None
    table = build_table(compile_scenario(loaded.model))
    listen = ChoiceKey("desk/listen")
    rests = Rests(table, [trail_of(("desk/listen", "desk/hush", "desk/listen")), trail_of(("desk/go", "hall/end"))])
    both = {(listen, 0), (listen, 1)}
    assert not_led_from(rests, both) == {(listen, 0)}
    assert [table.names[one.state] for one in rests] == ["desk"] * 4 + ["hall"]
    assert not not_led_from(Rests(table, [trail_of(("desk/listen",) * 4)]), both)
