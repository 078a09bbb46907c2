"""How sure people are of an answer: the same four steps wherever it is asked."""

CONFIDENCE = ("a guess", "leaning", "fairly sure", "certain")
"""The four steps in words, 1 to 4."""
