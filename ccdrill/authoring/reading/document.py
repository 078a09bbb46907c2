"""A YAML text as plain values, and where each of them stands. Knows nothing of scenarios."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

import msgspec

from ccdrill.authoring.reading.excerpt import Lines
from ccdrill.authoring.reading.locate import Path, Place, Span, locate
from ccdrill.model.diagnostics import Cause, Diagnostic, Severity
from ccdrill.model.value import Value

Node = dict[str, "Node"] | list["Node"] | str | bool | int | Decimal


class Part(Value, frozen=True):
    """A part of a text that stands as a value in a document."""

    value: str
    """The whole text as it was read."""
    start: int
    """Where the part begins."""
    end: int
    """Where it ends."""


class Complaint(Value, frozen=True):
    """Something wrong at a path of a document whose place in the text has not been looked up yet."""

    path: Path
    """What it is about."""
    code: str
    """The kind of problem."""
    message: str
    """What is wrong."""
    cure: str
    """What to do."""
    at_key: bool = False
    """Whether the key is meant, not its value."""
    within: Part | None = None
    """The part of the text at `path` that is meant."""
    severity: Severity = "error"
    """Errors keep a file from being used."""
    play: tuple[str, ...] = ()
    """A play that shows it."""
    folded: tuple[str, ...] = ()
    """Kinds of problems that follow from it, and are told with it."""
    because: tuple[Cause, ...] = ()
    """The findings that it follows from, if any are known."""


_MORE = ("play", "folded", "because")
"""What few complaints say besides."""


class Gap(Value, frozen=True):
    """A place where a stand-in is in place of what the author meant: what is said about it could be untrue."""

    path: Path
    """Where."""
    is_part: bool
    """Whether names that are known elsewhere may have been lost with it."""


class Document(msgspec.Struct, dict=True):
    """The values of one text."""

    file: str
    """What diagnostics call it."""
    text: str
    """The text, with plain line ends."""
    root: dict[str, Node]
    """Its values."""
    renamed: dict[Path, str] = {}
    """Misspelt keys that were taken for known ones: by path, as they stand in the text."""
    gaps: list[Gap] = []
    """Where the values are not what the author meant."""

    @cached_property
    def lines(self) -> Lines:
        """The text line by line."""
        return Lines(self.file, self.text)

    def node(self, path: Path) -> Node | None:
        """What stands at the path; None where nothing does."""
        node: Node | None = self.root
        for step in path:
            if isinstance(node, dict):
                node = node.get(str(step))
            elif isinstance(node, list) and isinstance(step, int):
                node = node[step]
            else:
                return None
        return node

    def diagnose(
        self, path: Path, code: str, message: str, cure: str = "", *, at_key: bool = False, severity: Severity = "error"
    ) -> Diagnostic:
        """A diagnostic at the value that `path` leads to, or at its key."""
        return self.diagnose_all([Complaint(path, code, message, cure, at_key=at_key, severity=severity)])[0]

    def diagnose_all(self, complaints: Iterable[Complaint]) -> tuple[Diagnostic, ...]:
        """A diagnostic for each complaint; looks all places up in one reading of the text."""
        many = [(one, self._written(one.path)) for one in complaints]
        if not many:
            return ()
        root = locate(self.text, (path for _, path in many))
        spans = [self._span(one, root, path) for one, path in many]
        found: dict[int, Diagnostic] = {}
        for index in sorted(range(len(many)), key=lambda index: spans[index]):
            one, (start, end) = many[index][0], spans[index]
            placed = self.lines.diagnose(
                start, one.code, one.message, one.cure, width=end - start, severity=one.severity
            )
            more = {key: value for key in _MORE if (value := getattr(one, key))}
            found[index] = msgspec.structs.replace(placed, **more) if more else placed
        return tuple(found[index] for index in range(len(many)))

    def causes(self, complaints: Iterable[Complaint]) -> tuple[Cause, ...]:
        """Where complaints are told from which others follow; of one that follows itself, where its causes are."""
        found = dict.fromkeys(
            cause for one in self.diagnose_all(complaints) for cause in one.because or (_as_cause(one),)
        )
        return tuple(found)

    def holds_gap(self, path: Path) -> bool:
        """Whether a part of what stands at `path`, or all of it, is a stand-in."""
        return any(gap.path[: len(path)] == path[: len(gap.path)] for gap in self.gaps)

    def may_have_lost_names(self, *keys: str) -> bool:
        """Whether something that is known elsewhere by its name may be missing below one of the top-level keys."""
        return any(gap.is_part and (not gap.path or gap.path[0] in keys) for gap in self.gaps)

    def _span(self, one: Complaint, root: Place, path: Path) -> Span:
        place, is_found = root.find(path)
        span = (place.key if one.at_key and is_found else None) or place.value or (0, 1)
        if one.within is None or not is_found:
            return span
        from ccdrill.authoring.reading.raw import raw_span  # only what is told has a place

        return raw_span(self.text, span, one.within.value, (one.within.start, one.within.end))

    def _written(self, path: Path) -> Path:
        """The path with keys as they stand in the text."""
        if not self.renamed:
            return path
        return tuple(self.renamed.get(path[: index + 1], step) for index, step in enumerate(path))


def _as_cause(one: Diagnostic) -> Cause:
    return Cause(code=one.code, file=one.file, line=one.line, column=one.column)


def each_text(root: Node) -> Iterator[tuple[Path, str]]:
    """All texts below a node with their paths, in file order."""
    if isinstance(root, str):
        yield (), root
        return
    stack: list[tuple[Path, Iterator[tuple[str | int, Node]]]] = [((), _entries(root))]
    while stack:
        path, entries = stack[-1]
        for step, node in entries:
            if isinstance(node, str):
                yield (*path, step), node
            elif isinstance(node, dict | list):
                stack.append(((*path, step), _entries(node)))
                break
        else:
            stack.pop()


def _entries(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node, dict):
        return iter(node.items())
    return iter(enumerate(node)) if isinstance(node, list) else iter(())
