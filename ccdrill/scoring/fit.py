"""Whether a procedure can be scored in a drill: what only shows when scenario, procedure and drill meet."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.condition import CaseCompared, CaseHas, CaseTrue
from ccdrill.model.diagnostics import Cause, Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.ids import PlaceId, RoleId, StepId
from ccdrill.model.procedure import Procedure, anchor_step
from ccdrill.model.scenario import CaseValue, Scenario, acts_of
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.model.walks import choices_of, doable_actions, moments_of
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.idle_rules import check_bound, check_gates

if TYPE_CHECKING:
    from ccdrill.authoring.library.library import Library
    from ccdrill.authoring.library.rehearsable import Rehearsable

_MOST_NAMED = 3
"""Steps that are named when one slip concerns many."""


def check_fitting(parts: "Rehearsable", library: "Library") -> tuple[Diagnostic, ...]:
    """What only shows when a drill meets its scenario and procedure; nothing while one of them has errors."""
    if has_errors(parts.diagnostics) or not parts.is_whole():
        return ()
    exercise = parts.exercise(library.vocabulary, library.vocabularies)
    assert parts.drill.loaded is not None and parts.procedure is not None and parts.procedure.loaded is not None
    return check_fit(
        parts.drill.loaded.document,
        parts.procedure.loaded.document,
        exercise.drill,
        exercise.scenario,
        exercise.procedure,
        exercise.vocabulary,
    )


def check_fit(
    drill_document: Document,
    procedure_document: Document,
    drill: Drill,
    scenario: Scenario,
    procedure: Procedure,
    vocabulary: Vocabulary,
) -> tuple[Diagnostic, ...]:
    """Problems at the drill's and the procedure's lines; the three models have passed their own checks."""
    frame = frame_procedure(
        procedure, vocabulary.roles, scenario.case, doable=doable_actions(scenario), scope=drill.scope
    )
    in_drill, in_procedure = Findings(drill_document), Findings(procedure_document)
    if frame.weight == 0:
        in_drill.error(
            ("scope",) if drill.scope else ("procedure",),
            "nothing-to-score",
            f"no required step of '{procedure.id}' can be done in '{scenario.id}'",
            "Widen the scope, or let a choice of the scenario do an action of the procedure.",
        )
    else:
        _check_offered(in_procedure, drill, scenario, frame)
    _check_case(in_procedure, scenario, procedure)
    _check_anchors(in_procedure, frame)
    _check_moments(in_procedure, frame, scenario)
    check_gates(in_procedure, frame, scenario)
    check_bound(in_procedure, frame, scenario, drill)
    _check_objectives(in_drill, in_procedure, drill, frame)
    _check_people(in_procedure, drill, frame)
    _check_places(in_procedure, drill, scenario, frame)
    return (*in_drill.sorted(), *in_procedure.sorted())


def _check_offered(findings: Findings, drill: Drill, scenario: Scenario, frame: Frame) -> None:
    """What the drill wants followed can be done in its scenario; what can't is not scored, which an author should know."""
    silent = set(frame.not_exercised())
    for index, step in enumerate(frame.procedure.steps):
        if step.id in silent and (not drill.scope or step.id in drill.scope):
            message = f"no choice of '{scenario.id}' does this, so '{drill.id}' can't score it"
            cure = "Let a choice do one of its actions, or leave the step out of the drill's scope."
            findings.shown(("steps", index, "id"), "step-not-offered", message, cure, severity="note", at_key=False)


def _check_case(findings: Findings, scenario: Scenario, procedure: Procedure) -> None:
    """What a scenario's case lacks is false: a procedure knows more than one scenario.

    What is nearly there is a slip, and so is what is there as another kind of answer than is asked for.
    """
    asked = [(("steps", index, "when"), step.when) for index, step in enumerate(procedure.steps)]
    asked += [(("prohibited", index, "when"), rule.when) for index, rule in enumerate(procedure.prohibited)]
    leaves = [
        (path, leaf)
        for path, condition in asked
        for leaf in (condition.leaves if condition is not None else ())
        if isinstance(leaf, CaseTrue | CaseHas | CaseCompared)
    ]
    lists = {leaf.key for _, leaf in leaves if isinstance(leaf, CaseHas)}
    both_ways = {leaf.key for _, leaf in leaves if leaf.key in lists and not isinstance(leaf, CaseHas)}
    for path, leaf in leaves:
        slip = _slip(leaf, scenario, is_told_elsewhere=leaf.key in both_ways)
        if slip is not None:
            findings.warning(path, "case-unlike", *slip)


