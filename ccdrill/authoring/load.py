"""One file from text to checked model: reading, decoding and the file's own checks in one go."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from ccdrill.authoring.decode import decode
from ccdrill.authoring.document import Document
from ccdrill.authoring.text import read_text
from ccdrill.authoring.yaml_values import load_values
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.exercise import Kind
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary

Model = Drill | Scenario | Procedure | Vocabulary
M = TypeVar("M", bound=Model)
KINDS: dict[Kind, type[Model]] = {
    "scenario": Scenario,
    "procedure": Procedure,
    "drill": Drill,
    "vocabulary": Vocabulary,
}


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """A file that could be read: its text, its values with their places, and its model."""

    text: str
    document: Document
    model: M


@dataclass(frozen=True)
class Reading(Generic[M]):
    """What reading a file gave: the loaded file if there are no errors, and everything there is to say about it."""

    loaded: Loaded[M] | None
    diagnostics: tuple[Diagnostic, ...]


def load_file(path: Path, kind: type[M]) -> Reading[M]:
    """A file of a known kind."""
    text = read_text(path)
    return Reading(None, (text,)) if isinstance(text, Diagnostic) else load_text(text, str(path), kind)


def load_text(text: str, file: str, kind: type[M]) -> Reading[M]:
    """A text of a known kind; `file` is what diagnostics call it."""
    document, problems = load_values(text, file)
    if document is None:
        return Reading(None, problems)
    model, misfits = decode(document, kind)
    problems = tuple(sorted((*problems, *misfits), key=lambda one: (one.line, one.column)))
    if model is None or has_errors(problems):
        return Reading(None, problems)
    return Reading(Loaded(text, document, model), problems)


def kind_of(document: Document) -> Kind | Diagnostic:
    """What sort of file a document says it is."""
    written = document.root.get("schema")
    for kind in KINDS:
        if written == f"ccdrill/{kind}/v1":
            return kind
    known = ", ".join(f"ccdrill/{kind}/v1" for kind in KINDS)
    if written is None:
        return document.diagnose(
            (),
            "missing-key",
            "the file does not say what it is: 'schema' is missing",
            f"Start it with one of: {known}.",
        )
    return document.diagnose(
        ("schema",), "wrong-value", f"'{written}' is no format that ccdrill knows", f"Write one of: {known}."
    )
