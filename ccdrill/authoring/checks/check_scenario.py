"""Whether a scenario's names resolve and its parts fit together. Looks at this one file and the shared vocabulary."""

from ccdrill.authoring.checks.check_conditions import ConditionCheck
from ccdrill.authoring.checks.check_effects import EffectsCheck
from ccdrill.authoring.checks.check_size import check_size
from ccdrill.authoring.checks.findings import IN_VOCABULARY, Findings, meant_by
from ccdrill.authoring.checks.texts import check_texts
from ccdrill.authoring.checks.written_so import thousands_in
from ccdrill.authoring.decoding.conditions import RESERVED
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.yaml_values import collector_paused
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import MeterName, StateId
from ccdrill.model.scenario import Act, Choice, Inject, Meter, Scenario, State, Timeout, acts_of, branches_of
from ccdrill.model.units import Duration, StoryTime
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.model.walks import sources_of

_OVER = "That is an ending: nothing is offered there. Name a state, or drop it."


def check_scenario(document: Document, scenario: Scenario, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Everything in the file that does not fit, by place."""
    with collector_paused():
        return _ScenarioCheck(document, scenario, vocabulary).run()


class _ScenarioCheck:
    def __init__(self, document: Document, scenario: Scenario, vocabulary: Vocabulary) -> None:
        self.findings = Findings(document)
        self.scenario = scenario
        self.actions = frozenset(vocabulary.actions)
        self.records = frozenset(vocabulary.records)
        self.places = frozenset(vocabulary.places)
        self.conditions = ConditionCheck(self.findings, scenario, vocabulary)
        self.effects = EffectsCheck(self.findings, scenario, vocabulary, self.conditions)
        self.is_choice_everywhere = any(not one.in_ for one in scenario.anywhere.values())
        self.reached_from_anywhere = {state for one in scenario.anywhere.values() for state in one.in_}

    def run(self) -> tuple[Diagnostic, ...]:
        scenario = self.scenario
        self._whole()
        check_size(self.findings, self.scenario)
        self._names()
        for name, meter in scenario.meters.items():
            self._meter(("meters", name), meter)
        for index, drift in enumerate(scenario.drift):
            self.effects.require_meter(("drift", index, "meter"), drift.meter)
            self.conditions.check(("drift", index, "while"), drift.while_)
        for index, fact in enumerate(scenario.facts):
            if fact.known_from is not None:
                self.effects.require_target(("facts", index, "known_from"), fact.known_from)
                if fact.known_from in scenario.endings:
                    self._known_too_late(("facts", index, "known_from"), fact.known_from)
        for state_id, state in scenario.states.items():
            self._state(("states", state_id), state_id, state)
        for choice_id, extra in scenario.anywhere.items():
            self._choice(("anywhere", choice_id), extra)
            self.findings.require_entries(("anywhere", choice_id, "in"), "every state is to offer it")
            if not self.findings.document.may_have_lost_names("states"):
                states, instead = scenario.states.keys(), {_OVER: scenario.endings}
                self.findings.require_all(("anywhere", choice_id, "in"), extra.in_, states, "state", instead=instead)
        for inject_id, inject in scenario.injects.items():
            self._inject(("injects", inject_id), inject)
        for ending_id, ending in scenario.endings.items():
            self.effects.words(("endings", ending_id, "narrative"), ending.narrative)
        self._exhibits()
        check_texts(self.findings, scenario.names)
        return self.findings.sorted()

    def _whole(self) -> None:
        """There is a story with a beginning and an end."""
        for key, entries in (("states", self.scenario.states), ("endings", self.scenario.endings)):
            if not entries:
                cure = f"Write at least one under {key}."
                self.findings.error((key,), "empty-list", f"the scenario has no {key}", cure, at_key=True)
        if self.scenario.states and not self.findings.document.may_have_lost_names("states"):
            states = self.scenario.states
            instead = {
                f"It is an ending; begin in a state, such as {next(iter(states), '...')}.": self.scenario.endings
            }
            self.findings.require(
                ("start",), self.scenario.start, states, "state", home=" under states", instead=instead
            )

    def _known_too_late(self, path: Path, ending: StateId) -> None:
        message = f"'{ending}' is an ending: when it comes nobody asks any more, and before that nobody can know this"
        cure = "Name a state from which somebody can know it, or leave the key out."
        self.findings.warning(path, "fact-too-late", message, cure)

    def _names(self) -> None:
        """Nothing is called like something else that is asked for in the same way."""
        twice = [ending for ending in self.scenario.endings if ending in self.scenario.states]
        lost = self._lost_target() if len(twice) == 1 else None
        for ending in twice:
            cure = "Give the ending a name of its own."
            if lost is not None:
                cure = (
                    f"Give one of the two a name of its own: '{lost}', to which something leads, is declared nowhere."
                )
                self.effects.targets.add(lost)  # that is told here
            self.findings.error(("endings", ending), "repeated", f"'{ending}' is a state too", cure, at_key=True)
        for flag in self.scenario.flags:
            if MeterName(flag) in self.scenario.meters:
                cure = "Give the flag a name of its own."
                self.findings.error(("flags", flag), "repeated", f"'{flag}' is a meter too", cure, at_key=True)
        for key, names in (("flags", self.scenario.flags), ("meters", self.scenario.meters)):
            for name in RESERVED.intersection(names):
                message = f"'{name}' is a word of the condition language"
                cure = "Choose another name: no condition could ask for this one."
                self.findings.error((key, name), "reserved-word", message, cure, at_key=True)

    def _lost_target(self) -> StateId | None:
        """The one name of a state or an ending that something leads to and that is declared nowhere, nor is nearly another."""
        goals = {branch.to for one in sources_of(self.scenario) for branch in branches_of(one.goto)}
        unknown = goals - self.effects.targets
        lost = unknown.pop() if len(unknown) == 1 else None
        return lost if lost is not None and not meant_by(lost, self.effects.targets) else None

    def _meter(self, path: Path, meter: Meter) -> None:
        low, high = meter.min, meter.max
        if low is not None and high is not None and low > high:
            self.findings.error((*path, "min"), "wrong-value", "min is above max", "Swap them, or delete one.")
        elif (low is not None and meter.start < low) or (high is not None and meter.start > high):
            message, cure = "the meter starts outside its own limits", "Start it between min and max."
            for key in ("start", "min", "max"):
                meant = thousands_in(self.findings.document.node((*path, key)))
                if meant is not None:
                    cure = f"Write {key}: {meant} if thousands are meant; else start it between min and max."
            self.findings.error((*path, "start"), "wrong-value", message, cure)

    def _state(self, path: Path, state_id: StateId, state: State) -> None:
        self.effects.words((*path, "narrative"), state.narrative)
        if state.marks:
            self.effects.marks((*path, "marks"), state.marks)
        if state.opens is not None:
            self._in_the_story((*path, "opens"), state.opens)
        for choice_id, choice in state.choices.items():
            self._choice((*path, "choices", choice_id), choice)
            extra = self.scenario.anywhere.get(choice_id)
            if extra is not None and (not extra.in_ or state_id in extra.in_):
                message = f"'{choice_id}' is offered here from 'anywhere' too"
                self.findings.error(
                    (*path, "choices", choice_id), "repeated", message, "Rename one of the two.", at_key=True
                )
        if state.timeout is not None:
            self._timeout((*path, "timeout"), state.timeout)
        if not state.choices and (state.timeout is None or state.timeout.goto is None):
            self._dead_end(path, state_id)

    def _dead_end(self, path: Path, state_id: StateId) -> None:
        is_offered = self.is_choice_everywhere or state_id in self.reached_from_anywhere
        if not is_offered and not self.findings.document.may_have_lost_names("anywhere"):
            cure = "Give it choices, or make it an ending."
            self.findings.error(path, "dead-end", f"nothing can be done in '{state_id}'", cure, at_key=True)

    def _choice(self, path: Path, choice: Choice) -> None:
        self.conditions.check((*path, "when"), choice.when)
        self.effects.check(path, choice)
        self.effects.words((*path, "outcome"), choice.outcome)
        if choice.does:
            self._does((*path, "does"), choice)
        if choice.records:
            self.findings.require_all((*path, "records"), choice.records, self.records, "record", home=IN_VOCABULARY)
        if choice.where:
            self.findings.require_all((*path, "where"), choice.where, self.places, "place", home=IN_VOCABULARY)

    def _does(self, path: Path, choice: Choice) -> None:
        seen = set()
        for index, act in enumerate(acts_of(choice)):
            action = act.action
            if action not in self.actions:
                place = (*path, index, "action") if isinstance(choice.does[index], Act) else (*path, index)
                self.findings.require(place, action, self.actions, "action", home=IN_VOCABULARY)
            if action in seen:
                message = f"'{action}' stands in this list twice"
                self.findings.error((*path, index), "repeated", message, "Keep one of the two.")
            seen.add(action)
            if isinstance(act, Act) and act.after is not None and act.after > choice.takes:
                message = "the action would happen after the choice is over"
                cure = "Give a span of at most what the choice takes."
                self.findings.error((*path, index, "after"), "wrong-value", message, cure)

    def _timeout(self, path: Path, timeout: Timeout) -> None:
        if timeout.after == Duration(0):
            message = "a timeout of no time would end the state at once"
            self.findings.error((*path, "after"), "wrong-value", message, "Give it some time.")
        self.effects.check(path, timeout)
        self.effects.words((*path, "text"), timeout.text)

    def _inject(self, path: Path, inject: Inject) -> None:
        self.conditions.check((*path, "when"), inject.when)
        self.effects.check(path, inject)
        if inject.at is not None:
            self._in_the_story((*path, "at"), inject.at)
        elif inject.when is None:
            self._never_due(path, inject)
        if inject.after is not None and inject.at is not None:
            message = "'after' counts from a 'when' that became true"
            self.findings.error((*path, "after"), "wrong-value", message, "Use it with 'when' and without 'at'.")

    def _never_due(self, path: Path, inject: Inject) -> None:
        if inject.after is None:
            message, cure = "the inject says neither at nor when it arrives", "Add at: 20m, or when: and a condition."
        else:
            message = "the inject says how long after it arrives, and not after what"
            cure = "Add when: and a condition; or write at: for after:, if it counts from the start."
        self.findings.error(path, "missing-key", message, cure, at_key=True)

    def _in_the_story(self, path: Path, time: StoryTime) -> None:
        """Story times on the first day may lie before the story."""
        is_known = not self.findings.document.holds_gap(("begins",))
        if is_known and time.since_start(self.scenario.begins.second_of_day()) < 0:
            message = f"'{time.text}' is before the story begins ({self.scenario.begins:%H:%M})"
            self.findings.error(path, "wrong-value", message, "Write a later time, or let the story begin earlier.")

    def _exhibits(self) -> None:
        seen: dict[str, StateId] = {}
        for state_id, state in self.scenario.states.items():
            for index, exhibit in enumerate(state.exhibits):
                if exhibit.id in seen:
                    message = f"'{exhibit.id}' names an exhibit of '{seen[exhibit.id]}' too"
                    path = ("states", state_id, "exhibits", index, "id")
                    self.findings.error(path, "repeated", message, "Give it a name of its own.")
                seen.setdefault(exhibit.id, state_id)
