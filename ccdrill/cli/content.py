"""Commands about what can be played: list it, check it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import fitted, put, report_lines, say
from ccdrill.model.errors import FOUND, USAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccdrill.model.diagnostics import Diagnostic
    from ccdrill.model.procedure import Role, Term


@click.command("list", short_help="List what can be played and practised on, or all words.")
@click.option("--words", is_flag=True, help="List the words that scenarios and procedures share instead, by kind.")
@click.pass_obj
def list_drills(context: Context, *, words: bool) -> None:
    """List the drills that can be played and the decks to practise on; with --words, every known action, moment, role, record, place and outside source."""
    if words:
        _list_words(context)
        return
    bad: list[Diagnostic] = []
    catalogue = context.house().catalogue
    for entry in catalogue.drills_with_those_here():
        preview = catalogue.preview(entry)
        if entry.drill is None or preview.scenario is None:
            bad += preview.diagnostics
            continue
        drill = entry.drill
        put(f"{drill.id}\n  {drill.title} ({drill.mode}, {drill.minutes} min)")
        put(fitted(f"  {' '.join((drill.summary or preview.scenario.summary).split())}", "  "))
    from ccdrill.model.filled import filled_in

    for reading in catalogue.decks_with_those_here():
        if reading.loaded is None:
            bad += reading.diagnostics
            continue
        deck = filled_in(reading.loaded.model, reading.loaded.model.names)
        put(f"{deck.id}\n  {deck.title} (practice, {len(deck.items)} messages)")
        put(fitted(f"  {' '.join(deck.summary.split())}", "  "))
    for line in report_lines(bad, sys.stderr):
        say(line)
    if bad:
        sys.exit(FOUND)


def _list_words(context: Context) -> None:
    """Those that are in force here: the current folder's own come before the library's."""
    from ccdrill.authoring.reading.folders import VOCABULARY

    vocabulary = context.house().library.beside(Path(VOCABULARY)).vocabulary
    kinds: tuple[tuple[str, Mapping[Any, Term | Role]], ...] = (
        ("actions", vocabulary.actions),
        ("moments", vocabulary.moments),
        ("roles", vocabulary.roles),
        ("records", vocabulary.records),
        ("places", vocabulary.places),
    )
    for kind, terms in kinds:
        _list_kind(kind, {name: term.title for name, term in terms.items()})
    _list_kind("sources", {name: source.name for name, source in vocabulary.sources.items()})


def _list_kind(kind: str, titles: "Mapping[Any, str]") -> None:
    put(f"{kind}:")
    for name, title in sorted(titles.items()):
        put(f"  {name}: {title}")


@click.command(short_help="Find every problem of your files, with its cure.")
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
    """Check scenarios, procedures, drills, decks and vocabularies: files, folders, or every file by an id.

    Without PATH, everything that is known: scenarios/ and drills/ of the current folder, your library folders, what is shipped.
    Scenarios and drills are played as well: what can't be reached, what gets stuck, what no play can do, what gives the
    answer away. docs/checks.md explains every finding. Exit 1 when there are errors, 2 when there is no such PATH.
    """
    from ccdrill.authoring.library.meant_files import known_folders
    from ccdrill.checking import check_paths
    from ccdrill.cli.bar import Bar

    house, bar = context.house(), Bar()
    files, diagnostics = check_paths(
        house.library, house.settings.library, paths, is_quick=quick, tell=lambda done, total: bar("files", done, total)
    )
    bar.take_away()
    _print_findings(form, files, diagnostics)
    counts = {
        severity: sum(one.severity == severity for one in diagnostics) for severity in ("error", "warning", "note")
    }
    words = [_count(counts["error"], "error"), _count(counts["warning"], "warning")]
    words += [_count(counts["note"], "note")] if counts["note"] else []
    tell = put if form == "text" else say
    if not paths:
        own = ", ".join(str(one) for one in known_folders(house.settings.library)[:-2])
        tell(f"Folders: {own}, and what is shipped" if own else "Folders: what is shipped")
    following = sum(bool(one.because) for one in diagnostics)
    so = f"; {following} of these follow{'s' * (following == 1)} from others" if following else ""
    tell(f"{_count(files, 'file')} checked: {', '.join(words)}{so}")
    if any(one.code == "no-such-file" for one in diagnostics):
        sys.exit(USAGE)
    if counts["error"] or (strict and counts["warning"]):
        sys.exit(FOUND)


def _print_findings(form: str, files: int, diagnostics: "tuple[Diagnostic, ...]") -> None:
    match form:
        case "json":
            from ccdrill.authoring.telling.machine_report import as_json

            put(as_json(files, diagnostics))
        case "github":
            from ccdrill.authoring.telling.machine_report import as_annotations

            for line in as_annotations(diagnostics):
                put(line)
        case _:
            for line in report_lines(diagnostics):
                put(line)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
