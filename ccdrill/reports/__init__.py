"""What reports are made of, and the formats that they are written in. Knows nothing of drills and runs."""
