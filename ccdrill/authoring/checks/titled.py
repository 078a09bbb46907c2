"""Titles that stand where an id belongs: the cure is the id of what is called so."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from ccdrill.authoring.reading.document import Document, Node
from ccdrill.authoring.reading.folders import Playable
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.vocabulary import Vocabulary

_CODES = {
    "bad-name": ("actions", "moments", "roles", "records", "places", "steps"),
    "unknown-state": ("states", "endings"),
}
"""What a name of which nothing is said but this may mean."""
_KINDS = ("step:", "moment:")
_FILES: tuple[Playable, ...] = ("scenario", "procedure")
"""What a drill names of other files."""


def told_id(id_: str, kind: str = "") -> str:
    """The cure for the title of something in place of its id; `kind`: what stands before the id, such as `step:`."""
    return f"That is the title of '{id_}': write {kind}{id_}."


def with_titles_told(
    found: Iterable[Diagnostic], root: dict[str, Node], vocabulary: Vocabulary
) -> tuple[Diagnostic, ...]:
    """The findings of a file, of which those of a title in place of an id name the id."""
    return tuple(_with_id(one, root, vocabulary) if one.code in _CODES else one for one in found)


def with_titles_of_files_told(
    found: Iterable[Diagnostic], document: Document, id_of: Callable[[Playable, str], str | None]
) -> tuple[Diagnostic, ...]:
    """The findings of a drill, of which those of a file's title in place of its id name the id that `id_of` knows."""
    better: dict[tuple[str, int, int], str] = {}
    for kind in _FILES:
        place = document.diagnose((kind,), "bad-name", "")
        written = re.search(rf"^{kind}: *(.*?) *(?: #.*)?$", place.source)
        if written is not None and (id_ := id_of(kind, written[1])) is not None:
            better[place.code, place.line, place.column] = told_id(id_)
    return tuple(replace(one, cure=better.get((one.code, one.line, one.column), one.cure)) for one in found)


def _with_id(one: Diagnostic, root: dict[str, Node], vocabulary: Vocabulary) -> Diagnostic:
    kind = next((kind for kind in _KINDS if one.written.startswith(kind)), "")
    title = _plain(one.written.removeprefix(kind))
    ids = {id_ for where in _CODES[one.code] for id_, called in _titles(where, root, vocabulary) if called == title}
    id_ = ids.pop() if len(ids) == 1 else None
    if id_ is None or id_ == one.written.removeprefix(kind):
        return one  # what is written is an id, and of another kind than is meant
    return replace(one, cure=told_id(id_, kind))


def _titles(where: str, root: dict[str, Node], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Ids, each with the words that it is called by."""
    yield from ((id_, _plain(term.title)) for id_, term in getattr(vocabulary, where, {}).items())
    own = root.get(where)
    entries = own.items() if isinstance(own, dict) else ((None, one) for one in own) if isinstance(own, list) else ()
    for id_, entry in entries:
        if isinstance(entry, dict):
            name, called = entry.get("id") if id_ is None else id_, entry.get("do" if id_ is None else "title")
            if isinstance(name, str) and isinstance(called, str):
                yield name, _plain(called)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")
