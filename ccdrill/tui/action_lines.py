"""The lines of a sheet that say what is done about something: one action, who sees to it, by when; and whether it is done. Pure."""

from collections.abc import Iterator, Mapping

from ccdrill.debrief.document.agreed import AgreedAction
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import Agree, AgreeAction, MarkDone, Reopen
from ccdrill.tui.paint import MUTED, Line, lines_of
from ccdrill.tui.sheet import Field

ACTION, OWNER, DUE = "action", "owner", "due"
"""What can be agreed."""
ACTION_PARTS = (ACTION, OWNER, DUE)
"""All of it."""
_DONE, _PROOF, _CHECKED = "done", "proof", "checked"
DONE_PARTS = (_DONE, _PROOF, _CHECKED)
"""What can be said of its being done."""
_PARTS: Mapping[str, str] = {ACTION: "Action", OWNER: "Owner", DUE: "By when"}
"""What the lines of what can be agreed are called."""
_HINTS: Mapping[str, str] = {
    ACTION: "One thing that is done about it",
    OWNER: "Who sees to it: one name",
    DUE: "A day, such as 31 Jan 2027, or: in 6 weeks",
    _DONE: "The day on which it was done, such as today, or 31 Jan 2027",
    _PROOF: "Where one sees it: a ticket, a version, a photo",
    _CHECKED: "Who has looked at it",
}
"""What to write there, and how."""


def action_lines(agreed: AgreedAction | None, name: str = "", indent: str = "") -> Iterator[Field]:
    """What stands. `name` comes before the id of each line, `indent` before its label."""
    stands = {ACTION: agreed.what, OWNER: agreed.owner, DUE: agreed.due} if agreed is not None else {}
    for part, label in _PARTS.items():
        yield Field(id=f"{name}{part}", label=f"{indent}{label}", value=stands.get(part, ""), hint=_HINTS[part])


def done_lines(agreed: AgreedAction | None, name: str = "") -> Iterator[Field]:
    """Nothing where no action is agreed; where one sees it, and who checked it, only of what is done."""
    if agreed is None:
        return
    done = agreed.done
    yield Field(id=f"{name}{_DONE}", label="Done on", value=done.day if done is not None else "", hint=_HINTS[_DONE])
    if done is not None:
        yield Field(id=f"{name}{_PROOF}", label="Proof", value=done.proof, hint=_HINTS[_PROOF])
        yield Field(id=f"{name}{_CHECKED}", label="Checked by", value=done.by, hint=_HINTS[_CHECKED])


def opened_again(agreed: AgreedAction | None, width: int) -> Iterator[Line]:
    """Why what was done is open again, as words above the lines; nothing where it is not."""
    if agreed is not None and agreed.reopened is not None:
        yield from lines_of(f"Done: {agreed.reopened.words}", width, MUTED)


def why_no_action(part: str, agreed: AgreedAction | None) -> str:
    """Why a part of it can't be said now; empty when it can: an owner and a day need an action, and what is done stays."""
    if part in ACTION_PARTS and agreed is not None and agreed.done is not None:
        return "It is done, and stays as it was agreed. Open it again first: in the plan, Enter on Done on."
    return "Say first what is to be done." if part in (OWNER, DUE) and agreed is None else ""


def asks_why_open(part: str, agreed: AgreedAction | None) -> str:
    """What must be typed before what is done is open again; empty: nothing."""
    is_done = agreed is not None and agreed.done is not None
    return "Why is it not done?" if part == _DONE and is_done else ""


def action_asked(about: Subject, part: str, typed: str, agreed: AgreedAction | None) -> Agree:
    """What is to be recorded when that was typed for a part of it, as it stands."""
    if part not in DONE_PARTS:
        return AgreeAction(
            about=about,
            what=typed if part == ACTION else None,
            owner=typed if part == OWNER else None,
            due=typed if part == DUE else None,
        )
    if asks_why_open(part, agreed):
        return Reopen(about=about, reason=typed)
    return MarkDone(
        about=about,
        day=typed.strip() or None if part == _DONE else None,
        proof=typed if part == _PROOF else None,
        checked_by=typed if part == _CHECKED else None,
    )
