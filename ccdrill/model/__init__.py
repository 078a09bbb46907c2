"""Frozen values of the field: scenario, procedure, drill, vocabulary, events, diagnostics, errors. No I/O, no rules."""
