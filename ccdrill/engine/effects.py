"""What choices, injects and timeouts do when their time comes: values, actions, moments."""

from ccdrill.engine.clock import act_until
from ccdrill.engine.drift import clamp
from ccdrill.engine.program import Effect, Mover, Program
from ccdrill.engine.scratch import Scratch
from ccdrill.model.happenings import Acted, Chosen, Marked
from ccdrill.model.ids import ChoiceKey, FlagName, MeterName
from ccdrill.model.scenario import Choice, Inject, Timeout, acts_of


def choice_effect(key: ChoiceKey, choice: Choice) -> Effect:
    """The clock runs on by `takes`; then values, actions, moments. An ending on the way leaves the choice undone.

    An inject on the way may move the run; the choice is then completed there.
    """
    acts = acts_of(choice)
    early = sorted(
        ((act.after, act.action) for act in acts if act.after is not None and act.after < choice.takes),
        key=lambda act: act[0],
    )
    at_end = tuple(act.action for act in acts if act.after is None or act.after >= choice.takes)

    def take(program: Program, mover: Mover, scratch: Scratch) -> None:
        start = scratch.now
        scratch.under_way = [(start + after, action) for after, action in early]
        act_until(program, mover, scratch, start + choice.takes)
        if scratch.is_ended:
            return
        _change_values(program, scratch, choice)
        for action in at_end:
            scratch.note(Acted(action=action, t=scratch.now))
        _mark(scratch, choice)
        scratch.note(Chosen(choice=key, t=scratch.now))

    return take


def inject_effect(inject: Inject) -> Effect:
    """Values and moments, at the instant of arrival."""

    def arrive(program: Program, _: Mover, scratch: Scratch) -> None:
        _change_values(program, scratch, inject)
        _mark(scratch, inject)

    return arrive


def timeout_effect(timeout: Timeout) -> Effect:
    """Values and moments, at the instant the timeout fires."""

    def expire(program: Program, _: Mover, scratch: Scratch) -> None:
        _change_values(program, scratch, timeout)
        _mark(scratch, timeout)

    return expire


def _change_values(program: Program, scratch: Scratch, source: Choice | Inject | Timeout) -> None:
    meters = program.scenario.meters
    for name, setting in source.set.items():
        if isinstance(setting.value, bool):
            scratch.flags[FlagName(name)] = setting.value
        else:
            scratch.meters[MeterName(name)] = clamp(meters[MeterName(name)], setting.value)
    for meter, amount in source.add.items():
        scratch.meters[meter] = clamp(meters[meter], scratch.meters[meter] + amount)


def _mark(scratch: Scratch, source: Choice | Inject | Timeout) -> None:
    for moment in source.marks:
        if moment not in scratch.moments:
            scratch.note(Marked(moment=moment, t=scratch.now))
