"""Collects what is wrong while a check walks a file: shared words for unknown names and broken lists."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from ccdrill.authoring.document import Document, Path
from ccdrill.model.diagnostics import Diagnostic


class Findings:
    """The problems of one document, in the order found."""

    def __init__(self, document: Document) -> None:
        """`document` tells where each value stands."""
        self.document = document
        self.problems: list[Diagnostic] = []

    def error(self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False) -> None:
        """A problem that keeps the file from being used."""
        self.problems.append(self.document.diagnose(path, code, message, cure, at_key=at_key))

    def warning(self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False) -> None:
        """Something an author should know."""
        self.problems.append(self.document.diagnose(path, code, message, cure, at_key=at_key, severity="warning"))

    def require(
        self, path: Path, name: str, known: Collection[str], what: str, *, home: str = "", at_key: bool = False
    ) -> bool:
        """Notes an error unless `name` is among `known`; says which known one is nearest. True when it is known."""
        if name in known:
            return True
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        cure = f"Did you mean '{near[0]}'?" if near else f"Declare it{home}." if home else _list(what, known)
        self.error(path, f"unknown-{what.replace(' ', '-')}", f"there is no {what} '{name}'", cure, at_key=at_key)
        return False

    def require_all(
        self, path: Path, names: Iterable[str], known: Collection[str], what: str, *, home: str = ""
    ) -> None:
        """`require` for each item of the list at `path`; items that stand there twice are errors too."""
        seen: set[str] = set()
        for index, name in enumerate(names):
            self.require((*path, index), name, known, what, home=home)
            if name in seen:
                self.error((*path, index), "repeated", f"'{name}' stands in this list twice", "Keep one of the two.")
            seen.add(name)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """By place in the file."""
        return tuple(sorted(self.problems, key=lambda one: (one.line, one.column, one.code)))


def _list(what: str, known: Collection[str]) -> str:
    if not known:
        return f"None is declared: declare the {what} first."
    shown = ", ".join(sorted(known)[:12])
    return f"Known: {shown}{', ...' if len(known) > 12 else ''}."
