"""How sure people are of an answer: the same four steps wherever it is asked."""

from ccdrill.model.errors import NotAllowed

CONFIDENCE = ("a guess", "leaning", "fairly sure", "certain")
"""The four steps in words, 1 to 4."""


def check_sure(sure: int) -> None:
    """Raises NotAllowed for what is none of the steps."""
    if not 1 <= sure <= len(CONFIDENCE):
        raise NotAllowed(f"nobody can be sure {sure}", f"Answer 1 to {len(CONFIDENCE)}.")
