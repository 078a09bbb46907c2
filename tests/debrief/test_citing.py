from ccdrill.debrief.findings.citing import Citing
from ccdrill.model.ids import SourceId
from ccdrill.model.references import OutsideSource

CITING = Citing(
    {
        SourceId("pages"): OutsideSource(title="A brand's web pages, as known in May"),
        SourceId("guide"): OutsideSource(title="Responding to a Breach"),
        SourceId("standard"): OutsideSource(title="The Standard", version="4"),
    }
)


def test_two_titles_are_not_read_as_one() -> None:
    assert CITING.words(["pages", "guide"]) == "A brand's web pages, as known in May; Responding to a Breach"


def test_a_source_is_named_once_with_its_places() -> None:
    assert CITING.words(["standard:1.1", "guide", "standard:2"]) == "The Standard 4: 1.1, 2; Responding to a Breach"


def test_codes_that_nobody_spelt_out_stay_as_they_are() -> None:
    assert CITING.words(["a:1", "b-2"]) == "a:1, b-2"
