"""The lines of a sheet that say what is done about something: one action, who sees to it, by when. Pure."""

from collections.abc import Iterator

from ccdrill.debrief.agreed import AgreedAction
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import AgreeAction
from ccdrill.tui.sheet import Field

ACTION, OWNER, DUE = "action", "owner", "due"
"""What can be said of it."""
ACTION_PARTS = (ACTION, OWNER, DUE)
"""All of it."""


def action_lines(agreed: AgreedAction | None, name: str = "", indent: str = "") -> Iterator[Field]:
    """What stands. `name` comes before the id of each line, `indent` before its label."""
    yield Field(id=f"{name}{ACTION}", label=f"{indent}Action", value=agreed.what if agreed is not None else "")
    yield Field(id=f"{name}{OWNER}", label=f"{indent}Owner", value=agreed.owner if agreed is not None else "")
    yield Field(id=f"{name}{DUE}", label=f"{indent}By when", value=agreed.due if agreed is not None else "")


def why_no_action(part: str, agreed: AgreedAction | None) -> str:
    """Why a part of it can't be said yet; empty when it can: an owner and a day need an action."""
    return "Say first what is to be done." if part in (OWNER, DUE) and agreed is None else ""


def action_asked(about: Subject, part: str, typed: str) -> AgreeAction:
    """What is to be recorded when that was typed for a part of it."""
    return AgreeAction(
        about=about,
        what=typed if part == ACTION else None,
        owner=typed if part == OWNER else None,
        due=typed if part == DUE else None,
    )
