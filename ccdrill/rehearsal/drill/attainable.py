"""What keeps a drill's procedure from being followed to 100: all that is to be told of it, each once, and what follows from what."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint, Document
from ccdrill.engine.situation import Situation
from ccdrill.model.diagnostics import Cause, Diagnostic
from ccdrill.model.ids import StepId
from ccdrill.model.procedure import actions_of
from ccdrill.rehearsal.drill.clocks import check_clocks
from ccdrill.rehearsal.drill.full_score import check_full_score, untried
from ccdrill.rehearsal.drill.impossible import Impossible, impossible
from ccdrill.rehearsal.drill.losing import CODES, Losing
from ccdrill.rehearsal.drill.orderly import orderly_in
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.telling.traps import STUCK
from ccdrill.scoring.fit import unmanned_steps
from ccdrill.scoring.result import Item
from ccdrill.scoring.titles import joined

if TYPE_CHECKING:
    from ccdrill.rehearsal.telling.told import Heard


def check_prospect(
    drill_document: Document,
    procedure_document: Document,
    prospect: Prospect,
    survey: Survey,
    heard: "Heard | None" = None,
) -> tuple[Diagnostic, ...]:
    """What keeps the procedure from being followed to 100 in this drill, at its lines. `heard`: what is told of the story."""
    return _Check(drill_document, procedure_document, prospect, survey, heard).run()


class _Check:
    def __init__(
        self,
        drill_document: Document,
        procedure_document: Document,
        prospect: Prospect,
        survey: Survey,
        heard: "Heard | None" = None,
    ) -> None:
        self.in_drill, self.in_procedure = Findings(drill_document), Findings(procedure_document)
        self.prospect = prospect
        self.frame = prospect.frame
        self.lost = prospect.score.items if prospect.score is not None else ()
        self.survey = survey
        self.heard = heard
        self.orderly = orderly_in(survey.table, self.frame)
        self.cannot = tuple(self._cannot())
        self.losing = Losing(self.in_procedure, prospect, survey, self.orderly, self.cannot)

    def run(self) -> tuple[Diagnostic, ...]:
        closed = list(self._out_of_reach())
        self.losing.shut = out_of_reach = self._closed(closed)
        self._ending()
        misplaced = self._role_of_the_player()
        causes: list[tuple[Cause, ...]] = []
        """Of each loss of the best play where it is told; nothing: at no place of its own."""
        by_time = [item for item in self.lost if self._is_for_time(item)]
        self.lost = tuple(item for item in self.lost if item not in by_time)
        out_of_order = self._out_of_order()
        self.lost = tuple(item for item in self.lost if item not in out_of_order)
        hanging = self._on_where_plays_get_stuck()
        for item in self.lost:
            if item.kind == "omitted" and item.step in closed:
                because = out_of_reach[item.step]
            elif item.kind == "role" and (misplaced or self._is_nobodys(item)):
                because = self.in_drill.document.causes(misplaced)
            else:
                because = self.losing.tell(item, hanging.get(item, ()))
            if item.points:
                causes.append(because)
        told = {(item.step, CODES[item.kind][0]) for item in self.lost if item.kind in CODES}
        impossible = self._impossible(told)
        late = [self._late_first(item) for item in by_time if item.points]
        causes += [self.losing.causes(impossible.get(pair) for pair in pairs) for pairs in late]
        causes += [self._told_at_deadline(item, step) for item, step in out_of_order.items()]
        check_clocks(self.in_procedure, self.prospect, self.survey, closed, self.heard)
        because = _all_of(causes) if self.prospect.score is not None else self._all_of_the_rest(out_of_reach)
        check_full_score(self.in_drill, self.prospect, self.survey, closed, self.cannot, because)
        return (*self.in_drill.sorted(), *self.in_procedure.sorted())

    def _all_of_the_rest(self, out_of_reach: Mapping[StepId, tuple[Cause, ...]]) -> tuple[Cause, ...]:
        """Why no play scores 100, where it is known of none how much it scores; nothing unless that is all for steps that none does.

        Or for steps that a rule forbids to everybody at all times: they are left out, or the rule is broken.
        """
        weights = {step: self.frame.steps[step].weight for step in self.frame.required}
        lost = {step: weights[step] for step in out_of_reach if step in weights}
        told = [out_of_reach[step] for step in lost]
        rules = self.frame.procedure.prohibited
        gates = [int(one.path[1]) for one in self.cannot if one.code == "gate-contradicts"]
        forbidden = {
            rules[place].action: place
            for place in gates
            if rules[place].until is None and rules[place].since is None and not rules[place].roles
        }
        for step, weight in weights.items():
            by = [forbidden.get(action) for action in actions_of(self.frame.steps[step])]
            if step not in lost and None not in by:
                places = [place for place in by if place is not None]
                lost[step] = min(weight, *(rules[place].cost for place in places))
                at = {("prohibited", place) for place in places}
                told.append(self.losing.causes(one for one in self.in_procedure.complaints if one.path in at))
        share = sum(lost.values(), Fraction(0)) / self.frame.weight
        is_all = self.prospect.most >= 100 * (1 - share)  # what a search leaves open may be more
        return _all_of(told) if is_all else ()

    def _role_of_the_player(self) -> list[Complaint]:
        """What is told if somebody alone plays a role that may do nothing of what counts: one slip, not one for each step."""
        role, steps = self.prospect.exercise.drill.plays, self.frame.steps
        asked = [name for name in self.frame.required if steps[name].responsible]
        if role is None or len(asked) <= 1 or any(self.frame.may_act(role, name) for name in asked):
            return []
        message = f"'{role}' may do none of the steps that count here"
        cure = "Play a role that the steps name, or a deputy."
        return [self.in_drill.shown(("plays",), "role-impossible", message, cure, at_key=False)]

    def _is_nobodys(self, item: Item) -> bool:
        """Whether nobody takes part who may do the step: that is told without playing."""
        return item.step is not None and item.step in unmanned_steps(self.prospect.exercise.drill, self.frame)

    def _cannot(self) -> Iterator[Impossible]:
        """What no play can give, whatever the best one loses."""
        known = list(impossible(self.survey.table, self.frame, self.prospect.exercise.drill, self.orderly))
        yield from known
        if self.prospect.score is None:
            from ccdrill.rehearsal.drill.too_late import never_after  # a search that comes to its end needs none of it

            places = {one.path[:2] for one in known}
            yield from (one for one in never_after(self.survey, self.frame) if one.path[:2] not in places)

    def _is_for_time(self, item: Item) -> bool:
        """Whether the best play breaks an order only because a deadline can't be kept in order: that is told at the deadline."""
        because = {one.about for one in self.cannot if one.code == "deadline-impossible"}
        return bool(item.pairs) and because.issuperset(self._late_first(item))

    def _on_where_plays_get_stuck(self) -> Mapping[Item, tuple[Cause, ...]]:
        """What the best play loses only because it must go round such places, each with where these are told."""
        if self.heard is None or not self.lost or not any(one.code in STUCK for one in self.heard[0].complaints):
            return {}
        from ccdrill.rehearsal.drill.freed import lost_by_stuck  # few stories get stuck

        return lost_by_stuck(self.prospect, self.heard, self.losing.trials)

    def _out_of_order(self) -> dict[Item, StepId]:
        """The orders that the best play breaks for a deadline that counts from anything, each with the step whose deadline that is."""
        broken = [item for item in self.lost if item.pairs and item.points]
        if not broken:
            return {}
        from ccdrill.rehearsal.drill.for_time import kept_out_of_order  # few plays that are best break an order

        found = {item: kept_out_of_order(item, self.prospect, self.losing.trials) for item in broken}
        return {item: step for item, step in found.items() if step is not None}

    def _told_at_deadline(self, item: Item, step: StepId) -> tuple[Cause, ...]:
        """Tells an order that is broken for a deadline at that deadline: unless no play keeps it, which is told there."""
        path = self.losing.at(step, "deadline")
        told = next((one for one in self.in_procedure.complaints if one.path == path), None)
        return self.losing.causes([told or self.losing.out_of_order(item, step)])

    def _late_first(self, item: Item) -> list[tuple[StepId, ...]]:
        """The steps between which an order was not kept, as what is impossible names them."""
        return [(late, first) for first, late in self.losing.direct(item)]

    def _impossible(self, told: set[tuple[StepId | None, str]]) -> dict[tuple[StepId, ...], Complaint]:
        """What no play can give, and the best play has not shown: it is not known, or loses nothing by it. By what it is about."""
        steps, found = self.frame.procedure.steps, dict[tuple[StepId, ...], Complaint]()
        named = {*(step for step, _ in told), *self._out_of_reach()}
        for one in self.cannot:
            is_step = one.path[0] == "steps"
            if not named.isdisjoint(one.about):
                continue
            if is_step and (steps[int(one.path[1])].id, one.code) in told:
                continue
            if not is_step and self.lost:
                continue  # the best play has said so
            found[one.about] = self.in_procedure.shown(one.path, one.code, one.message, one.cure, at_key=is_step)
        return found

    def _ending(self) -> None:
        """Whether whoever does best by the procedure does badly in the story."""
        best = self.prospect.best
        if best is None or not best.is_best_kind or not _is_needlessly_bad(best.end, self.survey):
            return
        ends = f"ends badly, in '{best.end.state}', and no other scores as much and ends better"
        message = f"the best play of this drill {ends}{untried(self.prospect, self.survey)}"
        cure = "Let the story turn out well for who follows the procedure, or ask for something else."
        self.in_drill.shown(("scenario",), "best-ends-badly", message, cure, self.prospect.play, at_key=False)

    def _closed(self, steps: Collection[StepId]) -> dict[StepId, tuple[Cause, ...]]:
        """Steps that no play does, each with where that is told: once for all of the same causes, and once for those of unknown ones."""
        if not steps:
            return {}
        from ccdrill.rehearsal.telling.told import Told  # few drills have such steps

        told, by_causes = Told(self.prospect.exercise.scenario, self.heard), dict[tuple[Cause, ...], list[StepId]]()
        for step in steps:
            because = told.why_never_done(actions_of(self.frame.steps[step]))
            by_causes.setdefault(because, []).append(step)
        found = dict[StepId, tuple[Cause, ...]]()
        for because, many in by_causes.items():
            first, *others = many
            nor = f", nor {joined([repr(str(one)) for one in others])}" if others else ""
            shown = self.losing.out_of_reach(first, f"no play of this drill ever does it{nor}", because)
            found |= dict.fromkeys(many, self.losing.causes([shown]))
        return found

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


def _all_of(causes: Iterable[tuple[Cause, ...]]) -> tuple[Cause, ...]:
    """All of them, each once; nothing if a part of the whole has none."""
    many = list(causes)
    return tuple(dict.fromkeys(cause for some in many for cause in some)) if all(many) else ()


def _is_needlessly_bad(end: Situation, survey: Survey) -> bool:
    """Whether an ending is a bad one. Not where the scenario has better ones and no play reaches any: that is told of these."""
    endings, index = survey.table.program.scenario.endings, survey.table.index
    better = [name for name, ending in endings.items() if ending.kind != "bad"]
    are_out_of_reach = bool(better) and all(survey.can_reach(index[name]) is False for name in better)
    return endings[end.state].kind == "bad" and not are_out_of_reach
