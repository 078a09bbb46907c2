"""What keeps a drill's procedure from being followed to 100: the best play's losses, and at each why nobody can do better."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ccdrill.authoring.document import Document
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.locate import Path
from ccdrill.engine.calendar import span_label
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import StepId
from ccdrill.model.kept_back import kept_back
from ccdrill.model.procedure import actions_of, gate_step
from ccdrill.rehearsal.clocks import check_clocks
from ccdrill.rehearsal.full_score import LEAST_SHOWN, check_full_score, untried
from ccdrill.rehearsal.harm import is_needlessly_bad
from ccdrill.rehearsal.impossible import Impossible, impossible
from ccdrill.rehearsal.orderly import orderly_in
from ccdrill.rehearsal.prospect import Prospect
from ccdrill.rehearsal.ranges import NEVER
from ccdrill.rehearsal.survey import Survey
from ccdrill.scoring.fit import unmanned_steps
from ccdrill.scoring.order import Pair
from ccdrill.scoring.result import Item, rounded
from ccdrill.scoring.titles import joined

_CODES = {
    "omitted": ("step-out-of-reach", "id"),
    "order": ("order-impossible", "after"),
    "late": ("deadline-impossible", "deadline"),
    "role": ("role-impossible", "responsible"),
    "evidence": ("record-impossible", "evidence"),
    "place": ("place-impossible", "where"),
}
"""What to call a loss that the best play can't avoid, and the key of the step that it is about."""


def check_prospect(
    drill_document: Document, procedure_document: Document, prospect: Prospect, survey: Survey
) -> tuple[Diagnostic, ...]:
    """What keeps the procedure from being followed to 100 in this drill, at its lines."""
    return _Check(drill_document, procedure_document, prospect, survey).run()


