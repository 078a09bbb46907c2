"""Commands about what can be played: list it, check it."""

import sys
from typing import TYPE_CHECKING

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import put, report_lines, say

if TYPE_CHECKING:
    from ccdrill.model.diagnostics import Diagnostic

_FOUND = 1
_NOT_THERE = 2


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
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, programs, or GitHub.",
)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--quick", is_flag=True, help="Only what shows without playing.")
@click.pass_obj
def check(context: Context, paths: tuple[str, ...], form: str, *, strict: bool, quick: bool) -> None:
    """Check scenarios, procedures, drills and vocabularies: files or folders. Without PATH, the whole library.

    Scenarios and drills are played as well: what can't be reached, what gets stuck, what no play can do, what gives the
    answer away. docs/checks.md explains every finding. Exit 1 when there are errors, 2 when there is no such PATH.
    """
    from ccdrill.checking import check_paths

    house = context.house()
    files, diagnostics = check_paths(house.library, house.settings.library, paths, is_quick=quick)
    _print_findings(form, files, diagnostics)
    counts = {
        severity: sum(one.severity == severity for one in diagnostics) for severity in ("error", "warning", "note")
    }
    words = [_count(counts["error"], "error"), _count(counts["warning"], "warning")]
    words += [_count(counts["note"], "note")] if counts["note"] else []
    (put if form == "text" else say)(f"{_count(files, 'file')} checked: {', '.join(words)}")
    if any(one.code == "no-such-file" for one in diagnostics):
        sys.exit(_NOT_THERE)
    if counts["error"] or (strict and counts["warning"]):
        sys.exit(_FOUND)


def _print_findings(form: str, files: int, diagnostics: "tuple[Diagnostic, ...]") -> None:
    from ccdrill.authoring.machine_report import as_github, as_json

    match form:
        case "json":
            put(as_json(files, diagnostics))
        case "github":
            for one in diagnostics:
                put(as_github(one))
        case _:
            for line in report_lines(diagnostics):
                put(line)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