def _slip(
    asked: CaseTrue | CaseHas | CaseCompared, scenario: Scenario, *, is_told_elsewhere: bool
) -> tuple[str, str] | None:
    """How the case misses what is asked, and the cure; None: it answers, or has nothing like it.

    `is_told_elsewhere`: the procedure itself is told that it asks in two ways.
    """
    if asked.key not in scenario.case:
        near = nearest(asked.key, scenario.case, 0.75)
        return (
            (f"the case of '{scenario.id}' has no '{asked.key}', so this never holds there", f"Did you mean '{near}'?")
            if near is not None
            else None
        )
    value = scenario.case[asked.key]
    misfit = _misfit(asked, value) if not is_told_elsewhere else None
    if misfit is not None:
        return f"case.{asked.key} of '{scenario.id}' {misfit[0]}, so this asks it in vain", misfit[1]
    word = _nearly(asked, value)
    if word is not None:
        return (
            f"the case of '{scenario.id}' has another word for '{asked.key}', so the answer is always the same there",
            f"Did you mean '{word}'?",
        )
    return None


def _misfit(asked: CaseTrue | CaseHas | CaseCompared, value: CaseValue) -> tuple[str, str] | None:
    """What is wrong with what the case says, and what to write there; None: it answers what is asked."""
    key = asked.key
    match asked:
        case CaseTrue() if not isinstance(value, bool):
            return "is neither true nor false", f"Write {key}: true or {key}: false in the scenario's case."
        case CaseHas(word=word) if not isinstance(value, tuple):
            return "is no list", f"Write {key}: [{value if isinstance(value, str) else word}] in the scenario's case."
        case CaseCompared(value=Fraction() as number) if isinstance(value, bool) or not isinstance(value, int):
            return f"can't be compared with {number}", f"Write {key} as a number in the scenario's case."
        case CaseCompared(value=str(word)) if isinstance(value, bool):
            return f"is true or false, not {word}", f"Write case.{key}, or not case.{key}, without a comparison."
        case CaseCompared(value=str(word)) if not isinstance(value, str):
            return f"can't be compared with {word}", f"Write {key}: {word} in the scenario's case, or another word."
        case _:
            return None


def _nearly(leaf: CaseTrue | CaseCompared | CaseHas, value: CaseValue) -> str | None:
    """The word of the case that a condition misses by a slip; words that differ at their end alone may both be meant."""
    word = leaf.word if isinstance(leaf, CaseHas) else getattr(leaf, "value", None)
    known = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    if not isinstance(word, str) or word in known:
        return None
    near = nearest(word, known, 0.85)
    return near if near is not None and near[:-1] != word[:-1] else None


def _check_people(findings: Findings, drill: Drill, frame: Frame) -> None:
    """Somebody who may do a step takes part."""
    unmanned, alike = unmanned_steps(drill, frame), dict[frozenset[RoleId], list[int]]()
    for index, step in enumerate(frame.procedure.steps):
        if step.id in unmanned:
            alike.setdefault(frozenset(step.responsible), []).append(index)
    for first, *others in alike.values():
        nor = f", nor anybody who may do {_listed(frame, others)}" if others else ""
        message = f"nobody who may do this takes part in the drill '{drill.id}'{nor}"
        cure = "Add the role to the drill's roles, or name a deputy."
        findings.warning(("steps", first, "responsible"), "role-impossible", message, cure, at_key=True)


def unmanned_steps(drill: Drill, frame: Frame) -> frozenset[StepId]:
    """Steps that nobody may do who takes part, where a drill says who does and asks who acts."""
    if not drill.roles or "role" not in drill.ask:
        return frozenset()
    return frozenset(step for step in frame.required if not any(frame.may_act(role, step) for role in drill.roles))


def _check_places(findings: Findings, drill: Drill, scenario: Scenario, frame: Frame) -> None:
    """Where a drill asks for places, one of a step's is offered."""
    if "where" not in drill.ask:
        return
    offered: dict[StepId, set[PlaceId]] = {}
    for choice in choices_of(scenario):
        for act in acts_of(choice):
            if act.action in frame.performer:
                offered.setdefault(frame.performer[act.action], set()).update(choice.where)
    for index, step in enumerate(frame.procedure.steps):
        if step.id in frame.exercised and step.where and offered.get(step.id, set()).isdisjoint(step.where):
            message = (
                f"no choice of '{scenario.id}' does this at one of these places, so where it was done is not judged"
            )
            cure = "Offer the place with the choice, or ask for another one."
            findings.warning(("steps", index, "where"), "place-impossible", message, cure, at_key=True)


