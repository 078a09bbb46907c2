"""What can be true of a situation, and conditions asked of it: facts, and numbers between bounds. Knows no state."""
