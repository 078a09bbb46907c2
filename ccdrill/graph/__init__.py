"""A scenario as a graph: one model of it, and a writer for each way to look at it."""
