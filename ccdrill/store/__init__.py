"""Runs on disk. The only room that knows SQL."""
