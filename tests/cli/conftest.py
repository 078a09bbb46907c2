"""What tests of the commands share."""

from tests.cli.program import program

__all__ = ["program"]
