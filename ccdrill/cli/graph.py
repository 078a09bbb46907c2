"""The command that draws a scenario as a graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import put, say

if TYPE_CHECKING:
    from ccdrill.graph.story import Graph

Form = Literal["text", "mermaid", "dot", "svg"]
_ENDINGS: dict[str, Form] = {
    ".txt": "text",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".svg": "svg",
}


@click.command(short_help="Draw a scenario as a graph.")
@click.argument("scenario")
@click.option(
    "--format",
    "asked",
    type=click.Choice(["text", "mermaid", "dot", "svg"]),
    help="What to write; without it, what the end of the file's name says, or text.",
)
@click.option(
    "--run",
    "run_id",
    metavar="RUN",
    help="Lay the way of a run over it: its id, the first characters of it, or 'last'.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def graph(
    context: Context, scenario: str, asked: Form | None, run_id: str | None, output: Path | None, *, force: bool
) -> None:
    """Draw SCENARIO (or a drill's): states, choices, timeouts and injects, with what is dead or never reached marked.

    'text' is an outline for the terminal, 'mermaid' what GitHub and wikis draw, 'dot' for Graphviz; 'svg' needs the extra
    'graph'.
    """
    from ccdrill.graphing import graph as drawn

    said = _ENDINGS.get(output.suffix.lower()) if output is not None else None
    form = asked or said or "text"
    house = context.house()
    played = house.played(house.find_run(run_id)) if run_id is not None else None
    text = _written(drawn(house.library, scenario, played), form)
    if output is None or str(output) == "-":
        put(text, end="")
        return
    from ccdrill.store.files import check_target, write_whole

    check_target(output, replace=force)
    write_whole(output, text.encode("utf-8"), replace=force)
    is_unsaid = asked is None and said is None
    say(f"Wrote {output}{', as text: the end of its name says no other format' if is_unsaid else ''}")


def _written(found: "Graph", form: Form) -> str:
    match form:
        case "mermaid":
            from ccdrill.graph.mermaid import MOST_CHARACTERS, MOST_LINES, as_mermaid, lines_of

            text = as_mermaid(found)
            if lines_of(found) > MOST_LINES or len(text) > MOST_CHARACTERS:
                say(
                    f"Mermaid draws at most {MOST_LINES} lines and {MOST_CHARACTERS:,} characters unless it is set otherwise"
                )
                say(
                    f"(maxEdges, maxTextSize); this chart has {lines_of(found)} and {len(text):,}. --format svg knows no limit."
                )
            return text
        case "dot":
            from ccdrill.graph.dot import as_dot

            return as_dot(found)
        case "svg":
            from ccdrill.cli.called import installing
            from ccdrill.graph.svg import as_svg

            return as_svg(found, installing("graph"))
        case "text":
            from ccdrill.graph.text import as_text

            return "".join(f"{line}\n" for line in as_text(found))
