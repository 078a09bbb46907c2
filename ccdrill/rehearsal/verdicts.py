"""What a survey says of a scenario's file: each finding at its place, with its cure and a shortest play that shows it."""

from ccdrill.authoring.document import Document
from ccdrill.authoring.findings import Findings
from ccdrill.authoring.locate import Path
from ccdrill.model.condition import All
from ccdrill.model.diagnostics import Diagnostic, Severity
from ccdrill.model.ids import ChoiceId, ChoiceKey, InjectId, StateId
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.agreement import disagreements
from ccdrill.rehearsal.firsts import idle_targets, idle_texts
from ccdrill.rehearsal.known import Truth, assume
from ccdrill.rehearsal.locks import Lock
from ccdrill.rehearsal.survey import Survey
from ccdrill.rehearsal.table import Row
from ccdrill.rehearsal.why import why_never

_COMPARED = 100
"""Decisions that are taken both ways."""
UNTRIED = "; every play was tried that waits until something happens, not every length of waiting"
"""What is listed and not proved: at a pace people may think for any length of time."""


def check_story(document: Document, scenario: Scenario, survey: Survey) -> tuple[Diagnostic, ...]:
    """Everything that playing the scenario shows, by place."""
    return _Story(document, scenario, survey).run()


class _Story:
    def __init__(self, document: Document, scenario: Scenario, survey: Survey) -> None:
        self.findings = Findings(document)
        self.scenario = scenario
        self.survey = survey
        self.undecided: list[str] = []

    def run(self) -> tuple[Diagnostic, ...]:
        for name in self.scenario.states:
            self._state(name)
        for name in self.scenario.endings:
            self._ending(name)
        for lock in self.survey.locks:
            self._lock(lock)
        for key, rows in self.survey.offers.items():
            self._choice(key, rows)
        for call in (*self.survey.table.timed, *self.survey.table.waiting):
            self._inject(call.id, call.index)
        locked = {lock.state for lock in self.survey.locks}
        for state in self.survey.holding:
            if state not in locked:
                self.undecided.append(f"whether a play can get stuck in '{self.survey.table.names[state]}'")
        self._alternatives()
        self._twins()
        if self.undecided:
            self._not_decided()
        self._machine()
        return self.findings.sorted()

    def _reaches(self, name: StateId) -> bool | None:
        return self.survey.can_reach(self.survey.table.index[name])

    def _state(self, name: StateId) -> None:
        reached = self._reaches(name)
        if reached is None:
            self.undecided.append(f"whether '{name}' is reached")
        elif not reached:
            message = f"no play ever comes to '{name}'{self._untried(name)}"
            cure = "Let something lead there, or delete it."
            self.findings.shown(("states", name), "unreachable-state", message, cure)
        elif self.scenario.states[name].timeout is not None:
            self._timeout(name)

    def _timeout(self, name: StateId) -> None:
        expires = self.survey.can_expire(self.survey.table.index[name])
        if expires is None:
            self.undecided.append(f"whether the timeout of '{name}' fires")
        elif not expires:
            message = f"this never fires: something else always moves the story on before{UNTRIED}"
            cure = "Make it shorter, or delete it."
            self.findings.shown(("states", name, "timeout"), "dead-timeout", message, cure)

    def _ending(self, name: StateId) -> None:
        reached = self._reaches(name)
        if reached is None:
            self.undecided.append(f"whether the ending '{name}' is reached")
        elif not reached:
            message = f"no play ever ends in '{name}'{self._untried(name)}"
            cure = "Let something lead there, or delete it."
            self.findings.shown(("endings", name), "unreachable-ending", message, cure)

    def _lock(self, lock: Lock) -> None:
        name = self.survey.table.names[lock.state]
        where = f"in '{name}'" if lock.is_everywhere else f"in '{name}', after the play shown,"
        if lock.is_stuck and lock.is_saved_by_time:
            code, message = "stuck-untimed", f"{where} nothing can be chosen: without a pace, time stands still there"
            cure = "Give it a choice that waits and is always there."
        elif lock.is_stuck:
            code, message = "stuck", f"{where} nothing can be chosen any more"
            cure = "Give it a choice that is always there, or a timeout that leads on."
        else:
            code = "no-way-out" if lock.is_everywhere else "soft-lock"
            message = f"{where} no ending can be reached any more, whatever is chosen"
            cure = "Let something lead out of the circle."
        severity: Severity = "warning" if code == "stuck-untimed" else "error"  # a drill may have a pace
        self.findings.shown(("states", name), code, message, cure, lock.play, severity=severity)

    def _choice(self, key: ChoiceKey, offered: list[Row]) -> None:
        rows = [row for row in offered if self._reaches(self.survey.table.names[row.state]) is not False]
        if not rows:
            return
        path = _path_of(key)
        taken = self.survey.can_take(key)
        if taken is None:
            self.undecided.append(f"whether '{key}' can be taken")
        elif not taken:
            cure = "Change its 'when', or what should make it true; or delete it."
            untried = UNTRIED if self.survey.hangs_on_waiting and self._may(rows).may_hold else ""
            message = f"this can never be chosen: {self._why(rows)}{untried}"
            self.findings.shown(path, "dead-choice", message, cure)
        elif not rows[0].guard.is_always:
            refused = self.survey.can_refuse(key)
            if refused is None:
                self.undecided.append(f"whether the 'when' of '{key}' ever fails")
            elif not refused:
                untried = UNTRIED if self.survey.hangs_on_waiting and self._may(rows).may_fail else ""
                message, cure = f"this condition holds wherever the choice is offered{untried}", "Delete the 'when'."
                self.findings.shown((*path, "when"), "always-true", message, cure, at_key=False)

    def _may(self, rows: list[Row]) -> Truth:
        """What the condition of a choice may be, as far as is proved for any length of waiting."""
        known = [self.survey.flow.guard(row) for row in rows]
        return Truth(any(one.may_hold for one in known), any(one.may_fail for one in known))

    def _untried(self, name: StateId) -> str:
        is_possible = self.survey.table.index[name] in self.survey.flow.states
        return UNTRIED if self.survey.hangs_on_waiting and is_possible else ""

    def _why(self, rows: list[Row]) -> str:
        known = self.survey.flow.states.get(rows[0].state)
        return why_never(rows[0].guard.tree, known, self.scenario, self.survey.table.layout)

    def _inject(self, name: InjectId, index: int) -> None:
        arrives = self.survey.can_arrive(index)
        if arrives is None:
            self.undecided.append(f"whether the inject '{name}' arrives")
            return
        cure = "Change its time or its condition, or delete it."
        if not arrives:
            inject = self.scenario.injects[name]
            reason = (
                "every play is over by then"
                if inject.when is None
                else "its 'when' never holds, or not for long enough"
            )
            untried = UNTRIED if self.survey.hangs_on_waiting and index in self.survey.flow.calls else ""
            self.findings.shown(("injects", name), "dead-inject", f"this never arrives: {reason}{untried}", cure)
        elif index in self.survey.waited:
            message = "this arrives only if people wait for it and decide nothing: every play is over by then"
            self.findings.shown(("injects", name), "dead-inject", message, cure, self.survey.told[index])

    def _alternatives(self) -> None:
        survey = self.survey
        listed = survey.listed if survey.is_exhausted else None
        for idle in idle_targets(survey.flow, listed, lambda state: survey.can_reach(state) is not False):
            untried = "" if idle.is_proved or not survey.hangs_on_waiting else UNTRIED
            message = f"this never leads here: {idle.reason}{untried}"
            cure = "Change the conditions of the list, or delete this target."
            self.findings.shown(idle.path, "dead-target", message, cure, at_key=False)
        for idle in idle_texts(survey.table.program):
            message = f"this text is never shown: {idle.reason}"
            cure = "Change the conditions of the list, or delete this text."
            self.findings.shown(idle.path, "dead-text", message, cure, at_key=False)

    def _twins(self) -> None:
        """Choices that can be offered together and read alike."""
        survey = self.survey
        for state, known in survey.flow.states.items():
            seen: dict[str, list[Row]] = {}
            for row in survey.table.rows[state]:
                alike = seen.setdefault(" ".join(row.offer.choice.text.split()).casefold(), [])
                for other in alike:
                    both = All(terms=(other.guard.tree, row.guard.tree))
                    if assume(both, known, survey.table.layout) is not None:
                        message = f"this reads like '{other.offer.key}': nobody can tell the two apart"
                        cure = "Say what is different about it."
                        self.findings.shown(
                            (*_path_of(row.offer.key), "text"), "same-text", message, cure, at_key=False
                        )
                alike.append(row)

    def _machine(self) -> None:
        """The two readings of a scenario, compared where the search began."""
        listed = self.survey.listed
        different = next(disagreements(listed, _COMPARED), None) if listed is not None else None
        if different is not None:
            message = "the state machine and the rehearsal table differ here: this is a bug in ccdrill"
            cure = "Nothing is wrong with the file. Please report it, with the file."
            self.findings.shown(("states", different.state), "machine-differs", message, cure, severity="error")

    def _not_decided(self) -> None:
        shown = "; ".join(self.undecided[:3])
        more = f"; and {len(self.undecided) - 3} more" if len(self.undecided) > 3 else ""
        message = f"not decided: {shown}{more}. The search stopped after {self.survey.situations:,} situations"
        cure = "Look longer with: ccdrill rehearse."
        self.findings.shown(("states",), "not-decided", message, cure, severity="note")


def _path_of(key: ChoiceKey) -> Path:
    """Where a choice stands in the file."""
    state, slash, name = key.partition("/")
    return ("states", StateId(state), "choices", ChoiceId(name)) if slash else ("anywhere", ChoiceId(key))
