"""Commands for authors: new files to begin with, and the formats for editors."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ccdrill.cli.context import Context
from ccdrill.cli.groups import ForgivingGroup
from ccdrill.cli.printing import put, say

if TYPE_CHECKING:
    from ccdrill.creating import Created, Workshop
    from ccdrill.model.exercise import Kind

_KINDS: tuple["Kind", ...] = ("scenario", "procedure", "drill", "vocabulary", "deck")


@click.command(short_help="Print the format of a kind of file, for editors.")
@click.argument("kind", type=click.Choice(_KINDS))
def schema(kind: "Kind") -> None:
    """Print the JSON Schema of a KIND of file, for editors and other programs."""
    from ccdrill.authoring.schemas.build import schema_text

    put(schema_text(kind), end="")


class _Kinds(ForgivingGroup):
    """Says what to write where a name stands in place of a kind."""

    def not_meant(self, name: str, error: click.UsageError, ctx: click.Context) -> click.UsageError:
        """That the kind comes first; of what looks like an option only what click says."""
        if name.startswith("-"):
            return error
        from ccdrill.model.ids import SLUG  # with the model; most calls name a kind

        shown = name if re.search(SLUG, name) else "NAME"
        kinds = ", ".join(self.commands)
        message = f"Say before the name what it is to be ({kinds}), as in: ccdrill new scenario {shown}"
        return click.UsageError(message, ctx)


@click.group(cls=_Kinds, short_help="Begin a scenario, procedure, drill or deck of your own.")
def new() -> None:
    """Begin a scenario, procedure, drill or deck of your own, in the current folder."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """What all of them take: a name, something to copy, and where to write."""
    folder = click.option(
        "--folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="Write into this folder's scenarios/ and drills/ instead of the current one's.",
    )
    source = click.option("--from", "source", metavar="ID", help="Copy this one, shipped or a file, to change it.")
    return click.argument("name")(source(folder(command)))


@new.command("scenario", short_help="A small one that plays at once, or a copy of one.")
@_options
@click.pass_obj
def new_scenario(context: Context, name: str, source: str | None, folder: Path) -> None:
    """Begin a scenario: a small example that plays at once, with a procedure and a drill; or a copy of another one."""
    _tell(_workshop(context, folder).scenario(name, source))


@new.command("procedure", short_help="Your own steps, for any scenario (--for).")
@_options
@click.option(
    "--for", "story", metavar="SCENARIO", help="List all that can be done in this scenario, as steps to fill in."
)
@click.pass_obj
def new_procedure(context: Context, name: str, source: str | None, story: str | None, folder: Path) -> None:
    """Begin a procedure: a small example, a copy of another one, or a list of all that can be done in a scenario."""
    if source and story:
        raise click.UsageError("--from and --for exclude each other: copy a procedure, or begin one for a scenario.")
    _tell(_workshop(context, folder).procedure(name, source, story))


@new.command("drill", short_help="The plan that plays a scenario against a procedure.")
@_options
@click.option("--scenario", "story", metavar="ID", help="What is played; left out, the only one of the folder.")
@click.option("--procedure", metavar="ID", help="What it is scored against; the same.")
@click.pass_obj
def new_drill(
    context: Context, name: str, source: str | None, story: str | None, procedure: str | None, folder: Path
) -> None:
    """Begin a drill: the plan that plays a scenario against a procedure; or a copy of another one, perhaps of your story."""
    if source and procedure:
        raise click.UsageError(
            "--from copies a drill with the procedure whose steps it names: change both in the copy."
        )
    _tell(_workshop(context, folder).drill(name, source, story, procedure))


@new.command("deck", short_help="Messages to practise on.")
@_options
@click.pass_obj
def new_deck(context: Context, name: str, source: str | None, folder: Path) -> None:
    """Begin a deck: six messages to practise on that say what every key means; or a copy of another one."""
    _tell(_workshop(context, folder).deck(name, source))


def _workshop(context: Context, folder: Path) -> "Workshop":
    from ccdrill.creating import Workshop

    return Workshop(folder, context.house().settings.library)


def _tell(created: "Created") -> None:
    for file in created.files:
        say(f"Wrote {file}")
    if created.remark:
        from ccdrill.plain.lines import folded

        say(folded(created.remark))
    say(f"Next: {created.first}, then:" if created.first else "Next:")
    for command in created.commands:
        say(f"  ccdrill {command}")
