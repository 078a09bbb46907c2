"""One file from text to model: reading and decoding in one go. The checks of each kind of file come after."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from ccdrill.authoring.decoding.decode import decode
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.folders import FOLDERS, VOCABULARY
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.authoring.reading.scalars import MISSING
from ccdrill.authoring.reading.text import find_unreadable, read_beginning, read_text, with_plain_line_ends
from ccdrill.authoring.reading.yaml_values import collector_paused, load_values
from ccdrill.model.deck import Deck
from ccdrill.model.diagnostics import Diagnostic, has_errors
from ccdrill.model.drill import Drill
from ccdrill.model.exercise import Kind
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.value import Value
from ccdrill.model.vocabulary import Vocabulary

Model = Drill | Scenario | Procedure | Vocabulary | Deck
M = TypeVar("M", bound=Model)
KINDS: dict[Kind, type[Model]] = {
    "scenario": Scenario,
    "procedure": Procedure,
    "drill": Drill,
    "vocabulary": Vocabulary,
    "deck": Deck,
}
_SIGNS: dict[str, Kind] = {
    "states": "scenario",
    "steps": "procedure",
    "procedure": "drill",
    "actions": "vocabulary",
    "records": "vocabulary",
    "items": "deck",
}
"""Top-level keys that tell what a file is meant to be when it does not say so."""
_SCHEMA_LINE = rb"(?m)^schema: *[\"']?ccdrill/([a-z]+)/v1"
_QUICK_LOOK = 16_384
_MORE = "too-many-problems"
_GIVING_WAY = frozenset({"no-value", "yaml-1.1"})
"""What the YAML loader says of a scalar without knowing what is expected there."""


class Loaded(Value, Generic[M], frozen=True):
    """A file that could be read: its text, its values, and its model."""

    text: str
    """As it stands in the file."""
    document: Document
    """Its values, each with its place."""
    model: M
    """What it means."""


class Reading(Value, Generic[M], frozen=True):
    """What reading a file gave: the loaded file if there are no errors, and everything there is to say about it."""

    loaded: Loaded[M] | None
    """The file; None when it has errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Errors and warnings, by place."""
    draft: Loaded[M] | None = None
    """In spite of errors: the file as far as it could be understood, for further checks and nothing else."""

    @property
    def checkable(self) -> Loaded[M] | None:
        """The loaded file, or its draft."""
        return self.loaded or self.draft

    def after(self, problems: Iterable[Diagnostic]) -> "Reading[M]":
        """The same with what a check found, by place; there is no loaded file if it found an error."""
        found = in_order((*self.diagnostics, *problems))
        return Reading(None, found, self.checkable) if has_errors(found) else Reading(self.loaded, found, self.draft)


def load_file(path: Path, kind: type[M]) -> Reading[M]:
    """A file of a known kind."""
    text = read_text(path)
    return Reading(None, (text,)) if isinstance(text, Diagnostic) else _load(text, str(path), kind)


def load_text(text: str, file: str, kind: type[M]) -> Reading[M]:
    """A text of a known kind; `file` is what diagnostics call it."""
    text = with_plain_line_ends(text)
    problem = find_unreadable(text, file)
    return Reading(None, (problem,)) if problem is not None else _load(text, file, kind)


def load_any(path: Path) -> tuple[Kind | None, Reading[Model]]:
    """A file of whatever kind it says it is."""
    text = read_text(path)
    if isinstance(text, Diagnostic):
        return None, Reading(None, (text,))
    document, problems = load_values(text, str(path))
    if document is None:
        return None, Reading(None, in_order(problems))
    kind = kind_of(document)
    if isinstance(kind, Diagnostic):
        return None, Reading(None, in_order((*problems, kind)))
    return kind, read_document(document, problems, KINDS[kind])


def read_document(document: Document, problems: tuple[Diagnostic, ...], kind: type[M]) -> Reading[M]:
    """The model of values that were read with these problems."""
    written = written_kind(document)
    if written is not None and KINDS[written] is not kind:
        wanted = next(name for name, one in KINDS.items() if one is kind)
        problem = document.diagnose(
            ("schema",),
            "wrong-file",
            f"this is a {written}, and a {wanted} is expected here",
            _home_of(written, Path(document.file)),
        )
        return Reading(None, (problem,))
    with collector_paused():
        model, draft, complaints = decode(document, kind)
    if model is not None and not complaints and not problems:
        return Reading(Loaded(document.text, document, model), ())
    found = _merge(problems, draft.diagnose_all(complaints))
    loaded = Loaded(document.text, draft, model) if model is not None else None
    return Reading(None, found, loaded) if has_errors(found) else Reading(loaded, found)


def kind_of(document: Document) -> Kind | Diagnostic:
    """What sort of file a document says it is; without a word of it, what its keys say."""
    written = written_kind(document)
    if written is not None:
        return _belied(document, written) or written
    known = ", ".join(f"ccdrill/{kind}/v1" for kind in KINDS)
    schema = document.root.get("schema")
    guess = next((kind for key, kind in _SIGNS.items() if key in document.root), None)
    if schema is None:
        if guess is not None:
            return guess
        message = "the file does not say what it is: 'schema' is missing"
        near = nearest("schema", document.root)
        if near is not None:
            return document.diagnose((near,), "unknown-key", message, "Did you mean 'schema'?", at_key=True)
        return document.diagnose((), "missing-key", message, f"Start it with one of: {known}.")
    if guess is not None and nearest(str(schema), [f"ccdrill/{guess}/v1"], 0.8) and str(schema).endswith("v1"):
        return guess
    named = next((kind for kind in KINDS if kind in re.findall(r"[a-z]+", str(schema).lower())), guess)
    cure = f"Write ccdrill/{named}/v1." if named is not None else f"Write one of: {known}."
    return document.diagnose(("schema",), "wrong-value", f"'{schema}' is no format that ccdrill knows", cure)


def _belied(document: Document, written: Kind) -> Diagnostic | None:
    """What to say of a file that has nothing of the kind that it says it is, and what only another kind has."""
    keys = KINDS[written].__struct_encode_fields__
    signs = [key for key in _SIGNS if key in document.root]
    if not signs or any(key in keys for key in signs):
        return None
    meant = _SIGNS[signs[0]]
    message = f"the file calls itself a {written}, but '{signs[0]}' stands only in a {meant}"
    return document.diagnose(("schema",), "wrong-file", message, f"Write schema: ccdrill/{meant}/v1.")


def written_kind(document: Document) -> Kind | None:
    """What sort of file a document says it is, if ccdrill knows it."""
    written = document.root.get("schema")
    return next((kind for kind in KINDS if written == f"ccdrill/{kind}/v1"), None)


def says_kind(path: Path) -> str | None:
    """What sort of file it says it is, by a quick look at its beginning; None when that does not tell."""
    match = re.search(_SCHEMA_LINE, read_beginning(path, _QUICK_LOOK))
    return match[1].decode() if match is not None else None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, by place in the file, and no more than anybody would read: errors before warnings."""
    found = sorted(dict.fromkeys(diagnostics), key=lambda one: (one.line, one.column))
    if len(found) <= MAX_PROBLEMS:
        return tuple(found)
    first = sorted((one for one in found if one.code != _MORE), key=lambda one: one.severity != "error")
    hidden = (*first[MAX_PROBLEMS:], *(one for one in found if one.code == _MORE))
    shown = sorted(first[:MAX_PROBLEMS], key=lambda one: (one.line, one.column))
    more = Diagnostic(
        code=_MORE,
        message=f"only {MAX_PROBLEMS} problems are listed, and there are more",
        cure="Mend these, then check again.",
        file=found[0].file,
        severity="error" if has_errors(hidden) else "warning",
    )
    return (*shown, more)


