"""What a drill adds: whether its procedure can be followed in its scenario, and what keeps it from 100."""
