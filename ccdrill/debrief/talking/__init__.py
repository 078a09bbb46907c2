"""While people talk after the end: what they type, understood, and recorded at once."""
