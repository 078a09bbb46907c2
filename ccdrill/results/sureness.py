"""How sure teams were, against how right, over many runs. Right is what cost nothing to choose, as in a debrief."""

from collections import Counter
from collections.abc import Sequence

from ccdrill.debrief.hindsight.sure import ENOUGH, brier
from ccdrill.debrief.listing.run_result import RunResult
from ccdrill.model.confidence import CONFIDENCE
from ccdrill.results.evidence_rows import SureLevel, SureResults
from ccdrill.scoring.result import rounded


def sureness_of(runs: Sequence[RunResult]) -> SureResults | None:
    """Over all decisions of these runs with an answer; None when there is none."""
    answers = [one for run in runs for one in run.sure]
    unknown = sum(run.sure_unknown for run in runs)
    if not answers and not unknown:
        return None
    figure = brier([(one.sure, one.cost != "points") for one in answers]) if len(answers) >= ENOUGH else None
    counts = Counter((one.sure, one.cost) for one in answers)
    levels = (
        SureLevel(
            sure=words,
            decisions=sum(counts[sure, cost] for cost in ("nothing", "records", "points")),
            cost_nothing=counts[sure, "nothing"],
            cost_records=counts[sure, "records"],
            cost_points=counts[sure, "points"],
        )
        for sure, words in enumerate(CONFIDENCE, start=1)
    )
    return SureResults(
        decisions=len(answers),
        unknown=unknown,
        levels=tuple(one for one in levels if one.decisions),
        brier=str(figure) if figure is not None else "",
        brier_words=rounded(figure, 2) if figure is not None else "",
    )
