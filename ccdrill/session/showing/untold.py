"""What the last outcome leaves to what follows: while people read it, they must not meet the next situation already."""

from collections.abc import Iterator

from msgspec.structs import replace

from ccdrill.model.happenings import Chosen, Entered, Happening
from ccdrill.session.run.run import Run, Stretch
from ccdrill.session.telling.view import View

Told = tuple[Stretch, tuple[bool, ...]]
"""A stretch, and for each of its happenings whether it is untold."""


def told_stretches(run: Run) -> Iterator[Told]:
    """Every stretch that stands. Before the first decision there is no outcome, so nothing is told yet."""
    last = max((index for index, stretch in enumerate(run.stretches) if stretch.is_decision), default=-1)
    for index, stretch in enumerate(run.stretches):
        happenings = stretch.outcome.happenings
        yield stretch, (_untold(happenings) if index == last else (index > last,) * len(happenings))


def done_at(stretch: Stretch) -> int | None:
    """When the choice of a decision was done, in seconds from the start; None: an ending came first."""
    return next((one.t for one in stretch.outcome.happenings if isinstance(one, Chosen)), None)


def as_of_outcome(view: View) -> View:
    """The picture while the last outcome is read; the same view, when nothing was decided yet."""
    if view.outcome is None:
        return view
    return replace(
        view,
        clock=view.outcome.until,
        when=view.outcome.when,
        meters=view.outcome.gauges,
        messages=tuple(one for one in view.messages if not one.is_untold),
        exhibits=tuple(one for one in view.exhibits if not one.is_untold),
        so_far=tuple(one for one in view.so_far if not one.is_untold),
    )


def _untold(happenings: tuple[Happening, ...]) -> tuple[bool, ...]:
    """What came once the choice was done: later instants, and the states that were entered even at the same one."""
    place = next((index for index, one in enumerate(happenings) if isinstance(one, Chosen)), len(happenings))
    return tuple(
        index > place and (isinstance(one, Entered) or one.t > happenings[place].t)
        for index, one in enumerate(happenings)
    )
