"""Why values are not of a type: a walk over values and types side by side that names every problem.

The walk also mends: it builds the value again with stand-ins in place of what is wrong, and remembers where they are.
"""

import re
from collections.abc import Callable
from functools import cache

import msgspec
from msgspec import inspect

from ccdrill.authoring.conditions import ConditionError
from ccdrill.authoring.cures import cure_for_list
from ccdrill.authoring.cut_texts import SENTENCES
from ccdrill.authoring.document import Complaint, Document, Gap, Node, Part
from ccdrill.authoring.limits import MAX_PROBLEMS
from ccdrill.authoring.locate import Path
from ccdrill.authoring.meant import meant
from ccdrill.authoring.misfits import bad_name, misfit
from ccdrill.authoring.nearest import nearest
from ccdrill.authoring.pasted import explain_dash, explain_pasted
from ccdrill.authoring.shapes import bare, example_of, found, has_shape, may_hold_names, name_of, stand_in
from ccdrill.authoring.synonyms import key_meant
from ccdrill.authoring.texts import BLANK
from ccdrill.model.units import Setting

Reader = Callable[[type, object], object]


def explain(document: Document, kind: type, read: Reader) -> tuple[Document | None, tuple[Complaint, ...]]:
    """A mended draft of the document, and what keeps the document itself from being of that kind.

    There is no draft when so much is wrong that nobody would read on.
    """
    walk = _Walk(document, read)
    try:
        root = walk.check(document.root, _type_info(kind), ())
    except _Enough:
        return None, tuple(walk.complaints)
    assert isinstance(root, dict), "every kind of file is a mapping"
    draft = Document(document.file, document.text, root, walk.renamed, walk.gaps)
    return draft, tuple(walk.complaints)


class _Enough(Exception):  # a signal within this module
    """There are more than MAX_PROBLEMS complaints."""


@cache
def _type_info(kind: type) -> inspect.Type:
    return inspect.type_info(kind)


