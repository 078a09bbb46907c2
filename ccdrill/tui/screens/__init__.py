"""A screen per task."""
