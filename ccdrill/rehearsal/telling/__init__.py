"""What a survey says of a scenario's file: findings with their causes, one for each defect."""
