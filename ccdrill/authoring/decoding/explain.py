"""Why values are not of a type: a walk over values and types side by side that names every problem.

The walk also mends: it builds the value again with stand-ins in place of what is wrong, and remembers where they are.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

import msgspec
from msgspec import inspect

from ccdrill.authoring.decoding.apart import SAY_CUT, cut_entry
from ccdrill.authoring.decoding.belongs import entries_of, key_of
from ccdrill.authoring.decoding.instead import (
    Reader,
    Said,
    as_it_stands,
    said_of_entries,
    said_of_list,
    said_of_settings,
    said_of_several,
    said_of_word,
    said_of_written,
)
from ccdrill.authoring.decoding.misfits import bad_name
from ccdrill.authoring.decoding.strays import (
    Around,
    Homes,
    Slid,
    Strays,
    among_settings,
    fallen_out,
    lists_of,
    nameless,
    strays,
    too_far_in,
    without_name,
)
from ccdrill.authoring.reading.document import Complaint, Document, Gap, Node, Part
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.pasted import explain_pasted
from ccdrill.authoring.reading.shapes import bare, example_of_key, has_shape, is_entry_of, may_hold_names, stand_in
from ccdrill.authoring.reading.yaml_syntax import no_colon_before_brace
from ccdrill.model.ids import SLUG


def explain(document: Document, kind: type, read: Reader) -> tuple[Document | None, tuple[Complaint, ...]]:
    """A mended draft of the document, and what keeps the document itself from being of that kind.

    There is no draft when so much is wrong that nobody would read on.
    """
    walk = _Walk(document, read)
    info = _type_info(kind)
    if isinstance(info, inspect.StructType):
        walk.homes, walk.lists = entries_of(info.fields), lists_of(info.fields)
    try:
        root = walk.check(document.root, info, ())
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
        self.meant: set[Path] = set()
        self.homes: Homes = {}
        self.lists: Homes = {}
        self.around: list[Around] = []
        self.found: set[Path] = set()

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
                said = said_of_written(node, kind, path, self.document.root, self.read)
            case _:
                said = said_of_word(node, kind, path, self.document.root)
        return self._mend(path, kind, said) if said is not None else node

    def _struct(self, node: Node, kind: inspect.StructType, path: Path) -> Node:
        if not isinstance(node, dict):
            return self._mend(path, kind, said_of_settings(node, kind, path, self._fits))
        if path and self._is_good(node, kind):
            return node
        fields = {field.encode_name: field for field in kind.fields}
        mended: dict[str, Node] = {}
        outside = self._strays(among_settings(node, kind, path, self.around), path)
        self.around.append(Around(kind, node, path))
        for key, value in node.items():
            if key in fields:
                self._field(mended, fields[key], value, path)
            elif key not in outside:
                self._unknown_key(mended, node, key, kind, path)
        self.around.pop()
        missing = [name for name, field in fields.items() if field.required and name not in mended and name not in node]
        if missing:
            self._missing(mended, missing, fields, path)
        return mended

    def _strays(self, found: Iterable[Strays], path: Path) -> set[str | int]:
        """Notes entries that belong under another key beside the one that leads to them, and gives back which."""
        told = set[str | int]()
        for one in found:
            home = (*path[:-1], one.home)
            self._note((*path, one.steps[0]), "wrong-kind", one.message, one.cure, at_key=True)
            self.gaps += [Gap((*path, step), is_part=True) for step in one.steps]
            self.gaps.append(Gap(home, is_part=True))
            self.found.add(home)
            told |= set(one.steps)
        return told

    def _slid(self, found: Iterable[Slid], path: Path) -> set[str | int]:
        """Notes keys at `path` that stand too far to one side, and gives back which."""
        told = set[str | int]()
        for one in found:
            self._note((*path, one.key), "wrong-kind", one.message, one.cure, at_key=True)
            self.gaps += (Gap((*path, one.key), is_part=True), Gap(one.lacks, is_part=True))
            self.found.add(one.home)
            told.add(one.key)
        return told

    def _field(self, mended: dict[str, Node], field: inspect.Field, value: Node, path: Path) -> None:
        """Puts the value of a key where it belongs; one that is not needed is left out rather than made up."""
        name = field.encode_name
        gaps = len(self.gaps)
        checked = self.check(value, field.type, (*path, name))
        is_made_up = (*path, name) not in self.meant and any(gap.path == (*path, name) for gap in self.gaps[gaps:])
        if field.required or not is_made_up:
            mended[name] = checked

    def _unknown_key(
        self, mended: dict[str, Node], node: dict[str, Node], key: str, kind: inspect.StructType, path: Path
    ) -> None:
        """A slip of the pen is read as the key that it is nearest to, if the value fits there."""
        fields = {field.encode_name: field for field in kind.fields}
        near, home, cure = key_of(key, node, kind, self._fits)
        if home is not None:
            self.gaps.append(Gap((*path, home, key), is_part=True))
        if near is not None and near not in node and self._is_only_item(node[key], fields[near].type):
            cure = f"Did you mean '{near}'? It takes a list: {near}: [{node[key]}]."
        message, cure = explain_pasted(key) or (f"'{key}' is not known here", cure)
        self._note((*path, key), "unknown-key", message, cure, at_key=True)
        if near is None or near in node or near in mended:
            self.gaps.append(Gap((*path, key), isinstance(node[key], dict | list)))
        else:
            self._read_as(mended, fields[near], node[key], (*path, key))

    def _is_only_item(self, value: Node, kind: inspect.Type) -> bool:
        """Whether a name stands alone where a list of names belongs."""
        is_name = isinstance(value, str) and re.search(SLUG, value) is not None
        return is_name and not self._fits(value, kind) and self._fits([value], kind)

    def _read_as(self, mended: dict[str, Node], field: inspect.Field, value: Node, path: Path) -> None:
        """Reads the value at `path` as that of another key, if it fits there as it is or as the only item of a list."""
        name = field.encode_name
        for one in (value, [value]):
            if self._fits(one, field.type):
                self.renamed[*path[:-1], name] = str(path[-1])
                mended[name] = one
                return
        self.gaps.append(Gap(path, isinstance(value, dict | list)))
        if field.required:
            mended[name] = stand_in(field.type)
            self.gaps.append(Gap((*path[:-1], name), may_hold_names(field.type)))

    def _missing(
        self, mended: dict[str, Node], missing: list[str], fields: dict[str, inspect.Field], path: Path
    ) -> None:
        lost = [name for name in missing if (*path, name) not in self.found]
        if lost:
            names = ", ".join(f"'{name}'" for name in lost)
            message = f"{names} {'is' if len(lost) == 1 else 'are'} missing here"
            added = ", ".join(example_of_key(fields[name]) for name in lost)
            self._note(path, "missing-key", message, f"Add {added}.", at_key=True)
        for name in missing:
            mended[name] = stand_in(fields[name].type)
            self.gaps.append(Gap((*path, name), may_hold_names(fields[name].type)))

    def _mapping(self, node: Node, kind: inspect.DictType, path: Path) -> Node:
        if not isinstance(node, dict):
            return self._mend(path, kind, said_of_entries(node, kind, path))
        mended: dict[str, Node] = {}
        entry, told = bare(kind.value_type), set[str | int]()
        if path and (told := set(nameless(node, entry, self._fits))):
            self._note((*path, next(iter(node))), "wrong-kind", *without_name(str(path[-1])), at_key=True)
            self.gaps.append(Gap(path, is_part=True))
        told = told or self._slid(fallen_out(node, entry, path, self._fits), path)
        told = told or self._slid(too_far_in(node, entry, path, self.around, self._fits), path)
        if len(path) == 1 and not told:
            told = self._strays(
                strays(node, path, self.homes, self.document.root, self._fitting(kind.value_type)), path
            )
        for key, value in node.items():
            if key in told:
                continue
            problem = bad_name(key, kind.key_type, is_key=True)
            if problem is None:
                mended[key] = self.check(value, kind.value_type, (*path, key))
            elif (slip := no_colon_before_brace(key, 0)) is not None:
                self._note((*path, key), "yaml-syntax", slip.message, slip.cure, at_key=True)
                self.gaps += (Gap((*path, key), is_part=True), Gap((*path, key.split()[0]), is_part=True))
            else:
                self._note((*path, key), *problem, at_key=True)
                self.gaps.append(Gap((*path, key), is_part=True))
                self.check(value, kind.value_type, (*path, key))
        return mended

    def _list(self, node: Node, kind: inspect.VarTupleType, path: Path) -> Node:
        if not isinstance(node, list):
            return self._mend(path, kind, said_of_list(node, kind, path, self._fits))
        cut = cut_entry(node, bare(kind.item_type))
        if cut is not None:
            self._note((*path, cut), "wrong-kind", *SAY_CUT)
            self.gaps.append(Gap(path, is_part=True))
            return []
        told = set[str | int]()
        if len(path) == 1:
            told = self._strays(strays(node, path, self.lists, self.document.root, self._fitting(kind.item_type)), path)
        return [
            stand_in(kind.item_type) if index in told else self.check(value, kind.item_type, (*path, index))
            for index, value in enumerate(node)
        ]

    def _union(self, node: Node, kind: inspect.UnionType, path: Path) -> Node:
        """The members differ in shape, so the shape of the value tells which one was meant."""
        members = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        fitting = [one for one in members if has_shape(node, one)]
        if fitting or len(members) == 1:
            return self.check(node, (fitting or members)[0], path)
        entries = next((one for one in members if is_entry_of(node, one)), None)
        if entries is not None:
            return self.check(node, entries, path)
        return self._mend(path, kind, said_of_several(node, members))

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

    def _fitting(self, kind: inspect.Type) -> Callable[[Node], bool]:
        return lambda node: self._fits(node, kind)

    def _mend(self, path: Path, kind: inspect.Type, said: Said) -> Node:
        """Notes a problem and gives the value that stands in: what seems to be meant, if that is known."""
        fault = as_it_stands(said, self.document.node(path), kind)
        self._note(path, fault.code, fault.message, fault.cure, within=said.within)
        self.gaps.append(Gap(path, may_hold_names(kind)))
        if not said.instead:
            return stand_in(kind)
        self.meant.add(path)
        return said.instead

    def _note(
        self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False, within: Part | None = None
    ) -> None:
        self.complaints.append(Complaint(path, code, message, cure, at_key, within))
        if len(self.complaints) > MAX_PROBLEMS:
            raise _Enough
