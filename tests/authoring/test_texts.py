"""What no text of a file may hold. Card-shaped numbers are put together here, so that no file of ours holds one."""

import pytest

from ccdrill.authoring.checks.check_drill import check_drill
from ccdrill.authoring.checks.check_lengths import check_lengths, count_lines
from ccdrill.authoring.checks.check_procedure import check_procedure
from ccdrill.authoring.checks.check_scenario import check_scenario
from ccdrill.authoring.decoding.load import load_text
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary
from tests.builders import TINY_DRILL, TINY_PROCEDURE, TINY_SCENARIO, TINY_VOCABULARY, read

VOCABULARY = read(TINY_VOCABULARY, Vocabulary)
NUMBER = "4111" + "1" * 12
GROUPED = " ".join([NUMBER[:4], NUMBER[4:8], NUMBER[8:12], NUMBER[12:]])


def checked(text: str) -> tuple[Diagnostic, ...]:
    found = load_text(text, "tiny.yaml", Scenario).loaded
    assert found is not None
    return check_scenario(found.document, found.model, VOCABULARY)


def lengths(text: str) -> list[str]:
    found = load_text(text, "tiny.yaml", Scenario).loaded
    assert found is not None
    return [f"{one.code} {one.line}" for one in check_lengths(found.document, found.model)]


@pytest.mark.parametrize(
    ("words", "slip", "marked"),
    [
        ("They pay again.", f"They pay with {NUMBER}.", NUMBER),
        ("They pay again.", f"They pay with {GROUPED}.", GROUPED),
        ("They pay again.", f"They pay with {GROUPED.replace(' ', '-')}.", GROUPED.replace(" ", "-")),
        ("They pay again.", f"They pay with {GROUPED.replace(' ', chr(0xA0))}.", GROUPED.replace(" ", "\u00a0")),
        ("flags:", f"# paid with {GROUPED}\nflags:", GROUPED),
        ("start: 370", f"start: {NUMBER}", NUMBER),
        ("third-caller:\n    phase", f"third-caller: # {NUMBER}\n    phase", NUMBER),
        ("They pay again.", f"|\n          They pay with\n          {GROUPED}", GROUPED),
        ("They pay again.", f"They pay with {GROUPED[:9]}\n          {GROUPED[10:]} again.", GROUPED[:9]),
        (
            "They pay again.",
            f'"They pay with {NUMBER[:12]}\\x31{NUMBER[13:]}."',
            f"{NUMBER[:12]}\\x31{NUMBER[13:]}",
        ),
    ],
)
def test_a_card_shaped_number_is_found_wherever_a_scan_would_find_it(words: str, slip: str, marked: str):
    text = TINY_SCENARIO.replace(words, slip, 1)
    (found,) = checked(text)
    assert found.code == "card-number"
    line = text.split("\n")[found.line - 1]
    assert line[found.column - 1 : found.column - 1 + found.width] == marked


@pytest.mark.parametrize(
    "slip",
    [
        "They pay at 2026-03-02 10:20:30.123 and 2026-03-02 10:21.",
        f"They pay with {NUMBER[:-1]}2.",
        "They pay with PAN-0417, and ring 0800 123 4567.",
        "They pay 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 14.",
    ],
)
def test_other_numbers_are_let_through(slip: str):
    assert checked(TINY_SCENARIO.replace("They pay again.", f"'{slip}'", 1)) == ()


def test_rows_of_digits_without_end_are_refused_unread():
    text = TINY_SCENARIO + "# " + "1 " * 40_000 + "\n"
    (found,) = checked(text)
    assert (found.code, found.line) == ("card-number", 84)
    assert "more rows of digits" in found.message


def test_a_procedure_holds_no_card_number_either():
    found = load_text(TINY_PROCEDURE + f"# {NUMBER}\n", "tiny.yaml", Procedure).loaded
    assert found is not None
    assert [one.code for one in check_procedure(found.document, found.model, VOCABULARY)] == ["card-number"]


def test_braces_in_logs_stand_for_themselves_unless_a_known_name_was_meant():
    log = '{"user": 1} {} {admin} { x } ${HOME} {3}'
    assert checked(TINY_SCENARIO.replace("09:05 first caller", log.replace('"', '\\"'))) == ()
    (found,) = checked(TINY_SCENARIO.replace("09:05 first caller", "{orgg} called"))
    assert found.cure == "Did you mean 'org'?"


