"""Why values are not of a type: a walk over values and types side by side that names every problem.

The walk also mends: it builds the value again with stand-ins in place of what is wrong, and remembers where they are.
"""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache

import msgspec
from msgspec import inspect

from ccdrill.authoring.decoding.apart import SAY_CUT, cut_entry
from ccdrill.authoring.decoding.belongs import entries_of, key_of
from ccdrill.authoring.decoding.conditions import ConditionError
from ccdrill.authoring.decoding.cures import (
    cure_for_entries,
    cure_for_list,
    cure_for_one,
    cure_for_settings,
    cure_for_text,
)
from ccdrill.authoring.decoding.declared import asked_for, declares, flag_cure, setting_cure, step_numbered
from ccdrill.authoring.decoding.misfits import bad_name, misfit, word_meant
from ccdrill.authoring.decoding.strays import (
    Around,
    Homes,
    Strays,
    among_settings,
    beside_names,
    fallen_out,
    lists_of,
    nameless,
    strays,
    without_name,
)
from ccdrill.authoring.reading.document import Complaint, Document, Gap, Node, Part
from ccdrill.authoring.reading.limits import MAX_PROBLEMS
from ccdrill.authoring.reading.locate import Path
from ccdrill.authoring.reading.meant import meant, minutes_meant
from ccdrill.authoring.reading.numbers_meant import share_meant
from ccdrill.authoring.reading.pasted import explain_dash, explain_pasted
from ccdrill.authoring.reading.scalars import BLANK
from ccdrill.authoring.reading.shapes import bare, example_of, found, has_shape, may_hold_names, name_of, stand_in
from ccdrill.authoring.reading.yaml_syntax import no_colon_before_brace
from ccdrill.model.condition import Condition
from ccdrill.model.ids import SLUG
from ccdrill.model.scenario import SENTENCES
from ccdrill.model.units import Setting, Within

