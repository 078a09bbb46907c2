"""What a debrief holds: everything that a report says, in words of its own."""
