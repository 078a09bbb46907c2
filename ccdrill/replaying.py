"""A play that a rehearsal kept: as a file, and from its file played again by the engine itself."""

import re
from collections import Counter
from collections.abc import Iterator

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.engine.calendar import calendar_of
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Offer, Program
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import begin, decide, offers, pass_time
from ccdrill.model.errors import CcdrillError
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.rehearsal.hands.account import Failure, Rehearsal
from ccdrill.rehearsal.walk.bridge import load
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.tabulate import build_table
from ccdrill.rehearsal.walk.trails import WAITED
from ccdrill.rehearsal.walk.walker import Walker

_MOST_WAITS = 1_000
"""Times that something happens while nobody decides, before it is taken to lead nowhere."""
_QUOTED = 60
"""Characters of a line of a play that are quoted."""
_DECISION = re.compile(rf"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)?|{re.escape(WAITED)}")
"""A choice by its key, or waiting."""
_ENDLESS = re.compile(r"^# endless; ", re.MULTILINE)
"""Why a play was kept, where it went round in circles: its decisions, all taken again, still do."""
_HEAD = "# a play of ccdrill: play it again with: ccdrill replay SCENARIO FILE"


class Passed(Value, frozen=True, kw_only=True):
    """A decision that was taken again, or how the play stands at its end."""

    line: str
    """When, where, and what, as it is told."""
    fails: bool = False
    """At the end: whether it still comes to no ending, for want of a choice or because it goes round in circles."""


def kept_play(rehearsal: Rehearsal, failure: Failure) -> str:
    """A failing play as a file that can be replayed."""
    lines = (
        _HEAD,
        f"# scenario: {rehearsal.scenario}",
        f"# {failure.why}; {failure.policy} play {failure.number}, seed {rehearsal.seed}",
        *failure.play,
    )
    return "\n".join(lines) + "\n"


def kept_once(rehearsal: Rehearsal) -> dict[Failure, int]:
    """Each way to fail once, the shortest first: the first play that went so, and how many did."""
    ways = Counter((one.why, one.play) for one in rehearsal.failures)
    firsts = {(one.why, one.play): one for one in reversed(rehearsal.failures)}
    return {firsts[way]: ways[way] for way in sorted(ways, key=lambda way: (len(way[1]), way))}


def holds_play(text: str) -> bool:
    """Whether a text is a play: it says so, or it chooses something. One that gets stuck at once chooses nothing."""
    decisions = _decisions(text)
    return text.startswith(_HEAD) or (bool(decisions) and all(_DECISION.fullmatch(key) for _, key in decisions))


def _decisions(text: str) -> list[tuple[int, str]]:
    """What is decided, each with the number of its line."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def replay(scenario: Scenario, text: str) -> Iterator[Passed]:
    """A kept play, played again by the engine itself: a line a decision, last how it stands.

    Raises CcdrillError where it can't go on.
    """
    calendar = calendar_of(scenario)
    program = compile_scenario(scenario)
    mover = MachineMover(program)
    table = build_table(program)
    situation = begin(program, mover).situation
    for number, key in _decisions(text):
        clock = calendar.at(situation.now)
        open_now = offers(program, situation)
        offer = next((one for one in open_now if one.key == key), None)
        if situation.is_ended:
            gone = f"line {number}: the play has come to the ending '{situation.state}', and goes on"
            raise CcdrillError(gone, "Delete this line and those below it.")
        if key == WAITED:
            step = pass_time(program, mover, situation, _next_happening(table, situation, number))
        elif offer is None:
            why = _why_not(program, situation, key)
            raise CcdrillError(
                f"line {number}: '{as_one_line(key, _QUOTED)}' {why}", _instead(situation, open_now, text)
            )
        else:
            taken = decide(program, mover, situation, offer.id)
            assert taken is not None, "it is offered"
            step = taken
        yield Passed(line=f"{clock}  {situation.state}: {key}")
        situation = step.situation
    clock = calendar.at(situation.now)
    how, fails = _how_it_stands(table, situation, offers(program, situation), text)
    yield Passed(line=f"{clock}  {how}", fails=fails)


def _how_it_stands(table: Table, situation: Situation, open_now: tuple[Offer, ...], text: str) -> tuple[str, bool]:
    """How a play stands when all its decisions were taken again, and whether it still fails."""
    if situation.is_ended:
        return f"ends in '{situation.state}'", False
    if open_now:
        can = f"{situation.state}: what can be chosen there: {', '.join(one.key for one in open_now)}"
        return (f"{can}; it still goes round in circles", True) if _ENDLESS.search(text) else (can, False)
    if _time_leads_on(table, situation):
        return f"{situation.state}: nothing can be chosen there until time has passed", False
    return f"{situation.state}: nothing can be chosen there, and time changes nothing: it is stuck", True


def _time_leads_on(table: Table, situation: Situation) -> bool:
    """Whether people who wait where nothing can be chosen can choose again some time, or come to an ending."""
    idle = Walker(table)
    load(idle, situation)
    return any(idle.is_ended or any(idle.open_rows()) for _ in range(_MOST_WAITS) if idle.wait())


def _why_not(program: Program, situation: Situation, key: str) -> str:
    """Why the play can't go on so, after the choice's name."""
    here = next((one for one in program.offers[situation.state] if one.key == key), None)
    if here is None:
        if any(one.key == key for offered in program.offers.values() for one in offered):
            return f"belongs to another state: the play stands in '{situation.state}' there"
        return f"is no choice of '{program.scenario.id}'"
    if here.choice.once and situation.used.get(here.key):
        return "was taken before, and can be taken once"
    return (
        f"can't be chosen there: when {here.choice.when.text}"
        if here.choice.when is not None
        else "can't be chosen there"
    )


def _instead(situation: Situation, open_now: tuple[Offer, ...], text: str) -> str:
    """What could be chosen, and of which scenario the play is."""
    choices = ", ".join(one.key for one in open_now) or "nothing"
    kept = re.search(r"^# scenario: ([a-z0-9-]{1,64})$", text, re.MULTILINE)
    told = f" It was kept of '{kept[1]}': was that changed since?" if kept is not None else ""
    return f"In '{situation.state}' can be chosen there: {choices}.{told}"


def _next_happening(table: Table, situation: Situation, number: int) -> int:
    """The second at which something happens while nobody decides."""
    idle = Walker(table)
    load(idle, situation)
    if situation.is_ended or not idle.wait():
        raise CcdrillError(
            f"line {number} of the play waits, and nothing ever happens there", "Delete what comes after it."
        )
    return idle.now
