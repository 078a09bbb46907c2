"""One person judges messages of a deck: what is asked, what it came to, what comes back when."""
