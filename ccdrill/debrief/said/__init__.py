"""What people said and agreed after the end, set beside what was found. Changes nothing of it."""
