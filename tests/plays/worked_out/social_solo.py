"""'The evening desk', alone. Minutes (m) count from 18:40."""

from tests.plays.worked_out.losses import Play, late, omitted, prohibited, unneeded

WEIGHT = (
    (4 + 3 + 5)  # keep the posts, compare the names, raise the alarm
    + (5 + 2)  # threads, line and site
    + (5 + 3)  # issuer, radio
    + (3 + 6 + 4)  # keep our own post, throw out, second channel
    + (3 + 5)  # inbox, compliance
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

PLAYS = {
    "expert": Play("on-the-wall", "good"),
    "fourth-name": Play("forty-eight-hours", "mixed", (omitted("compare-the-names", "3"),)),
    "no-picture": Play(
        "forty-eight-hours",
        "mixed",
        (
            omitted("keep-the-posts", "4"),
            late("compare-the-names", "3 * 0.3"),  # at 45 m, due at 20; the threads were done at 36 m, due at 40
        ),
    ),
    "pinned": Play(
        "forty-eight-hours",
        "mixed",
        (omitted("answer-in-the-threads", "5"), omitted("line-and-site", "2"), *unneeded("pin-notice-only")),
    ),
    "only-a-form": Play(
        "forty-eight-hours",
        "mixed",
        (omitted("compare-the-names", "3"), omitted("raise-the-alarm", "5", critical=True)),
    ),
    "undercover": Play(
        "forty-eight-hours",
        "mixed",
        (
            late("compare-the-names", "3 * 0.3"),  # at 23 m, due at 20
            late("raise-the-alarm", "5 * 0.6 * 8/20", critical=True),  # at 28 m, due at 20, grace 20 m
            late("answer-in-the-threads", "5 * 0.3"),  # at 44 m, due at 40; line and site at 32 m
            prohibited("no-talk-with-impostors", "2"),
        ),
    ),
    "made-good": Play(
        "forty-eight-hours",
        "mixed",
        (
            late("send-to-issuer", "5 * 0.3", critical=True),  # they come forward at 40 m; at 64 m, due at 60
            late("put-the-radio-right", "3 * 0.3"),  # on the air at 54 m; at 71 m, due at 69
            prohibited("no-promised-money", "3"),
        ),
    ),
    "third-from-the-top": Play(
        "forty-eight-hours",
        "mixed",
        (omitted("put-the-radio-right", "3"), *unneeded("comment-under-broadcast")),
    ),
    "password": Play(
        "on-the-wall",
        "good",
        (
            late("keep-our-own-post", "3 * 0.3"),  # the post is seen at 70 m; at 86 m, due at 75
            late("throw-everything-out", "6 * 0.3 * 4/30", critical=True),  # at 89 m, due at 85, grace 30 m
            prohibited("no-password-alone", "3"),  # told elsewhere at 98 m, due at 100
        ),
    ),
    "all-clear": Play(
        "forty-eight-hours",
        "mixed",
        (omitted("second-channel", "4"), prohibited("no-all-clear", "5", critical=True)),
    ),
    "silent": Play(
        "forty-eight-hours",
        "mixed",
        (omitted("second-channel", "4"), *unneeded("wait-for-confirmation")),
    ),
    "in-bold": Play(
        "forty-eight-hours",
        "mixed",
        (
            omitted("shut-the-inbox", "3"),
            omitted("ring-compliance", "5", critical=True),
            *unneeded("leave-note-for-morning"),
        ),
    ),
    "cleaned": Play(
        "the-pictures",
        "bad",
        (
            omitted("shut-the-inbox", "3"),
            omitted("ring-compliance", "5", critical=True),
            prohibited("no-deleted-pictures", "5", critical=True),  # our post went once it was kept
        ),
    ),
    "copied": Play(
        "the-pictures",
        "bad",
        (
            omitted("put-the-radio-right", "3"),
            omitted("shut-the-inbox", "3"),
            omitted("ring-compliance", "5", critical=True),
            prohibited("no-talk-with-impostors", "2"),
            prohibited("no-export", "5", critical=True),
        ),
    ),
    "in-the-end": Play(
        "forty-eight-hours",
        "mixed",
        (
            late("keep-the-posts", "4 * 0.3"),  # at 13 m, due at 5
            late("compare-the-names", "3 * 0.3"),  # the form is sent at 22 m; at 25 m, due at 20
            late("raise-the-alarm", "5 * 0.6 * 10/20", critical=True),  # at 30 m, due at 20
            late("answer-in-the-threads", "5 * 0.3"),  # the queue first, until 42 m; at 58 m, due at 40
            late("line-and-site", "2 * 0.3"),  # at 46 m, due at 40
            late("send-to-issuer", "5 * 0.3", critical=True),  # they come forward at 42 m; at 73 m, due at 62
            late("put-the-radio-right", "3 * 0.3"),  # on the air at 63 m; at 103 m, due at 78
            late("keep-our-own-post", "3 * 0.3"),  # seen at 75 m; at 93 m, due at 80
            late("throw-everything-out", "6 * 0.3 * 7/30", critical=True),  # at 97 m, due at 90
            late("second-channel", "4 * 0.3"),  # at 111 m, due at 105; the inbox at 123 m, due at 131
            prohibited("no-details-by-message", "4", critical=True),
            *unneeded("answer-open-posts-first", "comment-under-broadcast"),
        ),
    ),
    "left-to-others": Play(
        "good-morning",
        "bad",
        (
            omitted("keep-the-posts", "4"),
            omitted("compare-the-names", "3"),
            omitted("raise-the-alarm", "5", critical=True),
            omitted("answer-in-the-threads", "5"),
            omitted("line-and-site", "2"),
            omitted("send-to-issuer", "5", critical=True),
            omitted("put-the-radio-right", "3"),
            omitted("keep-our-own-post", "3"),
            omitted("throw-everything-out", "6", critical=True),
            omitted("second-channel", "4"),
            omitted("shut-the-inbox", "3"),
            omitted("ring-compliance", "5", critical=True),
            prohibited("no-promised-money", "3"),
            prohibited("no-deleting-first", "3"),
            *unneeded(
                "answer-open-posts-first", "leave-to-press-office", "wait-for-confirmation", "leave-note-for-morning"
            ),
        ),
    ),
    "worst": Play(
        "good-morning",
        "bad",
        (
            omitted("keep-the-posts", "4"),
            omitted("compare-the-names", "3"),
            omitted("raise-the-alarm", "5", critical=True),
            omitted("answer-in-the-threads", "5"),
            omitted("line-and-site", "2"),
            omitted("send-to-issuer", "5", critical=True),
            omitted("put-the-radio-right", "3"),
            omitted("keep-our-own-post", "3"),
            omitted("throw-everything-out", "6", critical=True),
            omitted("second-channel", "4"),
            omitted("shut-the-inbox", "3"),
            omitted("ring-compliance", "5", critical=True),
            prohibited("no-details-by-message", "4 * 2", critical=True),
            prohibited("no-talk-with-impostors", "2 * 2"),  # three times, of which two are charged
            prohibited("no-password-alone", "3"),
            prohibited("no-all-clear", "5", critical=True),
            prohibited("no-deleted-pictures", "5", critical=True),
        ),
    ),
}
