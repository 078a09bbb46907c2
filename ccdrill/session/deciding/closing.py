"""Whether what was agreed is done: how it is recorded, and whether it can stand.

What is done stays as it was agreed. Who wants to change it reopens it, and says why: so no other action, owner or date
ever bears a proof that is not its own.
"""

import datetime as dt
from typing import TypeAlias

from ccdrill.model.afterwards import ActionAgreed, ActionDone, ActionReopened, Afterword, GapNamed
from ccdrill.model.days import meant_day, read_day
from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import Subject
from ccdrill.session.deciding import commands
from ccdrill.session.run.afterwards import Afterwards, gap_subject
from ccdrill.session.run.keeping import Keeping
from ccdrill.session.run.run import Run
from ccdrill.session.run.typed import clean_name

Closed: TypeAlias = ActionDone | ActionReopened
_A_DAY = dt.timedelta(days=1)
"""By so much a day somewhere on earth differs from that of UTC."""


def closed(command: commands.Close, said: Afterwards, keeping: Keeping, today: dt.date) -> tuple[Closed, Closed | None]:
    """What is asked for, as an event; and what stands. `said` is what people said before. Raises NotAllowed."""
    about, stands = command.about, said.done.get(command.about)
    _require_agreed(said, about)
    match command:
        case commands.MarkDone(day=day, proof=proof, checked_by=checked_by):
            done = stands if isinstance(stands, ActionDone) else None
            event = ActionDone(
                about=about,
                day=_day(about, day, done, today),
                proof=keeping.ref(proof, done.proof if done is not None else None),
                by=keeping.ref(checked_by, done.by if done is not None else None, clean_name),
            )
            return event, stands
        case commands.Reopen(reason=reason):
            ref = keeping.ref(reason, stands.reason if isinstance(stands, ActionReopened) else None)
            if ref is None:
                raise NotAllowed("what is done is reopened only with a reason", "Say why it is not done.")
            return ActionReopened(about=about, reason=ref), stands


def check_closed(run: Run, said: Afterwards, event: Closed, today: dt.date) -> None:
    """Whether that can be said of a run that is over, on that day in UTC. Raises NotAllowed."""
    _require_agreed(said, event.about)
    match event:
        case ActionDone(day=day):
            check_not_before(run, day)
            if read_day(day) - today > _A_DAY:
                raise NotAllowed(
                    f"{day} lies in the future: today is {today} in UTC", "Write the day on which it was done."
                )
        case ActionReopened(about=about):
            if about not in said.done:
                raise _not_done(about, "Only what is done can be reopened.")


def check_not_closed(said: Afterwards, event: Afterword) -> None:
    """What is done, and what it is about, stays as it is until it is reopened. Raises NotAllowed."""
    match event:
        case ActionAgreed(about=about):
            stands: Afterword | None = said.actions.get(about)
        case GapNamed(gap=gap):
            about, stands = gap_subject(gap), said.gaps.get(gap)
        case _:
            return
    if event != stands and isinstance(said.done.get(about), ActionDone):
        raise NotAllowed(
            f"the action about '{about}' is done, and stays as it was agreed",
            "To change it, open it again first, and say why (--not-done).",
        )


def check_not_before(run: Run, typed: str) -> None:
    """A day that exists, and not one that was over when the exercise began, wherever on earth that was.

    Raises NotAllowed.
    """
    day = read_day(typed)
    began = dt.date.fromisoformat(run.entries[0].utc[:10])
    if began - day > _A_DAY:
        raise NotAllowed(f"{typed} lies before the exercise, which began on {began}", "Write a day after it.")


def _day(about: Subject, typed: str | None, done: ActionDone | None, today: dt.date) -> str:
    """Which day is meant: whoever names only a proof does not say that it is done."""
    if typed is not None and typed.strip():
        return meant_day(typed, today).isoformat()
    if done is not None:
        return done.day
    if typed is None:
        raise _not_done(about, "Say on which day it was done, such as 2027-01-28, or today.")
    return today.isoformat()


def _require_agreed(said: Afterwards, about: Subject) -> None:
    if about not in said.actions:
        raise NotAllowed(f"nothing is agreed about '{about}' that could be done", "Say first what is to be done.")


def _not_done(about: Subject, hint: str) -> NotAllowed:
    return NotAllowed(f"the action about '{about}' is not marked as done", hint)
