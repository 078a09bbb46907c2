"""YAML text to model, or diagnostics with file, line, column and cure. Runs no code, reaches no other file by itself."""
