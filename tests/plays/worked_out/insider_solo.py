"""'Desk thirty-one', alone. Minutes (m) count from 14:07."""

from tests.plays.worked_out.losses import Play, late, omitted, prohibited, unneeded

WEIGHT = (
    (4 + 4 + 6)  # report it, walk out, suspend
    + (3 + 2 + 3)  # settle the floor, leave the desk, keep the records
    + (3 + 5 + 6)  # take the offer down, look wider, the client is told
    + (3 + 2)  # hear the witness, close the shift
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

PLAYS = {
    "expert": Play("one-stayed", "good"),
    "quite-sure": Play(
        "one-stayed",
        "good",
        (
            late("report-it", "4 * 0.6"),  # at 25 m, due at 5, all of it lost after 20 more
            late("walk-out", "4 * 0.3 * 14/20"),  # at 29 m, due at 15; the account is shut as he leaves, at 30 m
            omitted("settle-the-floor", "3"),
            omitted("take-the-offer-down", "3"),
            prohibited("no-deleting-films", "2"),
            *unneeded("refuse-and-tell-nobody"),
        ),
    ),
    "bus-stop": Play(
        "one-stayed",
        "good",
        (
            omitted("walk-out", "4"),
            late("suspend", "6 * 0.3 * 28/30", critical=True),  # he leaves at 9 m; at 38 m, due at 10, grace 30 m
            *unneeded("send-home-with-pretext", "check-one-agent-only"),  # the query after all at 115 m, due at 180
        ),
    ),
    "half-an-hour": Play(
        "four-months",
        "mixed",
        (
            omitted("walk-out", "4"),
            omitted("suspend", "6", critical=True),  # he leaves at 10 m; at 40 m others have been in, and it is shut
            omitted("leave-the-desk", "2"),
            *unneeded("take-aside-alone", "leave-desk-till-tonight"),  # the records at 66 m, due at 70
        ),
    ),
    "out-loud": Play(
        "four-months",
        "mixed",
        (
            omitted("walk-out", "4"),  # both are rung at 5 m, due at 5
            late("suspend", "6 * 0.3 * 26/30", critical=True),  # he leaves at 11 m; at 38 m, due at 12
            omitted("hear-the-witness", "3"),
            omitted("close-the-shift", "2"),
            prohibited("no-shouting", "3"),
            *unneeded("take-aside-alone", "leave-it-to-a-mail"),
        ),
    ),
    "one-lad": Play(
        "four-months",
        "mixed",
        (omitted("look-wider", "5"), *unneeded("check-one-agent-only")),
    ),
    "his-will": Play(
        "four-months",
        "mixed",
        (omitted("take-the-offer-down", "3"), prohibited("no-private-phone", "4", critical=True)),
    ),
    "seven-phones": Play("four-months", "mixed", (prohibited("no-own-film", "2"),)),
    "promised": Play(
        "four-months",
        "mixed",
        (omitted("take-the-offer-down", "3"), prohibited("no-bargain", "3")),
    ),
    "own-row": Play(
        "four-months",
        "mixed",
        (
            # by hand until 135 m, the query until 140 m; it is certain at 60 m
            late("client-is-told", "6 * 0.5 * 2/120", critical=True),  # at 152 m, due at 150, grace 2 h
            prohibited("no-looking-yourself", "2"),
        ),
    ),
    "twenty": Play(
        "four-months",
        "mixed",
        (omitted("client-is-told", "6", critical=True), prohibited("no-guesses-to-the-client", "2")),
    ),
    "whip-round": Play(
        "four-months",
        "mixed",
        (omitted("settle-the-floor", "3"), prohibited("no-lies", "2")),
    ),
    "last-week": Play(
        "four-months",
        "mixed",
        (omitted("hear-the-witness", "3"), omitted("close-the-shift", "2"), prohibited("no-blame", "3")),
    ),
    "bag-checks": Play(
        "four-months",
        "mixed",
        (omitted("hear-the-witness", "3"), omitted("close-the-shift", "2"), *unneeded("announce-bag-searches")),
    ),
    "a-leaver": Play(
        "four-months",
        "mixed",
        (
            late("client-is-told", "6 * 0.5 * 65/120", critical=True),  # at 215 m, due at 150
            prohibited("no-denial", "5", critical=True),
        ),
    ),
    "grey-screens": Play(
        "four-months",
        "mixed",
        (
            omitted("walk-out", "4"),  # the account is shut at 7 m, as he leaves
            late("client-is-told", "6 * 0.5 * 65/120", critical=True),  # at 215 m, due at 150
            prohibited("no-screen-going-dark", "2"),
            prohibited("no-lock-out-of-all", "3"),
            *unneeded("put-client-off"),
        ),
    ),
    "tidy-desk": Play(
        "nothing-that-stands",
        "bad",
        (
            omitted("leave-the-desk", "2"),
            omitted("keep-the-records", "3", critical=True),
            prohibited("no-clearing", "3", critical=True),
        ),
    ),
    "many-hands": Play(
        "nothing-that-stands",
        "bad",
        (
            late("report-it", "4 * 0.6 * 5/20"),  # at 10 m, due at 5; he is fetched at 14 m, due at 15
            omitted("leave-the-desk", "2"),
            late("keep-the-records", "3 * 0.3 * 16/60", critical=True),  # he leaves at 15 m; at 91 m, due at 75
            omitted("take-the-offer-down", "3"),
            prohibited("no-private-phone", "4", critical=True),
            prohibited("no-rummaging", "3", critical=True),
            *unneeded("refuse-and-tell-nobody"),
        ),
    ),
    "in-writing": Play(
        "the-box-said-leaver",
        "bad",
        (omitted("client-is-told", "6", critical=True), *unneeded("put-client-off")),
    ),
    "worst": Play(
        "the-box-said-leaver",
        "bad",
        (
            late("report-it", "4 * 0.6 * 5/20"),  # at 10 m, due at 5
            omitted("walk-out", "4"),
            omitted("suspend", "6", critical=True),
            omitted("settle-the-floor", "3"),
            omitted("leave-the-desk", "2"),
            omitted("keep-the-records", "3", critical=True),
            omitted("take-the-offer-down", "3"),
            omitted("look-wider", "5"),
            omitted("client-is-told", "6", critical=True),
            omitted("hear-the-witness", "3"),
            omitted("close-the-shift", "2"),
            prohibited("no-private-phone", "4", critical=True),
            prohibited("no-tipping-off", "3", critical=True),
            prohibited("no-rummaging", "3", critical=True),
            prohibited("no-bargain", "3"),
            prohibited("no-lock-out-of-all", "3"),
            prohibited("no-denial", "5", critical=True),
            prohibited("no-blame", "3"),
            *unneeded("send-home-with-pretext"),
        ),
    ),
}
