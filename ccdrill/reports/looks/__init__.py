"""How reports look: a template and a style sheet for HTML, a template for paper."""

from importlib.resources import files


def look(name: str) -> str:
    """What stands in one of these files."""
    return (files(__name__) / name).read_text(encoding="utf-8")
