"""Proofs for what a survey has not seen happen, question by question: that it can't, for any length of waiting."""

from ccdrill.rehearsal.survey.firsts import never_led_to
from ccdrill.rehearsal.survey.slices import Slices
from ccdrill.rehearsal.survey.survey import Survey


def prove(found: Survey, slices: Slices) -> None:
    """Goes through what is possible, as far as is proved, and was not seen; through what is still open again, counting."""
    closed = [one for one in never_led_to(found.flow) if one not in found.states and found.may_reach(one)]
    if closed:
        found.add_proof(slices.without(closed))
    _prove_happenings(found, slices)
    if not found.flow.may_end:
        return  # that is known of every place: nothing is left to be proved of where plays get stuck
    found.holding = slices.of_every_lock(found.flow, found.proofs)
    if slices.count():
        _prove_happenings(found, slices)
        if found.holding:
            found.holding = slices.of_every_lock(found.flow, found.proofs)


def _prove_happenings(found: Survey, slices: Slices) -> None:
    """The same but for where plays get stuck."""
    table = found.table
    for call in table.calls:  # first: what never comes leads nobody elsewhere
        if call.index not in found.told and found.may_arrive(call.index):
            found.add_proof(slices.of_call(call))
    for key, rows in found.offers.items():
        may = found.may(key)
        is_refusal_open = may.may_fail and key not in found.refused and not rows[0].guard.is_always
        if (may.may_hold and key not in found.taken) or is_refusal_open:
            found.add_proof(slices.of_choice(rows))
    for state in range(len(table.names)):
        if state not in found.states and found.may_reach(state):
            found.add_proof(slices.of_state(state))


def prove_for_waiting(found: Survey) -> None:
    """The same where every situation was listed: a list knows of waiting only until something happens."""
    if found.is_exhausted and found.hangs_on_waiting and not found.is_proved_for_waiting:
        slices = Slices(found.flow)
        found.add_proof(slices.whole())
        prove(found, slices)
        found.is_proved_for_waiting = True
