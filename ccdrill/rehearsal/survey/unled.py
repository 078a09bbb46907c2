"""Targets of choices to which no play has led: in a drill without a pace, what is possible at some time may be so at none when people choose.

They are gone after; where that is in vain, a flow of plays in which nobody waits may prove it, or a list of all that deciding leads
to show it, if the story is small enough.
"""

from collections.abc import Iterator

from ccdrill.rehearsal.survey.pursue import Pursuit
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.explore import Exploration, explore
from ccdrill.rehearsal.walk.table import Row

_LOOKS = 1_000
"""Situations that may be looked at for all such targets together: a clean story is checked over and over."""
_LISTED = 4_000
"""Situations that may be listed."""


def list_decided(survey: Survey) -> Exploration | None:
    """A list of all that deciding leads to, if there is not too much; else None."""
    listed = explore(survey.table, budget=min(survey.budget, max(1, _LISTED // survey.table.slowness)))
    return listed if listed.is_exhausted else None


def may_be_unled(survey: Survey) -> bool:
    """Whether some target is possible, as far as is known, and no play was found that leads to it by its choice."""
    pursuit = Pursuit(survey.table, _LOOKS // survey.table.slowness)
    return any(all(pursuit.play_by(row, target) is None for row in rows) for rows, target in _not_seen(survey))


def _not_seen(survey: Survey) -> Iterator[tuple[list[Row], int]]:
    """The choices that are taken and have several targets, in each state that is reached, with a target that is and to which no play has led by them."""
    for key, offered in survey.offers.items():
        targets = {target for _, target in offered[0].effect.targets}
        if len(targets) > 1 and key in survey.taken:
            rows = [row for row in offered if row.state in survey.states]
            yield from ((rows, one) for one in targets if (key, one) not in survey.led and one in survey.states)
