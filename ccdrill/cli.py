"""The commands: parse, call, print. Whatever is heavy is imported inside the command that needs it.

Exit codes: 0 done; 1 a check or a stored run turned out bad; 2 usage or unusable input; 130 interrupted; 70 a bug.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from ccdrill import __version__
from ccdrill.model.errors import CcdrillError

if TYPE_CHECKING:
    from ccdrill.bootstrap import House
    from ccdrill.model.diagnostics import Diagnostic

_CHECK_FAILED, _USAGE, _BUG, _INTERRUPTED = 1, 2, 70, 130


class Context:
    """What the options before the command said."""

    def __init__(self, data: Path | None, library: tuple[Path, ...], theme: str | None) -> None:
        self.data, self.library, self.theme = data, library, theme

    def house(self, *, plain: bool = False) -> "House":
        """Everything wired. Raises BadSettings."""
        from ccdrill.bootstrap import House
        from ccdrill.settings import Flags, read_settings

        return House(read_settings(Flags(data=self.data, library=self.library, theme=self.theme, plain=plain)))


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="ccdrill")
@click.option("--data", type=click.Path(path_type=Path), help="Where runs are kept (or CCDRILL_DATA).")
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder of your own scenarios and drills; may be given again (or CCDRILL_LIBRARY).",
)
@click.option("--theme", help="Colours of the screens: dark, light or contrast (or CCDRILL_THEME).")
@click.pass_context
def main(context: click.Context, data: Path | None, library: tuple[Path, ...], theme: str | None) -> None:
    """Tabletop incident-response exercises for contact centres.

    Without a command the library opens: pick a drill, go on with a run, or look at a debrief.
    """
    context.obj = Context(data, library, theme)
    if context.invoked_subcommand is None:
        from ccdrill.bootstrap import has_terminal, run_screens

        house = context.obj.house()
        if house.settings.plain or not has_terminal():
            click.echo(context.get_help())
            return
        sys.exit(run_screens(house))


@main.command()
@click.argument("drill")
@click.option("--procedure", help="Score against this procedure: a YAML file or the id of a shipped one.")
@click.option("--team", default="", help="What the team calls itself.")
@click.option("--people", type=click.IntRange(0, 9999), default=0, help="How many take part.")
@click.option("--plain", is_flag=True, help="Labelled lines instead of screens.")
@click.pass_obj
def run(context: Context, drill: str, procedure: str | None, team: str, people: int, plain: bool) -> None:
    """Play DRILL: an id from 'ccdrill list', or the path of a YAML file."""
    from ccdrill.bootstrap import has_terminal, play_plain, run_screens
    from ccdrill.session.session import Team

    house = context.house(plain=plain)
    exercise = house.exercise(drill, procedure)
    members = Team(name=team or house.settings.team, head_count=people)
    if house.settings.plain or not has_terminal():
        play_plain(house.begin(exercise, members))
    else:
        sys.exit(run_screens(house, exercise=exercise, team=members))


@main.command()
@click.argument("run_id", metavar="[RUN]", default="last")
@click.option("--plain", is_flag=True, help="Labelled lines instead of screens.")
@click.pass_obj
def resume(context: Context, run_id: str, plain: bool) -> None:
    """Go on with RUN: its id, the first characters of it, or 'last'."""
    from ccdrill.bootstrap import has_terminal, play_plain, run_screens

    house = context.house(plain=plain)
    session = house.resume(house.find_run(run_id))
    if house.settings.plain or not has_terminal():
        play_plain(session)
    else:
        sys.exit(run_screens(house, session=session))


@main.command("list")
@click.pass_obj
def list_drills(context: Context) -> None:
    """List the drills that can be played."""
    house = context.house()
    bad: list[Diagnostic] = []
    for entry in house.library.drills():
        if entry.drill is None or entry.scenario is None:
            bad += entry.diagnostics
            continue
        drill = entry.drill
        click.echo(
            f"{drill.id}\n  {drill.title} ({drill.mode}, {drill.minutes} min)\n  {' '.join((drill.summary or entry.scenario.summary).split())}"
        )
    _print_diagnostics(bad)
    if bad:
        sys.exit(_CHECK_FAILED)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.pass_obj
def check(context: Context, paths: tuple[str, ...]) -> None:
    """Check scenarios, procedures, drills and vocabularies: files or folders. Without PATH, the whole library."""
    from ccdrill.checking import check_paths
    from ccdrill.model.diagnostics import has_errors

    house = context.house()
    files, diagnostics = check_paths(house.library, house.settings.library, paths)
    _print_diagnostics(diagnostics, to_stdout=True)
    errors = sum(one.severity == "error" for one in diagnostics)
    warnings = len(diagnostics) - errors
    click.echo(
        f"{files} {'file' if files == 1 else 'files'} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}"
    )
    if has_errors(diagnostics):
        sys.exit(_CHECK_FAILED)


@main.command()
@click.argument("run_id", metavar="RUN")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="What to write.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def debrief(context: Context, run_id: str, form: Literal["markdown", "json"], output: Path | None, force: bool) -> None:
    """Write the debrief of RUN: its id, the first characters of it, or 'last'."""
    from ccdrill.debrief.render import render
    from ccdrill.store.archive import ArchiveError, write_whole

    house = context.house()
    text = render(house.debrief(house.find_run(run_id)), form)
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return
    if output.exists() and not force:
        raise ArchiveError(f"there is a file {output} already", "Name another, or add --force to replace it.")
    write_whole(output, text.encode("utf-8"))
    click.echo(f"Wrote {output}", err=True)


@main.group(invoke_without_command=True)
@click.pass_context
def runs(context: click.Context) -> None:
    """List, export, import and delete runs."""
    if context.invoked_subcommand is None:
        context.invoke(list_runs)


@runs.command("list")
@click.pass_obj
def list_runs(context: Context) -> None:
    """List every run, the last begun first."""
    house = context.house()
    summaries = house.summaries()
    for one in summaries:
        score = f"  score {one.score}" if one.score else ""
        team = f"  {one.team}" if one.team else ""
        click.echo(
            f"{one.run}  {one.began}  {one.status:<10}  {one.drill}{team}{score}{f'  {one.problem}' if one.problem else ''}"
        )
    if not summaries:
        click.echo("There are no runs yet. Begin one with: ccdrill run ivr-solo", err=True)


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
    click.echo(f"Wrote {file}", err=True)


@runs.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_run(context: Context, file: Path) -> None:
    """Take in an exported run from FILE, after verifying all of it."""
    from ccdrill.store.archive import read_archive

    stored = read_archive(file)
    context.house().store.put(stored)
    click.echo(f"Imported run {stored.run}", err=True)


@runs.command("delete")
@click.argument("run_id", metavar="RUN")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete_run(context: Context, run_id: str, yes: bool) -> None:
    """Delete RUN for good, with its texts and names."""
    house = context.house()
    found = house.find_run(run_id)
    if not yes:
        click.confirm(f"Delete run {found} for good?", abort=True, err=True)
    house.store.delete(found)
    click.echo(f"Deleted run {found}", err=True)


def entry_point(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with the documented exit code."""
    sys.exit(
        _guarded(
            lambda: main.main(
                args=None if arguments is None else list(arguments), prog_name="ccdrill", standalone_mode=False
            )
        )
    )


def _guarded(command: Callable[[], object]) -> int:
    """The exit code of a command, whatever it raised; nobody ever sees a traceback."""
    try:
        code = command()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CcdrillError as error:
        return _explain(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last resort: every bug ends in a crash file
        from ccdrill.crash import write_crash_file

        click.echo(write_crash_file(error), err=True)
        return _BUG
    return code if isinstance(code, int) else 0


def _explain(error: CcdrillError) -> int:
    from ccdrill.authoring.library import BadContent

    if isinstance(error, BadContent):
        _print_diagnostics(error.diagnostics)
    click.echo(f"ccdrill: {error.message}", err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)
    return error.exit_code


def _print_diagnostics(diagnostics: "Sequence[Diagnostic]", *, to_stdout: bool = False) -> None:
    from ccdrill.authoring.report import report

    for line in report(diagnostics):
        click.echo(line, err=not to_stdout)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
