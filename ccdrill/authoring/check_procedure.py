"""Whether a procedure's names resolve and its rules can be scored. Looks at this one file and the shared vocabulary."""

from collections import Counter
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from ccdrill.authoring.document import Document, Path
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.texts import check_card_numbers
from ccdrill.model.condition import CaseCompared, CaseHas, CaseTrue, Condition, Constant, leaves
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import ActionId, MomentId, RoleId, StepId
from ccdrill.model.procedure import Deadline, Fractions, Procedure, Prohibition, Step, actions_of
from ccdrill.model.vocabulary import Vocabulary

_IN_VOCABULARY = " in the vocabulary (scenarios/vocabulary.yaml)"


def check_procedure(
    document: Document, procedure: Procedure, vocabulary: Vocabulary, *, own_actions: bool = False
) -> tuple[Diagnostic, ...]:
    """Everything in the file that does not fit, by place. With `own_actions` the vocabulary need not know its actions."""
    return _ProcedureCheck(document, procedure, vocabulary, own_actions).run()


class _ProcedureCheck:
    def __init__(self, document: Document, procedure: Procedure, vocabulary: Vocabulary, own_actions: bool) -> None:
        self.findings = Findings(document)
        self.procedure = procedure
        self.vocabulary = vocabulary
        self.own_actions = own_actions
        self.steps = {step.id: step for step in procedure.steps}
        self.roles: Mapping[RoleId, object] = {**vocabulary.roles, **procedure.roles}

    def run(self) -> tuple[Diagnostic, ...]:
        if not self.procedure.steps:
            self.findings.error(("steps",), "empty-list", "the procedure has no steps", "Write at least one.")
        self._once("steps", [step.id for step in self.procedure.steps], "step")
        self._once("prohibited", [rule.id for rule in self.procedure.prohibited], "prohibition")
        for role, entry in self.procedure.roles.items():
            self.findings.require_all(
                ("roles", role, "deputies"), entry.deputies, self.roles, "role", home=" under roles"
            )
        self._fractions(("scoring", "costs"), self.procedure.scoring.costs)
        self._unneeded()
        for index, step in enumerate(self.procedure.steps):
            self._step(("steps", index), step)
        self._one_step_an_action()
        self._no_circles("after", {step.id: step.after for step in self.procedure.steps}, "wait for each other")
        self._no_circles(
            "deadline", {step.id: _anchor_step(step) for step in self.procedure.steps}, "anchor each other's deadlines"
        )
        for index, rule in enumerate(self.procedure.prohibited):
            self._prohibition(("prohibited", index), rule)
        for index, action in enumerate(self.procedure.accepted):
            self._action(("accepted", index), action)
        check_card_numbers(self.findings)
        return self.findings.sorted()

    def _step(self, path: Path, step: Step) -> None:
        if step.weight <= 0:
            self.findings.error(
                (*path, "weight"), "wrong-value", "a step weighs more than nothing", "Write a number above 0."
            )
        self.findings.require_all((*path, "after"), step.after, self.steps, "step")
        self.findings.require_all(
            (*path, "responsible"), step.responsible, self.roles, "role", home=" under roles or in the vocabulary"
        )
        self.findings.require_all(
            (*path, "evidence"), step.evidence, self.vocabulary.records, "record", home=_IN_VOCABULARY
        )
        self.findings.require_all((*path, "where"), step.where, self.vocabulary.places, "place", home=_IN_VOCABULARY)
        for index, action in enumerate(actions_of(step)):
            self._action((*path, "actions", index) if step.actions else (*path, "id"), action)
        if step.deadline is not None:
            self._deadline((*path, "deadline"), step, step.deadline)
        if step.costs is not None:
            self._fractions((*path, "costs"), step.costs)
        self._case_only((*path, "when"), step.when)

    def _deadline(self, path: Path, step: Step, deadline: Deadline) -> None:
        kind, _, name = deadline.from_.partition(":")
        if kind == "moment":
            self._moment((*path, "from"), name)
        elif kind == "step" and self.findings.require((*path, "from"), name, self.steps, "step"):
            anchor = self.steps[StepId(name)]
            if name == step.id:
                self.findings.error(
                    (*path, "from"),
                    "circle",
                    "a step can't start its own clock",
                    "Name another step, a moment, or start.",
                )
            elif step.required and not anchor.required:
                self.findings.error(
                    (*path, "from"),
                    "loose-anchor",
                    f"'{name}' may be left out, but this step may not",
                    "Start the clock at a required step, a moment, or start.",
                )
        if deadline.kind == "rule" and not deadline.source and not step.refs:
            self.findings.error(
                (*path, "kind"), "no-source", "a rule is named without its source", "Add source:, or say kind: target."
            )

    def _prohibition(self, path: Path, rule: Prohibition) -> None:
        if rule.cost < 0:
            self.findings.error((*path, "cost"), "wrong-value", "a cost can't be negative", "Write 0 or more.")
        self._action((*path, "action"), rule.action)
        self.findings.require_all(
            (*path, "roles"), rule.roles, self.roles, "role", home=" under roles or in the vocabulary"
        )
        for key, gate in (("until", rule.until), ("since", rule.since)):
            kind, _, name = (gate or "").partition(":")
            if kind == "step":
                self.findings.require((*path, key), name, self.steps, "step")
            elif kind == "moment":
                self._moment((*path, key), name)
        self._case_only((*path, "when"), rule.when)
        if rule.until is not None and rule.until.startswith("step:"):
            gate_step = StepId(rule.until.removeprefix("step:"))
            for step in self.procedure.steps:
                if rule.action in actions_of(step) and gate_step in step.after:
                    self.findings.warning(
                        (*path, "until"),
                        "double-charge",
                        f"'{step.id}' already comes after '{gate_step}': one slip would be charged twice",
                        "Write the gate or the order, not both.",
                    )

    def _action(self, path: Path, action: ActionId) -> None:
        if not self.own_actions:
            self.findings.require(path, action, self.vocabulary.actions, "action", home=_IN_VOCABULARY)

    def _moment(self, path: Path, name: str) -> None:
        if not self.own_actions:
            self.findings.require(path, MomentId(name), self.vocabulary.moments, "moment", home=_IN_VOCABULARY)

    def _fractions(self, path: Path, costs: Fractions) -> None:
        parts = (costs.order, costs.late, costs.role, costs.evidence, costs.place)
        if min(parts) < 0 or sum(parts) > 1:
            self.findings.error(
                path,
                "wrong-value",
                f"the fractions add up to {float(sum(parts)):g} with the defaults of those left out",
                "Keep each at 0 or more and their sum at 1 or less: doing a step badly never costs more than leaving it out.",
                at_key=True,
            )

    def _unneeded(self) -> None:
        rule = self.procedure.scoring.unneeded
        for key, value in (("cost", rule.cost), ("cap", rule.cap)):
            if value < 0:
                self.findings.error(
                    ("scoring", "unneeded", key), "wrong-value", "this can't be negative", "Write 0 or more."
                )

    def _case_only(self, path: Path, condition: Condition | None) -> None:
        if condition is None:
            return
        for leaf in leaves(condition.tree):
            if not isinstance(leaf, CaseTrue | CaseCompared | CaseHas | Constant):
                self.findings.error(
                    path,
                    "bad-condition",
                    "a procedure's 'when' sees only the case: what applies is never up to the players",
                    "Ask for case.key, as in case.account_data.",
                )
                return

    def _once(self, key: str, ids: list[str], what: str) -> None:
        for name, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(name)
                self.findings.error(
                    (key, last, "id"), "repeated", f"there are {count} {what}s '{name}'", "Give each a name of its own."
                )

    def _one_step_an_action(self) -> None:
        owner: dict[ActionId, StepId] = {}
        for index, step in enumerate(self.procedure.steps):
            for action in actions_of(step):
                if owner.setdefault(action, step.id) != step.id:
                    self.findings.error(
                        ("steps", index, "actions" if step.actions else "id"),
                        "shared-action",
                        f"'{action}' already performs the step '{owner[action]}'",
                        "An action performs one step: use another action here.",
                    )

    def _no_circles(self, key: str, edges: Mapping[StepId, Iterable[StepId]], what: str) -> None:
        try:
            TopologicalSorter(
                {step: [one for one in before if one in self.steps] for step, before in edges.items()}
            ).prepare()
        except CycleError as error:
            circle = [str(name) for name in error.args[1]]
            index = [step.id for step in self.procedure.steps].index(StepId(circle[0]))
            self.findings.error(
                ("steps", index, key),
                "circle",
                f"these steps {what}: {' -> '.join(circle)}",
                "Cut the circle at one of them.",
            )


def _anchor_step(step: Step) -> tuple[StepId, ...]:
    if step.deadline is None or not step.deadline.from_.startswith("step:"):
        return ()
    return (StepId(step.deadline.from_.removeprefix("step:")),)
