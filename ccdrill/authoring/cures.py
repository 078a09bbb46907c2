"""What to write in place of a value of the wrong kind, when what stands there tells what was meant."""

import re

from ccdrill.authoring.document import Node
from ccdrill.model.ids import SLUG

_MOST_NAMES = 8


def cure_for_list(node: Node) -> str:
    """How to write what stands where a list is expected."""
    if isinstance(node, dict):
        return f"Write '- ' before the first key of each entry, as in - {next(iter(node), 'id')}: ..."
    names = re.split(r", *| +and +| +or +|\s+", node) if isinstance(node, str) else []
    if names and len(names) <= _MOST_NAMES and all(re.fullmatch(SLUG, name) for name in names):
        return f"Write it in square brackets: [{', '.join(names)}]."
    return "Write it as [one, two], or one '- item' a line."


def cure_for_truth(node: Node) -> str:
    """How to write what stands where true or false is expected."""
    word = node.lower() if isinstance(node, str) else ""
    meaning = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}.get(word)
    return f"Write {meaning}, without quotes." if meaning else "Write true or false, without quotes."
