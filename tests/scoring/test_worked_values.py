"""What the worked example comes to by the rules of docs/the-score.md, to the last digit."""

import pytest

from tests.scoring.example import HOUR, Trace, expert, frame, points, score, trace

CASES = [
    ("everything as written", trace(), "100"),
    ("preserve left out", trace(drop=("preserve",)), "90.625"),
    ("scope before preserve", trace(expert("scope", t=50 * 60)), "97.65625"),
    ("disable at 45 min, due at 30", trace(expert("disable", t=45 * 60)), "95.3125"),
    (
        "the data protection officer 30 min into a grace of an hour",
        trace(expert("tell-dpo", t=3 * HOUR + 1800)),
        "98.125",
    ),
    ("the authority notified by communications", trace(expert("regulator", role="comms-lead")), "96.875"),
    ("wiped before the hold", trace(extra=(("wipe-workstation", 50 * 60, "service-desk"),)), "84.375"),
    ("one of two records missing", trace(expert("preserve", evidence=("recording-hold",))), "99.296875"),
    ("customers before both that come first", trace(expert("customers", t=5 * HOUR + 1800)), "96.875"),
    (
        "no brief, customers early, disable late, wiped",
        trace(
            expert("customers", t=4 * HOUR + 1800),
            expert("disable", t=45 * 60),
            drop=("brief",),
            extra=(("wipe-workstation", 50 * 60, "service-desk"),),
        ),
        "70.3125",
    ),
    (
        "card number pasted three times, charged twice",
        trace(extra=tuple(("paste-card-number", t, "agent") for t in (1, 2, 3))),
        "81.25",
    ),
]


def test_the_example_weighs_32():
    assert frame().weight == 32


@pytest.mark.parametrize(("what", "found", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_worked_value_is_met_exactly(what: str, found: Trace, expected: str):
    assert score(found).score == points(expected)
    assert score(found).raw == points(expected)
