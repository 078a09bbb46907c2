"""The best play that is still to be had from anywhere, and what was lost until then."""
