"""Proofs for stories too large to list: what may be true in each state, followed until nothing is new."""
