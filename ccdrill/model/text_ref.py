"""How an event speaks of a text that a person typed: it stands beside the chain."""

from ccdrill.model.value import Recorded


class TextRef(Recorded, frozen=True, kw_only=True):
    """A text that a person typed: it stands beside the chain, and can be erased without breaking it."""

    digest: str
    """SHA-256 (hexadecimal) of salt and text; the salt stands beside the text."""
