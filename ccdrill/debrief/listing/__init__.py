"""What lists and results keep of every run."""
