"""The program itself: options that go before every command, and the commands."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ccdrill import __version__
from ccdrill.cli.context import Context
from ccdrill.cli.groups import ForgivingGroup

_COMMANDS = {
    "run": "play:run",
    "practice": "practice:practice",
    "resume": "play:resume",
    "console": "play:console",
    "list": "content:list_drills",
    "new": "author:new",
    "check": "content:check",
    "schema": "author:schema",
    "graph": "graph:graph",
    "preview": "preview:preview",
    "rehearse": "rehearse:rehearse",
    "replay": "rehearse:replay",
    "score": "score:score",
    "debrief": "runs:debrief",
    "papers": "papers:papers",
    "plan": "plan:plan",
    "feedback": "feedback:feedback",
    "results": "results:results",
    "runs": "runs:runs",
}
"""Each command's module in this room and its name there: a call imports the one that it needs."""


class OutputClosed(Exception):  # no error of ours: a reader such as `head` has read enough
    """Nobody reads standard output any more."""


class _Commands(ForgivingGroup):
    """Commands that are imported when they are called.

    Click would end the process with 1 when a reader has read enough; that code means something else here.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click calls it so
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"ccdrill.cli.{module}"), name)
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise OutputClosed from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            named, command = error.option_name, ctx.invoked_subcommand
            if not any(one.expose_value and named in one.opts for one in self.params):
                raise
            raise click.UsageError(
                f"{named} goes before the command: ccdrill {named} ... {command}", error.ctx
            ) from None
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
        from ccdrill.front_ends import has_terminal, run_screens

        house = context.obj.house()
        if house.settings.plain or not has_terminal():
            click.echo(context.get_help())
            return
        sys.exit(run_screens(house))
