"""What keeps a drill's procedure from being followed to 100: the best play's losses, and at each why nobody can do better."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint, Document
from ccdrill.authoring.reading.locate import Path
from ccdrill.engine.calendar import span_label
from ccdrill.engine.situation import Situation
from ccdrill.model.diagnostics import Cause, Diagnostic
from ccdrill.model.ids import StepId
from ccdrill.model.kept_back import kept_back
from ccdrill.model.procedure import actions_of, gate_step
from ccdrill.rehearsal.drill.clocks import check_clocks
from ccdrill.rehearsal.drill.full_score import LEAST_SHOWN, check_full_score, untried
from ccdrill.rehearsal.drill.impossible import Impossible, impossible
from ccdrill.rehearsal.drill.orderly import orderly_in
from ccdrill.rehearsal.drill.prospect import Prospect
from ccdrill.rehearsal.known.ranges import NEVER
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.scoring.fit import unmanned_steps
from ccdrill.scoring.order import Pair
from ccdrill.scoring.result import Item, rounded
from ccdrill.scoring.titles import joined

if TYPE_CHECKING:
    from ccdrill.rehearsal.telling.told import Heard

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
        self.proved = set[tuple[Path, str]]()
        """What no play can give, for any length of waiting: at which step or prohibition, and what it is called."""
        self.place = {step.id: index for index, step in enumerate(self.frame.procedure.steps)}

    def run(self) -> tuple[Diagnostic, ...]:
        closed, cannot = list(self._out_of_reach()), list(self._cannot())
        self.proved = {(one.path[:2], one.code) for one in cannot}
        out_of_reach = self._closed(closed)
        self._ending()
        misplaced = self._role_of_the_player()
        causes: list[tuple[Cause, ...]] = []
        """Of each loss of the best play where it is told; nothing: at no place of its own."""
        by_time = [item for item in self.lost if self._is_for_time(item, cannot)]
        self.lost = tuple(item for item in self.lost if item not in by_time)
        for item in self.lost:
            if item.kind == "omitted" and item.step in closed:
                because = out_of_reach[item.step]
            elif item.kind == "role" and (misplaced or self._is_nobodys(item)):
                because = self.in_drill.document.causes(misplaced)
            else:
                because = self._item(item)
            if item.points:
                causes.append(because)
        told = {(item.step, _CODES[item.kind][0]) for item in self.lost if item.kind in _CODES}
        impossible = self._impossible(cannot, told)
        late = [self._late_first(item) for item in by_time if item.points]
        causes += [self._causes(impossible.get(pair) for pair in pairs) for pairs in late]
        check_clocks(self.in_procedure, self.prospect, self.survey, closed, self.heard)
        because = _all_of(causes) if self.prospect.score is not None else self._all_of_the_rest(out_of_reach, cannot)
        check_full_score(self.in_drill, self.prospect, self.survey, closed, cannot, because)
        return (*self.in_drill.sorted(), *self.in_procedure.sorted())

    def _causes(self, told: Iterable[Complaint | None]) -> tuple[Cause, ...]:
        """Where something is told in the procedure; nothing if a part of it is not."""
        complaints = list(told)
        kept = [one for one in complaints if one is not None and one in self.in_procedure.complaints]
        return self.in_procedure.document.causes(kept) if len(kept) == len(complaints) else ()

    def _all_of_the_rest(
        self, out_of_reach: Mapping[StepId, tuple[Cause, ...]], cannot: Iterable[Impossible]
    ) -> tuple[Cause, ...]:
        """Why no play scores 100, where it is known of none how much it scores; nothing unless that is all for steps that none does.

        Or for steps that a rule forbids to everybody at all times: they are left out, or the rule is broken.
        """
        weights = {step: self.frame.steps[step].weight for step in self.frame.required}
        lost = {step: weights[step] for step in out_of_reach if step in weights}
        told = [out_of_reach[step] for step in lost]
        rules = self.frame.procedure.prohibited
        gates = [int(one.path[1]) for one in cannot if one.code == "gate-contradicts"]
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
                told.append(self._causes(one for one in self.in_procedure.complaints if one.path in at))
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

    def _is_for_time(self, item: Item, cannot: Collection[Impossible]) -> bool:
        """Whether the best play breaks an order only because a deadline can't be kept in order: that is told at the deadline."""
        because = {one.about for one in cannot if one.code == "deadline-impossible"}
        return bool(item.pairs) and because.issuperset(self._late_first(item))

    def _late_first(self, item: Item) -> list[tuple[StepId, ...]]:
        """The steps between which an order was not kept, as what is impossible names them."""
        return [(late, first) for first, late in self._direct(item)]

    def _impossible(
        self, cannot: Iterable[Impossible], told: set[tuple[StepId | None, str]]
    ) -> dict[tuple[StepId, ...], Complaint]:
        """What no play can give, and the best play has not shown: it is not known, or loses nothing by it. By what it is about."""
        steps, found = self.frame.procedure.steps, dict[tuple[StepId, ...], Complaint]()
        named = {*(step for step, _ in told), *self._out_of_reach()}
        for one in cannot:
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

    def _item(self, item: Item) -> tuple[Cause, ...]:
        """Tells of a loss of the best play. Where: nothing if it is not lost at a place of its own."""
        drill = self.prospect.exercise.drill.id
        if item.rule is not None:
            rules = self.frame.procedure.prohibited
            index, rule = next((index, rule) for index, rule in enumerate(rules) if rule.id == item.rule)
            first = self.frame.performer.get(rule.action)
            if first in kept_back(rule, self.frame.procedure):  # that is told without playing
                told = Complaint(("prohibited", index, "until"), "gate-contradicts", "", "")
                return self.in_procedure.document.causes([told])
            return self._causes([self._contradicts(index, f"even the best play breaks this: {item.sentence}")])
        if item.step is not None and item.kind == "omitted":
            return self._causes([self._omitted(item.step)])
        if item.step is not None:
            code, key = _CODES[item.kind]
            points = rounded(item.points, 1) if item.points >= LEAST_SHOWN else "less than 0.1"
            loses = (
                f"loses {points} points here" if item.points else "fails here, at no cost"
            )  # what is critical is listed
            # whose `after` was not kept, whoever is charged
            asks = self._direct(item)[0][1] if item.pairs else item.step
            gate, soonest = self._gate(item), self._soonest(item)
            cure = gate or f"{soonest}Change the scenario, or what the step asks for."
            path: Path = ("steps", self.place[asks], key)
            message = f"in '{drill}' even the best play {loses}: {item.sentence}"
            if not gate and not soonest and (item.kind != "role" or self.prospect.exercise.drill.plays is None):
                message = self._as_tried(message, path, code)
            shown = self.in_procedure.shown(path, code, message, cure, because=self._late_before(item))
            return self._causes([shown])
        return ()

    def _late_before(self, item: Item) -> tuple[Cause, ...]:
        """Where it is told that a step is late which must come first, and can't be done before this one is due."""
        if item.kind != "late" or item.step is None or item.due is None:
            return ()
        first = self.orderly.too_late_for(item.step, item.due)
        late = next((one for one in self.lost if one.kind == "late" and one.step == first), None)
        if first is None or late is None or late.due is None or self.orderly.soonest(first) <= late.due:
            return ()
        path = ("steps", self.place[first], "deadline")
        told = Complaint(path, "deadline-impossible", "", "", at_key=True)
        return self._late_before(late) or self.in_procedure.document.causes([told])

    def _direct(self, item: Item) -> Sequence[Pair]:
        """The pairs of an order that was not kept in which the second step names the first; all, where none does."""
        direct = [(first, late) for first, late in item.pairs if first in self.frame.steps[late].after]
        return direct or item.pairs

    def _contradicts(self, rule: int, reason: str) -> Complaint:
        path: Path = ("prohibited", rule)
        message = self._as_tried(f"in '{self.prospect.exercise.drill.id}' {reason}", path, "gate-contradicts")
        is_gate = self.frame.procedure.prohibited[rule].until or self.frame.procedure.prohibited[rule].since
        cure = "Open the gate sooner, or drop it." if is_gate else "Open the gate (until), or drop it."
        return self.in_procedure.shown(path, "gate-contradicts", message, cure, at_key=False)

    def _as_tried(self, message: str, path: Path, code: str) -> str:
        """What is said of the best play, with what was not tried: unless that is known of every play."""
        beside = "" if (path[:2], code) in self.proved else untried(self.prospect, self.survey)
        return message.removesuffix(".") + beside if beside else message

    def _omitted(self, step: StepId) -> Complaint:
        """A step that the best play leaves out: because a rule forbids what does it, or because nothing can."""
        actions = set(actions_of(self.frame.steps[step]))
        rules = [index for index, rule in enumerate(self.frame.procedure.prohibited) if rule.action in actions]
        if rules:
            return self._contradicts(
                rules[0], f"even the best play leaves out the step '{step}' rather than break this"
            )
        return self._out_of_reach_at(step, "even the best play leaves it out")

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
            shown = self._out_of_reach_at(first, f"no play of this drill ever does it{nor}", because)
            found |= dict.fromkeys(many, self._causes([shown]))
        return found

    def _out_of_reach_at(self, step: StepId, reason: str, because: tuple[Cause, ...] = ()) -> Complaint:
        beside = "" if because else untried(self.prospect, self.survey)  # it is as sure as what it follows from
        message = f"in '{self.prospect.exercise.drill.id}' the step '{step}' is out of reach: {reason}{beside}"
        path: Path = ("steps", self.place[step], "id")
        cure = "Let a choice that can be taken do it, or leave it out of the drill's scope."
        return self.in_procedure.shown(path, "step-out-of-reach", message, cure, at_key=False, because=because)

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
