"""Commands about runs: list, verify, export, import, erase, delete; and the debrief of one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ccdrill.cli.context import Context
from ccdrill.cli.documents import file_of, put_report, say_wrote, spare_terminal
from ccdrill.cli.printing import agreed, columns, fitted, put, say, say_no_runs
from ccdrill.model.counted import many
from ccdrill.model.errors import FOUND

_LISTED = 200
"""Runs that are listed when nobody says how many."""

if TYPE_CHECKING:
    from ccdrill.debrief.telling.render import Format
    from ccdrill.session.stored import Proof


@click.command(short_help="Write the debrief of a run.")
@click.argument("run_id", metavar="RUN")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "html", "pdf", "docx"]),
    help="What to write; without it, what the end of the file's name says, or Markdown.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option(
    "--without-names", is_flag=True, help="Leave out who played, the team's name, and every text that people typed."
)
@click.pass_obj
def debrief(
    context: Context,
    run_id: str,
    form: "Format | None",
    output: Path | None,
    force: bool,
    without_names: bool,
) -> None:
    """Write the debrief of RUN: its id, the first characters of it, or 'last'.

    HTML, PDF and DOCX need the extra 'reports'.
    """
    file = file_of(output)
    spare_terminal(form, file)
    house = context.house()
    found = house.find_run(run_id)
    usual = None
    if form is None:
        from ccdrill.debrief.telling.render import SUFFIX, format_of

        form = format_of(file.name if file is not None else "")
        usual = SUFFIX[form]
    if file is None:
        put_report(house.written_debrief(found, form, without_names=without_names), form)
        return
    house.save_debrief(found, form, file, replace=force, without_names=without_names)
    say_wrote(file, form, usual)


@click.group(invoke_without_command=True)
@click.pass_context
def runs(context: click.Context) -> None:
    """List, verify, export, import, erase and delete runs."""
    if context.invoked_subcommand is None:
        context.invoke(list_runs)


@runs.command("list")
@click.option(
    "--last", type=click.IntRange(min=1), default=_LISTED, show_default=True, metavar="N", help="Only the last N runs."
)
@click.option("--all", "are_all", is_flag=True, help="Every run.")
@click.pass_obj
def list_runs(context: Context, last: int = _LISTED, are_all: bool = False) -> None:  # noqa: FBT002  # click names it
    """List runs, the last begun or imported first.

    A line says what was worked out when its run last grew; that nothing was changed since, 'ccdrill runs verify' proves. Where
    a line says something else than its run does, that tells so and puts it right.
    """
    house = context.house()
    source = click.get_current_context().get_parameter_source("last")
    if are_all and source is click.core.ParameterSource.COMMANDLINE:
        say(f"Every run is listed: --all does, whatever --last says ({last}).")
    summaries = house.summaries(-1 if are_all else min(last, sys.maxsize))  # SQLite counts no further
    for row in columns(
        (
            one.run,
            f"{one.began} UTC" if one.began else "",
            one.status,
            f"score {one.score}" if one.score else "",
            one.drill,
            one.team,
            one.problem,
        )
        for one in summaries
    ):
        put(fitted(row, " " * len(f"{summaries[0].run}  ")))
    if not summaries:
        say_no_runs(house.called)
    older = house.store.count() - len(summaries)
    if older > 0:
        say(f"{many(older, 'older run is', 'older runs are')} not listed. See all with: {house.called} runs list --all")


@runs.command("verify", short_help="Prove that nothing of RUN was lost or changed.")
@click.argument("run_ids", metavar="[RUN]...", nargs=-1)
@click.option("--seal", help="A seal that was handed out, as in a debrief: RUN must have an event that bears it.")
@click.pass_obj
def verify_runs(context: Context, run_ids: tuple[str, ...], seal: str | None) -> None:
    """Prove RUN: nothing lost or changed, and played again it comes to the same. Without RUN, every run and their database.

    Judgements of practice bear no seal: without RUN it is only told where some are missing, or not as ccdrill writes them.

    The seal of a good run stands for all its events: in a debrief of the same run it is the same, unless events were added
    since: then --seal finds it. Names and typed texts can be erased; those that are there are proved too. Lines under a run say
    what its proof says nothing about.
    """
    from ccdrill.model.errors import BadContent, DamagedRun, UnknownName

    if seal is not None and len(run_ids) != 1:
        raise click.UsageError("--seal is for one RUN: name that of the debrief.")
    house = context.house()
    found = [house.find_run(run_id) for run_id in run_ids] or house.store.run_ids()
    bad, good = 0, []
    for run in found:
        try:
            proof = house.prove(run)
            told = [_place(seal, proof)] if seal is not None else []
        except (DamagedRun, BadContent) as error:
            bad += 1
            put(f"{run}  BAD: {error.message}")
        except UnknownName:
            if run_ids:
                raise
            say(f"Run {run} was deleted meanwhile.")
        else:
            good.append(run)
            put(f"{run}  good  seal {proof.seals[-1]}")
            for line in (*told, *proof.unproved):
                put(f"{' ' * len(run)}        {line}")
    for run in house.renew_summaries(good):
        put(f"{run}  'runs list' or 'results' said something else of it than its events do: look again")
    broken = "" if run_ids else house.store.damage()
    misjudged = () if run_ids or broken else house.judgements.damage()
    for line in misjudged:
        put(f"practice  BAD: {line}")
    if broken:
        put(
            f"database  BAD: {broken}. Names and typed texts may be missing: export the runs, and import them elsewhere."
        )
    if bad or broken or misjudged:
        sys.exit(FOUND)


def _place(seal: str, proof: "Proof") -> str:
    """Which of a run's events bears a seal that was handed out, and what came since. Raises DamagedRun when none does."""
    from ccdrill.model.errors import DamagedRun

    bare, total = seal.strip().lower(), len(proof.seals)
    if bare not in proof.seals:
        raise DamagedRun(f"none of its {total} events has that seal, so it is not what was sealed then")
    place = proof.seals.index(bare) + 1
    if place == total:
        return f"the seal given is that of event {total}, the last"
    since = "nothing of the play changed" if place >= proof.played else "play went on, or was changed"
    return f"the seal given is that of event {place} of {total}; since then {since}"


