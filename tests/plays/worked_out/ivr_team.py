"""'The payment line', with the team. Minutes (m) and hours (h) count from 10:20 on the first Monday."""

from tests.plays.worked_out.losses import Play, late, loss, omitted, prohibited, unneeded

WEIGHT = (
    (4 + 3)  # escalate, declare
    + (8 + 4 + 5 + 4)  # divert, isolate, capture, disable
    + 3  # fallback
    + (5 + 5 + 3)  # acquirer, Visa, report
    + (3 + 4 + 3)  # investigator, window, list
    + (5 + 3 + 3)  # regulator, one voice, people
    + (3 + 3 + 4 + 2 + 2)  # rebuild, rotate, release, review, plan
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

PLAYS = {
    "expert": Play("held", "good"),
    "in-their-words": Play(
        "held", "good"
    ),  # a note costs nothing; what is taken for a choice's actions scores as that choice
    "roll-back-first": Play(
        "cold-trail",
        "mixed",
        (prohibited("x3-overwrite", "8", critical=True),),  # the route is moved at 35 m, in time
    ),
    "power-off": Play(
        "cold-trail",
        "mixed",
        (
            omitted("isolate-nodes", "4"),  # what is off can't be left powered
            prohibited("x1-power-off", "10", critical=True),
        ),
    ),
    "deny-early": Play(
        "own-words",
        "mixed",
        (omitted("one-voice", "3"), prohibited("x7-denial", "6")),
    ),
    "agents-take-cards": Play(
        "dearly",
        "mixed",
        (omitted("open-fallback", "3"), prohibited("x11-cards-aloud", "7", critical=True)),
    ),
    "list-by-mail": Play(
        "dearly",
        "mixed",
        (omitted("send-at-risk-list", "3"), prohibited("x5-card-numbers-by-mail", "7", critical=True)),
    ),
    "wrong-window": Play(
        "dearly",
        "mixed",
        (omitted("determine-window", "4"), *unneeded("set-window-from-first-complaint")),
    ),
    "one-node": Play(
        "dearly",
        "mixed",
        (
            # The second node is diverted and isolated at 3 h 30 m, after the fallback (needs the diversion), the copies
            # and the window (need both). To blame the two early steps costs 8 * 0.15 + 4 * 0.25 = 2.2; to blame the
            # three others 3 * 0.25 + 5 * 0.25 + 4 * 0.15 = 2.6.
            loss("order", "divert-route", "8 * 0.15"),
            late("divert-route", "8 * 0.5 * 1", critical=True),  # due at 45 m, all of it lost after 2 h more
            loss("order", "isolate-nodes", "4 * 0.25"),
            late("isolate-nodes", "4 * 0.3"),  # due at 85 m
        ),
    ),
    "look-for-a-culprit": Play(
        "dearly",
        "mixed",
        (
            omitted("divert-route", "8", critical=True),  # one node is not all nodes
            omitted("isolate-nodes", "4"),
            omitted("after-action-review", "2"),
            omitted("update-plan", "2"),
            prohibited("x1-power-off", "10", critical=True),
            *unneeded("look-for-a-culprit"),
        ),
    ),
    "working-days": Play(
        "late-calls",
        "bad",
        (
            # Friday, 10:00. Suspicion on Monday at 10:35 gave Visa until Thursday, 10:35; the window of Monday, 13:40,
            # gave the list until Thursday, 13:40. The report has three days from Thursday, 10:35: it is in time.
            late("notify-visa", "5 * 0.5", critical=True),
            late("send-at-risk-list", "3 * 0.5"),
        ),
    ),
    "well-meant": Play(
        "late-calls",
        "bad",
        (
            omitted("escalate", "4"),  # a ticket at priority two is still a ticket
            late("declare", "3 * 0.25"),  # at 61 m, due at 25
            loss("role", "declare", "3 * 0.2"),  # the operations manager is nobody's deputy here
            loss("evidence", "declare", "3 * 0.3 * 2/2"),  # two sheets of arrows: neither log nor scope entry
            late("divert-route", "8 * 0.5 * 86/120", critical=True),  # at 131 m, due at 45, grace 2 h
            late("isolate-nodes", "4 * 0.3"),  # with it
            omitted("capture-evidence", "5", critical=True),
            omitted("disable-accounts", "4"),
            late("open-fallback", "3 * 0.3"),  # at 146 m, due at 105
            late("notify-acquirer", "5 * 0.5", critical=True),  # at 166 m, due at 85
            omitted("engage-pfi", "3"),
            omitted("one-voice", "3"),
            omitted("notify-people", "3"),
            omitted("after-action-review", "2"),
            omitted("update-plan", "2"),
            prohibited("x2-log-on", "5"),
            prohibited("x3-overwrite", "8", critical=True),
            prohibited("x7-safe-by-another-name", "4"),
            prohibited("x10-integrator", "4"),
            *unneeded("ask-customer-to-retry-payment", "close-incident-early", "send-lessons-mail"),
        ),
    ),
    "wait-for-proof": Play(
        "late-calls",
        "bad",
        (
            omitted("declare", "3"),
            late("divert-route", "8 * 0.5 * 7/120", critical=True),  # at 52 m, due at 45, grace 2 h
            omitted("capture-evidence", "5", critical=True),
            omitted("open-fallback", "3"),
            late("notify-acquirer", "5 * 0.5", critical=True),  # at 2 h 40 m, due at 85 m
            omitted("send-at-risk-list", "3"),
            # Nothing was copied, so certainty came with the issuer's list, at 16:20 on Monday: 72 h end on Thursday.
            late("notify-regulator", "5 * 0.5", critical=True),  # on Friday at noon
            omitted("one-voice", "3"),
            omitted("notify-people", "3"),
            omitted("rebuild", "3"),
            omitted("rotate-secrets", "3"),
            omitted("release-test", "4"),
            late("after-action-review", "2 * 0.3"),  # six weeks after the end, of ten business days
            omitted("update-plan", "2"),
        ),
    ),
    "late-repairs": Play(
        "late-calls",
        "bad",
        (
            late("escalate", "4 * 0.3"),  # at 100 m, due at 15
            late("declare", "3 * 0.25"),  # at 175 m, due at 25
            late("divert-route", "8 * 0.5 * 1", critical=True),  # at 3 h 50 m, due at 45 m, grace 2 h
            omitted("isolate-nodes", "4"),
            late("capture-evidence", "5 * 0.3", critical=True),  # at 4 h 15 m, due at 85 m
            late("disable-accounts", "4 * 0.3"),  # at 3 h 55 m, due at 70 m
            late("open-fallback", "3 * 0.3"),  # at 5 h 15 m, due at 105 m
            late("notify-acquirer", "5 * 0.5", critical=True),  # at 4 h 50 m, due at 85 m
            loss("evidence", "determine-window", "4 * 0.45 * 1/1"),  # in time, but no queries
            late("send-at-risk-list", "3 * 0.5"),  # on Friday; the window stood on Monday, at 15:45
            late("one-voice", "3 * 0.3"),  # on Tuesday, due on Monday at 14:20
            late("after-action-review", "2 * 0.3"),
            omitted("update-plan", "2"),
            prohibited("x1-power-off", "10", critical=True),
            prohibited("x3-outsiders-clean", "6"),
            prohibited("x9-reopen-untested", "8", critical=True),
            prohibited("x10-own-assessor", "4"),
            prohibited("lead-hands-on", "2"),
            *unneeded("observe-attacker", "send-payment-links-by-text", "record-breach-in-register-only"),
        ),
    ),
    "reopen-too-soon": Play(
        "shut-down",
        "bad",
        (
            omitted("rebuild", "3"),
            omitted("rotate-secrets", "3"),
            omitted("release-test", "4"),
            omitted("after-action-review", "2"),
            omitted("update-plan", "2"),
            prohibited("x2-log-on", "5"),  # the second import comes after the copies: it overwrites nothing that counts
            prohibited("x9-reopen-untested", "8", critical=True),
        ),
    ),
    "always-later": Play(
        "shut-down",
        "bad",
        (
            omitted("divert-route", "8", critical=True),
            omitted("isolate-nodes", "4"),
            late("capture-evidence", "5 * 0.3", critical=True),  # at 105 m, due at 85
            late("disable-accounts", "4 * 0.3"),  # with it, due at 70
            late("notify-acquirer", "5 * 0.5", critical=True),  # at 115 m, due at 85
            omitted("rebuild", "3"),
            omitted("rotate-secrets", "3"),
            omitted("release-test", "4"),
            omitted("after-action-review", "2"),
            omitted("update-plan", "2"),
            prohibited("x9-reopen-untested", "8", critical=True),
            prohibited("x10-integrator", "4"),
            *unneeded("observe-attacker", "investigate-in-house"),
        ),
    ),
    "worst": Play(
        "shut-down",
        "bad",
        (
            omitted("escalate", "4"),
            omitted("declare", "3"),
            omitted("divert-route", "8", critical=True),
            omitted("isolate-nodes", "4"),
            omitted("capture-evidence", "5", critical=True),
            omitted("disable-accounts", "4"),
            omitted("open-fallback", "3"),
            omitted("notify-acquirer", "5", critical=True),
            loss("role", "notify-visa", "5 * 0.15", critical=True),
            loss("evidence", "notify-visa", "5 * 0.15 * 1/1"),
            loss("role", "report-to-visa", "3 * 0.15"),
            loss("evidence", "report-to-visa", "3 * 0.15 * 1/1"),
            omitted("engage-pfi", "3"),
            omitted("determine-window", "4"),
            omitted("send-at-risk-list", "3"),
            omitted("notify-regulator", "5", critical=True),
            omitted("one-voice", "3"),
            omitted("notify-people", "3"),
            omitted("rebuild", "3"),
            omitted("rotate-secrets", "3"),
            omitted("release-test", "4"),
            omitted("after-action-review", "2"),
            omitted("update-plan", "2"),
            prohibited("x1-power-off", "10", critical=True),
            prohibited("x1-restart", "3"),
            prohibited("x2-log-on", "5"),
            prohibited("x2-change-password", "5"),  # twice, charged once
            prohibited("x3-overwrite", "8", critical=True),  # twice, charged once
            prohibited("x4-real-card", "3"),
            prohibited("x5-card-numbers-by-mail", "7", critical=True),
            prohibited("x7-denial", "6"),
            prohibited("x9-reopen-untested", "8", critical=True),
            prohibited("x10-own-assessor", "4"),
            prohibited("x11-cards-aloud", "7", critical=True),
            *unneeded("consult-own-qsa", "set-window-from-last-release", "record-breach-in-register-only"),
        ),
    ),
}
