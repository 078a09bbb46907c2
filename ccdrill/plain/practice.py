"""A person who practises at the lines: shows what there is, reads one answer at a time. Holds no rules."""

from collections.abc import Callable, Iterable, Iterator

from ccdrill.authoring.reading.excerpt import as_one_line
from ccdrill.plain import practice_lines as lines
from ccdrill.plain.asking import BACK, QUOTED
from ccdrill.plain.leaving import AnswersEnded, Left, Refused, left_in_order
from ccdrill.plain.lines import folded, listed
from ccdrill.plain.readable import spoken
from ccdrill.practice.looking import LETTERS
from ccdrill.practice.sitting import Sitting
from ccdrill.practice.view import PageView, PracticeView

Write = Callable[[str], None]
"""Prints a line."""
_HELP = (
    "1 to 4: judge the message; how sure you are, 1 to 4, may stand behind it",
    "a letter, such as a: look closer at what stands behind it",
    "again: the message once more",
    "k: the routes that you know",
    "q: leave; what is judged is kept",
    "a line that begins with # is a comment",
)


def practise(
    sitting: Sitting, answers: Iterable[str | None], write: Write, go_on: str, *, is_piped: bool = False
) -> None:
    """Message by message to the page at the end; `q` goes there at once. `go_on` says how to practise again.

    Raises Refused, AnswersEnded, NobodyReads and Interrupted when it is left in another way, StoreError when nothing can be
    recorded. What was judged is kept however it is left.
    """
    _Practice(sitting, iter(answers), write, go_on, is_piped=is_piped).run()


def show_page(page: PageView, write: Write) -> None:
    """Prints a page by itself."""
    for line in lines.page(page):
        write(spoken(line))


class _Practice:
    def __init__(
        self, sitting: Sitting, answers: Iterator[str | None], write: Write, go_on: str, *, is_piped: bool
    ) -> None:
        self.sitting = sitting
        self.answers = answers
        self.write = write
        self.go_on = go_on
        self.is_piped = is_piped
        self.line = 0

    def run(self) -> None:
        with left_in_order(lambda: None, self.go_on):
            view = self.sitting.view()
            self.show(lines.header(view, self.sitting.opening()))
            self.sitting.begin()
            try:
                while view.page is None:
                    view = self.one(view)
            except Left:
                view = self.sitting.leave()
            assert view.page is not None, "a sitting that is over has its page"
            show_page(view.page, self.write)
            self.show(("", self.go_on))

    def one(self, view: PracticeView) -> PracticeView:
        """One message: judged, explained, and the next picture."""
        self.show_message(view)
        while view.feedback is None:
            view = self.answer(view)
        assert view.message is not None, "what is explained is a message"
        self.show(lines.feedback(view.feedback, view.message.looks))
        try:
            while line := self.read():
                self.other(view, line)
        except AnswersEnded:
            if view.number < view.count:
                raise
        return self.sitting.go_on()

    def show_message(self, view: PracticeView) -> None:
        assert view.message is not None, "a message waits, or is explained"
        self.show(lines.message(view, view.message))
        self.show(lines.question(view))

    def answer(self, view: PracticeView) -> PracticeView:
        """What was typed while a message waits: a judgement gives the next picture, anything else the same."""
        line = self.read()
        first, _, rest = line.partition(" ")
        found = next((one for one in view.answers if first in (one.key, one.id)), None)
        if found is None:
            self.other(view, line)
            return self.sitting.view()
        sure = self.how_sure(view, rest.strip())
        return view if sure is None else self.sitting.judge(found.id, sure)

    def how_sure(self, view: PracticeView, typed: str) -> int | None:
        """How sure, asked until it makes sense; None: another answer is wanted."""
        while True:
            if not typed:
                self.show(lines.sureness(view))
                typed = self.read()
            if typed.lower() == BACK:
                self.show(lines.question(view))
                return None
            found = next((one for one in view.sureness if typed in (one.key, one.title)), None)
            if found is not None:
                return found.sure
            if typed.lower() in ("q", "quit"):
                raise Left
            keys = ", ".join(one.key for one in view.sureness)
            self.refuse(typed, f"how sure you are is one of {keys}; {BACK} drops the answer.")
            typed = ""

    def other(self, view: PracticeView, line: str) -> None:
        """The words that mean the same at any time."""
        assert view.message is not None, "a message waits, or is explained"
        match line.lower():
            case "q" | "quit":
                raise Left
            case "k" | "routes":
                self.show(lines.routes(view))
            case "help" | "?" | "h" | "":
                self.show(("HELP:", *(listed(one) for one in _HELP), "END OF HELP"))
            case "again":
                self.show_message(view)
            case letter if letter in [one.letter for one in view.message.looks]:
                looks = self.sitting.look(letter).message
                assert looks is not None, "looking shows the message"
                self.show(lines.look(one) for one in looks.looks if one.letter == letter)
            case letter if letter in LETTERS:  # which ones a message has, nobody knows who writes answers down before
                letters = ", ".join(look.letter for look in view.message.looks)
                here = f"look closer at {letters}." if letters else "this message shows all that there is."
                self.show((folded(f"NOTHING THERE: nothing of this message has the letter {letter}; {here}"),))
            case _:
                self.refuse(line, "the word help lists what you can type.")

    def refuse(self, typed: str, help_: str) -> None:
        """Says that an answer means nothing. Raises Refused when nobody is there to give another one."""
        quoted = as_one_line(typed, QUOTED)
        if self.is_piped:
            raise Refused(f"line {self.line}: '{quoted}' means nothing here; {help_.rstrip('.')}", self.go_on)
        self.show((folded(f"NOT UNDERSTOOD: '{quoted}' means nothing here; {help_}"),))

    def read(self) -> str:
        """The next answer; lines that begin with # are comments of an answers file."""
        for line in self.answers:
            self.line += line is not None
            if line is not None and not line.startswith("#"):
                return line.strip()
        raise AnswersEnded("the answers ended before the sitting did; what was judged is kept", self.go_on)

    def show(self, found: Iterable[str]) -> None:
        for line in found:
            self.write(spoken(line))
