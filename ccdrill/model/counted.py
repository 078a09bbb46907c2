"""A number with what is counted, wherever people are told one."""


def many(count: int, one: str, more: str) -> str:
    """Such as `1 run` and `2 runs`."""
    return f"{count} {one if count == 1 else more}"
