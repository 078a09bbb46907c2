"""What many runs show together: one document of results, and the texts that are made of it. Reads no store and no clock."""
