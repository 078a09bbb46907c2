"""'Seat six', alone. Minutes (m) count from 17:46."""

from tests.plays.worked_out.losses import Play, late, omitted, prohibited, unneeded

WEIGHT = (
    (5 + 2 + 3 + 5)  # ring back, log, stop the second, page
    + (6 + 3)  # suspend, take off
    + (3 + 2 + 4 + 2)  # rank, chat, records, look for more
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

PLAYS = {
    "expert": Play("eleventh-call", "good"),
    "by-the-board": Play(
        "quarter-past-eight",
        "mixed",
        (
            omitted("ring-back", "5", critical=True),
            omitted("log-the-request", "2"),
            omitted("stop-the-second", "3"),
            omitted("page-security", "5", critical=True),  # what is new comes off at 40 m, due at 42
            prohibited("no-known-answers", "5 * 2", critical=True),
        ),
    ),
    "offered-number": Play(
        "quarter-past-eight",
        "mixed",
        (
            omitted("ring-back", "5", critical=True),
            omitted("log-the-request", "2"),
            late("page-security", "5 * 0.6 * 9/20", critical=True),  # at 26 m, due at 17, all of it lost after 20 more
            omitted("off-the-chat", "2"),
            omitted("look-for-more", "2"),
            prohibited("no-offered-number", "5", critical=True),
            *unneeded("remove-reader-from-chat"),
        ),
    ),
    "too-late": Play(
        "quarter-past-eight",
        "mixed",
        (
            omitted("ring-back", "5", critical=True),
            omitted("log-the-request", "2"),
            late("page-security", "5 * 0.6 * 9/20", critical=True),  # at 26 m, due at 17
            late("suspend", "6 * 0.3 * 1/20", critical=True),  # she rings at 26 m; at 42 m, due at 41, grace 20 m
            late("take-off-what-is-new", "3 * 0.3 * 2/20"),  # at 48 m, due at 46
            prohibited("no-unchecked-device", "4"),  # he rings at 38 m and is rung back at 53 m, due at 58
        ),
    ),
    "password": Play(
        "quarter-past-eight",
        "mixed",
        (
            late("suspend", "6 * 0.3 * 12/20", critical=True),  # at 49 m, due at 37
            late("take-off-what-is-new", "3 * 0.3 * 13/20"),  # at 55 m, due at 42; the bridge at 60 m, due at 62
            prohibited("no-password-alone", "3"),
        ),
    ),
    "posted": Play(
        "quarter-past-eight",
        "mixed",
        (omitted("off-the-chat", "2"), prohibited("no-open-chat", "2")),
    ),
    "named": Play(
        "quarter-past-eight",
        "mixed",
        (
            omitted("page-security", "5", critical=True),
            omitted("keep-the-records", "4"),
            omitted("look-for-more", "2"),
            *unneeded("look-for-a-culprit"),  # the note for the morning came with the second request's stop
        ),
    ),
    "tidied": Play(
        "checked-yes",
        "bad",
        (
            omitted("check-rank", "3"),
            omitted("off-the-chat", "2"),
            omitted("keep-the-records", "4"),
            omitted("look-for-more", "2"),
            prohibited("no-tidying", "4", critical=True),
            *unneeded("refuse-and-tell-nobody", "wait-for-confirmation"),
        ),
    ),
    "obeyed": Play(
        "until-tuesday",
        "bad",
        (omitted("check-rank", "3"), omitted("look-for-more", "2"), prohibited("no-rank", "5", critical=True)),
    ),
    "left-to-others": Play(
        "until-tuesday",
        "bad",
        (
            omitted("suspend", "6", critical=True),
            omitted("take-off-what-is-new", "3"),
            omitted("look-for-more", "2"),
            prohibited("no-password-alone", "3"),
        ),
    ),
    "worst": Play(
        "until-tuesday",
        "bad",
        (
            omitted("ring-back", "5", critical=True),
            omitted("log-the-request", "2"),
            omitted("stop-the-second", "3"),
            omitted("page-security", "5", critical=True),
            omitted("suspend", "6", critical=True),
            omitted("take-off-what-is-new", "3"),
            omitted("check-rank", "3"),
            omitted("off-the-chat", "2"),
            omitted("keep-the-records", "4"),
            omitted("look-for-more", "2"),
            prohibited("no-known-answers", "5 * 2", critical=True),
            prohibited("no-password-alone", "3"),
            prohibited("no-rank", "5", critical=True),
            prohibited("no-open-chat", "2"),
            prohibited("no-tidying", "4", critical=True),
        ),
    ),
}
