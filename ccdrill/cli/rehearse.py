"""The commands that rehearse a scenario before people sit down."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ccdrill.cli.bar import Bar
from ccdrill.cli.context import Context
from ccdrill.cli.printing import put, say
from ccdrill.model.errors import FOUND, CcdrillError

if TYPE_CHECKING:
    from ccdrill.rehearsal.hands.account import Rehearsal
    from ccdrill.rehearsal.hands.plays import Policy

_LARGEST = 10_000_000
"""Bytes of a kept play: more than the longest has."""
_HANDS: "tuple[Policy, ...]" = ("uniform", "coverage", "procrastinator")


@click.command(short_help="Play a scenario in every way, before people do.")
@click.argument("scenario")
@click.option("--procedure", help="Score the plays against this procedure: a YAML file or an id.")
@click.option(
    "--plays",
    type=click.IntRange(0, 1_000_000),
    default=1_000,
    show_default=True,
    help="Plays of each hand; one that would always do the same plays once, and none makes more than a million decisions.",
)
@click.option(
    "--policy",
    "policies",
    type=click.Choice([*_HANDS, "expert"]),
    multiple=True,
    help="Which hands play: at random, where none has been, putting things off, or by the procedure; may be given again. "
    "Left out: all; the expert needs a procedure.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same plays.")
@click.option(
    "--budget",
    type=click.IntRange(1, 50_000_000),
    default=200_000,
    show_default=True,
    help="Situations that may be listed before the search stops and says so.",
)
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep plays that fail as files here, each way once.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def rehearse(
    context: Context,
    scenario: str,
    procedure: str | None,
    plays: int,
    policies: tuple["Policy", ...],
    seed: int,
    budget: int,
    save: Path | None,
    form: Literal["text", "json"],
) -> None:
    """Rehearse SCENARIO (or a drill with its procedure): list every situation, then play it many times.

    Says how much was covered, where plays end, what they score, and how each choice fares: in text in the hands of the one
    that plays at random, in JSON hand by hand and over all. Exit 1 when a play gets stuck or goes round in circles.
    """
    from ccdrill.rehearsal.hands.rehearse import Plan
    from ccdrill.rehearsing import gather, run_rehearsal

    material = gather(context.house().library, scenario, procedure)
    hands = policies or (_HANDS if material.exercise is None else (*_HANDS, "expert"))
    if "expert" in hands and material.exercise is None:
        raise click.UsageError("the expert follows a procedure: add --procedure, or rehearse a drill by its file")
    if save is not None:
        from ccdrill.store.files import prepare_folder

        prepare_folder(save)
    plan = Plan(budget=budget, plays=plays, policies=hands, seed=seed)
    found = run_rehearsal(material, plan, Bar())
    kept = _save(found, save) if save is not None else []
    _print(found, form)
    for path in kept:
        say(f"kept: {path}")
    if save is not None and not kept:
        say(f"Nothing to keep in {save}: every play came to an ending.")
    if found.failures:
        sys.exit(FOUND)


@click.command(short_help="Go through a play that a rehearsal kept.")
@click.argument("scenario")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def replay(context: Context, scenario: str, file: Path) -> None:
    """Play FILE, a play that `rehearse --save` kept, again in SCENARIO, decision by decision.

    Exit 0 when it comes to an ending, or can go on where it stands; 1 when it still gets stuck or goes round in circles; 2 when
    it no longer fits SCENARIO.
    """
    from ccdrill.rehearsing import gather
    from ccdrill.replaying import holds_play
    from ccdrill.replaying import replay as play_again
    from ccdrill.store.files import read_limited

    material = gather(context.house().library, scenario, None)
    text = read_limited(file, _LARGEST).decode("utf-8", errors="replace")
    if not holds_play(text):
        raise CcdrillError(f"{file} holds no play", "Name a file that 'ccdrill rehearse SCENARIO --save FOLDER' kept.")
    fails = False
    for passed in play_again(material.scenario, text):
        put(passed.line)
        fails = passed.fails
    if fails:
        sys.exit(FOUND)


def _print(found: "Rehearsal", form: Literal["text", "json"]) -> None:
    if form == "json":
        import msgspec

        put(msgspec.json.format(msgspec.json.encode(found), indent=2).decode("utf-8"))
        return
    from ccdrill.plain.rehearsed import rehearsed

    for line in rehearsed(found):
        put(line)


def _save(found: "Rehearsal", folder: Path) -> list[Path]:
    """The files of plays that fail, written before anything is told: whoever reads its beginning alone has them too."""
    from ccdrill.replaying import kept_once, kept_play
    from ccdrill.store.files import write_whole

    paths = []
    for failure in kept_once(found):
        path = folder / f"{found.scenario}-{failure.policy}-{failure.number}.txt"
        write_whole(path, kept_play(found, failure).encode("utf-8"), replace=True)
        paths.append(path)
    return paths
