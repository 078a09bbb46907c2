"""Whether what choices, injects and timeouts do can be done: values set, moments marked, targets, texts by condition."""

from fractions import Fraction

from ccdrill.authoring.checks.check_conditions import ALWAYS, ConditionCheck
from ccdrill.authoring.checks.findings import IN_VOCABULARY, Findings
from ccdrill.authoring.checks.written_so import thousands_in
from ccdrill.authoring.decoding.declared import flag_cure
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import Condition
from ccdrill.model.ids import FlagName, MeterName, MomentId, StateId
from ccdrill.model.scenario import Choice, Goto, Inject, Scenario, Timeout, Words
from ccdrill.model.units import Setting
from ccdrill.model.vocabulary import Vocabulary

_ENDS = frozenset({"end", "the-end", "ending", "finish", "stop", "exit"})
"""What people call an ending as long as they do not know that each has a name."""


class EffectsCheck:
    """Checks the effects of one scenario, wherever they stand in it."""

    def __init__(
        self, findings: Findings, scenario: Scenario, vocabulary: Vocabulary, conditions: ConditionCheck
    ) -> None:
        """`scenario` may be a draft; what its gaps could have declared is not missed."""
        self.findings = findings
        self.scenario = scenario
        self.moments = frozenset(vocabulary.moments)
        self.conditions = conditions
        self.targets = {*scenario.states, *scenario.endings}

    def check(self, path: Path, effects: Choice | Inject | Timeout) -> None:
        """What it sets, adds and marks, and where it leads."""
        for name, setting in effects.set.items():
            self._setting((*path, "set", name), name, setting)
        for meter in effects.add:
            self.require_meter((*path, "add", meter), meter, at_key=True)
        if effects.marks:
            self.marks((*path, "marks"), effects.marks)
        self._goto((*path, "goto"), effects.goto)

    def _setting(self, path: Path, name: str, setting: Setting) -> None:
        is_flag, is_meter = FlagName(name) in self.scenario.flags, MeterName(name) in self.scenario.meters
        if not is_flag and not is_meter:
            if not self.findings.document.may_have_lost_names("flags", "meters"):
                what, known = "flag", {*self.scenario.flags, *self.scenario.meters}
                if not isinstance(setting.value, bool):
                    what, known = "meter", {*self.scenario.meters}
                self.findings.require(path, name, known, what, home=f" under {what}s", at_key=True)
        elif is_flag != isinstance(setting.value, bool):
            what, value = ("flag", "true or false") if is_flag else ("meter", "a number")
            self.findings.error(path, "wrong-value", f"'{name}' is a {what}", f"Set it to {value}.")
        elif not isinstance(setting.value, bool):
            self._within(path, MeterName(name), setting.value)

    def _within(self, path: Path, name: MeterName, value: Fraction) -> None:
        """A meter that is set to what lies beyond one of its limits stops there."""
        meter = self.scenario.meters[name]
        if meter.min is not None and value < meter.min:
            key, side, limit = "min", "below", meter.min
        elif meter.max is not None and value > meter.max:
            key, side, limit = "max", "above", meter.max
        else:
            return
        document = self.findings.document
        is_told = thousands_in(document.node(("meters", name, key))) is not None  # 1.000 for a thousand
        if not is_told and not document.holds_gap(("meters", name)):
            message = f"'{name}' is never {side} {float(limit):g}, so that is what it becomes"
            self.findings.warning(path, "set-outside", message, f"Set it to {float(limit):g}, or move that limit.")

    def _goto(self, path: Path, goto: Goto | None) -> None:
        if goto is None:
            return
        if isinstance(goto, str):
            self.require_target(path, goto)
            return
        for index, branch in enumerate(goto):
            self.require_target((*path, index, "to"), branch.to)
            self.conditions.check((*path, index, "when"), branch.when)
        self._last_is_free(path, tuple(branch.when for branch in goto), "target")

    def words(self, path: Path, words: Words) -> None:
        """A text, or texts by condition of which the last has none."""
        if isinstance(words, str):
            return
        for index, variant in enumerate(words):
            self.conditions.check((*path, index, "when"), variant.when)
        self._last_is_free(path, tuple(variant.when for variant in words), "text")

    def _last_is_free(self, path: Path, conditions: tuple[Condition | None, ...], what: str) -> None:
        """A list of alternatives ends in one without a condition, and only there."""
        if None not in conditions and not self._is_else(conditions[-1:]):
            message = f"no {what} is left when none of the conditions holds"
            self.findings.error(path, "no-default", message, f"End the list with a {what} that has no 'when'.")
        for index, condition in enumerate(conditions[:-1]):
            if condition is None:
                message = f"this {what} has no 'when', so those below it are never reached"
                self.findings.error((*path, index), "never-reached", message, "Put it last.")

    def _is_else(self, last: tuple[Condition | None, ...]) -> bool:
        """Whether the last condition is a word such as 'else', which is told of by itself."""
        words = [one.text for one in last if one is not None]
        return bool(ALWAYS.intersection(words).difference(self.scenario.flags))

    def marks(self, path: Path, marks: tuple[MomentId, ...]) -> None:
        """Moments of the vocabulary."""
        self.findings.require_all(path, marks, self.moments, "moment", home=IN_VOCABULARY)

    def require_target(self, path: Path, target: StateId) -> None:
        """A state or an ending."""
        if target not in self.targets and not self.findings.document.may_have_lost_names("states", "endings"):
            instead = {
                f"The endings are: {', '.join(self.scenario.endings)}.": _ENDS,
                "That is a choice. Name the state or the ending to which it leads.": self._choices(),
            }
            self.findings.require(path, target, self.targets, "state", home=" under states or endings", instead=instead)

    def _choices(self) -> set[str]:
        return {name for state in self.scenario.states.values() for name in state.choices} | set(self.scenario.anywhere)

    def require_meter(self, path: Path, meter: MeterName, *, at_key: bool = False) -> None:
        """A meter of the scenario."""
        if meter in self.scenario.meters or self.findings.document.may_have_lost_names("meters"):
            return
        instead = {f"{flag_cure(meter)}.": self.scenario.flags}
        self.findings.require(
            path, meter, self.scenario.meters, "meter", home=" under meters", at_key=at_key, instead=instead
        )