class _Check:
    def __init__(
        self, drill_document: Document, procedure_document: Document, prospect: Prospect, survey: Survey
    ) -> None:
        self.in_drill, self.in_procedure = Findings(drill_document), Findings(procedure_document)
        self.prospect = prospect
        self.frame = prospect.frame
        self.lost = prospect.score.items if prospect.score is not None else ()
        self.survey = survey
        self.orderly = orderly_in(survey.table, self.frame)
        self.place = {step.id: index for index, step in enumerate(self.frame.procedure.steps)}

    def run(self) -> tuple[Diagnostic, ...]:
        closed, cannot = list(self._out_of_reach()), list(self._cannot())
        check_full_score(self.in_drill, self.prospect, self.survey, closed, cannot)
        self._ending()
        is_misplaced = self._role_of_the_player()
        self.lost = tuple(item for item in self.lost if not self._is_for_time(item, cannot))
        for item in self.lost:
            is_told = item.kind == "role" and (is_misplaced or self._is_nobodys(item))
            if not is_told and not (item.kind == "omitted" and item.step in closed):
                self._item(item)
        self._impossible(cannot, {(item.step, _CODES[item.kind][0]) for item in self.lost if item.kind in _CODES})
        check_clocks(self.in_procedure, self.prospect, self.survey, closed)
        if closed:
            self._closed(closed)
        return (*self.in_drill.sorted(), *self.in_procedure.sorted())

    def _role_of_the_player(self) -> bool:
        """Whether somebody alone plays a role that may do nothing of what counts: one slip, not one for each step."""
        role, steps = self.prospect.exercise.drill.plays, self.frame.steps
        asked = [name for name in self.frame.required if steps[name].responsible]
        if role is None or len(asked) <= 1 or any(self.frame.may_act(role, name) for name in asked):
            return False
        message = f"'{role}' may do none of the steps that count here"
        self.in_drill.shown(
            ("plays",), "role-impossible", message, "Play a role that the steps name, or a deputy.", at_key=False
        )
        return True

    def _is_nobodys(self, item: Item) -> bool:
        """Whether nobody takes part who may do the step: that is told without playing."""
        return item.step is not None and item.step in unmanned_steps(self.prospect.exercise.drill, self.frame)

    def _cannot(self) -> Iterator[Impossible]:
        """What no play can give, whatever the best one loses."""
        known = list(impossible(self.survey.table, self.frame, self.prospect.exercise.drill, self.orderly))
        yield from known
        if self.prospect.score is None:
            from ccdrill.rehearsal.too_late import never_after  # a search that comes to its end needs none of it

            places = {one.path[:2] for one in known}
            yield from (one for one in never_after(self.survey, self.frame) if one.path[:2] not in places)

    def _is_for_time(self, item: Item, cannot: Collection[Impossible]) -> bool:
        """Whether the best play breaks an order only because a deadline can't be kept in order: that is told at the deadline."""
        because = {one.about for one in cannot if one.code == "deadline-impossible"}
        return bool(item.pairs) and all((late, first) in because for first, late in self._direct(item))

    def _impossible(self, cannot: Iterable[Impossible], told: set[tuple[StepId | None, str]]) -> None:
        """What no play can give, and the best play has not shown: it is not known, or loses nothing by it."""
        steps = self.frame.procedure.steps
        named = {*(step for step, _ in told), *self._out_of_reach()}
        for one in cannot:
            is_step = one.path[0] == "steps"
            if not named.isdisjoint(one.about):
                continue
            if is_step and (steps[int(one.path[1])].id, one.code) in told:
                continue
            if not is_step and self.lost:
                continue  # the best play has said so
            self.in_procedure.shown(one.path, one.code, one.message, one.cure, at_key=is_step)

    def _ending(self) -> None:
        """Whether whoever does best by the procedure does badly in the story."""
        best = self.prospect.best
        if best is None or not best.is_best_kind or not is_needlessly_bad(best.end, self.survey):
            return
        ends = f"ends badly, in '{best.end.state}', and no other scores as much and ends better"
        message = f"the best play of this drill {ends}{untried(self.prospect, self.survey)}"
        cure = "Let the story turn out well for who follows the procedure, or ask for something else."
        self.in_drill.shown(("scenario",), "best-ends-badly", message, cure, self.prospect.play, at_key=False)

    def _item(self, item: Item) -> None:
        drill = self.prospect.exercise.drill.id
        if item.rule is not None:
            rules = self.frame.procedure.prohibited
            index, rule = next((index, rule) for index, rule in enumerate(rules) if rule.id == item.rule)
            first = self.frame.performer.get(rule.action)
            if first not in kept_back(rule, self.frame.procedure):  # else that is told without playing
                self._contradicts(index, f"even the best play breaks this: {item.sentence}")
        elif item.step is not None and item.kind == "omitted":
            self._omitted(item.step)
        elif item.step is not None:
            code, key = _CODES[item.kind]
            points = rounded(item.points, 1) if item.points >= LEAST_SHOWN else "less than 0.1"
            loses = (
                f"loses {points} points here" if item.points else "fails here, at no cost"
            )  # what is critical is listed
            message = f"in '{drill}' even the best play {loses}: {item.sentence}"
            # whose `after` was not kept, whoever is charged
            asks = self._direct(item)[0][1] if item.pairs else item.step
            cure = self._gate(item) or f"{self._soonest(item)}Change the scenario, or what the step asks for."
            self.in_procedure.shown(("steps", self.place[asks], key), code, message, cure)

    def _direct(self, item: Item) -> Sequence[Pair]:
        """The pairs of an order that was not kept in which the second step names the first; all, where none does."""
        direct = [(first, late) for first, late in item.pairs if first in self.frame.steps[late].after]
        return direct or item.pairs

    def _contradicts(self, rule: int, reason: str) -> None:
        message = f"in '{self.prospect.exercise.drill.id}' {reason}"
        is_gate = self.frame.procedure.prohibited[rule].until or self.frame.procedure.prohibited[rule].since
        cure = "Open the gate sooner, or drop it." if is_gate else "Open the gate (until), or drop it."
        self.in_procedure.shown(("prohibited", rule), "gate-contradicts", message, cure, at_key=False)

    def _omitted(self, step: StepId) -> None:
        """A step that the best play leaves out: because a rule forbids what does it, or because nothing can."""
        actions = set(actions_of(self.frame.steps[step]))
        rules = [index for index, rule in enumerate(self.frame.procedure.prohibited) if rule.action in actions]
        if rules:
            self._contradicts(rules[0], f"even the best play leaves out the step '{step}' rather than break this")
        else:
            self._out_of_reach_at(step, "even the best play leaves it out")

    def _closed(self, steps: list[StepId]) -> None:
        """Steps that no play does: told once, for what keeps people from one mostly keeps them from others."""
        first, *others = steps
        nor = f", nor {joined([repr(str(one)) for one in others])}" if others else ""
        self._out_of_reach_at(first, f"no play of this drill ever does it{nor}")

    def _out_of_reach_at(self, step: StepId, reason: str) -> None:
        where, beside = f"in '{self.prospect.exercise.drill.id}'", untried(self.prospect, self.survey)
        message = f"{where} this step is out of reach: {reason}{beside}"
        path: Path = ("steps", self.place[step], "id")
        cure = "Let a choice that can be taken do it, or leave it out of the drill's scope."
        self.in_procedure.shown(path, "step-out-of-reach", message, cure, at_key=False)

    def _out_of_reach(self) -> Iterator[StepId]:
        """Steps that count and that no choice which can be taken performs: without a pace nobody waits until it can."""
        only_by_waiting = frozenset() if self.prospect.exercise.drill.pace else self.survey.waited.choices
        possible = {
            self.frame.performer.get(action)
            for row in self.survey.table.every_row
            if self.survey.can_take(row.offer.key) is not False and row.offer.key not in only_by_waiting
            for action, _ in row.acts
        }
        return (step for step in self.frame.steps if step in self.frame.exercised and step not in possible)

    def _gate(self, item: Item) -> str:
        """What to do where a step is late only because a rule forbids it until another step."""
        if item.kind != "late" or item.step is None or item.due is None or self._soonest(item):
            return ""
        open_at, gate = self.orderly.gate(item.step)
        if gate is None or open_at <= item.due:
            return ""
        never = "at all" if open_at >= NEVER else f"before {span_label(open_at)} after the start"
        forbids = f"'{gate.id}' forbids it until '{gate_step(gate)}', after which no play does it {never}"
        return f"{forbids}. Open that gate sooner, or ask for less."

    def _soonest(self, item: Item) -> str:
        """How soon a step that is late can be done at all, if never in time; else the best play has better to do."""
        soonest = self.orderly.alone.get(item.step) if item.step is not None else None
        if item.kind != "late" or item.step is None or soonest is None or item.due is None:
            return ""
        if soonest > item.due:
            return f"No play does it before {span_label(soonest)} after the start. "
        in_order, first = self.orderly.soonest(item.step), self.orderly.waits_for(item.step)
        if first is None or not item.due < in_order < NEVER:
            return ""
        return (
            f"After '{first}', which must come first, no play does it before {span_label(in_order)} after the start. "
        )
