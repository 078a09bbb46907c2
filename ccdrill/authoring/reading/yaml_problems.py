"""What is wrong with a YAML text, and where: the careful second reading of a text that has something doubtful in it.

Refused with a diagnostic: duplicate keys, anchors and aliases (alias bombs), tags, directives, several documents, keys that
are not plain words, empty values, scalars that YAML 1.1 and 1.2 readers take differently, deep nesting, huge scalars.
"""

import re
from collections.abc import Callable
from typing import NoReturn

import msgspec
import yaml

from ccdrill.authoring.reading.document import Document, Gap, Node
from ccdrill.authoring.reading.excerpt import Lines
from ccdrill.authoring.reading.limits import MAX_DEPTH, MAX_KEY, MAX_PROBLEMS, MAX_SCALAR, MAX_VALUES
from ccdrill.authoring.reading.no_value import find_joined, find_stray, still_a_comment
from ccdrill.authoring.reading.pasted import find_indented_below
from ccdrill.authoring.reading.scalars import MISSING, ODD_STARTS, is_ambiguous_key, read_plain
from ccdrill.authoring.reading.text import FORBIDDEN, name_character
from ccdrill.authoring.reading.uses import odd_names_once
from ccdrill.authoring.reading.yaml_events import Event, find_directive, may_have_properties, open_parser
from ccdrill.authoring.reading.yaml_open import Open, Repeated
from ccdrill.authoring.reading.yaml_syntax import SECTIONS, Slip, explain_syntax
from ccdrill.model.diagnostics import Diagnostic

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CONSEQUENCES = ("no-value", "stray-comma", "no-quotes")
_CAUSES = ("alias", "tag")
_FLAG_AFTER_SIGN = re.compile("!([a-z][a-z0-9_]*)")
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def explain_text(text: str, file: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The values as far as they can be understood, and every problem. There is no document when it can't be parsed."""
    return _Explainer(text, file).explain()


class _Refused(Exception):  # a signal within this module
    """Reading can't go on after this."""


class _Explainer:
    """One pass over the events of one text, with a stack of its own: no nesting exhausts the interpreter's."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text
        self.lines = Lines(file, text)
        self.may_have_properties = may_have_properties(text)
        self.problems: list[Diagnostic] = []
        self.gaps: list[Gap] = []
        self.stack: list[Open] = []
        self.root: Node | None = None
        self.root_at = 0
        self.values = 0
        self.good_keys: set[str] = set()
        self.last_quoted = (0, 0)
        self.last_stray = -1

    def explain(self) -> tuple[Document | None, tuple[Diagnostic, ...]]:
        is_whole = False
        try:
            self._refuse_directives()
            with open_parser(self.text) as next_event:
                self._read(next_event)
            is_whole = True
        except _Refused:
            pass
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self._syntax(explain_syntax(error, self.text, self.last_quoted), mark.line + 1 if mark is not None else 0)
        except (yaml.YAMLError, UnicodeError) as error:
            what = str(error).split("\n", maxsplit=1)[0]
            self._note(0, "yaml-syntax", what, "Check the file's encoding and its first lines.")
        if is_whole and isinstance(self.root, dict):
            return Document(self.file, self.text, self.root, gaps=self.gaps), self._told()
        if is_whole:
            self._note_no_mapping()
        return None, self._told()

    def _told(self) -> tuple[Diagnostic, ...]:
        flags = self.root.get("flags") if isinstance(self.root, dict) else None
        return odd_names_once(self.problems, flags if isinstance(flags, dict) else ())

    def _syntax(self, slip: Slip, last: int) -> None:
        """A syntax error. What seemed to be missing from its line to the `last` one that was read is a consequence of it.

        So is a value that seemed to be missing right above it.
        """
        line = self.text.count("\n", 0, slip.offset) + 1
        if any(one.line == line and one.code in _CAUSES for one in self.problems):
            return
        within = range(line, max(line, last) + 1)
        self.problems = [
            one
            for one in self.problems
            if not (one.code in _CONSEQUENCES and one.line in within)
            and not (one.code == "no-value" and one.line == line - 1)
        ]
        self._note(slip.offset, "yaml-syntax", slip.message, slip.cure)

    def _read(self, next_event: Callable[[], Event]) -> None:
        documents = 0
        while (event := next_event()).__class__ is not yaml.StreamEndEvent:
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                parent = self.stack[-1] if self.stack else None
                if self.may_have_properties:
                    self._refuse_properties(event)
                if parent is not None and parent.is_mapping and parent.key is None:
                    self._key(event, parent)
                else:
                    self._scalar(event, parent)
            elif kind in _STARTS:
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind in _ENDS:
                self.stack.pop()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    cure = "One file holds one document: delete the line ---."
                    self._stop(event.start_mark.index, "second-document", "a second document starts here", cure)

    def _scalar(self, event: Event, parent: Open | None) -> None:
        value: str = event.value
        node: Node = value
        if len(value) > MAX_SCALAR:
            message = f"this text is longer than {MAX_SCALAR} characters"
            self._note(event.start_mark.index, "too-long", message, "Shorten it.")
            node = ""
        elif event.implicit[0]:
            if value[:1] in ODD_STARTS:
                meaning = self._odd_scalar(event, parent)
                if meaning is None:
                    self.stack[-1].key = None
                    return
                node = meaning
        else:
            self._check_escapes(event)
            if event.style in ("'", '"'):
                self.last_quoted = (event.start_mark.index, event.end_mark.index)
        self._hang(node, event)
        if len(value) > MAX_SCALAR or (value == "" and event.implicit[0]):
            self._leave_gap()

    def _odd_scalar(self, event: Event, parent: Open | None) -> Node | None:
        """What the scalar means; None when it is no value, but the rest of the one before it."""
        is_item = parent is not None and not parent.is_mapping
        node, fault = read_plain(event.value, is_item=is_item)
        key = parent.key if parent is not None else None
        if parent is None or key is None or fault is None:
            pass
        elif not parent.is_flow:
            if fault is MISSING:
                if (indented := find_indented_below(self.text, event.start_mark.index)) is not None:
                    at, message, cure = indented
                    self._stop(at, "yaml-syntax", message, cure)
                fault = still_a_comment(self.text, key, event) or fault
        elif fault is MISSING and (joined := find_joined(self.text, key, event)) is not None:
            self._note(joined.offset, *joined.fault)
            key.value = parent.step = joined.key
            return read_plain(joined.value)[0]
        elif (stray := find_stray(self.text, key, event)) is not None:
            end, self.last_stray = self.last_stray, stray.start + stray.width
            if end < 0 or self.text[end : stray.start].strip(" ") != ",":  # else a further part of the same text
                self._note(stray.start, *stray.fault, width=stray.width)
            return None
        if fault is not None:
            self._note(event.start_mark.index, *fault, width=len(event.value))
        return node

    def _open(self, event: Event, node: dict[str, Node] | list[Node]) -> None:
        self._refuse_properties(event)
        start = event.start_mark.index
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.is_mapping and parent.key is None:
            cure = 'Put it in quotes if it is text, as in "{org}".'
            self._stop(start, "odd-key", "a list or mapping can't be a key", cure)
        if len(self.stack) >= MAX_DEPTH:
            self._stop(start, "too-deep", f"the nesting is deeper than {MAX_DEPTH} levels", "Flatten it.")
        self._hang(node, event)
        self.stack.append(Open(node, is_flow=bool(event.flow_style)))

    def _alias(self, event: Event) -> None:
        cure = "Write the value out; put text that begins with * in quotes."
        start = event.start_mark.index
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            self._stop(start, "alias", "aliases (*name) are not part of the format", cure)
        width = event.end_mark.index - start
        self._note(start, "alias", "aliases (*name) are not part of the format", cure, width=width)
        self._hang("", event)
        self._leave_gap()

    def _hang(self, node: Node, event: Event) -> None:
        """Puts a new value into the container that is open. Of two values of one key the first stays."""
        if not self.stack:
            self.root, self.root_at = node, event.start_mark.index
            return
        parent = self.stack[-1]
        if isinstance(parent.node, list):
            parent.step = len(parent.node)
            parent.node.append(node)
        else:
            assert parent.key is not None, "a value comes after its key"
            if not _is_merge(parent.key):
                parent.node.setdefault(parent.key.value, node)
            parent.key = None
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"the file holds more than {MAX_VALUES:,} values"
            self._stop(event.start_mark.index, "too-large", message, "Split it, or check that it is the right file.")

    def _key(self, event: Event, parent: Open) -> None:
        key: str = event.value
        parent.key, parent.step = event, key
        if key in self.good_keys and event.implicit[0] and key not in parent.node:
            return
        start, width = event.start_mark.index, max(1, event.end_mark.index - event.start_mark.index)
        if len(key) > MAX_KEY:
            message = f"a key is longer than {MAX_KEY} characters"
            self._stop(start, "odd-key", message, "Check the line for a missing quote or colon.")
        if event.implicit[0]:
            self._plain_key(key, start, width)
        else:
            self._check_escapes(event)
        if key not in parent.node:
            return
        if key == "schema" and len(self.stack) == 1:
            cure = "Delete this line and all below it, or move them into a file of their own."
            self._stop(start, "duplicate-key", "a second file begins here, inside this one", cure)
        if parent.repeated is not None and len(self.stack) > 1 and parent.begins_anew(key):
            self._begin_anew(parent, parent.repeated)
        else:
            message = f"the key '{key}' stands here a second time"
            parent.repeated = Repeated(key, len(self.problems), len(parent.node))
            self._note(start, "duplicate-key", message, self._cure_for_second(key), width=width)
            self._leave_gap()

    def _cure_for_second(self, key: str) -> str:
        """What to do with a key that stands in the same place before."""
        above = [one.step for one in self.stack[:-1]]
        if not above and key in SECTIONS:
            return f"Keep one of the two, and move what stands below the other to stand under it: '{key}:'."
        if above and above[-1] in SECTIONS:
            return "Keep one of the two, or give one of them another name."
        return "Keep one of the two."

    def _begin_anew(self, parent: Open, first: Repeated) -> None:
        """What begins with the key that was repeated first seems to be an entry of its own."""
        is_item = not self.stack[-2].is_mapping
        cure = (
            "If a new entry of the list begins here, write '- ' before it; else keep one of the two."
            if is_item
            else "If something new begins here, write its name on a line above it; else keep one of the two."
        )
        self.problems[first.problem] = msgspec.structs.replace(self.problems[first.problem], cure=cure)
        parent.node, parent.repeated = {}, None
        self.gaps.append(Gap(tuple(one.step for one in self.stack[:-1]), is_part=True))

    def _plain_key(self, key: str, start: int, width: int) -> None:
        if key == "<<":
            message = "merge keys (<<) are not part of the format"
            self._note(start, "merge-key", message, "Write the entries out.", width=width)
            self._leave_gap()
        elif key == "":
            self._note(start, "empty-key", "a key is missing before the colon", "Write the key.")
        elif is_ambiguous_key(key):
            message = f"the key {key} is not text to every YAML reader"
            self._note(start, "yaml-1.1", message, f'Put it in quotes: "{key}".', width=width)
        else:
            self.good_keys.add(key)

    def _check_escapes(self, event: Event) -> None:
        """Escapes in double quotes could drive a terminal."""
        bad = re.search(FORBIDDEN, event.value)
        if bad is not None:
            message = f"an escape in this text stands for {name_character(bad.group())}"
            self._note(
                event.start_mark.index, "control-character", message, "Delete the escape; for a backslash write two."
            )

    def _refuse_properties(self, event: Event) -> None:
        start = event.start_mark.index
        width = len(self.text[start : start + MAX_KEY].split(maxsplit=1)[0]) if event.tag or event.anchor else 1
        if event.anchor is not None:
            cure = "Delete &name, and write the value out where it is used; put text that begins with & in quotes."
            self._note(start, "alias", "anchors (&name) are not part of the format", cure, width=width)
        if event.tag is not None or self.text.startswith("!", start):
            message = "tags (!name) are not part of the format"
            cure = "Delete the tag; put text that begins with ! in quotes."
            if self._is_condition():
                name = _FLAG_AFTER_SIGN.fullmatch(event.tag or "")
                message, cure = "! is not part of the language", f"Write not {name[1] if name else 'in its place'}."
            self._note(start, "tag", message, cure, width=width)

    def _is_condition(self) -> bool:
        """Whether the value that comes next is a condition."""
        key = self.stack[-1].key if self.stack else None
        return key is not None and key.value in ("when", "while")

    def _refuse_directives(self) -> None:
        start = find_directive(self.text)
        if start >= 0:
            cure = "Delete the line; put text that begins with % in quotes."
            self._stop(start, "directive", "directives (%...) are not part of the format", cure)

    def _note_no_mapping(self) -> None:
        self.problems.clear()
        cure = "Start it with a line such as: schema: ccdrill/scenario/v1"
        if self.root is None or self.root == "":
            self.problems.append(Diagnostic(code="no-mapping", message="the file is empty", cure=cure, file=self.file))
        else:
            self._note(self.root_at, "no-mapping", "the file does not begin with 'key: value' lines", cure)

    def _leave_gap(self) -> None:
        """Remembers that the last value is not what the author meant."""
        self.gaps.append(Gap(tuple(one.step for one in self.stack), is_part=True))

    def _note(self, start: int, code: str, message: str, cure: str, *, width: int = 1) -> None:
        self.problems.append(self.lines.diagnose(start, code, message, cure, width=width))
        if len(self.problems) > MAX_PROBLEMS:
            raise _Refused

    def _stop(self, start: int, code: str, message: str, cure: str) -> NoReturn:
        self._note(start, code, message, cure)
        raise _Refused


def _is_merge(key: Event) -> bool:
    return key.value == "<<" and bool(key.implicit[0])
