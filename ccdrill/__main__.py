"""`python -m ccdrill` does everything that `ccdrill` does: script shims are often blocked."""

from ccdrill.cli import script

if __name__ == "__main__":
    script()
