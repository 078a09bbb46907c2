"""A person at the lines: shows what there is, reads one answer at a time, sends commands. Holds no rules."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec.structs import replace

from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.plain import lines
from ccdrill.plain.asking import Asker, Dropped
from ccdrill.plain.by_hand import ask_by_hand
from ccdrill.plain.helping import Helper
from ccdrill.plain.leaving import AnswersEnded, Left, Refused
from ccdrill.plain.misread import not_understood
from ccdrill.plain.naming import Naming
from ccdrill.plain.putting_down import PuttingDown
from ccdrill.plain.readable import spoken
from ccdrill.plain.words import Name, find_word, help_lines
from ccdrill.plain.writing_in import ask_what_is_written_in
from ccdrill.session.deciding import commands
from ccdrill.session.session import Session
from ccdrill.session.telling.rules import rules_of
from ccdrill.session.telling.view import OptionView, View

Write = Callable[[str], None]
"""Prints a line."""


class _MovedOn(Exception):  # no error: something else is to be shown
    """The story moved on while an answer was awaited."""


class Player:
    """Plays one session."""

    def __init__(
        self, session: Session, answers: Iterator[str | None], write: Write, go_on: str, *, is_piped: bool = False
    ) -> None:
        """`go_on` says how to go on with the run. `is_piped`: nobody is there to answer again."""
        self.session = session
        self.answers = answers
        self.write = write
        self.go_on = go_on
        self.is_piped = is_piped
        self.line = 0
        """The number of the line that was read last, comments counted."""
        self.asker = Asker(self.read, self.show, self.refuse)
        self.naming = Naming(self.read, self.show, self.refuse)
        self.shown = session.view()
        """The picture that the person knows."""
        self.helper = Helper(session, self.show)
        self.putting_down = PuttingDown(session, self.asker, self.naming, self.show)

    def play(self) -> None:
        """Situation by situation, to the end and past it."""
        view = self.shown
        self.greet(view)
        while True:
            self.shown = view
            self.helper.begin_anew()
            if view.ending is None:
                self.show(lines.situation(view))
                self.show(lines.hints(view))
                self.ask(view)
            else:
                self.show(lines.ending(view))
                self.show(lines.still_open(view))
                self.say("ANSWER: an empty line goes on to the debrief. The words fill, note, log and undo still work.")
            if (next_view := self.await_answer()) is None:
                return
            view = next_view

    def greet(self, view: View) -> None:
        """What stands above everything: at the start the rules; to whoever comes back, all that happened and the last outcome."""
        self.show(lines.header(view))
        self.tell(view.notice)
        self.show(lines.stopped() if view.is_stopped else ())
        if not view.has_moved_on:
            self.show(lines.rules(rules_of(self.session.exercise, shows_minutes_left=False)))
            self.show(lines.messages(view.messages))
            return
        self.show(lines.so_far(view))
        if view.outcome is not None:
            self.show(lines.outcome(view.outcome))

    def ask(self, view: View) -> None:
        """What is asked of the person now."""
        self.show(lines.options(view) if view.is_options_open else lines.talk(view))

    def await_answer(self) -> View | None:
        """Until something moved the exercise on; None when the end was seen and the debrief is wanted."""
        while True:
            try:
                line = self.read().strip()
                if not line and self.shown.ending is not None:
                    return None
                if (view := self.answer(line)) is not None:
                    return view
            except AnswersEnded:
                if self.shown.ending is None:
                    raise
                return None
            except Dropped:
                self.say("Dropped. Nothing was decided.")
                self.ask(self.shown)
            except NotAllowed as error:
                self.refuse("NOT POSSIBLE", f"{error.message}. {error.hint}")
                if self.catch_up():
                    return self.session.view()
            except StaleRun as error:
                self.refuse("NOT DONE", f"{error.message}. {error.hint}")
                self.catch_up()
                return self.session.view()
            except _MovedOn:
                return self.session.view()

    def answer(self, line: str) -> View | None:
        """The new picture; None when there is none and another answer is wanted.

        A choice comes before a word of the same name, so that answers written by id mean the same whatever words there are.
        """
        option = next((one for one in self.shown.options if line in (f"{one.number}", f"{one.number}.", one.id)), None)
        if option is not None:
            return self.take(option, is_sure=line == option.id)
        typed, _, rest = line.partition(" ")
        if typed in ("0", "0.") and self.shown.can_write_in:
            return self.write_in(rest.strip())
        word = find_word(typed or "help")
        if word is not None:
            return self.do(word, rest.strip())
        exhibit = next((one for one in self.shown.exhibits if typed.upper() == one.letter), None)
        if exhibit is None:
            self.refuse("NOT UNDERSTOOD", *not_understood(self.shown, line, is_piped=self.is_piped))
            return None
        after = self.session.handle(commands.OpenExhibit(exhibit=exhibit.id))
        self.shown = replace(self.shown, exhibits=after.exhibits)  # what else is new is told when it is looked for
        self.show(lines.exhibit(exhibit))
        return None

    def refuse(self, label: str, why: str, help_: str = "") -> None:
        """Says that an answer can't be taken, and another one is wanted. Raises Refused when nobody is there to give it."""
        if not self.is_piped:
            self.say(f"{label}: {why} {help_}".rstrip())
            return
        question = "" if self.shown.ending is not None else f"Asked was: {self.shown.question} "
        raise Refused(f"line {self.line}: {why}", f"{question}What was decided before is kept. {self.go_on}")

    def do(self, word: Name, rest: str) -> View | None:
        """What a word asks for."""
        view = self.shown
        match word:
            case "options":
                self.show_options()
            case "again":
                self.tell_again(view)
            case "log":
                self.show(lines.so_far(self.session.view()))
            case "who":
                self.show(lines.seats(self.session.view()) if view.seats else ("You play alone.",))
            case "time":
                self.show(lines.clock(self.session.view()))
            case "hint" | "facilitator":
                self.helper.help(word, view)
            case "note" | "hands" | "fill" | "more" | "people" | "seat":
                self.putting_down.put_down(word, rest)
            case "pause" | "go" | "real":
                self.stop_or_go(word)
            case "lead" | "send" | "hold":
                return self.do_by_hand(word, rest)
            case "undo":
                done = self.session.view().last_done
                after = self.session.handle(commands.TakeBack(reason=rest))
                self.tell(f"Taken back: {done}.", after.notice)
                return after
            case "end":
                after = self.session.handle(commands.CutShort(reason=rest))
                self.tell(after.notice)
                return after
            case "quit":
                raise Left
            case "help":
                self.show(help_lines(view))
        return None

    def stop_or_go(self, word: Literal["pause", "go", "real"]) -> None:
        """Stops the story's clock, or everything; or lets it go on."""
        ways: dict[str, commands.Command] = {
            "pause": commands.Pause(),
            "go": commands.Resume(),
            "real": commands.StopForReal(),
        }
        after = self.session.handle(ways[word])
        self.shown = replace(self.shown, is_paused=after.is_paused, is_stopped=after.is_stopped)
        self.show(lines.stopped() if after.is_stopped else lines.clock(after))

    def do_by_hand(self, word: Literal["lead", "send", "hold"], rest: str) -> View | None:
        """What the facilitator does to the story; the new picture, where it stands elsewhere now."""
        after = self.session.handle(ask_by_hand(word, self.session.desk(), rest, self.naming))
        self.tell(f"{after.last_done}.", after.notice)
        before, self.shown = self.shown, after
        self.show(lines.news(one for one in after.so_far[len(before.so_far) :] if one.kind == "message"))
        return after if after.asked != before.asked else None

    def take(self, option: OptionView, *, is_sure: bool) -> View | None:
        """Takes a choice, after asking what belongs to it. A number means nothing as long as no choice was shown."""
        if self.is_stopped():
            return None
        if not self.shown.is_options_open:
            if not is_sure:
                self.refuse("NOT POSSIBLE", "the choices are not shown yet. The word options shows them.")
                return None
            self.session.handle(commands.OpenOptions())
        answers = self.asker.ask(self.shown.prompts, option)
        return self.told(self.session.handle(commands.Decide(choice=option.id, answers=answers)))

    def write_in(self, words: str) -> View | None:
        """Takes what the team decides in its own words, after asking the facilitator what that is here."""
        if self.is_stopped():
            return None
        if not self.shown.is_options_open:
            self.refuse("NOT POSSIBLE", "the choices are not shown yet. The word options shows them.")
            return None
        desk = self.session.desk()
        return self.told(self.session.handle(ask_what_is_written_in(desk, words, self.naming, self.asker)))

    def is_stopped(self) -> bool:
        """Whether nothing can be decided, for something real has happened; says so before anything is asked."""
        found = self.session.view().is_stopped
        if found:
            self.refuse(
                "NOT POSSIBLE", "the exercise is stopped, for something real has happened. The word go lets it go on."
            )
        return found

    def told(self, after: View) -> View:
        """The picture after a decision, once its outcome is told."""
        if after.outcome is not None:
            self.show(lines.outcome(after.outcome))
        self.show(lines.messages(tuple(one for one in after.messages if one.is_untold)))
        self.tell(after.notice)
        return after

    def tell_again(self, view: View) -> None:
        """The situation as it was told, with what there is to talk about, and the question."""
        self.show(lines.situation(view))
        self.show(lines.messages(view.messages))
        self.show(lines.hints(self.session.view()))
        if view.is_options_open:
            self.show(lines.questions(view))
        self.ask(view)

    def show_options(self) -> None:
        """Opens the choices if need be, and reads them out."""
        if not self.shown.is_options_open:
            self.shown = self.session.handle(commands.OpenOptions())
        self.show(lines.options(self.shown))

    def catch_up(self) -> bool:
        """Tells what time or another terminal brought; True when the person must answer something else now."""
        before, after = self.shown, self.session.view()
        self.show(lines.news(after.so_far[len(before.so_far) :]))
        self.shown = after
        return after.asked != before.asked

    def read(self) -> str:
        """The next answer; lines that begin with # are comments of an answers file. Keeps time while it waits."""
        for line in self.answers:
            self.line += line is not None
            if line is None:
                self.session.refresh()
                self.session.handle(commands.Tick())
                if self.catch_up():
                    raise _MovedOn
            elif not line.startswith("#"):
                return line.rstrip("\r\n")
        raise AnswersEnded(
            "the answers ended before the exercise did; nothing is lost",
            self.go_on,
        )

    def show(self, found: Iterable[str]) -> None:
        """Prints lines as they are."""
        for line in found:
            self.write(spoken(line))

    def say(self, text: str) -> None:
        """Prints one line, wrapped."""
        self.write(spoken(lines.folded(text)))

    def tell(self, *texts: str) -> None:
        """What the person must know, if there is anything."""
        for text in texts:
            if text:
                self.say(text)
