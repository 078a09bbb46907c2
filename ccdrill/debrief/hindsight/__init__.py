"""What would have been: the best play beside the run, the decisions on which it turned, and how sure people were of them."""
