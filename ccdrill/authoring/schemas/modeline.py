"""The first line of a file, by which editors find its schema: a relative path, so that it needs no network and may move.

A library folder holds `schemas/` beside `scenarios/` and `drills/`: the same path is right in the source, in an installed
package, and in a folder of the user's own, for whoever gets that folder.
"""

import re

from ccdrill.authoring.reading.folders import FOLDERS
from ccdrill.model.exercise import Kind

_MODELINE = re.compile(r"# *yaml-language-server: *\$schema=.*\n")


def schema_file(kind: Kind) -> str:
    """Where the schema of that kind of file lies in a library folder."""
    return f"schemas/{kind}-v1.json"


def modeline(kind: Kind) -> str:
    """The line for a file of that kind that lies where the library looks for it."""
    folder = "scenarios" if kind == "vocabulary" else FOLDERS[kind]
    up = "../" * (folder.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{schema_file(kind)}\n"


def with_modeline(text: str, kind: Kind) -> str:
    """The text with that line at its head, in place of another one if there is one."""
    return modeline(kind) + _MODELINE.sub("", text, count=1)
