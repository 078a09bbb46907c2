"""How little need be looked at in a story of three states: what is found there is found early, and a survey that goes on is slow."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ccdrill.rehearsal.survey import searching, slices


@contextmanager
def small_budgets() -> Iterator[pytest.MonkeyPatch]:
    """Surveys give up sooner: a play that is found is found within some thirty situations, and a proof within some hundred questions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "CHASE", 2000)
        patch.setattr(searching, "_WANDERINGS", 1)
        patch.setattr(slices, "_WHOLE", 3000)
        patch.setattr(slices, "_MOST", 3000)
        patch.setattr(slices, "_ALL", 12_000)
        yield patch