def _load(text: str, file: str, kind: type[M]) -> Reading[M]:
    document, problems = load_values(text, file)
    return Reading(None, in_order(problems)) if document is None else read_document(document, problems, kind)


def _merge(problems: tuple[Diagnostic, ...], misfits: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """One diagnostic a place: who knows what is expected there has the word, but a missing value is called missing."""
    firm = {_place(one) for one in problems if one.code not in _GIVING_WAY}
    better = {_place(one): one for one in reversed(misfits)}
    kept: list[Diagnostic] = []
    for one in problems:
        rival = better.get(_place(one))
        if one.code == "no-value" and rival is not None:
            kept.append(msgspec.structs.replace(one, cure=rival.cure) if one.cure == MISSING.cure else one)
        elif one.code not in _GIVING_WAY or (rival is None and _place(one) not in firm):
            kept.append(one)
    said = {_place(one) for one in kept}
    return in_order((*kept, *(one for one in misfits if _place(one) not in said)))


def _place(one: Diagnostic) -> tuple[int, int]:
    return one.line, one.column


def _home_of(kind: Kind, file: Path) -> str:
    if kind != "vocabulary" and file.absolute().parent.match(FOLDERS[kind]):
        return "Name another file: this one lies where it belongs."
    if kind == "vocabulary":
        return f"Move it to {VOCABULARY} of a library folder."
    return f"Move it to {FOLDERS[kind]}/ of a library folder, or name another file."
