"""Whether a drill can be played for 100, and how much can be had if not, as far as that is known."""

from collections.abc import Iterable
from fractions import Fraction

from ccdrill.authoring.checks.findings import Findings
from ccdrill.model.diagnostics import Cause
from ccdrill.model.ids import StepId
from ccdrill.model.kept_back import kept_back
from ccdrill.rehearsal.drill.impossible import Impossible
from ccdrill.rehearsal.drill.prospect import Prospect, budget_of
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.scoring.frame import Frame
from ccdrill.scoring.result import rounded
from ccdrill.scoring.titles import joined

_ALL = Fraction(100)
LEAST_SHOWN = Fraction(1, 10)
"""Points that a rounded number shows."""
_UNTRIED = "; every play was tried that waits until something happens, not every length of waiting"
"""What is listed and not proved: at a pace people may think for any length of time."""
_SEE_PLAY = "Follow it to where no better way is left, and mend that; or accept the action."


def check_full_score(
    in_drill: Findings,
    prospect: Prospect,
    survey: Survey,
    closed: Iterable[StepId],
    cannot: Iterable[Impossible],
    because: tuple[Cause, ...],
) -> None:
    """How much can be had. `closed`: steps that no play does; `cannot`: what else none can give; `because`: where all is told that is lost."""
    score, most = prospect.score, prospect.most
    if score is not None and score.score < _ALL:
        unneeded = [item.sentence.removesuffix(".") for item in score.items if item.kind == "unneeded"]
        unasked = "".join(f"; {sentence}" for sentence in unneeded)  # lost at no line of the procedure
        message = (
            f"the best play of this drill scores only {_below_100(score.score)}{unasked}{untried(prospect, survey)}"
        )
        is_only_unasked = len(unneeded) == len(score.items)
        cure = _SEE_PLAY if is_only_unasked else "See what it must lose, in the procedure."
        in_drill.shown(("procedure",), "best-below-100", message, cure, prospect.play, at_key=False, because=because)
    elif score is None and any(state >= survey.table.endings for state in survey.states):
        searched = f"The search stopped after {budget_of(survey.table):,} situations"
        if most < _ALL:
            most_of_all = f"{_below_100(most)}{untried(prospect, survey)}. {searched}"
            message = f"no play of this drill scores more than {most_of_all}"
            cure = "See what a long search finds: ccdrill rehearse."
            in_drill.shown(("procedure",), "best-below-100", message, cure, at_key=False, because=because)
        elif not _is_caught(prospect.frame, closed, cannot) and not _is_stained(in_drill, prospect.frame, survey):
            message, cure = f"not decided: the best score. {searched}", "Look longer with: ccdrill rehearse."
            in_drill.shown(("procedure",), "best-not-decided", message, cure, severity="note")


def untried(prospect: Prospect, survey: Survey) -> str:
    """What was not tried: at a pace people may think for any length of time."""
    return _UNTRIED if prospect.exercise.drill.pace and survey.hangs_on_waiting else ""


def _is_caught(frame: Frame, closed: Iterable[StepId], cannot: Iterable[Impossible]) -> bool:
    """Whether nobody scores 100 as the procedure contradicts itself, or a step is out of reach: that is told at its line."""
    procedure = frame.procedure
    if any(step in frame.required and frame.steps[step].weight for step in closed):
        return True
    return any(one.code == "gate-contradicts" for one in cannot) or any(
        rule.cost and kept_back(rule, procedure) for rule in procedure.prohibited
    )


def _is_stained(in_drill: Findings, frame: Frame, survey: Survey) -> bool:
    """Whether it is proved, without the best play, that nobody scores 100: some step is done only by whoever breaks a rule."""
    from ccdrill.rehearsal.drill.spotless import only_by_breaking  # a search that comes to its end needs none of it

    steps = only_by_breaking(survey, frame)
    if steps:
        named = joined([repr(str(one)) for one in steps])
        who = "is done only by whoever does" if len(steps) == 1 else "are done only by whoever does"
        message = f"no play of this drill scores 100: {named} {who} what the procedure forbids"
        cure = "Let it be done without that, or drop the rule."
        in_drill.shown(("procedure",), "best-below-100", message, cure, at_key=False)
    return bool(steps)


def _below_100(score: Fraction) -> str:
    """A score below 100 that does not look like it."""
    return f"{rounded(score, 1)} of 100" if score <= _ALL - LEAST_SHOWN else "just under 100"
