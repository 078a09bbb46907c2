"""Defects of a story that comes back to one desk and counts, and of one at a pace whose chapters open at a time.

What hides them: how often something can come round, what a message leads away from, and what only a broken rule brings.
"""

from tests.checks.unseen import Plant

PATCHWORK, PATCHWORK_PLAN, PATCHWORK_DRILL = (
    "scenarios/patchwork.yaml",
    "drills/procedures/patchwork-plan.yaml",
    "drills/patchwork-solo.yaml",
)
BOT, BOT_PLAN = "scenarios/bot.yaml", "drills/procedures/bot-plan.yaml"
TAKE_CALL = "        text: Take the next call in the list\n"
FORBID = "prohibited:\n"

RETURNING = (
    Plant("a-number-just-out-of-reach", PATCHWORK, "when: pieces > 0", "when: pieces > 4", "dead-choice", "move:"),
    Plant(
        "a-flag-that-comes-with-a-number",
        PATCHWORK,
        "when: points_moved\n    after",
        "when: points_moved and noted and pieces == 0\n    after",
        "dead-inject",
        "son:",
    ),
    Plant(
        "a-number-that-comes-back-up",
        PATCHWORK,
        TAKE_CALL,
        f"        when: patience > 0 or pieces < 3\n{TAKE_CALL}",
        "always-true",
        "when: patience > 0 or",
    ),
    Plant(
        "a-desk-that-is-left-alone-after-two-mistakes",
        PATCHWORK,
        TAKE_CALL,
        f"        when: patience > 1 or pieces < 2\n{TAKE_CALL}",
        "stuck",
        "desk:",
    ),
    Plant("a-text-for-too-many", PATCHWORK, "when: pieces >= 3\n", "when: pieces >= 5\n", "dead-text", "pieces >= 5"),
    Plant(
        "a-step-that-only-a-broken-rule-allows",
        PATCHWORK,
        "        does: [freeze-right-account]\n",
        "        when: points_moved\n        does: [freeze-right-account]\n",
        "best-below-100",
        "procedure:",
        PATCHWORK_DRILL,
    ),
    Plant(
        "a-step-for-those-who-did-two-things-that-exclude-each-other",
        PATCHWORK,
        "      hold:\n",
        "      hold:\n        when: done(obey-head-office) and done(tell-guest-plainly)\n",
        "step-out-of-reach",
        "stop-points",
        PATCHWORK_PLAN,
        never="best-not-decided",  # nobody can follow the procedure: nothing is left open of the best score
    ),
    Plant(
        "an-order-for-which-the-call-would-have-to-come-again",
        PATCHWORK_PLAN,
        "actions: [call-back-on-file]\n",
        "actions: [call-back-on-file]\n    after: [tell-guest]\n",
        "order-impossible",
        "after: [tell-guest]",
    ),
    Plant(
        "a-gate-that-opens-when-all-is-over",
        PATCHWORK_PLAN,
        FORBID,
        f'{FORBID}  - {{id: not-yet, action: hold-points, until: "step:leave-sheet", cost: 2, why: First the sheet}}\n',
        "gate-contradicts",
        "id: not-yet",
        never="best-not-decided",
    ),
    Plant(
        "a-span-that-is-over-when-the-chapter-opens",
        BOT,
        "when: not tested\n        does",
        "when: not tested and elapsed < 20h\n        does",
        "dead-choice",
        "glass:",
    ),
    Plant(
        "what-happened-before-any-message-could-lead-away",
        BOT,
        "when: done(count-callers-read)\n",
        "when: happened(leak-heard)\n",
        "always-true",
        "when: happened(leak-heard)",
    ),
    Plant(
        "a-drift-for-what-never-is",
        BOT,
        "while: bot_off and not overtime",
        "while: bot_off and not happened(leak-heard)",
        "dead-drift",
        "not happened(leak-heard)",
    ),
    Plant(
        "a-message-for-a-number-that-no-drift-brings-any-more",
        BOT,
        "while: bot_off and not overtime",
        "while: bot_off and not happened(leak-heard)",
        "dead-drift",
        "while: bot_off and not happened(leak-heard)",
        whole="; and so 1 inject ('planner-asks') never comes about",
    ),
    Plant(
        "a-chapter-that-opens-too-soon",
        BOT,
        "  the-letters:\n    phase: recover\n",
        "  the-letters:\n    phase: recover\n    opens: day 2 09:00\n",
        "dead-opening",
        "opens: day 2 09:00",
    ),
)
