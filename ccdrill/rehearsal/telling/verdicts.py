"""What a survey says of a scenario's file: each finding at its place, with its cure and a shortest play that shows it.

What can happen hangs on the drill: without a pace the story's clock stands still while people think, so only deciding counts,
and where all situations are listed, all is known. At a pace people may think for any length of time: then only what is proved
can't be. A scenario by itself is looked at as if it had no pace, and the findings say so.

What explains a finding, and what only a pace asks for, is imported when it comes to that: a clean scenario needs none of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Document
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.ids import ChoiceKey, InjectId, StateId
from ccdrill.model.scenario import Inject, Scenario, branches_of
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.telling.remarks import path_of, remark
from ccdrill.rehearsal.telling.traps import Traps
from ccdrill.rehearsal.walk.agreement import disagreements
from ccdrill.rehearsal.walk.table import Row

if TYPE_CHECKING:
    from ccdrill.rehearsal.telling.folding import ToldWith, TryOut

_COMPARED = 100
"""Decisions that are taken both ways."""
UNTRIED = "; at a pace, not every length of waiting was tried"
"""What is said of what is listed and not proved, of a scenario by itself: a drill may have a pace."""
_BY_DECIDING = "without people who wait for it"
_ONLY_WAITING = "only if they wait and decide nothing: without a pace nobody does"


def check_story(
    document: Document,
    scenario: Scenario,
    survey: Survey,
    *,
    is_paced: bool | None = None,
    try_out: "TryOut | None" = None,
    hear: "Callable[[Findings, ToldWith], object] | None" = None,
) -> tuple[Diagnostic, ...]:
    """Everything that playing the scenario shows, by place. `is_paced`: of the drill; None: of the scenario by itself.

    `try_out`: plays it mended, so that what follows from one defect is told once; None: then all is told one by one. `hear` is
    told what that was then told with.
    """
    findings = note_story(document, scenario, survey, is_paced=is_paced)
    if try_out is not None and findings.complaints:
        from ccdrill.rehearsal.telling.folding import fold  # a clean scenario needs none of it
        from ccdrill.rehearsal.telling.settled import leave_to_flags

        untried = "" if is_paced is not None else UNTRIED
        leave_to_flags(findings, scenario)
        told_with = fold(findings, survey, untried, try_out, is_paced=bool(is_paced))
        if hear is not None:
            hear(findings, told_with)
    return findings.sorted()


def note_story(document: Document, scenario: Scenario, survey: Survey, *, is_paced: bool | None = None) -> Findings:
    """The same one by one, whatever follows from what, before it is looked up in the file."""
    story = _Story(document, scenario, survey, is_paced)
    story.look()
    return story.findings


def _else_not(inject: Inject) -> str:
    """Why a message that waiting brings does not come otherwise."""
    if inject.after:
        return "else its 'when' does not hold for so long, or the play is over before"
    over = "every play is over by then"
    return over if inject.when is None else f"else its 'when' does not hold at that time, or {over}"


class _Story:
    def __init__(self, document: Document, scenario: Scenario, survey: Survey, is_paced: bool | None) -> None:
        self.findings = Findings(document)
        self.scenario = scenario
        self.survey = survey
        self.is_paced = is_paced
        self.undecided: list[str] = []
        self.only_waiting: list[StateId] = []
        """The states whose timeouts fire only while nobody decides."""

    def look(self) -> None:
        if self.is_paced:
            from ccdrill.rehearsal.survey.proving import prove_for_waiting

            prove_for_waiting(self.survey)
        for name in self.scenario.states:
            self._place(("states", name), name, "comes to")
        if self.only_waiting:
            self._fire_by_waiting()
        for name in self.scenario.endings:
            self._place(("endings", name), name, "ends in")
        traps = Traps(self.survey, self.is_paced, UNTRIED)
        locks, undecided = traps.found()
        self.undecided += undecided
        for lock in locks:
            traps.tell(lock, self.findings)
        for key, rows in self.survey.offers.items():
            self._choice(key, rows)
        for call in self.survey.table.calls:
            self._inject(call.id, call.index)
        is_open = self.is_paced or not self.survey.is_exhausted
        for state in traps.holding() if is_open and not locks else ():  # much may lead to where plays get stuck
            self.undecided.append(traps.question(state))
        remark(self.findings, self.survey, "" if self.is_paced is False else UNTRIED, is_paced=self.is_paced)
        if self.undecided:
            self._not_decided()
        self._machine()

    def _is_known(self, answer: bool | None, question: str, *, is_possible: bool) -> bool:
        """Whether a question is answered; a no that was listed, not proved, is no answer at a pace."""
        if answer is None or (self.is_paced and not answer and is_possible and self.survey.hangs_on_waiting):
            self.undecided.append(question)
            return False
        return True

    def _untried(self, *, is_possible: bool) -> str:
        """What is listed for drills without a pace, and not proved for others."""
        return UNTRIED if self.is_paced is None and is_possible and self.survey.hangs_on_waiting else ""

    def _place(self, path: Path, name: StateId, comes: str) -> None:
        index = self.survey.table.index[name]
        reached, is_possible = self.survey.can_reach(index), self.survey.may_reach(index)
        what = f"the ending '{name}'" if path[0] == "endings" else f"'{name}'"
        if not self._is_known(reached, f"whether {what} is reached", is_possible=is_possible):
            return
        code = "unreachable-ending" if path[0] == "endings" else "unreachable-state"
        cure = "Let something lead there that happens, or delete it."
        if not reached:
            from ccdrill.rehearsal.telling.whence import why_unreached

            why = why_unreached(name, self.survey)
            message = f"no play ever {comes} '{name}': {why}{self._untried(is_possible=is_possible)}"
            self.findings.shown(path, code, message, cure)
        elif not self.is_paced and index in self.survey.waited.states:
            message = f"people come to '{name}' {_ONLY_WAITING}"
            cure = "Let a choice lead there too, or give the drill a pace."
            self.findings.shown(path, code, message, cure, self.survey.states[index])
        elif self.is_paced is False and index in self.survey.perhaps_waited.states:
            self.undecided.append(f"whether {what} is reached {_BY_DECIDING}")
        if reached and name in self.scenario.states and self.scenario.states[name].timeout is not None:
            self._timeout(name, index)

    def _timeout(self, name: StateId, index: int) -> None:
        expires, is_possible = self.survey.can_expire(index), self.survey.may_expire(index)
        if not self._is_known(expires, f"whether the timeout of '{name}' fires", is_possible=is_possible):
            return
        if not expires:
            untried = UNTRIED if is_possible and self.is_paced is None else ""
            message = f"this never fires: something else always moves the story on before{untried}"
            cure = "Make it shorter, or delete it."
            self.findings.shown(("states", name, "timeout"), "dead-timeout", message, cure)
        elif self.is_paced is False and index in self.survey.waited.timeouts and not self._is_told_elsewhere(index):
            self.only_waiting.append(name)

    def _fire_by_waiting(self) -> None:
        """One slip, of the drill perhaps, however many timeouts there are."""
        from ccdrill.scoring.titles import joined  # few scenarios wait for more than the drill lets them

        first, *others = self.only_waiting
        many = f"timeout{'s' if others[1:] else ''} of {joined([repr(str(one)) for one in others])}"
        nor = f", nor for the {many}" if others else ""
        message = f"this fires only if people wait and decide nothing: without a pace nobody does{nor}"
        cure = "Give it a choice that waits and stays, or give the drill a pace; or delete it."
        play = self.survey.expired[self.survey.table.index[first]]
        self.findings.shown(("states", first, "timeout"), "dead-timeout", message, cure, play)

    def _is_told_elsewhere(self, index: int) -> bool:
        """Whether it is told of the state, or of where its timeout leads, that only waiting brings people there or on."""
        survey = self.survey
        timeout = self.scenario.states[survey.table.names[index]].timeout
        goto = timeout.goto if timeout is not None else None
        places = {index, *(survey.table.index[branch.to] for branch in branches_of(goto))}
        return bool(places & survey.waited.states) or any(lock.state == index for lock in survey.locks)

    def _choice(self, key: ChoiceKey, offered: list[Row]) -> None:
        survey = self.survey
        rows = [row for row in offered if survey.can_reach(row.state) is not False]
        if not rows:
            return
        cure = "Change its 'when', or what should make it true; or delete it."
        taken = survey.can_take(key)
        if not taken:
            may = survey.may(key)
            if self._is_known(taken, f"whether '{key}' can be taken", is_possible=may.may_hold):
                message = f"this can never be chosen: {self._why(rows)}{self._untried(is_possible=may.may_hold)}"
                self.findings.shown(path_of(key), "dead-choice", message, cure)
        elif key in survey.waited.choices and not self.is_paced:
            if not all(row.state in survey.waited.states for row in rows):  # else that is told of the states
                message = f"people can choose this {_ONLY_WAITING}"
                self.findings.shown(path_of(key), "dead-choice", message, cure, survey.taken[key])
        elif self.is_paced is False and key in survey.perhaps_waited.choices:
            if not all(row.state in survey.perhaps_waited.states for row in rows):  # the same
                self.undecided.append(f"whether '{key}' can be taken {_BY_DECIDING}")
        elif rows[0].offer.choice.when is not None:
            self._always(key, is_constant=rows[0].guard.is_always)

    def _always(self, key: ChoiceKey, *, is_constant: bool) -> None:
        """Whether a choice's condition makes a difference."""
        path, may = (*path_of(key), "when"), self.survey.may(key)
        refused = False if is_constant else self.survey.can_refuse(key)
        if not self._is_known(refused, f"whether the 'when' of '{key}' ever fails", is_possible=may.may_fail):
            return
        if not refused:
            reason = ": it asks only for what never changes" if is_constant else ""
            untried = self._untried(is_possible=may.may_fail and not is_constant)
            message = f"this condition holds wherever the choice is offered{reason}{untried}"
            self.findings.shown(path, "always-true", message, "Delete the 'when'.", at_key=False)

    def _why(self, rows: list[Row]) -> str:
        from ccdrill.rehearsal.telling.reasons import why_not_taken

        return why_not_taken(rows, self.survey)

    def _inject(self, name: InjectId, index: int) -> None:
        arrives, is_possible = self.survey.can_arrive(index), self.survey.may_arrive(index)
        if not self._is_known(arrives, f"whether the inject '{name}' arrives", is_possible=is_possible):
            return
        cure = "Change its time or its condition, or delete it."
        inject = self.scenario.injects[name]
        if not arrives:
            from ccdrill.rehearsal.telling.reasons import why_not_told

            reason = why_not_told(inject, index, self.survey)
            message = f"this never arrives: {reason}{self._untried(is_possible=is_possible)}"
            self.findings.shown(("injects", name), "dead-inject", message, cure)
        elif not self.is_paced and index in self.survey.waited.calls:
            message = f"this arrives only if people wait for it and decide nothing: {_else_not(inject)}"
            self.findings.shown(("injects", name), "dead-inject", message, cure, self.survey.told[index])
        elif self.is_paced is False and index in self.survey.perhaps_waited.calls:
            self.undecided.append(f"whether the inject '{name}' arrives {_BY_DECIDING}")

    def _machine(self) -> None:
        """The two readings of a scenario, compared where the search began."""
        listed = self.survey.listed
        different = next(disagreements(listed, _COMPARED), None) if listed is not None else None
        if different is not None:
            message = "the state machine and the rehearsal table differ here: this is a bug in ccdrill"
            cure = "Nothing is wrong with the file. Please report it, with the file."
            self.findings.shown(("states", different.state), "machine-differs", message, cure, severity="error")

    def _not_decided(self) -> None:
        undecided = list(dict.fromkeys(self.undecided))
        shown = "; ".join(undecided[:3])
        more = f"; and {len(undecided) - 3} more" if len(undecided) > 3 else ""
        if self.survey.is_exhausted:
            searched = "At a pace people may think for any length of time, and not every one was tried"
            cure = "Try it out with: ccdrill preview. Or let it hang less on the clock."
        else:
            searched = f"The search stopped after {self.survey.situations:,} situations"
            cure = "Look longer with: ccdrill rehearse."
        message = f"not decided: {shown}{more}. {searched}"
        self.findings.shown(("states",), "not-decided", message, cure, severity="note")
