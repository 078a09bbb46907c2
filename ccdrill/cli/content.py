"""Commands about what can be played: list it, check it."""

import sys
from typing import TYPE_CHECKING

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import put, report_lines, say

if TYPE_CHECKING:
    from ccdrill.model.diagnostics import Diagnostic

_FOUND = 1


@click.command("list")
@click.pass_obj
def list_drills(context: Context) -> None:
    """List the drills that can be played."""
    bad: list[Diagnostic] = []
    catalogue = context.house().catalogue
    for entry in catalogue.drills():
        preview = catalogue.preview(entry)
        if entry.drill is None or preview.scenario is None:
            bad += preview.diagnostics
            continue
        drill = entry.drill
        put(f"{drill.id}\n  {drill.title} ({drill.mode}, {drill.minutes} min)")
        put(f"  {' '.join((drill.summary or preview.scenario.summary).split())}")
    for line in report_lines(bad):
        say(line)
    if bad:
        sys.exit(_FOUND)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@click.pass_obj
def check(context: Context, paths: tuple[str, ...]) -> None:
    """Check scenarios, procedures, drills and vocabularies: files or folders. Without PATH, the whole library."""
    from ccdrill.checking import check_paths
    from ccdrill.model.diagnostics import has_errors

    house = context.house()
    files, diagnostics = check_paths(house.library, house.settings.library, paths)
    for line in report_lines(diagnostics):
        put(line)
    errors = sum(one.severity == "error" for one in diagnostics)
    warnings = len(diagnostics) - errors
    put(f"{_count(files, 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    if has_errors(diagnostics):
        sys.exit(_FOUND)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
