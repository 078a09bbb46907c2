"""Files with slips in them: each names in its first line what must be found, and nothing else may be."""

import re
from pathlib import Path

import pytest

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading import yaml_events
from ccdrill.authoring.telling.report import report
from ccdrill.checking import Checker
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.privacy import holds_card_number
from tests.authoring.soundness import assert_sound
from tests.builders import TINY_VOCABULARY, write_library

CORPUS = Path(__file__).parent / "corpus"
BAD = sorted(path for path in CORPUS.glob("*/*.yaml") if path.parent.name != "good")
PLACES = {
    "yaml": "scenarios/tiny.yaml",
    "scenario": "scenarios/tiny.yaml",
    "procedure": "drills/procedures/tiny-procedure.yaml",
    "drill": "drills/tiny-drill.yaml",
    "vocabulary": "scenarios/vocabulary.yaml",
    "deck": "drills/decks/tiny-deck.yaml",
}


def good(kind: str) -> str:
    return (CORPUS / "good" / f"{kind}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kinds = {kind: good(kind) for kind in ("scenario", "procedure", "drill", "deck")}
    return write_library(tmp_path, vocabulary=TINY_VOCABULARY, **kinds)


@pytest.mark.parametrize("bad", BAD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_with_slips_is_told_of_each_at_its_place_and_of_nothing_else(bad: Path, folder: Path):
    text = bad.read_text(encoding="utf-8")
    (folder / PLACES[bad.parent.name]).write_text(text, encoding="utf-8")
    found = Checker(Library((folder,))).check(folder / PLACES[bad.parent.name])
    told = "; ".join(f"{one.code} {one.line}:{one.column}" for one in found)
    assert f"# {told}" == text.split("\n", 1)[0], "\n".join(report(found))
    assert_sound(found, text)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("scenario/condition-compares-a-flag-with-false", "Write not diverted."),
        ("scenario/condition-with-a-name-in-two-words", "Did you mean route_diverted?"),
        ("scenario/condition-with-an-exclamation-mark", "Write not diverted."),
        ("scenario/set-a-flag-to-yes", "'diverted' is a flag: write true or false, without quotes."),
        ("scenario/set-a-flag-to-yes", "'queue' is a meter: write one such as 120 or 0.5, without quotes."),
        ("scenario/hints-are-a-text", "Write each text on a line of its own, behind '- '"),
        ("scenario/choices-are-a-list", "without '- ', as in escalate: {text: ...}."),
        ("scenario/first-choice-is-an-item", "'choices' is no list"),
        ("scenario/curly-quotes-around-a-span", "the curly quote \u201c"),
        ("scenario/long-dashes-for-a-list", "'\u2013' is not the dash of a list"),
        ("scenario/invisible-blank-in-a-key", "the invisible character U+00A0 stands here"),
        ("procedure/sources-undeclared-are-one-note", "'handbook' and 3 more"),
        ("procedure/sources-undeclared-beside-declared", "Did you mean 'book-3'?"),
        ("procedure/source-with-a-name-in-words", "pci-dss-4.0.1"),
        ("yaml/text-goes-on-behind-its-quote", "Put the whole text in the other kind of quotes"),
        ("yaml/two-keys-on-a-line", "if another key begins here, it goes on a line of its own"),
        ("procedure/blanks-not-filled-in", "the blank ____ is not filled in yet"),
        ("procedure/no-step-uncommented", "no entry of 'steps' is uncommented yet"),
        ("procedure/long-dash-for-a-step", "'\u2013' is not the dash of a list"),
        ("drill/scenario-is-a-file-name", "Write tiny: the id"),
        ("deck/right-is-a-text", "Write it in square brackets: [report]."),
        ("deck/quote-in-other-capitals", "capitals count"),
        ("deck/kind-misspelt", "Did you mean 'legitimate'?"),
        ("vocabulary/no-space-after-colon-in-braces", "a space is missing after 'title:'"),
        ("scenario/takes-in-words", "Write 10m."),
        ("scenario/takes-with-a-decimal-comma", "Write 1h30m."),
        ("scenario/begins-with-the-day-first", "Write 2026-03-02T10:20+00:00, with your offset"),
        ("scenario/begins-in-a-named-zone", "Write 2026-03-02T10:20+00:00, with your offset"),
        ("scenario/decimal-comma-in-braces", "Write 0.5, with a point."),
        ("scenario/equals-sign-for-a-colon", "Write diverted: true."),
        ("scenario/brace-not-closed-before-the-next", "Close the bracket"),
        ("scenario/if-and-then-for-a-target", "Did you mean 'to'?"),
        ("scenario/calls-itself-a-procedure", "Write schema: ccdrill/scenario/v1."),
        ("scenario/condition-asks-whether-a-choice-was-taken", "done(look-around)"),
        ("scenario/condition-asks-whether-a-state-was-seen", "That is a state."),
        ("scenario/condition-in-english", "Write queue > 3."),
        ("scenario/name-in-two-pairs-of-braces", "Write {org}."),
        ("scenario/choice-without-its-name", "write its name on a line above it"),
        ("scenario/actions-without-brackets", "Write it in square brackets: [escalate, divert]."),
        ("procedure/step-without-its-dash", "write '- ' before it"),
        ("procedure/clock-starts-at-a-bare-name", "Write step:suspicion or moment:suspicion."),
        ("procedure/weight-with-a-decimal-comma", "Write 2.5, with a point."),
        ("procedure/roles-joined-by-or", "Write each name by itself: leader, agent."),
        ("procedure/approved-with-the-day-first", "Write it as 2026-01-31."),
        ("procedure/deadline-in-business-days-in-words", "Write 2bd."),
        ("scenario/state-at-the-margin", "indent it and all below it, to stand under 'states:'"),
        ("scenario/state-among-the-endings", "'second' is written like a state, and stands under 'endings:'"),
        ("scenario/choice-beside-its-choices", "indent it and all below it, to stand under 'choices:'"),
        ("scenario/key-of-a-step-in-a-choice", "It belongs to a step of a procedure."),
        ("scenario/only-missing-key-misnamed", "Did you mean 'question'?"),
        ("scenario/choices-in-an-ending", "It belongs to a state."),
        ("scenario/goto-without-a-value", "the value is missing"),
        ("scenario/goto-names-a-choice", "That is a choice."),
        ("scenario/goto-the-end", "The endings are: held."),
        ("scenario/start-at-an-ending", "It is an ending; begin in a state, such as call."),
        ("scenario/anywhere-in-an-ending", "That is an ending: nothing is offered there."),
        ("scenario/inject-after-nothing", "or write at: for after:"),
        ("scenario/set-beyond-the-limits", "Set it to 20, or move that limit."),
        ("scenario/set-without-braces", "Write {diverted: true}."),
        ("scenario/add-in-words", "Write {queue: 2}."),
        ("scenario/drift-as-named-entries", "Write '- meter: queue' in place of 'queue:'"),
        ("scenario/choice-name-with-and", "wait-and-see"),
        ("scenario/flag-like-another-by-its-letters-only", "Declare it under flags."),
        ("scenario/title-in-brackets-alone", "Write it alone, without brackets or dash: A call."),
        ("scenario/begins-on-29-february", "February 2026 has 28 days"),
        ("scenario/takes-with-a-comma-behind-it", "Write 10m."),
        ("scenario/inject-at-plus", "Write 10m."),
        ("procedure/action-in-the-singular", "Did you mean 'actions'?"),
        ("procedure/deadline-is-a-span", "Write it as {from: start, within: 15m}."),
        ("procedure/clock-starts-at-the-beginning", "Write start."),
        ("procedure/clock-starts-at-steps", "Write step:divert."),
        ("procedure/after-with-step-before-it", "Write report, without what stands before it."),
        ("procedure/steps-as-named-entries", "Write '- id: report' in place of 'report:'"),
        ("procedure/reference-with-a-blank", "A colon and a space make a key of it"),
        ("procedure/costs-in-percent", "Write 0.5, a fraction"),
        ("procedure/costs-in-percent-over-all", "Write a number from 0 to 1: it is a fraction of the step's weight."),
        ("procedure/cost-as-one-over-another", "Write 0.25, a fraction of the step's weight."),
        ("procedure/cap-in-percent", "Write 0.1, a fraction of the weight of all steps."),
        ("procedure/approved-on-30-february", "February 2026 has 28 days"),
        ("drill/minutes-in-hours", "Write 60: it is a number of minutes."),
        ("drill/roles-with-their-people", "Write the names alone, in square brackets: [leader]."),
        ("drill/objective-with-one-step", "Did you mean 'steps'?"),
        ("deck/sender-is-a-text", "Write it as {name: Help desk}."),
        ("deck/code-in-small-letters", "Did you mean 'L6'?"),
        ("scenario/version-in-curly-quotes", 'Write "0.1"'),
        ("scenario/hint-cut-at-two-commas", 'in quotes: "What could happen, and to whom, and when?", or'),
        ("scenario/add-with-a-point-between-thousands", "Write 1000 if thousands are meant, else 1."),
        ("scenario/meter-starts-above-a-max-with-a-point", "Write max: 1000 if thousands are meant;"),
        ("scenario/condition-with-one-number-over-another", "Write 0.25."),
        ("scenario/timeout-among-the-choices", "two blanks to the left."),
        ("scenario/flag-at-the-margin", "If it belongs to 'flags:' above it, indent it"),
        ("procedure/role-at-the-margin", "If it belongs to 'roles:' above it, indent it"),
        ("scenario/ending-called-as-a-state", "'held', to which something leads, is declared nowhere."),
        ("scenario/name-with-a-dollar-sign", "Write {org}."),
        ("scenario/name-in-square-brackets", "'[org]' stays on the screen as it is"),
        ("scenario/condition-between-two-numbers", "Write 2 < queue and queue < 5."),
        ("scenario/condition-asks-for-an-action-bare", "Write done(divert-payment-route)."),
        ("scenario/choice-with-points", "is said in the procedure"),
        ("scenario/choice-with-its-role", "under 'responsible'"),
        ("scenario/choice-with-a-german-key", "Did you mean 'takes'?"),
        ("scenario/exhibit-as-a-text-under-its-name", "as - {id: log, title: ..., body: ...}."),
        ("scenario/schema-of-version-2", "Write ccdrill/scenario/v1."),
        ("scenario/case-with-no-for-norway", ' Put it in quotes if it is text: "no".'),
        ("scenario/flag-renamed", "used 2 times, also in line 31"),
        ("scenario/flag-renamed", "rename 'divertd' where it is declared"),
        ("procedure/within-without-unit", "15m for minutes, 15h for hours"),
        ("procedure/step-before", "write after: [divert] in the step 'never-done'"),
        ("procedure/prohibition-with-weight", "Did you mean 'cost'?"),
        ("procedure/after-an-action", "write report, the step that it performs"),
        ("procedure/after-a-number", "Write report, the id of the step"),
        ("procedure/do-in-lines", "Write 'do: |'"),
        ("procedure/dash-before-every-key", "only before the first key of an entry"),
        ("procedure/dash-before-keys-further-in", "Delete the '- '"),
        ("drill/ask-all", "Write them all: ["),
        ("drill/ask-yes", "Known here: confidence, reason, records, role, where."),
        ("drill/ask-by-other-words", "Did you mean 'records'?"),
        ("scenario/add-true-to-a-flag", "use set, as in set: {diverted: true}."),
        ("scenario/flags-are-a-list", "Write {diverted: false}."),
        ("scenario/ending-among-the-states", "Move it, and all below it, to stand under 'endings:'."),
        ("scenario/begins-on-one-of-two-days", "for 3 February, or 2026-03-02T10:20+00:00 for 2 March"),
        ("drill/objectives-half-list", "Write '- {id: first, ' in place of 'first: {'"),
        ("drill/objectives-half-named", "Write '- {id: first, ' in place of 'first: {'"),
        ("deck/links-as-addresses", 'Write it as {text: ..., to: "https://ostrel-mail.test/login"}.'),
        ("deck/links-without-dash", "Write '- ' before the first key"),
        ("scenario/condition-compares-a-flag-with-yes", "Write diverted."),
        ("scenario/condition-compares-the-case-with-one-equals-sign", "Write case.account_data."),
        ("scenario/condition-asks-for-two-actions-at-once", "done(escalate) and done(...)"),
        ("scenario/condition-asks-for-the-state", "No condition can ask for it"),
        ("scenario/condition-asks-for-the-time", "Write elapsed > 30m."),
        ("scenario/condition-with-a-unit-behind-a-number", "Write the number alone."),
        ("scenario/condition-with-a-blank-in-a-number", "Write 1200, without a blank."),
        ("scenario/condition-with-less-or-greater", "Write !=."),
        ("scenario/condition-with-a-bracket-too-many", "Delete it, or write the bracket ("),
        ("scenario/condition-with-no-for-not", "Write not diverted."),
        ("scenario/condition-with-not-joined", "Write not diverted."),
        ("scenario/condition-with-case-in-capitals", "Write it in small letters: case."),
        ("scenario/condition-in-braces", "a condition has no braces"),
        ("scenario/condition-is-a-list", "Write diverted and queue > 3."),
        ("scenario/condition-else", "Leave the 'when' out"),
        ("scenario/condition-joined-in-german", "Write and."),
        ("scenario/target-with-else", "Leave the 'when' out"),
        ("procedure/condition-looks-in-a-list-in-english", "Write uk in case.jurisdiction."),
        ("yaml/key-indented-by-one-too-few", "Indent it by 8"),
        (
            "yaml/state-with-its-first-key-too-far-left",
            "this line is indented by 3 blanks, and those below it by 4. Indent it by 4 as well.",
        ),
        (
            "yaml/key-that-falls-out-between-two",
            "this line is indented by 6 blanks, and those above and below it by 8. Indent it by 8 as well.",
        ),
        ("yaml/comma-missing-between-keys", "Write a comma before 'calls'"),
        ("yaml/semicolon-between-keys", "Write a comma before 'calls'"),
        ("yaml/text-begins-with-an-exclamation-mark", "Put the whole text in quotes."),
        ("yaml/star-for-a-list", "'*' is not the dash of a list"),
        ("yaml/section-twice", "move what stands below the other"),
        ("yaml/choice-twice", "or give one of them another name"),
        ("procedure/clock-starts-with-a-blank", "Write step:divert, without a blank."),
        ("procedure/step-under-its-name-in-the-list", "write '- ' before its first key"),
        ("deck/item-with-a-dash", "'items' is no list"),
        ("yaml/text-of-lines-without-its-sign", "Write | behind the colon: 'narrative: |'."),
        ("yaml/line-falls-out-of-a-text", "Indent it like the lines above."),
        ("yaml/code-fence", "Delete it, and the one below the text."),
        ("yaml/table-row", "this is a row of a pasted table"),
        ("yaml/slashes-for-a-comment", "Begin a comment with '# '."),
        ("yaml/curly-quotes-around-a-text", "Type plain quotes"),
        ("yaml/invisible-blanks-indent", "the invisible character U+00A0 stands here"),
        ("yaml/invisible-blanks-indent-far-above", "the invisible character U+00A0 stands here"),
        ("yaml/invisible-blanks-indent-several", "here and in the other line that such characters indent"),
        ("yaml/colon-missing-after-a-section", "Write 'choices:'"),
        ("yaml/colon-missing-after-a-name", "Write 'wait:'"),
        ("yaml/colon-missing-below-a-text", "a colon is missing after 'choices'"),
        ("yaml/colon-missing-in-braces", "Write {diverted: true}."),
        ("yaml/named-entries-without-braces", "Write {diverted: true}, or each on a line of its own"),
        ("yaml/text-below-its-sign-not-indented", "Indent it, and all its lines, by 6."),
        ("scenario/colon-missing-between-braces", "Write start: 9."),
        ("scenario/colon-missing-before-braces", "Write 'queue: {'."),
        ("vocabulary/colon-missing-before-braces", "Write 'divert: {'."),
        ("scenario/goto-without-dashes", "Write '- ' before the first key of each entry"),
        ("scenario/flags-without-their-key", "Write 'flags:' on a line of its own above it."),
        ("scenario/endings-without-their-key", "Write 'endings:' on a line of its own above it."),
        ("scenario/choices-without-their-key", "Write 'choices:' on a line of its own above it."),
        ("scenario/state-without-its-name", "Write its name and a colon on a line above, indented by 2."),
        ("scenario/only-state-without-its-name", "two blanks further to the left"),
        ("scenario/name-of-a-state-left-of-others", "Indent it by 2 as well."),
        ("scenario/first-key-of-a-state-left-of-the-others", "Indent it by 4 as well."),
        ("scenario/choices-left-of-the-other-keys", "Indent it by 4 as well."),
        ("scenario/last-key-of-an-ending-left-of-the-others", "then it belongs to 'held'."),
        ("scenario/targets-left-of-their-key", "Indent it, and the other entries, by 10."),
        ("scenario/narrative-without-its-sign", "Write | behind the colon: 'narrative: |'."),
        ("procedure/prohibited-without-its-key", "Write 'prohibited:' on a line of its own above it."),
        ("procedure/steps-without-their-key", "Write 'steps:' on a line above it."),
        ("yaml/file-pasted-twice", "a second file begins here, inside this one"),
    ],
)
def test_slips_that_are_common_are_told_what_to_write(bad: str, words: str, folder: Path):
    path = folder / PLACES[bad.partition("/")[0]]
    path.write_text((CORPUS / f"{bad}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert words in "\n".join(report(Checker(Library((folder,))).check(path)))


CURE = re.compile(
    r"""(?x)
    Did\ you\ mean\ '(?P<near>[^']+)'\?(?!\ It\ takes|\ If\ all)
    |Write\ (?:(?:it\ as|them\ all:|it\ in\ square\ brackets:|it\ in\ small\ letters:
        |the\ names\ alone,\ in\ square\ brackets:|lower-case\ words\ joined\ by\ \w+:)\ )?
        (?P<written>[\[{][^\[\]]*[\]}]|[\w.:-]+)(?:\.$|:\ (?:no|the|it)\ |,\ with)
    |[Pp]ut\ it\ in\ quotes[^:]*:\ (?P<quoted>"[^"]+")\.
    """
)
"""A cure that writes out what stands in place of what is marked."""
CONDITION = re.compile(r"Write (?!.* (?:or|for|such|question) |.* alone)(?P<written>[^':,]+)\.$")


def with_cure(text: str, one: Diagnostic) -> str | None:
    """The text with what its first cure writes out in place of what is marked; None: it writes nothing out."""
    match = CURE.match(one.cure) or (CONDITION.match(one.cure) if one.code == "bad-condition" else None)
    better = next(filter(None, match.groupdict().values()), "") if match is not None else ""
    if not better or better == "it" or "..." in better or one.line == 0:
        return None
    lines, at = text.split("\n"), one.column - 1
    before = lines[one.line - 1]
    if one.width == 1 and before[at] in "{[":  # of what spans lines only the beginning is marked
        return None
    lines[one.line - 1] = before[:at] + better + before[at + one.width :]
    return "\n".join(lines)


NO_WHOLE_CURES = {
    "scenario-is-a-path",  # it leads nowhere, however it is written
    "decimal-comma-in-braces",  # only what stands behind the comma is marked
    "clock-starts-with-a-blank",  # only the colon is marked
    "condition-in-english",  # only the first of the words is marked that the cure replaces
    "condition-looks-in-a-list-in-english",
    "goto-with-a-line-end",  # only the sign | of the text is marked, whose lines stand below
}


def test_whoever_writes_what_a_cure_writes_out_is_rid_of_what_was_told_and_told_of_nothing_else(folder: Path):
    checker, cures = Checker(Library((folder,)), is_quick=True), 0
    for bad in BAD:
        path, text = folder / PLACES[bad.parent.name], bad.read_text(encoding="utf-8")
        was = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        told = checker.check(path)
        cured = with_cure(text, told[0]) if bad.stem not in NO_WHOLE_CURES else None
        if cured is not None:
            cures += 1
            path.write_text(cured, encoding="utf-8")
            left = checker.check(path)
            where = (told[0].code, told[0].line, told[0].column)
            assert where not in [(one.code, one.line, one.column) for one in left], bad.stem
            new = [one for one in left if one.severity == "error" and one.line not in {one.line for one in told[1:]}]
            assert new == [], "\n".join(report(new))
        path.write_text(was, encoding="utf-8")
    assert cures >= 100, "many files have a cure that can be applied without thinking"


@pytest.mark.parametrize("place", sorted(set(PLACES.values())))
def test_the_files_that_the_corpus_was_made_from_are_clean(place: str, folder: Path):
    assert Checker(Library((folder,))).check(folder / place) == ()


def test_the_corpus_is_large_and_holds_no_card_number():
    assert len(BAD) >= 60
    assert [path for path in CORPUS.rglob("*.yaml") if holds_card_number(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("bad", BAD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_without_libyaml_the_same_files_are_refused_or_warned_of(
    bad: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    library = Library((folder,))
    assert library.vocabulary, "the shipped words are read before: in Python that takes ten times as long as the rest"
    monkeypatch.setattr(yaml_events, "_LOADER", yaml_events.yaml.SafeLoader)
    text = bad.read_text(encoding="utf-8")
    (folder / PLACES[bad.parent.name]).write_text(text, encoding="utf-8")
    found = Checker(library).check(folder / PLACES[bad.parent.name])
    assert found
    assert_sound(found, text)
