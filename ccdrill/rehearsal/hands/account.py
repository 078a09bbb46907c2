"""The account of a rehearsal: how every state, choice and ending fared in the plays of each hand, in numbers."""

from collections.abc import Mapping

from ccdrill.model.value import Value


class Fared(Value, frozen=True, kw_only=True):
    """How a choice fared in the plays of one hand."""

    policy: str
    """Which hand."""
    offered: int
    """How often it could be taken."""
    taken: int
    """How often it was."""
    mean_score: str
    """The mean score of that hand's plays that took it, with one decimal; empty: never taken, or no procedure."""


class Option(Value, frozen=True, kw_only=True):
    """A choice in a state, over all plays."""

    choice: str
    """Its key."""
    text: str
    """What it says."""
    offered: int
    """How often it could be taken."""
    taken: int
    """How often it was."""
    mean_score: str
    """The mean score of the plays that took it, with one decimal; empty: never taken, or no procedure."""
    hands: tuple[Fared, ...] = ()
    """The same, hand by hand: hands that play alike again and again would drown the others."""


class Reached(Value, frozen=True, kw_only=True):
    """How often one hand came to a state."""

    policy: str
    """Which hand."""
    plays: int
    """In how many of its plays the state was reached."""


class Visited(Value, frozen=True, kw_only=True):
    """A state, over all plays."""

    state: str
    """Its name."""
    plays: int
    """In how many plays it was reached."""
    options: tuple[Option, ...]
    """Its choices, in the order shown."""
    hands: tuple[Reached, ...] = ()
    """How often each hand came there."""


class End(Value, frozen=True, kw_only=True):
    """An ending, over all plays."""

    ending: str
    """Its name."""
    kind: str
    """good, mixed or bad."""
    plays: int
    """How many ended there."""
    shortest: tuple[str, ...]
    """The shortest play to it that is known; empty: none."""
    is_shortest: bool
    """Whether no shorter one exists: every situation was listed."""


class Scores(Value, frozen=True, kw_only=True):
    """The scores of many plays."""

    policy: str
    """Which hand played."""
    plays: int
    """How many plays."""
    least: str
    """The lowest score, with one decimal."""
    median: str
    """Half of them scored no more."""
    most: str
    """The highest."""
    tenths: tuple[int, ...]
    """How many scored below 10, 20, ... and up to 100."""


class Failure(Value, frozen=True, kw_only=True):
    """A play that came to no ending."""

    policy: str
    """Which hand played it."""
    number: int
    """Its number among that hand's plays, from 1."""
    why: str
    """`stuck`: nothing could be chosen; `endless`: it went round in circles."""
    play: tuple[str, ...]
    """What was chosen."""


class Rehearsal(Value, frozen=True, kw_only=True):
    """What a rehearsal found."""

    scenario: str
    """Its id."""
    procedure: str
    """What was scored against; empty: nothing."""
    covered: str
    """Exactly what was listed, in words."""
    situations: int
    """How many situations were listed."""
    is_exhausted: bool
    """Whether these are all."""
    seed: int
    """What makes the plays the same again."""
    plays: Mapping[str, int]
    """How many plays each hand played: one, where all would be the same."""
    places: tuple[Visited, ...]
    """Every state."""
    ends: tuple[End, ...]
    """Every ending."""
    scores: tuple[Scores, ...] = ()
    """By hand."""
    failures: tuple[Failure, ...] = ()
    """Plays that came to no ending."""
    best: tuple[str, ...] = ()
    """The best play, if a procedure was given and it was found."""
