"""What tests of real processes look at without starting another one."""

from tests.cli.program import program

__all__ = ["program"]
