"""Plain values to the typed values of the model, or why they are none and what was meant."""
