"""What tests build their worlds from: small texts, models read from texts, a clock and chance that do as they are told."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from textwrap import dedent

from ccdrill.authoring.decoding.load import M, load_text
from ccdrill.authoring.library.library import merge_vocabularies
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.exercise import Content, Exercise
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary

TINY_VOCABULARY = """
schema: ccdrill/vocabulary/v1
actions:
  escalate: {title: Escalate}
  divert: {title: Divert the route}
  isolate: {title: Isolate the node}
  power-off: {title: Power off the node}
  tell-acquirer: {title: Tell the acquirer}
  retry: {title: Ask the caller to pay again}
  look-around: {title: Look around}
moments: {suspicion: {title: Reasonable suspicion}, certainty: {title: Certainty}}
roles:
  leader: {title: Team leader, deputies: [agent]}
  agent: {title: Agent}
  telephony: {title: Telephony engineer}
  payments: {title: Acquirer contact}
records: {ticket: {title: Ticket}, call-ids: {title: Call IDs}, route-diff: {title: Route difference}, call-note: {title: Call note}}
places: {desk: {title: Service desk}, console: {title: Console}}
"""

TINY_SCENARIO = """
schema: ccdrill/scenario/v1
id: tiny
title: The tiny line
version: 1.0.0
summary: A payment line asks twice.
names: {org: Ostrel Energy}
case: {account_data: true}
begins: 2026-03-02T10:20+00:00
meters:
  cards_exposed: {label: Cards exposed, start: 370}
  queue: {label: Queue, start: 9, unit: min, shown: live}
flags: {route_diverted: false}
drift:
  - {meter: cards_exposed, per_hour: 120, while: not route_diverted}
start: third-caller
states:
  third-caller:
    phase: detect
    title: '"It asked me twice"'
    question: What do you do with this call?
    narrative: The third caller of this hour says that the payment line of {org} asked twice.
    exhibits: [{id: call-log, kind: log, title: Call log, body: "09:05 first caller\\n09:48 second caller"}]
    marks: [suspicion]
    facilitator: {ask: [What do you know?], hints: [Think of the line.], minutes: 4}
    choices:
      retry:
        text: Ask the callers to hang up and pay again
        does: [retry]
        takes: 20m
        add: {cards_exposed: 30}
        outcome: They pay again.
      escalate:
        text: Escalate on the security line, with the call IDs
        does: [escalate]
        records: [ticket, call-ids]
        where: [desk]
        takes: 10m
        goto: contain
        outcome: Security takes the call.
  contain:
    phase: contain
    title: Two nodes
    question: What happens to the nodes now?
    narrative: Two nodes serve the line.
    facilitator: {say: What is cut off can still be looked at.}
    choices:
      power-off:
        text: Power both nodes off
        does: [power-off]
        takes: 5m
        set: {route_diverted: true}
        goto: tell
      divert:
        text: Send the calls elsewhere, cut the nodes off, leave them powered
        does: [divert, isolate]
        records: [route-diff]
        where: [console]
        takes: 20m
        set: {route_diverted: true}
        goto: tell
  tell:
    phase: notify
    title: The acquirer
    question: Do you tell the acquirer?
    narrative: Nobody has told the acquirer yet.
    facilitator: {say: The clock runs since the first call.}
    choices:
      phone:
        text: Phone now
        does: [tell-acquirer]
        records: [call-note]
        takes: 10m
        goto: [{when: cards_exposed < 450, to: held}, {to: late}]
      wait:
        text: Wait for proof
        takes: 6h
        goto: late
injects:
  queue-grows: {at: 20m, from: Floor manager, channel: phone, text: The queue is at fourteen minutes., add: {queue: 5}}
endings:
  held: {kind: good, title: It held, narrative: The line is clean.}
  late: {kind: bad, title: Too late, narrative: The acquirer rang first.}
