"""A run's debrief: one document as data, and renderers that each print it in one format."""
