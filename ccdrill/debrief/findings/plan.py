"""What is to be put right, in order of importance: the rows of an improvement plan. Who does it by when, people agree."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ccdrill.debrief.document.document import Finding
from ccdrill.debrief.document.lessons import Improvement, first_of
from ccdrill.debrief.findings.citing import Citing
from ccdrill.engine.calendar import limit_label
from ccdrill.model.errors import DamagedRun
from ccdrill.model.ids import ActionId, MomentId, RuleId, StepId, Subject
from ccdrill.model.procedure import Deadline, Prohibition
from ccdrill.model.quoting import quoted
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Item, rounded
from ccdrill.scoring.titles import Titles, joined


class Planner:
    """Tells what is to be put right by one procedure."""

    def __init__(self, frame: Frame, titles: Titles, citing: Citing) -> None:
        """`titles` of what the procedure names; `citing` for the outside sources."""
        self._frame = frame
        self._titles = titles
        self._citing = citing

    def plan(self, found: Iterable[tuple[Item, Finding]]) -> tuple[Improvement, ...]:
        """A row for each step or prohibition that lost something; `found` is each loss with its finding."""
        groups: dict[Subject, list[tuple[Item, Finding]]] = {}
        for item, finding in found:
            groups.setdefault(subject_of(item), []).append((item, finding))
        ordered = sorted(
            groups.values(),
            key=lambda group: (
                not any(item.is_critical for item, _ in group),
                -sum((item.cost for item, _ in group), Fraction(0)),
            ),
        )
        return tuple(self._row([item for item, _ in group], [finding.id for _, finding in group]) for group in ordered)

    def without_findings(self, about: Subject) -> Improvement:
        """A row for what there is no finding about, or none any more. Raises DamagedRun for a step that never was."""
        kind, _, name = about.partition(":")
        nothing = Fraction(0)
        if kind == "step":
            if StepId(name) not in self._frame.steps:
                raise DamagedRun(
                    f"something was agreed about the step '{name}', which the run's procedure does not have",
                    "Import the run again from an exported file, or delete it.",
                )
            return self._row([Item(kind="omitted", cost=nothing, points=nothing, step=StepId(name))])
        if kind == "action":
            return self._row([Item(kind="unneeded", cost=nothing, points=nothing, actions=(ActionId(name),))])
        actions = tuple(rule.action for rule in self._frame.procedure.prohibited if rule.id == name)
        return self._row([Item(kind="prohibited", cost=nothing, points=nothing, rule=RuleId(name), actions=actions)])

    def _row(self, items: Sequence[Item], findings: Sequence[str] = ()) -> Improvement:
        refs = self._refs(items[0])
        return Improvement(
            findings=tuple(findings),
            what=self._what(items),
            belongs_to=self.belongs_to(items[0]),
            is_critical=any(item.is_critical for item in items),
            points=rounded(sum((item.points for item in items), Fraction(0)), 1),
            about=subject_of(items[0]),
            refs=refs,
            sources=self._citing.words(refs),
        )

    def _refs(self, item: Item) -> tuple[str, ...]:
        if item.step is not None:
            return self._frame.steps[item.step].refs
        rule = self._rule(item)
        return rule.refs if rule is not None else ()

    def _what(self, items: Sequence[Item]) -> str:
        first = items[0]
        if first.step is not None:
            how = "; ".join(part for item in items for part in self._how(item, first.step))
            do = self._frame.steps[first.step].do
            return f"{do}: {how}" if how else do
        rule = self._rule(first)
        if rule is not None:
            return self.forbids(rule)
        return f"Leave out, or have it written into the procedure: {self._actions(items)}"

    def _how(self, item: Item, step: StepId) -> Iterator[str]:
        """What was not kept to when a step was done; nothing when it was not done."""
        match item.kind:
            case "late":
                deadline = self._frame.steps[step].deadline
                yield f"in time, {self.limit(deadline)}" if deadline is not None else "in time"
            case "order":
                missed = [quoted(self._frame.steps[r].do) for r, s in item.pairs if s == step]
                overtaken = [quoted(self._frame.steps[s].do) for r, s in item.pairs if r == step]
                if missed:
                    yield f"only after {joined(missed)}"
                if overtaken:
                    yield f"before {joined(overtaken)}"
            case "role":
                yield f"by {self.belongs_to(item)}"
            case "evidence":
                yield f"with {joined([self._titles.record(one) for one in item.missing])} on record"
            case "place":
                yield f"at {joined([self._titles.place(one) for one in self._frame.steps[step].where], 'or')}"
            case _:
                pass

    def forbids(self, rule: Prohibition) -> str:
        """What a prohibition says: what, by whom, and when; a step may be long, so what is forbidden comes before it."""
        whom = f" by {self._titles.any_of(rule.roles)}" if rule.roles else ""
        action = self._titles.action(rule.action)
        if rule.until is not None:
            return f"{action}: not{whom} before {self._gate(rule.until)}"
        if rule.since is not None:
            return f"{action}: not{whom} after {self._gate(rule.since)}"
        return f"Never{whom}: {action}"

    def _gate(self, gate: str) -> str:
        kind, _, name = gate.partition(":")
        return quoted(self._frame.steps[StepId(name)].do if kind == "step" else self._titles.moment(MomentId(name)))

    def limit(self, deadline: Deadline) -> str:
        """How much time there is, and from when on."""
        kind = deadline.from_.partition(":")[0]
        anchor = "the start" if kind == "start" else f"the {kind} {self._gate(deadline.from_)}"
        return f"within {limit_label(deadline.within)} of {anchor}"

    def deadline(self, deadline: Deadline | None) -> str:
        """In words, with what kind it is and where an outside rule stands; empty for none."""
        if deadline is None:
            return ""
        source = f": {self._citing.rule(deadline.source)}" if deadline.source else ""
        origin = f"a rule{source}" if deadline.kind == "rule" else "a target of the procedure"
        return f"{self.limit(deadline)} ({origin})"

    def belongs_to(self, item: Item) -> str:
        """Whose it is by the procedure."""
        if item.step is not None:
            return self._titles.any_of(self._frame.steps[item.step].responsible) or "anybody"
        rule = self._rule(item)
        return self._titles.any_of(rule.roles if rule is not None else ()) or "everybody"

    def records(self, item: Item) -> str:
        """The records that show the step; empty: it leaves none, or it is no step."""
        wanted = self._frame.steps[item.step].evidence if item.step is not None else ()
        return ", ".join(self._titles.record(one) for one in wanted)

    def _rule(self, item: Item) -> Prohibition | None:
        """The prohibition that it is about, whether the case asks for it or not."""
        return next((one for one in self._frame.procedure.prohibited if one.id == item.rule), None)

    def _actions(self, items: Sequence[Item]) -> str:
        return ", ".join(
            self._titles.action(one) for one in dict.fromkeys(one for item in items for one in item.actions)
        )


def subject_of(item: Item) -> Subject:
    """What a loss is about, by a name that no other play of the drill changes."""
    if item.step is not None:
        return Subject(f"step:{item.step}")
    return Subject(f"rule:{item.rule}" if item.rule is not None else f"action:{item.actions[0]}")


def next_of(plan: Sequence[Improvement]) -> tuple[str, ...]:
    """What to practise next: what comes first in the plan."""
    return tuple(one.what for one in first_of(plan))
