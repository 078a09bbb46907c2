"""One plain sentence for each item: what happened, against what the procedure asks, with the numbers."""

from collections import Counter
from typing import assert_never

from ccdrill.engine.calendar import StoryCalendar, span_label
from ccdrill.model.ids import MomentId, PlaceId, RecordId, RoleId, StepId
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.deeds import Deeds
from ccdrill.scoring.result import Item
from ccdrill.scoring.titles import Titles, joined
from ccdrill.scoring.trace import Trace

_MOST_NAMED = 4


class Clock:
    """Tells points of a story."""

    def __init__(self, trace: Trace) -> None:
        """By weekday and time if its start is known, else counted from the start."""
        last = trace.ends if trace.ends is not None else max((deed.t for deed in trace.deeds), default=0)
        self._calendar = StoryCalendar(trace.begins, max(last, trace.lasts)) if trace.begins is not None else None

    def at(self, seconds: int | None) -> str:
        """An instant."""
        if seconds is None:
            return "no time"
        if self._calendar is not None:
            return self._calendar.at(seconds)
        return f"{_counted(seconds)} after the start" if seconds else "the start"

    def due(self, seconds: int) -> str:
        """The end of a limit."""
        return self._calendar.due(seconds) if self._calendar is not None else self.at(seconds)

    def span(self, seconds: int) -> str:
        """A span, as exact as the instants are told between which it lies."""
        return span_label(seconds) if self._calendar is not None else _counted(seconds)


