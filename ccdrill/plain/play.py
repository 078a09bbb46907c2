"""Plays a session through lines: prints what there is, reads one answer at a time. Holds no rules."""

from collections.abc import Callable, Iterable, Iterator

from ccdrill.debrief.document import Debrief
from ccdrill.model.errors import CcdrillError, NotAllowed, StaleRun
from ccdrill.model.ids import PlaceId, RecordId, RoleId
from ccdrill.plain import lines
from ccdrill.session import commands
from ccdrill.session.session import Session
from ccdrill.session.view import OptionView, PromptView, View

Write = Callable[[str], None]
HELP = """Answer with the number of a choice (or its id). Beside that:
  A, B, ...     read the exhibit with that letter
  options       show the choices (when the facilitator holds them back)
  hint          a hint to get on
  log           what happened so far
  note TEXT     write something down
  undo [WHY]    take the last decision back
  end [WHY]     end the exercise here
  quit          leave; the run is kept, and 'ccdrill resume' goes on with it
  help or ?     this list"""


class AnswersEnded(CcdrillError):
    """The answers ended before the exercise did. Nothing is lost."""


def play(session: Session, answers: Iterable[str], write: Write, debrief: Callable[[], Debrief]) -> bool:
    """Plays to the end, or until `quit`; True when the exercise is over.

    Raises AnswersEnded when no more lines come, and StoreError when nothing can be recorded.
    """
    return _Player(session, iter(answers), write).play(debrief)


class _Player:
    def __init__(self, session: Session, answers: Iterator[str], write: Write) -> None:
        self.session = session
        self.answers = answers
        self.write = write

    def play(self, debrief: Callable[[], Debrief]) -> bool:
        view = self.session.view()
        self.write(lines.header(view))
        self.show(lines.messages(view.messages) if view.decided == 0 else ())
        while view.ending is None:
            self.show(lines.situation(view))
            next_view = self.decide(view)
            if next_view is None:
                self.write(f"Left. The run is kept: ccdrill resume {view.run}")
                return False
            view = next_view
        self.show(lines.ending(view))
        self.show(lines.debrief(debrief()))
        self.write("")
        self.write(f"To keep this debrief: ccdrill debrief {view.run} --format markdown --output debrief.md")
        return True

    def decide(self, view: View) -> View | None:
        """Until something moved the exercise on; None when the person leaves."""
        if view.is_options_open:
            self.show(lines.options(view))
        else:
            self.show(lines.talk(view))
            self.write("Talk about it. 'options' shows the choices.")
        while True:
            try:
                done = self.answer(view, self.read())
            except NotAllowed as error:
                self.write(f"Not possible: {error.message}. {error.hint}")
                continue
            except StaleRun as error:
                self.write(f"{error.message}. {error.hint}")
                return self.session.view()
            if isinstance(done, View) or done is None:
                return done

    def answer(self, view: View, line: str) -> View | bool | None:
        """The new picture; True when there is none and another answer is wanted; None to leave."""
        word, _, rest = line.strip().partition(" ")
        option = next((one for one in view.options if word in (str(one.number), one.id)), None)
        if option is not None:
            return self.take(view, option)
        exhibit = next((one for one in view.exhibits if word.upper() == one.letter), None)
        if exhibit is not None:
            self.session.handle(commands.OpenExhibit(exhibit=exhibit.id))
            self.show(lines.exhibit(exhibit))
            return True
        match word.lower():
            case "options":
                if not view.is_options_open:
                    view = self.session.handle(commands.OpenOptions())
                self.show(lines.options(view))
            case "hint":
                self.show(f"Hint: {hint}" for hint in view.hints or ("there is none here.",))
            case "log":
                self.show(lines.so_far(view))
            case "note":
                self.tell(self.session.handle(commands.WriteNote(text=rest)), "Noted.")
            case "undo":
                self.tell(self.session.handle(commands.TakeBack(reason=rest)), "Taken back.")
                return self.session.view()
            case "end":
                return self.session.handle(commands.CutShort(reason=rest))
            case "quit":
                return None
            case "" | "help" | "?":
                self.write(HELP)
            case _:
                self.write(f"'{word}' is none of the choices. Answer with a number; 'help' lists the rest.")
        return True

    def take(self, view: View, option: OptionView) -> View:
        if not view.is_options_open:
            self.session.handle(commands.OpenOptions())
        answered = {prompt.asks: self.ask(prompt, option) for prompt in view.prompts if prompt.asks in option.asks}
        roles, records, where = answered.get("role"), answered.get("records"), answered.get("where")
        after = self.session.handle(
            commands.Decide(
                choice=option.id,
                answers=commands.Answers(
                    roles=tuple(RoleId(one) for one in roles) if roles else None,
                    records=tuple(RecordId(one) for one in records) if records is not None else None,
                    where=PlaceId(where[0]) if where else None,
                    reason=" ".join(answered.get("reason") or ()) or None,
                    confidence=int(answered["confidence"][0]) if answered.get("confidence") else None,
                ),
            )
        )
        if after.outcome is not None:
            self.show(lines.outcome(after.outcome))
        self.tell(after, "")
        return after

    def ask(self, prompt: PromptView, option: OptionView) -> list[str]:
        """The ids picked, or the words typed; asks again until they make sense."""
        self.show(lines.prompt(prompt))
        while True:
            line = self.read().strip()
            if not prompt.answers:
                return [line] if line else []
            picked = [
                next((one.id for one in prompt.answers if word in (one.key, one.id)), None) for word in line.split()
            ]
            most = option.most_roles if prompt.asks == "role" else len(prompt.answers) if prompt.picks_many else 1
            if None in picked:
                self.write("Answer with the keys listed, with spaces between them.")
            elif len(picked) > most:
                self.write(f"At most {most} here.")
            else:
                return [one for one in dict.fromkeys(picked) if one is not None]

    def read(self) -> str:
        """The next answer; lines that begin with # are comments of an answers file."""
        for line in self.answers:
            if not line.startswith("#"):
                return line.rstrip("\n")
        raise AnswersEnded(
            "the answers ended before the exercise did; nothing is lost",
            f"Go on with: ccdrill resume {self.session.view().run}",
        )

    def show(self, found: Iterable[str]) -> None:
        for line in found:
            self.write(line)

    def tell(self, view: View, done: str) -> None:
        """What the person must know about the last command."""
        for text in (done, view.notice):
            if text:
                self.write(text)
