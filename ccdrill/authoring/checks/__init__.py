"""What is asked of a file beyond its types: names, conditions, texts, sizes, and what nothing uses."""
