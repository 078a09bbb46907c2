"""What was agreed after runs, by when, and what later runs showed: the test of a corrective action is the next exercise."""

import datetime as dt
from collections.abc import Mapping, Sequence

from ccdrill.debrief.document.agreed import is_past
from ccdrill.debrief.listing.run_result import AgreedResult, RunResult
from ccdrill.results.asked import Wanted
from ccdrill.results.evidence_rows import ActionRow, ActionTotals, State
from ccdrill.results.procedures import how_words
from ccdrill.session.run.chain import ERASED

_STATES: tuple[State, ...] = ("overdue", "due", "open", "done")
_WANTED: Mapping[Wanted, tuple[State, ...]] = {
    "all": _STATES,
    "not-done": ("overdue", "due", "open"),
    "overdue": ("overdue",),
    "done": ("done",),
}
_KEPT = ("as written", "not done any more")


def actions_of(runs: Sequence[RunResult], texts: Mapping[str, str], today: dt.date) -> tuple[ActionRow, ...]:
    """The actions of these runs, which are in order: overdue first, then those with a date, the earliest first; done ones last."""
    rows = [_row(run, one, runs, texts, today) for run in runs for one in run.agreed]
    return tuple(
        sorted(rows, key=lambda row: (_STATES.index(row.state), row.done or row.due, row.date, row.run, row.about))
    )


def totals_of(rows: Sequence[ActionRow]) -> ActionTotals:
    """How many of these are done, of how many of them no proof is named, and how many are overdue."""
    states = [row.state for row in rows]
    unproven = sum(row.state == "done" and not row.proof for row in rows)
    return ActionTotals(agreed=len(rows), done=states.count("done"), unproven=unproven, overdue=states.count("overdue"))


def wanted_of(rows: Sequence[ActionRow], wanted: Wanted) -> tuple[ActionRow, ...]:
    """Those that were asked for."""
    return tuple(row for row in rows if row.state in _WANTED[wanted])


def _row(
    run: RunResult, agreed: AgreedResult, runs: Sequence[RunResult], texts: Mapping[str, str], today: dt.date
) -> ActionRow:
    tests = [(one, how) for one in runs if (how := _tested(run, agreed, one))]
    (first, first_how), (last, last_how) = (tests[0], tests[-1]) if tests else ((None, ""), (None, ""))
    return ActionRow(
        run=run.run,
        date=run.date,
        drill=run.drill_title,
        procedure=run.procedure,
        about=agreed.about,
        text=texts.get(agreed.missing, ERASED) if agreed.missing else agreed.text,
        what=texts.get(agreed.what, ERASED),
        owner=_typed(agreed.owner, texts),
        due=agreed.due,
        first_due=agreed.first_due,
        moved=agreed.moved,
        state=_state(agreed, today),
        done=agreed.done,
        proof=_typed(agreed.proof, texts),
        checked_by=_typed(agreed.by, texts),
        reopened=_typed(agreed.reopened, texts),
        tested=len(tests),
        kept=sum(how in _KEPT for _, how in tests),
        shown="not tested" if not tests else "as written" if last_how in _KEPT else "lost again",
        next_run=first.run if first is not None else "",
        next_date=first.date if first is not None else "",
        next_how=first_how,
        last_run=last.run if last is not None else "",
        last_date=last.date if last is not None else "",
        last_how=last_how,
    )


def _typed(digest: str, texts: Mapping[str, str]) -> str:
    """What was typed; empty: nothing."""
    return texts.get(digest, ERASED) if digest else ""


def _state(agreed: AgreedResult, today: dt.date) -> State:
    if agreed.done:
        return "done"
    if is_past(agreed.due, today):
        return "overdue"
    return "due" if agreed.due else "open"


def _tested(run: RunResult, agreed: AgreedResult, later: RunResult) -> str:
    """How another run of the procedure, begun after the action was agreed, went in this; empty: it did not test it.

    Of an action that is done, a run of that day or before says nothing: what it does can't be told from then.
    What must not be done is tested only by the same scenario, which offers it, and unless it was done only by a whole run.
    """
    if later.procedure != run.procedure or later.began <= agreed.recorded or later.date <= agreed.done:
        return ""
    kind, _, name = agreed.about.partition(":")
    if kind == "gap":  # in the team's own words: no exercise can tell whether it is still so
        return ""
    if kind == "step":
        return next((how_words(one) for one in later.steps if one.step == name and one.is_tested), "")
    is_done = name in later.unneeded
    if kind == "rule":
        found = next((one for one in later.rules_kept if one.rule == name), None)
        if found is None:
            return ""
        is_done = found.is_broken
    if later.scenario != run.scenario or (not later.is_whole and not is_done):
        return ""
    return "done again" if is_done else "not done any more"
