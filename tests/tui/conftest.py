"""What tests of screens share."""

from tests.tui.quick import quick_keys

__all__ = ["quick_keys"]
