"""The program itself: options that go before every command, and the commands."""

import sys
from pathlib import Path
from typing import Any

import click

from ccdrill import __version__
from ccdrill.cli.author import new, schema
from ccdrill.cli.content import check, list_drills
from ccdrill.cli.context import Context
from ccdrill.cli.graph import graph
from ccdrill.cli.play import resume, run
from ccdrill.cli.preview import preview
from ccdrill.cli.rehearse import rehearse, replay
from ccdrill.cli.runs import debrief, runs
from ccdrill.cli.score import score


class OutputClosed(Exception):  # no error of ours: a reader such as `head` has read enough
    """Nobody reads standard output any more."""


class _Commands(click.Group):
    """Click would end the process with 1 when a reader has read enough; that code means something else here."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise OutputClosed from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise OutputClosed from None


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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


for command in (run, resume, list_drills, new, check, schema, graph, preview, rehearse, replay, score, debrief, runs):
    main.add_command(command)
