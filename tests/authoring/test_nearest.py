"""Which known name somebody may have meant."""

import pytest

from ccdrill.authoring.reading.nearest import nearest


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("dose", ("does", "text"), "does"),
        ("Nine desks", ("nine-desks",), "nine-desks"),
        ("telephone", ("phone", "mail"), "phone"),
        ("t4", ("T3", "T4"), "T4"),
        ("captured", ("purged", "scripts_captured"), "scripts_captured"),
        ("captured", ("purged",), None),
        ("log-it", ("lock-it", "log", "count-it"), "log"),
        ("report", ("reopen", "report-breach"), "report-breach"),
        ("report", ("reports", "report-breach"), "reports"),
        ("takes", ("marks", "text"), None),
        ("state", ("after", "at"), None),
    ],
)
def test_a_name_is_meant_when_few_letters_differ_or_most_of_it_stands_there(
    written: str, known: tuple[str, ...], meant: str | None
):
    assert nearest(written, known) == meant
