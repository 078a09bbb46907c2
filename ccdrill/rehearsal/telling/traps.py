"""Where plays get stuck, as a survey knows it: in which states, whether everywhere there, and whether time leads out."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.model.diagnostics import Severity
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.locks import Lock, locks_of

STUCK = ("stuck", "stuck-untimed")
"""What a place is told as where nothing can be chosen."""


class Traps:
    """The locks of one survey that are told, and what can't be decided of others."""

    def __init__(self, survey: Survey, is_paced: bool | None, untried: str) -> None:
        """`is_paced`: of the drill; None: of the scenario by itself. `untried` is then said of what is listed and not proved."""
        self._survey = survey
        self._is_paced = is_paced
        self._untried = untried

    def found(self) -> tuple[list[Lock], list[str]]:
        """Where plays get stuck: one for each state, if there is one that time does not save. And what is not decided of it."""
        survey = self._survey
        undecided: list[str] = []
        locks = survey.locks
        if self._is_paced and survey.is_exhausted and survey.listed is not None:
            locks = list(locks_of(survey.listed, waits=True))
        found: dict[int, Lock] = {}
        for lock in sorted(locks, key=lambda one: one.is_saved_by_time):
            if self._is_paced and lock.is_saved_by_time:
                continue
            if self._is_paced and not self._is_proved(lock):
                undecided.append(self.question(lock.state))
                continue
            found.setdefault(lock.state, lock)
        return list(found.values()), undecided

    def question(self, state: int) -> str:
        """What is asked of a state."""
        return f"whether a play can get stuck in '{self._survey.table.names[state]}'"

    def _is_proved(self, lock: Lock) -> bool:
        """Whether a lock that was listed is one for any length of waiting."""
        from ccdrill.rehearsal.survey.wandering import is_for_good

        survey = self._survey
        return (
            lock.is_proved
            or not survey.hangs_on_waiting
            or self._is_closed(lock.state)
            or is_for_good(survey.table, lock.play)
        )

    def _is_closed(self, state: int) -> bool:
        """Whether it is proved that nothing leads from a state to an ending, for any length of waiting."""
        return any(state in self._survey.closed(one) for one in (self._survey.flow, *self._survey.proofs))

    def _is_everywhere(self, lock: Lock) -> bool:
        """Whether plays get stuck in every situation of the state: where not all are listed, only if that is proved."""
        survey = self._survey
        if survey.is_exhausted and not (self._is_paced and survey.hangs_on_waiting):
            return lock.is_everywhere
        if lock.is_stuck:
            return not any(survey.guard(row).may_hold for row in survey.table.rows[lock.state])
        return self._is_closed(lock.state)

    def _may_choose_later(self, lock: Lock) -> bool:
        """Whether, for all that is proved, something can be chosen again where no ending can be reached any more; of a whole list it is known."""
        from ccdrill.rehearsal.survey.wandering import after_play

        possible = None if self._survey.is_exhausted else after_play(self._survey.table, lock.play)
        return possible is not None and bool(possible.led)

    def holding(self) -> list[int]:
        """The states of which it is not known whether plays may get stuck there: at a pace people may wait."""
        survey = self._survey
        if not self._is_paced or not survey.holding:
            return survey.holding
        from ccdrill.rehearsal.flow.release import holding

        proofs = (holding(one, waits=True) for one in (survey.flow, *survey.proofs))
        return sorted(set(survey.holding).intersection(*proofs))

    def tell(self, lock: Lock, findings: Findings) -> None:
        """Notes one as what it is: stuck, stuck without a pace, a circle, or a way into one."""
        from ccdrill.rehearsal.walk.listing import in_short

        name = self._survey.table.names[lock.state]
        is_everywhere = self._is_everywhere(lock)
        where = f"in '{name}'" if is_everywhere else f"in '{name}', after the play shown,"
        if lock.is_stuck and lock.is_saved_by_time:
            code, message = "stuck-untimed", f"{where} nothing can be chosen: without a pace, time stands still there"
            cure = "Give it a choice that waits and is always there."
        elif lock.is_stuck and not (self._is_paced and self._may_choose_later(lock)):
            code, message = "stuck", f"{where} nothing can be chosen any more"
            cure = "Give it a choice that is always there, or a timeout that leads on."
        else:
            code = "no-way-out" if is_everywhere else "soft-lock"
            unless = " without waiting" if lock.is_saved_by_time else ""  # no pace is known, or there is none
            message = f"{where} no ending can be reached any more{unless}, whatever is chosen"
            cure = "Let something lead out of the circle."
        if self._is_paced is None and not lock.is_saved_by_time and not self._is_proved(lock):
            message += self._untried
        severity: Severity = "warning" if code == "stuck-untimed" else "error"  # a drill may have a pace
        findings.shown(("states", name), code, message, cure, in_short(lock.play), severity=severity)
