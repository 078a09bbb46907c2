"""What is recorded of a run: its chain of events, what stands beside it, and what both come to."""
