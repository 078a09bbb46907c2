"""'Fifty-two cards', with the team. Minutes (m) and hours (h) count from 09:10 on the first Monday."""

from tests.plays.worked_out.losses import Play, late, omitted, prohibited, unneeded

WEIGHT = (
    (4 + 4 + 7 + 5)  # open, look, strip, acquirer
    + (3 + 4 + 2)  # demand, no cards elsewhere, plan
    + (4 + 3 + 5)  # whose cards, list, regulator
    + (4 + 2)  # own every script, review
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

PLAYS = {
    "expert": Play("seven-lines", "good"),
    "scan-first": Play(
        "seven-lines",
        "good",
        (
            late("open-the-incident", "4 * 0.3 * 50/60", critical=True),  # at 80 m, due at 30, all lost after 60 more
            late("look-from-outside", "4 * 0.3"),  # at 155 m, due at 120
            late("strip-the-page", "7 * 0.3 * 15/120", critical=True),  # at 195 m, due at 180, all lost after 120 more
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 95 m, due at 85
            *unneeded("scan-own-site"),
        ),
    ),
    "in-their-own-time": Play(
        "till-the-next",
        "bad",
        (
            omitted("open-the-incident", "4", critical=True),
            late("look-from-outside", "4 * 0.3"),  # at 160 m
            late("strip-the-page", "7 * 0.3 * 100/120", critical=True),  # at 280 m
            omitted("tell-the-acquirer", "5", critical=True),
            omitted("demand-from-supplier", "3"),
            omitted("no-cards-elsewhere", "4"),
            omitted("whose-cards", "4", critical=True),
            omitted("tell-the-regulator", "5", critical=True),
            omitted("own-every-script", "4"),
            omitted("review", "2"),
            *unneeded(
                "ask-bank-for-proof",
                "test-from-office",
                "remove-script-from-one-shop",
                "terminate-supplier-by-phone",
                "limit-to-reported-cards",
                "drop-chat-for-good",
            ),
        ),
    ),
    "one-shop": Play(
        "other-brand",
        "bad",
        (omitted("strip-the-page", "7", critical=True), *unneeded("remove-script-from-one-shop")),
    ),
    "emptied": Play(
        "nobody-can-say",
        "mixed",
        (omitted("look-from-outside", "4"), prohibited("no-purge", "6", critical=True)),
    ),
    "caught-afterwards": Play(
        "nobody-can-say",
        "mixed",
        (
            late("look-from-outside", "4 * 0.3"),  # at 160 m
            late("strip-the-page", "7 * 0.3 * 20/120", critical=True),  # at 200 m
            prohibited("no-purge", "6", critical=True),
        ),
    ),
    "thirty-left": Play("nobody-can-say", "mixed", (omitted("strip-the-page", "7", critical=True),)),
    "a-form-for-it": Play(
        "eleven-letters",
        "mixed",
        (
            late("strip-the-page", "7 * 0.3 * 100/120", critical=True),  # at 280 m
            omitted("no-cards-elsewhere", "4"),
        ),
    ),
    "on-their-word": Play(
        "eleven-letters",
        "mixed",
        (
            late("look-from-outside", "4 * 0.3"),  # at 160 m
            omitted("strip-the-page", "7", critical=True),
            omitted("demand-from-supplier", "3"),
            omitted("no-cards-elsewhere", "4"),
            omitted("plan-the-calls", "2"),
            omitted("send-the-list", "3"),
            prohibited("no-waiting-for-supplier", "4"),
            prohibited("no-cards-in-chat", "6", critical=True),
            prohibited("no-card-numbers-by-mail", "7", critical=True),
            *unneeded("ask-suppliers-informally", "wait-for-supplier-fix"),
        ),
    ),
    "chatters-only": Play(
        "eleven-letters",
        "mixed",
        (
            omitted("strip-the-page", "7", critical=True),
            omitted("demand-from-supplier", "3"),
            omitted("whose-cards", "4", critical=True),
            omitted("tell-the-regulator", "5", critical=True),
            prohibited("no-statement", "3"),
            prohibited("no-short-list", "4"),  # closing the shops costs nothing; the register came with the list
        ),
    ),
    "worst": Play(
        "till-the-next",
        "bad",
        (
            omitted("open-the-incident", "4", critical=True),
            omitted("look-from-outside", "4"),
            omitted("strip-the-page", "7", critical=True),
            omitted("tell-the-acquirer", "5", critical=True),
            omitted("demand-from-supplier", "3"),
            omitted("no-cards-elsewhere", "4"),
            omitted("plan-the-calls", "2"),
            omitted("whose-cards", "4", critical=True),
            omitted("send-the-list", "3"),  # the regulator is told at 29 h, in time
            omitted("own-every-script", "4"),
            omitted("review", "2"),
            prohibited("no-purge", "6", critical=True),
            prohibited("no-statement", "3"),
            prohibited("no-cards-in-chat", "6", critical=True),
            prohibited("no-short-list", "4"),
            prohibited("no-card-numbers-by-mail", "7", critical=True),
            prohibited("no-return-as-before", "5", critical=True),
            *unneeded("wait-for-confirmation", "wait-for-supplier-fix"),
        ),
    ),
}
