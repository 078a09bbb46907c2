"""The questions that are asked of a scenario before people play, answered by a list, a proof or a play."""