"""

TINY_PROCEDURE = """
schema: ccdrill/procedure/v1
id: tiny-procedure
title: Tiny procedure
version: "1.0"
model: true
source: {document: Model procedure T, section: "4"}
steps:
  - {id: report, do: Escalate on the security line, responsible: [leader], deadline: {from: start, within: 15m},
     evidence: [ticket, call-ids], where: [desk], actions: [escalate], weight: 3}
  - {id: divert, do: Divert the route, responsible: [telephony], deadline: {from: start, within: 45m}, evidence: [route-diff],
     after: [report], weight: 5, critical: true}
  - {id: isolate, do: Isolate the node, responsible: [telephony], after: [divert], weight: 3}
  - {id: acquirer, do: Phone the acquirer, responsible: [payments], evidence: [call-note], after: [report], weight: 4,
     deadline: {from: "moment:suspicion", within: 85m, kind: rule, source: Visa A-3.1}, actions: [tell-acquirer], critical: true}
prohibited:
  - {id: no-power-off, action: power-off, cost: 5, critical: true, why: It destroys volatile evidence}
unneeded: [retry]
"""

TINY_DRILL = """
schema: ccdrill/drill/v1
id: tiny-drill
title: Tiny drill
scenario: tiny
procedure: tiny-procedure
mode: solo
minutes: 5
ask: [role, records, confidence]
marking: Training
objectives:
  - {id: stop, text: Stop the loss, steps: [divert, isolate]}
"""


def read(text: str, kind: type[M]) -> M:
    """The model of a text that is expected to be good."""
    reading = load_text(dedent(text), "test.yaml", kind)
    assert reading.loaded is not None, reading.diagnostics
    return reading.loaded.model


def problems(text: str, kind: type[M]) -> tuple[Diagnostic, ...]:
    """What reading alone finds wrong with a text."""
    return load_text(dedent(text), "test.yaml", kind).diagnostics


def build_exercise(
    scenario: str = TINY_SCENARIO,
    procedure: str = TINY_PROCEDURE,
    drill: str = TINY_DRILL,
    vocabulary: str = TINY_VOCABULARY,
) -> Exercise:
    """An exercise from texts, as if its files had been loaded and checked."""
    texts: Mapping[str, str] = {"drill": drill, "scenario": scenario, "procedure": procedure, "vocabulary": vocabulary}
    plan, story, written = read(drill, Drill), read(scenario, Scenario), read(procedure, Procedure)
    return Exercise(
        drill=plan,
        scenario=story,
        procedure=written,
        vocabulary=merge_vocabularies([read(vocabulary, Vocabulary)]),
        contents=(
            Content(kind="drill", id=plan.id, version="", text=texts["drill"]),
            Content(kind="scenario", id=story.id, version=story.version, text=texts["scenario"]),
            Content(kind="procedure", id=written.id, version=written.version, text=texts["procedure"]),
            Content(kind="vocabulary", id="vocabulary", version="", text=texts["vocabulary"]),
        ),
    )


def write_library(folder: Path, **texts: str) -> Path:
    """A library folder on disk: the tiny files, with `scenario`, `procedure`, `drill` or `vocabulary` given
    instead, and a `deck` if one is given."""
    files = {
        "scenarios/tiny.yaml": texts.get("scenario", TINY_SCENARIO),
        "scenarios/vocabulary.yaml": texts.get("vocabulary", TINY_VOCABULARY),
        "drills/tiny-drill.yaml": texts.get("drill", TINY_DRILL),
        "drills/procedures/tiny-procedure.yaml": texts.get("procedure", TINY_PROCEDURE),
    }
    files |= {"drills/decks/tiny-deck.yaml": texts["deck"]} if "deck" in texts else {}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass
class FakeClock:
    """A clock that stands until it is moved. Implements `Clock`."""

    seconds: float = 0.0

    def utc(self) -> dt.datetime:
        return dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def pass_seconds(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class FakeChance:
    """Names in a row instead of at random. Implements `Chance`."""

    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def token(self, length: int) -> str:
        return f"t{next(self._numbers)}".ljust(length, "x")
