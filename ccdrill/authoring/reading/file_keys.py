"""The keys of our files, as the types of the model have them."""

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import inspect

from ccdrill.authoring.reading.shapes import bare
from ccdrill.model.drill import Drill
from ccdrill.model.procedure import Procedure
from ccdrill.model.scenario import Scenario
from ccdrill.model.vocabulary import Vocabulary


@cache
def all_keys() -> frozenset[str]:
    """Every key."""
    return frozenset(name for name, _ in fields())


@cache
def sections() -> frozenset[str]:
    """Those below which entries stand under names of their own."""
    return frozenset(name for name, kind in fields() if isinstance(bare(kind), inspect.DictType))


@cache
def lists() -> dict[str, frozenset[str]]:
    """Those at the left margin below which lists of entries stand, each with the keys that an entry needs."""
    found: dict[str, frozenset[str]] = {}
    for file in _files():
        for field in file.fields if isinstance(file, inspect.StructType) else ():
            kind = bare(field.type)
            entry = bare(kind.item_type) if isinstance(kind, inspect.VarTupleType) else None
            if isinstance(entry, inspect.StructType):
                found[field.encode_name] = frozenset(one.encode_name for one in entry.fields if one.required)
    return found


@cache
def fields() -> tuple[tuple[str, inspect.Type], ...]:
    """Every key, wherever it stands, with the type of what stands under it."""
    return tuple(_fields(_files()))


def _files() -> list[inspect.Type]:
    return list(inspect.multi_type_info([Scenario, Procedure, Drill, Vocabulary]))


def _fields(kinds: Iterable[inspect.Type]) -> Iterator[tuple[str, inspect.Type]]:
    for kind in kinds:
        match bare(kind):
            case inspect.StructType(fields=fields):
                yield from ((one.encode_name, one.type) for one in fields)
                yield from _fields(one.type for one in fields)
            case inspect.DictType(value_type=inner) | inspect.VarTupleType(item_type=inner):
                yield from _fields([inner])
            case inspect.UnionType(types=types):
                yield from _fields(types)
            case _:
                pass
