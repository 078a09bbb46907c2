"""What people can ask of a running exercise: whether it can stand, and what is recorded of it. Records nothing itself."""