def _check_anchors(findings: Findings, frame: Frame) -> None:
    """A clock that starts at a step needs that step to count whenever its followers do (docs/the-score.md, "Deadline")."""
    loose = frame.loose_anchors()
    for index, step in enumerate(frame.procedure.steps):
        if step.id in loose:
            findings.shown(
                ("steps", index, "deadline", "from"),
                "loose-anchor",
                f"'{anchor_step(step)}' does not count in this drill, but '{step.id}', whose clock it starts, does",
                "Start the clock at a step that counts, at a moment, or at start; or widen the scope.",
                severity="error",
                at_key=False,
                because=_why_uncounted(findings, frame, anchor_step(step)),
            )


def _why_uncounted(findings: Findings, frame: Frame, step: StepId | None) -> tuple[Cause, ...]:
    """Where it is told why a step does not count: the case is asked for another key than it has, or nothing does the step."""
    index = next(index for index, one in enumerate(frame.procedure.steps) if one.id == step)
    condition = frame.procedure.steps[index].when
    reasons = {(("steps", index, "id"), "step-not-offered")}
    if condition is not None and len(condition.leaves) == 1:
        reasons.add((("steps", index, "when"), "case-unlike"))
    return findings.document.causes(one for one in findings.complaints if (one.path, one.code) in reasons)


def _check_objectives(in_drill: Findings, in_procedure: Findings, drill: Drill, frame: Frame) -> None:
    """Every objective can be rated, and every prohibition counts against one that there is."""
    for index, objective in enumerate(drill.objectives):
        if objective.steps and not any(step in frame.required for step in objective.steps):
            message = f"no step of the objective '{objective.id}' counts in this drill, so it can't be rated"
            cure = "Name steps that count, widen the scope, or let the scenario do them."
            because = _not_offered(in_procedure, frame, objective.steps)
            in_drill.warning(
                ("objectives", index, "steps"), "nothing-to-rate", message, cure, at_key=True, because=because
            )
    known = {objective.id for objective in drill.objectives}
    of_steps = {step.objective for step in frame.procedure.steps}
    for index, rule in enumerate(frame.procedure.prohibited):
        if rule.objective is not None and known and rule.objective not in known | of_steps:
            message = f"the drill '{drill.id}' has no objective '{rule.objective}'"
            cure = f"Known there: {', '.join(sorted(known))}."
            in_procedure.warning(("prohibited", index, "objective"), "unknown-objective", message, cure)


def _not_offered(in_procedure: Findings, frame: Frame, steps: Collection[StepId]) -> tuple[Cause, ...]:
    """Where it is told of all these steps that no choice does them; nothing if of one it is not."""
    paths = {("steps", index, "id") for index, step in enumerate(frame.procedure.steps) if step.id in steps}
    told = [one for one in in_procedure.complaints if one.code == "step-not-offered" and one.path in paths]
    return in_procedure.document.causes(told) if len(told) == len(set(steps)) else ()


def _check_moments(findings: Findings, frame: Frame, scenario: Scenario) -> None:
    """The moment that starts a clock is marked by something."""
    marked = moments_of(scenario)
    for moment, places in frame.clocks_by_moment().items():
        if moment not in marked:
            findings.warning(
                ("steps", places[0], "deadline", "from"),
                "clock-never-starts",
                f"nothing in '{scenario.id}' marks '{moment}', {never_judged(frame, places)}",
                "Mark the moment in a state or an inject.",
            )


def never_judged(frame: Frame, places: Sequence[int]) -> str:
    """What follows where nothing starts the clocks of these steps, by their places."""
    return (
        f"so the deadline of {_listed(frame, places[:1])} is never judged there{others_named('nor', frame, places[1:])}"
    )


def others_named(word: str, frame: Frame, places: Sequence[int]) -> str:
    """The other steps, by their places, whose clocks one slip concerns, behind `word`: told with the first of them. Empty: none."""
    return f", {word} {'those' if places[1:] else 'that'} of {_listed(frame, places)}" if places else ""


def _listed(frame: Frame, places: Sequence[int]) -> str:
    names = [f"'{frame.procedure.steps[place].id}'" for place in places]
    if len(names) > _MOST_NAMED + 1:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]
