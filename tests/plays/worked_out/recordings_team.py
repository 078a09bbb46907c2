"""'The open archive', with the team. Minutes (m) count from 08:40 on the Tuesday."""

from tests.plays.worked_out.losses import Play, late, omitted, prohibited, unneeded

WEIGHT = (
    (3 + 2)  # verify, answer
    + (6 + 4 + 3 + 3)  # shut, logs, declare, hold
    + (4 + 4 + 4)  # sample, who had access, every copy
    + 4  # stop the source
    + (5 + 3 + 5 + 4)  # acquirer, Visa, regulator, people
    + (5 + 3 + 2)  # purge, guardrail, review
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

_NOTHING_IN_THE_END = (
    omitted("purge", "5", critical=True),
    omitted("guardrail", "3"),
    omitted("review", "2"),
)
"""What only the right end of the story does."""

PLAYS = {
    "expert": Play("her-column", "good"),
    "lawyers-first": Play(
        "her-column",
        "good",
        (
            late("verify-the-report", "3 * 0.3"),  # at 60 m, due at 30
            late("shut-the-door", "6 * 0.3 * 10/120", critical=True),  # at 70 m, due at 60, all lost after 120 more
            late("save-the-logs", "4 * 0.3"),  # at 100 m, due at 90
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 130 m; suspicion at 40 m, so due at 125
            prohibited("no-threat", "3"),
        ),
    ),
    "she-writes-again": Play(
        "her-column",
        "good",
        (
            late("shut-the-door", "6 * 0.3 * 12/120", critical=True),  # at 72 m; all else in time
            *unneeded("close-one-bucket"),
        ),
    ),
    "she-does-not": Play(
        "other-bucket",
        "bad",
        (
            omitted("verify-the-report", "3"),
            omitted("answer-the-reporter", "2"),
            omitted("shut-the-door", "6", critical=True),
            omitted("save-the-logs", "4"),
            prohibited("no-threat", "3"),
            *unneeded("close-one-bucket"),
        ),
    ),
    "deleted": Play(
        "nine-months",
        "mixed",
        (
            late("shut-the-door", "6 * 0.3 * 12/120", critical=True),  # at 72 m
            prohibited("no-deleting", "7", critical=True),
        ),
    ),
    "codes-gone": Play(
        "nine-months",
        "mixed",
        (
            late("declare", "3 * 0.3"),  # at 265 m, due at 120
            late("hold", "3 * 0.3"),
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 280 m, due at 115
            prohibited("no-deleting-piece-by-piece", "4"),
        ),
    ),
    "in-good-faith": Play(
        "second-letter",
        "mixed",
        (
            omitted("verify-the-report", "3"),
            omitted("answer-the-reporter", "2"),
            late("shut-the-door", "6 * 0.3", critical=True),  # at 422 m: all of the grace is gone
            late("save-the-logs", "4 * 0.3"),  # at 430 m
            omitted("declare", "3"),
            omitted("hold", "3"),
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # together with Visa, on the third day
            omitted("sample", "4"),
            omitted("stop-the-source", "4"),
            omitted("who-had-access", "4"),
            omitted("every-copy", "4"),
            omitted("tell-the-people", "4"),
            prohibited("no-letters-by-code", "3"),
            *unneeded(
                "treat-report-as-phishing",
                "change-archive-address",
                "wait-for-confirmation",
                "search-existing-texts",
                "remind-agents-to-pause",
                "limit-to-logged-period search-own-systems-only",
            ),
        ),
    ),
    "many-ears": Play("what-was-left", "mixed", (omitted("sample", "4"), prohibited("no-wide-listening", "4"))),
    "one-off-job": Play(
        "what-was-left", "mixed", (omitted("sample", "4"), prohibited("no-tool-outside", "6", critical=True))
    ),
    "nothing-recorded": Play(
        "what-was-left",
        "mixed",
        (
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 120 m, due at 115; declared at 105 m, in time
            omitted("stop-the-source", "4"),
            *unneeded("close-incident-early", "stop-all-recording"),
        ),
    ),
    "names-and-certificate": Play(
        "nine-months",
        "mixed",
        (
            omitted("stop-the-source", "4"),
            omitted("every-copy", "4"),
            prohibited("no-blame", "3"),
            prohibited("no-deletion-at-suppliers", "4"),
        ),
    ),
    "their-sentence": Play(
        "second-letter", "mixed", (omitted("who-had-access", "4"), prohibited("no-denial", "5", critical=True))
    ),
    "one-recording": Play(
        "second-letter",
        "mixed",
        (
            late("verify-the-report", "3 * 0.3"),  # at 50 m; shut at 60 m and logs at 90 m: in time to the minute
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 120 m
            omitted("tell-the-regulator", "5", critical=True),
            omitted("tell-the-people", "4"),  # the register came with Visa's notification, and costs nothing by itself
            prohibited("no-link", "2"),
        ),
    ),
    "one-figure": Play(
        "second-letter",
        "mixed",
        (
            omitted("tell-the-acquirer", "5", critical=True),
            omitted("tell-visa", "3"),
            omitted("tell-the-regulator", "5", critical=True),
            omitted("tell-the-people", "4"),
            *unneeded("finish-listening-first"),
        ),
    ),
    "under-lock": Play(
        "training-purposes", "bad", (*_NOTHING_IN_THE_END, prohibited("no-keeping", "5", critical=True))
    ),
    "gold": Play(
        "training-purposes",
        "bad",
        (
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 435 m
            *_NOTHING_IN_THE_END,
            prohibited("no-new-use", "6", critical=True),
        ),
    ),
    "zero": Play("empty-shelf", "bad", (*_NOTHING_IN_THE_END, prohibited("no-deleting", "7", critical=True))),
    "worst": Play(
        "other-bucket",
        "bad",
        (
            omitted("verify-the-report", "3"),
            omitted("answer-the-reporter", "2"),
            omitted("shut-the-door", "6", critical=True),
            omitted("save-the-logs", "4"),
            omitted("declare", "3"),
            omitted("hold", "3"),
            omitted("tell-the-acquirer", "5", critical=True),
            omitted("sample", "4"),
            omitted("stop-the-source", "4"),
            omitted("every-copy", "4"),  # who had access is assessed on the second day, in time
            omitted("tell-visa", "3"),
            omitted("tell-the-regulator", "5", critical=True),
            omitted("tell-the-people", "4"),
            *_NOTHING_IN_THE_END,
            prohibited("no-threat", "3"),
            prohibited("no-deleting", "7", critical=True),  # at the beginning and at the end, charged once
            prohibited("no-deleting-piece-by-piece", "4"),
            prohibited("no-tool-outside", "6", critical=True),
            prohibited("no-blame", "3"),
            prohibited("no-deletion-at-suppliers", "4"),
            *unneeded("finish-listening-first"),
        ),
    ),
}
