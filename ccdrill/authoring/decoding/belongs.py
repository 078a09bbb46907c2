"""Where a key, or a whole entry, that is not known where it stands would be known."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile

from msgspec import inspect

from ccdrill.authoring.decoding.synonyms import key_meant
from ccdrill.authoring.reading.document import Node
from ccdrill.authoring.reading.nearest import nearest
from ccdrill.authoring.reading.shapes import Fits, bare
from ccdrill.model import deck, drill, procedure, scenario, vocabulary

_CALLED: dict[type, str] = {
    scenario.Scenario: "a scenario, at the left margin",
    scenario.State: "a state",
    scenario.Choice: "a choice",
    scenario.AnywhereChoice: "a choice under 'anywhere'",
    scenario.Inject: "an inject",
    scenario.Timeout: "a timeout",
    scenario.Ending: "an ending",
    scenario.Exhibit: "an exhibit",
    scenario.Facilitation: "what stands under 'facilitator'",
    scenario.Branch: "a target in a list under 'goto'",
    scenario.Meter: "a meter",
    scenario.Drift: "a drift",
    scenario.Fact: "a fact",
    procedure.Procedure: "a procedure, at the left margin",
    procedure.Step: "a step of a procedure",
    procedure.Deadline: "what stands under 'deadline'",
    procedure.Prohibition: "what a procedure prohibits",
    procedure.Source: "what stands under 'source'",
    drill.Drill: "a drill, at the left margin",
    drill.Objective: "an objective of a drill",
    drill.Overview: "what stands under 'overview'",
    drill.Agenda: "what stands under 'agenda'",
    deck.Item: "a message of a deck",
    deck.Cue: "a cue of a message",
}
_FILES = (scenario.Scenario, procedure.Procedure, drill.Drill, vocabulary.Vocabulary, deck.Deck)
_GENERAL = frozenset({"id", "schema", "title", "name", "names", "version", "notes", "note"})
"""Keys of so many things that saying whose they are tells nothing."""
_MOST_OWNERS = 3
_JUDGED = frozenset(
    {"score", "points", "correct", "right", "wrong", "best", "is_correct", "feedback", "rating", "weight"}
)
"""What people write beside a choice to say how good it is."""
_PEOPLE = frozenset({"role", "roles", "who", "responsible", "owner", "rolle"})
_FOLLOWING = frozenset({"before", "precedes", "then", "next", "followed_by"})
"""What people write in a step to say which one comes later."""
_SIMILAR = 0.6
_ALMOST = 0.8
"""How alike a key must be to another to be a slip of the pen; for one that is known elsewhere, and so no slip."""
_INSIDE: dict[type, type] = {scenario.AnywhereChoice: scenario.Choice}
"""What has all keys of another, which is named in its place."""


def key_of(key: str, node: dict[str, Node], kind: inspect.StructType, fits: Fits) -> tuple[str | None, str | None, str]:
    """Of a key of `node` that its type does not know: the key that is meant, or the one under which it belongs; a cure."""
    fields = {field.encode_name: field for field in kind.fields}
    if (elsewhere := _said_elsewhere(key, node, kind.cls)) is not None:
        return None, None, elsewhere
    owners = _owners_of(key, kind.cls)
    near = key_meant(key, fields, node) or nearest(key, fields, _ALMOST if owners else _SIMILAR)
    near = near or _only_one_missing(key, node, fields, fits)
    if near is not None:
        return near, None, f"Did you mean '{near}'?"
    homes = entries_of(kind.fields)
    home = home_of_entry(node[key], homes)
    if home is not None:
        called_so = _CALLED[homes[home].cls]
        return None, home, f"It is written like {called_so}: indent it and all below it, to stand under '{home}:'."
    known = f"Known here: {', '.join(fields)}."
    above = _home_above(key, node, fields, fits)
    if above is not None and not owners:
        return None, above, f"If it belongs to '{above}:' above it, indent it, to stand under that. {known}"
    return None, None, f"It belongs to {owners}. {known}" if owners else known


def _home_above(key: str, node: dict[str, Node], fields: Mapping[str, inspect.Field], fits: Fits) -> str | None:
    """The key right above an unknown one, if the latter may be a named entry of it that slid to the left: a truth, or settings."""
    above = [one for one in takewhile(lambda one: one != key, node) if one in fields]
    kind = bare(fields[above[-1]].type) if above else None
    if not isinstance(kind, inspect.DictType) or not isinstance(node[key], bool | dict):
        return None
    return above[-1] if fits(node[key], kind.value_type) else None


def _said_elsewhere(key: str, node: dict[str, Node], cls: type) -> str | None:
    """What to do with a key of which another file, or another entry, says what is meant."""
    word = key.lower()
    if issubclass(cls, scenario.Choice):
        if word in _JUDGED:
            return "Delete it: what is right, and what it costs, is said in the procedure."
        if word in _PEOPLE:
            return "Delete it: who has to do what is said in the procedure, under 'responsible'."
    if cls is procedure.Step and word in _FOLLOWING:
        later, own = node[key], node.get("id")
        names = [one for one in (later if isinstance(later, list) else [later]) if isinstance(one, str)]
        where = f"in the step '{names[0]}'" if len(names) == 1 else "in each step that comes later"
        return f"Delete it, and write after: [{own if isinstance(own, str) else 'this-step'}] {where}."
    return None


def _only_one_missing(
    key: str,
    node: dict[str, Node],
    fields: Mapping[str, inspect.Field],
    fits: Fits,
) -> str | None:
    """The key that is needed here and not written, when only one is and `key` alone is not known."""
    missing = [name for name, field in fields.items() if field.required and name not in node]
    strange = [name for name in node if name not in fields]
    if len(missing) == 1 and len(strange) == 1 and fits(node[key], fields[missing[0]].type):
        return missing[0]
    return None


def _owners_of(key: str, here: type) -> str:
    """What has a key of that name, as words for a sentence; empty when nothing has, or too much."""
    if key in _GENERAL:
        return ""
    owners = [cls for cls, names in _keys().items() if key in names]
    owners = [cls for cls in owners if _INSIDE.get(cls) not in owners]
    near = [cls for cls in owners if _file_of(cls) == _file_of(here)] or owners
    called = [_CALLED[cls] for cls in near if cls is not here and cls in _CALLED]
    return " or ".join(called) if 0 < len(called) <= _MOST_OWNERS else ""


def called(cls: type) -> str:
    """What an entry of the type is called in a sentence, with its article; empty for one without a name."""
    return _CALLED.get(cls, "")


def entries_of(fields: Iterable[inspect.Field]) -> dict[str, inspect.StructType]:
    """The keys under which named entries stand, each with the type of its entries."""
    found: dict[str, inspect.StructType] = {}
    for field in fields:
        kind = bare(field.type)
        entry = bare(kind.value_type) if isinstance(kind, inspect.DictType) else None
        if isinstance(entry, inspect.StructType) and entry.cls in _CALLED:
            found[field.encode_name] = entry
    return found


def home_of_entry(node: Node, homes: Mapping[str, inspect.StructType], here: str = "") -> str | None:
    """The key of `homes` under which an entry belongs that stands under `here`, or under none: it is written like those.

    Written like them: it has no key that they do not know, and of those that they need lacks one at most; and where it
    stands it has two keys that are not known. One is enough in an entry that lacks none there, and two here.
    """
    if not isinstance(node, dict):
        return None
    strange = node.keys() - (_names(homes[here]) if here else frozenset())
    lacks_here = here and len(_needed(homes[here]) - node.keys()) > 1
    if not strange or (len(strange) < 2 and not lacks_here):
        return None
    for key, entry in homes.items():
        lacking = _needed(entry) - node.keys()
        if key != here and node.keys() <= _names(entry) and len(lacking) < min(len(strange), len(_needed(entry)), 2):
            return key
    return None


def _needed(kind: inspect.StructType) -> frozenset[str]:
    return frozenset(field.encode_name for field in kind.fields if field.required)


def _names(kind: inspect.StructType) -> frozenset[str]:
    return frozenset(field.encode_name for field in kind.fields)


@cache
def _keys() -> dict[type, frozenset[str]]:
    """The keys of everything that stands in our files."""
    found: dict[type, frozenset[str]] = {}
    for kind in _structs(inspect.multi_type_info(_FILES), set()):
        found[kind.cls] = _names(kind)
    return found


@cache
def _file_of(cls: type) -> str:
    """The module that holds the type: one for each kind of file."""
    return cls.__module__


def _structs(kinds: Iterable[inspect.Type], seen: set[type]) -> Iterator[inspect.StructType]:
    for kind in map(bare, kinds):
        match kind:
            case inspect.StructType(cls=cls) if cls not in seen:
                seen.add(cls)
                yield kind
                yield from _structs((field.type for field in kind.fields), seen)
            case inspect.DictType(value_type=inner) | inspect.VarTupleType(item_type=inner):
                yield from _structs([inner], seen)
            case inspect.UnionType(types=types):
                yield from _structs(types, seen)
            case _:
                pass
