"""One finding in place of a cascade: what would not be told if a first cause were mended is told with that cause.

It is left out only if a play of the mended scenario meets it, or nothing would be said of it there; and its kind stands in what is
said of the cause. Where plays get stuck is told whatever the cause, which is named where all choices are told to be dead.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec.structs import replace

from ccdrill.authoring.checks.check_unused import FLAG_NEVER_CHANGES, METER_NEVER_CHANGES, note_fixed
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.document import Complaint
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import FlagSet
from ccdrill.model.ids import ChoiceKey, FlagName, StateId
from ccdrill.model.scenario import Scenario, branches_of
from ccdrill.model.walks import offered_in
from ccdrill.rehearsal.known.needs import Need
from ccdrill.rehearsal.survey.firsts import closing, forks_of, idle_targets
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.telling.alike import fold_alike
from ccdrill.rehearsal.telling.cascade import Cascade, Idle, Node, Ways
from ccdrill.rehearsal.telling.circles import fold_locks
from ccdrill.rehearsal.telling.mends import Mend
from ccdrill.rehearsal.telling.remarks import path_of, remark
from ccdrill.rehearsal.telling.traps import STUCK
from ccdrill.rehearsal.walk.onward import all_after
from ccdrill.rehearsal.walk.trails import K, Shown
from ccdrill.scoring.titles import joined

TryOut = Callable[[tuple[Mend, ...]], Survey]
"""What plays show once a scenario is mended so."""
ToldWith = Mapping[Idle, tuple[Idle, ...]]
"""What things that never come about are told with: each with what is told of its causes, or with itself."""
_NOUNS = {
    "dead-choice": "choice",
    "dead-inject": "inject",
    "unreachable-state": "state",
    "unreachable-ending": "ending",
    "dead-timeout": "timeout",
    "dead-target": "target",
    "dead-drift": "drift",
    "dead-text": "text",
    "always-true": "condition",
    FLAG_NEVER_CHANGES: "flag",
    METER_NEVER_CHANGES: "meter",
}
"""What may be the consequence of something else, and what it is called."""
_FIXED = (FLAG_NEVER_CHANGES, METER_NEVER_CHANGES)
"""What only a mend of it makes otherwise; told also of who plays nothing."""
_LOCKED = ("no-way-out", "soft-lock")
_ROOMS, _UNREACHABLE = ("states", "endings"), ("unreachable-state", "unreachable-ending")
_FEWEST = 2
_ROUNDS = 2
_ALONE = 4
"""How many of several causes are looked at alone."""
_NAMED = 3
"""How many of a kind are named."""


def fold(findings: Findings, survey: Survey, untried: str, try_out: TryOut, *, is_paced: bool) -> ToldWith:
    """Folds what hangs on first causes into what is told of them. `untried`: what is added to what was listed and not proved.

    What it gives: each thing that is in vain, with what it is told with.
    """
    return _Folding(findings, survey, untried, try_out, is_paced=is_paced).run()


class _Folding:
    def __init__(self, findings: Findings, survey: Survey, untried: str, try_out: TryOut, *, is_paced: bool) -> None:
        self._findings = findings
        self._survey = survey
        self._scenario = survey.table.program.scenario
        self._untried = untried
        self._try_out = try_out
        self._is_paced = is_paced
        self._so: dict[Idle, list[Idle]] = {}
        """Each consequence, with what is told of its causes."""

    def run(self) -> ToldWith:
        note_fixed(self._findings, self._scenario)
        told = {self._idle(one): one for one in self._findings.complaints if _may_follow(one)}
        if len(told) >= _FEWEST:
            unproved = self._unproved(told)
            self._look([one for one in told if one not in unproved])
            kept = (self._with_consequences(one, told) for one in self._findings.complaints)
            self._findings.complaints = dict.fromkeys(one for one in kept if one is not None)
        for one in [one for one in self._findings.complaints if one.code in _FIXED and not one.folded]:
            self._findings.complaints.pop(one)  # that shows without playing
        fold_locks(self._findings, self._survey.table)
        fold_alike(self._findings, self._scenario)
        told_with = {one: tuple(self._so.get(one, (one,))) for one in told}
        self._findings.complaints = {self._with_causes(one, told_with): None for one in self._findings.complaints}
        return told_with

    def _with_causes(self, complaint: Complaint, told_with: ToldWith) -> Complaint:
        """What is told of where nothing can be chosen any more, with where it is told of each choice why it never can.

        And of where no ending can be reached any more, with where it is told of each ending why no play comes to it.
        """
        if complaint.code in STUCK:
            offered = offered_in(self._scenario, StateId(str(complaint.path[1])))
            needed = [Idle(path_of(key), "dead-choice") for key, _, _ in offered]
        elif complaint.code in _LOCKED:
            needed = [Idle(("endings", ending), "unreachable-ending") for ending in self._scenario.endings]
        elif complaint.code in _UNREACHABLE:
            because = self._findings.document.causes(self._shut_off(str(complaint.path[1])))
            return replace(complaint, because=because)
        else:
            return complaint
        heads = [head for one in needed for head in told_with.get(one, (one,))]
        if any(head.code == "unreachable-ending" for head in heads):
            return complaint  # it may be why, and not what follows
        kept = {(one.path, one.code): one for one in self._findings.complaints}
        causes = [kept.get((head.path, head.code)) for head in heads]
        because = self._findings.document.causes(one for one in causes if one is not None)
        return replace(complaint, because=because) if None not in causes else complaint

    def _shut_off(self, name: str) -> list[Complaint]:
        """What is told of the targets right below conditions that always hold, if all that would lead to a state stands below these."""
        told = {(one.path, one.code): one for one in self._findings.complaints}
        found = list[Complaint]()
        for fork in forks_of(self._scenario):
            branches = branches_of(fork.goto)
            places = [place for place, one in enumerate(branches) if one.to == name]
            if not places or fork.path[:2] == ("states", name):
                continue
            always = closing(fork, self._survey.flow)
            if always is None or places[0] <= always:
                return []
            below = always + 1
            next_one = branches[below].to
            ways = [((*fork.path, "goto", below), "dead-target")]
            if next_one != name:
                ways += [((room, next_one), code) for room, code in zip(_ROOMS, _UNREACHABLE, strict=True)]
            here = [told[way] for way in ways if way in told]
            if not here:
                return []
            found += here
        return found

    def _idle(self, complaint: Complaint) -> Idle:
        if complaint.code != FLAG_NEVER_CHANGES:
            return Idle(complaint.path, complaint.code)
        flag = FlagName(str(complaint.path[1]))
        need = Need(FlagSet(flag=flag), wanted=not self._scenario.flags[flag])
        return Idle(complaint.path, complaint.code, need)

    def _unproved(self, told: Iterable[Idle]) -> set[Idle]:
        """Targets that a list shows to be idle, and no proof: plays would not show that a mend makes a difference."""
        targets = [one for one in told if one.code == "dead-target"]
        proved = {one.path for one in idle_targets(self._survey.flow, None, lambda _: True)} if targets else set()
        return {one for one in targets if one.path not in proved}

    def _look(self, left: list[Idle]) -> None:
        """Mends the first causes and looks what comes about; what does not has another cause, on which more may hang."""
        cascade, before = Cascade(self._survey), tuple[Mend, ...]()
        for _ in range(_ROUNDS):
            ways = cascade.ways(left)
            heads = {cause: _head(cause, left, ways) for cause in cascade.causes(ways)}
            hanging: dict[tuple[Node, ...], list[Idle]] = {}
            for one in left:
                after = all_after(ways, one.node)
                causes = tuple(cause for cause in heads if cause in after)
                if causes and one not in heads.values():
                    hanging.setdefault(causes, []).append(one)
            done = set[Idle]()
            for causes, many in hanging.items():
                for alone in (*([one] for one in causes[:_ALONE] if len(causes) > 1), causes):
                    left_here = [one for one in many if one not in done]
                    if left_here:
                        coming = self._coming(left_here, self._try_out((*before, *map(cascade.mend, alone))))
                        because = list(dict.fromkeys(heads[cause] for cause in alone))
                        self._so |= {one: because for one in left_here if one in coming}
                        done |= coming
            fresh = dict.fromkeys(cause for causes in hanging for cause in causes)
            before = (*before, *map(cascade.mend, fresh))
            done.update(heads[cause] for cause in fresh)
            left = [one for one in left if one not in done]

    def _coming(self, hanging: Iterable[Idle], after: Survey) -> set[Idle]:
        """What comes about in a mended scenario."""
        again = Findings(self._findings.document)
        remark(again, after, "", is_paced=self._is_paced or None)
        scenario = after.table.program.scenario
        told = {(_from_end(one.path, scenario), one.code) for one in again.complaints}
        return {one for one in hanging if self._comes(one, after, told)}

    def _comes(self, one: Idle, after: Survey, told: Collection[tuple[Path, str]]) -> bool:
        if isinstance(one.node, Need):
            return False  # nothing gives a flag its other answer but a mend of it
        table, (kind, name) = after.table, one.node
        match kind:
            case "meter":
                return False
            case "state":
                return self._is_played(after.states, table.index[StateId(name)])
            case "choice":
                return self._is_played(after.taken, ChoiceKey(name))
            case "timeout":
                return self._is_played(after.expired, table.index[StateId(name)])
            case "inject":
                calls = (call.index for call in table.calls if call.id == name)
                return self._is_played(after.told, next(calls))
            case _ if one.path[0] in ("states", "anywhere") and one.code == "always-true":
                return any((*path_of(key), "when") == one.path for key in after.refused)
            case _:
                return (_from_end(one.path, self._scenario), one.code) not in told

    def _is_played(self, shown: Shown[K], what: K) -> bool:
        """Whether a play shows it in which nobody waits; unless at a pace."""
        return what in shown and (self._is_paced or not shown.is_by_waiting(what))

    def _with_consequences(self, complaint: Complaint, told: dict[Idle, Complaint]) -> Complaint | None:
        """What is told of a cause, with all that follows from it; None for what follows."""
        head = self._idle(complaint)
        if head in self._so and told.get(head) == complaint:
            return None
        mine = [(heads, one) for one, heads in self._so.items() if heads[0] == head]
        if not mine or told.get(head) != complaint:
            return complaint
        message = complaint.message
        for others in dict.fromkeys(tuple(heads[1:]) for heads, _ in mine):
            so = [one for heads, one in mine if tuple(heads[1:]) == others]
            message += f"; and so{_together(others)}{_all(so)}"
        if self._untried and self._untried not in message:
            message += self._untried if any(told[one].message.endswith(self._untried) for _, one in mine) else ""
        folded = (*complaint.folded, *(one.code for _, one in mine))
        return replace(complaint, message=message, folded=tuple(dict.fromkeys(folded)))


def _from_end(path: Path, scenario: Scenario) -> Path:
    """A target by its place from the end of its list: a mend sets others before it."""
    if path[-2:-1] != ("goto",):
        return path
    branches = next(branches_of(fork.goto) for fork in forks_of(scenario) if fork.path == path[:-2])
    return (*path[:-1], int(path[-1]) - len(branches))


def _may_follow(complaint: Complaint) -> bool:
    """Whether it may be a cause, or the consequence of one. Without a pace what happens only by waiting may: nobody waits."""
    return complaint.code in _NOUNS


def _head(cause: Node, left: Iterable[Idle], ways: Ways) -> Idle:
    """What is told of a cause: it, or, of a question, the first that hangs on it, if need be on more."""
    found = [one for one in left if one.node == cause or cause in ways[one.node]]
    return min(found, key=lambda one: (one.node != cause, len(ways[one.node]), list(_NOUNS).index(one.code)))


def _together(heads: Iterable[Idle]) -> str:
    names = [f"'{one.name}'" for one in heads]
    return f", together with what is told of {joined(names)}," if names else ""


def _all(consequences: Iterable[Idle]) -> str:
    """What does not come about, by kind; and what always does."""
    by_code: dict[str, list[Idle]] = {}
    for one in consequences:
        by_code.setdefault(one.code, []).append(one)
    parts = [_counted(code, by_code[code]) for code in _NOUNS if code in by_code and code != "always-true"]
    never = f" {joined(parts)} never come{'s' * (len(parts) == 1 and parts[0].startswith('1 '))} about" if parts else ""
    always = len(by_code.get("always-true", ()))
    if not always:
        return never
    holds = "1 condition always holds" if always == 1 else f"{always} conditions always hold"
    return f"{never}, and {holds}" if never else f" {holds}"


def _counted(code: str, many: list[Idle]) -> str:
    count = f"{len(many)} {_NOUNS[code]}{'s' * (len(many) > 1)}"
    if many[0].node[0] in ("idle", "drift") or code == "dead-timeout":
        return count
    names = [f"'{one.name}'" for one in many[:_NAMED]]
    if len(many) > _NAMED:
        names = [*names[:-1], f"{len(many) - _NAMED + 1} more"]
    return f"{count} ({joined(names)})"
