"""The results in words: titled parts of labelled lines, the same in every format that people read."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ccdrill.debrief.document.document import GRADES
from ccdrill.model.counted import many
from ccdrill.model.value import Value
from ccdrill.reports.blocks import Short
from ccdrill.results.asked import Wanted
from ccdrill.results.document import Results
from ccdrill.results.drills import FEW
from ccdrill.results.score_rows import Alike, DrillResults, ObjectiveRow, RunRow
from ccdrill.results.told_evidence import told_actions, told_sources, told_sureness
from ccdrill.results.told_feedback import told_feedback
from ccdrill.results.told_steps import told_never, told_others, told_steps
from ccdrill.scoring.result import rounded

_LATEST = 12
"""Scores and grades of a row at most; the runs themselves are all told."""
_ACTIONS: Mapping[Wanted, str] = {
    "all": "agreed actions",
    "not-done": "agreed actions that are not done",
    "overdue": "agreed actions that are overdue",
    "done": "agreed actions that are done",
}
_BREAK = " | "
_RANK = "No team and no person is ranked: teams differ, and so do days."


class Part(Value, frozen=True):
    """A part of the report."""

    title: str
    """What it is about."""
    lines: tuple[Short, ...]
    """What it says; there is at least one."""


def told(results: Results) -> Iterator[Part]:
    """All parts, in the order in which they are read; where only agreed actions were asked for, these."""
    drills, procedures = results.drills, results.procedures
    agreed = _part("What was agreed, and what came of it", told_actions(results), "No action is recorded.")
    yield Part("What is counted", tuple(_counted(results)))
    if results.asked.actions is not None:
        yield agreed
        return
    yield _part("Scores, run by run", (_scores(one) for one in drills), "No run is counted.")
    objectives = _part("", (_objectives(one) for one in drills if one.objectives), "No objective is set.")
    said = _part("", told_feedback(drills), "No feedback form is counted.")
    yield Part("Objectives, and what participants said", (*objectives.lines, *said.lines))
    yield _part("Lost again and again", told_steps(procedures, "again and again"), "Nothing.")
    yield _part("Mended since", told_steps(procedures, "mended"), "Nothing that was lost before.")
    yield _part("The other steps", told_others(procedures), "There are none.")
    yield _part("Never exercised", told_never(procedures), "Every required step was, at least once.")
    yield agreed
    yield _part("How sure, and how right", told_sureness(results.sure), "Nobody was asked how sure they were.")
    yield _part("What outside sources ask for", told_sources(results), "No procedure of these runs names any.")


def markings(results: Results) -> str:
    """Who may read it, as the drills say; may be empty."""
    return ", ".join(sorted({one.marking for one in results.drills if one.marking}))


def _part(title: str, lines: Iterable[Short], none: str) -> Part:
    return Part(title, tuple(lines) or (Short("", none),))


def _counted(results: Results) -> Iterator[Short]:
    asked = results.asked
    wanted = (
        f"drill {asked.drill}" if asked.drill else "",
        f"team {asked.team}" if asked.team else "",
        f"since {asked.since}" if asked.since else "",
        f"the last {many(asked.last, 'run', 'runs')} of each drill" if asked.last else "",
        _ACTIONS[asked.actions] if asked.actions is not None else "",
    )
    if words := "; ".join(one for one in wanted if one):
        yield Short("Asked for", words)
    of = (
        f" in {many(len(results.drills), 'drill', 'drills')}, {_span(results.first, results.last)}"
        if results.runs
        else ""
    )
    yield Short("Runs", f"{results.runs}{of}; days are in UTC; ages and due dates are counted from {results.today}")
    if marked := markings(results):
        yield Short("Marking", marked)
    if models := [one.title for one in results.procedures if one.is_model]:
        they = "It is" if len(models) == 1 else "They are"
        whose = f"{they} not your organisation's own: what is exercised here says nothing of your own plan"
        yield Short("Model procedures", f"{'; '.join(models)}. {whose}")
    if results.unfinished:
        yield Short("Not over, not counted", ", ".join(results.unfinished))
    if results.unreadable:
        problems = tuple(f"run {one.run}: {one.problem}" for one in results.unreadable)
        yield Short("Can't be read, not counted", "", problems)
    if results.runs and asked.actions is None and all(len(one.runs) < FEW for one in results.drills):
        yield Short("Few runs", "read them one by one; so few show no trend")
    if results.asked.is_part:
        text = "actions and outside sources are looked for in all runs of the same drills and teams"
        yield Short("Of any day", f"{text}, {results.all_runs} in all")


def _span(first: str, last: str) -> str:
    """From one day to another."""
    return first if first == last else f"{first} to {last}"


def _scores(drill: DrillResults) -> Short:
    what = f"Scored against: {drill.procedure_title} ({drill.procedure})"
    dates = {run.run: run.date for run in drill.runs}
    below = [] if drill.title.startswith(drill.scenario_title) else [f"Story: {drill.scenario_title}"]
    below += [f"Scores in the order of their dates: {_row_of_scores(drill.runs)}"] if len(drill.runs) > 1 else []
    for run in drill.runs:
        below += [f"From here on {change}: scores before and after do not compare." for change in run.changes]
        below.append(_run(run, dates))
    below += [_compared(one, dates) for one in drill.alike]
    if len({run.team for run in drill.runs}) > 1:
        below.append(_RANK)
    return Short(f"{drill.title} ({drill.drill})", what, tuple(below))


def _row_of_scores(runs: tuple[RunRow, ...]) -> str:
    """The last of them; a stroke where scores before and after do not compare."""
    shown = runs[-_LATEST:]
    row = "".join(
        f"{(_BREAK if run.changes else ', ') if number else ''}{run.score}" for number, run in enumerate(shown)
    )
    left = f"the last {_LATEST} of {len(runs)}: " if len(runs) > len(shown) else ""
    stroke = "; at a | they do not compare" if any(run.changes for run in shown[1:]) else ""
    return f"{left}{row}{stroke}"


def _run(run: RunRow, dates: dict[str, str]) -> str:
    played = f" ({rounded(Fraction(run.on_played))} on what was played)" if run.on_played else ""
    change = f", {signed(run.change)} since its run of {dates[run.since]}" if run.since else ""
    critical = many(len(run.critical), "critical failure", "critical failures") if run.critical else "none critical"
    ending = f"{run.ending_title} ({run.ending_kind})"
    team = f", {run.team}" if run.team else ""
    return f"{run.date}{team}: {run.score} of 100{played}{change}; {critical}; {ending}; run {run.run}"


def _compared(alike: Alike, dates: dict[str, str]) -> str:
    count = len(alike.runs)
    if count == 1:
        return f"The score of run {alike.runs[0]} compares with no other."
    lowest, highest, middle = (
        rounded(Fraction(one)) if one else "" for one in (alike.lowest, alike.highest, alike.middle)
    )
    span = _span(dates[alike.runs[0]], dates[alike.runs[-1]])
    typical = f", the middle one {middle}" if middle else ""
    return f"{count} scores compare, {span}: lowest {lowest}, highest {highest}{typical}."


def signed(points: str) -> str:
    """A difference in points with its sign: whole ones, or with a decimal where it is less than one."""
    value = Fraction(points)
    if not value:
        return "no change"
    words = rounded(value) if abs(value) >= 1 else rounded(value, 1)
    return f"+{words}" if value > 0 else words


def _objectives(drill: DrillResults) -> Short:
    given = sorted({grade.grade for one in drill.objectives for grade in one.grades}, key=list(GRADES).index)
    letters = "; ".join(f"{one} {GRADES[one]}" for one in given)
    starred = " * by an evaluator's word, the others are proposed." if _has_star(drill) else " All are proposed."
    rows = tuple(f"{one.objective} ({one.id}): {_grades(one)}" for one in drill.objectives)
    return Short(f"{drill.title} ({drill.drill})", "in the order of their dates", (*rows, f"{letters}.{starred}"))


def _has_star(drill: DrillResults) -> bool:
    return any(grade.is_confirmed for one in drill.objectives for grade in one.grades)


def _grades(row: ObjectiveRow) -> str:
    shown = row.grades[-_LATEST:]
    left = f"the last {_LATEST} of {len(row.grades)}: " if len(row.grades) > len(shown) else ""
    return left + ", ".join(f"{one.grade}{'*' if one.is_confirmed else ''}" for one in shown)
