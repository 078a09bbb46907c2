"""How much of anything a file may hold: far more than people need, and little enough that no file takes the machine down."""

MAX_DEPTH = 24
"""Levels of nesting; our deepest format needs 9."""
MAX_BYTES = 12 * 1024 * 1024
"""Size of a file; 10,000 short states just fit."""
MAX_LINE = 100_000
"""Characters of one line."""
MAX_SCALAR = 64 * 1024
"""Characters of one text."""
MAX_KEY = 200
"""Characters of one key."""
MAX_VALUES = 650_000
"""Entries and items of one file; 10,000 short states have 600,000."""
MAX_CONDITIONS = 3_000_000
"""Characters of all different conditions of one file: each takes time to be understood."""
MAX_PROBLEMS = 100
"""Diagnostics of one file: nobody reads more at once."""
MAX_CHOICES = 500
"""Choices of one state, and choices from anywhere; the big screen holds 5."""
MAX_INJECTS = 2_000
"""Injects of a scenario: one a minute for more than a day."""
MAX_FLAGS = 1_000
"""Flags of a scenario."""
MAX_METERS = 500
"""Meters of a scenario."""
MAX_OFFERS = 100_000
"""Choices of all states together, those from anywhere counted in each."""
MAX_ITEMS = 500
"""Messages of a deck; a sitting has ten."""
MAX_CUES = 40
"""Cues of one message; the Phish Scale knows 23."""
MAX_LOOKS = 20
"""Links and attachments of one message: each has a letter."""
MAX_ROUTES = 20
"""Routes of a deck: all are shown at once."""
