"""The first page of the facilitator's handbook: the whole way at a glance, to lead by. What a situation holds stands further on."""

from collections.abc import Iterator, Mapping

from ccdrill.model.ids import InjectId, StateId
from ccdrill.model.scenario import Choice, Inject, branches_of
from ccdrill.model.walks import choice_of
from ccdrill.papers.saying import Saying
from ccdrill.papers.way import Stop, Way
from ccdrill.reports.blocks import Block, paragraph, strong, table

_HEAD = ("No.", "Situation", "Story time", "Minutes (so far)", "By the procedure", "Choices lead to", "Meanwhile")
_OFF = "Only off that way"


class Glance:
    """Tells the way through one exercise, a row for each situation."""

    def __init__(self, way: Way, saying: Saying, messages: Mapping[InjectId, int]) -> None:
        """`messages`: the number by which the list of what comes by itself has each."""
        self._way = way
        self._saying = saying
        self._messages = messages
        self._scenario = way.exercise.scenario

    def blocks(self) -> Iterator[Block]:
        """How to read the table, the table, and whom the messages are from."""
        known = "Behind each stands what the procedure would choose, worked out for this story."
        unknown = "No way that keeps to the procedure was found in time."
        yield paragraph(
            f"The numbered situations, in their order. {known if self._way.is_known else unknown}"
            " Choices lead to: one by one, as they are listed. Meanwhile: the messages that come between this situation and the"
            " next on that way, by number. What the handbook says of each choice is said for people who kept to the procedure so"
            " far, and recorded all that their choices leave."
        )
        yield table(_HEAD, self._rows())
        if messages := "; ".join(self._messages_told()):
            yield paragraph(strong("The messages on that way:"), f" {messages}.")

    def _rows(self) -> Iterator[tuple[str, ...]]:
        so_far = 0
        for stop in self._way.stops:
            state = self._scenario.states[stop.state]
            planned = self._way.planned(stop)
            so_far += planned if stop.is_likely else 0
            yield (
                str(stop.number),
                self._saying.fill(state.title),
                self._saying.clock(stop.situation.now) if stop.is_likely and stop.situation is not None else "",
                f"{planned} ({so_far})" if planned and stop.is_likely else str(planned or ""),
                self._chosen(stop) if stop.is_likely else _OFF,
                _one_by_one([self._leads(stop.state, choice) for choice in state.choices.values()]),
                self._comes(stop),
            )

    def _chosen(self, stop: Stop) -> str:
        """What whoever keeps to the procedure chooses there."""
        choices = [choice_of(self._scenario, key) for key in stop.taken]
        return ". Then: ".join(self._saying.fill(one.text) for one in choices if one is not None)

    def _leads(self, state: StateId, choice: Choice) -> str:
        """The situations that a choice may lead to, by their numbers."""
        numbers = self._way.numbers
        targets = [one.to for one in branches_of(choice.goto)] or [state]
        places = ["stays" if one == state else str(numbers[one]) if one in numbers else "end" for one in targets]
        return " or ".join(dict.fromkeys(places))

    def _comes(self, stop: Stop) -> str:
        """The messages that come while people are there, or act on what they decided there."""
        found = [self._messages[name] for name, one in self._way.arrivals.items() if one.state == stop.state]
        return ", ".join(map(str, sorted(found)))

    def _messages_told(self) -> Iterator[str]:
        """Each message of that way with its number, its time and its sender."""
        for name, number in self._messages.items():
            if name in self._way.arrivals:
                clock = self._saying.clock(self._way.arrivals[name].t)
                yield f"{number}. {clock} {self._sender(self._scenario.injects[name])}"

    def _sender(self, inject: Inject) -> str:
        """Who it is from, in few words: without the channel, unless nothing else is known."""
        return self._saying.fill(inject.from_) or self._saying.telling.wording.sender(inject)


def _one_by_one(places: list[str]) -> str:
    """Where choices lead, in their order; told once where it is the same of all."""
    return f"{places[0]} (all {len(places)})" if len(places) > 1 and len(set(places)) == 1 else ", ".join(places)
