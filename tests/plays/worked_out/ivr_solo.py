"""'Desk fourteen', alone. Minutes (m) count from 10:20."""

from tests.plays.worked_out.losses import Play, late, omitted, prohibited, unneeded

WEIGHT = (
    3 + 2 + 6 + 4 + 3 + 4 + 2 + 4  # stop, note, ring, warn, book, report, check, send to bank
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

PLAYS = {
    "expert": Play("eight-minutes-to-twelve", "good"),
    "taken-back": Play("eight-minutes-to-twelve", "good"),
    "repaired": Play(
        "eight-minutes-to-twelve",
        "good",
        (
            omitted("note-the-call", "2"),
            omitted("book-the-payment", "3"),
            *unneeded("raise-ordinary-ticket", "help-customer-pay-on-website"),  # rung at 12 m, and due at 15
        ),
    ),
    "late": Play(
        "what-time",
        "mixed",
        (
            late("ring-security", "6 * 0.6 * 9/20", critical=True),  # at 24 m, due at 15, all of it lost after 20 more
            late("warn-the-desks", "4 * 0.3"),  # at 29 m, due at 25
        ),
    ),
    "helpful": Play(
        "what-time",
        "mixed",
        (
            omitted("note-the-call", "2"),
            omitted("ring-security", "6", critical=True),
            omitted("book-the-payment", "3"),
            omitted("report-the-card", "4"),
            prohibited("no-guessing", "2"),
            *unneeded("message-engineer-directly", "help-customer-pay-on-website"),
        ),
    ),
    "loud": Play(
        "what-time",
        "mixed",
        (
            omitted("warn-the-desks", "4"),  # a post to sixty people is no voice
            omitted("send-to-bank", "4"),
            prohibited("no-guessing", "2"),
            *unneeded("promise-call-back"),
        ),
    ),
    "second-letter": Play(
        "second-letter",
        "mixed",
        (omitted("book-the-payment", "3"), prohibited("no-card-aloud", "4")),
    ),
    "read-aloud": Play(
        "second-letter",
        "mixed",
        (
            omitted("stop-the-caller", "3"),
            omitted("note-the-call", "2"),
            late(
                "ring-security", "6 * 0.6 * 1", critical=True
            ),  # from the chat, at 30 m + 5: 20 late, of a grace of 20
            omitted("warn-the-desks", "4"),
            prohibited("no-card-aloud", "4"),
            *unneeded("raise-ordinary-ticket", "wait-for-confirmation"),
        ),
    ),
    "false-comfort": Play(
        "as-far-as-i-could-see",
        "bad",
        (omitted("send-to-bank", "4"), prohibited("no-false-comfort", "5", critical=True)),
    ),
    "never-told": Play(
        "ten-past-one",
        "bad",
        (
            omitted("ring-security", "6", critical=True),
            omitted("report-the-card", "4"),
            omitted("check-who-asks", "2"),
            *unneeded("raise-ordinary-ticket", "have-card-number-deleted"),
        ),
    ),
    "worst": Play(
        "ten-past-one",
        "bad",
        (
            omitted("stop-the-caller", "3"),
            omitted("note-the-call", "2"),
            omitted("ring-security", "6", critical=True),
            omitted("warn-the-desks", "4"),
            omitted("book-the-payment", "3"),
            omitted("report-the-card", "4"),
            omitted("check-who-asks", "2"),
            omitted("send-to-bank", "4"),
            prohibited("no-second-try", "5 * 2", critical=True),  # two callers, a card each
            prohibited("no-real-card-test", "5", critical=True),
            prohibited("no-false-comfort", "5", critical=True),
            *unneeded("raise-ordinary-ticket", "wait-for-confirmation"),
        ),
    ),
}
