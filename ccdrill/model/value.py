"""The bases of every value: frozen, and strict about names they do not know. Classes add `kw_only`, which is not inherited."""

import msgspec


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen value. Two are equal when their fields are."""


class Recorded(Value, frozen=True, omit_defaults=True):
    """A value that stands in a run's chain: what is as usual is not written, so that later versions may add fields."""
