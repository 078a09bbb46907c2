"""Asks what a decision is asked with, prompt by prompt, until each answer makes sense."""

from collections.abc import Callable, Iterable, Mapping

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.plain import lines
from ccdrill.session.deciding.answers import answers_of
from ccdrill.session.deciding.commands import Answers
from ccdrill.session.telling.view import Asks, OptionView, PromptView

Picked = Mapping[Asks, tuple[str, ...]]
"""Ids by what was asked; for a reason, its words."""
BACK, NOTHING = "back", "-"
QUOTED = 60
"""Characters of an answer that are quoted."""
_NOTHING_YET: Picked = {}


class Dropped(Exception):  # no error: the person wants another choice
    """The choice was dropped; nothing was decided."""


class Asking:
    """Puts questions in lines, and gives up when the person wants another choice."""

    def __init__(
        self,
        read: Callable[[], str],
        show: Callable[[Iterable[str]], None],
        refuse: Callable[[str, str, str], None],
    ) -> None:
        """`read` gives the next line that was typed, `show` prints lines; `refuse` says why an answer can't be taken."""
        self._read = read
        self._show = show
        self.refuse = refuse

    def line(self) -> str:
        """The next answer. Raises Dropped."""
        line = self._read().strip()
        if line.lower() == BACK:
            raise Dropped
        return line


class Asker(Asking):
    """Asks what belongs to a choice, until an answer makes sense."""

    def ask(self, prompts: Iterable[PromptView], option: OptionView, before: Picked = _NOTHING_YET) -> Answers:
        """What is answered beside a choice; an empty line keeps what was answered `before`. Raises Dropped."""
        picked = {one.asks: self._one(one, option, before.get(one.asks, ())) for one in prompts}
        reason = picked.pop("reason", ())
        return answers_of(picked, " ".join(reason))

    def _one(self, prompt: PromptView, option: OptionView, before: tuple[str, ...]) -> tuple[str, ...]:
        self._show(lines.prompt(prompt, _in_words(prompt, before)))
        while True:
            line = self.line()
            if line == "":
                return before
            if line == NOTHING:
                return ()
            if not prompt.answers:
                return (line,)
            found = {word: _find(prompt, word) for word in line.replace(",", " ").split()}
            picked = dict.fromkeys(one for one in found.values() if one is not None)
            unknown = next((word for word, one in found.items() if one is None), None)
            if unknown is not None:
                self.refuse("NOT UNDERSTOOD", _no_answer(prompt, option, unknown), f"{BACK} drops this choice.")
            elif len(picked) > prompt.most:
                self.refuse("TOO MANY", f"at most {prompt.most} here, to '{prompt.label}'.", "")
            else:
                return tuple(picked)


def _find(prompt: PromptView, word: str) -> str | None:
    """The id of the answer with that key or that id."""
    wanted = word.lower()
    by_key = (one.id for one in prompt.answers if one.key.lower() == wanted)
    by_id = (one.id for one in prompt.answers if one.id == wanted)
    return next(by_key, None) or next(by_id, None)


def _no_answer(prompt: PromptView, option: OptionView, word: str) -> str:
    """Why a word does not answer what is asked beside a choice."""
    keys = ", ".join(one.key for one in prompt.answers)
    near = nearest(word, [one.id for one in prompt.answers])
    meant = f" Did you mean '{near}'?" if near else ""
    asked = f"'{prompt.label}' ({prompt.help}) beside '{option.id}'"
    return f"'{as_one_line(word, QUOTED)}' is no answer to {asked}.{meant} Answer with the keys listed: {keys}."


def _in_words(prompt: PromptView, ids: tuple[str, ...]) -> str:
    titles = {one.id: one.title for one in prompt.answers}
    return ", ".join(titles.get(one, one) for one in ids)
