"""What the story does, in words for whoever leads it: conditions, effects, and where things lead. It tells what is hidden."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import takewhile

from ccdrill.engine.calendar import span_label
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import FlagName, MeterName, StateId
from ccdrill.model.scenario import Choice, Goto, Inject, Meter, Timeout, Words, branches_of
from ccdrill.papers.way import Way
from ccdrill.reports.blocks import Block, Paragraph, paragraph, paragraphs, strong
from ccdrill.session.console.provisos import condition_in_words
from ccdrill.session.telling.words import meter_value


class Saying:
    """Says what one scenario does."""

    def __init__(self, way: Way) -> None:
        """`way` numbers the situations."""
        self.exercise: Exercise = way.exercise
        self.telling = way.presenter.telling
        self.fill = self.telling.wording.fill
        self._numbers = way.numbers

    def place(self, state: StateId) -> str:
        """A situation by its number, an ending by its title."""
        ending = self.exercise.scenario.endings.get(state)
        if ending is not None:
            return f'the end, "{self.fill(ending.title)}" ({ending.kind})'
        return f"situation {self._numbers[state]}"

    def ways(self, goto: Goto | None) -> tuple[str, ...]:
        """Where something leads, each place with what it hangs on, in the order tried; empty: the story stays."""
        return tuple(
            f"to {self.place(one.to)}" + (f" if {condition_in_words(self.telling, one.when.tree)}" if one.when else "")
            for one in branches_of(goto)
        )

    def leads(self, goto: Goto | None) -> str:
        """The same in one line."""
        return "; else ".join(self.ways(goto))

    def effects(self, source: Choice | Inject | Timeout) -> str:
        """What becomes of gauges, of what the story remembers, and of clocks; empty: nothing."""
        meters, words = self.exercise.scenario.meters, self.exercise.words
        parts = [_moved(self._label(name), meters[name], by) for name, by in source.add.items()]
        for name, setting in source.set.items():
            value = setting.value
            if isinstance(value, bool):
                flag = FlagName(name).replace("_", " ")
                parts.append(f"from now on: {flag}" if value else f"no longer: {flag}")
            else:
                parts.append(f"{self._label(MeterName(name))} is {meter_value(meters[MeterName(name)], value)}")
        parts += [f'clocks that wait for "{words.moments[one].title}" start' for one in source.marks]
        return "; ".join(parts)

    def told(self, texts: Words) -> Iterator[Block]:
        """A text, or each of its versions with what it hangs on; how all of them begin, or end, is told once."""
        if isinstance(texts, str):
            yield from paragraphs(self.fill(texts))
            return
        versions = [list(paragraphs(self.fill(one.text))) for one in texts]
        begin, end = _shared(versions) if texts[-1].when is None else (0, 0)
        yield from versions[0][:begin]
        for number, (one, version) in enumerate(zip(texts, versions, strict=True)):
            own = version[begin : len(version) - end]
            if one.when is not None:
                yield paragraph(strong(f"If {condition_in_words(self.telling, one.when.tree)}:"))
            elif number:
                yield paragraph(strong("Else:"))
            yield from own
        if end:
            yield paragraph(strong("In every case:"))
            yield from versions[0][len(versions[0]) - end :]

    def in_line(self, texts: Words) -> Iterator[str]:
        """The same, each version in a line."""
        if isinstance(texts, str):
            yield from [self.fill(texts)] if texts else []
            return
        for number, one in enumerate(texts):
            said = f"If {condition_in_words(self.telling, one.when.tree)}: " if one.when else "Else: " if number else ""
            yield f"{said}{self.fill(one.text)}"

    def takes(self, choice: Choice) -> str:
        """How long a choice takes."""
        return span_label(choice.takes) if choice.takes else "no time"

    def clock(self, seconds: int) -> str:
        """The story's clock."""
        return self.telling.clock(seconds)

    def _label(self, name: MeterName) -> str:
        return self.fill(self.exercise.scenario.meters[name].label)


def _shared(versions: list[list[Paragraph]]) -> tuple[int, int]:
    """How many paragraphs at the beginning and at the end all have in common; none where one would have no other."""
    begin = _same(zip(*versions, strict=False))
    end = _same(zip(*(reversed(one[begin:]) for one in versions), strict=False))
    return (begin, end) if all(len(one) > begin + end for one in versions) else (0, 0)


def _same(places: Iterable[tuple[Paragraph, ...]]) -> int:
    """How many of the first places hold the same in every version."""
    return len(list(takewhile(lambda found: len(set(found)) == 1, places)))


def _moved(label: str, meter: Meter, by: Fraction) -> str:
    return f"{label} {'+' if by > 0 else '-'}{meter_value(meter, abs(by))}"
