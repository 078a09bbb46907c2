"""Defects planted in clean scenarios, procedures and drills: what is changed, what must be found, and at which line.

`at` is words of the line that must be named, in the file that is changed unless `where` names another. `also`: what else is
true then, and told.
"""

from dataclasses import dataclass

RESET, WIDGET, VAN, HALL = (f"scenarios/{name}.yaml" for name in ("reset", "widget", "van", "hall"))
RESET_PLAN, WIDGET_PLAN, VAN_PLAN, HALL_PLAN = (
    f"drills/procedures/{name}-plan.yaml" for name in ("reset", "widget", "van", "hall")
)
RESET_DRILL, WIDGET_DRILL, VAN_DRILL, HALL_DRILL = (
    f"drills/{name}.yaml" for name in ("reset-solo", "widget-team", "van-team", "hall-solo")
)


@dataclass(frozen=True)
class Plant:
    """One defect."""

    name: str
    file: str
    edits: tuple[tuple[str, str], ...]
    code: str
    at: str
    where: str = ""
    also: tuple[str, ...] = ()
    says: str = ""


STATE = """  {name}:
    phase: contain
    title: Nowhere
    question: What now?
    narrative: Nobody comes here.
    facilitator: {{say: Nothing.}}
    choices:
      ahead: {{text: Go on, takes: 1m, goto: {to}}}
"""

