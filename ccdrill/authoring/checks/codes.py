"""Every kind of finding of `ccdrill check`: its stable code, how severe it is, and what it means in one sentence.

`docs/checks.md` has an entry for each, with an example and its cure; a test holds the two equal.
"""

from ccdrill.model.diagnostics import Severity
from ccdrill.model.value import Value


class Kind(Value, frozen=True):
    """A kind of finding."""

    severity: Severity
    """What it is unless `checks.toml` says otherwise."""
    words: str
    """What it means."""
    is_settable: bool = True
    """Whether a project may set its severity: not of what keeps a file from being used at all."""


def _needed(words: str) -> Kind:
    return Kind("error", words, is_settable=False)


CODES: dict[str, Kind] = {
    # The file
    "no-such-file": _needed("There is no file by that name."),
    "not-a-file": _needed("The name is that of a folder, a device or a pipe."),
    "unreadable": _needed("The system refuses to read the file."),
    "too-large": _needed("The file, or a number in it, is larger than any that is meant."),
    "too-long": _needed("A line, a text or a list is longer than any that is meant."),
    "not-utf8": _needed("The file is not text in UTF-8."),
    "control-character": _needed("A character stands in the text that nobody sees, or that steers a terminal."),
    "no-files": _needed("The folder holds no YAML file."),
    "not-found-here": Kind("warning", "The library would not find the file where it lies."),
    "id-not-file": _needed("The file is not called by its id."),
    "too-many-problems": _needed("There are more problems than are listed."),
    # YAML
    "yaml-syntax": _needed("The file is not well-formed YAML."),
    "yaml-1.1": _needed("Readers of YAML disagree on what the value is."),
    "alias": _needed("Anchors and aliases are not part of the format."),
    "tag": _needed("Tags are not part of the format."),
    "merge-key": _needed("Merge keys are not part of the format."),
    "directive": _needed("Directives are not part of the format."),
    "second-document": _needed("A second document begins in the file."),
    "duplicate-key": _needed("A key stands a second time in the same place."),
    "empty-key": _needed("A key has no name."),
    "odd-key": _needed("A key is something other than a plain word."),
    "no-mapping": _needed("The file does not begin with keys and values."),
    "no-quotes": _needed("A text needs quotes to be read as it was meant."),
    "stray-comma": _needed("A comma ended a text inside braces or brackets."),
    "split-list": Kind("warning", "A comma seems to have cut a sentence inside brackets in two."),
    "text-cut": Kind("warning", "A text ends where a comment seems to have cut it off."),
    "no-value": _needed("A key has no value."),
    "too-deep": _needed("Values are nested deeper than any that are meant."),
    # Keys and values
    "wrong-file": _needed(
        "The file is of another kind than is expected here, or its `schema` line calls it one thing and its keys say another."
    ),
    "unknown-key": _needed("The format has no such key here."),
    "missing-key": _needed("A key is missing that must be there."),
    "wrong-kind": _needed("The value is of another kind than the key takes."),
    "wrong-value": _needed("The value is not one that the key takes."),
    "bad-name": _needed("An id is not made of small letters, digits and hyphens."),
    "bad-condition": _needed("The condition can't be read, or compares what can't be compared."),
    "empty-list": _needed("A list is empty that needs at least one entry."),
    "empty-text": _needed("A text is empty that people would read."),
    "repeated": _needed("A name or an entry stands twice in one list."),
    "reserved-word": _needed("The name is a word of the condition language."),
    "card-number": _needed("The text holds what looks like a payment card number."),
    # Names
    "unknown-state": _needed("There is no such state or ending."),
    "unknown-meter": _needed("There is no such meter."),
    "unknown-flag": _needed("There is no such flag."),
    "unknown-name": _needed("There is no such name to fill in."),
    "unknown-case-key": _needed("The scenario's case has no such key."),
    "unknown-action": _needed("Neither the vocabulary nor the file declares the action."),
    "unknown-moment": _needed("Neither the vocabulary nor the file declares the moment."),
    "unknown-role": _needed("Neither the vocabulary nor the file declares the role."),
    "unknown-record": _needed("Neither the vocabulary nor the file declares the record."),
    "unknown-place": _needed("Neither the vocabulary nor the file declares the place."),
    "unknown-step": _needed("The procedure has no such step."),
    "unknown-scenario": _needed("The library has no such scenario."),
    "unknown-procedure": _needed("The library has no such procedure."),
    "unknown-route": _needed("The deck has no such route."),
    "unknown-objective": Kind("warning", "The drill has no such objective."),
    # Scenarios as they are written
    "dead-end": _needed("A state has neither choices nor a timeout that leads on."),
    "no-default": _needed("A list of alternatives does not end in one without a condition."),
    "never-reached": _needed("Alternatives stand below one that always holds."),
    "flag-never-read": Kind("warning", "No condition asks for the flag."),
    "flag-never-changes": Kind("warning", "Nothing sets the flag to anything but what it starts with."),
    "meter-never-changes": Kind("warning", "Nothing adds to the meter, sets it or lets it drift."),
    "meter-never-read": Kind("note", "No condition asks for the meter, and it does not say who sees it."),
    "name-never-used": Kind("warning", "No text uses the name."),
    "open-brace": Kind("warning", "A name is not written between one pair of braces."),
    "curly-quotes": Kind("warning", "A short text stands in the quotes of a word processor."),
    "thousands-point": Kind("warning", "A point seems to stand between thousands."),
    "set-outside": Kind("warning", "A meter is set to a number beyond its own limits."),
    "add-outside": Kind("note", "More is added to a meter than can ever fit between its limits."),
    "fact-too-late": Kind("warning", "The fact is known only from an ending, when nobody asks any more."),
    "no-effect": Kind("warning", "The choice changes nothing and tells nothing."),
    "records-of-nothing": Kind("warning", "The choice leaves records, but does no action that could bear them."),
    "text-too-long": Kind("warning", "The text does not fit its place on a screen of 80 columns and 24 rows."),
    "too-many-choices": Kind("warning", "More choices are offered at once than people can weigh."),
    "no-facilitator-notes": Kind("warning", "The facilitator finds nothing to say or to ask in the state."),
    # Scenarios as they are played
    "unreachable-state": Kind("warning", "No play comes to the state."),
    "unreachable-ending": Kind("warning", "No play ends there."),
    "stuck": Kind("error", "A play comes to where nothing can be chosen and nothing happens by itself."),
    "stuck-untimed": Kind("warning", "A play comes to where only waiting helps, and time stands still without a pace."),
    "no-way-out": Kind("error", "From the state no ending can be reached, whatever is chosen."),
    "soft-lock": Kind("error", "After some plays no ending can be reached any more, whatever is chosen."),
    "dead-choice": Kind("warning", "The choice can never be taken."),
    "same-text": Kind("warning", "Two choices that can be offered together read alike."),
    "always-true": Kind("warning", "The condition holds wherever the choice is offered."),
    "dead-inject": Kind("warning", "The inject never arrives, or only if people wait for it."),
    "dead-drift": Kind(
        "warning", "The drift never runs, or moves nothing: its condition never holds, or its `per_hour` is 0."
    ),
    "dead-timeout": Kind("warning", "The timeout never fires: something else always moves the story on before."),
    "dead-opening": Kind("note", "Whoever comes to the state comes later than it `opens`."),
    "dead-target": Kind("warning", "Nothing is ever led to the target: another one of its list always comes first."),
    "dead-text": Kind("warning", "The text is never shown: another one of its list always comes first."),
    "not-decided": Kind("note", "Something was neither proved nor refuted within the budget of the search."),
    "machine-differs": Kind(
        "error", "The state machine and the rehearsal table take a play differently: a bug in ccdrill."
    ),
    # Procedures
    "no-source": _needed("A deadline is called a rule and bears no source."),
    "circle": _needed("Steps come after each other in a circle, or a clock starts at itself."),
    "shared-action": _needed("An action performs two steps."),
    "contradiction": _needed("An action is both prohibited and accepted."),
    "loose-anchor": _needed("A clock starts at a step that does not count whenever its followers do."),
    "asked-two-ways": Kind("warning", "A key of the case is asked for as a list and otherwise: no value answers both."),
    "bad-reference": Kind("warning", "A reference names no source, or no place behind its colon."),
    "unknown-source": Kind(
        "warning", "A reference names a source that is declared nowhere, though the file declares others."
    ),
    "source-not-spelt-out": Kind(
        "note", "References name sources that are declared nowhere: reports show what they are called in the file."
    ),
    "source-never-used": Kind("note", "No step, deadline or prohibition refers to the source."),
    "double-charge": Kind("warning", "A gate and an order charge one slip twice."),
    "clock-comes-after": Kind("warning", "A clock starts at a step that comes after the one whose clock it is."),
    "never-unneeded": Kind("warning", "An action is listed under `unneeded` and never counts as such."),
    "accepted-anyway": Kind("warning", "An action is listed under `accepted` that a step asks for already."),
    # Drills, and what only shows together
    "no-time-left": Kind("warning", "Briefing and hot wash leave nothing of the drill's minutes."),
    "nothing-to-score": _needed("No step of the procedure counts in this drill."),
    "nothing-to-rate": Kind("warning", "No step of the objective counts in this drill."),
    "clock-never-starts": Kind("warning", "Nothing in the scenario marks the moment from which a deadline counts."),
    "gate-never-turns": Kind(
        "warning", "Nothing in the scenario marks the moment until or since which it is prohibited."
    ),
    "prohibits-nobody": Kind("note", "The prohibition is for roles of which none plays in this drill."),
    "clock-by-choice": Kind("warning", "Only a choice marks the moment from which a deadline counts."),
    "case-unlike": Kind(
        "warning",
        "The procedure asks for a key or word that the scenario's case lacks, though it has one like it, or for another kind of value.",
    ),
    "unknown-to-procedure": Kind("note", "The procedure does not name an action that the scenario offers."),
    "step-not-offered": Kind("note", "No choice of the scenario does the step, so the drill can't score it."),
    "step-out-of-reach": Kind("warning", "No play does the step, or none that does it scores best."),
    "order-impossible": Kind("warning", "Even the best play breaks the order that the step asks for."),
    "deadline-impossible": Kind("warning", "Even the best play misses the step's deadline."),
    "role-impossible": Kind("warning", "Nobody who may do the step plays in this drill."),
    "record-impossible": Kind("warning", "No play leaves the records that the step asks for."),
    "place-impossible": Kind("warning", "No play does the step where it must be done."),
    "gate-contradicts": Kind("warning", "A prohibition forbids what a step that counts requires."),
    "best-below-100": Kind("warning", "Even the best play scores less than 100."),
    "best-ends-badly": Kind("warning", "The best play ends badly."),
    "best-not-decided": Kind("note", "The best score was not found within the budget of the search."),
    "leak-longest": Kind("warning", "The best choice is always the one with the longest text."),
    "leak-first": Kind("warning", "The best choice is always the first."),
    "leak-last": Kind("warning", "The best choice is always the last."),
    "leak-wording": Kind("warning", "A choice says what a step of the procedure says, almost word for word."),
    # Decks
    "no-cue": _needed("A phish bears no cue."),
    "no-decisive-cue": _needed("A phish does not say which of its cues decides, or names one that it does not bear."),
    "no-reason": _needed("An honest message does not say what decides that it is one."),
    "quote-not-there": _needed("A cue quotes what its message does not say."),
    "right-contradicts-kind": _needed("What is called right does harm with a message of that kind."),
    "of-the-other-kind": Kind("warning", "A key stands with a message of a kind that has no use for it."),
    "unbalanced": Kind("warning", "Fewer than a third of the messages are of one of the two kinds."),
    "one-answer": Kind("note", "The best answer is the same for all messages of a kind."),
    "same-message": Kind("warning", "Two messages say the same."),
    "too-many-looks": Kind("warning", "A message has more to look at than fits the screen."),
    "route-never-used": Kind("note", "No message of the deck has the route."),
    # checks.toml
    "bad-toml": _needed("checks.toml is not well-formed TOML."),
    "unknown-check": _needed("There is no check by that name."),
    "not-settable": _needed("The severity of this check can't be set: the file could not be used."),
}