@runs.command("export")
@click.argument("run_id", metavar="RUN")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def export_run(context: Context, run_id: str, file: Path, force: bool) -> None:
    """Write RUN, whole and verified, to FILE."""
    from ccdrill.store.archive import write_archive

    house = context.house()
    write_archive(house.store.read(house.find_run(run_id)), file, replace=force)
    say(f"Wrote {file}")


@runs.command("trace", short_help="Print what was done in RUN, one event a line.")
@click.argument("run_id", metavar="RUN")
@click.pass_obj
def trace_run(context: Context, run_id: str) -> None:
    """Print what was done in RUN, one event a line, as 'ccdrill score' reads it."""
    import json

    from ccdrill.scoring.exported import export_trace

    house = context.house()
    for line in export_trace(house.trace(house.find_run(run_id))):
        put(json.dumps(line))


@runs.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_run(context: Context, file: Path) -> None:
    """Take in an exported run from FILE, after verifying all of it."""
    from ccdrill.store.archive import read_archive

    house = context.house()
    stored = read_archive(file)
    house.store.create(stored)
    say(f"Imported run {stored.run}")


@runs.command("erase", short_help="Erase names and typed texts of RUN for good; the run stays.")
@click.argument("run_id", metavar="RUN")
@click.option("--names", is_flag=True, help="Who played, and whom the plan names: owners and evaluators.")
@click.option("--texts", is_flag=True, help="What people typed: reasons, notes, and what they agreed, with its owners.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase_run(context: Context, run_id: str, names: bool, texts: bool, yes: bool) -> None:
    """Erase who played RUN and what they typed, or one of both, for good.

    A name that somebody typed into a reason, a note or an action goes with --texts only.
    Its decisions, score and seal stay, and it still verifies. The team's name is part of the record: only 'delete' takes it.
    """
    house = context.house()
    found = house.find_run(run_id)
    both = names == texts
    what = "names and typed texts" if both else "names" if names else "typed texts"
    if not yes and not agreed(f"Erase the {what} of run {found} for good? [y/N]: "):
        say("Kept.")
        return
    if house.erase(found, texts=texts or both, names=names or both):
        say(f"Erased the {what} of run {found}. Files that were exported or written before still hold them.")
    else:
        say(f"There was nothing to erase: run {found} holds none. Files that were exported or written before may.")


@runs.command("delete")
@click.argument("run_id", metavar="RUN")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete_run(context: Context, run_id: str, yes: bool) -> None:
    """Delete RUN for good, with its texts and names."""
    house = context.house()
    found = house.find_run(run_id)
    if not yes and not agreed(f"Delete run {found} for good? [y/N]: "):
        say("Kept.")
        return
    house.store.delete(found)
    say(f"Deleted run {found}")
