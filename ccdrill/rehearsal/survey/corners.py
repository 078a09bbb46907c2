"""Goes after plays that get stuck in a state though it has ways out: to where the conditions of all of them fail at once.

That is what one play in thousands comes to, and neither a list that is too short nor a proof settles.
"""

from itertools import count

from ccdrill.rehearsal.survey.pursue import Pursuit
from ccdrill.rehearsal.survey.wandering import reaches_an_ending, walk
from ccdrill.rehearsal.walk.locks import Lock
from ccdrill.rehearsal.walk.table import Table
from ccdrill.rehearsal.walk.trails import trail_of
from ccdrill.rehearsal.walk.walker import Walker

_LOOKS = 20
"""How often it is asked, of one state, whether an ending can still be reached: each time a whole proof."""


def corner(table: Table, lean: Table, pursuit: Pursuit, state: int) -> Lock | None:
    """A lock in a state for any length of waiting, with a play; None when none was found. `pursuit` is one of the `lean` table."""
    looks = count()

    def is_lost(walker: Walker) -> bool:
        return next(looks) < _LOOKS and not reaches_an_ending(lean, walker)

    play = pursuit.play_cornered(state, is_lost)
    walker = walk(table, play) if play is not None else None
    if play is None or walker is None or reaches_an_ending(table, walker):
        return None
    is_stuck = not walker.open_rows()
    return Lock(state, trail_of(play), is_stuck=is_stuck, is_saved_by_time=False, is_proved=True)