class _Walk:
    """Notes what does not fit, and gives back what would."""

    def __init__(self, document: Document, read: Reader) -> None:
        self.document = document
        self.read = read
        self.complaints: list[Complaint] = []
        self.renamed: dict[Path, str] = {}
        self.gaps: list[Gap] = list(document.gaps)

    def check(self, node: Node, kind: inspect.Type, path: Path) -> Node:
        """The value as it was, or as it would have to be."""
        kind = bare(kind)
        match kind:
            case inspect.StructType():
                return self._struct(node, kind, path)
            case inspect.DictType():
                return self._mapping(node, kind, path)
            case inspect.VarTupleType():
                return self._list(node, kind, path)
            case inspect.UnionType():
                return self._union(node, kind, path)
            case inspect.CustomType():
                return self._custom(node, kind, path)
            case _:
                problem = misfit(node, kind)
                return node if problem is None else self._mend(path, kind, *problem)

    def _struct(self, node: Node, kind: inspect.StructType, path: Path) -> Node:
        if not isinstance(node, dict):
            message = f"{found(node)} stands where settings are expected"
            return self._mend(path, kind, "wrong-kind", message, f"Write it as {example_of(kind)}.")
        if path and self._is_good(node, kind):
            return node
        fields = {field.encode_name: field for field in kind.fields}
        mended: dict[str, Node] = {}
        for key, value in node.items():
            if key in fields:
                self._field(mended, fields[key], value, path)
            else:
                self._unknown_key(mended, node, key, fields, path)
        missing = [name for name, field in fields.items() if field.required and name not in mended and name not in node]
        if missing:
            self._missing(mended, missing, fields, path)
        return mended

    def _field(self, mended: dict[str, Node], field: inspect.Field, value: Node, path: Path) -> None:
        """Puts the value of a key where it belongs; one that is not needed is left out rather than made up."""
        name = field.encode_name
        gaps = len(self.gaps)
        checked = self.check(value, field.type, (*path, name))
        is_made_up = any(gap.path == (*path, name) for gap in self.gaps[gaps:])
        if field.required or not is_made_up:
            mended[name] = checked

    def _unknown_key(
        self, mended: dict[str, Node], node: dict[str, Node], key: str, fields: dict[str, inspect.Field], path: Path
    ) -> None:
        """A slip of the pen is read as the key that it is nearest to, if the value fits there."""
        near = key_meant(key, fields, node) or nearest(key, fields)
        cure = f"Did you mean '{near}'?" if near else f"Known here: {', '.join(fields)}."
        message, cure = explain_pasted(key) or (f"'{key}' is not known here", cure)
        self._note((*path, key), "unknown-key", message, cure, at_key=True)
        if near is not None and near not in node and near not in mended and self._fits(node[key], fields[near].type):
            self.renamed[*path, near] = key
            mended[near] = node[key]
        else:
            self.gaps.append(Gap((*path, key), isinstance(node[key], dict | list)))

    def _missing(
        self, mended: dict[str, Node], missing: list[str], fields: dict[str, inspect.Field], path: Path
    ) -> None:
        names = ", ".join(f"'{name}'" for name in missing)
        message = f"{names} {'is' if len(missing) == 1 else 'are'} missing here"
        added = ", ".join(_example(fields[name]) for name in missing)
        self._note(path, "missing-key", message, f"Add {added}.", at_key=True)
        for name in missing:
            mended[name] = stand_in(fields[name].type)
            self.gaps.append(Gap((*path, name), may_hold_names(fields[name].type)))

    def _mapping(self, node: Node, kind: inspect.DictType, path: Path) -> Node:
        if not isinstance(node, dict):
            message = f"{found(node)} stands where named entries are expected"
            cure = "Write them as 'name: value', one a line."
            entry = bare(kind.value_type)
            if isinstance(node, list) and isinstance(entry, inspect.StructType):
                cure = f"Write each under its name and without '- ', as in {_first_name(node)}: {example_of(entry)}."
            return self._mend(path, kind, "wrong-kind", message, cure)
        mended: dict[str, Node] = {}
        for key, value in node.items():
            problem = bad_name(key, kind.key_type)
            if problem is None:
                mended[key] = self.check(value, kind.value_type, (*path, key))
            else:
                self._note((*path, key), *problem, at_key=True)
                self.gaps.append(Gap((*path, key), is_part=True))
                self.check(value, kind.value_type, (*path, key))
        return mended

    def _list(self, node: Node, kind: inspect.VarTupleType, path: Path) -> Node:
        if not isinstance(node, list):
            message = f"{found(node)} stands where a list is expected"
            cure = cure_for_list(node)
            if path and path[-1] in SENTENCES and isinstance(bare(kind.item_type), inspect.StrType):
                cure = 'Write each text on a line of its own, behind \'- \'; or as ["one", "two"], in quotes.'
            return self._mend(path, kind, "wrong-kind", message, cure)
        return [self.check(value, kind.item_type, (*path, index)) for index, value in enumerate(node)]

    def _union(self, node: Node, kind: inspect.UnionType, path: Path) -> Node:
        """The members differ in shape, so the shape of the value tells which one was meant."""
        members = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        fitting = [one for one in members if has_shape(node, one)]
        if fitting or len(members) == 1:
            return self.check(node, (fitting or members)[0], path)
        wanted = " or ".join(name_of(one) for one in members)
        message = f"{found(node)} stands where {wanted} is expected"
        return self._mend(path, kind, "wrong-kind", message, f"Write {wanted}.")

    def _custom(self, node: Node, kind: inspect.CustomType, path: Path) -> Node:
        if isinstance(node, dict | list):
            message = f"{found(node)} stands where one value is expected"
            return self._mend(path, kind, "wrong-kind", message, "Write a single value.")
        try:
            self.read(kind.cls, node)
        except ConditionError as error:
            within = Part(node, error.offset, error.offset + error.width) if isinstance(node, str) else None
            cure = f"did you mean {error.joined}?" if self._declares(error.joined) else error.cure
            return self._mend(path, kind, "bad-condition", error.message, _sentence(cure), within=within)
        except ValueError as error:
            message, _, cure = str(error).rpartition(": ")
            if isinstance(node, str):
                message = message.replace(f"'{node}'", found(node), 1)
            if message == found(node):
                message += " is out of range"
            elif isinstance(node, str):
                cure = meant(kind.cls, node) or cure
            if kind.cls is Setting:
                cure = self._setting_cure(str(path[-1]), cure)
            return self._mend(path, kind, "wrong-value", message, _sentence(cure))
        return node

    def _declares(self, name: str, *keys: str) -> bool:
        """Whether the file has a flag or a meter of that name."""
        declared = (self.document.root.get(key) for key in keys or ("flags", "meters"))
        return any(isinstance(one, dict) and name in one for one in declared)

    def _setting_cure(self, name: str, cure: str) -> str:
        """What a flag or a meter is set to, when the file tells which of the two it is."""
        if self._declares(name, "flags"):
            return f"'{name}' is a flag: write true or false, without quotes"
        if self._declares(name, "meters"):
            return f"'{name}' is a meter: {cure}"
        return "write true or false for a flag, a number such as 120 for a meter, without quotes"

    def _is_good(self, node: Node, kind: inspect.StructType) -> bool:
        """Whether there is nothing to explain below here: most of a file is good."""
        try:
            msgspec.convert(node, kind.cls, dec_hook=self.read)
        except msgspec.ValidationError:
            return False
        return True

    def _fits(self, node: Node, kind: inspect.Type) -> bool:
        trial = _Walk(Document("", "", {}), self.read)
        try:
            trial.check(node, kind, ())
        except _Enough:
            return False
        return not trial.complaints

    def _mend(
        self, path: Path, kind: inspect.Type, code: str, message: str, cure: str, within: Part | None = None
    ) -> Node:
        """Notes a problem and gives the value that stands in."""
        written = self._written(path)
        if BLANK in written:
            message = f"the blank {BLANK} is not filled in yet"
            cure = f"Fill in the blank, or delete the line. {cure}"
        elif isinstance(bare(kind), inspect.VarTupleType):
            message, cure = explain_dash(written) or (message, cure)
        elif code in ("wrong-value", "bad-name") or isinstance(bare(kind), inspect.BoolType | inspect.IntType):
            message, cure = explain_pasted(written) or (message, cure)
        self._note(path, code, message, cure, within=within)
        self.gaps.append(Gap(path, may_hold_names(kind)))
        return stand_in(kind)

    def _written(self, path: Path) -> str:
        """The text that stands at the path; nothing when there is none."""
        node: Node | None = self.document.root
        for step in path:
            if isinstance(node, dict):
                node = node.get(str(step))
            elif isinstance(node, list) and isinstance(step, int):
                node = node[step]
            else:
                return ""
        return node if isinstance(node, str) else ""

    def _note(
        self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False, within: Part | None = None
    ) -> None:
        self.complaints.append(Complaint(path, code, message, cure, at_key, within))
        if len(self.complaints) > MAX_PROBLEMS:
            raise _Enough


def _first_name(items: list[Node]) -> str:
    """What the first item of a list is called, if it is a mapping with an id, or with nothing but its name."""
    first = items[0] if items else None
    if isinstance(first, dict) and first:
        name = first.get("id", next(iter(first)) if len(first) == 1 else None)
        if isinstance(name, str) and re.fullmatch(r"[a-z0-9_-]{1,60}", name):
            return name
    return "name"


def _example(field: inspect.Field) -> str:
    kind = bare(field.type)
    if isinstance(kind, inspect.LiteralType) and len(kind.values) == 1:
        return f"{field.encode_name}: {kind.values[0]}"
    return f"'{field.encode_name}'"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "?")) else ".")
