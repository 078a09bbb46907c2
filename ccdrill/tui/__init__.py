"""The terminal screens: a thin App, a screen per task, one table of actions. No rules in here, and no store."""
