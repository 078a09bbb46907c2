"""Files that say what something looked like when somebody last read it; `CCDRILL_UPDATE=1` writes them anew.

They are UTF-8 with LF line ends on every system: Git is told to leave them alone.
"""

import os
from difflib import unified_diff
from pathlib import Path

IS_UPDATING = os.environ.get("CCDRILL_UPDATE") == "1"


def difference(path: Path, text: str) -> str:
    """What a text has that its golden file has not, line by line; empty: nothing. Writes the file when it is updating."""
    if IS_UPDATING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    if not path.exists():
        return f"there is no {path.name} yet: write it with CCDRILL_UPDATE=1, then read it"
    before = path.read_bytes().decode("utf-8")
    if before == text:
        return ""
    lines = unified_diff(before.splitlines(), text.splitlines(), path.name, "now", lineterm="", n=2)
    return "\n".join(lines) or f"{path.name} differs in its line ends"


def check_golden(path: Path, text: str) -> None:
    """Fails, with what differs, unless the text is as its golden file says."""
    differs = difference(path, text)
    assert not differs, f"\n{differs}\n\nIf this is what was meant: CCDRILL_UPDATE=1, and read the difference."
