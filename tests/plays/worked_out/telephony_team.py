"""'Friday evening', with the team. Minutes (m) count from 18:05 on the Friday.

The moments: somebody else is known to be in the exchange at 45 m; cards are suspected when 'Nothing but stars' is entered,
at 145 m unless said otherwise; the second leg is known at 215 m. So due are: the page at 60 m, the signs at 120, the lead at
75, the carrier at 105 (all lost 480 later), help at 135, the cable at 165 (240), the image and the question about cards at 225,
the acquirer 85 after the suspicion, numbers and shifts at 285; Visa on Monday at half past eight, the regulator on Monday
at 21:40, the people on Tuesday at 21:40.
"""

from tests.plays.worked_out.losses import Play, late, loss, omitted, prohibited, unneeded

WEIGHT = (
    (4 + 4)  # page, signs
    + (3 + 4)  # lead, carrier
    + (6 + 5 + 3)  # help, cable, image
    + (4 + 5)  # cards, acquirer
    + (4 + 2)  # numbers, shifts
    + (6 + 4 + 3)  # built anew, secrets, gates
    + (3 + 5 + 3)  # Visa, regulator, people
    + (5 + 3)  # list, review
)
"""W: every step of its procedure is required, and its scenario can exercise it."""

_BLIND = prohibited("no-cutting-blind", "12", critical=True)
_NOT_PROVEN = omitted("prove-help", "6", critical=True)
_NOT_BUILT = (omitted("build-anew", "6", critical=True), omitted("new-secrets", "4"), omitted("gates", "3"))
"""What only the right way back does."""
_NOT_MOVED = (omitted("move-the-numbers", "4"), omitted("plan-the-shifts", "2"))
_NOT_LEARNED = (omitted("own-the-telephones", "5"), omitted("review", "3"))

