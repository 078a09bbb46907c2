"""What makes no difference in a scenario, as a survey shows: alternatives that never come first, choices that read alike, drifts, openings."""

from collections.abc import Container, Iterator
from operator import itemgetter

from ccdrill.authoring.checks.check_lengths import CHOICES
from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.reading.locate import Path
from ccdrill.model.condition import All, Condition, Expression, MeterCompared
from ccdrill.model.ids import ChoiceId, ChoiceKey, MeterName, StateId
from ccdrill.rehearsal.flow.places import Flow
from ccdrill.rehearsal.known.guards import Compiler, tree_of
from ccdrill.rehearsal.known.known import UNASKED
from ccdrill.rehearsal.known.questions import Question
from ccdrill.rehearsal.survey.firsts import Idle, idle_targets, idle_texts
from ccdrill.rehearsal.survey.retaken import Retaken, not_led_from
from ccdrill.rehearsal.survey.survey import Survey
from ccdrill.rehearsal.walk.table import Row
from ccdrill.rehearsal.walk.trails import spelled


def remark(findings: Findings, survey: Survey, untried: str, *, is_paced: bool | None) -> None:
    """Notes all that. `untried`: what to add to what was listed and not proved, where waiting may matter.

    `is_paced`: of the drill; then what was listed is not said where waiting may matter. None: of the scenario by itself.
    """
    _targets(findings, survey, untried if survey.hangs_on_waiting else "", is_paced)
    _texts(findings, survey)
    _twins(findings, survey)
    _crowds(findings, survey, is_paced)
    _injects(findings, survey)
    _drifts(findings, survey)
    _openings(findings, survey)


def _targets(findings: Findings, survey: Survey, untried: str, is_paced: bool | None) -> None:
    listed = survey.listed if survey.is_exhausted and not (is_paced and survey.hangs_on_waiting) else None
    # what only locks and waiting let happen is theirs to tell
    waits = is_paced is not False or bool(survey.locks) or any(survey.waited)
    if not waits:
        listed = survey.all_decided
    taken = Retaken(listed, waits=waits) if listed is not None else None
    possible = survey.without_waiting if not waits and survey.is_target_open else survey.flow
    counted = _counted(survey) if listed is None else None
    for idle in idle_targets(possible, taken, lambda state: survey.can_reach(state) is not False, counted):
        if is_paced is False and not idle.is_proved and _key_at(idle.path) in survey.waited.choices:
            continue
        message = f"this never leads here: {idle.reason}{'' if idle.is_proved else untried}"
        cure = "Change the conditions of the list, or delete this target."
        findings.shown(idle.path, "dead-target", message, cure, at_key=False)


def _counted(survey: Survey) -> Flow | None:
    """A proof that keeps numbers apart, if some choice has a target that asks for one, and to which no play leads."""
    asking = [(key, place, when) for key, place, when in _not_led_to(survey) if _meters_of(when)]
    if not asking:
        return None
    from ccdrill.rehearsal.flow.counters import Counters  # plays lead to most targets

    counters = Counters(survey.table)
    found = {(key, place) for key, place, when in asking if any(map(counters.counts, _meters_of(when)))}
    if not found or not not_led_from(survey.rests, found):
        return None
    from ccdrill.rehearsal.survey.slices import Slices

    slices = Slices(survey.flow)
    return slices.counted() if slices.count() else None


def _not_led_to(survey: Survey) -> Iterator[tuple[ChoiceKey, int, Condition]]:
    """The targets of choices that are taken, by their place, with their conditions, where no play was noted that leads there by them."""
    index = survey.table.index
    for key, rows in survey.offers.items():
        for place, one in enumerate(rows[0].offer.edge.branches if key in survey.taken else ()):
            if one.when is not None and (key, index[one.to]) not in survey.led:
                yield key, place, one.when


def _meters_of(when: Condition) -> set[MeterName]:
    return {leaf.meter for leaf in when.leaves if isinstance(leaf, MeterCompared)}


def _texts(findings: Findings, survey: Survey) -> None:
    unread = {idle.path: idle.reason for idle in idle_texts(survey.whole, survey.proofs)}
    unread.update((idle.path, idle.reason) for idle in _never_together(survey, unread))
    for path, reason in unread.items():
        cure = "Change the conditions of the list, or delete this text."
        findings.shown(path, "dead-text", f"this text is never shown: {reason}", cure, at_key=False)


def _never_together(survey: Survey, told: Container[Path]) -> Iterator[Idle]:
    """Texts of states whose condition asks for several things that are proved, by cases, never to be so together there.

    `told`: where others stand that are known never to be shown.
    """
    table = survey.whole.table
    program = table.program
    for name, place in program.scenario.states.items():
        state = survey.table.index[name]
        variants = () if isinstance(place.narrative, str) or state not in survey.states else place.narrative
        for index, variant in enumerate(variants):
            path = ("states", name, "narrative", index)
            tree = tree_of(variant.when, program.case)
            if path not in told and _never_so(survey, tree, Question(tree, table.layout), state):
                from ccdrill.rehearsal.survey.why import why_never  # only what is told has a reason

                yield Idle(path, why_never(tree, survey.whole.states[state], program.scenario, table.layout))


def _twins(findings: Findings, survey: Survey) -> None:
    """Choices that can be offered together and read alike."""
    for state, known in survey.flow.states.items():
        seen: dict[str, list[Row]] = {}
        for row in survey.table.rows[state]:
            alike = seen.setdefault(" ".join(row.offer.choice.text.split()).casefold(), [])
            for other in alike:
                both = Question(All(terms=(other.guard.tree, row.guard.tree)), survey.table.layout)
                is_possible = both.if_holds(known) is not None and both.answers(known).may_hold
                if is_possible and _are_met(survey, other, row):
                    message = f"this reads like '{other.offer.key}': nobody can tell the two apart"
                    path = (*path_of(row.offer.key), "text")
                    findings.shown(path, "same-text", message, "Say what is different about it.", at_key=False)
            alike.append(row)


