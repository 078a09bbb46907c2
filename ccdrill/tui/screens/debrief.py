"""The debrief: one page in the order in which a team should hear it; from here people agree on what is to be done."""

from pathlib import Path
from typing import ClassVar

from ccdrill.debrief.document.document import Debrief
from ccdrill.debrief.talking.talk import Talk
from ccdrill.debrief.telling.render import SUFFIX, format_of
from ccdrill.model.errors import CcdrillError
from ccdrill.model.ids import RunId
from ccdrill.tui.actions import Action, bindings_of
from ccdrill.tui.paint import Line
from ccdrill.tui.ports import Desk
from ccdrill.tui.report import Section, header, sections
from ccdrill.tui.screens.report import JUMP, MORE, ReportScreen


class DebriefScreen(ReportScreen):
    """Shows a debrief document; computes nothing."""

    HELP_TITLE = "the debrief"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("help", "question_mark", "help", "This page.", in_bar=True, title="Help"),
        MORE,
        JUMP,
        Action(
            "wash",
            "h",
            "hot wash",
            "The hot wash, right after play: when you were least sure, what was missing, what is done about it.",
            in_bar=True,
            title="Take down the hot wash",
        ),
        Action(
            "agree",
            "a",
            "plan",
            "The improvement plan: agree on actions, rate the objectives, say what you make of a finding.",
            in_bar=True,
            title="Agree on what is to be done",
        ),
        Action(
            "feedback",
            "f",
            "feedback",
            "Take down the participants' feedback forms: how many agree how far, and what they wrote.",
            title="Take down feedback forms",
        ),
        Action(
            "led",
            "v",
            "who led",
            "Say who led the exercise, where nobody did while it was played, or not so.",
            title="Say who led the exercise",
        ),
        Action(
            "export",
            "x",
            "export",
            "Write the debrief to a file: Markdown, or what its name ends in: .html, .pdf, .docx, .json.",
            in_bar=True,
            title="Export to a file",
        ),
        Action("leave", "q,escape", "back", "Leave the debrief.", in_bar=True, title="Leave the debrief"),
    )
    BINDINGS = bindings_of(one for one in ACTIONS if one is not JUMP)

    def __init__(self, desk: Desk, run: RunId) -> None:
        """Raises CcdrillError when the run can't be read."""
        super().__init__()
        self._desk = desk
        self._run = run
        self._debrief: Debrief = desk.debrief(run)
        self._talk: Talk | None = None
        """What is agreed meanwhile, once somebody wants to."""

    def on_screen_resume(self) -> None:
        """With what was agreed on the screens above."""
        if self._talk is not None:
            self._debrief = self._talk.debrief
        super().on_screen_resume()

    def found_sections(self, width: int) -> list[Section]:
        """The debrief in the order in which a team should hear it."""
        return sections(self._debrief, width)

    def heading(self, width: int) -> tuple[Line, str]:
        """What was played, by whom and when."""
        return header(self._debrief.facts, width), self._debrief.facts.marking

    def proposed_file(self) -> tuple[str, str, str]:
        """Markdown, if nobody wants otherwise."""
        text = "Where to? A name that ends in .html, .pdf, .docx or .json gives that, any other Markdown. A file that is there is kept."
        return "Export the debrief", text, f"debrief-{self._run}{SUFFIX['markdown']}"

    def write(self, path: Path) -> None:
        """The end of the name says in which format."""
        self._desk.save_debrief(self._run, format_of(path.name), path)

    def _status_lines(self, width: int) -> list[Line]:
        return self.status_lines("", f"run {self._debrief.facts.run}", width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """Nothing is agreed on before the end."""
        facts = self._debrief.facts
        if action == "led" and facts.mode != "team":
            return False
        return action not in ("agree", "wash", "feedback", "led") or facts.is_finished

    def action_agree(self) -> None:
        """Opens the plan, with what other terminals recorded since."""
        from ccdrill.tui.screens.plan import PlanScreen

        if (talk := self._talked()) is not None:
            self.app.push_screen(PlanScreen(talk))

    def action_wash(self) -> None:
        """Opens the hot wash, with what other terminals recorded since."""
        from ccdrill.tui.sheets import HOT_WASH

        self._open_sheet(HOT_WASH)

    def action_feedback(self) -> None:
        """Opens the feedback forms, with what other terminals recorded since."""
        from ccdrill.tui.sheets import FEEDBACK

        self._open_sheet(FEEDBACK)

    def action_led(self) -> None:
        """Opens what was said of who led."""
        from ccdrill.tui.sheets import LED

        self._open_sheet(LED)

    def _open_sheet(self, name: str) -> None:
        from ccdrill.tui.screens.agree import AgreeScreen

        if (talk := self._talked()) is not None:
            self.app.push_screen(AgreeScreen(talk, name))

    def _talked(self) -> Talk | None:
        """A talk about the run as it stands now; None, with words, when it can't be gone on with."""
        try:
            self._talk = Talk(self._desk.resume(self._run), self._debrief)
        except CcdrillError as error:
            self.tell_refusal(error)
            self.draw()
            return None
        return self._talk
