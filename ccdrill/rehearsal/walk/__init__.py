"""A scenario as tables of whole numbers, walked one step at a time or all over: exactly what the engine does, and much faster."""
