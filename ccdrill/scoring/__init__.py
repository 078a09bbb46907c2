"""Procedure and trace to an exact score (docs/the-score.md): fractions throughout, every loss an item that cites its step."""