Reader = Callable[[type, object], object]
_OF_STEPS = frozenset({"after", "steps", "scope"})
"""Keys of lists of steps."""
_IN_MINUTES = frozenset({"minutes", "briefing", "decision", "hot_wash"})
"""Keys of numbers that count minutes."""


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
                return self._custom(node, kind, path)
            case _:
                problem = misfit(node, kind)
                if problem is None:
                    return node
                cure = cure_for_text(node, path) if isinstance(node, list | dict) else None
                if isinstance(node, int) and set(path[-2:-1]) & _OF_STEPS:
                    cure = step_numbered(self.document.root, node)
                if isinstance(kind, inspect.IntType) and isinstance(node, str) and set(path[-1:]) & _IN_MINUTES:
                    cure = minutes_meant(node)
                near = word_meant(node, kind) if isinstance(kind, inspect.LiteralType) else None
                return self._mend(path, kind, problem.code, problem.message, cure or problem.cure, instead=near)

    def _struct(self, node: Node, kind: inspect.StructType, path: Path) -> Node:
        if not isinstance(node, dict):
            message = f"{found(node)} stands where settings are expected"
            needed = [field.encode_name for field in kind.fields if field.required]
            fitting = [field.encode_name for field in kind.fields if self._fits(node, field.type)]
            places = [name for name in fitting if name in needed] or fitting[: not isinstance(node, str)]
            words = {field.encode_name for field in kind.fields if isinstance(bare(field.type), inspect.LiteralType)}
            places = [name for name in places if name in words] or places
            place = places[0] if len(places) == 1 else None
            instead: Node = {place: node} if place is not None and needed == [place] else stand_in(kind)
            cure = cure_for_settings(node, kind, path, place)
            return self._mend(path, kind, "wrong-kind", message, cure, instead=instead)
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
            added = ", ".join(_example(fields[name]) for name in lost)
            self._note(path, "missing-key", message, f"Add {added}.", at_key=True)
        for name in missing:
            mended[name] = stand_in(fields[name].type)
            self.gaps.append(Gap((*path, name), may_hold_names(fields[name].type)))

    def _mapping(self, node: Node, kind: inspect.DictType, path: Path) -> Node:
        if not isinstance(node, dict):
            message = f"{found(node)} stands where named entries are expected"
            cure = cure_for_entries(node, str(path[-1]) if path else "")
            entry = bare(kind.value_type)
            if isinstance(node, list) and isinstance(entry, inspect.StructType):
                cure = f"Write each under its name and without '- ', as in {_first_name(node)}: {example_of(entry)}."
            return self._mend(path, kind, "wrong-kind", message, cure)
        mended: dict[str, Node] = {}
        told = set[str | int](nameless(node, bare(kind.value_type), self._fits)) if path else set()
        if told:
            self._note((*path, next(iter(node))), "wrong-kind", *without_name(str(path[-1])), at_key=True)
            self.gaps.append(Gap(path, is_part=True))
        for key, above in fallen_out(node, bare(kind.value_type), self._fits) if not told else ():
            self._note((*path, key), "wrong-kind", *beside_names(key, above), at_key=True)
            self.gaps += (Gap((*path, above), is_part=True), Gap((*path, key), is_part=True))
            self.found.add((*path, above, key))
            told.add(key)
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
            message = f"{found(node)} stands where a list is expected"
            cure = cure_for_list(node, kind.item_type)
            if path and path[-1] in SENTENCES and isinstance(bare(kind.item_type), inspect.StrType):
                cure = 'Write each text on a line of its own, behind \'- \'; or as ["one", "two"], in quotes.'
            instead: Node = [node] if self._fits(node, kind.item_type) else []
            return self._mend(path, kind, "wrong-kind", message, cure, instead=instead)
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
        entries = next((one for one in members if _is_entry_of(node, one)), None)
        if entries is not None:
            return self.check(node, entries, path)
        wanted = " or ".join(name_of(one) for one in members)
        message = f"{found(node)} stands where {wanted} is expected"
        return self._mend(path, kind, "wrong-kind", message, f"Write {wanted}.")

    def _custom(self, node: Node, kind: inspect.CustomType, path: Path) -> Node:
        if isinstance(node, dict | list):
            message = f"{found(node)} stands where one value is expected"
            return self._mend(path, kind, "wrong-kind", message, cure_for_one(node, is_condition=kind.cls is Condition))
        try:
            self.read(kind.cls, node)
        except ConditionError as error:
            within = Part(node, error.offset, error.offset + error.width) if isinstance(node, str) else None
            cure = f"did you mean {error.joined}?" if declares(self.document.root, error.joined) else error.cure
            if within is not None and (asked := asked_for(self.document.root, within.value[within.start : within.end])):
                cure = f"write {asked}"
            return self._mend(path, kind, "bad-condition", error.message, _sentence(cure), within=within)
        except ValueError as error:
            message, _, cure = str(error).rpartition(": ")
            if isinstance(node, str):
                message = message.replace(f"'{node}'", found(node), 1)
            if message == found(node):
                message += " is out of range"
            elif isinstance(node, str):
                whole = _whole_of(path) if kind.cls is Fraction else None
                share = share_meant(node, whole) if whole is not None else None
                cure = share or meant(kind.cls, node) or cure
            elif kind.cls is Within and isinstance(node, int):
                cure = meant(kind.cls, str(node)) or cure
            if kind.cls is Setting:
                cure = setting_cure(self.document.root, str(path[-1]), cure)
            elif path[-2:-1] == ("add",) and declares(self.document.root, str(path[-1]), "flags"):
                cure = flag_cure(str(path[-1]))
            return self._mend(path, kind, "wrong-value", message, _sentence(cure))
        return node

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

    def _mend(
        self,
        path: Path,
        kind: inspect.Type,
        code: str,
        message: str,
        cure: str,
        *,
        within: Part | None = None,
        instead: Node | None = None,
    ) -> Node:
        """Notes a problem and gives the value that stands in; `instead`: what seems to be meant."""
        node = self.document.node(path)
        written = node if isinstance(node, str) else ""
        if BLANK in written:
            message = f"the blank {BLANK} is not filled in yet"
            cure = f"Fill in the blank, or delete the line. {cure}"
        elif isinstance(bare(kind), inspect.VarTupleType):
            message, cure = explain_dash(written) or (message, cure)
        elif code in ("wrong-value", "bad-name") or isinstance(bare(kind), inspect.BoolType | inspect.IntType):
            message, cure = explain_pasted(written) or (message, cure)
        self._note(path, code, message, cure, within=within)
        self.gaps.append(Gap(path, may_hold_names(kind)))
        if not instead:
            return stand_in(kind)
        self.meant.add(path)
        return instead

    def _note(
        self, path: Path, code: str, message: str, cure: str, *, at_key: bool = False, within: Part | None = None
    ) -> None:
        self.complaints.append(Complaint(path, code, message, cure, at_key, within))
        if len(self.complaints) > MAX_PROBLEMS:
            raise _Enough


def _is_entry_of(node: Node, kind: inspect.Type) -> bool:
    """Whether the value is written like one entry of such a list, without its dash."""
    entry = bare(kind.item_type) if isinstance(kind, inspect.VarTupleType) else None
    names = {field.encode_name for field in entry.fields} if isinstance(entry, inspect.StructType) else set()
    return isinstance(node, dict) and bool(node) and node.keys() <= names


def _whole_of(path: Path) -> str | None:
    """What a number at a path is a fraction of; None when it is none."""
    if path[-2:-1] == ("costs",):
        return "the step's weight"
    return "the weight of all steps" if path[-2:] == ("unneeded", "cap") else None


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
