"""The strict YAML loader: C events to values with positions, one pass, no recursion.

Refused with a diagnostic: duplicate keys, anchors and aliases (alias bombs), tags, several documents, keys that are not
plain words, empty values, scalars that YAML 1.1 and 1.2 readers take differently, deep nesting, huge scalars.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import yaml

from ccdrill.authoring.document import Document, MappingSpots, Mark, Node, place
from ccdrill.authoring.scalars import is_ambiguous_key, read_plain
from ccdrill.authoring.text import is_forbidden
from ccdrill.model.diagnostics import Diagnostic

MAX_DEPTH = 24
"""Our deepest format needs 9."""
MAX_SCALAR = 64 * 1024
"""Characters of one text."""
MAX_KEY = 200
"""Characters of one key."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BARE_PLACEHOLDER = re.compile(r"(:|-) +[{\[][^}\]]*[}\]] *[^ #,}\]]")
"""A text that begins with a bracket, as in `text: {org} calls`."""

Event = Any
"""An event of the parser; its stubs leave the marks open."""


class _Refused(Exception):  # a signal within this module
    """Parsing can't go on after this."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Many small values at once make the cyclic collector walk them again and again: half of the loading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_values(text: str, file: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The values of a YAML text whose top level is a mapping, and every problem found on the way.

    There is no document when the text can't be parsed to its end or is no mapping.
    """
    with collector_paused():
        return _Builder(text, file).build()


class _Open:
    """A container that is not closed yet."""

    __slots__ = ("key", "key_mark", "keys", "marks", "node", "values")

    def __init__(
        self, node: Any, keys: dict[str, Mark] | None, values: dict[str, Mark] | None, marks: list[Mark] | None
    ) -> None:
        self.node = node
        self.keys = keys
        self.values = values
        self.marks = marks
        self.key: str | None = None
        self.key_mark: Mark | None = None


class _Builder:
    """One pass over the events of one text."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.problems: list[Diagnostic] = []
        self.spots: dict[int, MappingSpots | list[Mark]] = {}
        self.stack: list[_Open] = []
        self.root: Any = None
        self.documents = 0

    def build(self) -> tuple[Document | None, tuple[Diagnostic, ...]]:
        """Document and problems; see load_values."""
        try:
            self._run()
        except _Refused:
            self.root = None
        except yaml.MarkedYAMLError as error:
            self.root = None
            self._syntax(error)
        except (yaml.YAMLError, UnicodeError) as error:
            self.root = None
            self._note(
                None,
                "yaml-syntax",
                str(error).split("\n", maxsplit=1)[0],
                "Check the file's encoding and its first lines.",
            )
        if not isinstance(self.root, dict):
            if not self.problems:
                self._note(
                    None,
                    "no-mapping",
                    "the file holds no settings",
                    "Start it with a line such as: schema: ccdrill/scenario/v1",
                )
            return None, tuple(self.problems)
        return Document(self.file, self.lines, self.root, self.spots), tuple(self.problems)

    def _run(self) -> None:
        """Hangs every value where it belongs. The stack is ours, so no nesting exhausts the interpreter's."""
        parser = _LOADER(self.text)
        next_event = parser.get_event
        try:
            while True:
                event = next_event()
                kind = event.__class__
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._open(event, is_mapping=kind is yaml.MappingStartEvent)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self.stack.pop()
                elif kind is yaml.AliasEvent:
                    cure = "Write the value out; put text that begins with * in quotes."
                    self._stop(event.start_mark, "alias", "aliases (*name) are not part of the format", cure)
                elif kind is yaml.DocumentStartEvent:
                    self._document(event)
                elif kind is yaml.StreamEndEvent:
                    return
        finally:
            parser.dispose()

    def _scalar(self, event: Event) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_feature(event)
        stack = self.stack
        if stack and stack[-1].keys is not None and stack[-1].key is None:
            self._key(event, stack[-1])
            return
        value: str = event.value
        node: Node = value
        if event.implicit[0]:
            node, complaint = read_plain(value)
            if complaint is not None:
                self._note(event.start_mark, *complaint, width=len(value))
        elif event.style == '"' and not value.isprintable():
            self._check_escapes(event)
        if len(value) > MAX_SCALAR:
            self._note(event.start_mark, "too-long", f"this text is longer than {MAX_SCALAR} characters", "Shorten it.")
        self._hang(node, event.start_mark)

    def _open(self, event: Event, *, is_mapping: bool) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_feature(event)
        if self.stack and self.stack[-1].keys is not None and self.stack[-1].key is None:
            self._stop(
                event.start_mark,
                "odd-key",
                "a list or mapping can't be a key",
                'Put it in quotes if it is text, as in "{org}".',
            )
        if len(self.stack) >= MAX_DEPTH:
            self._stop(event.start_mark, "too-deep", f"the nesting is deeper than {MAX_DEPTH} levels", "Flatten it.")
        opened: _Open
        if is_mapping:
            spots = MappingSpots({}, {})
            opened = _Open({}, spots.keys, spots.values, None)
            self.spots[id(opened.node)] = spots
        else:
            marks: list[Mark] = []
            opened = _Open([], None, None, marks)
            self.spots[id(opened.node)] = marks
        self._hang(opened.node, event.start_mark)
        self.stack.append(opened)

    def _hang(self, node: Node, mark: Mark) -> None:
        """Puts a new value into the container that is open."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.marks is not None:
            parent.node.append(node)
            parent.marks.append(mark)
            return
        key = parent.key
        parent.node[key] = node
        parent.keys[key] = parent.key_mark  # type: ignore[index,assignment]  # a mapping's, with its key just read
        parent.values[key] = mark  # type: ignore[index]  # a mapping's
        parent.key = None

    def _key(self, event: Event, parent: _Open) -> None:
        key: str = event.value
        mark: Mark = event.start_mark
        if len(key) > MAX_KEY:
            self._stop(
                mark,
                "odd-key",
                f"a key is longer than {MAX_KEY} characters",
                "Check the line for a missing quote or colon.",
            )
        if event.implicit[0]:
            if key == "<<":
                self._stop(mark, "merge-key", "merge keys (<<) are not part of the format", "Write the entries out.")
            if key == "":
                self._note(mark, "empty-key", "a key is missing before the colon", "Write the key.")
            if is_ambiguous_key(key):
                self._note(
                    mark,
                    "yaml-1.1",
                    f"the key {key} is not text to every YAML reader",
                    f'Put it in quotes: "{key}".',
                    width=len(key),
                )
        elif not key.isprintable():
            self._check_escapes(event)
        if key in parent.node:
            self._note(
                mark,
                "duplicate-key",
                f"the key '{key}' stands here a second time",
                "Keep one of the two.",
                width=len(key),
            )
        parent.key, parent.key_mark = key, mark

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                event.start_mark,
                "second-document",
                "a second document starts here",
                "One file holds one document: delete the line ---.",
            )
        if event.tags:
            self._stop(event.start_mark, "tag", "%TAG directives are not part of the format", "Delete the directive.")

    def _check_escapes(self, event: Event) -> None:
        """Escapes in double quotes could drive a terminal."""
        bad = next((character for character in event.value if is_forbidden(character)), None)
        if bad is not None:
            message = f"an escape in this text stands for the control character U+{ord(bad):04X}"
            self._note(event.start_mark, "control-character", message, "Delete the escape.")

    def _refuse_feature(self, event: Event) -> None:
        if event.anchor is not None:
            cure = "Write the value out; put text that begins with & in quotes."
            self._stop(event.start_mark, "alias", "anchors (&name) are not part of the format", cure)
        if event.tag != "!":
            cure = "Delete the tag; put text that begins with ! in quotes."
            self._stop(event.start_mark, "tag", "tags (!name) are not part of the format", cure)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        what = error.problem or "this is not YAML"
        mark = error.problem_mark or error.context_mark
        line = self.lines[mark.line] if mark is not None and mark.line < len(self.lines) else ""
        context = f", {error.context}" if error.context and error.context_mark is None else ""
        if (
            error.context
            and error.context_mark is not None
            and mark is not None
            and error.context_mark.line != mark.line
        ):
            context = f" ({error.context} that began in line {error.context_mark.line + 1})"
        self._note(mark, "yaml-syntax", f"{what}{context}", _syntax_cure(what, line))

    def _note(self, mark: Mark | None, code: str, message: str, cure: str, *, width: int = 1) -> None:
        if mark is None:
            self.problems.append(Diagnostic(code=code, message=message, cure=cure, file=self.file))
        else:
            self.problems.append(place(self.file, self.lines, mark.line, mark.column, code, message, cure, width=width))

    def _stop(self, mark: Mark, code: str, message: str, cure: str) -> NoReturn:
        self._note(mark, code, message, cure)
        raise _Refused


_CURES = (
    ("mapping values are not allowed", "Put the text in quotes if it holds a colon, or check the indentation."),
    ("could not find expected ':'", "Write a colon and a space after the key, or put the text in quotes."),
    ("block end", "Check the indentation of this line and of the one above."),
    ("block mapping", "Check the indentation of this line and of the one above."),
    ("cannot start any token", "Put the text in quotes."),
    ("end of stream", "Close the quote or bracket that is still open."),
    ("unexpected end", "Close the quote or bracket that is still open."),
)


def _syntax_cure(problem: str, line: str) -> str:
    """What usually causes a message of the YAML parser at such a line."""
    if line.startswith("\t"):
        return "Indent with spaces, not with tabs."
    if _BARE_PLACEHOLDER.search(line):
        return "Put the text in quotes: a text can't begin with a bracket."
    return next(
        (cure for words, cure in _CURES if words in problem),
        "Check quotes, brackets and indentation here and in the line above.",
    )
