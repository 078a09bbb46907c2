"""Collects what is wrong while a check walks a file: shared words for unknown names and broken lists."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ccdrill.authoring.reading.document import Complaint, Document, Part
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.locate import Path, Span
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.authoring.reading.uses import used
from ccdrill.model.diagnostics import Cause, Diagnostic, Severity

if TYPE_CHECKING:
    from ccdrill.authoring.decoding.mislaid import UnreadWords

IN_VOCABULARY = " in the vocabulary (scenarios/vocabulary.yaml)"
"""Where shared words are declared."""
_CUTOFF = 0.65
"""How alike a name must be to one that is meant to be there; short names are alike by chance."""
_DID_YOU_MEAN = re.compile(r"Did you mean '([^']+)'\?")
_MOST_HELD_BACK = 10_000
"""Problems of a draft that are looked at in vain; the file is refused anyway."""


class Findings:
    """The problems of one document, in the order found.

    Where a stand-in is in place of what the author meant, nothing is said: the author has been told already.
    """

    def __init__(self, document: Document) -> None:
        """`document` tells where each value stands."""
        self.document = document
        self.complaints: dict[Complaint, None] = {}
        self.placed: list[Diagnostic] = []
        self.said: dict[Severity, int] = {"error": 0, "warning": 0, "note": 0}
        self.held_back = 0

    def error(
        self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False, within: Part | None = None
    ) -> None:
        """A problem that keeps the file from being used. `within`: the part of the text at `path` that is meant."""
        self._note(Complaint(path, code, message, cure, at_key, within, "error"))

    def error_at(self, span: Span, code: str, message: str, cure: str) -> None:
        """A problem at characters of the text rather than at a value."""
        start, end = span
        if len(self.placed) <= MAX_PROBLEMS:
            self.placed.append(self.document.lines.diagnose(start, code, message, cure, width=end - start))

    def warning_at(self, span: Span, code: str, message: str, cure: str) -> None:
        """The same of something that an author should know."""
        start, end = span
        if len(self.placed) <= MAX_PROBLEMS:
            placed = self.document.lines.diagnose(start, code, message, cure, width=end - start, severity="warning")
            self.placed.append(placed)

    def warning(
        self,
        path: Path,
        code: str,
        message: str,
        cure: str,
        *,
        at_key: bool = False,
        within: Part | None = None,
        because: tuple[Cause, ...] = (),
    ) -> None:
        """Something an author should know; `because`: what it follows from."""
        self._note(Complaint(path, code, message, cure, at_key, within, "warning", because=because))

    def note(self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False) -> None:
        """Something that may well be meant."""
        self._note(Complaint(path, code, message, cure, at_key, None, "note"))

    def shown(
        self,
        path: Path,
        code: str,
        message: str,
        cure: str,
        play: tuple[str, ...] = (),
        *,
        severity: Severity = "warning",
        at_key: bool = True,
        folded: tuple[str, ...] = (),
        because: tuple[Cause, ...] = (),
    ) -> Complaint:
        """Something that playing the story shows, with a play that does, if one does.

        `folded`: what else is told with it; `because`: what it follows from.
        """
        complaint = Complaint(path, code, message, cure, at_key, None, severity, play, folded, because)
        self._note(complaint)
        return complaint

    def require(
        self,
        path: Path,
        name: str,
        known: Collection[str],
        what: str,
        *,
        home: str = "",
        at_key: bool = False,
        within: Part | None = None,
        message: str = "",
        instead: Mapping[str, Collection[str]] | None = None,
    ) -> bool:
        """Notes an error unless `name` is among `known`; says which known one is nearest. True when it is known.

        `message`: what is wrong, if not that there is no such thing. `instead`: cures for names that are known as something
        else, each with those names.
        """
        if name in known:
            return True
        if not self._is_worth_saying(path, "error"):
            return False
        cure = next((words for words, names in (instead or {}).items() if name in names), None)
        if cure is None and home.endswith(IN_VOCABULARY):
            cure = self._unread.holding(name)
        if cure is None:
            near = meant_by(name, known)
            cure = f"Did you mean '{near}'?" if near else f"Declare it{home}." if home else _list(what, known)
        code = f"unknown-{what.replace(' ', '-')}"
        self.error(path, code, message or f"there is no {what} '{name}'", cure, at_key=at_key, within=within)
        return False

    def require_all(
        self,
        path: Path,
        names: Iterable[str],
        known: AbstractSet[str],
        what: str,
        *,
        home: str = "",
        instead: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """`require` for each item of the list at `path`; items that stand there twice are errors too."""
        names = tuple(names)
        different = set(names)
        if different <= known and len(different) == len(names):
            return
        seen: set[str] = set()
        for index, name in enumerate(names):
            self.require((*path, index), name, known, what, home=home, instead=instead)
            if name in seen:
                self.error((*path, index), "repeated", f"'{name}' stands in this list twice", "Keep one of the two.")
            seen.add(name)

    def require_entries(self, path: Path, without: str) -> None:
        """Notes an error if an empty list is written at `path`; `without`: what holds where the list is left out."""
        if self.document.node(path) == []:
            cure = f"Write at least one entry. If {without}, delete the key."
            self.error(path, "empty-list", f"'{path[-1]}' is empty", cure, at_key=True)

    def is_full(self) -> bool:
        """Whether nobody would read any more errors."""
        return self.said["error"] > MAX_PROBLEMS

    @cached_property
    def _unread(self) -> "UnreadWords":
        from ccdrill.authoring.decoding.mislaid import UnreadWords  # most names are known

        return UnreadWords(File(self.document.file))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """By place in the file."""
        found = (*self.document.diagnose_all(self.complaints), *self.placed)
        return tuple(_told_once(sorted(found, key=lambda one: (one.line, one.column, one.code))))

    def _note(self, complaint: Complaint) -> None:
        if complaint not in self.complaints and self._is_worth_saying(complaint.path, complaint.severity):
            self.said[complaint.severity] += 1
            self.complaints[complaint] = None

    def _is_worth_saying(self, path: Path, severity: Severity) -> bool:
        """Whether anybody would read it, and it is not about a stand-in. Warnings never crowd out errors."""
        if self.said[severity] > MAX_PROBLEMS or self.held_back > _MOST_HELD_BACK:
            return False
        is_known = not self.document.holds_gap(path)
        self.held_back += not is_known
        return is_known


def meant_by(name: str, known: Collection[str]) -> str | None:
    """The known name that an unknown one is told to mean, if any is."""
    return nearest(name, known, _CUTOFF)


def _told_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Each, but a name that is known nowhere is told where it first stands, however often it is used."""
    uses: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        is_name = one.code.startswith("unknown-") and one.severity == "error"
        key = (one.code, one.message) if is_name else ("", str(len(uses)))
        uses.setdefault(key, []).append(one)
    for first, *others in uses.values():
        yield replace(first, **_everywhere(first, others)) if others else first


def _everywhere(first: Diagnostic, others: Sequence[Diagnostic]) -> dict[str, Any]:
    """What is said where a name first stands that stands in other places too."""
    return {
        "message": f"{first.message}{used(first, others)}",
        "cure": cure_of_many(first.cure),
        "also": tuple((one.line, one.column) for one in others),
    }


def cure_of_many(cure: str) -> str:
    """The cure of a name that is known nowhere and stands in several places: the nearest one may have been renamed there."""
    near = _DID_YOU_MEAN.fullmatch(cure)
    return cure if near is None else f"{cure} If all of these are meant so, rename '{near[1]}' where it is declared."


def _list(what: str, known: Collection[str]) -> str:
    if not known:
        return f"None is declared: declare the {what} first."
    shown = ", ".join(sorted(known)[:12])
    return f"Known: {shown}{', ...' if len(known) > 12 else ''}."
