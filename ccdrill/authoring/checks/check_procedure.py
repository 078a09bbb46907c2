"""Whether a procedure's names resolve and its rules agree. Looks at this one file and the shared vocabulary."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from ccdrill.authoring.checks.check_costs import check_costs
from ccdrill.authoring.checks.check_references import check_references
from ccdrill.authoring.checks.circles import find_circles
from ccdrill.authoring.checks.findings import IN_VOCABULARY, Findings
from ccdrill.authoring.checks.texts import check_texts
from ccdrill.authoring.reading.document import Document, Part
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.yaml_values import collector_paused
from ccdrill.model.condition import CaseCompared, CaseHas, CaseTrue, Condition, Constant
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import ActionId, RoleId, StepId
from ccdrill.model.kept_back import kept_back
from ccdrill.model.procedure import (
    Deadline,
    Procedure,
    Prohibition,
    Step,
    actions_of,
    anchor_step,
    clock_comes_after,
    gate_step,
)
from ccdrill.model.vocabulary import Vocabulary, with_own_words


def check_procedure(
    document: Document, procedure: Procedure, vocabulary: Vocabulary, *, stands_alone: bool = False
) -> tuple[Diagnostic, ...]:
    """Everything in the file that does not fit, by place.

    A procedure that `stands_alone` meets no scenario: only who acts and what starts clocks must be declared, in it or in
    the vocabulary. What is done, where, and with which records is then compared with a trace letter by letter.
    """
    with collector_paused():
        return _ProcedureCheck(document, procedure, vocabulary, stands_alone).run()


_LIMITS = ("until", "since", "roles", "when")
"""What limits a prohibition."""


class _ProcedureCheck:
    def __init__(self, document: Document, procedure: Procedure, vocabulary: Vocabulary, stands_alone: bool) -> None:
        self.findings = Findings(document)
        self.procedure = procedure
        self.words = with_own_words(vocabulary, procedure)
        self.stands_alone = stands_alone
        self.steps = {step.id: step for step in procedure.steps}
        self.index = {step.id: index for index, step in reversed(list(enumerate(procedure.steps)))}
        self.repeated = {name for name, count in Counter(step.id for step in procedure.steps).items() if count > 1}
        self.performers: dict[ActionId, list[Step]] = {}
        for step in procedure.steps:
            for action in actions_of(step):
                self.performers.setdefault(action, []).append(step)

    def run(self) -> tuple[Diagnostic, ...]:
        procedure = self.procedure
        if not procedure.steps:
            message = "the procedure has no steps"
            self.findings.error(("steps",), "empty-list", message, "Write at least one.", at_key=True)
        self._once("steps", [step.id for step in procedure.steps], "step")
        self._once("prohibited", [rule.id for rule in procedure.prohibited], "prohibition")
        for role, entry in procedure.roles.items():
            self._roles(("roles", role, "deputies"), entry.deputies)
        check_costs(self.findings, procedure)
        for index, step in enumerate(procedure.steps):
            self._step(("steps", index), step)
        self._one_step_an_action()
        self._circles()
        for index, rule in enumerate(procedure.prohibited):
            self._prohibition(("prohibited", index), rule)
        self._words(("accepted",), procedure.accepted, self.words.actions, "action")
        self._not_both()
        self._asked_two_ways()
        self._words(("unneeded",), procedure.unneeded, self.words.actions, "action")
        if self._may_say_in_vain():
            from ccdrill.authoring.checks.in_vain import check_in_vain  # few procedures do

            check_in_vain(self.findings, procedure)
        check_references(self.findings, procedure, self.words)
        check_texts(self.findings)
        return self.findings.sorted()

    def _may_say_in_vain(self) -> bool:
        """Whether an unneeded action may never count as one, an accepted one be asked for, or a clock start too late."""
        procedure = self.procedure
        known = {*self.performers, *procedure.accepted, *(rule.action for rule in procedure.prohibited)}
        is_known = not known.isdisjoint(procedure.unneeded) or not self.performers.keys().isdisjoint(procedure.accepted)
        return is_known or any(clock_comes_after(step, self.steps) for step in procedure.steps)

    def _step(self, path: Path, step: Step) -> None:
        self._after((*path, "after"), step)
        self._roles((*path, "responsible"), step.responsible)
        self._words((*path, "evidence"), step.evidence, self.words.records, "record")
        self._words((*path, "where"), step.where, self.words.places, "place")
        for index, action in enumerate(actions_of(step)):
            self._action((*path, "actions", index) if step.actions else (*path, "id"), action)
        if step.deadline is not None:
            self._deadline((*path, "deadline"), step, step.deadline)
        self._case_only((*path, "when"), step.when)

    def _after(self, path: Path, step: Step) -> None:
        if not self.findings.document.may_have_lost_names("steps"):
            self.findings.require_all(path, step.after, self.steps.keys(), "step", instead=performed_by(self.procedure))
        if step.id in step.after and step.id not in self.repeated:
            message = "a step can't come after itself"
            self.findings.error((*path, step.after.index(step.id)), "circle", message, "Name another step.")

    def _deadline(self, path: Path, step: Step, deadline: Deadline) -> None:
        kind, _, name = deadline.from_.partition(":")
        if kind == "moment":
            self._moment((*path, "from"), name)
        elif kind == "step" and self._known_step((*path, "from"), name):
            if name == step.id:
                cure = "Name another step, a moment, or start."
                self.findings.error((*path, "from"), "circle", "a step can't start its own clock", cure)
            elif step.required and not self.steps[StepId(name)].required:
                message = f"'{name}' may be left out, but this step may not"
                cure = "Start the clock at a required step, a moment, or start."
                self.findings.error((*path, "from"), "loose-anchor", message, cure)
        if deadline.kind == "rule" and not deadline.source and not step.refs:
            message = "a rule is named without its source"
            self.findings.error((*path, "kind"), "no-source", message, "Add source:, or say kind: target.")

    def _prohibition(self, path: Path, rule: Prohibition) -> None:
        self._action((*path, "action"), rule.action)
        self._roles((*path, "roles"), rule.roles)
        self.findings.require_entries((*path, "roles"), "it is forbidden to everybody")
        for key, gate in (("until", rule.until), ("since", rule.since)):
            kind, _, name = (gate or "").partition(":")
            if kind == "step":
                self._known_step((*path, key), name)
            elif kind == "moment":
                self._moment((*path, key), name)
        self._case_only((*path, "when"), rule.when)
        step = gate_step(rule)
        if step is not None:
            self._gate_or_order((*path, "until"), rule, step)

    def _not_both(self) -> None:
        """What is always forbidden can't be accepted; what is forbidden for a while, or to some, may be beside that."""
        always = {
            rule.action: rule.id
            for index, rule in enumerate(self.procedure.prohibited)
            if not (rule.until or rule.since or rule.roles or rule.when)
            and not any(self.findings.document.holds_gap(("prohibited", index, key)) for key in _LIMITS)
        }
        for index, action in enumerate(self.procedure.accepted):
            if action in always:
                message = f"'{action}' is accepted here, and prohibited by '{always[action]}'"
                cure = "Delete it in one of the two: an action is forbidden, or it is not."
                self.findings.error(("accepted", index), "contradiction", message, cure)

    def _asked_two_ways(self) -> None:
        """A key that is a list in one condition is none in another: one of the two never holds."""
        whens = [(("steps", index, "when"), one.when) for index, one in enumerate(self.procedure.steps)]
        whens += [(("prohibited", index, "when"), one.when) for index, one in enumerate(self.procedure.prohibited)]
        first: dict[str, bool] = {}
        for path, condition in whens:
            for leaf in condition.leaves if condition is not None else ():
                if isinstance(leaf, CaseTrue | CaseCompared | CaseHas):
                    is_list = isinstance(leaf, CaseHas)
                    if first.setdefault(leaf.key, is_list) != is_list:
                        message = f"case.{leaf.key} is asked for with 'in' and in another way: no value answers both"
                        self.findings.warning(path, "asked-two-ways", message, "Ask for it in one way.")

    def _gate_or_order(self, path: Path, rule: Prohibition, gate: StepId) -> None:
        late = kept_back(rule, self.procedure)
        for step in self.performers.get(rule.action, ()):
            if step.id in late:
                message = (
                    f"'{gate}' comes after '{step.id}', which this forbids until then: following one breaks the other"
                )
                self.findings.warning(path, "gate-contradicts", message, "Open the gate sooner, or drop it.")
            elif gate in step.after:
                message = f"'{step.id}' already comes after '{gate}': one slip would be charged twice"
                self.findings.warning(path, "double-charge", message, "Write the gate or the order, not both.")

    def _known_step(self, path: Path, name: str) -> bool:
        if StepId(name) in self.steps:
            return True
        if not self.findings.document.may_have_lost_names("steps"):
            instead = performed_by(self.procedure)
            self.findings.require(path, name, self.steps, "step", instead=instead, within=_named(f"step:{name}", name))
        return False

    def _roles(self, path: Path, roles: Iterable[RoleId]) -> None:
        if not self.findings.document.may_have_lost_names("roles"):
            self.findings.require_all(path, roles, self.words.roles.keys(), "role", home=_home("role"))

    def _words(self, path: Path, names: Iterable[str], known: Collection[str], what: str) -> None:
        """Each stands in the list once and, where a scenario is to know it, is declared."""
        names = tuple(names)
        is_free = self.stands_alone or self.findings.document.may_have_lost_names(f"{what}s")
        self.findings.require_all(path, names, {*known, *names} if is_free else {*known}, what, home=_home(what))

    def _action(self, path: Path, action: ActionId) -> None:
        if not self.stands_alone and not self.findings.document.may_have_lost_names("actions"):
            self.findings.require(path, action, self.words.actions, "action", home=_home("action"))

    def _moment(self, path: Path, name: str) -> None:
        if not self.findings.document.may_have_lost_names("moments"):
            within = _named(f"moment:{name}", name)
            self.findings.require(path, name, self.words.moments, "moment", home=_home("moment"), within=within)

    def _case_only(self, path: Path, condition: Condition | None) -> None:
        leaf = next(
            (
                one
                for one in (condition.leaves if condition is not None else ())
                if not isinstance(one, CaseTrue | CaseCompared | CaseHas | Constant)
            ),
            None,
        )
        if leaf is not None:
            message = "a procedure's 'when' sees only the case: what applies is never up to the players"
            cure = "Ask for case.key, as in case.account_data."
            self.findings.error(path, "bad-condition", message, cure)

    def _once(self, key: str, ids: list[str], what: str) -> None:
        seen: set[str] = set()
        for index, name in enumerate(ids):
            if name in seen:
                message = f"the {what} '{name}' stands here a second time"
                self.findings.error((key, index, "id"), "repeated", message, "Give each a name of its own.")
            seen.add(name)

    def _one_step_an_action(self) -> None:
        owner: dict[ActionId, int] = {}
        for index, step in enumerate(self.procedure.steps):
            for position, action in enumerate(actions_of(step)):
                path = ("steps", index, "actions", position) if step.actions else ("steps", index, "id")
                if action not in owner:
                    owner[action] = index
                elif owner[action] == index:
                    message = f"'{action}' stands in this list twice"
                    self.findings.error(path, "repeated", message, "Keep one of the two.")
                elif (first := self.procedure.steps[owner[action]].id) != step.id:
                    message = f"'{action}' already performs the step '{first}'"
                    cure = "An action performs one step: use another action here."
                    self.findings.error(path, "shared-action", message, cure)

    def _circles(self) -> None:
        after: dict[str, tuple[StepId, ...]] = {step: one.after for step, one in self.steps.items()}
        anchors: dict[str, tuple[StepId, ...]] = {
            step: (start,) if (start := anchor_step(one)) else () for step, one in self.steps.items()
        }
        for edges, key, what in (
            (after, ("after",), "wait for each other"),
            (anchors, ("deadline", "from"), "start each other's clocks"),
        ):
            for circle in find_circles(edges):
                path = ("steps", self.index[StepId(circle[0])], *key)
                shown = " -> ".join((*circle, circle[0]))
                message = f"these steps {what}: {shown}"
                self.findings.error(path, "circle", message, "Cut the circle at one of them.")


def performed_by(procedure: Procedure) -> Mapping[str, Collection[str]]:
    """What to write where the id of an action stands in place of its step's, each with that action."""
    return {
        f"That is an action: write {step.id}, the step that it performs.": actions_of(step) for step in procedure.steps
    }


def _named(written: str, name: str) -> Part:
    """The name in `step:name` or `moment:name`: what is wrong there, and what a cure replaces."""
    return Part(written, len(written) - len(name), len(written))


def _home(what: str) -> str:
    """Where a word of a procedure can be declared."""
    return f" under {what}s or{IN_VOCABULARY}"
