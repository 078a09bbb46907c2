"""Whether a scenario's names resolve and its parts fit together. Looks at this one file and the shared vocabulary."""

from ccdrill.authoring.document import Document, Path
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.texts import check_card_numbers, check_placeholders
from ccdrill.model.condition import (
    CaseCompared,
    CaseHas,
    CaseTrue,
    Condition,
    Done,
    FlagSet,
    Happened,
    MeterCompared,
    leaves,
)
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import MeterName, MomentId, StateId
from ccdrill.model.scenario import Choice, Goto, Inject, Scenario, State, Timeout, Variant, Words, acts_of
from ccdrill.model.units import Setting
from ccdrill.model.vocabulary import Vocabulary

_IN_VOCABULARY = " in the vocabulary (scenarios/vocabulary.yaml)"


def check_scenario(document: Document, scenario: Scenario, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Everything in the file that does not fit, by place."""
    return _ScenarioCheck(document, scenario, vocabulary).run()


class _ScenarioCheck:
    def __init__(self, document: Document, scenario: Scenario, vocabulary: Vocabulary) -> None:
        self.findings = Findings(document)
        self.scenario = scenario
        self.vocabulary = vocabulary
        self.targets = {*scenario.states, *scenario.endings}
        self.actions = {act.action for choice in _choices(scenario) for act in acts_of(choice)}

    def run(self) -> tuple[Diagnostic, ...]:
        scenario = self.scenario
        self.findings.require(("start",), scenario.start, scenario.states, "state")
        for ending_id, ending in scenario.endings.items():
            if ending_id in scenario.states:
                self.findings.error(
                    ("endings", ending_id),
                    "repeated",
                    f"'{ending_id}' is a state too",
                    "Give the ending a name of its own.",
                    at_key=True,
                )
            self._words(("endings", ending_id, "narrative"), ending.narrative)
        for flag in scenario.flags:
            if MeterName(flag) in scenario.meters:
                self.findings.error(
                    ("flags", flag),
                    "repeated",
                    f"'{flag}' is a meter too",
                    "Give the flag a name of its own.",
                    at_key=True,
                )
        for name, meter in scenario.meters.items():
            low, high = meter.min, meter.max
            if (low is not None and meter.start < low) or (high is not None and meter.start > high):
                self.findings.error(
                    ("meters", name, "start"),
                    "wrong-value",
                    "the meter starts outside its own limits",
                    "Start it between min and max.",
                )
        for index, drift in enumerate(scenario.drift):
            self.findings.require(("drift", index, "meter"), drift.meter, scenario.meters, "meter")
            self._condition(("drift", index, "while"), drift.while_)
        for index, fact in enumerate(scenario.facts):
            if fact.known_from is not None:
                self.findings.require(("facts", index, "known_from"), fact.known_from, self.targets, "state")
        for state_id, state in scenario.states.items():
            self._state(state_id, state)
        for choice_id, extra in scenario.anywhere.items():
            self._choice(("anywhere", choice_id), extra)
            self.findings.require_all(("anywhere", choice_id, "in"), extra.in_, scenario.states, "state")
        for inject_id, inject in scenario.injects.items():
            self._inject(("injects", inject_id), inject)
        self._exhibits()
        check_card_numbers(self.findings)
        check_placeholders(self.findings, scenario.names)
        return self.findings.sorted()

    def _state(self, state_id: StateId, state: State) -> None:
        path: Path = ("states", state_id)
        self._words((*path, "narrative"), state.narrative)
        self._marks((*path, "marks"), state.marks)
        for choice_id, choice in state.choices.items():
            self._choice((*path, "choices", choice_id), choice)
            if choice_id in self.scenario.anywhere and not (
                self.scenario.anywhere[choice_id].in_ and state_id not in self.scenario.anywhere[choice_id].in_
            ):
                self.findings.error(
                    (*path, "choices", choice_id),
                    "repeated",
                    f"'{choice_id}' is offered here from 'anywhere' too",
                    "Rename one of the two.",
                    at_key=True,
                )
        if state.timeout is not None:
            self._timeout((*path, "timeout"), state.timeout)
        if (
            not state.choices
            and state.timeout is None
            and not any(not one.in_ or state_id in one.in_ for one in self.scenario.anywhere.values())
        ):
            self.findings.error(
                path,
                "dead-end",
                f"nothing can be done in '{state_id}'",
                "Give it choices, or make it an ending.",
                at_key=True,
            )

    def _choice(self, path: Path, choice: Choice) -> None:
        self._condition((*path, "when"), choice.when)
        self._effects(path, choice)
        self._words((*path, "outcome"), choice.outcome)
        seen = set()
        for index, act in enumerate(acts_of(choice)):
            place = (*path, "does", index)
            self.findings.require(place, act.action, self.vocabulary.actions, "action", home=_IN_VOCABULARY)
            if act.action in seen:
                self.findings.error(
                    place, "repeated", f"'{act.action}' stands in this list twice", "Keep one of the two."
                )
            seen.add(act.action)
            if act.after is not None and act.after > choice.takes:
                self.findings.error(
                    (*place, "after"),
                    "wrong-value",
                    "the action would happen after the choice is over",
                    "Give a span of at most what the choice takes.",
                )
        self.findings.require_all(
            (*path, "records"), choice.records, self.vocabulary.records, "record", home=_IN_VOCABULARY
        )
        self.findings.require_all((*path, "where"), choice.where, self.vocabulary.places, "place", home=_IN_VOCABULARY)

    def _timeout(self, path: Path, timeout: Timeout) -> None:
        if timeout.after == 0:
            self.findings.error(
                (*path, "after"),
                "wrong-value",
                "a timeout of no time would end the state at once",
                "Give it some time.",
            )
        self._effects(path, timeout)
        self._words((*path, "text"), timeout.text)

    def _inject(self, path: Path, inject: Inject) -> None:
        self._condition((*path, "when"), inject.when)
        self._effects(path, inject)
        if inject.at is None and inject.when is None:
            self.findings.error(
                path,
                "missing-key",
                "the inject says neither at nor when it arrives",
                "Add at: 20m, or when: and a condition.",
                at_key=True,
            )
        if inject.after is not None and (inject.when is None or inject.at is not None):
            self.findings.error(
                (*path, "after"),
                "wrong-value",
                "'after' counts from a 'when' that became true",
                "Use it with 'when' and without 'at'.",
            )

    def _effects(self, path: Path, effects: Choice | Inject | Timeout) -> None:
        for name, setting in effects.set.items():
            self._setting((*path, "set", name), name, setting)
        for name in effects.add:
            self.findings.require(
                (*path, "add", name), name, self.scenario.meters, "meter", home=" under meters", at_key=True
            )
        self._marks((*path, "marks"), effects.marks)
        self._goto((*path, "goto"), effects.goto)

    def _setting(self, path: Path, name: str, setting: Setting) -> None:
        known = {*self.scenario.flags, *self.scenario.meters}
        if self.findings.require(path, name, known, "flag", home=" under flags", at_key=True):
            is_flag = name in self.scenario.flags
            if is_flag != isinstance(setting.value, bool):
                wanted = ("flag", "true or false") if is_flag else ("meter", "a number")
                self.findings.error(path, "wrong-value", f"'{name}' is a {wanted[0]}", f"Set it to {wanted[1]}.")

    def _goto(self, path: Path, goto: Goto | None) -> None:
        if goto is None:
            return
        if isinstance(goto, str):
            self.findings.require(path, goto, self.targets, "state", home=" under states or endings")
            return
        for index, branch in enumerate(goto):
            self.findings.require(
                (*path, index, "to"), branch.to, self.targets, "state", home=" under states or endings"
            )
            self._condition((*path, index, "when"), branch.when)
        self._last_is_free(path, tuple(branch.when for branch in goto), "target")

    def _words(self, path: Path, words: Words) -> None:
        if isinstance(words, str):
            return
        for index, variant in enumerate(words):
            self._condition((*path, index, "when"), variant.when)
        self._last_is_free(path, tuple(variant.when for variant in words if isinstance(variant, Variant)), "text")

    def _last_is_free(self, path: Path, conditions: tuple[Condition | None, ...], what: str) -> None:
        """A list of alternatives ends in one without a condition, and only there."""
        if not conditions or conditions[-1] is not None:
            self.findings.error(
                path,
                "no-default",
                f"no {what} is left when none of the conditions holds",
                f"End the list with a {what} that has no 'when'.",
            )
        for index, condition in enumerate(conditions[:-1]):
            if condition is None:
                self.findings.error(
                    (*path, index),
                    "never-reached",
                    f"this {what} has no 'when', so those below it are never reached",
                    "Put it last.",
                )

    def _marks(self, path: Path, marks: tuple[MomentId, ...]) -> None:
        self.findings.require_all(path, marks, self.vocabulary.moments, "moment", home=_IN_VOCABULARY)

    def _condition(self, path: Path, condition: Condition | None) -> None:
        if condition is None:
            return
        marked = _marked(self.scenario)
        for leaf in leaves(condition.tree):
            match leaf:
                case FlagSet(flag=flag):
                    if MeterName(flag) in self.scenario.meters:
                        self.findings.error(
                            path, "bad-condition", f"'{flag}' is a meter", f"Compare it, as in {flag} > 0."
                        )
                    else:
                        self.findings.require(path, flag, self.scenario.flags, "flag", home=" under flags")
                case MeterCompared(meter=meter):
                    self.findings.require(path, meter, self.scenario.meters, "meter", home=" under meters")
                case Done(action=action):
                    self.findings.require(path, action, self.actions, "action", home=" in the 'does' of a choice")
                case Happened(moment=moment):
                    self.findings.require(
                        path, moment, marked, "moment", home=" in the 'marks' of a state, inject or choice"
                    )
                case CaseTrue() | CaseCompared() | CaseHas():
                    check_case_leaf(self.findings, path, leaf, self.scenario)
                case _:
                    pass

    def _exhibits(self) -> None:
        seen: dict[str, StateId] = {}
        for state_id, state in self.scenario.states.items():
            for index, exhibit in enumerate(state.exhibits):
                if exhibit.id in seen:
                    self.findings.error(
                        ("states", state_id, "exhibits", index, "id"),
                        "repeated",
                        f"'{exhibit.id}' names an exhibit of '{seen[exhibit.id]}' too",
                        "Give it a name of its own.",
                    )
                seen.setdefault(exhibit.id, state_id)


def check_case_leaf(
    findings: Findings, path: Path, leaf: CaseTrue | CaseCompared | CaseHas, scenario: Scenario
) -> None:
    """Whether a question about the case has the kind of answer that it asks for."""
    if not findings.require(path, leaf.key, scenario.case, "case key", home=" under case"):
        return
    value = scenario.case[leaf.key]
    if isinstance(leaf, CaseTrue) and not isinstance(value, bool):
        findings.error(
            path,
            "bad-condition",
            f"case.{leaf.key} is not true or false",
            f"Compare it, as in case.{leaf.key} == ..., or write: word in case.{leaf.key}",
        )
    elif isinstance(leaf, CaseHas) and not isinstance(value, tuple):
        findings.error(path, "bad-condition", f"case.{leaf.key} is no list", f"Write case.{leaf.key} == {leaf.word}.")
    elif isinstance(leaf, CaseCompared) and (
        isinstance(value, bool | tuple) or isinstance(value, str) != isinstance(leaf.value, str)
    ):
        findings.error(
            path,
            "bad-condition",
            f"case.{leaf.key} can't be compared with {leaf.value}",
            "Compare words with words, and numbers with numbers.",
        )


def _choices(scenario: Scenario) -> tuple[Choice, ...]:
    return (
        *(choice for state in scenario.states.values() for choice in state.choices.values()),
        *scenario.anywhere.values(),
    )


def _marked(scenario: Scenario) -> set[MomentId]:
    """The moments that anything in the scenario marks."""
    timeouts = [state.timeout for state in scenario.states.values() if state.timeout is not None]
    sources: list[State | Choice | Inject | Timeout] = [
        *scenario.states.values(),
        *_choices(scenario),
        *scenario.injects.values(),
        *timeouts,
    ]
    return {moment for source in sources for moment in source.marks}
