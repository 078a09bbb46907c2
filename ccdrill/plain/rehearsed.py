"""A rehearsal as labelled lines: what was covered, how the plays ended, what they scored, and how each choice fared."""

from collections.abc import Iterator

from ccdrill.plain.lines import folded
from ccdrill.rehearsal.rehearse import Place, Rehearsal, Scores


def rehearsed(found: Rehearsal) -> Iterator[str]:
    """The most important first."""
    against = f" against {found.procedure}" if found.procedure else ""
    yield f"REHEARSAL: {found.scenario}{against}"
    yield folded(f"COVERED: {found.covered}")
    yield f"SEED: {found.seed}"
    if found.failures:
        yield ""
        yield f"PLAYS THAT CAME TO NO ENDING: {len(found.failures)}"
        for one in found.failures[:5]:
            yield folded(f"- {one.why}, {one.policy} play {one.number}: {' > '.join(one.play)}")
    yield ""
    yield "ENDINGS:"
    for end in found.ends:
        yield f"- {end.ending} ({end.kind}): {end.plays} plays"
        if end.shortest:
            met = "shortest play met" if end.plays else "a play that was searched for"
            least = "shortest play" if end.is_shortest else met
            yield folded(f"  {least}, {len(end.shortest)} decisions: {' > '.join(end.shortest)}")
        else:
            yield "  no play came to it" if found.is_exhausted else "  no play came to it; not decided whether any does"
    for scores in found.scores:
        yield from _scores(scores)
    if found.best:
        yield folded(f"BEST PLAY: {' > '.join(found.best)}")
    yield ""
    yield "STATES AND CHOICES:"
    for place in found.places:
        yield from _place(place)


def _scores(scores: Scores) -> Iterator[str]:
    yield ""
    yield f"SCORES, {scores.policy}, {scores.plays} plays: {scores.least} to {scores.most}, median {scores.median}"
    most = max(scores.tenths)
    for tenth, count in enumerate(scores.tenths):
        if count and scores.plays > 1:
            yield f"  {tenth * 10:>3}-{tenth * 10 + 10:<3} {'#' * max(1, round(40 * count / most)):<40} {count}"


def _place(place: Place) -> Iterator[str]:
    yield f"- {place.state}: reached in {place.plays} plays"
    for option in place.options:
        share = f"{100 * option.taken // option.offered}%" if option.offered else "never offered"
        score = f", mean score {option.mean_score}" if option.mean_score else ""
        yield folded(f"    {option.choice}: taken {option.taken} of {option.offered} ({share}){score}")
