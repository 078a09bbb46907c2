"""What marks a moment in a scenario, whether that ever happens, and whether people can get by without it."""

import msgspec

from ccdrill.authoring.check_conditions import marked_in
from ccdrill.model.ids import MomentId
from ccdrill.rehearsal.flow import flow
from ccdrill.rehearsal.survey import Survey


class Markers:
    """Answers for one surveyed scenario. What is not decided counts as happening."""

    def __init__(self, survey: Survey) -> None:
        """`survey` says what happens."""
        self._survey = survey
        self._table = survey.table
        self._marked = marked_in(survey.table.program.scenario)

    def is_marked(self, moment: MomentId) -> bool:
        """Whether anything marks it."""
        return moment in self._marked

    def happens(self, moment: MomentId) -> bool:
        """Whether anything that happens marks it."""
        return self._happens_by_itself(moment) or any(
            moment in row.effect.moments and self._survey.can_take(row.offer.key) is not False
            for rows in self._table.rows
            for row in rows
        )

    def is_avoidable(self, moment: MomentId) -> bool:
        """Whether only choices mark it, and an ending can be reached without any of them, as far as is known."""
        if self._happens_by_itself(moment):
            return False
        rows = tuple(tuple(row for row in rows if moment not in row.effect.moments) for rows in self._table.rows)
        without = flow(msgspec.structs.replace(self._table, rows=rows))
        return any(state >= self._table.endings for state in without.states)

    def _happens_by_itself(self, moment: MomentId) -> bool:
        survey, table = self._survey, self._table
        return (
            any(
                moment in marks and survey.can_reach(state) is not False
                for state, (_, marks) in enumerate(table.on_entry)
            )
            or any(
                limit is not None and moment in limit.effect.moments and survey.can_expire(state) is not False
                for state, limit in enumerate(table.limits)
            )
            or any(
                moment in call.effect.moments and survey.can_arrive(call.index) is not False
                for call in (*table.timed, *table.waiting)
            )
        )
