"""What differed from the procedure, by the score: findings, steps, the plan, ratings, and where the loss lies."""
