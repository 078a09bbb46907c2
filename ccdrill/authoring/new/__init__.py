"""Files that ccdrill writes for authors: whole or not at all, and never over what is there."""
