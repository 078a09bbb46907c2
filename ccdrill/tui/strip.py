"""The decision strip: what is being decided, field by field, as a value. Pure: keys in, the next strip out."""

from collections.abc import Mapping

from msgspec.structs import replace

from ccdrill.model.events import Judgement
from ccdrill.model.ids import PlaceId, RecordId, RoleId
from ccdrill.model.value import Value
from ccdrill.session.deciding.commands import Answers, Decide, WriteIn
from ccdrill.session.telling.view import Asks, OptionView, PromptView


class Strip(Value, frozen=True):
    """A choice that was picked but not yet decided, with the answers so far."""

    option: OptionView
    """What was picked."""
    prompts: tuple[PromptView, ...]
    """What is asked beside it, in order."""
    at: int = 0
    """Which of the prompts the keys go to."""
    picked: Mapping[Asks, tuple[str, ...]] = {}
    """The ids picked so far."""
    reason: str = ""
    """Typed so far."""
    written: WriteIn | None = None
    """What was written in, where it is no choice of the story."""

    def answered(self, judgement: Judgement, reason: str) -> "Strip":
        """With what was answered before."""
        answers: dict[Asks, tuple[str, ...]] = {
            "role": judgement.roles or (),
            "records": judgement.records or (),
            "where": (judgement.where,) if judgement.where else (),
            "confidence": (str(judgement.confidence),) if judgement.confidence else (),
        }
        return replace(self, picked={asks: ids for asks, ids in answers.items() if ids}, reason=reason)

    @property
    def prompt(self) -> PromptView | None:
        """What the keys go to; None when nothing is asked."""
        return self.prompts[self.at] if self.prompts else None

    @property
    def wants_text(self) -> bool:
        """Whether the field is for typing."""
        return self.prompt is not None and not self.prompt.answers

    def takes(self, key: str) -> bool:
        """Whether the key picks an answer of the field."""
        return self.prompt is not None and any(answer.key == key for answer in self.prompt.answers)

    def why_not(self, key: str, meanwhile: str = "") -> str:
        """Why a key picks nothing, in a line of words; `meanwhile`: why it can't do now what it does elsewhere."""
        if self.prompt is None:
            return "Nothing is asked here: Enter decides, Esc picks another."
        if self.wants_text:
            return "Tab opens the line to type in."
        if meanwhile:
            return f"{key} is no answer to '{self.prompt.label}'. {meanwhile}"
        others = ", ".join(one.label for one in self.prompts if one is not self.prompt)
        return f"{key} is no answer to '{self.prompt.label}'." + (f" Tab goes on to {others}." if others else "")

    def press(self, key: str) -> "Strip":
        """Picks the answer of that key, or drops it where several may be picked; one too many takes the place of the first."""
        prompt = self.prompt
        if prompt is None:
            return self
        chosen = next((answer.id for answer in prompt.answers if answer.key == key), None)
        if chosen is None:
            return self
        before = self.picked.get(prompt.asks, ())
        if chosen not in before:
            return self._with(prompt, (*before, chosen)[-prompt.most :])
        return self._with(prompt, tuple(one for one in before if one != chosen)) if prompt.picks_many else self

    def cleared(self) -> "Strip":
        """With nothing answered in the field."""
        prompt = self.prompt
        if prompt is None:
            return self
        return self._with(prompt, ()) if prompt.answers else replace(self, reason="")

    def limit(self, prompt: PromptView) -> str:
        """How many answers a field takes, in words; empty where that goes without saying."""
        if not prompt.picks_many:
            return ""
        room = "" if prompt.most >= len(prompt.answers) else "one" if prompt.most == 1 else f"up to {prompt.most}"
        order = "in order" if prompt.asks == "role" and prompt.most > 1 else ""
        return ", ".join(words for words in (room, order) if words)

    def pushed_out(self, before: "Strip") -> str:
        """What is said when answers of the strip before had to give way, because there is room for no more; else nothing."""
        for prompt in self.prompts:
            kept, titles = self.picked.get(prompt.asks, ()), {one.id: one.title for one in prompt.answers}
            lost = [titles[one] for one in before.picked.get(prompt.asks, ()) if one in titles and one not in kept]
            if lost and prompt.picks_many and len(kept) == prompt.most:
                room = "Only one fits here" if len(kept) == 1 else f"Only {len(kept)} fit here"
                return f"{room}: {' and '.join(titles[one] for one in kept)}, no longer {' and '.join(lost)}."
        return ""

    def _with(self, prompt: PromptView, ids: tuple[str, ...]) -> "Strip":
        return replace(self, picked={**self.picked, prompt.asks: ids})

    def move(self, by: int) -> "Strip":
        """To another field, around the ends."""
        return replace(self, at=(self.at + by) % len(self.prompts)) if self.prompts else self

    def typed(self, text: str) -> "Strip":
        """With the reason as typed."""
        return replace(self, reason=text)

    def with_option(self, option: OptionView) -> "Strip":
        """Another choice, keeping what was answered: the same is asked beside it."""
        return replace(self, option=option, at=0)

    def unanswered(self) -> tuple[PromptView, ...]:
        """The fields that are still open."""
        return tuple(
            one for one in self.prompts if not (self.reason if one.asks == "reason" else self.picked.get(one.asks))
        )

    def command(self) -> Decide | WriteIn:
        """What is decided."""
        if self.written is not None:
            return replace(self.written, answers=self.answers())
        return Decide(choice=self.option.id, answers=self.answers())

    def answers(self) -> Answers:
        """What was answered, for the command; records that were asked for and not ticked are left open."""
        roles, records, where = self.picked.get("role"), self.picked.get("records"), self.picked.get("where")
        confidence = self.picked.get("confidence")
        return Answers(
            roles=tuple(RoleId(one) for one in roles) if roles else None,
            records=tuple(RecordId(one) for one in records) if records else None,
            where=PlaceId(where[0]) if where else None,
            reason=self.reason or None,
            confidence=int(confidence[0]) if confidence else None,
        )
