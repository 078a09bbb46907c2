"""One running exercise: handle(command) decides, appends, applies and publishes a View. Its ports are what it needs of the world."""
