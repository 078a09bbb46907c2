"""What marks a moment in a scenario, whether that ever happens, and whether people can get by without it."""

import msgspec

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import MomentId
from ccdrill.model.scenario import Scenario
from ccdrill.model.walks import moments_of
from ccdrill.rehearsal.flow.flow import flow
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.listing import NOTHING, Seen
from ccdrill.rehearsal.walk.tabulate import build_table

_BUDGET = 1_000
"""Situations that are listed to see whether people get by."""


class Markers:
    """Answers for one surveyed scenario. What is not decided counts as happening."""

    def __init__(self, survey: Survey, *, is_paced: bool) -> None:
        """`survey` says what happens; without a pace nobody waits for it."""
        self._survey = survey
        self._is_paced = is_paced
        self._table = survey.table
        self._marked = moments_of(survey.table.program.scenario)

    def is_marked(self, moment: MomentId) -> bool:
        """Whether anything marks it."""
        return moment in self._marked

    def happens(self, moment: MomentId) -> bool:
        """Whether anything that happens marks it."""
        return self._happens(moment, NOTHING if self._is_paced else self._survey.waited)

    def is_waited_for(self, moment: MomentId) -> bool:
        """Whether what marks it happens only if people wait for it, and nobody does."""
        return not self.happens(moment) and self._happens(moment, NOTHING)

    def is_avoidable(self, moment: MomentId) -> bool:
        """Whether only choices mark it, and an ending can be reached without any of them, as far as is known."""
        if self._happens_by_itself(moment, NOTHING if self._is_paced else self._survey.waited):
            return False
        table = build_table(compile_scenario(_without(self._table.program.scenario, moment)))
        if not any(state >= table.endings for state in flow(table).states):
            return False
        listed = explore(table, waits=self._is_paced, budget=_BUDGET)
        return not listed.is_exhausted or any(
            listed.state(number) >= table.endings for number in range(len(listed.keys))
        )

    def _happens(self, moment: MomentId, waited: Seen) -> bool:
        """Whether something marks it that happens, and not only by waiting."""
        return self._happens_by_itself(moment, waited) or any(
            moment in row.effect.moments
            and self._survey.can_take(row.offer.key) is not False
            and row.offer.key not in waited.choices
            for row in self._table.every_row
        )

    def _happens_by_itself(self, moment: MomentId, waited: Seen) -> bool:
        survey, table = self._survey, self._table
        return (
            any(
                moment in marks and survey.can_reach(state) is not False and state not in waited.states
                for state, (_, marks) in enumerate(table.on_entry)
            )
            or any(
                limit is not None
                and moment in limit.effect.moments
                and survey.can_expire(state) is not False
                and state not in waited.timeouts
                for state, limit in enumerate(table.limits)
            )
            or any(
                moment in call.effect.moments
                and survey.can_arrive(call.index) is not False
                and call.index not in waited.calls
                for call in table.calls
            )
        )


def _without(scenario: Scenario, moment: MomentId) -> Scenario:
    """The scenario without the choices that mark a moment."""
    states = {
        name: msgspec.structs.replace(
            state, choices={key: one for key, one in state.choices.items() if moment not in one.marks}
        )
        for name, state in scenario.states.items()
    }
    anywhere = {key: one for key, one in scenario.anywhere.items() if moment not in one.marks}
    return msgspec.structs.replace(scenario, states=states, anywhere=anywhere)
