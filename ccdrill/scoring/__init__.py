"""Procedure and trace to an exact score (SCORING.md): fractions throughout, every loss an item that cites its step."""
