"""What tests of accessibility share with those of screens."""

from tests.tui.quick import quick_keys

__all__ = ["quick_keys"]