PLANTS = [
    # States and endings that no play comes to
    Plant(
        "nothing-leads-there",
        RESET,
        (("injects:\n", STATE.format(name="attic", to="held") + "injects:\n"),),
        "unreachable-state",
        "  attic:",
        says="nothing leads there",
    ),
    Plant(
        "only-itself-leads-there",
        WIDGET,
        (("injects:\n", STATE.format(name="loop", to="loop") + "injects:\n"),),
        "unreachable-state",
        "  loop:",
        says="only itself leads there",
    ),
    Plant(
        "two-that-lead-to-each-other",
        VAN,
        (("endings:\n", STATE.format(name="left", to="right") + STATE.format(name="right", to="left") + "endings:\n"),),
        "unreachable-state",
        "  left:",
        also=("unreachable-state",),
        says="'right' leads there, but is never reached; and so 1 state ('right') never comes about",
    ),
    Plant(
        "a-branch-that-never-holds",
        RESET,
        (
            (
                "goto: [{when: doubted, to: sure}, {to: after}]",
                "goto: [{when: reset and doubted, to: sure}, {to: after}]",
            ),
        ),
        "unreachable-state",
        "  sure:",
        also=("best-below-100", "order-impossible", "gate-contradicts"),
        says="'reset' never holds here: it is only set to true by 'ring/obey'",
    ),
    Plant(
        "an-ending-that-a-branch-hides",
        WIDGET,
        (("{when: cards < 90, to: calm}, {when: anger >= 6", "{when: cards >= 0, to: calm}, {when: anger >= 6"),),
        "unreachable-ending",
        "  scar:",
        also=("dead-target",),
        says="'customers/warn' has it among its targets, but one above it always holds then",
    ),
    Plant(
        "an-ending-behind-a-meter-at-its-end",
        WIDGET,
        (
            ("{when: anger >= 6, to: storm}", "{when: anger > 10, to: scar}"),
            ("goto: storm\ninjects", "goto: calm\ninjects"),
        ),
        "unreachable-ending",
        "  storm:",
        also=("dead-target",),
    ),
    Plant(
        "an-ending-too-late-to-reach",
        HALL,
        (
            (
                "{when: door_shut and trust >= 4, to: known}",
                "{when: door_shut and trust >= 4 and elapsed < 10m, to: known}",
            ),
        ),
        "unreachable-ending",
        "  known:",
        says="'elapsed < 10 min' never holds here: it is always later by then",
    ),
    Plant(
        "an-inject-that-would-lead-there-comes-too-late",
        RESET,
        (
            (
                "  second-try:",
                "  guard: {at: 30d, from: A guard, channel: phone, text: Come., goto: cellar}\n  second-try:",
            ),
            ("injects:\n", STATE.format(name="cellar", to="lost") + "injects:\n"),
        ),
        "dead-inject",
        "  guard:",
        also=("unreachable-state",),
    ),
    Plant(
        "once-closes-the-way",
        HALL,
        (
            (
                "      give-up:\n        text: Go back to work and say no more about it\n        takes: 1m\n        goto: unknown\n",
                "",
            ),
            ("        add: {clues: 2}", "        add: {clues: 1}"),
            ("add: {clues: 1, trust: -1}", "add: {trust: -1}"),
        ),
        "stuck",
        "  hall:",
        also=("dead-choice", "best-below-100", "step-out-of-reach", "deadline-impossible"),
    ),
    Plant(
        "only-one-order-gets-out",
        RESET,
        (
            (
                "      shrug:\n        text: Take the next call, there are eleven waiting\n        takes: 10m\n        goto: lost\n",
                "",
            ),
            ("        when: not locked\n", "        when: not locked and not reset\n"),
        ),
        "stuck",
        "  after:",
        also=("unreachable-ending",),
    ),
    Plant(
        "two-states-that-only-lead-to-each-other",
        WIDGET,
        (
            (
                "        takes: 30m\n        goto: [{when: cards < 90, to: calm}, {when: anger >= 6, to: storm}, {to: scar}]",
                "        takes: 30m\n        goto: tell",
            ),
            ("        takes: 2h\n        goto: storm", "        takes: 2h\n        goto: tell"),
        ),
        "no-way-out",
        "  tell:",
        also=("no-way-out",),
    ),
    Plant(
        "a-rare-order-locks-the-door",
        HALL,
        (
            ("        set: {door_shut: true}", "        set: {door_shut: true}\n        when: not press_in"),
            (
                "        when: not badge_known\n        does: [tell-security]\n        takes: 2m\n        goto: unknown",
                "        when: not badge_known and not press_in\n        does: [tell-security]\n        takes: 2m\n        goto: unknown",
            ),
            ("        when: badge_known\n", "        when: badge_known and door_shut\n"),
            ("    in: [hall, office]\n    once: true\n", "    in: [hall]\n    once: true\n"),
        ),
        "soft-lock",
        "  office:",
        also=("dead-choice",),
    ),
    Plant(
        "everything-waits-for-a-flag-that-is-off",
        VAN,
        (
            (
                "        text: Put it before the board at ten\n",
                "        text: Put it before the board at ten\n        when: told\n",
            ),
            (
                "        text: Fill in the form of the authority\n",
                "        text: Fill in the form of the authority\n        when: told\n",
            ),
        ),
        "stuck",
        "  weekend:",
        also=("dead-choice", "best-below-100", "step-out-of-reach", "flag-never-read"),
    ),
    # Choices that can never be taken
    Plant(
        "its-flag-is-set-where-it-leads",
        HALL,
        (("        when: clues >= 2\n", "        when: badge_known\n"),),
        "dead-choice",
        "      conclude:",
        also=("best-below-100", "step-out-of-reach", "meter-never-read"),
        says="badge_known",
    ),
    Plant(
        "a-flag-and-its-opposite",
        RESET,
        (("        when: locked\n", "        when: locked and not locked\n"),),
        "dead-choice",
        "      report:",
        also=(),
    ),
    Plant(
        "a-meter-beyond-its-end",
        HALL,
        (("        when: clues >= 2\n", "        when: trust > 5\n"),),
        "dead-choice",
        "      conclude:",
        also=("best-below-100", "step-out-of-reach", "meter-never-read"),
    ),
    Plant(
        "a-time-that-is-past",
        VAN,
        (
            (
                "        text: Let the lawyers rephrase it\n",
                "        text: Let the lawyers rephrase it\n        when: elapsed < 2h\n",
            ),
        ),
        "dead-choice",
        "      lawyers:",
    ),
    Plant(
        "an-action-that-nobody-does-before",
        WIDGET,
        (
            (
                "        text: Ring the acquirer\n",
                "        text: Ring the acquirer\n        when: done(warn-customers)\n",
            ),
        ),
        "dead-choice",
        "      acquirer:",
        also=("best-below-100", "step-out-of-reach", "order-impossible"),
    ),
    Plant(
        "a-moment-that-nothing-marks-by-then",
        VAN,
        (
            (
                "        text: Send two people along the road\n",
                "        text: Send two people along the road\n        when: happened(certainty)\n",
            ),
        ),
        "dead-choice",
        "      search:",
        says="certainty",
        also=(),
    ),
    Plant(
        "a-script-that-is-off-before-it-can-be",
        WIDGET,
        (
            (
                "      nobody:\n",
                "      check-again:\n        text: Take the line out once more\n        when: not script_off\n        takes: 5m\n      nobody:\n",
            ),
        ),
        "dead-choice",
        "      check-again:",
        says="script_off",
    ),
    Plant(
        "an-anywhere-choice-whose-flag-comes-later",
        HALL,
        (("    when: press_in\n    in: [hall, office]", "    when: press_in and badge_known\n    in: [hall]"),),
        "dead-choice",
        "  press:",
        also=(),
    ),
    Plant(
        "a-case-that-never-is",
        VAN,
        (
            (
                "        text: Give it another day\n",
                "        text: Give it another day\n        when: case.letters > 500\n",
            ),
        ),
        "dead-choice",
        "      wait:",
    ),
    # Conditions that always hold
    Plant(
        "not-a-flag-that-is-only-set-later",
        HALL,
        (
            (
                "        text: Close the side door\n",
                "        text: Close the side door\n        when: not badge_known\n",
            ),
        ),
        "always-true",
        "        when: not badge_known",
    ),
    Plant(
        "a-flag-that-is-set-on-the-way-in",
        RESET,
        (
            (
                "        text: Lock it, then tell security and the owner\n",
                "        text: Lock it, then tell security and the owner\n        when: doubted\n",
            ),
        ),
        "always-true",
        "        when: doubted",
    ),
    Plant(
        "a-meter-that-can-not-fall",
        WIDGET,
        (
            (
                "        text: Watch for an hour where it sends things\n",
                "        text: Watch for an hour where it sends things\n        when: cards >= 40\n",
            ),
        ),
        "always-true",
        "        when: cards >= 40",
    ),
    Plant(
        "a-time-that-always-is-past",
        VAN,
        (
            (
                "        text: Let the lawyers rephrase it\n",
                "        text: Let the lawyers rephrase it\n        when: elapsed > 1h\n",
            ),
        ),
        "always-true",
        "        when: elapsed > 1h",
    ),
    Plant(
        "a-moment-that-always-was",
        HALL,
        (
            (
                "        text: Pull the log of the badges\n",
                "        text: Pull the log of the badges\n        when: happened(suspicion)\n",
            ),
        ),
        "always-true",
        "        when: happened(suspicion)",
    ),
    # Injects that never arrive
    Plant(
        "every-play-is-over-by-then",
        RESET,
        (("{at: 12m, from: A colleague", "{at: 20d, from: A colleague"),),
        "dead-inject",
        "  second-try:",
    ),
    Plant(
        "a-flag-that-stays-off-by-then",
        HALL,
        (("  journalist: {at: 15m,", "  journalist: {at: 15m, when: badge_known,"),),
        "dead-inject",
        "  journalist:",
        also=(),
    ),
    Plant(
        "waits-longer-than-anything-lasts",
        RESET,
        (("  second-try: {at: 12m,", "  second-try: {when: happened(suspicion), after: 400d,"),),
        "dead-inject",
        "  second-try:",
    ),
    Plant(
        "a-meter-that-never-gets-there",
        HALL,
        (
            (
                "  again: {when: happened(suspicion) and not door_shut, after: 45m,",
                "  again: {when: clues > 40, after: 1m,",
            ),
        ),
        "dead-inject",
        "  again:",
    ),
    # Flags and meters that make no difference
    Plant(
        "a-flag-that-nobody-asks-for",
        RESET,
        (("flags: {doubted", "flags: {angry: false, doubted"),),
        "flag-never-read",
        "flags: {angry",
    ),
    Plant(
        "a-flag-that-is-set-and-not-read",
        VAN,
        (
            ("flags: {found: false", "flags: {phoned: false, found: false"),
            ("set: {told: true}", "set: {told: true, phoned: true}"),
        ),
        "flag-never-read",
        "flags: {phoned",
    ),
    Plant(
        "a-flag-that-nothing-sets",
        WIDGET,
        (
            ("flags: {script_off", "flags: {busy: false, script_off"),
            (
                "        text: See first whether anybody noticed\n",
                "        text: See first whether anybody noticed\n        when: not busy\n",
            ),
        ),
        "flag-never-changes",
        "flags: {busy",
    ),
    Plant(
        "a-meter-that-nothing-moves",
        HALL,
        (("  clues: {label", "  noise: {label: Noise, start: 3}\n  clues: {label"),),
        "meter-never-changes",
        "  noise:",
    ),
    Plant(
        "a-meter-that-is-asked-and-never-moves",
        VAN,
        (
            ("  hours: {label", "  calls: {label: Calls, start: 3}\n  hours: {label"),
            ("{when: told and hours < 10, to: done-well}", "{when: told and hours < 10 and calls < 9, to: done-well}"),
        ),
        "meter-never-changes",
        "  calls:",
    ),
    # Actions and steps
    Plant(
        "an-action-that-the-procedure-does-not-know",
        RESET,
        (
            (
                "        text: Take the next call, there are eleven waiting\n",
                "        text: Take the next call, there are eleven waiting\n        does: [close-door]\n",
            ),
        ),
        "unknown-to-procedure",
        "        does: [close-door]",
    ),
    Plant(
        "a-step-only-on-a-closed-way",
        VAN,
        (
            (
                "        text: Fill in the form of the authority\n",
                "        text: Fill in the form of the authority\n        when: told\n",
            ),
        ),
        "step-out-of-reach",
        "  - {id: authority",
        where=VAN_PLAN,
        also=("dead-choice", "best-below-100", "always-true"),
    ),
    Plant(
        "two-steps-on-two-branches",
        HALL,
        (
            (
                "        does: [compare-list]\n        takes: 10m\n        set: {badge_known: true}\n        outcome: She is abroad.",
                "        does: [compare-list]\n        takes: 10m\n        set: {badge_known: true}\n        goto: unknown",
            ),
        ),
        "step-out-of-reach",
        "",
        where=HALL_PLAN,
        also=("dead-choice", "best-below-100", "always-true", "flag-never-changes"),
    ),
    # Order, deadlines, roles, records, places
    Plant(
        "an-order-that-the-story-turns-round",
        WIDGET_PLAN,
        (
            ("actions: [keep-copy], weight: 2}", "actions: [keep-copy], after: [acquirer], weight: 2}"),
            ("after: [copy], deadline", "deadline"),
        ),
        "order-impossible",
        "- {id: copy",
        also=("best-below-100",),
    ),
    Plant(
        "a-deadline-before-anybody-can",
        RESET_PLAN,
        (("     deadline: {from: start, within: 15m}", "     deadline: {from: start, within: 2m}"),),
        "deadline-impossible",
        "within: 2m",
        also=("best-below-100",),
    ),
    Plant(
        "a-deadline-that-the-weekend-eats",
        VAN_PLAN,
        (
            (
                'deadline: {from: "moment:certainty", within: 72h, kind: rule',
                'deadline: {from: "moment:certainty", within: 24h, kind: rule',
            ),
        ),
        "deadline-impossible",
        "within: 24h",
        also=("best-below-100",),
    ),
    Plant(
        "a-record-that-no-choice-leaves",
        WIDGET_PLAN,
        (("evidence: [copy], actions", "evidence: [copy, ticket], actions"),),
        "record-impossible",
        "evidence: [copy, ticket]",
        also=("best-below-100",),
    ),
    Plant(
        "a-place-that-no-choice-offers",
        RESET_PLAN,
        (("evidence: [ticket], after: [verify]", "evidence: [ticket], where: [phone], after: [verify]"),),
        "place-impossible",
        "where: [phone], after",
        also=("best-below-100",),
    ),
    Plant(
        "a-place-that-no-choice-offers-for-what-may-be-left-out",
        RESET_PLAN,
        (
            (
                "evidence: [ticket], after: [verify]",
                "evidence: [ticket], where: [phone], required: false, after: [verify]",
            ),
        ),
        "place-impossible",
        "where: [phone], required",
    ),
    Plant(
        "a-role-that-nobody-plays",
        VAN_DRILL,
        (("roles: [lead, privacy, agent]", "roles: [lead, agent]"),),
        "role-impossible",
        "- {id: authority",
        where=VAN_PLAN,
        also=("role-impossible",),
    ),
    Plant(
        "somebody-alone-in-a-role-that-may-do-nothing",
        RESET_DRILL,
        (("mode: solo\n", "mode: solo\nplays: web\n"),),
        "role-impossible",
        "plays: web",
        also=("best-below-100",),
        says="'web' may do none of the steps that count here",
    ),
    Plant(
        "a-gate-in-front-of-a-step",
        HALL_PLAN,
        (
            (
                "prohibited:\n",
                'prohibited:\n  - {id: no-log, action: pull-log, cost: 1, why: The log is private, until: "step:report"}\n',
            ),
        ),
        "gate-contradicts",
        "  - {id: no-log",
        also=("best-below-100",),
    ),
    Plant(
        "a-case-key-asked-in-two-ways",
        VAN_PLAN,
        (
            ("actions: [compare-list], weight: 1", "actions: [compare-list], weight: 1, when: case.letters > 100"),
            (
                "actions: [warn-customers], weight: 2",
                "actions: [warn-customers], weight: 2, when: post in case.letters",
            ),
        ),
        "asked-two-ways",
        "{id: people",
        also=("wrong-value", "bad-condition"),
    ),
    Plant(
        "a-gate-and-an-order",
        RESET_PLAN,
        (
            (
                "prohibited:\n",
                'prohibited:\n  - {id: no-lock, action: lock-account, cost: 1, why: First find out, until: "step:verify"}\n',
            ),
        ),
        "double-charge",
        "  - {id: no-lock",
    ),
    Plant(
        "a-condition-that-holds-because-a-flag-never-changes",
        VAN,
        (
            ("flags: {found: false,", "flags: {shut: false, found: false,"),
            ("        once: true\n        takes: 1d", "        once: true\n        when: not shut\n        takes: 1d"),
        ),
        "flag-never-changes",
        "flags: {shut",
    ),
    # Clocks and objectives
    Plant(
        "a-clock-that-a-choice-starts",
        RESET,
        (
            ("    marks: [suspicion]\n", ""),
            (
                "        outcome: He has a number ready",
                "        marks: [suspicion]\n        outcome: He has a number ready",
            ),
        ),
        "clock-by-choice",
        'deadline: {from: "moment:suspicion"',
        where=RESET_PLAN,
    ),
    Plant(
        "a-clock-that-nothing-starts",
        WIDGET,
        (("    marks: [suspicion]\n", ""),),
        "clock-never-starts",
        "moment:suspicion",
        where=WIDGET_PLAN,
        also=("leak-first",),
    ),
    Plant(
        "an-objective-that-nothing-tests",
        HALL_DRILL,
        (("objectives:\n", "scope: [log, name, report]\nobjectives:\n"),),
        "nothing-to-rate",
        "steps: [shut]",
    ),
    Plant(
        "a-prohibition-for-no-objective",
        RESET_PLAN,
        (('until: "step:verify"}', 'until: "step:verify", objective: calm}'),),
        "unknown-objective",
        "objective: calm",
    ),
    # What people see
    Plant(
        "a-state-without-notes",
        RESET,
        (("    facilitator: {ask: [Who owns this now?]}\n", ""),),
        "no-facilitator-notes",
        "  after:",
    ),
    Plant(
        "notes-that-say-nothing",
        VAN,
        (("    facilitator: {say: Two days have gone by.}\n", "    facilitator: {hints: [Two days.]}\n"),),
        "no-facilitator-notes",
        "  weekend:",
    ),
    Plant(
        "a-story-that-does-not-fit",
        WIDGET,
        (
            (
                "A web engineer finds a line of code that nobody wrote.",
                "A web engineer finds a line of code that nobody wrote. " * 40,
            ),
        ),
        "text-too-long",
        "    narrative: A web engineer",
    ),
    Plant(
        "a-choice-that-does-not-fit",
        HALL,
        (
            (
                "text: Pull the log of the badges",
                "text: " + "Pull the log of the badges of this morning and of the night before it. " * 5,
            ),
        ),
        "text-too-long",
        "        text: Pull the log",
    ),
    Plant(
        "more-choices-than-anybody-weighs",
        WIDGET,
        (
            (
                "      remove:\n",
                "".join(f"      other-{number}: {{text: Something else {number}, takes: 1m}}\n" for number in range(7))
                + "      remove:\n",
            ),
        ),
        "too-many-choices",
        "    choices:",
    ),
    # Choices that give themselves away
    Plant(
        "the-words-of-the-procedure",
        HALL,
        (("text: Close the side door", "text: Secure the entrance"),),
        "leak-wording",
        "        text: Secure the entrance",
    ),
    Plant(
        "the-words-of-the-procedure-nearly",
        RESET,
        (
            (
                "text: Ring the director at the number on file",
                "text: Call the person back at the number on file before anything",
            ),
        ),
        "leak-wording",
        "        text: Call the person back",
    ),
    Plant(
        "always-the-longest",
        HALL,
        (
            (
                "text: Close the side door",
                "text: Close the side door of the hall, which is what one does first when a stranger was seen in it with a ladder",
            ),
            (
                "text: Pull the log of the badges",
                "text: Pull the log of all the badges of this morning, before it is written over at noon",
            ),
            (
                "text: Come to a conclusion",
                "text: Come to a conclusion from the log and from the ladder, and go up to the office at once",
            ),
            (
                "text: Compare with the list of those on leave",
                "text: Compare the name on the badge with the list of those who are on leave this week",
            ),
            (
                "text: Report it with the name",
                "text: Report it with the name of the holder, with the log, and with the time of the door",
            ),
        ),
        "leak-longest",
        "states:",
    ),
    # What the best play must lose
    Plant(
        "the-drill-can-not-reach-100",
        RESET_PLAN,
        (('deadline: {from: "moment:suspicion", within: 30m}', 'deadline: {from: "moment:suspicion", within: 5m}'),),
        "best-below-100",
        "procedure: reset-plan",
        where=RESET_DRILL,
        also=("deadline-impossible",),
    ),
    # Alternatives that never come first, and what makes no difference
    Plant(
        "a-target-below-one-that-always-holds",
        RESET,
        (
            (
                "goto: [{when: doubted, to: sure}, {to: after}]",
                "goto: [{when: doubted, to: sure}, {when: not doubted, to: after}, {to: lost}]",
            ),
        ),
        "dead-target",
        "{when: not doubted, to: after}, {to: lost}",
        says="one above it always holds then",
    ),
    Plant(
        "a-target-whose-flag-is-not-set-by-then",
        RESET,
        (
            (
                "        goto: lost\n  sure:",
                "        goto: [{when: not locked and reset and not reset, to: held}, {to: lost}]\n  sure:",
            ),
        ),
        "dead-target",
        "not locked and reset and not reset",
    ),
    Plant(
        "a-target-that-a-number-never-allows",
        HALL,
        (
            (
                "goto: [{when: door_shut and trust >= 4, to: known}, {to: unknown}]",
                "goto: [{when: trust > 5, to: known}, {when: door_shut and trust >= 4, to: known}, {to: unknown}]",
            ),
        ),
        "dead-target",
        "{when: trust > 5, to: known}",
        says="it is never above 5",
    ),
    Plant(
        "a-text-for-what-only-happens-later",
        RESET,
        (
            (
                "narrative: The caller knows your name and is in a hurry.",
                "narrative: [{when: locked, text: It is locked already.}, {text: The caller is in a hurry.}]",
            ),
        ),
        "dead-text",
        "It is locked already",
        says="only set to true by",
    ),
    Plant(
        "an-outcome-that-its-own-choice-excludes",
        RESET,
        (("outcome: It is locked.", "outcome: [{when: not locked, text: It did not work.}, {text: It is locked.}]"),),
        "dead-text",
        "It did not work",
    ),
    Plant(
        "an-ending-s-text-below-one-that-always-holds",
        VAN,
        (
            (
                "narrative: Most were grateful.",
                "narrative: [{when: told, text: Most were grateful.}, {text: Nobody was told.}]",
            ),
        ),
        "dead-text",
        "Nobody was told",
    ),
    Plant(
        "a-timeout-that-an-inject-forestalls",
        HALL,
        (
            ("  office:\n", "    timeout: {after: 3h, goto: unknown}\n  office:\n"),
            (
                "set: {press_in: true}}",
                "set: {press_in: true}}\n  alarm: {at: 2h, text: The alarm goes off., goto: unknown}",
            ),
        ),
        "dead-timeout",
        "timeout: {after: 3h",
        also=("dead-inject",),
    ),
    Plant(
        "a-state-that-opens-before-anybody-comes",
        VAN,
        (("opens: day 4 09:00", "opens: 10m"),),
        "dead-opening",
        "opens: 10m",
    ),
    Plant(
        "a-timeout-that-no-decision-lets-come",
        VAN,
        (("  weekend:\n", "    timeout: {after: 3h, text: The depot closes., goto: weekend}\n  weekend:\n"),),
        "dead-timeout",
        "timeout: {after: 3h",
        says="only if people wait",
    ),
    Plant(
        "a-timeout-longer-than-the-only-wait",
        RESET,
        (("  sure:\n", "    timeout: {after: 40m, text: Nobody did anything., goto: lost}\n  sure:\n"),),
        "dead-timeout",
        "timeout: {after: 40m",
        says="only if people wait",
    ),
    Plant(
        "a-guard-at-the-end-of-a-meter",
        HALL,
        (
            (
                "text: Come to a conclusion\n        when: clues >= 2",
                "text: Come to a conclusion\n        when: clues >= 0",
            ),
        ),
        "always-true",
        "when: clues >= 0",
        says="wherever the choice is offered",
        also=("flag-never-read", "meter-never-read", "leak-first", "step-out-of-reach", "leak-longest"),
    ),
    Plant(
        "two-choices-that-read-alike",
        HALL,
        (("text: Ask around who had a ladder, and write down what they say", "text: close  the side door"),),
        "same-text",
        "text: close  the side door",
    ),
    Plant(
        "a-choice-that-does-nothing",
        HALL,
        (("      give-up:\n", "      sigh: {text: Sigh}\n      give-up:\n"),),
        "no-effect",
        "sigh:",
    ),
    Plant(
        "records-of-no-action",
        RESET,
        (
            (
                "      hush:\n        text: Laugh with him and leave it at that\n",
                "      hush:\n        text: Laugh with him and leave it at that\n        records: [note]\n",
            ),
        ),
        "records-of-nothing",
        "records: [note]",
    ),
    Plant(
        "a-name-that-no-text-says",
        VAN,
        (("case: {letters: 200}", "names: {courier: Swift Parcels}\ncase: {letters: 200}"),),
        "name-never-used",
        "courier: Swift Parcels",
    ),
    Plant(
        "a-meter-that-nobody-asks-for",
        HALL,
        (
            ("flags: {door_shut: false", "  noise: {label: Noise, start: 0}\nflags: {door_shut: false"),
            ("add: {clues: 2}", "add: {clues: 2, noise: 1}"),
        ),
        "meter-never-read",
        "noise: {label: Noise",
    ),
    # What a closer look finds
    Plant(
        "always-the-first-though-not-on-the-shortest-way",
        HALL,
        (
            (
                "      give-up:\n        text: Go back to work and say no more about it\n        takes: 1m\n        goto: unknown\n",
                "",
            ),
            (
                "  office:\n",
                "      give-up:\n        text: Go back to work and say no more about it\n        takes: 1m\n        goto: unknown\n  office:\n",
            ),
        ),
        "leak-first",
        "states:",
        says="whoever always takes the first choice",
    ),
    Plant(
        "a-step-s-words-with-two-more",
        RESET,
        (("text: Lock it, then tell security and the owner", "text: '\"Lock the account\", at once'"),),
        "leak-wording",
        "at once",
    ),
    Plant(
        "a-gate-dearer-than-its-step",
        HALL_PLAN,
        (
            (
                "why: Only the press office talks to the press}",
                "why: Only the press office talks to the press}\n  - {id: no-list, action: compare-list, cost: 9, why: It is private}",
            ),
        ),
        "gate-contradicts",
        "id: no-list",
        also=("best-below-100", "best-ends-badly", "order-impossible", "leak-first"),
        says="leaves out the step 'name' rather than break this",
    ),
    Plant(
        "a-drift-that-never-runs",
        HALL,
        (
            (
                "flags: {door_shut: false",
                "drift:\n  - {meter: trust, per_hour: -1, while: trust > 5}\nflags: {door_shut: false",
            ),
        ),
        "dead-drift",
        "while: trust > 5",
    ),
    Plant(
        "a-drift-that-always-runs",
        HALL,
        (
            (
                "flags: {door_shut: false",
                "drift:\n  - {meter: clues, per_hour: 0.001, while: trust <= 5}\nflags: {door_shut: false",
            ),
        ),
        "always-true",
        "while: trust <= 5",
        also=("stuck-untimed",),
    ),
    Plant(
        "a-condition-on-what-never-changes",
        VAN,
        (
            (
                "text: Send two people along the road",
                "when: case.letters >= 100\n        text: Send two people along the road",
            ),
        ),
        "always-true",
        "when: case.letters >= 100",
        says="what never changes",
    ),
    Plant(
        "a-message-s-condition-that-always-holds-at-its-time",
        HALL,
        (("journalist: {at: 15m,", "journalist: {at: 15m, when: trust <= 5,"),),
        "always-true",
        "when: trust <= 5,",
    ),
    Plant(
        "two-numbers-that-leave-no-gap",
        HALL,
        (("when: clues >= 2", "when: clues >= 2 or clues < 3"),),
        "always-true",
        "clues >= 2 or clues < 3",
        also=("leak-first", "step-out-of-reach", "leak-longest"),
    ),
    Plant(
        "more-choices-at-once-than-fit",
        HALL,
        (
            (
                "      conclude:\n",
                "      a: {text: Ask Ann, when: trust >= 3, takes: 1m, outcome: No.}\n      b: {text: Ask Bob, when: trust >= 2, takes: 1m, outcome: No.}\n      conclude:\n",
            ),
        ),
        "too-many-choices",
        "choices:",
        says="are offered at once",
        also=("always-true",),
    ),
    Plant(
        "a-team-drill-without-notes",
        VAN,
        (
            ("    facilitator: {ask: [What is in it?]}\n", ""),
            ("    facilitator: {say: Two days have gone by.}\n", ""),
            ("    facilitator: {say: What would you want to read?}\n", ""),
        ),
        "no-facilitator-notes",
        "mode: team",
        where=VAN_DRILL,
    ),
    Plant(
        "a-clock-started-by-what-never-arrives",
        WIDGET,
        (
            ("    marks: [suspicion]\n", ""),
            (
                "injects:\n",
                "injects:\n  odd: {at: 1h, when: cards < 0, from: A log, channel: alert, text: Odd., marks: [suspicion]}\n",
            ),
        ),
        "clock-never-starts",
        "moment:suspicion",
        where=WIDGET_PLAN,
        says="nothing that marks 'suspicion' ever happens",
        also=("dead-inject", "leak-first"),
    ),
    Plant(
        "a-message-longer-than-its-place",
        HALL,
        (("text: A journalist stands at the gate.", f"text: {'A journalist stands at the gate and waits. ' * 20}"),),
        "text-too-long",
        "journalist:",
    ),
    Plant(
        "a-number-that-is-added-and-is-nothing",
        HALL,
        (
            ("  clues: {label", "  rumours: {label: Rumours, start: 0, shown: live}\n  clues: {label"),
            ("add: {clues: 2}", "add: {clues: 2, rumours: 0}"),
        ),
        "meter-never-changes",
        "rumours: {label",
    ),
    # What no play can give, though the best play loses nothing by it
    Plant(
        "a-deadline-that-costs-nothing-and-can-not-be-met",
        RESET_PLAN,
        (("deadline: {from: start, within: 15m}", "costs: {late: 0}, deadline: {from: start, within: 4m}"),),
        "deadline-impossible",
        "within: 4m",
        says="even the best play fails here, at no cost",
    ),
    Plant(
        "an-impossible-deadline-of-what-is-not-critical-and-costs-nothing",
        RESET_PLAN,
        (
            ("deadline: {from: start, within: 15m}", "costs: {late: 0}, deadline: {from: start, within: 4m}"),
            ("weight: 3, critical: true}", "weight: 3}"),
        ),
        "deadline-impossible",
        "within: 4m",
        says="at the soonest 5 min after the start",
    ),
    Plant(
        "a-drift-against-itself",
        WIDGET,
        (("{meter: anger, per_hour: 2}", "{meter: anger, per_hour: 2, while: copied and not copied}"),),
        "dead-drift",
        "{meter: anger",
        also=("dead-target", "dead-inject", "unreachable-ending", "best-below-100", "always-true"),
    ),
    Plant(
        "a-drift-at-no-rate",
        WIDGET,
        (("{meter: anger, per_hour: 2}", "{meter: anger, per_hour: 0}"),),
        "dead-drift",
        "{meter: anger",
        also=("dead-target", "dead-inject", "unreachable-ending", "best-below-100", "always-true"),
        says="its 'per_hour' is 0",
    ),
]
