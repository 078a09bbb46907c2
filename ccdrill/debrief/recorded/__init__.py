"""What the record of a run says by itself: who played, what was decided, what was done by hand."""
