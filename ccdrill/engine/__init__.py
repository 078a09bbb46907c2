"""Exercise time and consequences: decide(program, situation, command) -> outcome. Pure; told the time, never asks it."""
