"""What there is in library folders, and every file of it with its checks."""
