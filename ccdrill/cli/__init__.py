"""The commands: parse, call, print. Whatever is heavy is imported inside the command that needs it.

Exit codes: 0 done; 1 a check, a rehearsal, a kept play or a stored run turned out bad; 2 usage or unusable input; 130 interrupted (Ctrl+C in lines, a signal anywhere); 70 a bug.
"""

from ccdrill.cli.entry import entry_point, script

__all__ = ["entry_point", "script"]
