"""A debrief in words and in formats. What it holds is all that these modules know of it."""
