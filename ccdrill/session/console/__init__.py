"""What only the facilitator sees: none of it may stand on the big screen."""
