"""What is told of a story, to be found again by what it is about: so that what follows from it elsewhere can name it.

Only what can't be otherwise follows: a step is out of reach if of every choice that does it something is told that keeps people
from it. Knows nothing of scores.
"""

from collections.abc import Iterable

from ccdrill.authoring.checks.findings import Findings
from ccdrill.model.condition import Done, Happened
from ccdrill.model.diagnostics import Cause
from ccdrill.model.ids import ActionId, MomentId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.flow.places import Source
from ccdrill.rehearsal.survey.giving import giving
from ccdrill.rehearsal.telling.cascade import kept_by
from ccdrill.rehearsal.telling.folding import ToldWith

Heard = tuple[Findings, ToldWith]
"""What is told, and what things that never come about are told with."""


class Told:
    """What is told of one scenario, as a drill plays it."""

    def __init__(self, scenario: Scenario, heard: Heard | None) -> None:
        """`heard`: what is told; None: nothing is."""
        self._scenario = scenario
        self._heard = heard

    def why_never_done(self, actions: Iterable[ActionId]) -> tuple[Cause, ...]:
        """Where it is told of every choice that does one of these why nobody takes it; nothing if of one it is not."""
        asked = (Done(action=action) for action in actions)
        return self._of([source for leaf in asked for source in giving(self._scenario, leaf, wanted=True)])

    def why_never_marked(self, moment: MomentId, *, by_itself: bool = False) -> tuple[Cause, ...]:
        """Where it is told of all that marks a moment why it never happens; `by_itself`: of all but choices."""
        sources = giving(self._scenario, Happened(moment=moment), wanted=True)
        return self._of([one for one in sources if not by_itself or one[0] != "choice"])

    def _of(self, sources: Iterable[Source]) -> tuple[Cause, ...]:
        if self._heard is None:
            return ()
        findings, told_with = self._heard
        things, heads = {one.node: one for one in told_with}, []
        for source in sources:
            nodes = kept_by(self._scenario, source, things)
            if not nodes:
                return ()
            heads += [head for node in nodes for head in told_with[things[node]]]
        left = {(one.path, one.code): one for one in findings.complaints}
        if not all((one.path, one.code) in left for one in heads):
            return ()  # it is told in some other way
        return findings.document.causes(dict.fromkeys(left[one.path, one.code] for one in heads))
