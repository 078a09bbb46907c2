"""Defects that hide behind something: a negation, a meter at its bound, time, `once`, `in`, another defect.

Each says what is changed in which file, what must be told, and words of the line that it must be told at.
"""

from typing import NamedTuple

EXPORT, EXPORT_PLAN, EXPORT_DRILL = (
    "scenarios/export.yaml",
    "drills/procedures/export-plan.yaml",
    "drills/export-solo.yaml",
)
INSIDER, INSIDER_PLAN = "scenarios/insider.yaml", "drills/procedures/insider-plan.yaml"


class Plant(NamedTuple):
    """One defect."""

    name: str
    file: str
    old: str
    new: str
    code: str
    at: str
    where: str = ""
    more: tuple[tuple[str, str], ...] = ()
    """What else is changed in that file, for the defect to be one."""
    never: str = ""
    """A code that nothing may be told with besides."""
    whole: str = ""
    """How what is told of it ends, when nothing else is told."""


ROOM = "{{phase: contain, title: A room, question: What now?, narrative: Dust., facilitator: {{say: Dust.}}, {rest}}}"


def _room(name: str, rest: str) -> str:
    return f"  {name}: {ROOM.format(rest=rest)}\n"


PLANTS = (
    # Choices that can never be taken
    Plant("a-guard-above-a-bound", EXPORT, "when: copies < 5", "when: copies > 8", "dead-choice", "chase:"),
    Plant("a-guard-below-a-bound", EXPORT, "when: patience > 2", "when: patience < 0", "dead-choice", "again:"),
    Plant(
        "a-guard-against-itself",
        EXPORT,
        "when: counted, takes",
        "when: counted and not counted, takes",
        "dead-choice",
        "done:",
    ),
    Plant(
        "an-action-that-is-done-only-later",
        EXPORT,
        "when: counted, takes",
        "when: done(tell-people), takes",
        "dead-choice",
        "done:",
    ),
    Plant(
        "an-action-of-another-branch-of-time",
        EXPORT,
        "when: patience > 2",
        "when: elapsed < 5m and done(report-it)",
        "dead-choice",
        "again:",
    ),
    Plant(
        "a-moment-that-no-play-marks-before",
        EXPORT,
        "when: counted, takes",
        "when: counted and not happened(knowledge), takes",
        "dead-choice",
        "done:",
    ),
    Plant(
        "a-case-that-is-otherwise",
        INSIDER,
        "when: logs_kept, takes: 20m",
        "when: logs_kept and case.cards, takes: 20m",
        "dead-choice",
        "read:",
    ),
    Plant(
        "offered-only-where-it-was-done",
        INSIDER,
        "in: [talk, gone], when: not logs_kept",
        "in: [after], when: not locked",
        "dead-choice",
        "save-logs:",
    ),
    Plant(
        "a-flag-that-the-only-way-there-sets",
        INSIDER,
        "when: logs_kept, takes: 20m",
        "when: logs_kept and not locked, takes: 20m",
        "dead-choice",
        "read:",
    ),
    Plant("a-meter-that-climbs-too-little", INSIDER, "trust <= 1", "trust > 3", "dead-choice", "probe:"),
    Plant(
        "a-time-that-is-over",
        INSIDER,
        "when: denied and trust <= 1",
        "when: denied and elapsed < 3h",
        "dead-choice",
        "probe:",
    ),
    Plant(
        "an-inject-that-never-tells",
        INSIDER,
        "when: looked < 40",
        "when: happened(alarm) and elapsed < 10m",
        "dead-choice",
        "watch:",
    ),
    # Conditions that always hold
    Plant(
        "a-bound-that-can-not-be-left",
        EXPORT,
        "when: patience > 2",
        "when: patience >= 0",
        "always-true",
        "when: patience",
    ),
    Plant("a-flag-or-its-absence", EXPORT, "when: copies < 5", "when: opened or not opened", "always-true", "chase:"),
    Plant("what-was-always-marked", EXPORT, "when: copies < 5", "when: happened(knowledge)", "always-true", "chase:"),
    Plant(
        "what-the-way-there-has-set", INSIDER, "when: denied and trust <= 1", "when: locked", "always-true", "probe:"
    ),
    Plant(
        "a-day-that-has-come", INSIDER, "when: denied and trust <= 1", "when: elapsed >= 3h", "always-true", "probe:"
    ),
    # States and endings out of reach
    Plant(
        "a-branch-on-a-bound",
        EXPORT,
        "{when: copies > 6, to: front-page}",
        "{when: copies > 8, to: front-page}",
        "unreachable-ending",
        "front-page:",
    ),
    Plant(
        "a-branch-on-what-can-not-be-both",
        EXPORT,
        "{when: opened, to: spread}",
        "{when: opened and elapsed < 10m, to: attic}",
        "unreachable-state",
        "attic:",
        more=(("anywhere:\n", _room("attic", "choices: {up: {text: Up, takes: 5m, goto: count}}") + "anywhere:\n"),),
    ),
    Plant(
        "a-state-that-only-itself-leads-to",
        INSIDER,
        "  gone:\n",
        _room(
            "cellar", "choices: {stay: {text: Stay, takes: 5m, goto: cellar}, up: {text: Up, takes: 5m, goto: after}}"
        )
        + "  gone:\n",
        "unreachable-state",
        "cellar:",
    ),
    Plant(
        "an-ending-that-a-clamp-hides",
        INSIDER,
        "{when: looked <= 30, to: small}",
        "{when: looked > 60, to: small}",
        "unreachable-ending",
        "small:",
    ),
    Plant(
        "behind-an-inject-that-never-comes",
        EXPORT,
        "  officer-asks:",
        "  raid: {when: patience > 10, after: 5m, from: Police, text: Open up., goto: attic}\n  officer-asks:",
        "dead-inject",
        "raid:",
        more=(("anywhere:\n", _room("attic", "choices: {up: {text: Up, takes: 5m, goto: count}}") + "anywhere:\n"),),
    ),
    # Injects that never arrive
    Plant(
        "an-inject-on-a-bound",
        EXPORT,
        "when: counted and not done(tell-regulator), after",
        "when: patience < 0, after",
        "dead-inject",
        "officer-asks:",
    ),
    Plant(
        "an-inject-after-every-ending",
        INSIDER,
        "caller: {at: 15m",
        "late-caller: {at: 90d, from: Nobody, text: Hello.}\n  caller: {at: 15m",
        "dead-inject",
        "late-caller:",
    ),
    Plant(
        "an-inject-asked-once-and-too-soon",
        EXPORT,
        "reads-it: {at: 75m,",
        "early: {at: 1m, when: counted, from: A, text: B.}\n  reads-it: {at: 75m,",
        "dead-inject",
        "early:",
    ),
    Plant(
        "an-inject-on-another-that-never-comes",
        EXPORT,
        "  officer-asks:",
        "  one: {when: patience > 10, from: A, text: B., set: {opened: true}, marks: [alarm]}\n  two: {when: happened(alarm), from: A, text: B.}\n  officer-asks:",
        "dead-inject",
        "one:",
    ),
    # Where a play gets stuck
    Plant(
        "what-may-be-done-once-was-done",
        EXPORT,
        "      guess: {text: Go on with a guess, takes: 5m, goto: decide}\n",
        "",
        "stuck",
        "count:",
        more=(("when: counted, takes", "when: counted and not opened, takes"),),
    ),
    Plant(
        "a-room-with-a-closed-door",
        INSIDER,
        "  gone:\n",
        _room("cage", "choices: {out: {text: Out, when: locked, takes: 5m, goto: after}}") + "  gone:\n",
        "stuck",
        "cage:",
        more=(("takes: 30m, goto: gone}", "takes: 30m, goto: cage}"),),
    ),
    Plant(
        "two-rooms-and-no-way-out",
        EXPORT,
        "anywhere:\n",
        _room("left", "choices: {over: {text: Over, takes: 5m, goto: right}}")
        + _room("right", "choices: {over: {text: Over, takes: 5m, goto: left}}")
        + "anywhere:\n",
        "no-way-out",
        "left:",
        more=(("text: Take it as lost, takes: 5m, goto: count", "text: Take it as lost, takes: 5m, goto: left"),),
    ),
    Plant(
        "a-circle-after-a-rare-way",
        INSIDER,
        "shrug: {text: Leave it at that, takes: 5m,",
        "shrug: {text: Leave it at that, when: not denied or trust > 0, takes: 5m,",
        "soft-lock",
        "after:",
        more=(("when: denied and trust <= 1, takes: 10m, goto: large}", "when: denied and trust <= 1, takes: 10m}"),),
    ),
    # What is declared and makes no difference
    Plant(
        "a-flag-set-to-what-it-is",
        INSIDER,
        "set: {denied: true}",
        "set: {denied: false}",
        "flag-never-changes",
        "denied",
    ),
    Plant(
        "a-flag-that-nothing-asks-for",
        INSIDER,
        "when: denied and trust <= 1",
        "when: trust <= 1",
        "flag-never-read",
        "denied",
    ),
    Plant(
        "a-meter-that-stands",
        EXPORT,
        "meters:\n",
        "meters:\n  calls: {label: Calls, start: 3}\n",
        "meter-never-changes",
        "calls:",
    ),
    # Texts and notes
    Plant(
        "a-state-without-notes",
        EXPORT,
        "    facilitator: {say: Some say that they have seen it.}\n",
        "",
        "no-facilitator-notes",
        "spread:",
    ),
    Plant(
        "hints-alone-are-no-notes",
        EXPORT,
        "{say: He is at work and reads mail at noon.}",
        "{hints: [Phone him.]}",
        "no-facilitator-notes",
        "recall:",
    ),
    Plant(
        "a-text-that-fills-the-screen",
        EXPORT,
        "narrative: He may have sent it on.",
        "narrative: " + "He may have sent it on. " * 40,
        "text-too-long",
        "narrative: He may",
    ),
    # Against the procedure
    Plant(
        "an-action-that-it-does-not-know",
        EXPORT,
        "text: Mail him again",
        "text: Mail him again\n        does: [hang-up]",
        "unknown-to-procedure",
        "hang-up",
    ),
    Plant(
        "a-step-that-nothing-does",
        EXPORT_PLAN,
        "prohibited:",
        "  - {id: warn, do: Alert the floor, actions: [warn-floor]}\nprohibited:",
        "step-not-offered",
        "id: warn",
    ),
    Plant(
        "a-step-behind-a-dead-choice",
        EXPORT,
        "when: not done(tell-regulator)\n",
        "when: not done(tell-regulator) and patience > 10\n",
        "step-out-of-reach",
        "id: regulator",
        EXPORT_PLAN,
    ),
    Plant(
        "an-order-that-the-story-turns-round",
        INSIDER_PLAN,
        "after: [logs], deadline",
        "after: [logs, extent], deadline",
        "order-impossible",
        "after: [logs, extent]",
        more=(("after: [lock], evidence", "evidence"),),
    ),
    Plant(
        "a-deadline-before-it-can-be-done",
        EXPORT_PLAN,
        "evidence: [count-sheet], after: [recall]",
        "evidence: [count-sheet], deadline: {from: start, within: 30m}, after: [recall]",
        "deadline-impossible",
        "within: 30m",
    ),
    Plant(
        "a-deadline-that-the-day-passes",
        INSIDER_PLAN,
        "after: [lock], evidence",
        "after: [lock], deadline: {from: start, within: 2h}, evidence",
        "deadline-impossible",
        "within: 2h",
    ),
    Plant(
        "a-gate-before-a-required-step",
        EXPORT_PLAN,
        'action: tell-people, until: "step:count"',
        'action: count-people, until: "step:people"',
        "gate-contradicts",
        "no-early-letters",
    ),
    Plant(
        "a-record-that-nothing-leaves",
        INSIDER_PLAN,
        "evidence: [count-sheet]",
        "evidence: [ticket]",
        "record-impossible",
        "evidence: [ticket]",
    ),
    Plant(
        "a-place-where-nobody-does-it",
        INSIDER_PLAN,
        "where: [office]",
        "where: [desk]",
        "place-impossible",
        "where: [desk]",
    ),
    Plant(
        "a-clock-that-nothing-starts",
        INSIDER,
        "text: Somebody knew my address., marks: [alarm]}",
        "text: Somebody knew my address.}",
        "clock-never-starts",
        "moment:alarm",
        INSIDER_PLAN,
    ),
    Plant(
        "a-clock-that-a-choice-starts",
        EXPORT,
        "    marks: [knowledge]\n    choices:\n      hush:",
        "    choices:\n      hush:\n        marks: [knowledge]",
        "clock-by-choice",
        "moment:knowledge",
        EXPORT_PLAN,
    ),
    Plant(
        "a-best-below-100",
        EXPORT_PLAN,
        "within: 60m",
        "within: 10m",
        "best-below-100",
        "procedure: export-plan",
        EXPORT_DRILL,
    ),
    Plant(
        "an-objective-that-nothing-tests",
        EXPORT_DRILL,
        "  - {id: know, text: Know what was lost, steps: [recall, count]}",
        "  - {id: know, text: Know what was lost, steps: [recall]}\nscope: [report, count, regulator, people]",
        "nothing-to-rate",
        "id: know",
    ),
    Plant(
        "a-step-word-for-word",
        EXPORT,
        "text: Count the rows and what they say",
        "text: establish the extent",
        "leak-wording",
        "establish the extent",
    ),
)
