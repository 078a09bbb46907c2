"""What the steps that were done could not be judged by, in words: who acted, which records, where."""

from collections.abc import Callable, Iterator, Mapping

from ccdrill.model.quoting import quoted
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import Missing, Score

_LABELS: Mapping[Missing, str] = {"who": "Who acted", "record": "Records", "place": "Where"}


def unjudged(frame: Frame, score: Score, why: Callable[[Missing], str]) -> Iterator[str]:
    """A line for each thing that is missing of some step; `why` says how that came about."""
    done = [one for one in score.performances if one.done is not None and one.step in score.weights]
    for what, label in _LABELS.items():
        steps = [step for step, missing in score.not_recorded if missing == what]
        if steps:
            whole = len(steps) == len(done) > 1
            names = "; ".join(quoted(frame.steps[step].do) for step in steps)
            yield f"{label} ({why(what)}): {'every step that was done' if whole else names}"