@pytest.mark.parametrize("placeholder", ["{orgg}", "{ORG}", "{ org }", "{our org}", "{}", "{ }"])
def test_a_placeholder_that_nothing_fills_is_told_at_its_braces(placeholder: str):
    text = TINY_SCENARIO.replace("Security takes the call.", f"'Security of {placeholder} takes the call.'")
    (found,) = checked(text)
    assert found.code == "unknown-name"
    assert found.source[found.column - 1 : found.column - 1 + found.width] == placeholder


def test_a_text_of_blanks_is_told():
    found = checked(TINY_SCENARIO.replace("Security takes the call.", '" \\t "'))
    assert [one.code for one in found] == ["empty-text"]


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        ("", 10, 1),
        ("1234567890", 10, 1),
        ("1234567890 1", 10, 2),
        ("12345 12345", 10, 2),
        ("12345 1234", 10, 1),
        ("12345678901", 10, 2),
        ("x" * 25, 10, 3),
        ("a " * 20, 10, 4),
        ("日本日本日本", 10, 2),
        ("é" * 10, 10, 1),
    ],
)
def test_lines_are_counted_as_a_screen_breaks_them(line: str, width: int, expected: int):
    assert count_lines(line, width) == expected


def test_a_text_is_measured_with_its_names_filled_in():
    fits = "x" * 60 + " {org}"
    assert lengths(TINY_SCENARIO.replace("What do you do with this call?", f"'{fits}'")) == []
    long_name = TINY_SCENARIO.replace("Ostrel Energy", "A" * 100)
    assert lengths(long_name.replace("What do you do with this call?", f"'{fits}'")) == ["text-too-long 21"]


def test_choices_with_a_condition_may_be_away_and_are_not_counted():
    six = "".join(f"      c{index}: {{text: C{index}}}\n" for index in range(4))
    text = TINY_SCENARIO.replace("      retry:\n", f"{six}      retry:\n", 1)
    assert lengths(text) == ["too-many-choices 26"]
    assert lengths(text.replace("{text: C1}", "{text: C1, when: route_diverted}")) == []


def test_choices_from_anywhere_are_counted_where_they_are_offered():
    extra = "anywhere:\n" + "".join(f"  a{index}: {{text: A, in: [tell]}}\n" for index in range(4))
    text = TINY_SCENARIO.replace("injects:\n", f"{extra}injects:\n")
    assert lengths(text) == ["too-many-choices 68"]


def test_what_people_read_when_time_is_up_has_a_place_of_its_own_too():
    for words, told in ((100, []), (400, ["text-too-long 26"])):
        timeout = f"    timeout: {{after: 30m, text: {'word ' * words}, goto: tell}}\n    choices:\n      retry:"
        assert lengths(TINY_SCENARIO.replace("    choices:\n      retry:", timeout)) == told


def test_a_wide_exhibit_is_warned_of():
    assert lengths(TINY_SCENARIO.replace("09:05 first caller", "x" * 76)) == []
    assert lengths(TINY_SCENARIO.replace("09:05 first caller", "x" * 77)) == ["text-too-long 23"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("text: Wait for proof # counted by hand", []),
        ("text: Wait for proof  # and later", []),
        ("text: Wait for proof. # See the log.", []),
        ("text: Press # and wait", ["text-cut"]),
        ("text: She presses # hears the menu again.", ["text-cut"]),
        ("text: Close ticket # 4471", ["text-cut"]),
        ('text: "Press # and wait"', []),
    ],
)
def test_a_comment_that_reads_like_the_rest_of_a_sentence_is_told_of(written: str, told: list[str]):
    text = TINY_SCENARIO.replace("text: Wait for proof", written)
    assert [one.code for one in checked(text)] == told


@pytest.mark.parametrize(
    ("hints", "told"),
    [
        ("[Who chose this, you or he?]", ["split-list"]),
        ("[Who decides, and since when?]", ["split-list"]),
        ("[Which of the two, is it?]", ["split-list"]),
        ("[which of the two, is it?]", ["split-list"]),
        ("[Who has to know, Ann or Ben?]", ["split-list"]),
        ("[Before anybody knows, somebody writes it down.]", ["split-list"]),
        ("[Who decides?, who tells them?]", []),
        ("[Read the log, Who wrote it?]", []),
        ("[the queue grows, calls come back.]", []),
        ("[Blaming the agent, waiting for proof]", []),
        ("[Whether they ask, who speaks first]", []),
        ('["Who chose this, you or he?"]', []),
    ],
)
def test_what_goes_on_behind_a_comma_in_a_list_is_told_of(hints: str, told: list[str]):
    text = TINY_SCENARIO.replace("hints: [Think of the line.]", f"hints: {hints}")
    assert [one.code for one in checked(text)] == told


