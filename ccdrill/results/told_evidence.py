"""What assessors ask for, in words: actions and what came of them, sureness, and when outside sources were last exercised."""

from collections.abc import Iterator

from ccdrill.debrief.document.agreed import bare, without_proof
from ccdrill.debrief.document.moved import Moved
from ccdrill.model.counted import many
from ccdrill.reports.blocks import Short
from ccdrill.results.document import Results
from ccdrill.results.evidence_rows import ActionRow, ActionTotals, Age, SourceRow, SureLevel, SureResults

_AGES: tuple[tuple[Age, str], ...] = (
    ("never exercised", "Never exercised"),
    ("older than 12 months", "Not exercised for more than 12 months"),
    ("within 12 months", "Exercised in the last 12 months"),
    ("only broken", "Named by no step, only by prohibitions that were broken"),
)
_READ_SO = (
    "12 months are what PCI DSS 4.0.1 asks in 12.10.2 of tests of the plan, with every element of 12.10.1; other sources have"
    " spans of their own. Listed is only what the procedures of these runs name, and the rest of what a source that they name"
    " wants all of. A step that names a place was exercised, well or badly: that a requirement is met, this does not say."
)
_DONE = "Done is what people say, with their proof; whether it helped, the next runs that test it show."


def told_actions(results: Results) -> Iterator[Short]:
    """Overdue first."""
    if results.action_totals.agreed:
        yield Short("", f"{_totals(results.action_totals)} {_DONE}")
    for one in results.actions:
        yield Short(_when(one), f"{one.what} ({bare(one.owner) or 'no owner yet'})", tuple(_about(one)))


def _totals(totals: ActionTotals) -> str:
    """How many there are, how many of them are done, as people say, and how many should be."""
    done = f"{totals.done or 'none'} {'is' if totals.done < 2 else 'are'} done"
    done += without_proof(totals.done, totals.unproven)
    late = f"{totals.overdue or 'none'} {'is' if totals.overdue < 2 else 'are'} overdue"
    return f"{many(totals.agreed, 'action was', 'actions were')} agreed: {done}, {late}."


def _when(row: ActionRow) -> str:
    match row.state:
        case "open":
            return "No date yet"
        case "due":
            return f"By {row.due}"
        case "overdue":
            return f"Overdue since {row.due}"
        case "done":
            return f"Done on {row.done}"


def _about(row: ActionRow) -> Iterator[str]:
    yield f"For {row.about}: {row.text}; agreed after run {row.run} of {row.date}, {row.drill}"
    if row.moved:
        words = Moved(row.first_due, row.moved).words
        yield f"{words[0].upper()}{words[1:]}"
    if row.done:
        day = f"It was to be done by {row.due}" if row.due else "No day was agreed"
        checked = f"checked by {row.checked_by}" if row.checked_by else "nobody is named who checked it"
        yield f"{day}; {f'proof: {row.proof}' if row.proof else 'no proof is named'}; {checked}"
    if row.reopened:
        yield f"It was called done, and opened again: {row.reopened}"
    if row.is_about_a_gap:
        yield "No run can test it: it is no step of the procedure, but what the team itself said was missing"
        return
    if not row.tested:
        yield f"Not tested: no run since it was {'done' if row.done else 'agreed'} came to it"
        return
    went, so = ("went as written", "as written") if row.about.startswith("step:") else ("was kept to", "kept to")
    if row.shown == "lost again":
        went = "was lost again"
    last = f"{row.last_date}, run {row.last_run}: {row.last_how}"
    if row.tested == 1:
        yield f"Tested once since, and it {went}: {last}"
        return
    yield f"Tested in {row.tested} runs since, {so} in {row.kept}; in the last it {went}: {last}"
    yield f"The first of them: {row.next_date}, run {row.next_run}: {row.next_how}"


def told_sureness(sure: SureResults | None) -> Iterator[Short]:
    """Level by level; the figure only where there are enough."""
    if sure is None:
        return
    for one in sure.levels:
        yield Short(one.sure.capitalize(), _level(one))
    if sure.brier_words:
        yield Short("Brier score", f"{sure.brier_words}; 0 is best, 0.25 is guessing")
    elif sure.decisions:
        yield Short("No Brier score", f"{many(sure.decisions, 'decision is', 'decisions are')} too few for one")
    if sure.unknown:
        yield Short(
            "Left out", f"{many(sure.unknown, 'decision', 'decisions')} of which it is not known what they cost"
        )


def _level(one: SureLevel) -> str:
    records = f", {one.cost_records} only records that nobody ticked" if one.cost_records else ""
    return (
        f"{one.cost_nothing + one.cost_records} of {many(one.decisions, 'decision', 'decisions')} right"
        f" ({one.cost_nothing} cost nothing{records}), {one.cost_points} cost points"
    )


def told_sources(results: Results) -> Iterator[Short]:
    """What was never exercised first, then what was not for long."""
    for age, title in _AGES:
        rows = [one for one in results.sources if one.age == age]
        if rows:
            yield Short(f"{title} (as of {results.today})", str(len(rows)), tuple(_source(one) for one in rows))
    if results.sources:
        yield Short("How to read it", _READ_SO)


def _source(row: SourceRow) -> str:
    name = ", ".join(part for part in (row.title, row.place) if part) or row.source
    if row.about:
        name = f"{name} ({row.about})"
    if not row.last_run:
        return name
    untested = f"; not exercised there: {', '.join(row.last_untested)}" if row.last_untested else ""
    return f"{name}: last {row.last_date}, run {row.last_run}: {row.last_how}{untested}; in {many(row.runs, 'run', 'runs')}"
