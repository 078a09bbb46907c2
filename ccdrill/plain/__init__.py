"""The drill as labelled lines: for screen readers, pipes and scripts. No escape codes, no box characters, no colour."""
