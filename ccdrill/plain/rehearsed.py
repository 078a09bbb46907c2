"""A rehearsal as labelled lines: what was covered, how the plays ended, what they scored, and how each choice fared."""

from collections.abc import Iterator
from itertools import islice

from ccdrill.plain.lines import folded
from ccdrill.rehearsal.hands.account import Option, Rehearsal, Scores, Visited
from ccdrill.replaying import kept_once

_MOST_FAILURES = 5
_MOST_DECISIONS = 30
_AT_RANDOM = "uniform"
_HOW = {
    "uniform": "at random",
    "coverage": "where it has not been",
    "procrastinator": "putting things off",
    "expert": "by the procedure",
}
"""How each hand plays."""


def rehearsed(found: Rehearsal) -> Iterator[str]:
    """The most important first."""
    against = f" against {found.procedure}" if found.procedure else ""
    yield f"REHEARSAL: {found.scenario}{against}"
    yield folded(f"COVERED: {found.covered}")
    yield f"SEED: {found.seed}"
    if found.failures:
        yield ""
        yield f"PLAYS THAT CAME TO NO ENDING: {len(found.failures)}"
        yield from _failures(found)
    yield ""
    yield f"ENDINGS{_hands(found)}:"
    for end in found.ends:
        yield f"- {end.ending} ({end.kind}): {_counted(end.plays)}"
        if end.shortest:
            met = "shortest play met" if end.plays else "a play that was searched for"
            least = "shortest play" if end.is_shortest else met
            yield folded(f"  {least}, {len(end.shortest)} decisions: {' > '.join(end.shortest)}")
        else:
            yield "  no play came to it" if found.is_exhausted else "  no play came to it; not decided whether any does"
    if not found.procedure:
        yield ""
        yield "NOT SCORED: no procedure. Add --procedure, or rehearse a drill by its file."
    for scores in found.scores:
        yield from _scores(scores)
    if found.best:
        yield folded(f"BEST PLAY: {' > '.join(found.best)}")
    yield ""
    yield from _places(found)


def _failures(found: Rehearsal) -> Iterator[str]:
    """Each way to fail once, the shortest first."""
    ways = kept_once(found)
    for one, plays in islice(ways.items(), _MOST_FAILURES):
        first = f"{one.policy} play {one.number}" + (f" and {_counted(plays - 1)} more" if plays > 1 else "")
        course = " > ".join(one.play[:_MOST_DECISIONS]) or "at once"
        more = f" > ... ({len(one.play)} decisions)" if len(one.play) > _MOST_DECISIONS else ""
        yield folded(f"- {one.why}: {course}{more} ({first})")
    others = sum(ways.values()) - sum(islice(ways.values(), _MOST_FAILURES))
    if others:
        yield f"- and {_counted(others)} in {len(ways) - _MOST_FAILURES} other ways: --save FOLDER keeps one of each"


def _places(found: Rehearsal) -> Iterator[str]:
    """As one hand met them, the one that plays at random: hands that always do the same would drown what it shows."""
    if not found.plays:
        return
    policy = _AT_RANDOM if _AT_RANDOM in found.plays else next(iter(found.plays))
    yield f"STATES AND CHOICES, {_hand(policy)}, {_counted(found.plays[policy])}:"
    for place in found.places:
        yield from _place(place, policy)


def _scores(scores: Scores) -> Iterator[str]:
    yield ""
    if scores.plays == 1:
        yield folded(f"SCORE, {_hand(scores.policy)}, 1 play: {scores.median}")
        return
    spread = f"{scores.least} to {scores.most}, median {scores.median}"
    yield folded(f"SCORES, {_hand(scores.policy)}, {_counted(scores.plays)}: {spread}")
    most = max(scores.tenths)
    for tenth, count in enumerate(scores.tenths):
        if count:
            yield f"  {tenth * 10:>3}-{tenth * 10 + 10:<3} {'#' * max(1, round(40 * count / most)):<40} {count}"


def _place(place: Visited, policy: str) -> Iterator[str]:
    reached = next(one.plays for one in place.hands if one.policy == policy)
    yield f"- {place.state}: reached in {_counted(reached)}"
    for option in place.options:
        fared = next(one for one in option.hands if one.policy == policy)
        share = f"{100 * fared.taken // fared.offered}%" if fared.offered else _unoffered(option)
        score = f", mean score {fared.mean_score}" if fared.mean_score else ""
        yield folded(f"    {option.choice}: taken {fared.taken} of {fared.offered} ({share}){score}")


def _hands(found: Rehearsal) -> str:
    """Whose plays are counted, and how many these are."""
    if not any(found.plays.values()):
        return ""
    named = "all hands together" if len(found.plays) > 1 else _hand(next(iter(found.plays)))
    return f", {named}, {_counted(sum(found.plays.values()))}"


def _hand(policy: str) -> str:
    """A hand by its name, and how it plays."""
    return f"{policy} ({_HOW[policy]})"


def _unoffered(option: Option) -> str:
    return f"offered to other hands only, {option.taken} of {option.offered}" if option.offered else "never offered"


def _counted(plays: int) -> str:
    return "1 play" if plays == 1 else f"{plays} plays"
