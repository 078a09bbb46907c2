"""'Four minutes', with the team. Minutes (m) count from 07:44 on the Tuesday.

What the clock says where nothing else is written: the situations begin at 0, 12, 28, 44, 70 and 376 m, on the Monday at
10:00 and on the Friday at 08:00. The alarm for the export rings at 38 m; that there was a breach can be determined at 70 m.
"""

from tests.plays.worked_out.losses import Play, late, loss, omitted, prohibited, unneeded

WEIGHT = (
    (3 + 2 + 4)  # thanks, lead, promise
    + (4 + 6 + 3 + 6)  # find all, sessions, queries, export
    + (4 + 5 + 4)  # orders, lines, the robbed
    + (3 + 6 + 4 + 2 + 3 + 5)  # note, agencies, hold, record, one line, customers
    + (3 + 3 + 2)  # keys, cap, review
)
"""W: every step applies in the United States, is required, and its scenario can exercise it."""

_NOTHING_CHANGED = (omitted("keys", "3"), omitted("cap", "3"), omitted("review", "2"))
"""What only those do who ask why the text worked."""

PLAYS = {
    "expert": Play("fifty-seconds", "good"),
    "note-taken-back": Play(
        "fifty-seconds",
        "good",
        (
            late("thank-the-first", "3 * 0.3"),  # at 14 m, due at 10; the promise at 22 m, due at 25
            prohibited("no-reprimand", "4", critical=True),
        ),
    ),
    "her-account-first": Play(
        "fifty-seconds",
        "good",
        (
            late("thank-the-first", "3 * 0.3"),  # at 19 m, due at 10
            late("find-all", "4 * 0.3 * 2/30"),  # at 17 m, due at 15, all lost after 30 more
            late("take-charge", "2 * 0.3"),  # at 27 m, due at 25
            late("promise", "4 * 0.3"),
            prohibited("no-reporter-alone", "2"),
        ),
    ),
    "told-on-monday": Play(
        "fifty-seconds",
        "good",
        (
            late("write-it-down", "3 * 0.3"),  # on the Monday; the agencies within seven business days all the same
            loss("order", "warn-the-robbed", "4 * 0.25"),  # at 110 m, before note and agencies, which would cost 1.65
        ),
    ),
    "at-two": Play(
        "fifty-seconds",
        "good",
        (
            late("end-sessions", "6 * 0.3", critical=True),  # at 386 m, due at 45, all lost after 60 more
            *unneeded("watch-accounts-until-lull"),
        ),
    ),
    "row-d": Play(
        "nobody-looked-up", "mixed", (omitted("thank-the-first", "3"), prohibited("no-reprimand", "4", critical=True))
    ),
    "mailbox-and-form": Play(
        "nobody-looked-up",
        "mixed",
        (
            omitted("thank-the-first", "3"),
            omitted("find-all", "4"),
            omitted("take-charge", "2"),
            omitted("promise", "4"),
            *unneeded("queue-report-in-mailbox", "ask-agents-by-form"),
        ),
    ),
    "course-first": Play(
        "nobody-looked-up",
        "mixed",
        (
            omitted("thank-the-first", "3"),
            late("find-all", "4 * 0.3 * 18/30"),  # at 33 m
            omitted("take-charge", "2"),
            omitted("promise", "4"),
            late("end-sessions", "6 * 0.3 * 9/60", critical=True),  # at 54 m, due at 45, all lost after 60 more
            *unneeded("queue-report-in-mailbox", "assign-video-course", "watch-accounts-until-lull"),
        ),
    ),
    "one-at-a-time": Play(
        "nobody-looked-up",
        "mixed",
        (omitted("take-charge", "2"), omitted("promise", "4"), prohibited("no-picking-out", "3")),
    ),
    "door-shut": Play(
        "nobody-looked-up",
        "mixed",
        (
            late("end-sessions", "6 * 0.3 * 9/60", critical=True),  # at 54 m
            omitted("keep-the-queries", "3"),
            omitted("stop-the-export", "6", critical=True),
            omitted("freeze-orders", "4"),
            *_NOTHING_CHANGED,
            prohibited("no-picking-out", "3"),  # the course came with it, and costs nothing by itself
            prohibited("no-watching", "3"),
            *unneeded("ask-for-fresh-codes"),
        ),
    ),
    "plug-pulled": Play(
        "let-go",
        "mixed",
        (
            omitted("keep-the-queries", "3"),
            omitted("stop-the-export", "6", critical=True),
            omitted("freeze-orders", "4"),
            loss("order", "warn-the-robbed", "4 * 0.25"),  # at 110 m; note at 396 m and agencies at 416 m, both in time
            prohibited("no-plug", "3"),
        ),
    ),
    "two-states": Play(
        "empty-room",
        "mixed",
        (omitted("hold", "4"), omitted("record", "2"), prohibited("no-state-first", "5", critical=True)),
    ),
    "mail-at-once": Play(
        "empty-room",
        "mixed",
        (
            late("warn-the-robbed", "4 * 0.3"),  # at 446 m, due at 310
            omitted("hold", "4"),
            omitted("record", "2"),
            omitted("one-line", "3"),
            prohibited("no-silence", "4", critical=True),
            prohibited("no-early-word", "5", critical=True),  # the mail; the letters in October break nothing
            prohibited("no-longest", "3"),
            *unneeded("refuse-all-comment"),
        ),
    ),
    "front-page": Play("empty-room", "mixed", (omitted("one-line", "3"), prohibited("no-story", "4", critical=True))),
    "agencies-last": Play(
        "empty-room",
        "mixed",
        (
            late("write-it-down", "3 * 0.3"),
            late("tell-the-agencies", "6 * 0.5", critical=True),  # on Friday the 25th, due by Thursday's end
            loss("order", "warn-the-robbed", "4 * 0.25"),
            omitted("one-line", "3"),
            prohibited("no-denial", "4", critical=True),
        ),
    ),
    "a-fault": Play(
        "dead-telephone", "mixed", (omitted("warn-the-robbed", "4"), prohibited("no-silence", "4", critical=True))
    ),
    "a-kind-text": Play(
        "dead-telephone",
        "mixed",
        (
            late("put-lines-back", "5 * 0.3", critical=True),  # at 391 m, due at 100
            omitted("warn-the-robbed", "4"),
            prohibited("no-text", "4", critical=True),
        ),
    ),
    "nothing-has-left": Play(
        "taken-back", "mixed", (omitted("one-line", "3"), prohibited("no-denial", "4", critical=True))
    ),
    "every-figure": Play(
        "thirtieth-day",
        "mixed",
        (omitted("hold", "4"), omitted("record", "2"), prohibited("no-longest", "3")),  # planned and done, charged once
    ),
    "cupboard": Play(
        "second-hand",
        "bad",
        (
            late("stop-the-export", "6 * 0.3 * 6/60", critical=True),  # at 74 m, due at 68, all lost after 60 more
            late("freeze-orders", "4 * 0.3"),  # at 78 m, due at 68; the queries at 72 m, due at 98
            omitted("tell-the-customers", "5", critical=True),
            *_NOTHING_CHANGED,
            prohibited("no-fourteen-alone", "4", critical=True),
            *unneeded("disable-report-owner"),
        ),
    ),
    "visitor": Play(
        "somebody-still-there",
        "bad",
        (omitted("end-sessions", "6", critical=True), prohibited("no-password-alone", "3")),
    ),
    "worst": Play(
        "somebody-still-there",
        "bad",
        (
            omitted("thank-the-first", "3"),
            omitted("find-all", "4"),
            omitted("take-charge", "2"),
            omitted("promise", "4"),
            omitted("end-sessions", "6", critical=True),
            omitted("keep-the-queries", "3"),
            omitted("stop-the-export", "6", critical=True),
            omitted("freeze-orders", "4"),
            omitted("put-lines-back", "5", critical=True),
            omitted("write-it-down", "3"),
            omitted("tell-the-agencies", "6", critical=True),
            omitted("warn-the-robbed", "4"),
            omitted("hold", "4"),
            omitted("record", "2"),
            omitted("one-line", "3"),
            *_NOTHING_CHANGED,
            prohibited("no-picking-out", "3"),  # in the first hour and at the end, charged once
            prohibited("no-reporter-alone", "2"),
            prohibited("no-password-alone", "3"),
            prohibited("no-plug", "3"),
            prohibited("no-text", "4", critical=True),
            prohibited("no-early-word", "5", critical=True),
            prohibited("no-story", "4", critical=True),
        ),
    ),
}