@pytest.mark.parametrize(("written", "told"), [("{org now", ["open-brace"]), ("{org, desk}", [])])
def test_a_brace_before_a_name_that_is_never_closed_is_told_of(written: str, told: list[str]):
    text = TINY_SCENARIO.replace("text: Wait for proof", f'text: "Wait for {written}"')
    assert [one.code for one in checked(text)] == told


@pytest.mark.parametrize(
    ("line", "slip", "told"),
    [
        ("text: Wait for proof", 'text: "Wait for ${org}"', ["open-brace"]),
        ("text: Wait for proof", "text: Wait for <org> and %org%", ["open-brace", "open-brace"]),
        ("text: Wait for proof", "text: Wait for [desk], then (org)", []),
        ('body: "09:05 first caller', 'body: "[org] 09:05 first caller', []),
        ("text: Wait for proof", "text: “Wait for proof”", []),
        ("version: 1.0.0", "version: “1.0”", ["curly-quotes"]),
        ("title: The tiny line", "title: »The tiny line«", ["curly-quotes"]),
        ("start: 370", "start: 370.500", ["thousands-point"]),
        ("start: 370", "start: 370.5", []),
        ("start: 370", "start: 370.125", []),
    ],
)
def test_what_stays_on_the_screen_as_it_is_and_was_meant_otherwise_is_told_of(line: str, slip: str, told: list[str]):
    assert line in TINY_SCENARIO
    assert [one.code for one in checked(TINY_SCENARIO.replace(line, slip, 1))] == told


WIDE = "y" * 70
NAMED = TINY_SCENARIO.replace("text: Phone now", 'text: "{org} rings, and {org} rings again."').replace(
    'body: "09:05 first caller', 'body: "09:05 from {org}'
)


def of_names(drill: str, scenario: str = NAMED) -> list[tuple[str, str, str]]:
    """What is said of the names of a drill: the code, the line, the message."""
    loaded = load_text(TINY_DRILL + drill, "drill.yaml", Drill).loaded
    assert loaded is not None
    story, written = read(scenario, Scenario), read(TINY_PROCEDURE, Procedure)
    found = check_drill(loaded.document, loaded.model, story, written, VOCABULARY)
    return [(one.code, one.source.strip(), one.message) for one in found]


def test_a_name_of_a_drill_that_makes_texts_too_long_is_told_once_with_the_first_of_them():
    ((code, source, message),) = of_names(f"names: {{org: {WIDE}}}\n")
    assert (code, source) == ("text-too-long", f"names: {{org: {WIDE}}}")
    assert "states > tell > choices > phone > text: the text takes 4 lines of 70 characters" in message
    assert message.endswith("and so does 1 more")


def test_a_name_that_fits_is_told_nothing():
    assert of_names("names: {org: Ferrow Telecom}\n") == []
    assert of_names("") == []


def test_of_two_names_the_one_that_takes_the_room_is_told():
    scenario = NAMED.replace(
        "names: {org: Ostrel Energy}", "names: {org: Ostrel Energy, line: extension four}"
    ).replace("{org} rings, and {org} rings again.", "{org} rings on {line}, and {org} rings again on {line}.")
    ((_, source, _),) = of_names(f"names:\n  line: ext. 4\n  org: {WIDE}\n", scenario)
    assert source == f"org: {WIDE}"


def test_what_does_not_fit_with_the_names_of_the_scenario_either_is_no_fault_of_a_drill():
    scenario = TINY_SCENARIO.replace("text: Phone now", f'text: "{{org}} {"rings " * 30}"')
    assert lengths(scenario) != []
    assert of_names("names: {org: Ostrel Energy and Light}\n", scenario) == []


def test_an_exhibit_is_measured_with_its_names():
    text = NAMED.replace("names: {org: Ostrel Energy}", f"names: {{org: {WIDE}}}")
    assert [one for one in lengths(text) if one.endswith(f" {row_of(text, 'call-log')}")] != []


def row_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), start=1) if part in line)
