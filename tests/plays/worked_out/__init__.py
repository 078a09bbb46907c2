"""What every play costs, worked out by hand from the procedures and docs/the-score.md; nothing here was copied from the program.

A cost is written as it is reasoned: the step's weight, times the part that the slip costs, times how much of it was lost.
Minutes (m) and hours (h) count from the story's beginning.
"""

from tests.plays.worked_out import (
    insider_solo,
    ivr_solo,
    ivr_team,
    lure_team,
    recordings_team,
    reset_solo,
    social_solo,
    telephony_team,
    web_team,
)
from tests.plays.worked_out.losses import Loss, Play

__all__ = ["PLAYS", "WEIGHT", "Loss", "Play"]

_DRILLS = {
    "insider-solo": insider_solo,
    "ivr-solo": ivr_solo,
    "ivr-team": ivr_team,
    "lure-team": lure_team,
    "recordings-team": recordings_team,
    "reset-solo": reset_solo,
    "social-solo": social_solo,
    "telephony-team": telephony_team,
    "web-team": web_team,
}
WEIGHT = {name: drill.WEIGHT for name, drill in _DRILLS.items()}
"""W by drill."""
PLAYS = {f"{name}-{play}": found for name, drill in _DRILLS.items() for play, found in drill.PLAYS.items()}
"""By the name of the script."""
