"""Large, clean content for benchmarks and tests: a scenario of any number of states, written as an author would write it.

python -m benchmarks.generate 1000 folder  writes folder/scenarios/large.yaml, its vocabulary, a procedure and a drill.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

_PHASES = ("detect", "declare", "contain", "analyse", "notify", "recover")
_ACTIONS = 60
_MOMENTS = 12
_METERS = 6
_FLAGS = 24


def scenario(states: int) -> str:
    """A scenario of about 1 kB a state: three choices each, conditions, drift, exhibits, injects."""
    return "\n".join((*_head(), *_states(states), *_tail(states)))


def vocabulary() -> str:
    """The words that the scenario and the procedure use."""
    return "\n".join(
        (
            "schema: ccdrill/vocabulary/v1",
            "actions:",
            *(f"  action-{one}: {{title: Do thing number {one}}}" for one in range(_ACTIONS)),
            "moments:",
            *(f"  moment-{one}: {{title: Moment number {one}}}" for one in range(_MOMENTS)),
            "roles: {leader: {title: Team leader}, agent: {title: Agent}}",
            "records: {ticket: {title: Ticket}, call-note: {title: Call note}}",
            "places: {desk: {title: Service desk}, console: {title: Console}}",
            "",
        )
    )


def procedure(steps: int = _ACTIONS // 2) -> str:
    """A procedure over the first actions of the vocabulary."""
    return "\n".join(
        (
            "schema: ccdrill/procedure/v1",
            "id: large-procedure",
            "title: Large procedure",
            'version: "1.0"',
            "model: true",
            "source: {document: Model procedure L}",
            "steps:",
            *(
                f"  - {{id: step-{one}, do: Do thing number {one}, responsible: [leader], deadline: {{from: start, within: 4h}},"
                f" evidence: [ticket], actions: [action-{one}]{f', after: [step-{one - 1}]' if one else ''}}}"
                for one in range(steps)
            ),
            "",
        )
    )


def drill() -> str:
    """A drill that plays the scenario against the procedure."""
    return """\
schema: ccdrill/drill/v1
id: large-drill
title: Large drill
scenario: large
procedure: large-procedure
mode: solo
minutes: 60
"""


def write_library(folder: Path, states: int) -> Path:
    """A library folder with one scenario of so many states; returns the scenario's path."""
    files = {
        "scenarios/large.yaml": scenario(states),
        "scenarios/vocabulary.yaml": vocabulary(),
        "drills/procedures/large-procedure.yaml": procedure(),
        "drills/large-drill.yaml": drill(),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder / "scenarios/large.yaml"


def _head() -> Iterator[str]:
    yield "schema: ccdrill/scenario/v1"
    yield "id: large"
    yield "title: A very long day"
    yield "version: 1.0.0"
    yield "summary: A story of many states, for measuring."
    yield "names: {org: Ostrel Energy, security_line: ext. 4444}"
    yield "case: {account_data: true, personal_data: true, jurisdiction: [uk, ie], tier: 2}"
    yield "begins: 2026-03-02T10:20+00:00"
    yield "meters:"
    for one in range(_METERS):
        yield f"  meter_{one}: {{label: Meter {one}, start: {one * 10}, min: 0, max: 100000, shown: live}}"
    yield f"flags: {{{', '.join(f'flag_{one}: false' for one in range(_FLAGS))}}}"
    yield "drift:"
    yield "  - {meter: meter_0, per_hour: 120, while: not flag_0 and meter_0 < 90000}"
    yield "start: state-0"


def _states(count: int) -> Iterator[str]:
    yield "states:"
    for one in range(count):
        following = f"state-{one + 1}" if one + 1 < count else "held"
        yield f"  state-{one}:"
        yield f"    phase: {_PHASES[one % len(_PHASES)]}"
        yield f'    title: "Caller {one}, once more"'
        yield "    question: What do you do with this call?"
        yield f"    narrative: Caller {one} says that the payment line of {{org}} asked for the card twice. The queue grows."
        yield f'    exhibits: [{{id: log-{one}, kind: log, title: Call log, body: "09:05 first caller\\n09:48 caller {one}"}}]'
        yield f"    marks: [moment-{one % _MOMENTS}]"
        yield "    facilitator: {ask: [What do you know?, Who must know?], hints: [Think of the line.], minutes: 4}"
        yield "    choices:"
        yield "      escalate:"
        yield "        text: Escalate on the security line, with the words that the caller heard"
        yield f"        does: [action-{one % _ACTIONS}, {{action: action-{(one + 7) % _ACTIONS}, after: 5m}}]"
        yield "        records: [ticket]"
        yield "        where: [desk]"
        yield "        takes: 10m"
        yield f"        goto: [{{when: meter_1 > {one % 50}, to: {following}}}, {{to: state-{max(0, one - 1)}}}]"
        yield "        outcome: Security takes the call, and says that it will ring back."
        yield "      retry:"
        yield f"        text: Ask caller {one} to hang up and pay again"
        yield f"        when: not flag_{one % _FLAGS} or meter_{one % _METERS} >= {one % 90} or done(action-{one % _ACTIONS})"
        yield f"        set: {{flag_{(one + 1) % _FLAGS}: true}}"
        yield f"        add: {{meter_{one % _METERS}: 30}}"
        yield "        takes: 20m"
        yield f"        goto: {following}"
        yield "      look:"
        yield "        text: Look at the call log again"
        yield f"        does: [action-{(one + 13) % _ACTIONS}]"
        yield "        where: [console]"
        yield "        takes: 5m"
        yield "        once: true"
        yield "    timeout: {after: 30m, goto: held}"


def _tail(count: int) -> Iterator[str]:
    yield "injects:"
    for one in range(max(1, count // 20)):
        yield (
            f"  call-{one}: {{when: happened(moment-{one % _MOMENTS}), after: {one % 90 + 1}m, from: Floor manager,"
            f" text: The queue is at {one} minutes., add: {{meter_1: 1}}}}"
        )
    yield "endings:"
    yield "  held: {kind: good, title: It held, narrative: The line is clean.}"
    yield ""


if __name__ == "__main__":
    print(write_library(Path(sys.argv[2]), int(sys.argv[1])))
