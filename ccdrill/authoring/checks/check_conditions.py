"""Whether the conditions of a scenario ask for things that are there, in the way that each is asked for."""

import re
from collections.abc import Collection, Iterable, Mapping

from ccdrill.authoring.checks.findings import Findings, meant_by
from ccdrill.authoring.reading.document import Part
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import (
    CaseCompared,
    CaseHas,
    CaseTrue,
    Condition,
    Done,
    FlagSet,
    Happened,
    Leaf,
    MeterCompared,
)
from ccdrill.model.ids import ActionId, CaseKey, ChoiceId, FlagName, MeterName, MomentId, StateId
from ccdrill.model.scenario import Scenario, acts_of
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.model.walks import doable_actions, moments_of

ALWAYS = frozenset({"else", "otherwise", "always", "default", "any"})
"""What people write for a condition that always holds."""


class ConditionCheck:
    """Checks condition after condition against what one scenario declares. Equal conditions are looked at once."""

    def __init__(self, findings: Findings, scenario: Scenario, vocabulary: Vocabulary) -> None:
        """`scenario` may be a draft; what its gaps could have declared is not missed."""
        self.findings = findings
        self.scenario = scenario
        self.vocabulary = vocabulary
        self.done = doable_actions(scenario)
        self.marked = moments_of(scenario)
        self._good: set[int] = set()

    def check(self, path: Path, condition: Condition | None) -> None:
        """Notes what is wrong with the condition at `path`, at the words that are wrong."""
        if condition is None or id(condition) in self._good or self.findings.is_full():
            return
        count = len(self.findings.complaints)
        for leaf in condition.leaves:
            self._leaf(path, condition.text, leaf)
        if len(self.findings.complaints) == count:
            self._good.add(id(condition))

    def _leaf(self, path: Path, text: str, leaf: Leaf) -> None:
        match leaf:
            case FlagSet(flag=flag) if flag not in self.scenario.flags:
                self._unknown_flag(path, text, flag)
            case MeterCompared(meter=meter) if meter not in self.scenario.meters:
                self._unknown_meter(path, text, meter)
            case Done(action=action) if action not in self.done:
                self._unknown_action(path, text, action)
            case Happened(moment=moment) if moment not in self.marked:
                self._unknown_moment(path, text, moment)
            case CaseTrue() | CaseCompared() | CaseHas():
                self._case(path, text, leaf)
            case _:
                pass

    def _unknown_flag(self, path: Path, text: str, flag: FlagName) -> None:
        if MeterName(flag) in self.scenario.meters:
            cure = f"Compare it, as in {flag} > 0."
            self.findings.error(path, "bad-condition", f"'{flag}' is a meter", cure, within=_part(text, flag))
            return
        slug = flag.replace("_", "-")
        instead: Mapping[str, Collection[str]] = {
            f"Write case.{flag}.": self.scenario.case,
            f"Write done({slug}).": {action.replace("-", "_") for action in self.done},
            f"Write happened({slug}).": {moment.replace("-", "_") for moment in self.marked},
            "Leave the 'when' out: what has none always holds.": ALWAYS,
            f"Write not {flag.removeprefix('not_')}.": {f"not_{one}" for one in self.scenario.flags},
        }
        self._require(path, text, flag, self.scenario.flags, "flag", ("flags",), " under flags", instead)

    def _unknown_meter(self, path: Path, text: str, meter: MeterName) -> None:
        if FlagName(meter) in self.scenario.flags:
            cure = f"Write {meter}, or not {meter}."
            self.findings.error(path, "bad-condition", f"'{meter}' is a flag", cure, within=_part(text, meter))
            return
        instead = {f"Write case.{meter}.": self.scenario.case}
        self._require(path, text, meter, self.scenario.meters, "meter", ("meters",), " under meters", instead)

    def _unknown_action(self, path: Path, text: str, action: ActionId) -> None:
        if _is_misspelt(action, self.done, self.vocabulary.actions):
            return
        instead: dict[str, Collection[str]] = {f"Write happened({action}).": self.marked}
        acts = self._done_by(action)
        if acts:
            instead[f"That is a choice; ask for what it does: {' or '.join(f'done({one})' for one in acts)}."] = {
                action
            }
        elif StateId(action) in self.scenario.states:
            instead["That is a state. Let it set a flag, or mark a moment, and ask for that."] = {action}
        homes = ("states", "anywhere")
        home = " in the 'does' of a choice"
        self._require(
            path, text, action, self.done, "action", homes, home, instead, message=f"no choice does '{action}'"
        )

    def _done_by(self, choice_id: str) -> list[ActionId]:
        """The actions of all choices with that id, in their order."""
        places = [state.choices for state in self.scenario.states.values()]
        found = [choices[ChoiceId(choice_id)] for choices in (*places, self.scenario.anywhere) if choice_id in choices]
        return list(dict.fromkeys(act.action for choice in found for act in acts_of(choice)))

    def _unknown_moment(self, path: Path, text: str, moment: MomentId) -> None:
        if _is_misspelt(moment, self.marked, self.vocabulary.moments):
            return
        instead: dict[str, Collection[str]] = {
            f"Write done({moment}).": self.done,
            "That is a state. Let it mark a moment, and ask for that.": self.scenario.states,
        }
        homes = ("states", "anywhere", "injects")
        home = " in the 'marks' of a state, inject or choice"
        self._require(
            path, text, moment, self.marked, "moment", homes, home, instead, message=f"nothing marks '{moment}'"
        )

    def _case(self, path: Path, text: str, leaf: CaseTrue | CaseCompared | CaseHas) -> None:
        """Whether a question about the case has the kind of answer that it asks for."""
        key = leaf.key
        if key not in self.scenario.case:
            self._require(path, text, key, self.scenario.case, "case key", ("case",), " under case", {})
            return
        value = self.scenario.case[CaseKey(key)]
        within = _part(text, f"case.{key}", f"{leaf.word} in" if isinstance(leaf, CaseHas) else "")
        if isinstance(leaf, CaseTrue) and not isinstance(value, bool):
            cure = f"Compare it, as in case.{key} == ..., or write: word in case.{key}"
            self.findings.error(path, "bad-condition", f"case.{key} is not true or false", cure, within=within)
        elif isinstance(leaf, CaseHas) and not isinstance(value, tuple):
            cure = f"Write case.{key}." if isinstance(value, bool) else f"Write case.{key} == {leaf.word}."
            if isinstance(value, int) and not isinstance(value, bool):
                cure = f"It is a number: compare it with one, as in case.{key} == {value}."
            self.findings.error(path, "bad-condition", f"case.{key} is no list", cure, within=within)
        elif isinstance(leaf, CaseCompared) and isinstance(value, bool | tuple):
            cure = f"Write case.{key}." if isinstance(value, bool) else f"Write: {leaf.value} in case.{key}"
            message = f"case.{key} can't be compared: it is {'true or false' if isinstance(value, bool) else 'a list'}"
            self.findings.error(path, "bad-condition", message, cure, within=within)
        elif isinstance(leaf, CaseCompared) and isinstance(value, str) != isinstance(leaf.value, str):
            message = f"case.{key} can't be compared with {leaf.value}"
            cure = "Compare words with words, and numbers with numbers."
            self.findings.error(path, "bad-condition", message, cure, within=within)

    def _require(
        self,
        path: Path,
        text: str,
        name: str,
        known: Collection[str],
        what: str,
        homes: tuple[str, ...],
        home: str,
        instead: Mapping[str, Collection[str]],
        *,
        message: str = "",
    ) -> None:
        if not self.findings.document.may_have_lost_names(*homes):
            self.findings.require(
                path, name, known, what, home=home, within=_part(text, name), message=message, instead=instead
            )


def _is_misspelt(name: str, used: Iterable[str], declared: Collection[str]) -> bool:
    """Whether one of the words that are used is declared nowhere, and the name is what it was told to mean."""
    return name in declared and any(meant_by(one, declared) == name for one in used if one not in declared)


def _part(text: str, name: str, before: str = "") -> Part | None:
    """Where the name stands in the words of a condition, at best after the words `before`."""
    word = rf"(?:(?<![\w.-])|(?<=case\.)){re.escape(name)}(?![\w-])"
    match = re.search(rf"(?<![\w-]){re.escape(before)}\s*({word})", text) or re.search(f"({word})", text)
    return Part(text, *match.span(1)) if match is not None else None
