"""From a recorded run to its line in a list."""

from ccdrill.debrief.listing.summary import Summary
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.scoring.result import rounded
from ccdrill.session.run.trace import score_run


def summarise(recorded: RecordedRun) -> Summary:
    """The run's line."""
    run = recorded.run
    return Summary(
        run=run.opened.run,
        drill=recorded.exercise.drill.title,
        drill_id=recorded.exercise.drill.id,
        team=run.opened.team,
        began=f"{run.entries[0].utc[:10]} {run.entries[0].utc[11:16]}",
        status="finished" if run.situation.is_ended else "ended" if run.is_cut_short else "unfinished",
        decided=len(run.decisions),
        score=rounded(score_run(recorded.exercise, run).score) if run.is_over else "",
    )
