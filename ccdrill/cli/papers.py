"""The command that writes what people get on paper before an exercise."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ccdrill.cli.context import Context
from ccdrill.cli.documents import file_of, put_report, say_wrote, spare_terminal

if TYPE_CHECKING:
    from ccdrill.papers.papers import PaperFormat, Reader


@click.command(short_help="Write what people get on paper before a drill.")
@click.argument("drill")
@click.option(
    "--for",
    "reader",
    type=click.Choice(["players", "facilitator", "evaluators", "feedback"]),
    required=True,
    help="Whom it is for; feedback: the form that everybody fills in at the end.",
)
@click.option("--procedure", help="Made for this procedure: a YAML file or the id of a shipped one.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "pdf", "docx"]),
    help="What to write; without it, what the end of the file's name says, or Markdown.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def papers(
    context: Context,
    drill: str,
    reader: "Reader",
    procedure: str | None,
    form: "PaperFormat | None",
    output: Path | None,
    force: bool,
) -> None:
    """Write what people get on paper before DRILL: an id from 'ccdrill list', or the path of a YAML file.

    Players get a manual that tells nothing beyond the opening situation. The facilitator's handbook and the evaluators' guides
    tell what the procedure asks for, so keep them from players. HTML, PDF and DOCX need the extra 'reports'.

    \b
    ccdrill papers ivr-team --for players --output players.html
    ccdrill papers ivr-team --for facilitator --procedure our-procedure.yaml --output handbook.md
    """  # noqa: D301  # click's own mark for lines that stay as they are
    from ccdrill.papers.papers import SUFFIX, format_of
    from ccdrill.store.files import check_target

    file = file_of(output)
    spare_terminal(form, file)
    house = context.house()
    usual = None
    if form is None:
        form = format_of(file.name if file is not None else "")
        usual = SUFFIX[form]
    if file is not None:
        check_target(file, replace=force)  # before anybody waits
    data = house.written_paper(house.exercise(drill, procedure), reader, form)
    if file is None:
        put_report(data, form)
        return
    house.save_bytes(data, file, replace=force)
    say_wrote(file, form, usual)
