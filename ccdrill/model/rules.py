"""Which semantics of engine and scoring this ccdrill has. A run names those that it was played by."""

RULES = 1
"""The version of engine and scoring semantics that this build writes; it reads this one and every earlier one."""
