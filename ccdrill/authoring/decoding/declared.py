"""What a file says elsewhere of a name that it uses: its flags, meters, actions, moments and steps. From there cures are taken."""

import re

from ccdrill.authoring.reading.document import Node, each_text
from ccdrill.model.ids import SLUG


def declares(root: dict[str, Node], name: str, *keys: str) -> bool:
    """Whether the file has a flag or a meter of that name; `keys`: where to look only."""
    declared = (root.get(key) for key in keys or ("flags", "meters"))
    return any(isinstance(one, dict) and name in one for one in declared)


def step_numbered(root: dict[str, Node], number: int) -> str:
    """What to write where the number of a step, counted from 1, stands in place of its id."""
    steps = root.get("steps")
    step = steps[number - 1] if isinstance(steps, list) and 0 < number <= len(steps) else None
    name = step.get("id") if isinstance(step, dict) else None
    if isinstance(name, str) and re.search(SLUG, name):
        return f"Write {name}, the id of the step that is number {number} here."
    return "Write the id of the step: no step is named by its number."


def asked_for(root: dict[str, Node], name: str) -> str:
    """How a condition asks for what some choice does, or what something marks; empty when the file has no such id."""
    if "-" not in name:
        return ""
    for path, text in each_text(root):
        if text == name and "does" in path:
            return f"done({name})"
        if text == name and "marks" in path:
            return f"happened({name})"
    return ""


def flag_cure(name: str) -> str:
    """What to write in place of something that is added to a flag."""
    return f"'{name}' is a flag: use set, as in set: {{{name}: true}}"


def setting_cure(root: dict[str, Node], name: str, cure: str) -> str:
    """What a flag or a meter is set to, when the file tells which of the two it is."""
    if declares(root, name, "flags"):
        return f"'{name}' is a flag: write true or false, without quotes"
    if declares(root, name, "meters"):
        return f"'{name}' is a meter: {cure}"
    return "write true or false for a flag, a number such as 120 for a meter, without quotes"
