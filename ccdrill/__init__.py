"""ccdrill: tabletop incident-response exercises for contact centres.

The package root exports the version and nothing heavy: `ccdrill --version` must not load a screen library.
"""

__version__ = "0.1.0"