PLAYS = {
    "expert": Play("only-a-tape", "good"),
    "by-the-book": Play("if-somebody-had", "mixed", (_BLIND,)),  # cut at 77 m, proven at 125; used at 137
    "off-at-the-wall": Play(
        "if-somebody-had",
        "mixed",
        (omitted("isolate", "5"), _BLIND, prohibited("no-power-off", "4", critical=True)),
    ),
    "back-in": Play("if-somebody-had", "mixed", (_NOT_PROVEN, _BLIND, prohibited("no-running-on", "5"))),
    "nobody-signed": Play(
        "if-somebody-had",
        "mixed",
        (_NOT_PROVEN, omitted("isolate", "5"), omitted("image", "3"), prohibited("no-running-on", "5")),
    ),
    "cards-on-desks": Play(
        "nobody-came",
        "bad",
        (
            omitted("look-for-signs", "4"),
            late("declare", "3 * 0.3"),  # at 115 m
            late("stop-the-bill", "4 * 0.3 * 10/480"),  # at 115 m
            late("prove-help", "6 * 0.3", critical=True),  # at 175 m; it was needed at 137
            omitted("image", "3"),
            _BLIND,
            *unneeded("wait-for-confirmation", "brief-floor-on-address"),
        ),
    ),
    "two-empty-chairs": Play("nobody-came", "bad", (_NOT_PROVEN, _BLIND)),  # the floor is told with the cut, at no cost
    "night-cleaner": Play(
        "nobody-came",
        "bad",
        (
            late("declare", "3 * 0.3"),  # at 125 m
            late("stop-the-bill", "4 * 0.3 * 20/480"),  # at 125 m
            _NOT_PROVEN,  # the hall needed it at 137 m, before the cut at 142; the lift at 315
            _BLIND,
            prohibited("no-watching", "4"),
        ),
    ),
    "up-to-date": Play("three-o-clock", "bad", (*_NOT_BUILT, prohibited("no-patch-over", "7", critical=True))),
    "nobody-loses-anything": Play(
        "three-o-clock", "bad", (*_NOT_BUILT, prohibited("no-newest-backup", "6", critical=True))
    ),
    "with-a-seal": Play("three-o-clock", "bad", (*_NOT_BUILT, prohibited("no-cleaning-from-afar", "6", critical=True))),
    "tidied": Play(
        "nobody-can-say",
        "mixed",
        (
            late("declare", "3 * 0.3"),  # at 105 m; the carrier too, in time to the second
            late("prove-help", "6 * 0.3", critical=True),  # at 150 m; cut at 152, image at 160, suspicion at 160
            prohibited("no-tidying", "5", critical=True),
            prohibited("no-new-passwords-there", "2"),
        ),
    ),
    "kept-on": Play(
        "nobody-can-say",
        "mixed",
        (
            _NOT_PROVEN,
            omitted("isolate", "5"),
            omitted("image", "3"),
            *_NOT_MOVED,
            prohibited("no-running-on", "5"),
            prohibited("no-private-telephones", "3"),
        ),
    ),
    "on-mondays-list": Play(
        "the-weekend",
        "mixed",
        (
            late("shut-the-page", "4 * 0.3"),  # at 65 m; the signs at 105, in time
            late("declare", "3 * 0.3"),  # at 140 m
            late("stop-the-bill", "4 * 0.3 * 35/480"),  # at 140 m
            late("prove-help", "6 * 0.3", critical=True),  # at 175 m
            late("isolate", "5 * 0.3 * 12/240"),  # at 177 m; image at 185, and the tones at 220, in time
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # at 240 m, due at 230
            *_NOT_MOVED,
            prohibited("no-running-on", "5"),
            *unneeded("defer-to-change-day", "bar-all-outgoing-calls", "close-lines-for-weekend"),
        ),
    ),
    "ten-past-three": Play(
        "the-weekend",
        "mixed",
        (
            omitted("look-for-signs", "4"),
            # The lead comes after the question about cards and the acquirer (205 m), which must follow it:
            # cheaper than to blame these two, 4 * 0.25 + 5 * 0.15.
            loss("order", "declare", "3 * 0.25"),
            late("declare", "3 * 0.3"),  # on Saturday at 18:50, as the carrier
            late("stop-the-bill", "4 * 0.3"),
            late("prove-help", "6 * 0.3", critical=True),  # at 150 m; cut at 152, image at 160
            prohibited("no-watching", "4"),
        ),
    ),
    "nothing-left-to-steal": Play(
        "the-weekend",
        "mixed",
        (omitted("declare", "3"), omitted("stop-the-bill", "4"), *unneeded("bar-all-outgoing-calls")),
    ),
    "one-more-weekend": Play("the-weekend", "mixed", (*_NOT_MOVED, prohibited("no-running-on", "5"))),
    "kitchen-tables": Play("the-weekend", "mixed", (*_NOT_MOVED, prohibited("no-private-telephones", "3"))),
    "working-days": Play(
        "second-letter",
        "mixed",
        (
            late("tell-visa", "3 * 0.5"),  # on Wednesday at 21:30, all three
            late("tell-the-regulator", "5 * 0.5", critical=True),
            late("tell-the-people", "3 * 0.3"),
        ),
    ),
    "nobody-listened": Play(
        "second-letter", "mixed", (omitted("tell-the-people", "3"), prohibited("no-denial", "5", critical=True))
    ),
    "in-the-register": Play(
        "second-letter",
        "mixed",
        (
            omitted("look-for-signs", "4"),
            omitted("ask-telephony-about-cards", "4"),
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # on Monday at 11:30, with Visa, which is in time
            omitted("tell-the-regulator", "5", critical=True),
            omitted("tell-the-people", "3"),
            *unneeded("consult-own-qsa"),
        ),
    ),
    "a-line-on-paper": Play(
        "second-letter",
        "mixed",
        (
            omitted("ask-telephony-about-cards", "4"),
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # on Monday at 15:30; Visa in time
            prohibited("no-line-on-paper", "4"),
        ),
    ),
    "boilers": Play("another-friday", "bad", (*_NOT_LEARNED, *unneeded("leave-telephony-with-facilities"))),
    "shelves": Play("another-friday", "bad", (*_NOT_LEARNED, *unneeded("move-all-to-hosted-service"))),
    "a-name": Play("another-friday", "bad", (*_NOT_LEARNED, prohibited("no-blame", "3"))),
    "worst": Play(
        "nobody-came",
        "bad",
        (
            omitted("shut-the-page", "4"),
            omitted("look-for-signs", "4"),
            omitted("declare", "3"),
            omitted("stop-the-bill", "4"),
            _NOT_PROVEN,
            omitted("isolate", "5"),
            omitted("image", "3"),
            omitted("ask-telephony-about-cards", "4"),
            late("tell-the-acquirer", "5 * 0.5", critical=True),  # on Monday at 14:30; Visa and the regulator in time
            *_NOT_MOVED,
            *_NOT_BUILT,
            omitted("tell-the-people", "3"),
            *_NOT_LEARNED,
            _BLIND,
            prohibited("no-power-off", "4", critical=True),
            prohibited("no-tidying", "5", critical=True),
            prohibited("no-new-passwords-there", "2"),
            prohibited("no-running-on", "5"),
            prohibited("no-line-on-paper", "4"),
            prohibited("no-patch-over", "7", critical=True),
            prohibited("no-denial", "5", critical=True),
            prohibited("no-blame", "3"),
            *unneeded("defer-to-change-day", "brief-floor-on-address"),
        ),
    ),
}