def _are_met(survey: Survey, one: Row, other: Row) -> bool:
    """Whether two choices of a state are offered at once in a situation that was listed; unless all were, as far as is known."""
    listed = survey.listed
    if listed is None or not listed.is_exhausted:
        return True
    here = (number for number in range(listed.expanded) if listed.state(number) == one.state)
    return any({one.index, other.index} <= {label for label, _ in listed.edges(number)} for number in here)


def _crowds(findings: Findings, survey: Survey, is_paced: bool | None) -> None:
    """More choices at once than fit, though each has a condition: those that are always there are counted without playing.

    Without a pace nobody waits until there are more.
    """
    table = survey.table
    for state, (count, trail) in sorted(survey.crowds.items(), key=itemgetter(0)):
        always = sum(row.offer.choice.when is None for row in table.rows[state])
        is_waited_for = is_paced is False and trail is not None and trail.is_waiting
        if count > CHOICES >= always and not is_waited_for:
            message = f"here {count} choices are offered at once, and the big screen holds {CHOICES}"
            cure = "Let their conditions exclude each other, or drop some."
            findings.shown(("states", table.names[state], "choices"), "too-many-choices", message, cure, spelled(trail))


def _injects(findings: Findings, survey: Survey) -> None:
    """Conditions beside a time that always hold at that time."""
    injects = survey.table.program.scenario.injects
    conditional = [call for call in survey.table.timed if injects[call.id].when is not None]
    if not conditional:
        return
    from ccdrill.rehearsal.survey.earliest import Earliest  # few scenarios ask for it

    earliest = Earliest(survey.flow)
    for call in conditional:
        asked = survey.flow.asked.get(call.index, UNASKED)
        is_too_soon = call.at is not None and call.at < earliest.fails(call)
        if asked.may_hold and (is_too_soon or not asked.may_fail):
            message = "this condition always holds when it is asked, at the time beside it"
            findings.shown(("injects", call.id, "when"), "always-true", message, "Delete the 'when'.", at_key=False)


def _drifts(findings: Findings, survey: Survey) -> None:
    """Drifts that move nothing or never run, and those whose condition makes no difference."""
    table = survey.whole.table
    for index, drift in enumerate(table.program.scenario.drift):
        if not drift.per_hour:
            message, cure = "this moves nothing: its 'per_hour' is 0", "Give it a rate, or delete the drift."
            findings.shown(("drift", index, "per_hour"), "dead-drift", message, cure, at_key=False)
            continue
        tree = tree_of(drift.while_, table.program.case)
        asked = Question(tree, table.layout)
        known = [asked.answers(one) for one in survey.whole.before_the_end()]
        if not any(one.may_hold for one in known) or _never_so(survey, tree, asked):
            from ccdrill.rehearsal.survey.why import EVER, why_never  # only what is told has a reason

            why = why_never(tree, survey.whole.ever, table.program.scenario, table.layout, EVER)
            message, cure = f"this never runs: {why}", "Change the 'while', or delete the drift."
            findings.shown(("drift", index), "dead-drift", message, cure, at_key=False)
        elif drift.while_ is not None and not any(one.may_fail for one in known):
            message = "this condition always holds, so the drift always runs"
            findings.shown(("drift", index, "while"), "always-true", message, "Delete the 'while'.", at_key=False)


def _never_so(survey: Survey, tree: Expression, asked: Question, state: int | None = None) -> bool:
    """Whether what a condition asks for is proved never to be so together, by cases: anywhere, or at rest in a state.

    Where a play comes to where it is, nobody asks; nor of a story that never ends, which is to be mended first.
    """
    if not isinstance(tree, All) or not survey.flow.may_end or _is_met(survey, tree, state):
        return False
    proof = survey.slices.of_condition(tree)
    if proof is None:
        return False
    cases = proof.before_the_end() if state is None else proof.cases.get(state, ())
    return not any(asked.answers(known).may_hold for known in cases)


def _is_met(survey: Survey, tree: Expression, state: int | None) -> bool:
    """Whether a condition holds where a play comes to rest: in that state, if one is named."""
    table = survey.whole.table
    scale = dict(zip(table.layout.meters, table.scale, strict=True))
    holds = Compiler(table.layout, table.program.case, scale).test(tree)
    return any(state in (None, walker.state) and holds(walker) for walker in survey.rests)


def _openings(findings: Findings, survey: Survey) -> None:
    """States and endings that open before anybody can come to them: the clock is never moved on for them."""
    table = survey.table
    for state, known in sorted(survey.flow.states.items()):
        if known.soonest > table.opens[state] > 0 and survey.can_reach(state) is not False:
            from ccdrill.engine.calendar import span_label  # only what is told has a time in words

            at = span_label(known.soonest)
            message = f"this never moves the clock on: nobody comes here before {at} after the start"
            cure = "Give it the time that is meant, or delete it."
            room = "states" if state < table.endings else "endings"
            findings.shown(
                (room, table.names[state], "opens"), "dead-opening", message, cure, severity="note", at_key=False
            )


def _key_at(path: Path) -> ChoiceKey:
    """The choice whose target stands there."""
    return ChoiceKey(str(path[1]) if path[0] == "anywhere" else f"{path[1]}/{path[3]}")


def path_of(key: ChoiceKey) -> Path:
    """Where a choice stands in the file."""
    state, slash, name = key.partition("/")
    return ("states", StateId(state), "choices", ChoiceId(name)) if slash else ("anywhere", ChoiceId(key))
