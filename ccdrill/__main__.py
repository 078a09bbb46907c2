"""`python -m ccdrill` does everything that `ccdrill` does: script shims are often blocked."""

from ccdrill.cli import entry_point

if __name__ == "__main__":
    entry_point()