class Narrator:
    """Puts items into words, with the titles that people know."""

    def __init__(self, deeds: Deeds, vocabulary: Vocabulary) -> None:
        """`vocabulary`: the shared words."""
        self.deeds = deeds
        self.frame = deeds.frame
        self.clock = Clock(deeds.trace)
        self.titles = Titles(self.frame, vocabulary)

    def sentence(self, item: Item) -> str:
        """What happened, in one sentence."""
        match item.kind:
            case "omitted":
                return f"{self._quoted(item)} was not done{self._limit(item.due)}."
            case "order":
                return f"{self._quoted(item)} was done at {self.when(item.done)}, {self._order(item)}."
            case "late":
                assert item.done is not None and item.due is not None
                done, due = self.when(item.done), self.due(item.due)
                instead = f" ({due})" if due != done else ""  # within one minute both read alike
                return f"{self._quoted(item)} was done at {done}, {self.clock.span(item.done - item.due)} after it was due{instead}."
            case "role":
                return (
                    f"{self._quoted(item)} was done by {self.role(item.role)}; it belongs to {self._responsible(item)}."
                )
            case "evidence":
                which = "its record" if len(item.missing) == 1 else "its records"
                without = f"without {which}: {self._records(item.missing)}"
                return f"{self._quoted(item)} was done at {self.when(item.done)} {without}.{self._in_vain(item)}"
            case "place":
                step = self.frame.steps[item.step] if item.step is not None else None
                wanted = joined([self.titles.place(place) for place in step.where], "or") if step is not None else ""
                return f"{self._quoted(item)} was done at {self.titles.place(item.place or PlaceId(''))}; it belongs at {wanted}."
            case "prohibited":
                return self._prohibited(item)
            case "unneeded":
                return f"{self._actions(item)} at {self.when(item.done)}: {self._uncalled_for(item)}."
            case _:
                assert_never(item.kind)

    def when(self, seconds: int | None) -> str:
        """A point of the story."""
        return self.clock.at(seconds)

    def due(self, seconds: int) -> str:
        """The end of a limit."""
        return self.clock.due(seconds)

    def role(self, role: RoleId | None) -> str:
        """A role's title."""
        return self.frame.title(role) if role is not None else "somebody"

    def _records(self, records: tuple[RecordId, ...]) -> str:
        return joined([self.titles.record(record) for record in records])

    def _in_vain(self, item: Item) -> str:
        """Which of the missing records were ticked all the same, to follow another sentence; empty: none."""
        if not item.not_left:
            return ""
        if len(item.not_left) < len(item.missing):
            return f" Ticked, but what was chosen leaves no such record: {self._records(item.not_left)}."
        ticked, such = ("It was", "such record") if len(item.missing) == 1 else ("They were", "such records")
        return f" {ticked} ticked, but what was chosen leaves no {such}."

    def _quoted(self, item: Item) -> str:
        return f'"{self.frame.steps[item.step].do}"' if item.step is not None else ""

    def _limit(self, due: int | None) -> str:
        """By when it should have been done; whether the exercise came to that."""
        if due is None:
            return ""
        ends = self.deeds.trace.ends
        if ends is not None and due > ends:
            return f"; the story stops before it is due ({self.due(due)})"
        label = self.due(due)
        return f"; it was due by {'the ' if label.startswith('end of') else ''}{label}"

    def _responsible(self, item: Item) -> str:
        step = self.frame.steps[item.step] if item.step is not None else None
        return self.titles.any_of(step.responsible) if step is not None else ""

    def _order(self, item: Item) -> str:
        """What it was done before, and what was done before it although it comes first."""
        missed = [r for r, s in item.pairs if s == item.step]
        overtaken = [s for r, s in item.pairs if r == item.step]
        parts = []
        if missed:
            parts.append(f"before {self._steps(missed)}, which must come first")
        if overtaken:
            parts.append(f"after {self._steps(overtaken)}, which it must precede")
        return " and ".join(parts)

    def _steps(self, steps: list[StepId]) -> str:
        """By name and time; of very many only the first, for a sentence must be read aloud."""
        shown = steps if len(steps) <= _MOST_NAMED else steps[: _MOST_NAMED - 1]
        named = [f'"{self.frame.steps[step].do}" ({self.when(self.deeds.performed[step].t)})' for step in shown]
        return joined([*named, *([f"{len(steps) - len(shown)} others"] if len(shown) < len(steps) else [])])

    def _prohibited(self, item: Item) -> str:
        rule = next(rule for rule in self.frame.prohibitions if rule.id == item.rule)
        when = [f"since {self._gate(rule.since)}"] if rule.since is not None else []
        when += [f"before {self._gate(rule.until)}"] if rule.until is not None else []
        whom = f"to {self.titles.any_of(rule.roles)}" if rule.roles else ""
        limits = "".join(f" {part}" for part in (joined(when), whom) if part)
        return f"{self._actions(item)} at {self._times(item)}: prohibited{limits}. {rule.why.rstrip('.')}."

    def _gate(self, gate: str) -> str:
        kind, _, name = gate.partition(":")
        return f'"{self.frame.steps[StepId(name)].do if kind == "step" else self.titles.moment(MomentId(name))}"'

    def _times(self, item: Item) -> str:
        """When it was done, each time; of very many times only the first."""
        seqs = set(item.seqs)
        told = Counter(self.when(deed.t) for deed in self.deeds.trace.deeds if deed.seq in seqs)
        shown = list(told.items())[: _MOST_NAMED if len(told) <= _MOST_NAMED else _MOST_NAMED - 1]
        rest = told.total() - sum(count for _, count in shown)
        others = [f"{rest} other times"] if rest else []
        return joined([*(when if count == 1 else f"{when} ({times(count)})" for when, count in shown), *others])

    def _uncalled_for(self, item: Item) -> str:
        """Why nothing asked for what was done: its step does not apply here, or no step knows it."""
        steps = dict.fromkeys(self.frame.performer.get(action) for action in item.actions)
        named = [f'"{self.frame.steps[step].do}"' for step in steps if step is not None]
        if len(named) < len(steps):
            return f"the procedure does not ask for {'it' if len(item.actions) == 1 else 'them'}"
        return f"{joined(named)} {'does' if len(named) == 1 else 'do'} not apply in this case"

    def _actions(self, item: Item) -> str:
        titles = [self.titles.action(action) for action in item.actions]
        return joined([f'"{title}"' for title in titles]) + (" was done" if len(titles) == 1 else " were done")


def times(count: int) -> str:
    """How often."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _counted(seconds: int) -> str:
    """A span; to the second within the first hour, so that what is late never reads like what is due."""
    rest = seconds % 60 if 60 < seconds < 3600 else 0
    return f"{span_label(seconds)} {rest} s" if rest else span_label(seconds)
