"""What everybody sees: the View, and what goes into it."""
