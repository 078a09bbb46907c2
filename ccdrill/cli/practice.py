"""The command to practise: judge messages of a deck, see what was judged so far, have it forgotten."""

import sys
from typing import TYPE_CHECKING, Literal

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import agreed, put, say
from ccdrill.model.counted import many

if TYPE_CHECKING:
    from ccdrill.bootstrap import House

_MOST = 100
_UNSAID = click.core.ParameterSource.DEFAULT


@click.command(short_help="Judge messages: phish or not, and what to do.")
@click.argument("deck", required=False)
@click.option("--items", type=click.IntRange(1, _MOST), default=10, show_default=True, help="How many messages.")
@click.option("--as", "name", metavar="NAME", default="", help="Who practises, where several share this machine.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    help="Draw messages and order with this number: the same until something is judged.",
)
@click.option("--plain", is_flag=True, help="Labelled lines instead of screens.")
@click.option("--results", is_flag=True, help="Show what was judged so far instead.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of the results."
)
@click.option("--forget", is_flag=True, help="Erase the name and everything that was judged, for good, instead.")
@click.option("--yes", is_flag=True, help="With --forget: do not ask.")
@click.pass_obj
def practice(  # noqa: PLR0913, PLR0917  # one for each option
    context: Context,
    deck: str | None,
    items: int,
    name: str,
    seed: int | None,
    plain: bool,
    results: bool,
    form: Literal["text", "json"],
    forget: bool,
    yes: bool,
) -> None:
    """Judge messages of DECK one by one, each explained at once; without DECK, of the one with most that come back now.

    A few minutes between two calls. Judgements are kept on this machine, under the name given, for whoever practises: what
    was missed comes back sooner. DECK is an id from 'ccdrill list', or the path of a YAML file.
    """
    if results and forget:
        raise click.UsageError("--results and --forget exclude each other.")
    draws = [
        one for one in ("deck", "items", "seed") if click.get_current_context().get_parameter_source(one) != _UNSAID
    ]
    if (results or forget) and draws:
        raise click.UsageError(
            "--results and --forget are about all decks, and draw nothing: leave DECK, --items and --seed out."
        )
    if yes and not forget:
        raise click.UsageError("--yes goes with --forget: nothing else asks.")
    if form == "json" and not results:
        raise click.UsageError("--format is of the results: add --results.")
    house = context.house(plain=plain)
    if results:
        _show_results(house, name, form)
    elif forget:
        _forget(house, name, is_sure=yes)
    else:
        _practise(house, deck, name, items, seed)


def _practise(house: "House", deck: str | None, name: str, items: int, seed: int | None) -> None:
    from ccdrill.front_ends import has_terminal, practise_plain, run_screens

    sitting, notice = house.practising.begin(deck, name, count=items, seed=seed)
    if not house.settings.plain and has_terminal():
        sys.exit(run_screens(house, sitting=sitting, notice=notice))
    if notice:
        say(notice)
    practise_plain(sitting, _again(house, sitting.person.name))


def _again(house: "House", name: str) -> str:
    """How to practise again, and how to see what was judged."""
    from ccdrill.creating import quoted

    who = f" --as {quoted(name)}" if name else ""
    return f"Practise again with: {house.called} practice{who}"


def _show_results(house: "House", name: str, form: Literal["text", "json"]) -> None:
    practising = house.practising
    person, judged = practising.judged(name)
    if form == "json":
        import json

        from ccdrill.practice.exported import export_results

        put(json.dumps(export_results(judged, practising.now()), indent=2))
        return
    from ccdrill.plain.practice import show_page
    from ccdrill.practice.results import results_page

    show_page(results_page(person, judged, practising.titles(), practising.now()), put)


def _forget(house: "House", name: str, *, is_sure: bool) -> None:
    person = house.practising.find(name)
    whose = f"{person.name} and " if person.name else ""
    if not is_sure and not agreed(f"Forget {whose}everything that was judged for good? [y/N]: "):
        say("Kept.")
        return
    erased = house.practising.forget(name)
    say(f"Forgot {whose}{many(erased, 'judgement', 'judgements')}.")
